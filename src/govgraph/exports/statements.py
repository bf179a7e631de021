"""The statements of a store in an order of their own, the same on every engine: what all formats are written from."""

from __future__ import annotations

import heapq
import io
import tempfile
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from difflib import get_close_matches
from itertools import groupby, islice
from types import TracebackType
from typing import Any, Final, Self, cast

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from govgraph.errors import NotFoundError
from govgraph.exports.sorting import RUN, Sorter, order
from govgraph.names import GRAPH, expand, shorten
from govgraph.store.port import Store

_BATCH: Final = 20_000
_BLOCK: Final = 1 << 16
_LISTED: Final = 12


class Statements:
    """The statements of some graphs of a store, sorted; few are in memory at a time.

    Blank nodes, which no store names twice alike, get canonical names (W3C RDFC-1.0).

    >>> from govgraph.store.embedded import EmbeddedStore
    >>> from govgraph.store.port import Change
    >>> a, b, g = (NamedNode(f"https://example.org/{name}") for name in "abg")
    >>> with EmbeddedStore.in_memory() as store:
    ...     store.commit(Change(add=[Quad(b, a, a, g), Quad(a, a, a, g)]))
    ...     with Statements(store) as statements:
    ...         [quad.subject.value[-1] for quad in statements.quads(g)]
    ['a', 'b']
    """

    def __init__(self, store: Store, graphs: Collection[NamedNode] | None = None, *, run: int = RUN) -> None:
        self.graphs = tuple(sorted(set(store.graphs() if graphs is None else graphs), key=lambda name: name.value))
        self._sorters: dict[NamedNode, Sorter] = {}
        unnamed: list[Quad] = []
        with ExitStack() as held:
            file = held.enter_context(tempfile.TemporaryFile(prefix="govgraph-export-"))
            for graph in self.graphs:
                sorter = self._sorters[graph] = Sorter(file, run)
                waiting = store.quads(graph)
                while quads := list(islice(waiting, _BATCH)):
                    unnamed += (quad for quad in quads if _has_blank(quad))
                    sorter.add(_lines(quad.triple for quad in quads if not _has_blank(quad)))
                # However many graphs there are, what is in memory is of one.
                sorter.flush()
            for quad in _canonical(unnamed):
                assert isinstance(quad.graph_name, NamedNode)
                self._sorters[quad.graph_name].add(_lines([quad.triple]))
            self._held = held.pop_all()

    def lines(self, graph: NamedNode) -> Iterator[bytes]:
        """Give the statements of a graph as lines of N-Triples, without their ends."""
        return self._sorters[graph].lines()

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Give the statements of a graph."""
        for quad in _parsed(self.lines(graph)):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)

    def everything(self) -> Iterator[Quad]:
        """Give all statements, a graph after the other."""
        for graph in self.graphs:
            yield from self.quads(graph)

    def union(self) -> Iterator[Triple]:
        """Give the statements of all graphs together, each once."""
        for triple, _ in self.told():
            yield triple

    def told(self) -> Iterator[tuple[Triple, tuple[NamedNode, ...]]]:
        """Give each statement once, with the graphs that make it."""
        tellers: deque[tuple[NamedNode, ...]] = deque()

        def lines() -> Iterator[bytes]:
            # The merge is stable: of equal lines that of the first graph comes first.
            merged = heapq.merge(*map(self._of, self.graphs), key=lambda pair: order(pair[0]))
            for line, pairs in groupby(merged, key=lambda pair: pair[0]):
                tellers.append(tuple(graph for _, graph in pairs))
                yield line

        for quad in _parsed(lines()):
            yield quad.triple, tellers.popleft()

    def _of(self, graph: NamedNode) -> Iterator[tuple[bytes, NamedNode]]:
        return ((line, graph) for line in self.lines(graph))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()


def chosen(store: Store, names: Iterable[str]) -> tuple[NamedNode, ...] | None:
    """Return the graphs that go by these names: an IRI, ``graph:reference``, or ``reference``; none for no names.

    Raises :class:`govgraph.errors.NotFoundError`, with the names that come close.
    """
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        return None
    known = {graph.value: graph for graph in store.graphs()}
    return tuple(_graph(name, known) for name in wanted)


def _graph(name: str, known: dict[str, NamedNode]) -> NamedNode:
    for iri in (expand(name), GRAPH + name):
        if iri in known:
            return known[iri]
    short = {shorten(iri).removeprefix("graph:"): iri for iri in known}
    near = [short[key] for key in get_close_matches(name.removeprefix(GRAPH).removeprefix("graph:"), short, n=3)]
    listed = ", ".join([*list(short)[:_LISTED], *["…"] * (len(short) > _LISTED)])
    raise NotFoundError(
        th=f"ไม่มีกราฟชื่อ “{name}” มีแต่: {listed}",
        en=f"There is no graph called “{name}”; there are: {listed}.",
        candidates=near or sorted(known),
    )


def _has_blank(quad: Quad) -> bool:
    return any(isinstance(node, (BlankNode, Triple)) for node in (quad.subject, quad.object))


def _canonical(quads: list[Quad]) -> Iterable[Quad]:
    if not quads:
        return quads
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _lines(triples: Iterable[Triple]) -> list[bytes]:
    written = io.BytesIO()
    serialize(triples, written, RdfFormat.N_TRIPLES)
    return written.getvalue().split(b"\n")[:-1]


def _parsed(lines: Iterable[bytes]) -> Iterator[Quad]:
    return parse(cast("Any", _Reader(lines)), format=RdfFormat.N_TRIPLES)


class _Reader:
    """Lines as a file to be read."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        wanted = size if size > 0 else _BLOCK
        parts, length = [self._rest], len(self._rest)
        while length < wanted and (line := next(self._lines, None)) is not None:
            parts += (line, b"\n")
            length += len(line) + 1
        whole = b"".join(parts)
        data, self._rest = whole[:wanted], whole[wanted:]
        return data
