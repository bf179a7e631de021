"""Statements on their way to a server, sorted by graph, each once: in memory if they are few, else on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from govgraph.store.difference import in_a_named_graph
from govgraph.store.visibility import held
from govgraph.store.writing import BULK


class Spool:
    """Statements by graph, as the engine will hold them: it writes the decimal 1.10 as 1.1.

    >>> g = NamedNode("https://example.org/g")
    >>> with Spool([Quad(g, g, g, g)] * 2) as spool:
    ...     spool.graphs, len(list(spool.quads(g)))
    ((<NamedNode value=https://example.org/g>,), 1)
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        statements = map(in_a_named_graph, quads)
        first = list(islice(statements, BULK))
        with ExitStack() as stack:
            # By way of an engine of our own: a server is asked how many distinct statements it holds.
            folder = stack.enter_context(TemporaryDirectory(prefix="govgraph-")) if len(first) == BULK else None
            self._engine: pyoxigraph.Store | None = pyoxigraph.Store(folder)
            self._engine.bulk_extend(chain(first, statements))
            self._held = stack.pop_all()
        self.graphs = tuple(sorted(held(self._engine), key=lambda name: name.value))

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Give the statements of one graph."""
        assert self._engine is not None
        return self._engine.quads_for_pattern(None, None, None, graph)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine = None
        self._held.close()
