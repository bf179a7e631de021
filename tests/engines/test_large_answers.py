"""Answers larger than a server gives at a time: whole, or an error, never a part."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import LimitError, StoreError
from govgraph.names import graph
from govgraph.store import Change, Table, open_store
from govgraph.store.paging import Pages

ONE = graph("one")
P, Q = (NamedNode(f"https://example.org/{name}") for name in "pq")
SUBJECT = NamedNode("https://example.org/one")


@pytest.fixture
def large(virtuoso_server: object, any_server: str) -> str:
    """A graph in which one predicate, and one subject under another, have more values than 5,000."""
    under_many = [Quad(NamedNode(f"https://example.org/{n:04}"), P, Literal(n), ONE) for n in range(5_432)]
    under_one = [Quad(SUBJECT, Q, Literal(f"ข้อ {n:04}", language="th"), ONE) for n in range(5_123)]
    with open_store(any_server, write=True) as store:
        store.commit(Change(add=[*under_many, *under_one]))
    return any_server


def test_a_graph_comes_whole_and_each_statement_once(large: str) -> None:
    with open_store(large) as store:
        quads = list(store.quads(ONE))
    assert len(quads) == len(set(quads)) == 5_432 + 5_123


def test_a_query_is_answered_in_full_or_not_at_all(large: str) -> None:
    with open_store(large) as store:
        for ask in (
            lambda: store.select("SELECT * { ?s ?p ?o }"),
            lambda: store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
        ):
            try:
                found = ask()
            except LimitError:
                assert "sparql" in store.location  # Virtuoso, which says so itself
            else:
                assert len(found) == 5_432 + 5_123 + 1


class Cut:
    """A server that gives so many rows of a graph with four statements and says nothing about it."""

    def __init__(self, most: int, really: int = 4) -> None:
        self.rows = tuple((NamedNode(f"https://example.org/{n}"), P, Literal(n)) for n in range(really))
        self.most = most

    def count(self, query: str) -> Table:
        return Table(("p", "n"), ((P, Literal(4)),)) if "GROUP BY" in query else Table(("n",), ((Literal(1),),))

    def ask(self, query: str) -> Table:
        if "ORDER BY" not in query:
            return Table(("s", "p", "o"), self.rows[: self.most])
        if "OFFSET" in query:  # the values of one subject
            return Table(("o",), tuple((o,) for s, _, o in self.rows if f"{s} " in query))
        after = query.partition('> "')[2].partition('"')[0]
        rest = [(s, o) for s, _, o in self.rows if s.value > after]
        return Table(("s", "o"), tuple(rest[: self.most]))


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_a_silent_limit_is_found_and_kept_to(most: int) -> None:
    server = Cut(most)
    found = list(Pages(server.count, server.ask, "http://x").statements())
    assert [triple.object for triple in found] == [Literal(n) for n in range(4)]


@pytest.mark.parametrize("really", [0, 3, 5])
def test_other_statements_than_were_counted_are_an_error(really: int) -> None:
    server = Cut(10, really)
    with pytest.raises(StoreError, match="of 4 statements"):
        list(Pages(server.count, server.ask, "http://x").statements())
