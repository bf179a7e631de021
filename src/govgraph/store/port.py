"""The one port through which all rooms reach the graph, whichever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

if TYPE_CHECKING:
    import rdflib

Term = NamedNode | BlankNode | Literal | Triple
"""A value in an answer, in pyoxigraph's own classes: they are fast, typed, and compare by value."""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: column names, and one tuple a row (``None`` where a variable is unbound)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[Mapping[str, Term | None]]:
        """Give each row as a mapping from column name to value."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT as it comes: column names, and rows that can be walked once."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query is asked over, where its asker says so; the protocol's word goes before the query's own ``FROM``.

    ``default`` are the graphs whose union is the default graph, ``named`` those that ``GRAPH`` finds; with one of
    them given, the other is empty unless given too. Without both, ``union`` decides: the union of the current graphs,
    or the engine's own default graph. ``base`` resolves relative IRIs of the query.
    """

    default: tuple[NamedNode, ...] | None = None
    named: tuple[NamedNode, ...] | None = None
    union: bool = True
    base: str | None = None

    @property
    def given(self) -> bool:
        """Tell whether the asker names graphs."""
        return self.default is not None or self.named is not None


EVERYTHING: Final = Scope()
"""The union of the current graphs, and each of them by ``GRAPH``."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """Statements of one graph in files of N-Quads (open, read from their beginning), and how many there are."""

    files: tuple[BinaryIO, ...]
    count: int

    def quads(self) -> Iterator[Quad]:
        """Give the statements."""
        for file in self.files:
            file.seek(0)
            yield from parse(file, format=RdfFormat.N_QUADS)


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction does: whole graphs dropped, statements taken out, then others added; all or nothing.

    ``add`` may be an iterator of any length: what goes into graphs that are new to the store is streamed and never
    held in memory as a whole, what goes into graphs that are there already (the catalogue among them) is.
    ``bulk`` holds statements of graphs that are new to the store, by graph, in files: the quick way for millions.
    ``remove`` may name no blank nodes. Where the store has a catalogue, graphs that come are listed in it and
    graphs that go are taken off.
    """

    drop: frozenset[NamedNode] = frozenset()
    add: Iterable[Quad] = field(default=())
    remove: Iterable[Quad] = field(default=())
    bulk: Mapping[NamedNode, Bulk] = field(default_factory=dict)

    def everything(self) -> Iterator[Quad]:
        """Give all statements that are added, those in files too."""
        for bulk in self.bulk.values():
            yield from bulk.quads()
        yield from self.add


class Store(Protocol):
    """A set of named graphs that answers SPARQL 1.1.

    Queries see the union of the current graphs as their default graph, and each current graph by
    ``GRAPH``. A union may hold the same statement twice, so a query must count DISTINCT things. Current is what
    the graph ``catalogue`` lists, and the catalogue itself; without a catalogue, every graph.
    """

    @property
    def location(self) -> str:
        """The folder or address, for messages."""

    def select(self, query: str) -> Table:
        """Answer a SELECT query."""

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""

    def construct(self, query: str) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT or DESCRIBE query."""

    def query(self, query: str) -> Table | bool | tuple[Triple, ...]:
        """Answer a query of any form."""

    def stream(self, query: str, scope: Scope = EVERYTHING) -> Solutions | bool | Iterator[Triple]:
        """Answer a query of any form bit by bit; what is constructed comes once each.

        To be walked in the thread that asked.
        """

    def graphs(self) -> tuple[NamedNode, ...]:
        """The current named graphs, sorted by IRI."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """All statements, or those of one graph."""

    def commit(self, change: Change) -> None:
        """Carry out a change in one transaction and make it durable before returning.

        What changes nothing is not written. Raises :class:`govgraph.errors.UsageError` for a statement
        outside a named graph, :class:`govgraph.errors.StoreError` where the store refuses.
        """

    def update(self, text: str, scope: Scope = EVERYTHING) -> None:
        """Carry out a SPARQL update in one transaction and make it durable before returning.

        ``scope`` says where its patterns are matched, unless the update does itself. New graphs become current.
        Only where the store is embedded; updates of a server are sent to the server itself.
        """

    def rehearsal(self) -> AbstractContextManager[Store]:
        """A copy of the store in which to try a change; gone afterwards. Only where the store is embedded."""

    def rdflib(self) -> rdflib.Dataset:
        """The store as an rdflib dataset: in place where the store is embedded, a copy where it is remote."""

    def close(self) -> None:
        """Let go of files and locks."""
