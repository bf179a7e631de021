"""The tables of measures of the made-up world: what they say, where they say nothing, and what they refuse."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from govgraph import analysis
from govgraph.analysis.links import SHARED, UNASSIGNED, links
from govgraph.analysis.measures import nodes as table
from govgraph.analysis.measures.betweenness import Betweenness, betweenness
from govgraph.analysis.measures.partition import partition
from govgraph.analysis.projection import agencies_and_groups
from govgraph.errors import UsageError
from govgraph.names import ID
from govgraph.research.rows import Rows
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Store

MEETING = date(2010, 1, 12)


def by_node(rows: Rows) -> dict[str, dict[str, Any]]:
    return {str(row["node"]).removeprefix(ID): row for row in rows}


def values(rows: Rows) -> dict[tuple[Any, Any], Any]:
    return {(row["figure"], row["kind"]): row["value"] for row in rows}


@pytest.fixture
def nothing() -> Iterator[Store]:
    with EmbeddedStore.in_memory() as store:
        yield store


def test_one_row_a_node_with_its_names(small: Store) -> None:
    rows = analysis.measures(small, "agency-group", as_of=MEETING)
    assert [row["kind"] for row in rows] == ["agency"] * 6 + ["group"] * 3
    first = rows[0]
    assert (first["node_th"], first["node_en"]) == ("สำนักงานปลัดกระทรวงเกษตร", "Permanent Secretary of Farming")
    assert rows.names == (
        *("node", "node_th", "node_en", "kind", "degree", "betweenness", "clustering"),
        *("component", "cut_vertex", "bridges", "core", "community", "note_th", "note_en"),
    )
    # by kind, and in it the largest first figure first
    assert [row["degree"] for row in rows if row["kind"] == "agency"] == [2, 2, 2, 1, 1, 1]


def test_clusters_are_those_of_the_first_day_of_the_fiscal_year(small: Store) -> None:
    """The South was in Cluster One on 1 October 2010 and came to Cluster Two in 2012: over all time it has no one."""

    def of_the_south(**when: Any) -> Any:
        rows = analysis.measures(small, "ministry-province", by="cluster", measures=["degree"], **when)
        return by_node(rows)["province/TH-02"].get("cluster")

    assert of_the_south(fiscal_year=2554) == of_the_south(fiscal_year=2011) == f"{ID}cluster/one"
    assert of_the_south() is None


def test_betweenness_by_hand(small: Store) -> None:
    # the same 12 of 21 as in the table of bridges
    found = by_node(analysis.measures(small, "agency-group", as_of=MEETING, measures=["betweenness"]))
    assert found["agency/trade-ops"]["betweenness"] == Decimal("0.571429")
    assert next(iter(found)) == "agency/trade-ops"


def test_only_the_measures_asked_for_in_the_usual_order(small: Store) -> None:
    rows = analysis.measures(small, "agency-group", measures=["cohesion", "degree"])
    assert rows.names[4:-2] == ("degree", "component", "cut_vertex", "bridges", "core")
    figures = analysis.figures(small, "agency-group", measures=["nestedness"])
    assert list(dict.fromkeys(figures["measure"])) == ["network", "nestedness"]


def test_weights_are_what_the_caller_says(small: Store) -> None:
    rows = by_node(analysis.measures(small, "ministry-theme", weight="agencies", measures=["strength"], as_of=MEETING))
    # Farming sat by three agencies on agriculture, by two on trade, by the bureau on tourism
    assert (rows["ministry/farm"]["strength"], rows["ministry/trade"]["strength"]) == (6, 3)
    assert "strength" not in analysis.measures(small, "ministry-theme").names
    # by participation no project is counted: all lines together weigh nothing, and there is nothing to divide
    rows = by_node(analysis.measures(small, "ministry-theme", weight="projects", by="theme", as_of=MEETING))
    assert rows["ministry/farm"]["strength"] == 0
    assert (rows["ministry/farm"]["community"], rows["ministry/farm"]["participation"]) == (None, None)
    assert "the weights of the lines add up to nothing" in rows["ministry/farm"]["note_en"]


def test_the_ministry_is_that_of_the_day(small: Store) -> None:
    found = by_node(analysis.measures(small, "agency-group", as_of=MEETING, by="ministry"))
    assert found["agency/invest"]["ministry"] == f"{ID}ministry/farm"
    assert found["group/1"]["ministry"] is None
    # what a node does not carry itself is looked up: under several ministries in its time, or under one on a day
    plain = nx.Graph([(f"{ID}agency/invest", f"{ID}agency/livestock")])
    assert partition(small, plain, "ministry") == {
        f"{ID}agency/invest": None,
        f"{ID}agency/livestock": f"{ID}ministry/farm",
    }
    later = partition(small, plain, "ministry", as_of=date(2014, 1, 1))
    assert later[f"{ID}agency/invest"] == f"{ID}ministry/trade"


@pytest.mark.parametrize(
    ("by", "node", "as_of", "group"),
    [
        ("tier", "agency/invest", None, "tier/central"),
        ("sector", "agency/invest", None, "sector/state"),
        ("theme", "group/2", None, "theme/trade"),
        ("theme", "strategy/s1", None, "theme/agriculture"),
        ("theme", "strategy/s2", None, None),  # on two themes
        ("cluster", "province/TH-01", None, "cluster/one"),
        ("cluster", "province/TH-02", None, None),  # in two clusters, one after the other
        ("cluster", "province/TH-02", date(2011, 12, 31), "cluster/one"),
        ("cluster", "province/TH-02", date(2012, 1, 1), "cluster/two"),
        ("cluster", "province/TH-03", None, None),
        ("region", "province/TH-01", None, None),  # not on record in this world
    ],
)
def test_groups_of_nodes(small: Store, by: str, node: str, as_of: date | None, group: str | None) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node(f"{ID}{node}")
    assert partition(small, graph, by, as_of=as_of) == {f"{ID}{node}": group and f"{ID}{group}"}


def test_regions_of_provinces(workshop_store: Store) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([f"{ID}province/TH-50", f"{ID}cluster/north-upper-1"])
    found = partition(workshop_store, graph, "region")
    assert found[f"{ID}province/TH-50"] == f"{ID}region/north"


def test_participation_needs_no_group_where_the_other_mode_stands_for_itself(small: Store) -> None:
    rows = by_node(analysis.measures(small, "agency-group", as_of=MEETING, measures=["participation"]))
    assert rows["agency/trade-ops"]["participation"] == Decimal("0.5")
    rows = by_node(analysis.measures(small, "agency-group", as_of=MEETING, measures=["participation"], by="ministry"))
    # group 2: two agencies of Farming, two of Trade
    assert rows["group/2"]["participation"] == Decimal("0.5")
    assert rows["group/1"]["participation"] == 0


def test_a_broker_between_ministries_by_hand(small: Store) -> None:
    rows = by_node(analysis.measures(small, "agency-group", as_of=MEETING, by="ministry", measures=["brokerage"]))
    # the permanent secretary of Trade, between the bureau (Farming) of group 3 and three of group 2: two of Farming,
    # and the Ministry of Trade
    broker = rows["agency/trade-ops"]
    assert {role: broker[role] for role in ("coordinator", "itinerant", "gatekeeper", "liaison", "unclassified")} == {
        "coordinator": 0, "itinerant": 2, "gatekeeper": 1, "liaison": 0, "unclassified": 0,
    }  # fmt: skip
    assert rows["group/1"]["coordinator"] is None
    assert "no record divides nodes of this kind into groups" in rows["group/1"]["note_en"]


def test_money_is_told_whole_and_measured_where_it_has_one_name(money: Store) -> None:
    rows = analysis.figures(money, "ministry-theme", fiscal_year=2554, measures=["concentration"])
    found = values(rows)
    assert found["money_total", None] == Decimal(541)  # all money of the year, see test_money.py
    assert [found[f"money_{name}", "ministry"] for name in ("assigned", "shared", "unassigned")] == [472, 0, 69]
    # 172 of Farming and 300 of Trade
    assert found["money_gini", "ministry"] == Decimal("0.135593")  # 128 / (2 * 472)
    assert found["money_hhi", "ministry"] == Decimal("0.536771")  # (172² + 300²) / 472²
    assert sum(found[f"money_{name}", "theme"] for name in ("assigned", "shared", "unassigned")) == 541
    assert (found["money_gini", "theme"], found["money_gini_normalised", "theme"]) == (0, None)
    only = next(r for r in rows if r["figure"] == "money_gini_normalised" and r["kind"] == "theme")
    assert str(only["means_en"]).endswith("not defined: there is one holder only")


@pytest.mark.parametrize("year", [2554, 2555, 2556, None])
def test_money_on_both_sides_is_all_there_is(money: Store, year: int | None) -> None:
    everything = links(money, "ministry", "theme", basis="project", fiscal_year=year, with_unassigned=True)
    total = sum((Decimal(str(row["amount_thb"])) for row in everything if row["amount_thb"] is not None), Decimal(0))
    found = values(analysis.figures(money, "ministry-theme", fiscal_year=year, measures=["concentration"]))
    for kind, column in (("ministry", "source"), ("theme", "target")):
        assert sum(found[f"money_{name}", kind] for name in ("assigned", "shared", "unassigned")) == total
        for name, figure in ((SHARED, "money_shared"), (UNASSIGNED, "money_unassigned")):
            held = [row["amount_thb"] for row in everything if row[column] == name and row["amount_thb"] is not None]
            assert found[figure, kind] == sum(Decimal(str(amount)) for amount in held)


@pytest.mark.parametrize("network", ["agency-group", "group-group", "ministry-theme"])
def test_an_empty_store_has_no_node_and_says_why_there_is_no_figure(nothing: Store, network: str) -> None:
    assert len(analysis.measures(nothing, network)) == 0
    for row in analysis.figures(nothing, network, by="tier", weight="evidence"):
        if row["value"] is None:
            assert "not defined:" in str(row["means_en"])
        else:
            assert row["value"] == 0
            assert row["figure"] in {"lines", "betweenness_sources", "components", "bridges"}


def test_estimates_say_that_they_are(small: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def sampled(graph: nx.Graph[str], *, seed: int) -> Betweenness:
        return betweenness(graph, exact_up_to=5, pivots=4, seed=seed)

    monkeypatch.setattr(table, "betweenness", sampled)
    rows = analysis.measures(small, "agency-group", as_of=MEETING, measures=["betweenness"], seed=3)
    assert {row["note_en"] for row in rows} == {
        "betweenness is an estimate, from 4 of 9 nodes drawn at random (seed 3)"
    }
    assert {row["note_th"] for row in rows} == {"ค่าความเป็นตัวกลางเป็นค่าประมาณ จากจุดตั้งต้นที่สุ่ม 4 จาก 9 จุด (seed 3)"}


@pytest.mark.parametrize(
    ("network", "options", "said"),
    [
        ("friends", {}, "network cannot be “friends”; it is one of: agency-group"),
        ("agency-group", {"measures": ["fame"]}, "measure cannot be “fame”; it is one of: degree, strength"),
        ("agency-group", {"by": "colour"}, "by cannot be “colour”; it is one of: ministry, tier, sector"),
        ("agency-group", {"weight": "projects"}, "have no weight “projects”; they have: participations"),
        ("ministry-theme", {"weight": "confidence"}, "they have: agencies, amount_thb, evidence, projects"),
        ("agency-group", {"measures": ["strength"]}, "strength needs --weight"),
        ("agency-group", {"measures": ["brokerage"]}, "brokerage needs --by (in Python, by); it is one of: ministry"),
        ("group-group", {"measures": ["participation"]}, "participation needs --by"),
        ("agency-group", {"measures": ["nestedness"]}, "nestedness is a figure of the network as a whole: add --whole"),
        ("agency-group", {"basis": "project"}, "The network agency-group does not take --basis"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    small: Store, network: str, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        analysis.measures(small, network, **options)
    assert said in refused.value.en
    assert refused.value.th


def test_figures_of_the_whole_refuse_the_same(small: Store) -> None:
    with pytest.raises(UsageError, match="fame"):
        analysis.figures(small, "agency-group", measures=["fame"])
    assert (None, "nodf") in {
        (row["value"], row["figure"]) for row in analysis.figures(small, "group-group", measures=["nestedness"])
    }


def test_the_graph_that_is_measured_is_the_one_of_the_filters(small: Store) -> None:
    graph = agencies_and_groups(small, min_confidence="confirmed")
    rows = analysis.measures(small, "agency-group", min_confidence="confirmed", measures=["degree"])
    assert {row["node"]: row["degree"] for row in rows} == dict(graph.degree)


def test_the_same_in_every_process(built: Path) -> None:
    program = (
        "import sys, govgraph\n"
        "with govgraph.open(sys.argv[1]) as w:\n"
        "    for name in ('agency-group', 'group-group', 'ministry-theme'):\n"
        "        for whole in (True, False):\n"
        "            print(w.measures(name, whole=whole, by='ministry', seed=5).to_csv())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(built)],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert len(said) == 1
