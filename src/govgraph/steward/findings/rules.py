"""The rules of ``shapes/`` as their readers see them: code, label, text, severity, and what each constraint wants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from govgraph.model import Label, Severity
from govgraph.names import GOV, PREFIXES, expand
from govgraph.resources import resource

SH: Final = PREFIXES["sh"]
SEVERITIES: Final = {
    SH + "Violation": Severity.ERROR,
    SH + "Warning": Severity.WARNING,
    SH + "Info": Severity.INFO,
}
CONSTRAINTS: Final = (
    *("minCount", "maxCount", "datatype", "class", "nodeKind", "in", "hasValue", "node", "pattern"),
    *("uniqueLang", "languageIn", "lessThan", "lessThanOrEquals", "minInclusive", "maxExclusive", "or", "sparql"),
)
"""The constraints that shapes use, in the order in which a help page lists them."""

_FIRST, _REST = expand("rdf:first"), expand("rdf:rest")

Node = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape that speaks.

    ``text`` is the rule in its own words (``sh:message``), where ``{?name}`` stands for what a query binds;
    ``wants`` holds the parameter of each constraint: IRIs and literals as they are written, members of lists one by
    one, for ``or`` the classes of which the value must be one (nothing where it is more than that), for ``node``
    the IRI of the shape. ``path`` is the property that the rule is about, ``inverse`` whether it is walked against
    its direction; both are unset for longer paths. ``of`` are the classes whose things are judged.
    """

    iri: str
    code: str
    label: Label
    text: Label
    severity: Severity
    path: str | None
    inverse: bool
    wants: Mapping[str, tuple[str, ...]]
    of: tuple[str, ...]


@cache
def rules() -> Mapping[str, Rule]:
    """Return every shape that ships and bears a code, by its IRI, in the order of the codes."""
    return _rules(_shapes())


def read_rules(files: Iterable[Path]) -> Mapping[str, Rule]:
    """Return what :func:`rules` returns, of other files than those that ship."""
    return _rules(_read(files))


def _rules(graph: _Graph) -> Mapping[str, Rule]:
    coded = {node: code.value for node, code in graph.pairs(GOV + "findingCode") if isinstance(code, Literal)}
    found = [_rule(graph, node, code) for node, code in coded.items() if isinstance(node, NamedNode)]
    return {rule.iri: rule for rule in sorted(found, key=lambda rule: (rule.code, rule.iri))}


@cache
def shape_labels() -> Mapping[str, Label]:
    """Return the label of every shape, also of those that only others call (“is in the list of tiers”)."""
    graph = _shapes()
    subjects = {node for node, _ in graph.pairs(expand("rdfs:label")) if isinstance(node, NamedNode)}
    return {node.value: graph.label(node, expand("rdfs:label")) for node in subjects}


def shape_files() -> list[Path]:
    """Return the files of the shapes, in a fixed order."""
    return sorted(resource("shapes").rglob("*.ttl"))


class _Graph:
    """The shapes, by subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by: dict[tuple[object, str], list[Node]] = defaultdict(list)
        self._pairs: dict[str, list[tuple[object, Node]]] = defaultdict(list)
        for quad in quads:
            self._by[quad.subject, quad.predicate.value].append(quad.object)
            self._pairs[quad.predicate.value].append((quad.subject, quad.object))

    def pairs(self, predicate: str) -> list[tuple[object, Node]]:
        return self._pairs[predicate]

    def objects(self, subject: object, predicate: str) -> list[Node]:
        return self._by.get((subject, predicate), [])

    def one(self, subject: object, predicate: str) -> Node | None:
        return next(iter(self.objects(subject, predicate)), None)

    def members(self, head: object) -> Iterator[Node]:
        while (first := self.one(head, _FIRST)) is not None:
            yield first
            head = self.one(head, _REST)

    def label(self, subject: object, predicate: str) -> Label:
        said = {o.language: o.value for o in self.objects(subject, predicate) if isinstance(o, Literal)}
        return Label(said.get("th"), said.get("en"))


@cache
def _shapes() -> _Graph:
    return _read(shape_files())


def _read(files: Iterable[Path]) -> _Graph:
    return _Graph(quad for path in files for quad in parse(path=path, format=RdfFormat.TURTLE))


def _rule(graph: _Graph, node: NamedNode, code: str) -> Rule:
    speaker = graph.one(node, SH + "sparql") or node
    severity = graph.one(node, SH + "severity")
    path = graph.one(node, SH + "path")
    back = graph.one(path, SH + "inversePath") if isinstance(path, BlankNode) else None
    step = path if isinstance(path, NamedNode) else back
    wants = {
        name: tuple(_wanted(graph, name, values)) for name in CONSTRAINTS if (values := graph.objects(node, SH + name))
    }
    return Rule(
        iri=node.value,
        code=code,
        label=graph.label(node, expand("rdfs:label")),
        text=graph.label(speaker, SH + "message"),
        severity=SEVERITIES.get(severity.value, Severity.ERROR) if isinstance(severity, NamedNode) else Severity.ERROR,
        path=step.value if isinstance(step, NamedNode) else None,
        inverse=back is not None,
        wants=wants,
        of=tuple(sorted(_judged(graph, node))),
    )


def _wanted(graph: _Graph, constraint: str, values: Iterable[Node]) -> Iterator[str]:
    for value in values:
        if constraint in {"in", "languageIn"}:
            yield from (_text(member) for member in graph.members(value))
        elif constraint == "or":
            classes = [graph.one(member, SH + "class") for member in graph.members(value)]
            if all(isinstance(of, NamedNode) for of in classes):
                yield from map(_text, classes)
        else:
            yield _text(value)


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else ""


def _judged(graph: _Graph, node: NamedNode) -> Iterator[str]:
    callers = [shape for shape, called in graph.pairs(SH + "property") if called == node]
    for shape in (node, *callers):
        yield from (of.value for of in graph.objects(shape, SH + "targetClass") if isinstance(of, NamedNode))
