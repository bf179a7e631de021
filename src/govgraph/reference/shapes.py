"""Gather the shapes: those that bear a code, and those that others are made of, as their files have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import dedent
from typing import Final

from pyoxigraph import NamedNode, Quad
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import BNode, Node

from govgraph.model import Label
from govgraph.reference.model import Shape, short
from govgraph.steward.findings.rules import CONSTRAINTS, Rule, read_rules
from govgraph.steward.findings.sentences import plain_text
from govgraph.steward.prepared import to_rdflib

_TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_SHAPES: Final = (SH.NodeShape, SH.PropertyShape)


def gather_shapes(written: Mapping[Path, Sequence[Quad]], folder: Path) -> Mapping[str, Shape]:
    """Return every shape that has a name, by its IRI, in the order of the files."""
    file_of: dict[str, str] = {}
    for path, quads in written.items():
        name = path.relative_to(folder).with_suffix("").as_posix()
        for quad in quads:
            if isinstance(quad.subject, NamedNode):
                file_of.setdefault(quad.subject.value, name)
    facts = to_rdflib(quad for quads in written.values() for quad in quads)
    reader = _Reader(facts, read_rules(written))
    named = [iri for iri in file_of if any((URIRef(iri), RDF.type, kind) in facts for kind in _SHAPES)]
    return {iri: reader.shape(URIRef(iri), file_of[iri]) for iri in named}


class _Reader:
    def __init__(self, facts: Graph, rules: Mapping[str, Rule]) -> None:
        self._facts = facts
        self._rules = rules

    def shape(self, iri: URIRef, file: str) -> Shape:
        rule = self._rules.get(str(iri))
        speaker = self._facts.value(iri, SH.sparql)
        query = self._facts.value(speaker, SH.select) if speaker is not None else None
        path = self._facts.value(iri, SH.path)
        return Shape(
            iri=str(iri),
            label=rule.label if rule else self._label(iri),
            file=file,
            types=tuple(sorted(str(kind) for kind in self._facts.objects(iri, RDF.type))),
            code=rule.code if rule else None,
            severity=rule.severity if rule else None,
            text=plain_text(rule) if rule else Label(),
            path=None if path is None else self._path(path),
            simple_path=str(path) if isinstance(path, URIRef) else None,
            targets=tuple((short(p), o) for p in _TARGETS for o in sorted(map(str, self._facts.objects(iri, p)))),
            constraints=tuple(self._constraints(iri)),
            parts=tuple(sorted(map(str, self._facts.objects(iri, SH.property)))),
            query=None if query is None else dedent(str(query)).strip(),
            judged=rule.of if rule else tuple(sorted(map(str, self._facts.objects(iri, SH.targetClass)))),
            wants=rule.wants if rule else self._wants(iri),
        )

    def _label(self, iri: Node) -> Label:
        said = {o.language: str(o) for o in self._facts.objects(iri, RDFS.label) if isinstance(o, Literal)}
        return Label(said.get("th"), said.get("en"))

    def _wants(self, iri: Node) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in CONSTRAINTS:
            found[name] = sorted(map(str, self._facts.objects(iri, SH[name])))
        return {name: tuple(values) for name, values in found.items() if values}

    def _constraints(self, node: Node) -> Iterator[tuple[str, str]]:
        for name in CONSTRAINTS:
            if name != "sparql":
                for written in sorted(map(self._written, self._facts.objects(node, SH[name]))):
                    yield f"sh:{name}", written

    def _written(self, value: Node) -> str:
        """Write a value as Turtle would; members of lists and shapes without a name in short."""
        if isinstance(value, URIRef):
            return short(str(value))
        if isinstance(value, Literal):
            return f'"{value}"' if isinstance(value.value, str) else str(value)
        if (value, RDF.first, None) in self._facts:
            return "( " + " ".join(self._written(member) for member in self._facts.items(value)) + " )"
        path = self._facts.value(value, SH.path)
        said = [] if path is None else [f"sh:path {self._path(path)}"]
        said += [f"{name} {written}" for name, written in self._constraints(value)]
        return "[ " + " ; ".join(said) + " ]"

    def _path(self, path: Node) -> str:
        """Write a path as SPARQL does."""
        if isinstance(path, BNode):
            if (back := self._facts.value(path, SH.inversePath)) is not None:
                return f"^{self._path(back)}"
            return "/".join(self._path(step) for step in self._facts.items(path))
        return short(str(path))
