"""Boxes of the picture of tiers: measured and packed into cells before they are placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from govgraph.draw.colours import FAINT, GREY, INK, LINE, WHITE
from govgraph.draw.fonts import extent
from govgraph.draw.layout.said import Said, apart, listed, said
from govgraph.draw.marks import Box, Mark, Rect, Text
from govgraph.draw.scenes.tiers import TierBox
from govgraph.draw.text import Style, measure, name, readable
from govgraph.model import Label

_TITLE: Final = Style(9.4, bold=True, small=7.4)
_LINE: Final = Style(7.8, colour=GREY, small=7.2)
_NOTHING: Final = Style(8.2, colour=GREY, small=7.2)
_COUNT: Final = 14.0
_PAD: Final = 7.0
_LINE_GAP: Final = 1.4
GAP: Final = 8.0
"""Between boxes."""

Looks = tuple[str, str, str]
"""The colours of a box: of its name, of its other words, and of its ground."""

Tongues = tuple[str, str]
"""The language of names, and that of the smaller words."""

PLAIN: Final[Looks] = (INK, GREY, WHITE)


@dataclass(frozen=True, slots=True)
class Measured:
    """A box whose words are set: what it needs at a width, and how it is painted."""

    title: Said
    count: str
    lines: tuple[Said, ...]
    tops: tuple[float, ...]
    height: float
    fits: bool
    scale: float
    ground: str
    border: str
    pale: bool = False

    def draw(self, rect: Rect) -> list[Mark]:
        """Return the marks of the box in a place at least as high as it needs to be."""
        scale, pad = self.scale, _PAD * self.scale
        marks: list[Mark] = [Box(rect, self.ground, self.border, 1.0 * scale, 4 * scale, dashed=self.pale)]
        y = rect.y + (rect.height - self.height) / 2 + pad
        title = self.title.block
        if self.pale:
            return [*marks, *title.place(rect.centre[0], y, "middle", rect)]
        marks += self.title.place(rect.x + pad, y, rect)
        if self.count:
            size = readable(_COUNT, scale)
            base = y + max(title.baselines[0], extent("0", size, bold=True).above)
            marks.append(Text(self.count, rect.right - pad, base, size, title.lines[0].colour, True, "end", box=rect))
        for line, down in zip(self.lines, self.tops, strict=True):
            marks += line.place(rect.x + pad, y + down, rect)
        return marks


def measured(box: TierBox, lang: Tongues, width: float, scale: float, looks: Looks = PLAIN) -> Measured:
    """Set the words of a box at a width."""
    ink, soft, ground = looks
    room = width - 2 * _PAD * scale
    count = "" if box.count is None else f"{box.count:,}"
    left = room - (measure(count, readable(_COUNT, scale), bold=True) + 5 * scale if count else 0.0)
    title = said(box.label, lang[0], left, _coloured(_TITLE, scale, ink, soft))
    lines = tuple(listed(items, lang[1], room, _coloured(_LINE, scale, soft, soft)) for items in box.lines)
    tops, low = [], max(title.height, readable(_COUNT, scale) if count else 0.0)
    for above, below in pairwise((title, *lines)):
        tops.append(low + apart(above, below, _LINE_GAP * scale))
        low = tops[-1] + below.height
    fits = title.width <= left + 0.01 and all(line.width <= room + 0.01 for line in lines)
    return Measured(
        title,
        count,
        lines,
        tuple(tops),
        low + 2 * _PAD * scale,
        fits,
        scale,
        ground,
        INK if ground == WHITE else ground,
    )


def nothing(label: Label, lang: str, width: float, scale: float) -> Measured:
    """Return the pale box of a cell of which nothing is on record."""
    room = width - 2 * _PAD * scale
    title = name(label, lang, room, _NOTHING.scaled(scale))
    height = title.height + 2 * _PAD * scale
    return Measured(Said(title), "", (), (), height, title.width <= room + 0.01, scale, FAINT, LINE, pale=True)


@dataclass(frozen=True, slots=True)
class Packed:
    """Boxes in columns of equal width, each as high as it needs to be."""

    columns: tuple[tuple[Measured, ...], ...]
    width: float
    gap: float

    @property
    def height(self) -> float:
        """How high the highest column is."""
        return max(self._high(column) for column in self.columns)

    @property
    def fits(self) -> bool:
        """Tell whether all words fit their boxes."""
        return all(box.fits for column in self.columns for box in column)

    def _high(self, column: Sequence[Measured]) -> float:
        return sum(box.height for box in column) + self.gap * (len(column) - 1)

    def place(self, x: float, middle: float) -> list[tuple[Rect, Measured]]:
        """Return each box with its place, the columns centred on a height."""
        each = (self.width - self.gap * (len(self.columns) - 1)) / len(self.columns)
        found = []
        for at, column in enumerate(self.columns):
            y = middle - self._high(column) / 2
            for box in column:
                found.append((Rect(x + at * (each + self.gap), y, each, box.height), box))
                y += box.height + self.gap
        return found


def packed(boxes: Sequence[TierBox], lang: Tongues, width: float, scale: float, columns: int) -> Packed:
    """Measure boxes and deal them out to columns, row by row."""
    gap = GAP * scale
    each = (width - gap * (columns - 1)) / columns
    dealt = (tuple(measured(box, lang, each, scale) for box in boxes[at::columns]) for at in range(columns))
    return Packed(tuple(column for column in dealt if column), width, gap)


def _coloured(style: Style, scale: float, colour: str, small: str) -> Style:
    return replace(style.scaled(scale), colour=colour, small_colour=small)
