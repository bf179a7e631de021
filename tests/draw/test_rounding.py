"""Figures that add up: every one rounded up or down, totals too, and no table nearer than the one taken."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.draw.layout.rounding import whole_numbers
from govgraph.draw.layout.units import Unit, in_units, unit_for
from govgraph.model import Label
from tests.draw.linked import money_matrix

Table = dict[tuple[str, str], Decimal]
amounts = st.integers(0, 4_000).map(lambda thousandths: Decimal(thousandths) / 1000)


@st.composite
def tables(draw: st.DrawFn, most: int = 5) -> Table:
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    cells = {(f"r{r}", f"c{c}"): draw(st.none() | amounts) for r in range(rows) for c in range(columns)}
    return {pair: amount for pair, amount in cells.items() if amount is not None}


def within(rounded: int, exact: Decimal) -> bool:
    return exact.to_integral_value(ROUND_FLOOR) <= rounded <= exact.to_integral_value(ROUND_CEILING)


@settings(deadline=None)  # the first one also imports NetworkX
@given(tables())
def test_cells_and_totals_are_the_whole_numbers_beside_the_exact_ones(table: Table) -> None:
    rounded = whole_numbers(table)
    assert rounded.keys() == table.keys()
    for pair, exact in table.items():
        assert within(rounded[pair], exact)
    for end in (0, 1):
        for key in {pair[end] for pair in table}:
            exact = sum((amount for pair, amount in table.items() if pair[end] == key), Decimal(0))
            assert within(sum(count for pair, count in rounded.items() if pair[end] == key), exact)
    assert within(sum(rounded.values()), sum(table.values(), Decimal(0)))


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), amounts), min_size=1, max_size=8))
def test_what_comes_to_a_place_leaves_it(flows: list[tuple[int, int, int, Decimal]]) -> None:
    table: Table = {}
    for left, middle, right, amount in flows:
        for pair in ((f"l{left}", f"m{middle}"), (f"m{middle}", f"r{right}")):
            table[pair] = table.get(pair, Decimal(0)) + amount
    rounded = whole_numbers(table)
    for place in {f"m{middle}" for _, middle, _, _ in flows}:
        coming = sum(count for (_, end), count in rounded.items() if end == place)
        leaving = sum(count for (start, _), count in rounded.items() if start == place)
        exact = sum((amount for (_, end), amount in table.items() if end == place), Decimal(0))
        assert coming == leaving
        assert within(coming, exact)


@given(tables(most=2))
def test_no_table_that_adds_up_is_nearer(table: Table) -> None:
    """Against all tables: first the total of all, then the totals of rows and columns three times as much as cells."""

    def distance(rounded: Table | dict[tuple[str, str], int]) -> Decimal:
        found = sum((abs(rounded[pair] - exact) for pair, exact in table.items()), Decimal(0))
        for end in (0, 1):
            for key in {pair[end] for pair in table}:
                exact = sum((amount for pair, amount in table.items() if pair[end] == key), Decimal(0))
                found += 3 * abs(sum((rounded[pair] for pair in table if pair[end] == key), Decimal(0)) - exact)
        return found + 1000 * abs(sum(rounded.values(), Decimal(0)) - sum(table.values(), Decimal(0)))

    def adds_up(rounded: dict[tuple[str, str], int]) -> bool:
        ends = [(end, key) for end in (0, 1) for key in {pair[end] for pair in table}]
        sums = [
            (
                sum(rounded[p] for p in table if p[end] == key),
                sum((table[p] for p in table if p[end] == key), Decimal(0)),
            )
            for end, key in ends
        ]
        return all(within(*pair) for pair in [*sums, (sum(rounded.values()), sum(table.values(), Decimal(0)))])

    sides = [{int(exact.to_integral_value(way)) for way in (ROUND_FLOOR, ROUND_CEILING)} for exact in table.values()]
    every = [dict(zip(table, choice, strict=True)) for choice in product(*sides)]
    nearest = min(distance(rounded) for rounded in every if adds_up(rounded))
    assert distance(whole_numbers(table)) == pytest.approx(nearest, abs=Decimal("0.01"))


def test_nothing_is_no_table() -> None:
    assert whole_numbers({}) == {}


MILLION = Label("ล้านบาท", "million baht")


@pytest.mark.parametrize(
    ("baht", "unit"),
    [
        (["100", "300.25"], Unit(1, 0, Label("บาท", "baht"))),
        (["999999"], Unit(1, 0, Label("บาท", "baht"))),
        (["8750000", "12500000"], Unit(1_000_000, 2, MILLION)),  # 8.75 and 12.50
        (["20000000", "45500000"], Unit(1_000_000, 1, MILLION)),  # 20.0 and 45.5
        (["120000000", "20000000"], Unit(1_000_000, 0, MILLION)),
        (["66591591400", "3337800"], Unit(1_000_000, 0, MILLION)),  # 66,592 and 3
        (["6659159140", "337800"], Unit(1_000_000, 1, MILLION)),  # 6,659.2 and 0.3
        (["66591591400", "100"], Unit(1_000_000, 0, MILLION)),  # a hundred baht is lost with two digits too
        ([], Unit(1, 0, Label("บาท", "baht"))),
    ],
)
def test_the_unit_can_be_read(baht: list[str], unit: Unit) -> None:
    assert unit_for([Decimal(amount) for amount in baht]) == unit


def test_a_picture_in_units_has_its_totals_from_its_cells() -> None:
    shown = in_units(money_matrix(5, 4))
    assert shown.columns[0].unit == MILLION
    for row in shown.rows:
        assert row.total == sum(shown.weight(row.key, column.key) for column in shown.columns)
    for column in shown.columns:
        assert column.total == sum(shown.weight(row.key, column.key) for row in shown.rows)
    assert shown.total == sum(row.total for row in shown.rows)
    assert shown.trace("unassigned", "c0")
    assert not shown.trace("r0", "c1")
