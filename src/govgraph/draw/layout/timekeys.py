"""What the bars and points of a timeline mean: a row of samples below it, of those that are in the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from govgraph.draw.colours import GROUPS
from govgraph.draw.layout.legend import Entry, Legend, legend
from govgraph.draw.layout.timeaxis import Axis
from govgraph.draw.layout.timebars import bar
from govgraph.draw.marks import Mark, Rect
from govgraph.draw.scenes import Stretch, TimelineScene
from govgraph.model import Label

_BETWEEN: Final = 16.0
_LINES: Final = 2.0
_DAYS: Final = date(2000, 1, 1), date(2000, 2, 1), date(2000, 3, 1)
_COLOUR: Final = GROUPS[3]


@dataclass(frozen=True, slots=True)
class Keys:
    """The samples, in as many lines as they need."""

    placed: tuple[tuple[Legend, float, float], ...]
    height: float

    def place(self, x: float, y: float) -> list[Mark]:
        """Return the marks with the upper left corner at this point."""
        return [mark for found, across, down in self.placed for mark in found.place(x + across, y + down)]


def keys(scene: TimelineScene, lang: str, width: float, scale: float) -> Keys | None:
    """Measure the samples in a breadth; ``None`` where one is broader."""
    across, down, high = 0.0, 0.0, 0.0
    placed = []
    for entry in _entries(scene):
        found = legend([entry], lang, width, 0.95 * scale, wide=True)
        if found is None:
            return None
        if across and across + found.width > width:
            across, down, high = 0.0, down + high + _LINES * scale, 0.0
        placed.append((found, across, down))
        across, high = across + found.width + _BETWEEN * scale, max(high, found.height)
    return Keys(tuple(placed), down + high)


def _entries(scene: TimelineScene) -> list[Entry]:
    stretches = [s for lane in scene.lanes for row in lane.rows for s in row.stretches]
    first, middle, last = _DAYS
    found: list[tuple[Callable[[Stretch], bool], Stretch, Label]] = [
        (lambda s: s.is_day, Stretch(middle, middle), Label("วันที่ทราบแน่ชัด", "Day known")),
        (
            lambda s: s.sureness == "known" and not s.is_day,
            Stretch(first, last),
            Label("ช่วงเวลาตามแหล่งข้อมูล", "Period as the source states it"),
        ),
        (
            lambda s: s.sureness == "inferred",
            Stretch(first, last, "inferred"),
            Label("ช่วงเวลาที่อนุมาน", "Period inferred"),
        ),
        (
            lambda s: s.sureness == "vague",
            Stretch(first, last, "vague"),
            Label("วันใดวันหนึ่งในช่วงนี้ หรือก่อนสิ้นช่วงนี้", "On some day in this time, or by the end of it"),
        ),
        (
            lambda s: _beyond(s, scene),
            Stretch(first, date(2001, 1, 1)),
            Label("ต่อเนื่องหรืออยู่นอกช่วงปีที่แสดง", "Goes on, or lies beyond the years shown"),
        ),
        (
            lambda s: s.sureness == "unknown",
            Stretch(sureness="unknown"),
            Label(f"ไม่ทราบเวลา: {scene.unknowns} รายการ", f"Time not known: {scene.unknowns}"),
        ),
    ]
    return [Entry(label, _sample(sample)) for test, sample, label in found if any(map(test, stretches))]


def _beyond(stretch: Stretch, scene: TimelineScene) -> bool:
    if stretch.sureness == "unknown":
        return False
    begins, ends = stretch.start or date.min, stretch.end or date.max
    return begins < scene.first or ends > scene.last


def _sample(stretch: Stretch) -> Callable[[Rect], Sequence[Mark]]:
    def paint(rect: Rect) -> Sequence[Mark]:
        axis = Axis(_DAYS[0], _DAYS[2], rect.x, rect.right)
        return bar(stretch, axis, rect.centre[1], _COLOUR, rect.height / 10)

    return paint
