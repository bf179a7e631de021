"""The store as things and the relations between them: what tools for networks and for graph databases take.

A thing is a node. A relation is an edge: a statement about two things, or a record of one (a participation, a
membership, a request), which is about two things, dated, and as sure as it is. Whatever else is said of a thing or a
record is a value: amounts, codes, documents, places in them. Which records are edges, and which codes are things of
their own (themes are), the ontology says. What the documents and the ontology are themselves is left to RDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from heapq import merge
from itertools import groupby, islice, product
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govgraph.analysis.labels import labels_of
from govgraph.analysis.walk import Walk
from govgraph.exports.statements import Statements
from govgraph.model import Label
from govgraph.names import expand, shorten
from govgraph.research.json_ld import name_of
from govgraph.research.rows import Cell, plain
from govgraph.store.port import Store

_TYPE: Final = expand("rdf:type")
_NAMES: Final = frozenset(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title")))
_INFERRED: Final = {expand("gov:MinistryAffiliation"): (expand("gov:affiliate"), expand("gov:ministry"))}
"""Records that are inferred: no path is explained by them, but who counts under whom is a relation."""

_CODE: Final = expand("skos:Concept")
_SAID_INSIDE: Final = {
    expand("gov:from"): expand("gov:Period"),
    expand("gov:until"): expand("gov:Period"),
    expand("geo:asWKT"): expand("geo:Geometry"),
}
"""What periods and geometries say is said of the things that have them."""

_NO_THINGS: Final = frozenset(
    map(
        expand,
        (
            *("gov:Period", "geo:Geometry", "skos:Concept", "skos:ConceptScheme", "gov:CurrentGraph"),
            *("gov:Source", "gov:Place", "gov:Import", "gov:ColumnUse", "gov:CellReading"),
            *("owl:Ontology", "owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"),
            *("owl:FunctionalProperty", "rdfs:Class", "rdf:Property", "rdfs:Datatype"),
        ),
    )
)
"""Kinds that say when, where, how or by what something is told; they are values here."""

_RESERVED: Final = frozenset(
    ("id", "iri", "kind", "label", "source", "target", "type", "predicate", "graph", "record", "weight", "start", "end")
)
_KINDS = "SELECT DISTINCT ?thing ?kind WHERE { ?thing a ?kind }"
_CODES = "SELECT DISTINCT ?code WHERE {{ VALUES ?p {{ {0} }} ?thing ?p ?code . ?code a <{1}> }}"
_INSIDE = "SELECT DISTINCT ?value ?p ?said WHERE {{ VALUES (?kind ?p) {{ {0} }} ?value a ?kind ; ?p ?said }}"
_AT_A_TIME: Final = 2_000

Values = dict[str, list[Cell]]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its kinds by short name, its names, when it is so, and what else is said of it."""

    iri: str
    kinds: tuple[str, ...]
    label: Label
    values: Values

    @property
    def row(self) -> dict[str, Cell]:
        """What stands before the values."""
        return {
            "iri": self.iri,
            "kind": " ".join(self.kinds),
            "label_th": self.label.th,
            "label_en": self.label.en,
        }


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation from one thing to another: by which property or kind of record, and in which graphs it is told."""

    source: str
    target: str
    predicate: str
    label: Label
    graphs: tuple[str, ...]
    record: str | None
    values: Values

    @property
    def row(self) -> dict[str, Cell]:
        """What stands before the values."""
        return {
            "source": self.source,
            "target": self.target,
            "predicate": shorten(self.predicate),
            "label_th": self.label.th,
            "label_en": self.label.en,
            "graph": " ".join(map(shorten, self.graphs)),
            "record": self.record,
        }


@dataclass(slots=True)
class Columns:
    """The names of the values of all nodes, or of all edges: of which types they are, and which have several."""

    types: dict[str, set[type]] = field(default_factory=dict)
    many: set[str] = field(default_factory=set)
    _inexact: set[str] = field(default_factory=set)

    def see(self, values: Values) -> None:
        """Take note of the values of one node or edge."""
        for name, cells in values.items():
            self.types.setdefault(name, set()).update(map(type, cells))
            if len(cells) > 1:
                self.many.add(name)
            if not all(map(_survives, cells)):
                self._inexact.add(name)

    def type_of(self, name: str) -> type:
        """Return the type that all values have, a number only where each survives as one; else text."""
        types = self.types[name]
        if types == {bool}:
            return bool
        if types <= {int, Decimal} and name not in self._inexact:
            return int if types == {int} else float
        return str

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the order in which they are written: the dates first."""
        return tuple(sorted(self.types, key=lambda name: (name not in ("from", "until"), name)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of one subject, by property, with the graphs that say so."""

    subject: str
    said: Mapping[str, Sequence[tuple[NamedNode | Literal, tuple[NamedNode, ...]]]]

    def iris(self, predicate: str) -> list[str]:
        return [value.value for value, _ in self.said.get(predicate, ()) if isinstance(value, NamedNode)]


class Network:
    """The things and relations of some statements; names, kinds and dates are those of the whole store.

    Only what things there are, and of which kind, is in memory; nodes and edges are given one by one, sorted.
    """

    def __init__(self, store: Store, statements: Statements) -> None:
        self._store = store
        self._statements = statements
        self._kinds: dict[str, tuple[str, ...]] = {}
        for thing, kind in sorted(store.select(_KINDS).rows, key=str):
            if isinstance(thing, NamedNode) and isinstance(kind, NamedNode):
                self._kinds[thing.value] = (*self._kinds.get(thing.value, ()), kind.value)
        rules = Walk(store).rules
        self._records = {iri: rule.ends for iri, rule in rules.items() if rule.ends} | _INFERRED
        self._verbs = {iri: rule.label for iri, rule in rules.items() if rule.ends}
        self._explaining = frozenset(iri for iri, rule in rules.items() if not rule.ends)
        ends = {end for pair in self._records.values() for end in pair}
        listed = " ".join(f"<{iri}>" for iri in sorted(self._explaining | ends))
        codes = store.select(_CODES.format(listed, _CODE)) if listed else ()
        self._codes = {code.value for row in codes for code in row.values() if isinstance(code, NamedNode)}
        self._inside = self._read_inside()
        self.node_columns, self.edge_columns = Columns(), Columns()
        self._elsewhere = self._look()

    def nodes(self) -> Iterator[Node]:
        """Give the things that are described, and those at the other ends of edges, by IRI."""
        described = ((told.subject, self._values(told)) for told in self._subjects() if self._is_node(told))
        others: Iterator[tuple[str, Values]] = ((iri, {}) for iri in sorted(self._elsewhere))
        everyone = merge(described, others, key=lambda pair: pair[0].encode())
        while some := list(islice(everyone, _AT_A_TIME)):
            labels = labels_of(self._store, (iri for iri, _ in some))
            for iri, values in some:
                yield Node(iri, tuple(map(_short, self._kinds.get(iri, ()))), _own(labels[iri], iri), values)

    def edges(self) -> Iterator[Edge]:
        """Give the relations, in the order of what states them."""
        edges = (edge for told in self._subjects() for edge in self._edges(told))
        while some := list(islice(edges, _AT_A_TIME)):
            labels = {**labels_of(self._store, {edge.predicate for edge in some}), **self._verbs}
            for edge in some:
                label = _own(labels[edge.predicate], edge.predicate)
                yield Edge(edge.source, edge.target, edge.predicate, label, edge.graphs, edge.record, edge.values)

    def _look(self) -> set[str]:
        """Go through everything once: note the columns, and return the ends of edges that are not described."""
        described, ends = set(), set()
        for told in self._subjects():
            if self._is_node(told):
                described.add(told.subject)
                self.node_columns.see(self._values(told))
            for edge in self._edges(told):
                ends |= {edge.source, edge.target}
                self.edge_columns.see(edge.values)
        return ends - described

    def _subjects(self) -> Iterator[_Told]:
        def named(pair: tuple[Triple, tuple[NamedNode, ...]]) -> bool:
            return isinstance(pair[0].subject, NamedNode) and not isinstance(pair[0].object, (BlankNode, Triple))

        statements = filter(named, self._statements.told())
        for subject, group in groupby(statements, key=lambda pair: pair[0].subject):
            said: dict[str, list[tuple[NamedNode | Literal, tuple[NamedNode, ...]]]] = {}
            for triple, graphs in group:
                said.setdefault(triple.predicate.value, []).append((triple.object, graphs))  # type: ignore[arg-type]
            yield _Told(subject.value, said)

    def _is_thing(self, iri: str) -> bool:
        kinds = self._kinds.get(iri, ())
        return iri in self._codes or any(kind not in _NO_THINGS and kind not in self._records for kind in kinds)

    def _is_node(self, told: _Told) -> bool:
        return self._is_thing(told.subject) or (self._record(told) is None and self._is_record(told.subject))

    def _is_record(self, iri: str) -> bool:
        return any(kind in self._records for kind in self._kinds.get(iri, ()))

    def _record(self, told: _Told) -> tuple[str, str, str] | None:
        """Return kind and ends of a record that is about two things; one that lacks an end is a thing by itself."""
        for kind in self._kinds.get(told.subject, ()):
            start, end = self._records.get(kind, ("", ""))
            if told.iris(start) and told.iris(end):
                return kind, start, end
        return None

    def _edges(self, told: _Told) -> Iterator[Edge]:
        if (record := self._record(told)) is not None:
            kind, start, end = record
            values = self._values(told, without={start, end})
            said = product(told.said[start], told.said[end])
            for (one, here), (other, there) in said:
                if isinstance(one, NamedNode) and isinstance(other, NamedNode):
                    graphs = tuple(sorted({*here, *there}, key=lambda graph: graph.value))
                    yield Edge(one.value, other.value, kind, Label(), _iris(graphs), told.subject, values)
        elif self._is_node(told):
            for predicate, values_ in told.said.items():
                for value, graphs in values_:
                    if isinstance(value, NamedNode) and self._is_relation(predicate, value.value):
                        yield Edge(told.subject, value.value, predicate, Label(), _iris(graphs), None, {})

    def _is_relation(self, predicate: str, value: str) -> bool:
        if predicate == _TYPE or not self._is_thing(value):
            return False
        code = all(kind in _NO_THINGS for kind in self._kinds.get(value, ()))
        return not code or predicate in self._explaining

    def _values(self, told: _Told, without: Iterable[str] = ()) -> Values:
        """Return what is said besides names and relations; the bounds of a period stand as from and until."""
        record = self._is_record(told.subject) and self._record(told) is not None
        values: Values = {}
        for predicate, said in told.said.items():
            if predicate == _TYPE or predicate in without:
                continue
            for value, _ in said:
                if isinstance(value, NamedNode):
                    if record or not self._is_relation(predicate, value.value):
                        values.setdefault(_column(predicate), []).append(shorten(value.value))
                    for name, cells in self._inside.get(value.value, {}).items():
                        values.setdefault(name, []).extend(cells)
                elif predicate not in _NAMES or _several(said, value):
                    values.setdefault(_column(predicate, value.language), []).append(plain(value))
        return {name: cells for name, cells in ((n, _known(n, c)) for n, c in values.items()) if cells}

    def _read_inside(self) -> dict[str, Values]:
        pairs = " ".join(f"(<{kind}> <{predicate}>)" for predicate, kind in _SAID_INSIDE.items())
        found: dict[str, Values] = {}
        for value, predicate, said in sorted(self._store.select(_INSIDE.format(pairs)).rows, key=str):
            if isinstance(value, NamedNode) and isinstance(predicate, NamedNode):
                found.setdefault(value.value, {}).setdefault(_column(predicate.value), []).append(plain(said))
        return found


def _survives(cell: Cell) -> bool:
    """Tell whether a number is the same for programs that keep whole numbers in 64 bits, others as floats."""
    if isinstance(cell, Decimal):
        return Decimal(repr(float(cell))) == cell
    return not isinstance(cell, int) or -(1 << 53) <= cell <= 1 << 53


def _several(said: Sequence[tuple[NamedNode | Literal, object]], value: Literal) -> bool:
    """Tell whether a thing has several names of this sort in this language: then all of them are values."""
    return sum(isinstance(other, Literal) and other.language == value.language for other, _ in said) > 1


def _known(name: str, cells: list[Cell]) -> list[Cell]:
    """Leave out the first and the last day of the calendar, which stand for open ends."""
    if name in ("from", "until"):
        return [cell for cell in dict.fromkeys(cells) if cell not in (date.min, date.max)]
    return cells


@cache
def _column(predicate: str, language: str | None = None) -> str:
    name = name_of(predicate)
    if name is None or name in _RESERVED:
        name = shorten(predicate).replace(":", "_", 1) if "//" not in shorten(predicate) else predicate
    return f"{name}_{language}" if language else name


def _own(label: Label, iri: str) -> Label:
    """Leave out the short IRI that stands in for a name: it is on record as the IRI."""
    return Label() if label.en == shorten(iri) else label


def _short(kind: str) -> str:
    return name_of(kind) or shorten(kind)


def _iris(graphs: Iterable[NamedNode]) -> tuple[str, ...]:
    return tuple(graph.value for graph in graphs)
