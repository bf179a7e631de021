"""Money, and the links that budget lines and requests make. Every figure was worked out by hand from money.trig."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from govgraph.analysis.gaps import gaps
from govgraph.analysis.links import links
from govgraph.analysis.paths import explain
from govgraph.names import ID
from govgraph.research.library import Library
from govgraph.research.rows import plain
from govgraph.research.run import run
from govgraph.store.port import Store

YEAR = date(2010, 10, 1)  # the first day of fiscal year 2554
TOTALS = {2554: "541", 2555: "151650387", 2556: "11.25"}  # 241 of the book and 300 of the form; 151650317 and 70


def short(value: object) -> Any:
    return value.removeprefix(ID) if isinstance(value, str) else value


def rows(store: Store, source: str, target: str, **options: Any) -> list[dict[str, Any]]:
    """The rows on the basis of projects, with short names."""
    found = links(store, source, target, **{"basis": "project", "fiscal_year": 2554, **options})
    return [{column: short(row[column]) for column in found.names} for row in found]


def told(found: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in found]


def amounts(store: Store, source: str, target: str, **options: Any) -> dict[tuple[str, str, int], Decimal]:
    """All money by source, target and number of projects."""
    found = rows(store, source, target, with_unassigned=True, **options)
    return {
        (row["source"], row["target"], row["projects"]): row["amount_thb"]
        for row in found
        if row["amount_thb"] is not None
    }


def test_links_of_projects_to_the_provinces_that_their_lines_name(money: Store) -> None:
    found = told(
        rows(money, "ministry", "province"),
        "source", "target", "agencies", "projects", "amount_thb", "evidence", "confidence", "derivation", "stage",
    )  # fmt: skip
    assert found == [
        # the canals by two of their three lines; of these only one names the North alone
        ("ministry/farm", "province/TH-01", 1, 1, Decimal(100), 2, "probable", "inferred", "unstated"),
        # the canals by one line; the pond, which asks the investment office (then under Farming, probably)
        ("ministry/farm", "province/TH-02", 2, 2, None, 2, "probable", "stated", None),
        # the dam asks the Ministry of Trade, probably; four rows tell of the dam in that year
        ("ministry/trade", "province/TH-01", 1, 1, Decimal(300), 4, "probable", "stated", "appropriated"),
    ]


def test_a_line_without_a_project_is_money_and_no_link(money: Store) -> None:
    assert [row for row in rows(money, "department", "province") if row["source"] == "agency/livestock"] == []
    of_lines = [r for r in rows(money, "department", "province", with_unassigned=True) if not r["projects"]]
    assert told(of_lines, "source", "target", "amount_thb", "evidence", "confidence", "derivation") == [
        ("agency/livestock", "province/TH-01", Decimal(20), 1, None, "inferred"),
        ("agency/livestock", "unassigned", Decimal(5), 1, None, "stated"),
    ]


def test_all_money_by_ministry_and_province(money: Store) -> None:
    assert amounts(money, "ministry", "province") == {
        ("ministry/farm", "province/TH-01", 1): Decimal(100),
        ("ministry/farm", "province/TH-01", 0): Decimal(20),  # the line without a project, beside the link
        ("ministry/farm", "shared", 1): Decimal(40),  # a line in two provinces
        ("ministry/farm", "unassigned", 1): Decimal(12),  # 7 of the canals and 5 of no project
        ("ministry/trade", "province/TH-01", 1): Decimal(300),
        ("unassigned", "province/TH-02", 1): Decimal(60),  # a province is under no ministry
        ("unassigned", "unassigned", 1): Decimal(9),  # a cluster is no province
    }


def test_what_is_in_two_provinces_of_a_cluster_is_in_one_cluster(money: Store) -> None:
    assert amounts(money, "ministry", "cluster") == {
        ("ministry/farm", "cluster/one", 2): Decimal(140),  # the canals; the pond is linked too, but asks no money
        ("ministry/farm", "cluster/one", 0): Decimal(20),
        ("ministry/farm", "unassigned", 1): Decimal(12),
        ("ministry/trade", "cluster/one", 1): Decimal(300),
        ("unassigned", "cluster/one", 2): Decimal(69),  # the road in the South, the fair of the cluster itself
    }


def test_a_province_counts_for_the_cluster_of_the_first_day_of_the_year(money: Store) -> None:
    # in October 2012 the South is in cluster two
    assert amounts(money, "ministry", "cluster", fiscal_year=2556) == {
        ("ministry/farm", "cluster/two", 1): Decimal("11.25")
    }


def test_a_grant_takes_the_place_of_the_request(money: Store) -> None:
    found = [row for row in rows(money, "ministry", "strategy") if row["target"] == "strategy/s1"]
    assert told(found, "source", "amount_thb", "stage") == [("ministry/trade", Decimal(300), "appropriated")]
    # the request of the year after has no grant yet
    found = rows(money, "ministry", "strategy", fiscal_year=2555)
    assert told(found, "source", "target", "amount_thb", "stage") == [
        ("ministry/trade", "strategy/s1", Decimal(70), "requested")
    ]
    # over all years the latest of each year add up, and the row says which stages they are of
    found = rows(money, "ministry", "strategy", fiscal_year=None)
    assert told(found, "amount_thb", "stage") == [(Decimal(370), "appropriated requested")]


def test_themes_read_from_a_name_count_as_far_as_they_are_sure(money: Store) -> None:
    found = told(
        rows(money, "ministry", "theme"), "source", "target", "amount_thb", "confidence", "derivation", "projects"
    )
    assert found == [
        ("ministry/farm", "theme/agriculture", Decimal(147), "unconfirmed", "inferred", 1),
        ("ministry/farm", "theme/tourism", None, "probable", "inferred", 1),
    ]
    surer = rows(money, "ministry", "theme", min_confidence="probable", with_unassigned=True)
    assert ("ministry/farm", "unassigned", Decimal(147)) in told(surer, "source", "target", "amount_thb")


def test_the_least_confidence_moves_money_and_loses_none(money: Store) -> None:
    assert amounts(money, "ministry", "province", min_confidence="confirmed") == {
        ("ministry/farm", "unassigned", 1): Decimal(147),
        ("ministry/trade", "province/TH-01", 1): Decimal(300),
        ("unassigned", "province/TH-02", 1): Decimal(60),
        ("unassigned", "unassigned", 1): Decimal(34),  # the fair, and 25 of lines of which nobody says how sure
    }
    # who is asked by the dam is probable, so there is no link that is confirmed
    assert rows(money, "ministry", "province", min_confidence="confirmed") == []


def test_money_in_an_area(money: Store) -> None:
    assert amounts(money, "ministry", "province", area=f"{ID}province/TH-02") == {
        ("ministry/farm", "shared", 1): Decimal(40),
        ("unassigned", "province/TH-02", 1): Decimal(60),
    }
    in_cluster = amounts(money, "ministry", "theme", area=f"{ID}cluster/one")
    assert sum(in_cluster.values()) == Decimal(529)  # all but the 7 and the 5 that name no place


def test_links_of_an_area_are_no_surer_than_the_area(money: Store) -> None:
    found = rows(money, "ministry", "theme", area=f"{ID}province/TH-01", min_confidence="unconfirmed")
    assert told(found, "target", "evidence", "confidence") == [("theme/agriculture", 2, "unconfirmed")]


def test_as_of_a_day_its_fiscal_year_counts(money: Store) -> None:
    of_year = amounts(money, "ministry", "cluster", fiscal_year=2556)
    assert amounts(money, "ministry", "cluster", fiscal_year=None, as_of=date(2012, 12, 1)) == of_year


@pytest.mark.parametrize("target", ["theme", "strategy", "plan", "province", "cluster"])
@pytest.mark.parametrize("source", ["ministry", "department", "agency"])
@pytest.mark.parametrize("year", [2554, 2555, 2556, None])
def test_linked_shared_and_unassigned_are_all_money(money: Store, source: str, target: str, year: int | None) -> None:
    total = Decimal(TOTALS[year]) if year else sum(map(Decimal, TOTALS.values()), Decimal(0))
    for options in ({}, {"min_confidence": "probable"}, {"include_unknown": True}):
        found = amounts(money, source, target, fiscal_year=year, **options)
        assert sum(found.values(), Decimal(0)) == total, options


def test_a_body_that_is_asked_is_linked_in_the_year_of_the_request(money: Store) -> None:
    guard = [row for row in rows(money, "ministry", "province", fiscal_year=2555) if row["source"] == "ministry/guard"]
    assert told(guard, "target", "projects", "confidence", "derivation") == [
        ("province/TH-02", 1, "confirmed", "stated")
    ]
    assert not [row for row in rows(money, "ministry", "province") if row["source"] == "ministry/guard"]


@pytest.mark.parametrize(("year", "is_gap"), [(2554, True), (2555, False)])
def test_a_ministry_that_is_asked_is_no_gap(money: Store, year: int, is_gap: bool) -> None:
    missing = {(short(row["subject"]), row["why"]) for row in gaps(money, fiscal_year=year)}
    assert (("ministry/guard", "no-link") in missing) == is_gap
    # the dam asks a central ministry, so its strategy is behind no theme alone
    assert ("strategy/s1", "theme-only") not in missing
    assert ("strategy/s1", "none") not in missing


def steps(found: dict[str, Any]) -> list[list[tuple[str, str, str]]]:
    return [[(short(s["subject"]), s["basis"], short(s["object"])) for s in path["steps"]] for path in found["paths"]]


def test_explain_walks_the_request_that_links_counts(money: Store) -> None:
    found = explain(money, f"{ID}ministry/trade", f"{ID}province/TH-01", max_paths=1)
    assert steps(found) == [
        [("project/dam", "project", "ministry/trade"), ("project/dam", "project", "province/TH-01")]
    ]
    assert found["paths"][0]["confidence"] == "probable"


def test_explain_walks_the_line_that_names_a_province(money: Store) -> None:
    found = explain(money, f"{ID}agency/farm-ops", f"{ID}province/TH-01", max_paths=9)
    assert [
        ("project/canals", "project", "agency/farm-ops"),
        ("budget-line/1", "project", "project/canals"),
        ("budget-line/1", "project", "province/TH-01"),
    ] in steps(found)
    assert {path["confidence"] for path in found["paths"]} == {"probable"}


def test_explain_does_not_walk_a_line_without_a_project(money: Store) -> None:
    found = explain(money, f"{ID}agency/livestock", f"{ID}province/TH-01", max_paths=99)
    assert "budget-line/4" not in {end for path in steps(found) for step in path for end in step}


@pytest.mark.parametrize("name", ["money", "strategies-by-project"])
@pytest.mark.parametrize("target", ["theme", "strategy", "plan", "province", "cluster"])
@pytest.mark.parametrize("source", ["ministry", "department", "agency"])
def test_the_same_statement_twice_changes_nothing(
    money: Store, money_twice: Store, name: str, source: str, target: str
) -> None:
    query = Library.shipped()[name]
    for options in ({}, {"area": f"{ID}cluster/one"}, {"min_confidence": "probable"}, {"as_of": YEAR}):
        values: dict[str, Any] = {"level": source, "target_kind": target, **options}
        assert run(money, query, values) == run(money_twice, query, values), options


def test_nor_any_gap(money: Store, money_twice: Store) -> None:
    assert gaps(money, fiscal_year=2554) == gaps(money_twice, fiscal_year=2554)


def test_projects_are_counted_where_they_or_their_records_are(money: Store, small: Store) -> None:
    def counted(store: Store, day: date | None = None) -> list[tuple[Any, ...]]:
        found = run(store, Library.shipped()["projects-by-province"], {"as_of": day})
        return [tuple(map(short, map(plain, row))) for row in found.rows]  # type: ignore[union-attr]

    # The North has the dam, and the canals by a line that was read; the South the road, the pond, and the canals again.
    assert counted(money) == [("province/TH-01", 2, 1), ("province/TH-02", 3, 1)]
    assert counted(money, YEAR) == [("province/TH-01", 2, 1), ("province/TH-02", 3, 1)]
    # A year later the dam asks for more, and the pond for support.
    assert counted(money, date(2011, 10, 1)) == [("province/TH-01", 1, 0), ("province/TH-02", 1, 0)]
    # Two years later only a line of the canals, which names the South.
    assert counted(money, date(2012, 10, 1)) == [("province/TH-02", 1, 1)]
    # The fair is of a cluster and so of none of its provinces; project 2 serves statements of two.
    assert counted(small) == [("province/TH-01", 4, 0), ("province/TH-02", 1, 0)]
    assert counted(small, YEAR) == [("province/TH-01", 3, 0), ("province/TH-02", 1, 0)]
