"""What was when: rows of bars and points along the years, in lanes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless
from govgraph.errors import UsageError
from govgraph.model import Label

Sureness: TypeAlias = Literal["known", "inferred", "vague", "unknown"]
"""``known``: as the source states it. ``inferred``: concluded by us. ``vague``: on some day of the stretch, or by its
end. ``unknown``: nobody knows when, but not before ``start`` if there is one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time on a row: from a day to before another. A day alone has ``end`` equal to ``start``.

    A bound that is ``None`` is open: since when, or until when, is not on record, or it still goes on. ``count`` is how
    many things the stretch stands for, if that is said in it.
    """

    start: date | None = None
    end: date | None = None
    sureness: Sureness = "known"
    count: int | None = None

    @property
    def is_day(self) -> bool:
        """Tell whether it is a single day."""
        return self.sureness in ("known", "inferred") and self.start is not None and self.start == self.end


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A row: what it is, when in words, and when along the years."""

    label: Label
    stretches: tuple[Stretch, ...]
    when: Label = field(default_factory=Label)


@dataclass(frozen=True, slots=True)
class Lane:
    """Rows of one kind under a heading; lanes of the same number have the same colour in all pictures."""

    label: Label
    rows: tuple[TimeRow, ...]
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineScene:
    """What was when, between two days. What lies outside is told in words, and by an arrow at the edge.

    ``day`` is marked by a line. The axis bears fiscal years, of the Buddhist and of the Common Era.
    """

    caption: Caption
    lanes: tuple[Lane, ...]
    first: date
    last: date
    day: date | None = None

    def __post_init__(self) -> None:
        rows = [row for lane in self.lanes for row in lane.rows]
        refuse_empty("rows", [row.label.text() for row in rows])
        refuse_nameless([*(lane.label for lane in self.lanes), *(row.label for row in rows)])
        backwards = [s for row in rows for s in row.stretches if s.start and s.end and s.end < s.start]
        if self.last <= self.first or backwards:
            raise UsageError(th="มีช่วงเวลาที่สิ้นสุดก่อนเริ่ม", en="There is a time that ends before it begins.")

    @property
    def unknowns(self) -> int:
        """Of how many things nobody knows the time."""
        stretches = (s for lane in self.lanes for row in lane.rows for s in row.stretches)
        return sum(s.count or 1 for s in stretches if s.sureness == "unknown")
