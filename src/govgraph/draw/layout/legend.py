"""Legends: a swatch and what it means, one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from govgraph.draw.colours import GREY, INK
from govgraph.draw.fonts import extent
from govgraph.draw.marks import Mark, Rect, Text
from govgraph.draw.text import OVERSHOOT, Block, Line, Style, measure, name, parts, stack, wrapped
from govgraph.model import Label

Swatch: TypeAlias = Callable[[Rect], Sequence[Mark]]
"""What paints a swatch into a rectangle."""

_NAME: Final = Style(8.6, small=7.2)
_HEADING: Final = Style(9.2, bold=True, small=7.2)
_SIDE: Final = 10.0
_WIDE: Final = 16.0
_GAP: Final = 5.0
_LINE_GAP: Final = 1.2
_AIR: Final = 0.4


@dataclass(frozen=True, slots=True)
class Entry:
    """A swatch and its meaning; without a swatch it is a heading."""

    label: Label
    swatch: Swatch | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    block: Block
    beside: Line | None
    height: float

    @property
    def top(self) -> float:
        """Where the words begin, from the top of the row."""
        return (self.height - self.block.height) / 2

    @property
    def above(self) -> float:
        """How far the ink of the words stands above the row; below zero if it stays inside."""
        first = self.block.lines[0]
        return extent(first.text, first.size, first.bold).above - self.top - self.block.baselines[0]

    @property
    def below(self) -> float:
        """How far the ink of the words reaches below the row; below zero if it stays inside."""
        last = self.block.lines[-1]
        deep = extent(last.text, last.size, last.bold).below
        return self.top + self.block.baselines[-1] + deep - self.height


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
            block = row.block
            if row.entry.swatch is not None:
                side = _SIDE * self.scale
                marks += row.entry.swatch(Rect(x, y + down + (row.height - side) / 2, self.side, side))
                left += self.indent
            above = OVERSHOOT * block.lines[0].size
            box = Rect(left, top - above, x + self.width - left, block.height + above)
            marks += block.place(left, top, box=box)
            if row.beside is not None:
                at = left + block.width + _GAP * self.scale
                tail = row.beside
                marks.append(Text(tail.text, at, top + block.baselines[0], tail.size, tail.colour, box=box))
        return marks


def legend(entries: Sequence[Entry], lang: str, width: float, scale: float, *, wide: bool = False) -> Legend | None:
    """Measure a legend; ``None`` where a word is wider than ``width``. ``wide`` swatches show lines."""
    side = (_WIDE if wide else _SIDE) * scale
    indent = side + _GAP * scale
    rows = [_row(entry, lang, width - (indent if entry.swatch else 0.0), scale) for entry in entries]
    widest = 0.0
    for row in rows:
        tail = _GAP * scale + row.beside.width if row.beside else 0.0
        widest = max(widest, row.block.width + tail + (indent if row.entry.swatch else 0.0))
    if widest > width + 0.01:
        return None
    tops = [0.0]
    for above, below in pairwise(rows):
        tops.append(tops[-1] + above.height + max(_LINE_GAP * scale, above.below + below.above + _AIR * scale))
    return Legend(tuple(rows), tuple(tops), widest, tops[-1] + rows[-1].height, indent, side, scale)


def _row(entry: Entry, lang: str, width: float, scale: float) -> _Row:
    style = (_NAME if entry.swatch else _HEADING).scaled(scale)
    main, small = parts(entry.label, lang)
    beside = None
    if small:
        tail = Line(small, style.small, False, GREY)
        if measure(main, style.size, style.bold) + _GAP * scale + tail.width <= width:
            beside = tail
    block = (
        stack(wrapped(main, width, style.size, style.bold, INK)) if beside else name(entry.label, lang, width, style)
    )
    return _Row(entry, block, beside, max(block.height, (_SIDE + 1.0) * scale))
