"""How things hang together: which statements a path between two things may walk, as a table and as a diagram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from govgraph.model import Label
from govgraph.names import expand
from govgraph.reference import words
from govgraph.reference.document import Code, Line, Link, Listing, Table, joined
from govgraph.reference.entries import named, values_of
from govgraph.reference.model import Reference, Term, short

_DOMAIN, _INCLUDES, _RANGE = map(expand, ("rdfs:domain", "schema:domainIncludes", "rdfs:range"))
_EXPLAINING, _BASIS, _READ = map(expand, ("gov:explaining", "gov:edgeBasis", "gov:edgeLabel"))
_START, _END = map(expand, ("gov:edgeSubject", "gov:edgeObject"))


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the classes (or code lists) at its ends, how it is read, and the property or record that makes it."""

    starts: tuple[str, ...]
    read: Label
    ends: tuple[str, ...]
    via: Term

    @property
    def basis(self) -> str:
        """The basis of the step, which is also that of the links it makes."""
        return ", ".join(text for text in self.via.texts.get(_BASIS, ()) if isinstance(text, str))


def steps(reference: Reference) -> Iterator[Step]:
    """Give the steps: properties that the ontology marks as explaining, and records that stand for a step."""
    for term in reference.terms.values():
        if "true" in term.texts.get(_EXPLAINING, ()):
            starts = (*term.links.get(_DOMAIN, ()), *term.links.get(_INCLUDES, ()))
            lists = tuple(reference.lists_of(reference.rules_on(term.iri)))
            yield Step(starts, term.label, lists or term.links.get(_RANGE, ()), term)
        elif _START in term.links and _END in term.links:
            start, end = (
                tuple(iri for prop in term.links[side] for iri in _at(reference, term, prop)) for side in (_START, _END)
            )
            read = next((text for text in term.texts.get(_READ, ()) if isinstance(text, Label)), term.label)
            yield Step(start, read, end, term)


def _at(reference: Reference, record: Term, prop: str) -> list[str]:
    rules = [shape for shape in reference.rules(record.iri) if shape.simple_path == prop]
    return reference.lists_of(rules) or values_of(reference, prop, rules)


def table(reference: Reference) -> Table:
    """Return the steps as a table."""
    rows = tuple(
        (
            _all(reference, step.starts),
            (step.read,),
            _all(reference, step.ends),
            (Link(step.via.iri, Code(short(step.via.iri))),),
            (Code(step.basis),),
        )
        for step in steps(reference)
    )
    return Table((words.START, words.READ, words.END, words.VIA, words.BASIS), rows)


def _all(reference: Reference, iris: Iterable[str]) -> Line:
    return joined((named(reference, iri) for iri in iris), "\n")


DIAGRAM: Final = "mermaid"
"""The language of the diagram: viewers of Markdown draw it; elsewhere the table tells the same."""


def diagram(reference: Reference) -> Listing:
    """Return the steps as a diagram: an arrow for each, from class to class."""
    arrows: list[str] = []
    nodes: dict[str, str] = {}
    for step in steps(reference):
        for start in step.starts:
            for end in step.ends:
                a, b = (nodes.setdefault(iri, f"n{len(nodes) + 1}") for iri in (start, end))
                arrows.append(f'  {a} -->|"{step.read.text("th")}<br>{step.read.text("en")}"| {b}')
    boxes = [f'  {node}["{_name(reference, iri)}"]' for iri, node in nodes.items()]
    return Listing(DIAGRAM, "\n".join(["flowchart LR", *boxes, *dict.fromkeys(arrows)]))


def _name(reference: Reference, iri: str) -> str:
    known = reference.terms.get(iri)
    return f"{known.label.text('th')}<br>{known.label.text('en')}" if known is not None else short(iri)
