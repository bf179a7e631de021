"""What is current is what the catalogue lists: while a large change is under way, and after one that never ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from govgraph.errors import StoreError, UsageError
from govgraph.names import CATALOGUE, graph, term
from govgraph.store import Change, open_store
from govgraph.store.embedded import EmbeddedStore

P = NamedNode("https://example.org/p")
OLD, NEW, SMALL = graph("import/old"), graph("import/new"), graph("reference")


def entry(name: NamedNode) -> Quad:
    return Quad(name, term("rdf:type"), term("gov:CurrentGraph"), CATALOGUE)


def rows(name: NamedNode, count: int = 30, text: str = "ก") -> list[Quad]:
    return [Quad(NamedNode(f"https://example.org/{n}"), P, Literal(text, language="th"), name) for n in range(count)]


@pytest.fixture(autouse=True)
def large_begins_at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govgraph.store.writing.BULK", 10)
    monkeypatch.setattr("govgraph.store.writing.STAGED", 7)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a large and a small graph, both listed."""
    folder = tmp_path / "workspace"
    with open_store(folder, write=True) as store:
        store.commit(Change(add=[*rows(OLD), *rows(SMALL, 3), entry(OLD), entry(SMALL)]))
    return folder


def leave_remains(folder: Path) -> None:
    """Put a graph into the engine that nobody listed, as a killed writer would."""
    engine = pyoxigraph.Store(str(folder / "store"))
    engine.extend(rows(NEW, 5, "ข"))
    engine.flush()


def inside(folder: Path) -> set[str]:
    """Return the names of all graphs that the engine holds, listed or not."""
    engine = pyoxigraph.Store.read_only(str(folder / "store"))
    return {name.value for name in engine.named_graphs()}


class TestRemains:
    """Graphs that are not listed."""

    def test_no_reader_sees_them(self, folder: Path) -> None:
        with open_store(folder) as store:
            before = set(store.quads())
        leave_remains(folder)
        with open_store(folder) as store:
            assert store.graphs() == (CATALOGUE, OLD, SMALL)
            assert set(store.quads()) == before
            assert list(store.quads(NEW)) == []
            assert len(store.select("SELECT * { ?s ?p ?o }")) == len(before)
            found = store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").rows
            assert found == ((CATALOGUE,), (OLD,), (SMALL,))
            assert not store.ask(f"ASK {{ GRAPH {NEW} {{ ?s ?p ?o }} }}")
            assert not store.ask('ASK { ?s ?p "ข"@th }')
            assert store.construct('CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o = "ข"@th) }') == ()
            assert len(store.select(f"SELECT * FROM {OLD} {{ ?s ?p ?o }}")) == 30

    @pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib 7.6 warns of its own use
    def test_no_dataset_shows_them(self, folder: Path) -> None:
        leave_remains(folder)
        with open_store(folder) as store:
            assert len(list(store.rdflib().quads())) == 35

    def test_who_writes_next_clears_them_away(self, folder: Path) -> None:
        leave_remains(folder)
        assert NEW.value in inside(folder)
        open_store(folder, write=True).close()
        assert inside(folder) == {CATALOGUE.value, OLD.value, SMALL.value}

    def test_without_a_catalogue_every_graph_is_current(self, tmp_path: Path) -> None:
        with open_store(tmp_path / "w", write=True) as store:
            store.commit(Change(add=rows(OLD)))
            store.commit(Change(drop=frozenset({OLD}), add=rows(NEW)))
        open_store(tmp_path / "w", write=True).close()
        with open_store(tmp_path / "w") as store:
            assert store.graphs() == (NEW,)


class TestListing:
    """The catalogue follows what is written."""

    def test_what_comes_is_listed_and_what_goes_is_not(self, folder: Path) -> None:
        with open_store(folder, write=True) as store:
            store.commit(Change(drop=frozenset({OLD}), add=rows(NEW, 3)))
            assert set(store.quads(CATALOGUE)) == {entry(NEW), entry(SMALL)}
        assert inside(folder) == {CATALOGUE.value, NEW.value, SMALL.value}

    def test_the_first_catalogue_lists_what_was_there(self) -> None:
        with open_store(":memory:", write=True) as store:
            store.commit(Change(add=rows(OLD, 3)))
            store.commit(Change(add=[*rows(NEW, 3), entry(NEW)]))
            assert store.graphs() == (CATALOGUE, NEW, OLD)

    def test_a_catalogue_that_forgets_a_graph_makes_it_go(self, folder: Path) -> None:
        with open_store(folder, write=True) as store:
            store.commit(Change(drop=frozenset({CATALOGUE}), add=[entry(SMALL)]))
            assert store.graphs() == (CATALOGUE, SMALL)
        assert inside(folder) == {CATALOGUE.value, SMALL.value}

    @pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib 7.6 warns of its own use
    def test_what_is_made_through_rdflib_is_kept(self, folder: Path) -> None:
        import rdflib

        with open_store(folder, write=True) as store:
            made = rdflib.URIRef("https://example.org/mine")
            store.rdflib().graph(made).add((made, made, rdflib.Literal("ของฉัน", lang="th")))
        with open_store(folder, write=True) as store:
            assert NamedNode(str(made)) in store.graphs()


class TestLargeChanges:
    """More statements than one transaction should hold."""

    def test_one_graph_in_the_place_of_another(self, folder: Path) -> None:
        with open_store(folder, write=True) as store:
            store.commit(
                Change(drop=frozenset({OLD}), add=iter([*rows(NEW, 40, "ข"), entry(NEW)]), remove=[entry(OLD)])
            )
            assert set(store.quads()) == {*rows(NEW, 40, "ข"), *rows(SMALL, 3), entry(NEW), entry(SMALL)}
        assert inside(folder) == {CATALOGUE.value, NEW.value, SMALL.value}

    def test_a_graph_that_is_there_may_be_filled_anew(self, folder: Path) -> None:
        with open_store(folder, write=True) as store:
            store.commit(Change(drop=frozenset({OLD}), add=[*rows(OLD, 40, "ข"), *rows(NEW, 20)]))
            assert set(store.quads()) == {
                *rows(OLD, 40, "ข"), *rows(NEW, 20), *rows(SMALL, 3), entry(NEW), entry(OLD), entry(SMALL)
            }  # fmt: skip

    @pytest.mark.parametrize("after", [0, 12, 25])
    def test_a_source_that_fails_leaves_no_trace(self, folder: Path, after: int) -> None:
        class RowError(Exception):
            pass

        def source() -> Iterator[Quad]:
            yield from rows(NEW, after)
            raise RowError

        with open_store(folder, write=True) as store:
            before = set(store.quads())
            with pytest.raises(RowError):
                store.commit(Change(drop=frozenset({OLD}), add=source(), remove=[entry(OLD)]))
            assert set(store.quads()) == before
            assert store.graphs() == (CATALOGUE, OLD, SMALL)
            store.commit(Change(drop=frozenset({OLD}), add=rows(NEW, 4)))
            assert set(store.quads(NEW)) == set(rows(NEW, 4))
        assert inside(folder) == {CATALOGUE.value, NEW.value, SMALL.value}

    def test_a_switch_that_fails_leaves_no_trace(self, folder: Path) -> None:
        class Full:
            """An engine that cannot carry out any update."""

            def __init__(self, engine: pyoxigraph.Store) -> None:
                self.engine = engine

            def __contains__(self, quad: Quad) -> bool:
                return quad in self.engine

            def __getattr__(self, name: str) -> object:
                if name == "update":
                    raise OSError(28, "No space left on device")
                return getattr(self.engine, name)

        engine = pyoxigraph.Store()
        engine.extend([*rows(OLD), *rows(SMALL, 3), entry(OLD), entry(SMALL)])
        store = EmbeddedStore(Full(engine), location=":memory:", writable=True)  # type: ignore[arg-type]
        before = set(store.quads())
        with pytest.raises(StoreError, match="disk is full"):
            store.commit(Change(drop=frozenset({OLD}), add=rows(NEW)))
        assert set(store.quads()) == before
        assert NEW not in set(engine.named_graphs())


class TestTakingOut:
    """Single statements that go."""

    def test_only_they_go(self, folder: Path) -> None:
        with open_store(folder, write=True) as store:
            before = set(store.quads())
            store.commit(Change(remove=[rows(OLD)[3], entry(NEW)], add=rows(SMALL, 4)[3:]))
            assert set(store.quads()) == before - {rows(OLD)[3]} | {rows(SMALL, 4)[3]}

    def test_what_is_taken_out_and_put_in_is_there(self, folder: Path) -> None:
        with open_store(folder, write=True) as store:
            before = set(store.quads())
            store.commit(Change(remove=rows(SMALL, 2), add=rows(SMALL, 2)))
            store.commit(Change(remove=rows(SMALL, 2), add=rows(SMALL, 2), drop=frozenset({SMALL})))
            assert set(store.quads()) == before - {rows(SMALL, 3)[2]}

    def test_a_graph_of_which_nothing_is_left_is_gone(self, folder: Path) -> None:
        with open_store(folder, write=True) as store:
            store.commit(Change(remove=[*rows(SMALL, 3), entry(SMALL)]))
            assert store.graphs() == (CATALOGUE, OLD)
        assert SMALL.value not in inside(folder)

    def test_blank_nodes_cannot_be_named(self, folder: Path) -> None:
        with open_store(folder, write=True) as store, pytest.raises(UsageError, match="blank node"):
            store.commit(Change(remove=[Quad(BlankNode(), P, P, SMALL)]))
