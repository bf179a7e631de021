"""A server of ours as the store of another govgraph: the port holds over it as over any SPARQL server."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import StoreError
from govgraph.names import graph
from govgraph.store import Change, open_store

from .conftest import TOKEN, Client, Server

ONE, TWO = graph("one"), graph("two")
A, P = (NamedNode(f"https://example.org/{name}") for name in "ap")


def test_what_is_written_is_read_replaced_and_dropped(
    plain: Client, plain_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert plain.token == TOKEN
    monkeypatch.setenv("GOVGRAPH_REMOTE_TOKEN", TOKEN)
    first, second = Quad(A, P, Literal("ก", language="th"), ONE), Quad(A, P, Literal(2), TWO)
    with open_store(f"{plain_server.address}/sparql", write=True) as store:
        store.commit(Change(add=[first, second]))
        assert set(store.quads(ONE)) | set(store.quads(TWO)) == {first, second}
        store.commit(Change(drop=frozenset({ONE, TWO}), add=[Quad(A, P, Literal(3), ONE)]))
        assert store.select(f"SELECT ?g ?v {{ GRAPH ?g {{ {A} {P} ?v }} }}").rows == ((ONE, Literal(3)),)


def test_who_has_no_token_may_read_and_is_told_why_not_write(plain: Client, plain_server: Server) -> None:
    assert plain.update(f"INSERT DATA {{ GRAPH {ONE} {{ {A} {P} 1 }} }}").status == 204
    with (
        open_store(f"{plain_server.address}/sparql", write=True) as store,
        pytest.raises(StoreError, match="GOVGRAPH_REMOTE_TOKEN"),
    ):
        store.commit(Change(add=[Quad(A, P, Literal(1), TWO)]))
