"""The store in a folder of the own machine (or in memory): Oxigraph, inside this process.

A workspace folder holds ``workspace.json``, which says that it is one, and ``store/``, which is the engine's.
Many processes may read at a time; one may write. A reader sees the state at its opening, and no later one.
What the catalogue does not list is not seen (:mod:`govgraph.store.visibility`), and is cleared away by who writes.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from govgraph.errors import StoreError
from govgraph.store.answers import in_full, once
from govgraph.store.folder import (
    ENGINE_ERRORS,
    REHEARSAL_FOLDER,
    damaged,
    open_to_read,
    open_to_write,
    opening_errors,
    writing_errors,
)
from govgraph.store.form import Form, UnsupportedError, expect, form_of, names_dataset, syntax_error
from govgraph.store.port import EVERYTHING, Change, Scope, Solutions, Table
from govgraph.store.updating import Updater
from govgraph.store.visibility import due, held, hidden, named_by
from govgraph.store.writing import Writer

if TYPE_CHECKING:
    import rdflib

Walked = TypeVar("Walked")


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
        self._shared = False
        self._unseen = hidden(engine)

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that lives as long as this object."""
        return cls(pyoxigraph.Store(), location=":memory:", writable=True)

    @classmethod
    def open(cls, folder: str | Path, *, write: bool = False) -> Self:
        """Open the workspace in ``folder``; for writing, it is made if it is not there yet."""
        folder = Path(folder)
        if not write:
            return open_to_read(folder, partial(cls, location=str(folder), writable=False))
        engine = open_to_write(folder)
        with opening_errors(folder):
            store = cls(engine, location=str(folder), writable=True)
        Writer(engine, store.location, store._unseen).clear()
        return store

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
        with self._engine_errors(query):
            return in_full(self._found(query, EVERYTHING))

    def stream(self, query: str, scope: Scope = EVERYTHING) -> Solutions | bool | Iterator[Triple]:
        """Answer a query of any form bit by bit; what is constructed comes once each."""
        with self._engine_errors(query):
            found = self._found(query, scope)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return bool(found)
        if isinstance(found, pyoxigraph.QueryTriples):
            return self._walked(query, once(found))
        return Solutions(tuple(v.value for v in found.variables), self._walked(query, map(tuple, found)))

    def _found(
        self, query: str, scope: Scope
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        form_of(query)
        from_query = not scope.given and names_dataset(query)
        if scope.given or (from_query and self._unseen):
            names = named_by(query, scope.base) if from_query else (scope.default or (), scope.named or ())
            default, named = ([name for name in given if name not in self._unseen] for given in names)
            return self._engine.query(query, base_iri=scope.base, default_graph=[*default], named_graphs=[*named])
        if from_query:  # the engine's union would silently override the graphs that a query names
            return self._engine.query(query, base_iri=scope.base)
        if self._unseen:
            current = self.graphs()
            seen: list[NamedNode | BlankNode | DefaultGraph] = [*current] if scope.union else [DefaultGraph()]
            return self._engine.query(query, base_iri=scope.base, default_graph=seen, named_graphs=[*current])
        return self._engine.query(query, base_iri=scope.base, use_default_graph_as_union=scope.union)

    def _walked(self, query: str, found: Iterator[Walked]) -> Iterator[Walked]:
        with self._engine_errors(query):
            yield from found

    @contextmanager
    def _engine_errors(self, query: str) -> Iterator[None]:
        try:
            yield
        except SyntaxError as error:
            raise syntax_error(str(error), query) from error
        except ENGINE_ERRORS as error:
            if "is not supported" in str(error):
                raise UnsupportedError(
                    th=f"คำสืบค้นใช้สิ่งที่ไม่มีใน SPARQL 1.1 หรือเครื่องมือนี้ไม่รองรับ: {error}",
                    en=f"The query uses what SPARQL 1.1 or this engine does not have: {error}",
                ) from error
            raise damaged(self._location, error) from error

    def graphs(self) -> tuple[NamedNode, ...]:
        """Return the current named graphs, sorted by IRI."""
        return tuple(sorted(held(self._engine) - self._unseen, key=lambda name: name.value))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Give all statements, or those of one graph, in no particular order."""
        engine, unseen = self._engine, self._unseen
        if graph in unseen:
            return
        try:
            if graph is not None or not unseen:
                yield from engine.quads_for_pattern(None, None, None, graph)
            else:
                for name in self.graphs():
                    yield from engine.quads_for_pattern(None, None, None, name)
        except ENGINE_ERRORS as error:
            raise damaged(self._location, error) from error

    def commit(self, change: Change) -> None:
        """Carry out a change as if in one transaction, and flush it to disk. What would change nothing is not written.

        If ``change.add`` raises while it is read, or the disk is full, what can be seen stays as it was.
        """
        self._must_be_writable()
        self._adopt()
        Writer(self._engine, self._location, self._unseen).carry_out(change)

    def update(self, text: str, scope: Scope = EVERYTHING) -> None:
        """Carry out a SPARQL update in one transaction, and flush it to disk; graphs that it makes become current.

        Raises :class:`govgraph.errors.UsageError` for what is no update, and for ``LOAD`` and ``SERVICE``.
        """
        self._must_be_writable()
        Updater(self._engine, self._location).carry_out(text, scope)
        self._unseen |= hidden(self._engine)

    @contextmanager
    def rehearsal(self) -> Iterator[EmbeddedStore]:
        """Give a copy of the store in which to try a change; it shares the files on disk and is gone afterwards."""
        self._must_be_writable()
        copy = Path(self._location) / REHEARSAL_FOLDER
        with writing_errors(self._location):
            shutil.rmtree(copy, ignore_errors=True)  # of a process that was killed
            self._engine.flush()
            self._engine.backup(str(copy))
        try:
            with EmbeddedStore(pyoxigraph.Store(str(copy)), location=self._location, writable=True) as store:
                yield store
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def rdflib(self) -> rdflib.Dataset:
        """Return the store as an rdflib dataset, read and written in place; it keeps the store open as well.

        Graphs that are made there become current with the next change, or when this store is closed. A reader that
        finds remains of a writer that was killed gets a copy without them.
        """
        import oxrdflib
        import rdflib

        engine = self._engine
        if self._unseen:
            engine = pyoxigraph.Store()
            engine.bulk_extend(self.quads())
        else:
            self._shared = self._writable
        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=engine), default_union=True)

    def close(self) -> None:
        """Let go of the files and the lock. Datasets and unfinished iterators of this store hold on to them."""
        if self._open_engine is not None:
            self._adopt()
            self._open_engine = None
            if self._location != ":memory:":
                gc.collect()  # the engine gives the lock back when its last reference goes

    def _must_be_writable(self) -> None:
        if not self._writable:
            raise StoreError(
                th=f"เปิดคลังข้อมูล {self._location} ไว้เพื่ออ่านเท่านั้น",
                en=f"The store {self._location} was opened for reading only.",
            )

    def _adopt(self) -> None:
        """List the graphs that were made through an rdflib dataset, which knows of no catalogue."""
        if self._shared and (foreign := hidden(self._engine) - self._unseen):
            with writing_errors(self._location):
                self._engine.extend(due(self._engine, foreign, frozenset()))
                self._engine.flush()

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
