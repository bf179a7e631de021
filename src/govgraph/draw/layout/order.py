"""The order of rows and columns in which fewest ribbons cross.

A crossing counts by the product of the two weights: two broad ribbons across each other cost more than two
threads. Up to seven columns all orders are tried; beyond that, sorting by the mean place of the neighbours
and exchanging neighbours as long as that helps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Final, TypeAlias

from govgraph.draw.scenes import Column, Grid, Row

Table: TypeAlias = Sequence[Sequence[int]]

ALL_ORDERS_UP_TO: Final = 7
_ROUNDS: Final = 24


def crossings(table: Table, rows: Sequence[int], columns: Sequence[int]) -> int:
    """Count the crossings of a table drawn with these orders, by weight.

    >>> crossings([[0, 2], [3, 0]], [0, 1], [0, 1]), crossings([[0, 2], [3, 0]], [0, 1], [1, 0])
    (6, 0)
    """
    above = [0] * len(columns)
    total = 0
    for row in rows:
        weights = [table[row][column] for column in columns]
        further = sum(above)
        for place, weight in enumerate(weights):
            further -= above[place]
            total += weight * further
        for place, weight in enumerate(weights):
            above[place] += weight
    return total


def by_mean_place(table: Table, columns: Sequence[int], rows: Sequence[int] | None = None) -> list[int]:
    """Sort the rows by the mean place of what they are linked to; equal ones keep their order.

    >>> by_mean_place([[0, 1], [1, 0], [0, 0]], [0, 1])
    [1, 0, 2]
    """
    place = {column: index for index, column in enumerate(columns)}
    given = range(len(table)) if rows is None else rows

    def mean(row: int) -> float:
        total = sum(table[row])
        if not total:
            return float(len(place))
        return sum(place[column] * table[row][column] for column in columns) / total

    return sorted(given, key=mean)


def orders(grid: Grid, row_order: str, column_order: str) -> tuple[list[int], list[int]]:
    """Return the orders of rows and columns as places in the scene, whatever was asked for.

    What stands apart stands last, in the order given.
    """
    own, apart = _apart(grid.columns)
    table = [[grid.weight(row.key, grid.columns[place].key) for place in own] for row in grid.rows]
    rows, columns = list(range(len(grid.rows))), list(range(len(own)))
    if column_order == "best":
        columns = _best_columns(table, len(columns), row_order == "best")
    if row_order == "best":
        rows = by_mean_place(table, columns)
    rows.sort(key=lambda place: grid.rows[place].apart)
    return rows, [*(own[place] for place in columns), *apart]


def _apart(ones: Sequence[Row] | Sequence[Column]) -> tuple[list[int], list[int]]:
    """Tell the places of things from the places of what stands apart."""
    places = range(len(ones))
    return [place for place in places if not ones[place].apart], [place for place in places if ones[place].apart]


def _best_columns(table: Table, count: int, free_rows: bool) -> list[int]:
    given = list(range(len(table)))

    def cost(columns: Sequence[int]) -> int:
        return crossings(table, by_mean_place(table, columns) if free_rows else given, columns)

    def cost_and_order(columns: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        return cost(columns), columns

    if count <= ALL_ORDERS_UP_TO:
        # Mirror images are tried too: rows of equal mean keep their order in both, so the two can cross differently.
        best = min(permutations(range(count)), key=cost_and_order)
        return list(best)
    return _exchange(_sweep(table, count, free_rows), cost)


def _sweep(table: Table, count: int, free_rows: bool) -> list[int]:
    turned = [[table[row][column] for row in range(len(table))] for column in range(count)]
    columns, rows = list(range(count)), list(range(len(table)))
    for _ in range(_ROUNDS):
        if free_rows:
            rows = by_mean_place(table, columns, rows)
        new = by_mean_place(turned, rows, columns)
        if new == columns:
            break
        columns = new
    return columns


def _exchange(columns: list[int], cost: Callable[[Sequence[int]], int]) -> list[int]:
    best, found = cost(columns), columns
    improved = True
    while improved:
        improved = False
        for left in range(len(found) - 1):
            tried = [*found]
            tried[left], tried[left + 1] = tried[left + 1], tried[left]
            now = cost(tried)
            if now < best:
                best, found, improved = now, tried, True
    return found
