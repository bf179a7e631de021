"""Who is linked to what in the made-up world. Every number here was counted by hand from small.trig."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from govgraph.analysis.links import COLUMNS, links, strategies_on_record
from govgraph.errors import UsageError
from govgraph.names import ID
from govgraph.research.rows import Rows
from govgraph.store.port import Store

MEETING = date(2010, 1, 12)


def short(value: object) -> object:
    return value.removeprefix(ID) if isinstance(value, str) else value


def told(rows: Rows, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(short(row[column]) for column in columns) for row in rows]


def test_the_header_that_scripts_rely_on() -> None:
    promised = (
        "source,source_th,source_en,target,target_th,target_en,basis,agencies,projects,amount_thb,evidence,"
        "confidence,period_status,derivation,statement,area,area_th,area_en,through,through_th,through_en,stage"
    )
    assert ",".join(column.name for column in COLUMNS) == promised


def test_ministries_by_the_groups_their_bodies_sat_in(small: Store) -> None:
    found = told(
        links(small, "ministry", "theme", basis="participation"),
        "source", "target", "agencies", "evidence", "confidence",
    )  # fmt: skip
    assert found == [
        # permanent secretary, livestock department and the investment office (then under Farming)
        ("ministry/farm", "theme/agriculture", 3, 3, "confirmed"),
        ("ministry/farm", "theme/industry", 1, 1, "confirmed"),  # the livestock department, in 2012
        ("ministry/farm", "theme/tourism", 1, 1, "confirmed"),  # the bureau below the livestock department
        ("ministry/farm", "theme/trade", 2, 2, "confirmed"),
        ("ministry/trade", "theme/tourism", 1, 1, "confirmed"),
        ("ministry/trade", "theme/trade", 2, 2, "confirmed"),  # its permanent secretary, and the ministry itself
    ]


def test_a_later_meeting_does_not_count_as_of_an_earlier_day(small: Store) -> None:
    found = told(links(small, as_of=MEETING), "source", "target")
    assert ("ministry/farm", "theme/industry") not in found
    assert len(found) == 5


def test_a_meeting_counts_for_its_fiscal_year(small: Store) -> None:
    rows = links(small, "ministry", "theme", fiscal_year=2556, basis="participation")
    assert told(rows, "source", "target") == [("ministry/farm", "theme/industry")]


def test_departments_take_their_bureaux_in_and_leave_whole_ministries_out(small: Store) -> None:
    found = told(
        links(small, "department", "theme", as_of=MEETING), "source", "target", "agencies", "confidence", "through"
    )
    assert found == [
        ("agency/farm-ops", "theme/agriculture", 1, "confirmed", "agency/farm-ops"),
        ("agency/farm-ops", "theme/trade", 1, "confirmed", "agency/farm-ops"),
        ("agency/invest", "theme/agriculture", 1, "confirmed", "agency/invest"),
        ("agency/invest", "theme/trade", 1, "probable", "agency/invest"),
        ("agency/livestock", "theme/agriculture", 1, "confirmed", "agency/livestock"),
        ("agency/livestock", "theme/tourism", 1, "confirmed", "agency/livestock-bureau"),
        ("agency/trade-ops", "theme/tourism", 1, "confirmed", "agency/trade-ops"),
        ("agency/trade-ops", "theme/trade", 1, "confirmed", "agency/trade-ops"),
    ]


def test_agencies_stand_for_themselves(small: Store) -> None:
    found = told(links(small, "agency", "theme", as_of=MEETING), "source", "target")
    assert ("ministry/trade", "theme/trade") in found
    assert ("agency/livestock-bureau", "theme/tourism") in found
    assert len(found) == 9  # one for each seat of that day


def test_least_confidence_leaves_weaker_evidence_uncounted(small: Store) -> None:
    rows = links(small, "ministry", "theme", as_of=MEETING, min_confidence="confirmed")
    counts = {(s, t): n for s, t, n in told(rows, "source", "target", "agencies")}
    assert counts["ministry/farm", "theme/trade"] == 1  # the investment office's seat there is only probable


def test_strategies_by_theme_as_of_the_meeting(small: Store) -> None:
    found = told(
        links(small, "ministry", "strategy", as_of=MEETING),
        "source", "target", "basis", "agencies", "evidence",
        "confidence", "period_status", "derivation", "statement", "area",
    )  # fmt: skip
    north, south = "province/TH-01", "province/TH-02"
    assert found == [
        ("ministry/farm", "strategy/s1", "theme", 3, 3, "probable", "yes", "inferred", "strategy", north),
        ("ministry/farm", "strategy/s2", "theme", 3, 3, "probable", "yes", "inferred", "vision", north),
        ("ministry/farm", "strategy/s3", "theme", 1, 1, "probable", "probable", "inferred", "strategy", south),
        ("ministry/trade", "strategy/s2", "theme", 2, 3, "probable", "yes", "inferred", "vision", north),
        ("ministry/trade", "strategy/s3", "theme", 1, 1, "probable", "probable", "inferred", "strategy", south),
    ]


def test_an_undated_strategy_counts_only_on_request(small: Store) -> None:
    rows = links(small, "ministry", "strategy", as_of=MEETING, include_unknown=True)
    undated = [row for row in rows if row["period_status"] == "unknown"]
    assert told(Rows.of(rows.columns, undated), "source", "target", "confidence") == [
        ("ministry/farm", "strategy/s4", "unconfirmed"),
        ("ministry/trade", "strategy/s4", "unconfirmed"),
    ]
    # its source says that the plan is of 2005 at the earliest
    early = links(small, "ministry", "strategy", as_of=date(2004, 1, 1), include_unknown=True)
    assert len(early) == 0


def test_strategies_of_another_time_never_count(small: Store) -> None:
    targets = {short(row["target"]) for row in links(small, "ministry", "strategy", as_of=date(2014, 1, 1))}
    assert targets == {"strategy/s5"}


def test_only_visions(small: Store) -> None:
    rows = links(small, "ministry", "strategy", as_of=MEETING, statement="vision")
    assert {row["statement"] for row in rows} == {"vision"}
    assert len(rows) == 2


def test_provinces_and_plans_count_each_seat_once(small: Store) -> None:
    for target in ("province", "plan"):
        found = told(links(small, "ministry", target, as_of=MEETING), "source", "agencies", "evidence", "area")
        assert found == [
            ("ministry/farm", 4, 6, "province/TH-01"),  # three in group 1, two in 2, one in 3
            ("ministry/farm", 1, 1, "province/TH-02"),
            ("ministry/trade", 2, 3, "province/TH-01"),
            ("ministry/trade", 1, 1, "province/TH-02"),
        ]


def test_clusters_have_the_members_of_the_day(small: Store) -> None:
    then = told(links(small, "ministry", "cluster", as_of=MEETING), "source", "target", "evidence", "period_status")
    assert then == [("ministry/farm", "cluster/one", 6, "yes"), ("ministry/trade", "cluster/one", 3, "yes")]
    # in the spring of 2012 the South is in cluster two, and its plan is still in force
    later = told(links(small, "ministry", "cluster", as_of=date(2012, 3, 1), basis="theme"), "source", "target")
    assert ("ministry/farm", "cluster/two") in later


def test_without_a_date_a_plan_counts_for_the_cluster_of_its_first_day(small: Store) -> None:
    rows = links(small, "ministry", "cluster", basis="theme")
    # the plan of the South began in October 2008, before there were clusters
    assert {short(row["target"]) for row in rows} == {"cluster/one"}


def test_one_cluster_takes_in_its_provinces(small: Store) -> None:
    rows = links(small, "ministry", "strategy", as_of=MEETING, area=f"{ID}cluster/one")
    assert {short(row["target"]) for row in rows} == {"strategy/s1", "strategy/s2", "strategy/s3"}
    rows = links(small, "ministry", "strategy", as_of=date(2012, 3, 1), area=f"{ID}cluster/one", basis="theme")
    assert {short(row["target"]) for row in rows} == {"strategy/s1", "strategy/s2"}


def test_an_area_means_the_province_in_charge_of_it(small: Store) -> None:
    rows = links(small, "ministry", "strategy", as_of=MEETING, area=f"{ID}area/TH-01")
    assert {short(row["target"]) for row in rows} == {"strategy/s1", "strategy/s2"}


def test_projects_of_a_fiscal_year(small: Store) -> None:
    found = told(
        links(small, "ministry", "strategy", basis="project", fiscal_year=2554),
        "source", "target", "agencies", "projects", "amount_thb", "evidence", "confidence", "derivation",
    )  # fmt: skip
    assert found == [
        # projects 1, 2 and 4; only project 1 names one ministry and one strategy
        ("ministry/farm", "strategy/s1", 2, 3, Decimal(100), 3, "confirmed", "stated"),
        ("ministry/farm", "strategy/s3", 1, 1, None, 1, "probable", "stated"),  # project 2; the period was inferred
        ("ministry/trade", "strategy/s1", 1, 1, None, 1, "confirmed", "stated"),  # project 4
    ]


def test_fiscal_years_that_do_not_cover_the_day_are_left_out(small: Store) -> None:
    assert len(links(small, "ministry", "strategy", basis="project", as_of=MEETING)) == 0
    rows = links(small, "ministry", "strategy", basis="project", as_of=date(2011, 12, 1))
    assert told(rows, "source", "target", "projects") == [("ministry/farm", "strategy/s1", 1)]  # project 5


def test_projects_name_themes_too(small: Store) -> None:
    rows = links(small, "ministry", "theme", basis="project")
    assert told(rows, "source", "target", "projects") == [("ministry/farm", "theme/agriculture", 1)]


@pytest.mark.parametrize("target", ["theme", "strategy", "plan", "province", "cluster"])
@pytest.mark.parametrize("source", ["ministry", "department", "agency"])
@pytest.mark.parametrize(("year", "total"), [(2554, "188.5"), (2555, "7"), (None, "195.5")])
def test_every_baht_is_linked_shared_or_unassigned(
    small: Store, source: str, target: str, year: int | None, total: str
) -> None:
    rows = links(small, source, target, fiscal_year=year, with_unassigned=True)
    assert sum(Decimal(str(row["amount_thb"] or 0)) for row in rows) == Decimal(total)


def test_what_names_several_goes_whole_to_shared(small: Store) -> None:
    rows = links(small, "ministry", "strategy", fiscal_year=2554, with_unassigned=True)
    amounts = {(s, t): a for s, t, a in told(rows, "source", "target", "amount_thb") if a is not None}
    assert amounts == {
        ("ministry/farm", "strategy/s1"): Decimal(100),
        ("ministry/farm", "shared"): Decimal(50),  # project 2 names two strategies
        ("ministry/trade", "unassigned"): Decimal(25),  # project 3 names none
        ("shared", "strategy/s1"): Decimal("10.5"),  # project 4 involves bodies of two ministries
        ("unassigned", "unassigned"): Decimal(3),  # a budget line without a project
    }
    last = list(rows)[-1]
    assert (last["source"], last["source_th"], last["source_en"]) == ("unassigned", "ไม่ระบุ", "not assigned")


def test_two_strategies_in_one_cluster_are_one_target(small: Store) -> None:
    rows = links(small, "ministry", "cluster", basis="project")
    amounts = told(rows, "source", "target", "amount_thb")
    assert ("ministry/farm", "cluster/one", Decimal(157)) in amounts  # projects 1, 2 and 5: 100 + 50 + 7


def test_names_stand_beside_the_iris(small: Store) -> None:
    row = next(iter(links(small, "ministry", "strategy", as_of=MEETING)))
    assert (row["source_th"], row["source_en"]) == ("กระทรวงเกษตร", "Ministry of Farming")
    assert (row["target_th"], row["target_en"]) == ("เกษตรปลอดภัย", "Safe farming")
    assert (row["area_th"], row["area_en"]) == ("จังหวัดเหนือ", "North Province")
    assert row["through"] == " ".join(f"{ID}agency/{key}" for key in ("farm-ops", "invest", "livestock"))
    assert row["through_th"] == "สำนักงานปลัดกระทรวงเกษตร; สำนักงานส่งเสริมการลงทุน; กรมปศุสัตว์"


def test_what_is_on_record(small: Store) -> None:
    found = told(strategies_on_record(small, MEETING), "area", "area_kind", "statement", "status", "statements")
    assert found == [
        ("province/TH-01", "province", "strategy", "yes", 2),
        ("province/TH-01", "province", "vision", "yes", 1),
        ("province/TH-02", "province", "strategy", "probable", 1),
        ("province/TH-02", "province", "strategy", "unknown", 1),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": "province"},
        {"target": "ministry"},
        {"target": "theme", "basis": "theme"},
        {"target": "strategy", "basis": "participation"},
        {"target": "strategy", "basis": "guess"},
        {"target": "theme", "statement": "vision"},
        {"target": "strategy", "statement": "goal"},
        {"min_confidence": "sure"},
    ],
)
def test_what_makes_no_sense_is_refused(small: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        links(small, **wrong)
