"""How much of each row goes to each column: the matter of flows and matrices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless, refuse_repeats, refuse_unknown
from govgraph.errors import UsageError
from govgraph.model import Label

Order: TypeAlias = Literal["fixed", "best"]
"""``fixed`` keeps the order given; ``best`` lets the layout choose the order that is easiest to read."""

Weight: TypeAlias = int | Decimal
"""A count, or an amount in baht."""

NUMBER_UNKNOWN: Final = Label(th="ไม่ทราบจำนวน", en="number not known")
"""What it means, unless a scene says otherwise, that a weight is not known."""


@dataclass(frozen=True, slots=True)
class Row:
    """One of those on the left: a ministry, say, with its total.

    ``apart`` marks what is no thing of its own (shared by several, not assigned, the others together): it stands last
    and in grey.
    """

    key: str
    label: Label
    total: Weight
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One of those on the right: a group or a strategy, with its total and what is counted (agencies)."""

    key: str
    label: Label
    total: Weight
    number: int | None = None
    unit: Label = field(default_factory=Label)
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How much of each row goes to each column.

    A pair that is missing from ``weights`` has none; a pair whose weight is ``None`` is not known, and is
    drawn so. Totals are given, not summed: one agency in two groups is one agency. With ``money`` the weights are
    exact amounts of baht, which the layout shows in a unit that can be read, as whole numbers whose last ``decimals``
    digits stand behind the point.

    Pairs in ``inferred`` are marked. With ``other_rows`` and ``other_columns`` (their names, in the plural) a layout
    that cannot fit all puts the smallest together and says so; without, it refuses.
    """

    caption: Caption
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    weights: Mapping[tuple[str, str], Weight | None]
    total: Weight | None = None
    inferred: frozenset[tuple[str, str]] = frozenset()
    unknown_means: Label = NUMBER_UNKNOWN
    other_rows: Label | None = None
    other_columns: Label | None = None
    money: bool = False
    decimals: int = 0

    def __post_init__(self) -> None:
        rows, columns = [row.key for row in self.rows], [column.key for column in self.columns]
        refuse_empty("rows", rows)
        refuse_empty("columns", columns)
        refuse_repeats(rows)
        refuse_repeats(columns)
        refuse_nameless((*(row.label for row in self.rows), *(column.label for column in self.columns)))
        refuse_strangers(self.weights, rows, columns)
        refuse_strangers(dict.fromkeys(self.inferred), rows, columns)

    @property
    def apart(self) -> frozenset[str]:
        """The keys of what is no thing of its own."""
        return frozenset(
            (*(row.key for row in self.rows if row.apart), *(column.key for column in self.columns if column.apart))
        )

    def weight(self, row: str, column: str) -> int:
        """Return the weight of a pair as a number: 0 if there is none or it is not known."""
        return int(self.weights.get((row, column)) or 0)

    def unknown(self, row: str, column: str) -> bool:
        """Tell whether the pair is listed with a weight that nobody knows."""
        return (row, column) in self.weights and self.weights[row, column] is None

    def trace(self, row: str, column: str) -> bool:
        """Tell whether the pair has some money, though too little for the unit in which it is shown."""
        return self.money and self.weights.get((row, column)) == 0

    def figure(self, weight: Weight) -> str:
        """Return a weight or a total as it is written in the picture.

        >>> figure(123456, 2)
        '1,234.56'
        """
        return figure(weight, self.decimals)


def figure(weight: Weight, decimals: int = 0) -> str:
    """Return a number with commas, its last ``decimals`` digits behind a point.

    >>> figure(1234), figure(5, 1)
    ('1,234', '0.5')
    """
    return f"{Decimal(weight).scaleb(-decimals):,.{decimals}f}"


def refuse_strangers(
    weights: Mapping[tuple[str, str], Weight | None], rows: Sequence[str], columns: Sequence[str]
) -> None:
    """Raise :class:`UsageError` for a pair that is not in the picture, and for a weight below zero."""
    for (row, column), weight in weights.items():
        refuse_unknown(row, rows)
        refuse_unknown(column, columns)
        if weight is not None and weight < 0:
            raise UsageError(
                th=f"ค่าของ {row} × {column} เป็นลบ: {weight}",
                en=f"The weight of {row} × {column} is below zero: {weight}.",
            )


def all_inferred(grid: Grid) -> bool:
    """Tell whether every link between two things of a picture is inferred; what stands apart is no link."""
    links = {pair for pair in grid.weights if not grid.apart & set(pair)}
    return bool(links) and links <= grid.inferred


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowScene(Grid):
    """Which row goes where: ribbons as thick as their weight."""

    row_order: Order = "best"
    column_order: Order = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixScene(Grid):
    """How many of each row in each column, as a table of shaded cells with totals."""

    row_order: Order = "best"
    column_order: Order = "fixed"
