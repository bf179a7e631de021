"""The store in a folder of the own machine (or in memory): Oxigraph, inside this process.

A workspace folder holds ``workspace.json``, which says that it is one, and ``store/``, which is the engine's.
Many processes may read at a time; one may write. A reader sees the state at its opening, and no later one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad, Triple

from govgraph.errors import StoreError, UsageError
from govgraph.store.answers import in_full
from govgraph.store.difference import by_graph, difference, in_a_named_graph
from govgraph.store.folder import ENGINE_ERRORS, damaged, open_to_read, open_to_write, writing_errors
from govgraph.store.form import Form, expect, form_of, names_dataset, syntax_error
from govgraph.store.port import Change, Table

if TYPE_CHECKING:
    import rdflib

_BULK: Final = 10_000
"""From this many statements on, they are streamed into the store in bulk, as atomic as the other way and at about
a third of its time and half of its memory (docs/reference/benchmarks.md)."""


class EmbeddedStore:
    """A store behind the port :class:`govgraph.store.port.Store`, in this process.

    >>> from pyoxigraph import Literal
    >>> a, p, g = (NamedNode(f"https://example.org/{name}") for name in "apg")
    >>> with EmbeddedStore.in_memory() as store:
    ...     store.commit(Change(add=[Quad(a, p, Literal("ก", language="th"), g)]))
    ...     store.select("SELECT ?name { ?s ?p ?name }").rows[0][0].value
    'ก'
    """

    def __init__(self, engine: pyoxigraph.Store, *, location: str, writable: bool) -> None:
        self._open_engine: pyoxigraph.Store | None = engine
        self._location = location
        self._writable = writable

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that lives as long as this object."""
        return cls(pyoxigraph.Store(), location=":memory:", writable=True)

    @classmethod
    def open(cls, folder: str | Path, *, write: bool = False) -> Self:
        """Open the workspace in ``folder``; for writing, it is made if it is not there yet."""
        folder = Path(folder)
        engine = open_to_write(folder) if write else open_to_read(folder)
        return cls(engine, location=str(folder), writable=write)

    @property
    def location(self) -> str:
        """The workspace folder, or ``:memory:``."""
        return self._location

    def select(self, query: str) -> Table:
        """Answer a SELECT query."""
        result = self.query(expect(query, Form.SELECT))
        assert isinstance(result, Table)
        return result

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        return bool(self.query(expect(query, Form.ASK)))

    def construct(self, query: str) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        result = self.query(expect(query, Form.CONSTRUCT, Form.DESCRIBE))
        assert isinstance(result, tuple)
        return result

    def query(self, query: str) -> Table | bool | tuple[Triple, ...]:
        """Answer a query of any form. A statement that is in several graphs is constructed once."""
        form_of(query)
        try:
            # The engine's union would silently override the graphs that a query names itself.
            return in_full(self._engine.query(query, use_default_graph_as_union=not names_dataset(query)))
        except SyntaxError as error:
            raise syntax_error(str(error), query) from error
        except ENGINE_ERRORS as error:
            if "is not supported" in str(error):
                raise UsageError(
                    th=f"คำสืบค้นใช้สิ่งที่ไม่มีใน SPARQL 1.1: {error}",
                    en=f"The query uses what SPARQL 1.1 does not have: {error}",
                ) from error
            raise damaged(self._location, error) from error

    def graphs(self) -> tuple[NamedNode, ...]:
        """Return the named graphs, sorted by IRI."""
        names = (name for name in self._engine.named_graphs() if isinstance(name, NamedNode))
        return tuple(sorted(names, key=lambda name: name.value))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Give all statements, or those of one graph, in no particular order."""
        try:
            yield from self._engine.quads_for_pattern(None, None, None, graph)
        except ENGINE_ERRORS as error:
            raise damaged(self._location, error) from error

    def commit(self, change: Change) -> None:
        """Carry out a change in one transaction and flush it to disk. What would change nothing is not written.

        If ``change.add`` raises while it is read, or the disk is full, the store stays as it was.
        """
        if not self._writable:
            raise StoreError(
                th=f"เปิดคลังข้อมูล {self._location} ไว้เพื่ออ่านเท่านั้น",
                en=f"The store {self._location} was opened for reading only.",
            )
        present = {name for name in change.drop if any(True for _ in self.quads(name))}
        if present:
            self._replace(present, change.add)
        else:
            self._extend(map(in_a_named_graph, change.add))

    def _extend(self, statements: Iterator[Quad]) -> None:
        first = list(islice(statements, _BULK))
        if not first:
            return
        failures: list[Exception] = []
        try:
            with writing_errors(self._location):
                if len(first) < _BULK:
                    self._engine.extend(first)
                else:
                    self._engine.bulk_extend(chain(first, _noting(failures, statements)))
                self._engine.flush()
        except StoreError:
            if failures:  # it was the source that failed, not the store
                raise failures[0] from None
            raise

    def _replace(self, drop: set[NamedNode], statements: Iterable[Quad]) -> None:
        """Drop and add in one update, the only transaction of the engine that can do both."""
        found = difference({name: set(self.quads(name)) for name in drop}, by_graph(statements))
        if not (found.whole or found.gone):
            self._extend(iter(found.new))
            return
        with writing_errors(self._location):
            self._engine.update(found.update())
            self._engine.flush()

    def rdflib(self) -> rdflib.Dataset:
        """Return the store as an rdflib dataset, read and written in place; it keeps the store open as well."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self._engine), default_union=True)

    def close(self) -> None:
        """Let go of the files and the lock. Datasets and unfinished iterators of this store hold on to them."""
        if self._open_engine is not None:
            self._open_engine = None
            gc.collect()  # the engine gives the lock back when its last reference goes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _engine(self) -> pyoxigraph.Store:
        if self._open_engine is None:
            raise StoreError(th=f"คลังข้อมูล {self._location} ปิดไปแล้ว", en=f"The store {self._location} has been closed.")
        return self._open_engine


def _noting(failures: list[Exception], statements: Iterator[Quad]) -> Iterator[Quad]:
    """Hand on statements, and keep hold of the error that ends them."""
    try:
        yield from statements
    except Exception as error:
        failures.append(error)
        raise
