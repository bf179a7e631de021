"""A made-up world to ask about, once as it is and once with every statement in a second graph too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from govgraph.names import graph
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Change, Store

SMALL = Path(__file__).with_name("small.trig")


def filled(quads: list[Quad]) -> EmbeddedStore:
    """A store in memory that holds these statements."""
    store = EmbeddedStore.in_memory()
    store.commit(Change(add=quads))
    return store


def twice(quads: list[Quad]) -> list[Quad]:
    """Every statement, and the same again in another graph."""
    again: NamedNode = graph("again")
    return [*quads, *(Quad(q.subject, q.predicate, q.object, again) for q in quads)]


@pytest.fixture(scope="session")
def small_quads() -> list[Quad]:
    return list(parse(path=str(SMALL), format=RdfFormat.TRIG))


@pytest.fixture(scope="session")
def small(small_quads: list[Quad]) -> Iterator[Store]:
    with filled(small_quads) as store:
        yield store


@pytest.fixture(scope="session")
def small_twice(small_quads: list[Quad]) -> Iterator[Store]:
    with filled(twice(small_quads)) as store:
        yield store


@pytest.fixture
def workshop_twice(workshop_store: Store) -> Iterator[Store]:
    """The shipped data, every statement of it in two graphs."""
    with filled(twice(list(workshop_store.quads()))) as store:
        yield store


@pytest.fixture(scope="session")
def money_quads(small_quads: list[Quad]) -> list[Quad]:
    """The made-up world with the money of money.trig in place of its own."""
    others = [quad for quad in small_quads if quad.graph_name != graph("import/requests")]
    return [*others, *parse(path=str(SMALL.with_name("money.trig")), format=RdfFormat.TRIG)]


@pytest.fixture(scope="session")
def money(money_quads: list[Quad]) -> Iterator[Store]:
    with filled(money_quads) as store:
        yield store


@pytest.fixture(scope="session")
def money_twice(money_quads: list[Quad]) -> Iterator[Store]:
    with filled(twice(money_quads)) as store:
        yield store
