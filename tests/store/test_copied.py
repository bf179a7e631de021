"""What a server's engine would answer wrongly is answered on a copy: of what is there now, and not of too much."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import LimitError
from govgraph.names import graph
from govgraph.store import Change
from govgraph.store.copied import Copy, is_involved
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.remote import RemoteStore

S, P = (NamedNode(f"https://example.org/{name}") for name in "sp")
INVOLVED = "SELECT ?n { " + "{ SELECT ?s ?n { ?s <https://example.org/p> ?n } } " * 4 + "}"


def numbers(store: EmbeddedStore | RemoteStore) -> list[str]:
    return sorted(str(getattr(n, "value", n)) for (n,) in store.select(INVOLVED).rows)


def test_each_change_is_seen(writer: EmbeddedStore | RemoteStore) -> None:
    assert is_involved(INVOLVED)
    one, two = (Quad(S, P, Literal(n), graph("numbers")) for n in (1, 2))
    writer.commit(Change(add=[one]))
    assert numbers(writer) == ["1"]
    writer.commit(Change(add=[two]))
    assert numbers(writer) == ["1", "2"]
    writer.commit(Change(remove=[one]))
    assert numbers(writer) == ["2"]


def test_too_much_is_not_copied() -> None:
    copy = Copy("http://example.org/sparql", lambda: iter(()), lambda: 11, most=10)
    with pytest.raises(LimitError, match="holds 11 statements, more than the 10"):
        copy.store()
