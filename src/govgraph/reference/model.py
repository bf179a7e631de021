"""What is known of the terms of the ontology: plain values, gathered from its files, of which pages are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from govgraph.lineage import Evidence
from govgraph.model import Label, Severity
from govgraph.names import BASE, shorten

SHAPES: Final = f"{BASE}shapes#"
"""The namespace of shapes, which their files call ``shapes:``."""


def short(iri: str) -> str:
    """Return the short name of a term or shape, with the prefix that its file uses.

    >>> short("https://w3id.org/govgraph/shapes#ProjectShape"), short("http://www.w3.org/ns/org#member")
    ('shapes:ProjectShape', 'org:member')
    """
    return f"shapes:{iri.removeprefix(SHAPES)}" if iri.startswith(SHAPES) else shorten(iri)


class Kind(StrEnum):
    """What sort of term it is, by which the pages are laid out."""

    CLASS = "class"
    PROPERTY = "property"
    LIST = "list"
    CONCEPT = "concept"


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence with what is known of its document: how reliable (IRI of the concept), and a remark on it."""

    evidence: Evidence
    reliability: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A section of a law behind a term: its IRI, its name, and how sure that is (IRI of the concept)."""

    iri: str
    label: Label
    confidence: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A real use of a term: the statements as text in ``language``, the thing they are about, and its evidence.

    ``where`` names the file and column that an annotation of a table was found in; such a use has no thing.
    """

    text: str
    language: str = "turtle"
    thing: str | None = None
    name: Label = field(default_factory=Label)
    evidence: tuple[Evidence, ...] = ()
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property, code list or concept, with all that the files say of it.

    ``types`` are its classes; ``links`` and ``texts`` hold what else is said of it, by predicate, in a fixed order;
    ``reverse`` what other terms say of it. ``count`` tells how many things or statements of the shipped data use it.
    """

    iri: str
    kind: Kind
    label: Label
    definition: Label
    types: tuple[str, ...]
    links: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, tuple[Label | str, ...]]
    reverse: Mapping[str, tuple[str, ...]]
    citations: tuple[Citation, ...]
    provisions: tuple[Provision, ...]
    count: int
    example: Example | None


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: whom it judges, what it wants, and in which words it says so.

    ``targets`` and ``constraints`` are pairs of a term of SHACL and its value as it is written in SPARQL and Turtle;
    ``path`` is written as in SPARQL; ``judged`` are the classes whose things it judges, also where another shape
    calls it. A shape without a code never speaks: others are made of it.
    """

    iri: str
    label: Label
    file: str
    types: tuple[str, ...]
    code: str | None
    severity: Severity | None
    text: Label
    path: str | None
    simple_path: str | None
    targets: tuple[tuple[str, str], ...]
    constraints: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]
    query: str | None
    judged: tuple[str, ...]
    wants: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the ontology's file: its number, its title, and its terms in the order of the file."""

    number: int
    title: Label
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All terms and shapes, by IRI, in the order in which they are to be read."""

    iri: str
    title: Label
    description: Label
    version: str
    sections: tuple[Section, ...]
    terms: Mapping[str, Term]
    shapes: Mapping[str, Shape]

    def of(self, kind: Kind) -> list[Term]:
        """Return the terms of one kind, in order."""
        return [term for term in self.terms.values() if term.kind is kind]

    def members(self, scheme: str) -> list[Term]:
        """Return the concepts of a code list, in order."""
        return [t for t in self.of(Kind.CONCEPT) if scheme in t.links.get(IN_SCHEME, ())]

    def above(self, iri: str) -> list[str]:
        """Return the classes (or properties) above a term that are terms of ours too, the nearest first."""
        found: list[str] = []
        level = [iri]
        while level:
            parents = [p for one in level for predicate in UPWARDS for p in self.terms[one].links.get(predicate, ())]
            level = [p for p in dict.fromkeys(parents) if p in self.terms and p not in found]
            found += level
        return found

    def rules(self, cls: str) -> Iterator[Shape]:
        """Give the shapes that speak of things of a class by name; not those of the classes above it."""
        return (shape for shape in self.shapes.values() if shape.code and cls in shape.judged)

    def rules_on(self, prop: str) -> Iterator[Shape]:
        """Give the shapes that speak of the values of a property."""
        return (shape for shape in self.shapes.values() if shape.code and shape.simple_path == prop)

    def lists_of(self, shapes: Iterable[Shape]) -> list[str]:
        """Return the code lists that shapes take values from (by ``sh:node``, a shape that asks for the list)."""
        wanted = [called for shape in shapes for called in shape.wants.get("node", ()) if called in self.shapes]
        parts = [part for called in wanted for part in (called, *self.shapes[called].parts)]
        values = [value for part in parts for value in self.shapes[part].wants.get("hasValue", ())]
        return [value for value in dict.fromkeys(values) if value in self.terms]


IN_SCHEME: Final = "http://www.w3.org/2004/02/skos/core#inScheme"
UPWARDS: Final = (
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
)
