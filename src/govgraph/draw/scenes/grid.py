"""How much of each row goes to each column: the matter of flows and matrices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless, refuse_repeats, refuse_unknown
from govgraph.errors import UsageError
from govgraph.model import Label

Order: TypeAlias = Literal["fixed", "best"]
"""``fixed`` keeps the order given; ``best`` lets the layout choose the order that is easiest to read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One of those on the left: a ministry, say, with its total."""

    key: str
    label: Label
    total: int


@dataclass(frozen=True, slots=True)
class Column:
    """One of those on the right: a group or a strategy, with its total and what is counted (agencies)."""

    key: str
    label: Label
    total: int
    number: int | None = None
    unit: Label = field(default_factory=Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How much of each row goes to each column.

    A pair that is missing from ``weights`` has none; a pair whose weight is ``None`` is not known, and is
    drawn so. Totals are given, not summed: one agency in two groups is one agency.
    """

    caption: Caption
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    weights: Mapping[tuple[str, str], int | None]
    total: int | None = None

    def __post_init__(self) -> None:
        rows, columns = [row.key for row in self.rows], [column.key for column in self.columns]
        refuse_empty("rows", rows)
        refuse_empty("columns", columns)
        refuse_repeats(rows)
        refuse_repeats(columns)
        refuse_nameless((*(row.label for row in self.rows), *(column.label for column in self.columns)))
        for (row, column), weight in self.weights.items():
            refuse_unknown(row, rows)
            refuse_unknown(column, columns)
            if weight is not None and weight < 0:
                raise UsageError(
                    th=f"ค่าของ {row} × {column} เป็นลบ: {weight}",
                    en=f"The weight of {row} × {column} is below zero: {weight}.",
                )

    def weight(self, row: str, column: str) -> int:
        """Return the weight of a pair as a number: 0 if there is none or it is not known."""
        return self.weights.get((row, column)) or 0

    def unknown(self, row: str, column: str) -> bool:
        """Tell whether the pair is listed with a weight that nobody knows."""
        return (row, column) in self.weights and self.weights[row, column] is None


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
