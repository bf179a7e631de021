"""The measures of the real workshop, counted by hand from who sat in which group.

49 agencies sat in one group: 10 in group 1, 5 in 2, 6 in 3, 16 in 4, 12 in 5. The permanent secretaries of Commerce and
of Industry sat in 1, 3 and 5, of Transport in 1, 2 and 5, of Agriculture in 1 and 3; of Culture, and the Department of
National Parks, in 2 and 4.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest

from govgraph import analysis
from govgraph.analysis.questions import ask
from govgraph.names import ID
from govgraph.store.port import Store

SIX = ("moc-ops", "moind-ops", "mot-ops", "moac-ops", "mcul-ops", "dnp")


def six(store: Store, **options: Any) -> dict[str, dict[str, Any]]:
    """The rows of the six agencies in several groups."""
    rows = analysis.measures(store, "agency-group", **options)
    found = {str(row["node"]).removeprefix(f"{ID}agency/"): row for row in rows}
    return {name: found[name] for name in SIX}


def whole(store: Store, network: str = "agency-group", **options: Any) -> dict[tuple[Any, Any], Any]:
    return {(row["figure"], row["kind"]): row["value"] for row in analysis.figures(store, network, **options)}


def six_places(value: Fraction) -> Decimal:
    return Decimal(str(round(float(value), 6)))


def test_six_agencies_sat_in_several_groups(workshop_store: Store) -> None:
    found = six(workshop_store, measures=["degree", "cohesion"])
    assert {name: row["degree"] for name, row in found.items()} == dict(zip(SIX, (3, 3, 3, 2, 2, 2), strict=True))
    assert [name for name, row in found.items() if row["cut_vertex"]] == ["mot-ops"]
    # only the seat of Transport in group 2 joins groups 1, 3, 5 and 2, 4
    assert {name: row["bridges"] for name, row in found.items()} == {**dict.fromkeys(SIX, 0), "mot-ops": 1}
    assert {row["core"] for row in found.values()} == {2}


def test_betweenness_is_that_of_bridges(workshop_store: Store) -> None:
    found = six(workshop_store, measures=["betweenness"])
    assert {row["node"]: row["betweenness"] for row in found.values()} == {
        row["agency"]: row["betweenness"] for row in analysis.bridges(workshop_store)
    }


def test_what_holds_the_workshop_together(workshop_store: Store) -> None:
    found = whole(workshop_store, measures=["cohesion"])
    assert (found["nodes", "agency"], found["nodes", "group"], found["lines", None]) == (55, 5, 64)
    assert found["density", None] == six_places(Fraction(64, 275))
    assert (found["components", None], found["largest_component", None]) == (1, 60)
    assert (found["cut_vertices", "agency"], found["cut_vertices", "group"]) == (1, 5)  # every group has agencies alone
    assert found["bridges", None] == 49 + 1
    # the six and the five groups: each of the six has two or three of them, each group two to four of the six
    assert (found["highest_core", None], found["highest_core_nodes", None]) == (2, 11)


def test_closure_of_the_workshop(workshop_store: Store) -> None:
    # cycles of four: Commerce and Industry share three groups (3); with Transport, and with Agriculture, each two (4);
    # Culture and National Parks two (1). Paths of three: by the sizes 14, 8, 9, 18, 15 of the groups
    paths = 2 * 2 * (13 + 8 + 14) + 2 * (13 + 7 + 14) + (13 + 8) + 2 * (7 + 17)
    found = whole(workshop_store, measures=["clustering"])
    assert found["closure", None] == six_places(Fraction(4 * 8, paths))


def test_nestedness_of_the_workshop(workshop_store: Store) -> None:
    # agencies with three groups against those with two (of theirs two, none or one are the same), with three against
    # one, with two against one; pairs of agencies with as many groups count nothing
    agencies = Fraction(100 + 100 + 50 + 50 + 50 + 100 * (28 + 28 + 27) + 100 * (16 + 21 + 21), 55 * 54 // 2)
    # groups: agencies shared by the smaller of each two
    groups = Fraction(100, 10) * (
        Fraction(1, 8) + Fraction(3, 9) + Fraction(3, 14) + Fraction(2, 8) + Fraction(1, 8) + Fraction(2, 9)
    )
    found = whole(workshop_store, measures=["nestedness"])
    assert found["nodf_of_mode", "agency"] == six_places(agencies)
    assert found["nodf_of_mode", "group"] == six_places(groups)
    assert found["nodf", None] == six_places((agencies * 1485 + groups * 10) / 1495)


def test_brokers_between_ministries(workshop_store: Store) -> None:
    found = six(workshop_store, by="ministry", measures=["brokerage"])
    roles = ("coordinator", "itinerant", "gatekeeper", "liaison", "unclassified")
    # Transport: 11 of group 1 alone and 12 of group 5 alone, and these with the 2 of both against the 7 of group 2;
    # Commerce and Industry: 10, 6 and 12 of groups 1, 3, 5 with each other, Transport with the 6, Agriculture with the
    # 12; Agriculture: 10 and Transport with 6; Culture and Parks: 5 and Transport with 16
    pairs = {
        "mot-ops": 11 * 12 + 25 * 7, "moc-ops": 10 * 6 + 10 * 12 + 6 * 12 + 6 + 12, "moac-ops": 11 * 6, "dnp": 6 * 16,
    }  # fmt: skip
    pairs |= {"moind-ops": pairs["moc-ops"], "mcul-ops": pairs["dnp"]}
    assert {name: sum(row[role] for role in roles) for name, row in found.items()} == pairs
    assert found["mot-ops"]["ministry_en"] == "Ministry of Transport"
    figures = whole(workshop_store, by="ministry", measures=["brokerage"])
    assert figures["gatekeeper", "agency"] + figures["liaison", "agency"] == sum(pairs.values()) == 1105


def test_roles_are_those_of_every_three_agencies(workshop_store: Store) -> None:
    groups: dict[str, set[str]] = {}
    ministries: dict[str, str] = {}
    for seat in ask(workshop_store, "agency-group"):
        groups.setdefault(str(seat["agency"]), set()).add(str(seat["group"]))
        ministries[str(seat["agency"])] = str(seat["ministry"])
    for row in six(workshop_store, by="ministry", measures=["brokerage"]).values():
        v, counts = row["node"], Counter[str]()
        met = [agency for agency in groups if agency != v and groups[agency] & groups[v]]
        for a, b in combinations(met, 2):
            if not groups[a] & groups[b]:
                own = [ministries[a], ministries[b]].count(ministries[v])
                same = ministries[a] == ministries[b]
                counts["coordinator" if own == 2 else "gatekeeper" if own else "itinerant" if same else "liaison"] += 1
        assert {role: row[role] for role in ("coordinator", "gatekeeper", "itinerant", "liaison")} == {
            role: counts[role] for role in ("coordinator", "gatekeeper", "itinerant", "liaison")
        }


def test_all_agencies_of_the_workshop_are_of_one_tier(workshop_store: Store) -> None:
    rows = analysis.measures(workshop_store, "agency-group", by="tier")
    agency = next(row for row in rows if row["kind"] == "agency")
    assert (agency["tier_en"], agency["coordinator"], agency["liaison"]) == ("central administration", None, None)
    assert "brokerage roles: not defined, all belong to one group" in str(agency["note_en"])
    assert "บทบาทคนกลาง: ไม่มีค่า เพราะทุกจุดอยู่ในกลุ่มเดียวกัน" in str(agency["note_th"])


def test_agencies_across_groups(workshop_store: Store) -> None:
    found = six(workshop_store, by="theme", measures=["participation"])
    # each group has a theme of its own, and each agency one seat in a group: 1 - 1/k
    assert {name: row["participation"] for name, row in found.items()} == {
        **dict.fromkeys(SIX[:3], Decimal("0.666667")),
        **dict.fromkeys(SIX[3:], Decimal("0.5")),
    }


def test_every_group_is_a_community(workshop_store: Store) -> None:
    rows = analysis.measures(workshop_store, "agency-group", measures=["communities"])
    groups = {row["community"] for row in rows if row["kind"] == "group"}
    assert groups == {1, 2, 3, 4, 5}
    found = whole(workshop_store, measures=["communities"])
    assert (found["communities", None], found["stability", None]) == (5, 1)


def test_seats_are_spread_over_ministries(workshop_store: Store) -> None:
    found = whole(workshop_store, "ministry-theme", weight="agencies", measures=["strength", "concentration"])
    assert found["total_weight", None] == 64
    # 14, 8, 9, 18 and 15 seats by theme: pairs differ by 6+5+4+1+1+10+7+9+6+3
    assert found["gini", "theme"] == six_places(Fraction(52 * 2, 2 * 5 * 64))
    assert found["hhi", "theme"] == six_places(Fraction(14**2 + 8**2 + 9**2 + 18**2 + 15**2, 64**2))


def test_the_workshop_says_nothing_of_money(workshop_store: Store) -> None:
    rows = analysis.figures(workshop_store, "ministry-theme", measures=["concentration"])
    told = {row["figure"]: row for row in rows}
    assert told["money_total"]["value"] is None
    assert str(told["money_total"]["means_en"]).endswith("not defined: no amount is on record")
    assert "money_gini" not in told
    seats = analysis.figures(workshop_store, "ministry-theme", basis="participation", measures=["concentration"])
    assert "money_total" not in seats["figure"]


def test_groups_that_share_agencies(workshop_store: Store) -> None:
    found = whole(workshop_store, "group-group", weight="agencies")
    # 1-3, 1-5, 3-5, 2-4, 1-2, 2-5: two triangles over 1-5 and 2, and group 4 on group 2
    assert (found["lines", None], found["total_weight", None], found["bridges", None]) == (6, 12, 1)
    assert found["cut_vertices", "group"] == 1
    assert found["transitivity", None] == Decimal("0.6")  # 3 * 2 triangles of 10 pairs of lines
    rows = analysis.measures(workshop_store, "group-group", weight="agencies", measures=["strength", "cohesion"])
    assert {str(row["node"])[-1]: (row["strength"], row["cut_vertex"]) for row in rows} == {
        "1": (7, False), "2": (4, True), "3": (5, False), "4": (2, False), "5": (6, False),
    }  # fmt: skip


@pytest.mark.parametrize("network", ["agency-group", "group-group", "ministry-theme"])
def test_every_figure_is_told_in_words_of_both_languages(workshop_store: Store, network: str) -> None:
    for options in ({}, {"by": "sector"}, {"by": "theme"}):
        for row in analysis.figures(workshop_store, network, **options):  # type: ignore[arg-type]
            assert row["means_th"]
            assert row["means_en"]
            assert "{" not in f"{row['means_th']}{row['means_en']}"
            assert (
                (row["value"] is None) == ("not defined:" in str(row["means_en"])) == ("ไม่มีค่า" in str(row["means_th"]))
            )
