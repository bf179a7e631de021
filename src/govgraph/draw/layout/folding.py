"""Where a picture cannot hold everything: the largest stay, the others are put together and counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from govgraph.draw.layout.legends import with_notes
from govgraph.draw.layout.page import SMALLEST, Attempt, Page, largest
from govgraph.draw.marks import Drawing
from govgraph.draw.scenes import Column, Grid, Row
from govgraph.draw.scenes.grid import Weight
from govgraph.model import Label

G = TypeVar("G", bound=Grid)
One = TypeVar("One", Row, Column)

OTHERS: Final = "\0others"
"""The key of what is put together; no IRI is like it."""

_FEW: Final = 6
"""So many rows stand for all of them while the columns are fitted."""


def fitted(
    grid: G,
    pages: Sequence[Page],
    ready: Callable[[G], Attempt],
    *,
    least: float,
    most: tuple[int, int],
    enlarge: bool = False,
) -> Drawing:
    """Lay out a grid; where it is too much for the pages, put the smallest rows and columns together, never drop them.

    ``ready`` does once what no page changes, and returns what lays out. A grid that does not name its others is laid
    out whole, as far as it can. ``least`` is the smallest type size that reads well (1 is natural for A4); ``most``
    are the rows and columns beyond which nobody could follow the picture.
    """
    if grid.other_rows is None or grid.other_columns is None:
        return largest(pages, ready(grid))

    def fits(rows: int, columns: int) -> bool:
        attempt = ready(folded(grid, rows, columns))
        return any(attempt(page, max(least, SMALLEST * page.zoom)) is not None for page in pages)

    rows, columns = min(own_of(grid.rows), most[0]), min(own_of(grid.columns), most[1])
    columns = most_that(lambda count: fits(min(rows, _FEW), count), columns)
    rows = most_that(lambda count: fits(count, columns), rows)
    return largest(pages, ready(folded(grid, rows, columns)), least, enlarge=enlarge)


def most_that(fits: Callable[[int], bool], top: int) -> int:
    """Return the largest number up to ``top`` that fits, at least 1: by doubling, then by halving.

    From below, because it takes long to set hundreds of names only to see that they do not fit.

    >>> most_that(lambda count: count <= 11, 40), most_that(lambda count: True, 40), most_that(lambda count: False, 40)
    (11, 40, 1)
    """
    low, high = 1, 2
    while high < top and fits(high):
        low, high = high, 2 * high
    if high >= top:
        if low == top or fits(top):
            return top
        high = top
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def own_of(ones: Sequence[Row] | Sequence[Column]) -> int:
    """Count the things; what stands apart is none."""
    return sum(not one.apart for one in ones)


def folded(grid: G, rows: int, columns: int) -> G:
    """Return a grid with at most so many rows and columns of its own, the largest, and the others put together.

    One alone is never put away: it would take as much room under another name.
    """
    kept_rows, others = largest_of(grid.rows, rows)
    kept_columns, other_columns = largest_of(grid.columns, columns)
    if not (others or other_columns):
        return grid
    assert grid.other_rows is not None
    assert grid.other_columns is not None
    away = {*(row.key for row in others), *(column.key for column in other_columns)}

    def standing(pair: tuple[str, str]) -> tuple[str, str]:
        return (OTHERS if pair[0] in away else pair[0]), (OTHERS if pair[1] in away else pair[1])

    weights: dict[tuple[str, str], Weight | None] = {}
    for pair, weight in grid.weights.items():
        weights[standing(pair)] = added(weights.get(standing(pair)), weight)
    notes = (kept_note(grid.other_rows, kept_rows, others), kept_note(grid.other_columns, kept_columns, other_columns))
    return replace(
        grid,
        caption=with_notes(grid.caption, *notes),
        rows=with_last(kept_rows, other_row(others, grid.other_rows)),
        columns=with_last(kept_columns, other_column(other_columns, grid.other_columns)),
        weights=weights,
        inferred=frozenset(standing(pair) for pair in grid.inferred),
    )


def largest_of(ones: Sequence[One], count: int) -> tuple[list[One], list[One]]:
    """Tell apart what is shown, in its own order, and what is put together; what stands apart is always shown."""
    own = [place for place, one in enumerate(ones) if not one.apart]
    if len(own) <= count + 1:
        return list(ones), []
    shown = set(sorted(own, key=lambda place: (-ones[place].total, place))[:count])
    kept = [one for place, one in enumerate(ones) if one.apart or place in shown]
    return kept, [ones[place] for place in own if place not in shown]


def other_row(others: Sequence[Row], name: Label) -> Row | None:
    """Return the row that stands for others, if there are any."""
    total = sum(row.total for row in others)
    return Row(OTHERS, others_label(name, len(others)), total, apart=True) if others else None


def other_column(others: Sequence[Column], name: Label) -> Column | None:
    """Return the column that stands for others, if there are any."""
    total = sum(column.total for column in others)
    label = others_label(name, len(others))
    return Column(OTHERS, label, total, unit=others[0].unit, apart=True) if others else None


def with_last(kept: Sequence[One], last: One | None) -> tuple[One, ...]:
    """Put what stands for the others behind the things, and before what else stands apart."""
    ones: list[One] = [one for one in kept if not one.apart]
    if last is not None:
        ones.append(last)
    ones += [one for one in kept if one.apart]
    return tuple(ones)


def others_label(name: Label, count: int) -> Label:
    """Return what the others are called: their plural, and how many they are."""
    return Label(f"{name.th} ({count:,})", f"{name.en} ({count:,})")


def kept_note(name: Label, kept: Sequence[Row] | Sequence[Column], others: Sequence[Row] | Sequence[Column]) -> Label:
    """Say how many are shown of how many, and under which name the others stand; nothing where all are shown."""
    if not others:
        return Label()
    shown, told = own_of(kept), others_label(name, len(others))
    return Label(
        f"แสดง {shown:,} รายการที่มากที่สุดจาก {shown + len(others):,} ที่เหลือรวมอยู่ใน “{told.th}”",
        f"Shown: the {shown:,} largest of {shown + len(others):,}; the rest are added up in “{told.en}”",
    )


def added(one: Weight | None, other: Weight | None) -> Weight | None:
    """Add two weights, as far as they are known."""
    if one is None or other is None:
        return other if one is None else one
    return one + other
