"""What changed between two times, and what moved. The made-up world is that of small.trig, with a few projects more.

The investment office was under Farming until 2014 and is under Trade since. The South left Cluster One for Cluster Two
at the beginning of 2012.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from govgraph.analysis.change import Moment, Successions, compare
from govgraph.errors import UsageError
from govgraph.names import ID
from govgraph.store.port import Store
from tests.analysis.conftest import filled

MORE = Path(__file__).with_name("later.trig")
BEFORE, AFTER = Moment(fiscal_year=2555), Moment(fiscal_year=2558)


@pytest.fixture(scope="module")
def world(small_quads: list[Quad]) -> Iterator[Store]:
    with filled([*small_quads, *parse(path=str(MORE), format=RdfFormat.TRIG)]) as store:
        yield store


def short(value: object) -> Any:
    return " ".join(part.removeprefix(ID) for part in value.split()) if isinstance(value, str) else value


def told(
    store: Store, source: str, target: str, *columns: str, **options: Any
) -> dict[tuple[str, str], tuple[Any, ...]]:
    rows = compare(store, source, target, BEFORE, AFTER, basis="project", **options)
    return {
        (short(row["source"]), short(row["target"])): tuple(short(row[column]) for column in columns) for row in rows
    }


def test_the_world_and_the_structure(world: Store) -> None:
    assert told(world, "ministry", "theme", "change", "cause") == {
        ("ministry/farm", "theme/tourism"): ("lost", "structure"),  # its office does it still, under Trade
        ("ministry/trade", "theme/tourism"): ("gained", "structure"),
        ("ministry/farm", "theme/trade"): ("lost", "world"),  # nobody does it any more
        ("ministry/farm", "theme/industry"): ("gained", "world"),
        ("ministry/farm", "theme/agriculture"): ("lost", "both"),  # the office goes on under Trade, livestock does not
        ("ministry/trade", "theme/agriculture"): ("strengthened", "structure"),
        ("ministry/guard", "theme/industry"): ("continued", "structure"),
    }


def test_single_agencies_move_only_by_what_they_do(world: Store) -> None:
    found = told(world, "agency", "theme", "change", "cause")
    assert found["agency/invest", "theme/tourism"] == ("unchanged", None)
    assert found["agency/livestock", "theme/trade"] == ("lost", "world")


def test_counts_before_and_after_and_who_came_and_went(world: Store) -> None:
    columns = (
        "agencies_before",
        "agencies_after",
        "projects_before",
        "projects_after",
        "agencies_gone",
        "agencies_new",
    )
    found = told(world, "ministry", "theme", *columns)
    assert found["ministry/trade", "theme/agriculture"] == (1, 2, 1, 1, None, "agency/invest")
    assert found["ministry/farm", "theme/tourism"] == (1, 0, 1, 0, "agency/invest", None)
    as_digital = told(world, "ministry", "theme", "continues_as", "projects_before", "projects_after")
    assert as_digital["ministry/guard", "theme/industry"] == ("ministry/digital", 1, 1)


def test_clusters_are_looked_through_to_their_provinces(world: Store) -> None:
    """The South was in Cluster One on the first day of 2555 (1 October 2011), and is in Cluster Two on that of 2558."""
    found = told(world, "agency", "cluster", "change", "cause")
    assert found["agency/invest", "cluster/one"] == ("lost", "structure")
    assert found["agency/invest", "cluster/two"] == ("gained", "structure")
    assert found["agency/livestock", "cluster/one"] == ("unchanged", None)


OWN = """
@prefix gov: <https://w3id.org/govgraph/ontology#> .
@prefix a: <https://w3id.org/govgraph/id/agency/> .
@prefix fy: <https://w3id.org/govgraph/id/fiscal-year/> .
@prefix j: <https://w3id.org/govgraph/id/project/> .
@prefix k: <https://w3id.org/govgraph/id/cluster/> .
<https://w3id.org/govgraph/graph/own> {
  j:u1 a gov:Project ; gov:forFiscalYear fy:2555 ; gov:involvesAgency a:invest ; gov:projectArea k:one .
  j:u2 a gov:Project ; gov:forFiscalYear fy:2558 ; gov:involvesAgency a:invest ; gov:projectArea k:one .
}
"""


def test_what_a_cluster_has_of_its_own_counts_too(small_quads: list[Quad]) -> None:
    """The investment office is in projects of Cluster One itself in both years, under two ministries."""
    more = parse(path=str(MORE), format=RdfFormat.TRIG)
    with filled([*small_quads, *more, *parse(OWN, format=RdfFormat.TRIG)]) as store:
        assert told(store, "ministry", "cluster", "change", "cause")["ministry/trade", "cluster/one"] == (
            "gained",
            "structure",
        )


def test_by_projects(world: Store) -> None:
    assert told(world, "agency", "theme", "change", by="projects")["agency/trade-ops", "theme/agriculture"] == (
        "unchanged",
    )
    with pytest.raises(UsageError, match="agencies, projects, amount_thb, evidence"):
        compare(world, "ministry", "theme", BEFORE, AFTER, by="weight")


REQUEST = """@prefix gov: <https://w3id.org/govgraph/ontology#> . @prefix id: <https://w3id.org/govgraph/id/> .
<https://w3id.org/govgraph/graph/money> {{
  <{id}budget-request/{project}> a gov:BudgetRequest ; gov:forProject <{id}project/{project}> ; gov:amount {amount} ;
    gov:currency "THB" ; gov:forFiscalYear <{id}fiscal-year/{year}> .
}}"""


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (None, None, "not-comparable"),
        (None, 100, "not-comparable"),  # what is not on record is not nothing
        (100, None, "not-comparable"),
        (100, 100, "unchanged"),
        (90, 100, "strengthened"),
        (100, 90, "weakened"),
    ],
)
def test_by_money_only_what_is_on_record_of_both_times_is_compared(
    small_quads: list[Quad], before: int | None, after: int | None, change: str
) -> None:
    asked = [("x1", 2555, before), ("x2", 2558, after)]
    requests = "".join(
        REQUEST.format(id=ID, project=project, year=year, amount=amount) for project, year, amount in asked if amount
    )
    money = parse(input=requests, format=RdfFormat.TRIG)
    with filled([*small_quads, *parse(path=str(MORE), format=RdfFormat.TRIG), *money]) as store:
        found = told(store, "agency", "theme", "change", "cause", by="amount_thb")["agency/invest", "theme/tourism"]
    assert found[0] == change
    assert (found[1] is None) == (change in {"not-comparable", "unchanged"})


def test_every_row_says_why_in_both_languages(world: Store) -> None:
    rows = compare(world, "ministry", "theme", BEFORE, AFTER)
    assert all(any("ก" <= c <= "ฮ" for c in str(row["why_th"])) and str(row["why_en"]).endswith(".") for row in rows)
    order = ["gained", "lost", "continued", "strengthened", "weakened", "not-comparable", "unchanged"]
    places = [order.index(str(change)) for change in rows["change"]]
    assert places == sorted(places)


def test_the_other_way_round_what_was_gained_is_lost(world: Store) -> None:
    forth = compare(world, "agency", "theme", BEFORE, AFTER, basis="project")
    back = compare(world, "agency", "theme", AFTER, BEFORE, basis="project")
    opposite = {"gained": "lost", "lost": "gained", "strengthened": "weakened", "weakened": "strengthened"}
    of = {(row["source"], row["target"]): row["change"] for row in back}
    for row in forth:
        if row["change"] != "continued":
            assert of[row["source"], row["target"]] == opposite.get(str(row["change"]), row["change"])


def test_a_renaming_is_one_from_either_side(world: Store) -> None:
    """The Ministry of Protection became that of Digital Affairs in May 2014."""
    back = compare(world, "ministry", "theme", AFTER, BEFORE, basis="project")
    found = {short(row["source"]): row for row in back if short(row["target"]) == "theme/industry"}
    digital = found["ministry/digital"]
    assert (digital["change"], digital["cause"]) == ("continued", "structure")
    assert short(digital["continues_as"]) == "ministry/guard"
    assert "ministry/guard" not in found


def test_who_followed_the_clusters_of_2009(workshop_store: Store) -> None:
    """As the table of changes has it; over 2017 only."""
    between = Successions.between(workshop_store, date(2017, 1, 1), date(2018, 1, 1))
    one = f"{ID}cluster/north-upper-1"
    assert between.after(one) == (f"{ID}cluster/2017-north-upper-1", one)
    assert between.after(f"{ID}ministry/mict") == (f"{ID}ministry/mict",)  # that was in 2016
    before = Successions.between(workshop_store, None, None)
    assert set(before.before(f"{ID}ministry/mhesi")) == {
        f"{ID}{body}" for body in ("ministry/mhesi", "ministry/most", "agency/ohec")
    }


def test_records_are_not_counted_once_for_each_follower(workshop_store: Store) -> None:
    """The Middle Central Cluster went on as three, whose plans rest on the same twelve participations."""
    days = (Moment(day=date(2010, 1, 12)), Moment(day=date(2018, 1, 1)))
    rows = compare(workshop_store, "ministry", "cluster", *days, include_unknown=True)
    found = {(short(row["source"]), short(row["target"])): row for row in rows}
    split = found["ministry/moac", "cluster/central-middle"]
    assert len(str(split["continues_as"]).split()) == 3
    assert (split["agencies_after"], split["projects_after"], split["evidence_after"]) == (11, 0, None)
    assert found["ministry/moac", "cluster/central-upper-2"]["evidence_after"] == 12


def test_the_workshop_is_gained_between_the_day_before_and_the_day(workshop_store: Store) -> None:
    rows = compare(workshop_store, "ministry", "theme", Moment(day=date(2010, 1, 11)), Moment(day=date(2010, 1, 12)))
    assert Counter(rows["change"]) == {"gained": 28}
    same = compare(workshop_store, "ministry", "theme", Moment(day=date(2010, 1, 12)), Moment(day=date(2011, 1, 12)))
    assert Counter(same["change"]) == {"unchanged": 28}
