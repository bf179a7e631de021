"""The named projections: what they join, counted from the tables by plain code, or by hand in the made-up world."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest

from govgraph.analysis.links import links
from govgraph.analysis.projection import PROJECTIONS, network, of_kind
from govgraph.errors import UsageError
from govgraph.names import ID
from govgraph.store.port import Store

DATA = Path(__file__).resolve().parents[2] / "data"
DAY = "2010-01-12"

Pair = tuple[str, str]


@cache
def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def ministry_of(unit: str) -> str:
    """What a unit was under on the day of the meeting, going up as long as something is above it."""
    for row in table("reference/attachments"):
        if row["unit"] == unit and (row["from"] or "0") <= DAY < (row["until"] or "9"):
            return ministry_of(row["parent"])
    return unit


@cache
def seats() -> dict[str, set[str]]:
    """The agencies in each group."""
    found = defaultdict(set)
    for row in table("workshop-2010-01-12/participations"):
        found[row["group"]].add(row["participant"])
    return found


def joined(graph: nx.Graph[str], attribute: str) -> dict[Pair, object]:
    found: dict[Pair, object] = {}
    for one, other, data in graph.edges(data=True):
        first, second = sorted(iri.removeprefix(ID) for iri in (one, other))
        found[first, second] = data[attribute]
    return found


def test_ministries_that_met_in_groups(workshop_store: Store) -> None:
    met: dict[Pair, set[str]] = defaultdict(set)
    evidence: dict[Pair, int] = defaultdict(int)
    for group, agencies in seats().items():
        by_ministry = defaultdict(list)
        for agency in agencies:
            by_ministry[ministry_of(agency)].append(agency)
        for pair in combinations(sorted(by_ministry), 2):
            met[pair].add(group)
            evidence[pair] += sum(len(by_ministry[ministry]) for ministry in pair)
    graph = network(workshop_store, "ministry-ministry")
    assert joined(graph, "groups") == {pair: len(groups) for pair, groups in met.items()}
    assert joined(graph, "evidence") == evidence
    through = {
        pair: {iri.rpartition("/")[2] for iri in str(told).split()} for pair, told in joined(graph, "through").items()
    }
    assert through == met
    assert len(graph) == 18
    assert graph.graph["unknown"] == 0


def test_agencies_that_met_in_groups(workshop_store: Store) -> None:
    met: dict[Pair, int] = defaultdict(int)
    for agencies in seats().values():
        for pair in combinations(sorted(agencies), 2):
            met[pair] += 1
    graph = network(workshop_store, "agency-agency")
    assert joined(graph, "groups") == met
    assert len(graph) == 55


def test_provinces_are_named_only_as_a_kind(workshop_store: Store) -> None:
    graph = network(workshop_store, "tier-tier")
    assert joined(graph, "groups") == {("tier/central", "tier/regional"): 5}
    assert joined(graph, "evidence") == {("tier/central", "tier/regional"): 64 + 5}
    assert joined(graph, "as_kind") == {("tier/central", "tier/regional"): True}
    sectors = network(workshop_store, "sector-sector")
    assert (list(sectors), sectors.number_of_edges()) == ([f"{ID}sector/state"], 0)
    bodies = joined(network(workshop_store, "tier-group"), "bodies")
    central = {pair[0]: count for pair, count in bodies.items() if pair[1] == "tier/central"}
    assert central == {f"group/{group}": len(agencies) for group, agencies in seats().items()}
    assert {count for pair, count in bodies.items() if pair[1] == "tier/regional"} == {0}


def test_ministries_in_projects_together(money: Store) -> None:
    """The pond asks the investment office (then probably under Farming) for support, and a year later the Guard."""
    graph = network(money, "ministry-ministry", basis="project")
    assert joined(graph, "projects") == {("ministry/farm", "ministry/guard"): 1}
    assert joined(graph, "confidence") == {("ministry/farm", "ministry/guard"): "probable"}
    assert joined(graph, "derivation") == {("ministry/farm", "ministry/guard"): "stated"}
    assert joined(network(money, "agency-agency", basis="project"), "confidence") == {
        ("agency/invest", "ministry/guard"): "confirmed"
    }
    assert len(network(money, "ministry-ministry", basis="project", fiscal_year=2554)) == 0
    assert len(network(money, "ministry-ministry", basis="project", min_confidence="confirmed")) == 0
    assert len(network(money, "department-department")) == 0


@pytest.mark.parametrize("target", ["theme", "strategy", "plan", "province", "cluster"])
@pytest.mark.parametrize("source", ["ministry", "department", "agency"])
def test_links_of_all_bases_are_one_edge(money: Store, source: str, target: str) -> None:
    graph = network(money, f"{source}-{target}")
    found = links(money, source, target)
    pairs = {(str(link["source"]), str(link["target"])) for link in found}
    assert {frozenset(pair) for pair in graph.edges} == {frozenset(pair) for pair in pairs}
    assert of_kind(graph, source) == sorted({one for one, _ in pairs})
    for pair in pairs:
        rows = [link for link in found if (link["source"], link["target"]) == pair]
        edge = graph.edges[pair]
        assert edge["evidence"] == sum(int(str(row["evidence"])) for row in rows)
        assert set(edge["bases"].split()) == {row["basis"] for row in rows}
        assert ("amount_thb" in edge) == any(row["amount_thb"] is not None for row in rows)


def test_money_stands_on_the_edge(money: Store) -> None:
    """Both by hand: 100 of the canals in one province alone, 300 granted to the dam (see test_money)."""
    graph = network(money, "ministry-province", fiscal_year=2554)
    pairs = [
        ("ministry/farm", "province/TH-01"),
        ("ministry/farm", "province/TH-02"),
        ("ministry/trade", "province/TH-01"),
    ]
    amounts = {(one, other): graph.edges[f"{ID}{one}", f"{ID}{other}"].get("amount_thb") for one, other in pairs}
    assert amounts == {
        ("ministry/farm", "province/TH-01"): 100,
        ("ministry/farm", "province/TH-02"): None,
        ("ministry/trade", "province/TH-01"): 300,
    }


def test_the_same_statement_twice_changes_no_projection(money: Store, money_twice: Store) -> None:
    for name in PROJECTIONS:
        one, two = network(money, name), network(money_twice, name)
        assert (dict(one.nodes), sorted(one.edges(data=True), key=str)) == (
            dict(two.nodes),
            sorted(two.edges(data=True), key=str),
        )


def test_what_a_projection_does_not_know_is_refused(workshop_store: Store) -> None:
    for name, filters in (
        ("department-department", {"basis": "project"}),
        ("tier-tier", {"area": "x"}),
        ("ministry-theme", {"statement": "vision"}),
    ):
        with pytest.raises(UsageError, match="does not take"):
            network(workshop_store, name, **filters)
    with pytest.raises(UsageError, match="participation, project"):
        network(workshop_store, "ministry-ministry", basis="theme")
