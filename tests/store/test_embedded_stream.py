"""Queries with a scope: what is asked over, and that nobody sees what is not current, whatever they name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from govgraph.errors import UsageError
from govgraph.names import CATALOGUE, term
from govgraph.store import Change, open_store
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import EVERYTHING, Scope, Solutions

S, P = NamedNode("urn:s"), NamedNode("urn:p")
ONE, TWO, HIDDEN = (NamedNode(f"http://example.org/{name}") for name in ("one", "two", "hidden"))
IN_BOTH = Literal("both")
SCOPES = {
    "union": EVERYTHING,
    "plain": Scope(union=False),
    "default": Scope(default=(ONE, HIDDEN)),
    "named": Scope(named=(ONE, HIDDEN)),
    "both": Scope(default=(HIDDEN,), named=(HIDDEN, TWO)),
    "hidden": Scope(default=(HIDDEN,)),
    "none": Scope(default=(), named=()),
}
EVERYWHERE = "SELECT ?o { { ?s <urn:p> ?o } UNION { GRAPH ?g { ?s <urn:p> ?o } } }"


def entry(name: NamedNode) -> Quad:
    return Quad(name, term("rdf:type"), term("gov:CurrentGraph"), CATALOGUE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two graphs that are current, and one that a killed writer left."""
    said = [Quad(S, P, o, g) for g in (ONE, TWO) for o in (IN_BOTH, Literal(g.value))]
    with open_store(tmp_path / "w", write=True) as store:
        store.commit(Change(add=[*said, entry(ONE), entry(TWO)]))
    return tmp_path / "w"


@pytest.fixture
def store(folder: Path) -> Iterator[EmbeddedStore]:
    engine = pyoxigraph.Store(str(folder / "store"))
    engine.add(Quad(S, P, Literal("hidden"), HIDDEN))
    engine.flush()
    del engine
    with EmbeddedStore.open(folder) as store:
        yield store


@pytest.fixture(params=[True, False], ids=["with remains", "whole"])
def either(request: pytest.FixtureRequest, folder: Path) -> Iterator[EmbeddedStore]:
    """The store with a graph that nobody may see, and without."""
    if request.param:
        yield request.getfixturevalue("store")
        return
    with EmbeddedStore.open(folder) as store:
        yield store


def told(store: EmbeddedStore, query: str, scope: Scope = EVERYTHING) -> list[str]:
    found = store.stream(query, scope)
    assert isinstance(found, Solutions)
    return sorted(row[0].value for row in found.rows if isinstance(row[0], (Literal, NamedNode)))


DEFAULT = "SELECT ?o { ?s <urn:p> ?o }"
NAMED = "SELECT ?g { GRAPH ?g { ?s <urn:p> ?o } }"


class TestScopes:
    """What a query is asked over, with remains in the store and without."""

    @pytest.mark.parametrize(
        ("scope", "default", "named"),
        [
            (EVERYTHING, ["both", "both", ONE.value, TWO.value], [ONE.value] * 2 + [TWO.value] * 2),
            (Scope(union=False), [], [ONE.value] * 2 + [TWO.value] * 2),
            (Scope(default=(ONE,)), ["both", ONE.value], []),
            (Scope(default=(ONE, TWO)), ["both", "both", ONE.value, TWO.value], []),
            (Scope(named=(TWO,)), [], [TWO.value] * 2),
            (Scope(default=(ONE,), named=(TWO,)), ["both", ONE.value], [TWO.value] * 2),
            (Scope(default=(), named=()), [], []),
        ],
    )
    def test_default_and_named(self, either: EmbeddedStore, scope: Scope, default: list[str], named: list[str]) -> None:
        assert sorted(set(told(either, DEFAULT, scope))) == sorted(set(default))
        assert told(either, NAMED, scope) == named

    def test_the_scope_goes_before_from(self, either: EmbeddedStore) -> None:
        query = f"SELECT ?o FROM {TWO} {{ ?s <urn:p> ?o }}"
        assert told(either, query, Scope(default=(ONE,))) == ["both", ONE.value]
        assert told(either, query) == ["both", TWO.value]
        assert told(either, query, Scope(union=False)) == ["both", TWO.value]

    @pytest.mark.parametrize(
        "clauses",
        [
            "PREFIX e: <http://example.org/> SELECT ?g FROM e:one FROM NAMED e:two FROM NAMED e:hidden",
            "BASE <http://example.org/x> SELECT ?g FROM <one> FROM NAMED <two> FROM NAMED <hidden>",
            "SELECT ?g # FROM <x>\nFROM<http://example.org/one>from named<http://example.org/two>",
        ],
    )
    def test_from_is_read_as_the_engine_reads_it(self, either: EmbeddedStore, clauses: str) -> None:
        assert told(either, f"{clauses} {{ GRAPH ?g {{ ?s <urn:p> ?o }} }}") == [TWO.value] * 2
        assert told(either, f"{clauses} {{ ?s <urn:p> ?g }}") == ["both", ONE.value]

    def test_a_base_reaches_from(self, either: EmbeddedStore) -> None:
        scope = Scope(base="http://example.org/sparql")
        assert told(either, "SELECT ?o FROM <one> { ?s <urn:p> ?o }", scope) == ["both", ONE.value]

    def test_describe_may_name_its_graphs_too(self, either: EmbeddedStore) -> None:
        found = either.stream(f"DESCRIBE {S} FROM {ONE}")
        assert not isinstance(found, (bool, Solutions))
        assert set(found) == {Triple(S, P, IN_BOTH), Triple(S, P, Literal(ONE.value))}


class TestNobodySeesRemains:
    """A graph that the catalogue does not list."""

    @pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
    def test_in_no_scope(self, store: EmbeddedStore, scope: Scope) -> None:
        assert "hidden" not in told(store, EVERYWHERE, scope)
        assert store.stream(f"ASK {{ GRAPH {HIDDEN} {{ ?s ?p ?o }} }}", scope) is False
        assert HIDDEN.value not in told(store, "SELECT ?g { GRAPH ?g {} }", scope)

    @pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
    @pytest.mark.parametrize("written", [str(HIDDEN), "e:hidden", "<hidden>"])
    def test_not_by_from_either(self, store: EmbeddedStore, scope: Scope, written: str) -> None:
        for clause in (f"FROM {written}", f"FROM NAMED {written}", f"FROM {ONE} FROM NAMED {written} FROM {written}"):
            prologue = "PREFIX e: <http://example.org/> BASE <http://example.org/>"
            query = f"{prologue} SELECT ?o {clause} {EVERYWHERE.removeprefix('SELECT ?o')}"
            assert "hidden" not in told(store, query, scope)

    @pytest.mark.parametrize("query", ["SELECT * FROM <urn:g> {", "SELECT * FROM x:y { ?s ?p ?o }", "ASK FROM {}"])
    def test_faults_are_told_as_ever(self, store: EmbeddedStore, query: str) -> None:
        with pytest.raises(UsageError, match=r"cannot be read|too early"):
            store.stream(query)


class TestConstructed:
    """Statements, once each."""

    @pytest.mark.parametrize(
        "scope", [EVERYTHING, Scope(default=(ONE, TWO)), Scope(named=(ONE, TWO))], ids=["union", "default", "named"]
    )
    def test_what_several_graphs_say_comes_once(self, either: EmbeddedStore, scope: Scope) -> None:
        pattern = "{ GRAPH ?g { ?s <urn:p> ?o } }" if scope.named else "{ ?s <urn:p> ?o }"
        found = either.stream(f"CONSTRUCT {{ ?s <urn:p> ?o }} WHERE {pattern}", scope)
        assert not isinstance(found, (bool, Solutions))
        triples = list(found)
        assert len(triples) == len(set(triples)) == 3
        assert Triple(S, P, IN_BOTH) in triples

    def test_rows_may_come_twice(self, either: EmbeddedStore) -> None:
        found = either.stream(DEFAULT, Scope(default=(ONE, TWO)))
        assert isinstance(found, Solutions)
        assert found.columns == ("o",)


class TestUpdates:
    """Updates in a scope."""

    def test_what_one_operation_makes_the_next_one_sees(self, folder: Path) -> None:
        update = (
            "INSERT DATA { GRAPH <urn:new> { <urn:s> <urn:q> 1 } } ; "
            "INSERT { GRAPH <urn:copy> { ?s ?p ?o } } WHERE { GRAPH <urn:new> { ?s ?p ?o } } ; "
            "INSERT { GRAPH <urn:more> { ?s ?p ?o } } WHERE { ?s <urn:q> ?o ; ?p ?o }"
        )
        with EmbeddedStore.open(folder, write=True) as store:
            store.update(update)
            for name in ("urn:new", "urn:copy", "urn:more"):
                assert [quad.predicate.value for quad in store.quads(NamedNode(name))] == ["urn:q"]

    def test_the_catalogue_knows_what_is_there(self, folder: Path) -> None:
        with EmbeddedStore.open(folder, write=True) as store:
            store.update(f"INSERT DATA {{ GRAPH <urn:new> {{ <urn:s> <urn:p> 1 }} }} ; DROP GRAPH {ONE}")
            assert set(store.quads(CATALOGUE)) == {entry(TWO), entry(NamedNode("urn:new"))}
            store.update("DELETE WHERE { GRAPH <urn:new> { ?s ?p ?o } } ; DROP GRAPH <urn:new>")
            assert set(store.quads(CATALOGUE)) == {entry(TWO)}
            store.commit(Change(remove=list(store.quads(TWO))))
            assert set(store.quads(CATALOGUE)) == set()
