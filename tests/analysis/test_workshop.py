"""The real workshop: the numbers that follow from the source text, on the store that the shipped data makes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from govgraph import analysis
from govgraph.analysis.questions import ask
from govgraph.errors import AmbiguousNameError
from govgraph.names import ID
from govgraph.research.rows import Rows
from govgraph.store.port import Store

MEETING = date(2010, 1, 12)


def keys(rows: Rows, column: str) -> set[str]:
    return {str(row[column]).removeprefix(ID) for row in rows}


def test_participations_by_group(workshop_store: Store) -> None:
    rows = ask(workshop_store, "participations-by-group")
    assert {row["number"]: row["participations"] for row in rows} == {1: 14, 2: 8, 3: 9, 4: 18, 5: 15}


def test_agencies_and_those_in_several_groups(workshop_store: Store) -> None:
    seats = ask(workshop_store, "agency-group")
    counts = Counter(row["agency"] for row in seats)
    assert (len(seats), len(counts), sum(1 for n in counts.values() if n == 1)) == (64, 55, 49)
    rows = analysis.bridges(workshop_store)
    assert {str(r["agency"]).removeprefix(f"{ID}agency/"): r["group_numbers"] for r in rows} == {
        "moc-ops": "1 3 5",
        "mot-ops": "1 2 5",
        "moind-ops": "1 3 5",
        "moac-ops": "1 3",
        "mcul-ops": "2 4",
        "dnp": "2 4",
    }


def test_the_only_cut_vertex_is_the_permanent_secretary_of_transport(workshop_store: Store) -> None:
    cuts = [row for row in analysis.bridges(workshop_store) if row["cut_vertex"]]
    assert [str(row["agency"]).removeprefix(ID) for row in cuts] == ["agency/mot-ops"]
    assert cuts[0]["separates"] == "1 3 5 | 2 4"


def test_groups_share_agencies(workshop_store: Store) -> None:
    rows = analysis.overlaps(workshop_store)
    assert {(str(r["group_a"])[-1], str(r["group_b"])[-1]): r["agencies"] for r in rows} == {
        ("1", "3"): 3,
        ("1", "5"): 3,
        ("3", "5"): 2,
        ("2", "4"): 2,
        ("1", "2"): 1,
        ("2", "5"): 1,
    }


def test_eighteen_ministries_and_twenty_eight_links(workshop_store: Store) -> None:
    rows = analysis.links(workshop_store, "ministry", "theme", as_of=MEETING)
    assert (len(keys(rows, "source")), len(rows)) == (18, 28)
    assert sum(int(str(row["evidence"])) for row in rows) == 64
    assert {row["confidence"] for row in rows} == {"confirmed"}


def test_the_board_of_investment_was_under_industry(workshop_store: Store) -> None:
    rows = analysis.links(workshop_store, "ministry", "theme")
    industry = next(
        r for r in rows if str(r["source"]).endswith("/moind") and str(r["target"]).endswith("/theme/industry")
    )
    assert f"{ID}agency/boi" in str(industry["through"]).split()
    assert "ministry/pmo" not in keys(rows, "source")
    assert analysis.explain(workshop_store, f"{ID}ministry/pmo", f"{ID}theme/industry")["linked"] is False


def test_strategies_of_that_day(workshop_store: Store) -> None:
    rows = analysis.strategies_on_record(workshop_store, MEETING)
    counts: Counter[str] = Counter()
    for row in rows:
        counts[str(row["status"])] += int(str(row["statements"]))
    # the README of the reference tables: 7 certain, 16 probable, 41 of unknown period
    assert counts == {"yes": 7, "probable": 16, "unknown": 41}
    linked = analysis.links(workshop_store, "ministry", "strategy", as_of=MEETING)
    assert len(keys(linked, "target")) <= 23
    assert {row["basis"] for row in linked} == {"theme"}
    assert {row["confidence"] for row in linked} == {"probable"}
    known = set(Rows.of(rows.columns, [r for r in rows if r["status"] != "unknown"]).rows)
    assert {row["area"] for row in linked} <= {row[0] for row in known}


def test_gaps(workshop_store: Store) -> None:
    rows = analysis.gaps(workshop_store, as_of=MEETING)
    found = {(str(r["kind"]), str(r["subject"]).removeprefix(ID), str(r["why"])) for r in rows}
    assert {f for f in found if f[0] in ("ministry", "tier", "sector")} == {
        ("ministry", "ministry/mod", "no-link"),
        ("ministry", "ministry/pmo", "no-link"),
        ("tier", "tier/local", "no-named-participant"),
        ("tier", "tier/regional", "named-as-kind-only"),
        ("sector", "sector/private", "no-named-participant"),
        ("sector", "sector/civil-society", "no-named-participant"),
        ("sector", "sector/people", "no-named-participant"),
    }
    lacking = Counter(kind for kind, _, why in found if why == "no-strategy-on-record")
    # of 75 provinces and 18 clusters, 7 and 3 have a statement that holds for that day, surely or probably
    assert lacking == {"province": 68, "cluster": 15}


def test_clusters_of_two_days(workshop_store: Store) -> None:
    def members(day: date) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in ask(workshop_store, "cluster-members", as_of=day):
            found.setdefault(str(row["cluster"]).removeprefix(ID), set()).add(str(row["province"])[-5:])
        return found

    then, later = members(MEETING), members(date(2018, 1, 1))
    assert len(then) == 18
    assert sum(map(len, then.values())) == 75
    assert then["cluster/north-upper-1"] == {"TH-50", "TH-51", "TH-52", "TH-58"}
    assert then.keys().isdisjoint(later)


def test_every_link_can_be_followed_to_a_line(workshop_store: Store) -> None:
    found = analysis.explain(workshop_store, f"{ID}agency/dld", f"{ID}agency/customs")
    # the three permanent secretaries that sat in groups 1 and 5: Commerce, Industry and Transport
    between = {path["steps"][1]["subject"].removeprefix(ID) for path in found["paths"]}
    assert between == {"agency/moc-ops", "agency/moind-ops", "agency/mot-ops"}
    for path in found["paths"]:
        lines = [[p["lines"] for p in step["sources"] if p["lines"]] for step in path["steps"]]
        assert lines[0] == ["66"]
        assert lines[3] == ["103"]
        assert all(len(places) == 1 for places in lines)


def test_names(workshop_store: Store) -> None:
    assert analysis.resolve(workshop_store, "กรมปศุศัตว์") == f"{ID}agency/dld"  # as the source spells it
    assert analysis.resolve(workshop_store, "เชียงใหม่") == f"{ID}province/TH-50"
    with pytest.raises(AmbiguousNameError):
        analysis.resolve(workshop_store, "ทช.")  # two departments
    first = next(iter(analysis.find(workshop_store, "กรมสุลกากร")))
    assert str(first["thing"]) == f"{ID}agency/customs"


def test_the_same_statements_again_change_no_answer(workshop_store: Store, workshop_twice: Store) -> None:
    once, again = workshop_store, workshop_twice
    for target in ("theme", "strategy", "cluster"):
        assert analysis.links(once, "department", target) == analysis.links(again, "department", target)
    undated = analysis.links(once, "ministry", "strategy", as_of=MEETING, include_unknown=True)
    assert undated == analysis.links(again, "ministry", "strategy", as_of=MEETING, include_unknown=True)
    assert analysis.gaps(once) == analysis.gaps(again)
    assert analysis.bridges(once) == analysis.bridges(again)
    ends = f"{ID}ministry/moac", f"{ID}cluster/central-middle"
    assert analysis.explain(once, *ends) == analysis.explain(again, *ends)
    assert analysis.show(once, ends[1]) == analysis.show(again, ends[1])


def test_a_plan_of_unknown_years_counts_only_while_its_cluster_is_there(workshop_store: Store) -> None:
    """The Lower Central Cluster 2 of 2009 was regrouped in November 2017; its plan is later than 2557."""
    cluster, vision = f"{ID}cluster/central-lower-2", f"{ID}strategy/central-lower-2-unstated-vision"
    for day, counts in ((date(2016, 1, 1), True), (date(2018, 1, 1), False)):
        asked: dict[str, Any] = {"as_of": day, "include_unknown": True}
        assert (cluster in analysis.links(workshop_store, "ministry", "cluster", **asked)["target"]) is counts
        assert analysis.explain(workshop_store, f"{ID}ministry/moac", vision, **asked)["linked"] is counts
        assert (vision in analysis.gaps(workshop_store, **asked)["subject"]) is counts  # it has no project
        assert (cluster in analysis.strategies_on_record(workshop_store, day)["area"]) is counts
