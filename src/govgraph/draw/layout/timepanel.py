"""A panel of a timeline: lanes of rows, each with what it is, when in words, and its bars along the years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from govgraph.draw.colours import GREY, LINE, group_colour
from govgraph.draw.layout.said import Said, listed, said
from govgraph.draw.layout.timeaxis import Axis, axis_height, axis_marks, day_height, day_marks
from govgraph.draw.layout.timebars import bar, bars_scale, pitch, tracks
from govgraph.draw.marks import Mark, Rect, Stroke
from govgraph.draw.scenes import Lane, TimelineScene, TimeRow
from govgraph.draw.text import OVERSHOOT, Style

_WHAT: Final = Style(7.8, small=7.0)
_WHEN: Final = Style(7.4, colour=GREY, small=7.0)
_LANE: Final = Style(9.2, bold=True, small=7.4)
_RULE: Final = "#E6EAEE"
_ROW_LEAST: Final = 10.0
_ROW_PAD: Final = 3.4
_LANE_GAP: Final = 7.0
_GUTTER: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a row, what it is and when, and how high its bars are."""

    row: TimeRow
    what: Said
    when: Said
    bars: float

    def height(self, scale: float) -> float:
        return max(self.what.height, self.when.height, self.bars, _ROW_LEAST * scale) + _ROW_PAD * scale


@dataclass(frozen=True)
class Panel:
    """Some of the lanes of a timeline, in a breadth of the page."""

    scene: TimelineScene
    lanes: tuple[Lane, ...]
    lang: str
    left: float
    width: float
    shares: tuple[float, float]
    scale: float
    times_lang: str

    @property
    def _names(self) -> float:
        return self.shares[0] * self.width

    @property
    def _times(self) -> float:
        return self.shares[1] * self.width

    @cached_property
    def axis(self) -> Axis:
        """The years, to the right of the words."""
        start = self.left + self._names + self._times + _GUTTER * self.scale
        return Axis(self.scene.first, self.scene.last, start, self.left + self.width)

    @cached_property
    def _words(self) -> list[list[_Words]]:
        return [[self._said(row) for row in lane.rows] for lane in self.lanes]

    @cached_property
    def _heads(self) -> list[Said]:
        room = self._names + self._times
        return [said(lane.label, self.lang, room, _LANE.scaled(self.scale)) for lane in self.lanes]

    @cached_property
    def heights(self) -> list[float]:
        """How high each lane is, with its heading and the gap above."""
        return [
            (_LANE_GAP + 1.0) * self.scale + head.height + sum(row.height(self.scale) for row in words)
            for head, words in zip(self._heads, self._words, strict=True)
        ]

    @cached_property
    def row_heights(self) -> list[list[float]]:
        """How high the rows of each lane are."""
        return [[row.height(self.scale) for row in words] for words in self._words]

    @property
    def height(self) -> float:
        """How high the panel is, with the years above and the day below."""
        day = day_height(self.scale) if self.scene.day else 0.0
        return axis_height(self.scale) + sum(self.heights) + day

    @property
    def fits(self) -> bool:
        """Tell whether all words fit their columns."""
        rows = [row for lane in self._words for row in lane]
        return (
            all(row.what.width <= self._names - _GUTTER * self.scale + 0.01 for row in rows)
            and all(row.when.width <= self._times + 0.01 for row in rows)
            and all(head.width <= self._names + self._times for head in self._heads)
        )

    def draw(self, top: float) -> list[Mark] | None:
        """Return the marks of the panel from a height downwards; nothing where no year can be written."""
        scale = self.scale
        first = y = top + axis_height(scale)
        marks: list[Mark] = []
        for lane, head, words in zip(self.lanes, self._heads, self._words, strict=True):
            y += _LANE_GAP * scale
            above = OVERSHOOT * head.block.lines[0].size
            box = Rect(self.left, y - above, self._names + self._times, head.height + above)
            marks += head.place(self.left, y, box)
            y += head.height + scale
            marks.append(Stroke((self.left, y), (((self.left + self.width, y),),), LINE, 0.8 * scale))
            for row in words:
                place = Rect(self.left, y, self.width, row.height(scale))
                marks += self._row(row, place, group_colour(lane.number - 1))
                y = place.bottom
        rows = Rect(self.left, first, self.width, y - first)
        ground = axis_marks(self.axis, rows, self.lang, scale)
        if ground is None:
            return None
        day = day_marks(self.scene.day, self.axis, rows, self.lang, scale) if self.scene.day else []
        return [*ground, *day, *marks]

    def _said(self, row: TimeRow) -> _Words:
        what = said(row.label, self.lang, self._names - _GUTTER * self.scale, _WHAT.scaled(self.scale))
        when = listed([row.when] if row.when.text() else [], self.times_lang, self._times, _WHEN.scaled(self.scale))
        bars = pitch(self.scale) * len(tracks(row.stretches, self.axis, bars_scale(self.scale)))
        return _Words(row, what, when, bars)

    def _row(self, words: _Words, place: Rect, colour: str) -> list[Mark]:
        scale, middle = self.scale, place.centre[1]
        above = OVERSHOOT * words.what.block.lines[0].size
        box = Rect(place.x, place.y - above, self._names, place.height + above)
        marks: list[Mark] = [*words.what.place(place.x, middle - words.what.height / 2, box)]
        times = Rect(place.x + self._names, box.y, self._times + _GUTTER * scale, box.height)
        marks += words.when.place(times.x, middle - words.when.height / 2, times)
        bars = bars_scale(scale)
        laid = tracks(words.row.stretches, self.axis, bars)
        y = middle - pitch(scale) * (len(laid) - 1) / 2
        for track in laid:
            marks += [mark for stretch in track for mark in bar(stretch, self.axis, y, colour, bars)]
            y += pitch(scale)
        marks.append(Stroke((place.x, place.bottom), (((place.right, place.bottom),),), _RULE, 0.5 * scale))
        return marks
