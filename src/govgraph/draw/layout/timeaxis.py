"""The years along a timeline: fiscal years as bands, each named in both eras where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from govgraph.draw.colours import GREY, INK, LINE
from govgraph.draw.marks import Box, Mark, Rect, Stroke, Text
from govgraph.draw.text import measure, readable
from govgraph.model import Label
from govgraph.thai.dates import en_date, fiscal_year, fiscal_year_of, thai_date, to_ce

BUDDHIST: Final = Label(th="ปีงบประมาณ พ.ศ.", en="Fiscal year B.E.")
COMMON: Final = Label(th="ค.ศ.", en="Fiscal year C.E.")

_BAND: Final = "#F3F6F9"
DAY: Final = "#A83F00"
"""The colour of the day that is asked about."""

_YEAR: Final = 7.4
_ROW: Final = 9.6
_DAY_ROOM: Final = 11.0


def axis_height(scale: float) -> float:
    """Return how high the names of the years are."""
    return 2 * _ROW * readable(_YEAR, scale) / _YEAR + 4.0 * scale


def day_height(scale: float) -> float:
    """Return how high the name of the day below the rows is."""
    return _DAY_ROOM * readable(_YEAR, scale) / _YEAR


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of days laid along a breadth of the page."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return the place of the beginning of a day, also of one that lies outside."""
        share = (day - self.first).days / (self.last - self.first).days
        return self.left + share * (self.right - self.left)

    def inside(self, day: date) -> float:
        """Return the place of a day, or the edge if it lies beyond it."""
        return min(max(self.x(day), self.left), self.right)

    def years(self) -> list[int]:
        """Return the fiscal years (B.E.) that the axis touches."""
        found = range(fiscal_year_of(self.first), fiscal_year_of(self.last) + 1)
        return [year for year in found if self.bounds(year)[1] - self.bounds(year)[0] > 0.01]

    def bounds(self, year: int) -> tuple[float, float]:
        """Return the left and right end of a fiscal year, as far as it is inside."""
        span = fiscal_year(year)
        assert span.start is not None
        assert span.end is not None
        return self.inside(span.start), self.inside(span.end)


def axis_marks(axis: Axis, rows: Rect, lang: str, scale: float) -> list[Mark] | None:
    """Return the bands behind the rows and the years above them; ``None`` where no year can be written."""
    marks: list[Mark] = []
    years = axis.years()
    for year in years:
        left, right = axis.bounds(year)
        if year % 2:
            marks.append(Box(Rect(left, rows.y, right - left, rows.height), _BAND))
    size = readable(_YEAR, scale)
    wide = measure("2553", size) + 5 * scale
    each = max(right - left for left, right in map(axis.bounds, years))
    step = next((step for step in (1, 2, 5, 10, 20) if step * each >= wide), None)
    if step is None:
        return None
    row = readable(_YEAR, scale) / _YEAR * _ROW
    head = Rect(axis.left - wide, rows.y - axis_height(scale), axis.right - axis.left + 2 * wide, axis_height(scale))
    upper, lower = head.y + 0.76 * row, head.y + 1.76 * row
    for year in years:
        left, right = axis.bounds(year)
        middle = (left + right) / 2
        if year % step or not axis.left <= middle - wide / 2 + 2.5 * scale:
            continue  # between the names of years, or too near to those of the eras
        written = [(str(year), upper, INK), (str(to_ce(year)), lower, GREY)]
        if lang == "en":
            written = [(str(year), upper, GREY), (str(to_ce(year)), lower, INK)]
        marks += [Text(word, middle, y, size, colour, anchor="middle", box=head) for word, y, colour in written]
        marks.append(Stroke((middle, rows.y - 3 * scale), (((middle, rows.y),),), LINE, 0.6 * scale))
    marks.append(Stroke((axis.left, rows.y), (((axis.right, rows.y),),), LINE, 0.8 * scale))
    side = Rect(0.0, head.y, axis.left - 5 * scale, head.height)
    for label, y in ((BUDDHIST, upper), (COMMON, lower)):
        word = label.text("en" if lang == "en" else "th")
        marks.append(Text(word, side.right, y, readable(0.92, size), GREY, anchor="end", box=side))
    return marks


def day_marks(day: date, axis: Axis, rows: Rect, lang: str, scale: float) -> list[Mark]:
    """Return a line through the rows at a day, with its date below."""
    x = axis.inside(day)
    size = readable(_YEAR, scale)
    word = en_date(day) if lang == "en" else thai_date(day)
    half = measure(word, size) / 2
    middle = min(max(x, axis.left + half), axis.right - half)
    room = Rect(axis.left, rows.bottom, axis.right - axis.left, day_height(scale))
    return [
        Stroke((x, rows.y), (((x, rows.bottom + 2 * scale),),), DAY, 1.0 * scale),
        Text(word, middle, rows.bottom + 0.77 * room.height, size, DAY, anchor="middle", box=room),
    ]
