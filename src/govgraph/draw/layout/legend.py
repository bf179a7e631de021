"""Legends: a swatch and what it means, one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from govgraph.draw.layout.said import Said, apart, said
from govgraph.draw.marks import Mark, Rect
from govgraph.draw.text import OVERSHOOT, Style
from govgraph.model import Label

Swatch: TypeAlias = Callable[[Rect], Sequence[Mark]]
"""What paints a swatch into a rectangle."""

_NAME: Final = Style(8.6, small=7.2)
_HEADING: Final = Style(9.2, bold=True, small=7.2)
_SIDE: Final = 10.0
_SIDE_LEAST: Final = 8.4
"""Smaller swatches, in points, hold no number that can be read."""

_WIDE: Final = 16.0
_GAP: Final = 5.0
_LINE_GAP: Final = 1.2


@dataclass(frozen=True, slots=True)
class Entry:
    """A swatch and its meaning; without a swatch it is a heading."""

    label: Label
    swatch: Swatch | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    words: Said
    height: float

    @property
    def top(self) -> float:
        """Where the words begin, from the top of the row."""
        return (self.height - self.words.height) / 2


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend that is measured: its size is known before its place."""

    rows: tuple[_Row, ...]
    tops: tuple[float, ...]
    width: float
    height: float
    indent: float
    side: float
    scale: float

    def place(self, x: float, y: float) -> list[Mark]:
        """Return the marks with the upper left corner at this point."""
        marks: list[Mark] = []
        for row, down in zip(self.rows, self.tops, strict=True):
            left, top = x, y + down + row.top
            if row.entry.swatch is not None:
                side = _side(self.scale)
                marks += row.entry.swatch(Rect(x, y + down + (row.height - side) / 2, self.side, side))
                left += self.indent
            above = OVERSHOOT * row.words.block.lines[0].size
            box = Rect(left, top - above, x + self.width - left, row.words.height + above)
            marks += row.words.place(left, top, box)
        return marks


def legend(entries: Sequence[Entry], lang: str, width: float, scale: float, *, wide: bool = False) -> Legend | None:
    """Measure a legend; ``None`` where a word is wider than ``width``. ``wide`` swatches show lines."""
    side = _WIDE * scale if wide else _side(scale)
    indent = side + _GAP * scale
    rows = [_row(entry, lang, width - (indent if entry.swatch else 0.0), scale) for entry in entries]
    widest = max(row.words.width + (indent if row.entry.swatch else 0.0) for row in rows)
    if widest > width + 0.01:
        return None
    tops = [0.0]
    for above, below in pairwise(rows):
        gap = apart(above.words, below.words, _LINE_GAP * scale + above.top + below.top)
        tops.append(tops[-1] + above.height + gap - above.top - below.top)
    return Legend(tuple(rows), tuple(tops), widest, tops[-1] + rows[-1].height, indent, side, scale)


def _side(scale: float) -> float:
    return max(_SIDE * scale, _SIDE_LEAST)


def _row(entry: Entry, lang: str, width: float, scale: float) -> _Row:
    style = (_NAME if entry.swatch else _HEADING).scaled(scale)
    words = said(entry.label, lang, width, style)
    return _Row(entry, words, max(words.height, _side(scale) + scale))
