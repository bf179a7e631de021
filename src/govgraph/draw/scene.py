"""What a picture shows, in plain values: the caller counts and names, the rooms below lay out and paint.

A scene knows nothing of graphs, queries or pages. All words come from the caller, in Thai and English; only
the few that belong to every picture (source, total, not known) are the picture's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias

from govgraph.errors import UsageError
from govgraph.model import Label

NOBODY: Final = Label(th="ไม่มีหน่วยงานใดอยู่มากกว่าหนึ่งกลุ่ม", en="No body sits in more than one group")
"""What stands in the middle of the bridges where there are none."""

Order: TypeAlias = Literal["fixed", "best"]
"""``fixed`` keeps the order given; ``best`` lets the layout choose the order that is easiest to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words around a picture, the same for every kind.

    ``date`` is the day of the evidence, written in both calendars. ``record`` is not shown: it goes into
    the file's metadata (the query, the graph's hash, the version), so that the picture can be made again.
    """

    title: Label
    subtitle: Label = field(default_factory=Label)
    source: Label
    date: date | None = None
    note: Label = field(default_factory=Label)
    record: str = ""


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group: its number and name, those who are in this group only, and how many are in it altogether."""

    key: str
    number: int
    label: Label
    members: tuple[Label, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """One who is in several groups, named by their keys."""

    label: Label
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgesScene:
    """Who links the groups: cards of the groups, and between them those who sit in more than one."""

    caption: Caption
    groups: tuple[GroupCard, ...]
    bridges: tuple[Bridge, ...]
    nobody: Label = NOBODY

    def __post_init__(self) -> None:
        keys = [group.key for group in self.groups]
        _refuse_empty("bridges", keys)
        _refuse_repeats(keys)
        members = (label for group in self.groups for label in (group.label, *group.members))
        _refuse_nameless((*members, *(bridge.label for bridge in self.bridges)))
        for bridge in self.bridges:
            _refuse_repeats(bridge.groups)
            for key in bridge.groups:
                _refuse_unknown(key, keys)


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
        _refuse_empty("rows", rows)
        _refuse_empty("columns", columns)
        _refuse_repeats(rows)
        _refuse_repeats(columns)
        _refuse_nameless((*(row.label for row in self.rows), *(column.label for column in self.columns)))
        for (row, column), weight in self.weights.items():
            _refuse_unknown(row, rows)
            _refuse_unknown(column, columns)
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


Scene: TypeAlias = BridgesScene | FlowScene | MatrixScene


def _refuse_empty(what: str, keys: list[str]) -> None:
    if not keys:
        raise UsageError(th=f"ไม่มีอะไรให้วาด ({what})", en=f"There is nothing to draw ({what}).")


def _refuse_repeats(keys: list[str] | tuple[str, ...]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise UsageError(th=f"ซ้ำ: {key}", en=f"Named twice: {key}.")
        seen.add(key)


def _refuse_nameless(labels: tuple[Label, ...]) -> None:
    if not all(label.text("both").strip() for label in labels):
        raise UsageError(th="มีสิ่งที่จะวาดแต่ไม่มีชื่อ", en="Something to be drawn has no name.")


def _refuse_unknown(key: str, keys: list[str]) -> None:
    if key not in keys:
        raise UsageError(th=f"ไม่มี {key} ในภาพนี้", en=f"This picture has no {key}.")
