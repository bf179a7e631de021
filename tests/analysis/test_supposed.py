"""What would be otherwise, on the workshop and in the made-up world of small.trig; worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from govgraph.analysis.supposed import Scenario, what_if
from govgraph.errors import UsageError
from govgraph.names import ID
from govgraph.research.rows import Rows
from govgraph.store.port import Store


def effects(rows: Rows) -> list[tuple[Any, ...]]:
    found = []
    for row in rows:
        ends = (str(row[column] or "").removeprefix(ID) for column in ("subject", "other"))
        found.append((row["effect"], *(end for end in ends if end)))
    return found


def things(*names: str) -> tuple[str, ...]:
    return tuple(f"{ID}{name}" for name in names)


def pair(one: str, other: str) -> tuple[str, str]:
    return f"{ID}{one}", f"{ID}{other}"


def test_without_the_cut_vertex_the_groups_fall_apart(workshop_store: Store) -> None:
    """The permanent secretary of Transport sat in groups 1, 2 and 5, alone of its ministry in 1 and 2."""
    rows = what_if(workshop_store, Scenario(without=things("agency/mot-ops")))
    assert rows[0]["why_en"] == "before: 1 2 3 4 5, after: 1 3 5 | 2 4"
    assert effects(rows) == [
        ("groups-apart",),
        ("link-lost", "ministry/mot", "theme/agriculture"),
        ("link-lost", "ministry/mot", "theme/tourism"),
    ]


def test_any_other_bridge_may_go(workshop_store: Store) -> None:
    rows = what_if(workshop_store, Scenario(without=things("agency/dnp")))
    assert "groups-apart" not in rows["effect"]


def test_without_a_ministry_go_all_under_it(small: Store) -> None:
    """Bodies of Farming sat in all four groups; of its own four links none is left, and no other ministry loses one."""
    found = effects(what_if(small, Scenario(without=things("ministry/farm"))))
    assert {row[1:] for row in found if row[0] == "link-lost"} == {
        ("ministry/farm", f"theme/{theme}") for theme in ("agriculture", "trade", "tourism", "industry")
    }
    assert {("new-gap", "ministry/farm"), ("new-gap", "strategy/s5")} <= {
        *found
    }  # s5 is on industry, where it sat alone
    assert not [row for row in found if row[0] in {"link-gained", "closed-gap"}]


def test_a_body_that_is_moved_takes_its_links_along(workshop_store: Store) -> None:
    """The Board of Investment sat on industry alone, and nobody of the Office of the Prime Minister sat anywhere."""
    rows = what_if(workshop_store, Scenario(moved=[pair("agency/boi", "ministry/pmo")]))
    assert effects(rows) == [
        ("closed-gap", "ministry/pmo"),
        ("link-gained", "ministry/pmo", "theme/industry"),
    ]


def test_a_department_that_is_moved_takes_its_bureaus_along(small: Store) -> None:
    """The department sat on agriculture, and alone of Farming on industry; its Bureau of Breeds alone on tourism."""
    rows = what_if(small, Scenario(moved=[pair("agency/livestock", "ministry/guard")]))
    seats = Rows.of(rows.columns, [row for row in rows if row["basis"] == "participation"])
    assert set(effects(seats)) == {
        *(("link-lost", "ministry/farm", f"theme/{theme}") for theme in ("industry", "tourism")),
        *(("link-gained", "ministry/guard", f"theme/{theme}") for theme in ("agriculture", "industry", "tourism")),
    }


def test_a_ministry_that_is_moved_is_merged_into_the_other(small: Store) -> None:
    found = effects(what_if(small, Scenario(moved=[pair("ministry/farm", "ministry/guard")])))
    themes = ("agriculture", "trade", "tourism", "industry")
    assert {row for row in found if row[0].startswith("link")} == {
        *(("link-lost", "ministry/farm", f"theme/{theme}") for theme in themes),
        *(("link-gained", "ministry/guard", f"theme/{theme}") for theme in themes),
    }


def test_without_a_ministry_what_is_moved_elsewhere_stays(small: Store) -> None:
    scenario = Scenario(without=things("ministry/farm"), moved=[pair("agency/livestock", "ministry/guard")])
    gained = {row for row in effects(what_if(small, scenario)) if row[0] == "link-gained"}
    assert gained == {
        ("link-gained", "ministry/guard", f"theme/{theme}") for theme in ("agriculture", "industry", "tourism")
    }


def test_a_seat_more(workshop_store: Store) -> None:
    seat = pair("agency/dld", "group/2010-01-12-2")
    rows = what_if(workshop_store, Scenario(seated=[seat]))
    assert effects(rows) == [("link-gained", "ministry/moac", "theme/tourism")]


def test_nothing_is_written(workshop_store: Store) -> None:
    before = set(workshop_store.quads())
    what_if(
        workshop_store, Scenario(without=things("ministry/moac"), seated=[pair("agency/dld", "group/2010-01-12-2")])
    )
    assert set(workshop_store.quads()) == before


def test_together_they_may_undo_each_other(workshop_store: Store) -> None:
    """National parks took the place of Transport between groups 1 and 2: nothing falls apart."""
    seat = pair("agency/dnp", "group/2010-01-12-1")
    rows = what_if(workshop_store, Scenario(without=things("agency/mot-ops"), seated=[seat]))
    assert "groups-apart" not in rows["effect"]


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        (Scenario, "Nothing is supposed"),
        (lambda: Scenario(moved=[pair("agency/boi", "agency/dld")]), "id:agency/dld is not a ministry"),
        (lambda: Scenario(seated=[pair("agency/boi", "theme/industry")]), "id:theme/industry is not a group"),
        (lambda: Scenario(without=things("theme/industry")), "id:theme/industry is not an agency or ministry"),
        (lambda: Scenario(moved=[pair("theme/industry", "ministry/pmo")]), "id:theme/industry is not an agency"),
        (lambda: Scenario(moved=[pair("ministry/pmo", "ministry/pmo")]), "cannot be moved under itself"),
        (
            lambda: Scenario(moved=[pair("agency/boi", "ministry/pmo"), pair("agency/boi", "ministry/moac")]),
            "id:agency/boi cannot be under two ministries",
        ),
        (
            lambda: Scenario(without=things("agency/boi"), seated=[pair("agency/boi", "group/2010-01-12-2")]),
            "id:agency/boi is supposed not to be there",
        ),
        (
            lambda: Scenario(without=things("ministry/moac"), moved=[pair("agency/boi", "ministry/moac")]),
            "id:ministry/moac is supposed not to be there",
        ),
    ],
)
def test_what_cannot_be_supposed(workshop_store: Store, scenario: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        what_if(workshop_store, scenario())
