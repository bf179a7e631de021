"""A scene refuses what makes no sense before anything is drawn."""

from __future__ import annotations

import pytest

from govgraph.draw import Bridge, BridgesScene, Caption, Column, GroupCard, MatrixScene, Row
from govgraph.errors import UsageError
from govgraph.model import Label

WORDS = Caption(title=Label("ภาพ", "Picture"), source=Label("แหล่ง", "source"))
GROUP = GroupCard("a", 1, Label("ก", "A"), (), 1)
ROW, COLUMN = Row("r", Label("ข", "R"), 1), Column("c", Label("ค", "C"), 1)


def test_a_bridge_to_a_group_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="no b"):
        BridgesScene(caption=WORDS, groups=(GROUP,), bridges=(Bridge(Label("x"), ("a", "b")),))


def test_a_group_named_twice_is_refused() -> None:
    with pytest.raises(UsageError, match="twice"):
        BridgesScene(caption=WORDS, groups=(GROUP, GROUP), bridges=())


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(UsageError, match="nothing"):
        BridgesScene(caption=WORDS, groups=(), bridges=())
    with pytest.raises(UsageError, match="nothing"):
        MatrixScene(caption=WORDS, rows=(), columns=(COLUMN,), weights={})


@pytest.mark.parametrize("label", [Label(), Label("", " ")])
def test_what_has_no_name_is_refused(label: Label) -> None:
    with pytest.raises(UsageError, match="no name"):
        BridgesScene(caption=WORDS, groups=(GroupCard("a", 1, GROUP.label, (label,), 1),), bridges=())
    with pytest.raises(UsageError, match="no name"):
        MatrixScene(caption=WORDS, rows=(Row("r", label, 1),), columns=(COLUMN,), weights={})


@pytest.mark.parametrize("weights", [{("r", "z"): 1}, {("z", "c"): 1}, {("r", "c"): -1}])
def test_weights_of_strangers_and_below_zero_are_refused(weights: dict[tuple[str, str], int | None]) -> None:
    with pytest.raises(UsageError):
        MatrixScene(caption=WORDS, rows=(ROW,), columns=(COLUMN,), weights=weights)


def test_unknown_is_not_none_and_counts_as_nothing() -> None:
    unknown = MatrixScene(caption=WORDS, rows=(ROW,), columns=(COLUMN,), weights={("r", "c"): None})
    empty = MatrixScene(caption=WORDS, rows=(ROW,), columns=(COLUMN,), weights={})
    assert unknown.unknown("r", "c")
    assert not empty.unknown("r", "c")
    assert unknown.weight("r", "c") == empty.weight("r", "c") == 0
