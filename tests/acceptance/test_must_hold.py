"""What a reader of the workshop's page can count by hand must come out of the graph, and lead back to the page."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Quad

import govgraph
from govgraph.analysis.seats import seats
from govgraph.lineage import sources_of
from govgraph.names import ID, graph
from govgraph.research.library import Library
from govgraph.research.results import Rows
from govgraph.steward.ingest import build
from govgraph.store import open_store
from govgraph.store.port import Change, Store
from govgraph.workspace import Workspace

SHARED = Path(__file__).resolve().parents[3] / "shared"
DAY = date(2010, 1, 12)


@pytest.fixture
def workspace(workshop_store: Store) -> Workspace:
    return Workspace(workshop_store)


def test_the_counts_of_the_page(workspace: Workspace) -> None:
    found = seats(workspace.store)
    assert Counter(seat.number for seat in found) == {1: 14, 2: 8, 3: 9, 4: 18, 5: 15}
    assert len({seat.agency for seat in found}) == 55
    assert len({seat.ministry for seat in found}) == 18
    assert len(workspace.links("ministry", "theme")) == 28


def test_six_agencies_bridge_and_one_alone_holds_the_groups_together(workspace: Workspace) -> None:
    bridges = {str(row["agency"]).removeprefix(ID): row for row in workspace.bridges()}
    assert {agency: row["group_numbers"] for agency, row in bridges.items()} == {
        "agency/moc-ops": "1 3 5",
        "agency/mot-ops": "1 2 5",
        "agency/moind-ops": "1 3 5",
        "agency/moac-ops": "1 3",
        "agency/mcul-ops": "2 4",
        "agency/dnp": "2 4",
    }
    assert [agency for agency, row in bridges.items() if row["cut_vertex"]] == ["agency/mot-ops"]


def test_the_overlaps_of_the_groups(workspace: Workspace) -> None:
    shared = {
        (str(row["group_a"])[-1], str(row["group_b"])[-1]): row["agencies"]
        for row in workspace.overlaps()
        if row["agencies"]
    }
    assert shared == {
        ("1", "3"): 3, ("1", "5"): 3, ("3", "5"): 2, ("2", "4"): 2, ("1", "2"): 1, ("2", "5"): 1,
    }  # fmt: skip


def test_the_board_of_investment_was_under_industry(workspace: Workspace) -> None:
    (row,) = [s for s in seats(workspace.store) if s.agency == f"{ID}agency/boi"]
    assert row.ministry == f"{ID}ministry/moind"


def test_every_participation_leads_back_to_the_line_that_names_it(workspace: Workspace, seed_lines: list[str]) -> None:
    for seat in seats(workspace.store):
        assert seat.document is not None
        line = seat.document.place.line
        assert line is not None
        # A name may be broken over two lines.
        text = seed_lines[line - 1] + seed_lines[line]
        assert seat.written_as.replace(" ", "") in text.replace(" ", ""), seat.iri


def test_every_link_stands_on_records_with_a_place(workspace: Workspace) -> None:
    by_agency: dict[str, list[str]] = {}
    for seat in seats(workspace.store):
        by_agency.setdefault(seat.agency, []).append(seat.iri)
    for row in workspace.links("ministry", "strategy", as_of=DAY):
        through = str(row["through"]).split()
        assert len(through) == row["agencies"]
        records = [iri for agency in through for iri in by_agency[agency]]
        assert all(sources_of(workspace.store, records).values())


def test_all_facts_of_rows_have_a_source(workspace: Workspace) -> None:
    table = workspace.store.select(
        """PREFIX gov: <https://w3id.org/govgraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT DISTINCT ?thing WHERE {
          ?thing gov:recordedAt ?row .
          MINUS { ?thing dcterms:source ?source }
          MINUS { ?thing a gov:Source }
        }"""
    )
    assert [str(row[0]) for row in table.rows] == []


def test_tiers_and_sectors_that_nobody_named_are_gaps(workspace: Workspace) -> None:
    gaps = {(row["kind"], str(row["subject"]).rpartition("/")[2]) for row in workspace.gaps()}
    assert {key for kind, key in gaps if kind == "tier"} == {"regional", "local"}
    assert {key for kind, key in gaps if kind == "sector"} == {"private", "civil-society", "people"}
    assert {key for kind, key in gaps if kind == "ministry"} == {"pmo", "mod"}


def test_strategies_of_the_day_are_those_of_the_reference(workspace: Workspace) -> None:
    path = SHARED / "reference" / "strategies.csv"
    if not path.exists():
        pytest.skip("the reference tables are not there: shared/reference/strategies.csv")
    with path.open(encoding="utf-8", newline="") as file:
        wanted = Counter(row["in_force_jan2010"] for row in csv.DictReader(file))
    targets = {row["target"]: row["period_status"] for row in workspace.links("ministry", "strategy", as_of=DAY)}
    assert Counter(targets.values()) == {"yes": wanted["yes"], "probable": wanted["probable"]}
    both = workspace.links("ministry", "strategy", as_of=DAY, include_unknown=True)
    assert Counter({row["target"]: row["period_status"] for row in both}.values())["unknown"] == wanted["unknown"]
    assert all((row["basis"], row["derivation"]) == ("theme", "inferred") for row in both)
    assert {row["confidence"] for row in both} <= {"probable", "unconfirmed"}


def test_clusters_of_2010_differ_from_those_of_2018_by_the_same_command(workspace: Workspace) -> None:
    def members(day: str) -> dict[str, str]:
        answer = workspace.query("cluster-members", as_of=day)
        assert isinstance(answer, Rows)
        return {str(row["province"]): str(row["cluster"]) for row in answer}

    then, later = members("2010-01-12"), members("2018-01-01")
    assert len(then) == 75
    assert len(set(then.values())) == 18
    assert "2017-north-upper-1" in later[f"{ID}province/TH-50"]
    # Satun was with the southern border provinces in 2010, and with the Andaman coast in 2018.
    assert then[f"{ID}province/TH-91"].endswith("cluster/south-border")
    assert later[f"{ID}province/TH-91"].endswith("cluster/2017-south-andaman")
    # Bueng Kan did not exist in 2010.
    assert f"{ID}province/TH-38" not in then
    assert f"{ID}province/TH-38" in later


def test_a_second_build_changes_nothing(tmp_path: Path, built: Path) -> None:
    with open_store(built) as store:
        copied = list(store.quads())
    with open_store(tmp_path / "again", write=True) as store:
        store.commit(Change(add=copied))
        before = set(store.quads())
        report = build(store)
        assert report.loaded
        assert not report.changed
        assert set(store.quads()) == before


@pytest.fixture(scope="module")
def doubled(built: Path) -> Workspace:
    """Every statement a second time, in a second graph."""
    with open_store(built) as store:
        quads = list(store.quads())
    again = open_store(":memory:", write=True)
    second = graph("again")
    again.commit(Change(add=[*quads, *(Quad(q.subject, q.predicate, q.object, second) for q in quads)]))
    return Workspace(again)


def every_query() -> list[str]:
    return sorted(name for name, query in Library.shipped().items() if not any(p.required for p in query.params))


@pytest.mark.parametrize("name", every_query())
def test_the_same_statement_in_a_second_graph_changes_no_shipped_query(
    workspace: Workspace, doubled: Workspace, name: str
) -> None:
    once, twice = workspace.query(name), doubled.query(name)
    assert isinstance(once, Rows)
    assert isinstance(twice, Rows)
    assert once.terms == twice.terms


def test_nor_any_other_answer(workspace: Workspace, doubled: Workspace) -> None:
    for source in ("ministry", "department", "agency"):
        for target in ("theme", "strategy", "plan", "province", "cluster"):
            assert workspace.links(source, target, as_of=DAY) == doubled.links(source, target, as_of=DAY)
    assert workspace.gaps() == doubled.gaps()
    assert workspace.bridges() == doubled.bridges()
    assert workspace.overlaps() == doubled.overlaps()
    assert workspace.find("กรมปศุศัตว์") == doubled.find("กรมปศุศัตว์")
    assert workspace.show("agency/boi") == doubled.show("agency/boi")
    pair = ("กรมปศุสัตว์", "กรมศุลกากร")
    assert workspace.explain(*pair) == doubled.explain(*pair)


def test_the_package_opens_a_workspace(built: Path) -> None:
    with govgraph.open(built) as workspace:
        assert workspace.resolve("ททท.") == f"{ID}agency/tat"
