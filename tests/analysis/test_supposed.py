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
    ],
)
def test_what_cannot_be_supposed(workshop_store: Store, scenario: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        what_if(workshop_store, scenario())
