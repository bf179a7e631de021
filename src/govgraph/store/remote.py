"""The store on a SPARQL 1.1 server: the same port, over HTTP.

The dataset of every query is named explicitly, since each server has
a default of its own: the graphs that the catalogue lists as current, and the catalogue itself.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from pyoxigraph import NamedNode, Quad, Triple

from govgraph.errors import LimitError, StoreError, UsageError
from govgraph.names import CATALOGUE
from govgraph.store.address import Address
from govgraph.store.answers import (
    Answer,
    once,
    read_boolean,
    read_part,
    read_table,
    read_triples,
    refusal,
)
from govgraph.store.connection import Connection, Dataset
from govgraph.store.construct import Construct
from govgraph.store.copied import FRESH, Copy, is_involved
from govgraph.store.difference import nameable
from govgraph.store.form import Form, expect, form_of, names_dataset
from govgraph.store.paging import PORTION, Pages
from govgraph.store.port import EVERYTHING, Change, Scope, Solutions, Store, Table, Term
from govgraph.store.query_text import as_select, dataset_of, is_distinct
from govgraph.store.spool import Spool
from govgraph.store.staging import insertions, staging, switch
from govgraph.store.values import whole_number, without_geometry
from govgraph.store.visibility import CURRENT

if TYPE_CHECKING:
    import rdflib

TIMEOUT: Final = 60.0
"""Seconds for one answer, from the request to its last byte."""


class RemoteStore:
    """A store behind the port :class:`govgraph.store.port.Store`, on a SPARQL 1.1 server.

    A change is visible at once or not at all where the server carries out an update in one transaction (Oxigraph,
    Jena, GraphDB do); where it does not, it is staged and counted before, and checked after.
    """

    def __init__(
        self,
        address: Address,
        *,
        write: bool = False,
        timeout: float = TIMEOUT,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._address = address
        self._writable = write
        self._connection = Connection(address, timeout, pause)
        self._current: tuple[NamedNode, ...] | None = None
        self._current_until = 0.0
        self._portion = PORTION
        self._rounds_geometry = False
        self._copy = Copy(self.location, self.quads, lambda: sum(map(self._held_in, self.graphs())))

    @classmethod
    def from_environment(cls, url: str, *, write: bool = False) -> Self:
        """Open the store at ``url`` with the credentials that the environment holds."""
        return cls(Address.parse(url, os.environ), write=write)

    @property
    def location(self) -> str:
        """The address of the server, without credentials."""
        return self._address.query

    def select(self, query: str) -> Table:
        """Answer a SELECT query."""
        result = self.query(expect(query, Form.SELECT))
        assert isinstance(result, Table)
        return result

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        return bool(self.query(expect(query, Form.ASK)))

    def construct(self, query: str) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT or DESCRIBE query.

        A CONSTRUCT is asked as a SELECT and filled in here, for servers cut what they construct short without any
        sign. How a DESCRIBE is answered, and how far, is up to the server.
        """
        result = self.query(expect(query, Form.CONSTRUCT, Form.DESCRIBE))
        assert isinstance(result, tuple)
        return result

    def query(self, query: str) -> Table | bool | tuple[Triple, ...]:
        """Answer a query of any form over the current graphs, or over those that it names by ``FROM``."""
        if self._is_beyond(query):
            return self._copy.store().query(query)
        if names_dataset(query):  # said in the request too: a server with a default of its own overlooks the query's
            return self._read(query, *dataset_of(query))
        return self._read(query, {name.value for name in (*self.graphs(), CATALOGUE)})

    def stream(self, query: str, scope: Scope = EVERYTHING) -> Solutions | bool | Iterator[Triple]:
        """Answer a query of any form; it is read whole before the first bit is given.

        The union of the current graphs is all there is: the server's own default graph is not asked for.
        """
        if scope.given:
            if self._is_beyond(query):
                return self._copy.store().stream(query, scope)
            given = ({name.value for name in names or ()} for names in (scope.default, scope.named))
            answer = self._read(query, *given)
        else:
            answer = self.query(query)
        if isinstance(answer, Table):
            return Solutions(answer.columns, iter(answer.rows))
        return answer if isinstance(answer, bool) else iter(answer)

    def graphs(self) -> tuple[NamedNode, ...]:
        """Return the graphs that the catalogue lists as current, and the catalogue, sorted by IRI.

        The list is asked for again after a few seconds, so that a long-lived reader follows the writer.
        """
        if self._current is None or time.monotonic() > self._current_until:
            listed = self._select_from(CATALOGUE, f"SELECT DISTINCT ?g WHERE {{ ?g a {CURRENT} }}")
            names = {g for (g,) in listed.rows if isinstance(g, NamedNode)}
            if not names and not self._writable:
                raise StoreError(
                    th=f"ยังไม่มีกราฟที่สร้างไว้ที่ {self.location} โปรดสั่ง `govgraph build` ก่อน",
                    en=f"No graph has been built at {self.location} yet. Run `govgraph build` first.",
                )
            self._current = tuple(sorted(names | {CATALOGUE}, key=lambda name: name.value)) if names else ()
            self._current_until = time.monotonic() + FRESH
        return self._current

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Give all statements, or those of one graph, a graph at a time."""
        for name in self.graphs():
            if graph is None or graph == name:
                yield from self._quads_of(name)

    def _quads_of(self, name: NamedNode) -> Iterator[Quad]:
        def ask(query: str) -> Table:
            return read_part(self._answered(query, Form.SELECT, _dataset({name.value})), self.location)

        pages = Pages(lambda query: self._select_from(name, query), ask, self.location, self._portion)
        for triple in pages.statements():
            yield Quad(triple.subject, triple.predicate, triple.object, name)
        self._portion = pages.portion

    def commit(self, change: Change) -> None:
        """Stage the change in small requests, count it, and switch to it in one update; list it as current.

        Blank nodes become IRIs. If anything fails before the switch, what was staged is dropped again.
        """
        if not self._writable:
            raise StoreError(
                th=f"เปิดคลังข้อมูล {self.location} ไว้เพื่ออ่านเท่านั้น",
                en=f"The store {self.location} was opened for reading only.",
            )
        remove = [nameable(quad) for quad in change.remove]
        with Spool(change.everything()) as spool:
            if not spool.graphs and not change.drop and not remove:
                return
            sent: dict[NamedNode, int] = {}
            try:
                for name in spool.graphs:
                    self._update(f"DROP SILENT GRAPH {staging(name)}")
                    sent[name] = 0
                    for insertion, count in insertions(spool.quads(name), staging(name), self._kept):
                        self._update(insertion)
                        sent[name] += count
                    self._check_count(staging(name), sent[name], exactly=True)
                self._update(switch(change.drop, remove, spool.graphs, self._kept))
            except BaseException:
                for name in spool.graphs:
                    with suppress(StoreError):
                        self._update(f"DROP SILENT GRAPH {staging(name)}")
                raise
            finally:
                self._current = None
                self._copy.forget()
        for name, count in sent.items():
            self._check_count(name, count, exactly=name in change.drop and name != CATALOGUE)

    def update(self, text: str, scope: Scope = EVERYTHING) -> None:  # noqa: ARG002
        """Refuse: whoever may write to a server has its own address for that."""
        raise self._not_through_us()

    def rehearsal(self) -> AbstractContextManager[Store]:
        """Refuse: a server has no copies to try things in."""
        raise self._not_through_us()

    def _not_through_us(self) -> UsageError:
        return UsageError(
            th=f"แก้ไขคลังข้อมูลบนเซิร์ฟเวอร์ {self.location} ผ่านทางนี้ไม่ได้ โปรดส่งคำสั่งไปที่เซิร์ฟเวอร์นั้นโดยตรง",
            en=f"The store is on the server {self.location}: send updates to that server itself.",
        )

    def _kept(self, term: Term) -> Term:
        return without_geometry(term) if self._rounds_geometry else term

    def rdflib(self) -> rdflib.Dataset:
        """Return a copy of the store as an rdflib dataset in memory; what is written there stays there."""
        import oxrdflib
        import pyoxigraph
        import rdflib

        copy = pyoxigraph.Store()
        copy.bulk_extend(self.quads())
        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=copy), default_union=True)

    def close(self) -> None:
        """Close what is open: nothing stays open between two requests."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_count(self, name: NamedNode, expected: int, *, exactly: bool) -> None:
        found = self._held_in(name)
        if found != expected if exactly else found < expected:
            raise StoreError(
                th=f"เซิร์ฟเวอร์ {self.location} เก็บกราฟ {name.value} ไว้ {found} ข้อความ แต่ส่งไป {expected} ข้อความ",
                en=f"The server {self.location} holds {found} statements in {name.value}, but {expected} were sent.",
            )

    def _is_beyond(self, query: str) -> bool:
        return is_involved(query) and self._answered("ASK { }", Form.ASK, []).is_virtuoso

    def _held_in(self, name: NamedNode) -> int:
        return whole_number(self._select_from(name, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0])

    def _select_from(self, name: NamedNode, query: str) -> Table:
        table = self._read(query, {name.value})
        assert isinstance(table, Table)
        return table

    def _read(
        self, query: str, united: Collection[str], named: Collection[str] | None = None
    ) -> Table | bool | tuple[Triple, ...]:
        dataset = _dataset(united, named)
        form = form_of(query)
        if form is Form.CONSTRUCT:
            wanted = Construct.of(query)
            return wanted.fill(read_table(self._answered(wanted.select, Form.SELECT, dataset), self.location))
        answer = self._answered(query, form, dataset)
        if form is Form.ASK:
            found = read_boolean(answer, self.location)
            if found and answer.is_virtuoso and "?" in query:  # it says yes to GRAPH <not-there> { ?s ?p ?o }
                return len(read_table(self._answered(as_select(query), Form.SELECT, dataset), self.location)) > 0
            return found
        if form is Form.DESCRIBE:
            return read_triples(answer, self.location)
        table = read_table(answer, self.location)
        # Virtuoso holds rows with unbound values for different even where they are not.
        return Table(table.columns, tuple(once(table.rows))) if is_distinct(query) else table

    def _answered(self, query: str, form: Form, dataset: Dataset) -> Answer:
        answer = self._connection.ask(query, form, dataset)
        if answer.status != 200:
            raise refusal(answer, self.location, updating=False)
        return answer

    def _update(self, update: str) -> None:
        try:
            answer = self._connection.send(update)
        except LimitError as error:
            raise StoreError(
                th=f"เซิร์ฟเวอร์ {self._address.update} ไม่ตอบในเวลาที่กำหนด จึงไม่ทราบว่าแก้ไขแล้วหรือไม่ โปรดสั่งใหม่อีกครั้ง",
                en=f"The server {self._address.update} did not answer in time; whether it carried out the change is "
                "not known. Run the command again: what is done already is not done twice.",
            ) from error
        self._rounds_geometry = answer.is_virtuoso
        if answer.status not in {200, 201, 202, 204}:
            raise refusal(answer, self._address.update, updating=True)


def _dataset(united: Collection[str], named: Collection[str] | None = None) -> Dataset:
    """Say which graphs are asked, united and each by its name, or by name from others."""
    by_name = united if named is None else named
    return [("default-graph-uri", g) for g in sorted(united)] + [("named-graph-uri", g) for g in sorted(by_name)]
