"""The order of fewest crossings, against a plain count over all pairs of ribbons."""

from __future__ import annotations

from itertools import combinations, permutations

from hypothesis import example, given
from hypothesis import strategies as st

from govgraph.draw import Caption, Column, FlowScene, Row
from govgraph.draw.layout.order import by_mean_place, crossings, orders
from govgraph.draw.layout.seating import Heights, seat
from govgraph.model import Label

tables = st.integers(2, 4).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 3), min_size=columns, max_size=columns), min_size=1, max_size=5)
)


def scene(table: list[list[int]], row_order: str = "best", column_order: str = "best") -> FlowScene:
    columns = len(table[0])
    return FlowScene(
        caption=Caption(title=Label("ก"), source=Label("ข")),
        rows=tuple(Row(f"r{at}", Label(f"{at}"), sum(row)) for at, row in enumerate(table)),
        columns=tuple(Column(f"c{at}", Label(f"{at}"), 0) for at in range(columns)),
        weights={(f"r{r}", f"c{c}"): table[r][c] for r in range(len(table)) for c in range(columns)},
        row_order="best" if row_order == "best" else "fixed",
        column_order="best" if column_order == "best" else "fixed",
    )


def plain_count(table: list[list[int]], rows: list[int], columns: list[int]) -> int:
    ribbons = [(rows.index(r), columns.index(c), table[r][c]) for r in rows for c in columns]
    return sum(v * w for (a, b, v), (c, d, w) in combinations(ribbons, 2) if (a - c) * (b - d) < 0)


@given(tables, st.randoms(use_true_random=False))
def test_crossings_are_counted_right(table: list[list[int]], random: object) -> None:
    rows, columns = list(range(len(table))), list(range(len(table[0])))[::-1]
    assert crossings(table, rows, columns) == plain_count(table, rows, columns)


@given(tables)
@example([[0, 2, 2], [2, 3, 0], [3, 1, 1]])  # two rows of the same mean: an order and its mirror image differ
def test_no_order_of_the_columns_crosses_less(table: list[list[int]]) -> None:
    rows, columns = orders(scene(table), "best", "best")
    least = min(
        plain_count(table, by_mean_place(table, order), list(order)) for order in permutations(range(len(table[0])))
    )
    assert plain_count(table, rows, columns) == least


@given(tables)
def test_with_fixed_rows_no_order_of_the_columns_crosses_less(table: list[list[int]]) -> None:
    rows, columns = orders(scene(table), "fixed", "best")
    assert rows == list(range(len(table)))
    least = min(plain_count(table, rows, list(order)) for order in permutations(range(len(table[0]))))
    assert plain_count(table, rows, columns) == least


def test_fixed_orders_are_kept() -> None:
    table = [[0, 1], [1, 0]]
    assert orders(scene(table), "fixed", "fixed") == ([0, 1], [0, 1])


def test_the_workshop_comes_in_the_order_of_the_printed_study(flow_scene: FlowScene) -> None:
    _, columns = orders(flow_scene, "best", "best")
    assert [flow_scene.columns[place].number for place in columns] == [1, 3, 5, 2, 4]


def test_many_columns_that_need_not_cross_do_not() -> None:
    shuffled = [3, 8, 0, 9, 5, 1, 7, 2, 6, 4]
    table = [[int(column in (shuffled[at], shuffled[min(at + 1, 9)])) for column in range(10)] for at in range(10)]
    rows, columns = orders(scene(table), "fixed", "best")
    assert crossings(table, rows, columns) == 0


def test_a_seating_keeps_every_group_once_and_the_first_one_left() -> None:
    links = [[0, 1, 4], [0, 2, 4], [1, 3], [0, 2]]
    seating = seat(links, Heights([100.0] * 5, [80.0] * 5, 150.0, 15.0, 400.0))
    assert seating is not None
    below = () if seating.below is None else (seating.below,)
    assert sorted((*seating.left, *seating.right, *below)) == [0, 1, 2, 3, 4]
    assert 0 in seating.left
    assert sorted(seating.middle) == [0, 1, 2, 3]


def test_what_does_not_fit_is_not_seated() -> None:
    assert seat([], Heights([300.0] * 4, [300.0] * 4, 50.0, 10.0, 500.0)) is None
    assert seat([], Heights([100.0] * 2, [100.0] * 2, 600.0, 10.0, 500.0)) is None
