"""Words in one language or in both: the English beside the Thai where that fits in one line, else below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govgraph.draw.fonts import extent
from govgraph.draw.marks import Rect, Text
from govgraph.draw.text import Block, Line, Style, measure, parts, stack, wrapped
from govgraph.model import Label

_BESIDE: Final = 0.62
"""From the Thai to the English beside it, in sizes of the Thai."""

_AIR: Final = 0.05


@dataclass(frozen=True, slots=True)
class Said:
    """Words that are set."""

    block: Block
    beside: Line | None = None

    @property
    def width(self) -> float:
        """The width that all the words take."""
        return self.block.width + (self._gap + self.beside.width if self.beside else 0.0)

    @property
    def height(self) -> float:
        """The height of the lines."""
        return self.block.height

    @property
    def above(self) -> float:
        """How far the ink stands above the lines; below zero if it stays inside."""
        first = self.block.lines[0]
        return extent(first.text, first.size, first.bold).above - self.block.baselines[0]

    @property
    def below(self) -> float:
        """How far the ink reaches below the lines; below zero if it stays inside."""
        last = self.block.lines[-1]
        return extent(last.text, last.size, last.bold).below - (self.height - self.block.baselines[-1])

    @property
    def _gap(self) -> float:
        return _BESIDE * self.block.lines[0].size

    def place(self, x: float, top: float, box: Rect | None = None) -> tuple[Text, ...]:
        """Return the words as marks, their upper left corner at this point."""
        placed = self.block.place(x, top, box=box)
        if self.beside is None:
            return placed
        at, base = x + self.block.width + self._gap, top + self.block.baselines[0]
        return *placed, Text(self.beside.text, at, base, self.beside.size, self.beside.colour, box=box)


def apart(above: Said, below: Said, gap: float) -> float:
    """Return the gap between words and those below them: the one asked for, or more if their marks would touch."""
    return max(gap, above.below + below.above + _AIR * below.block.lines[0].size)


def said(label: Label, lang: str, width: float, style: Style) -> Said:
    """Set a name."""
    return listed([label], lang, width, style)


def listed(items: Sequence[Label], lang: str, width: float, style: Style) -> Said:
    """Set a list, with commas, and break it inside an item only where that is too long for a line."""
    if not items:
        return Said(stack(()))
    main, other = zip(*(parts(item, lang) for item in items), strict=True)
    lines = _flowed(main, width, style.size, style.bold, style.colour)
    small = _flowed([item for item in other if item], width, style.small, False, style.small_colour)
    if len(lines) == len(small) == 1 and lines[0].width + _BESIDE * style.size + small[0].width <= width:
        return Said(stack(lines), small[0])
    return Said(stack([*lines, *small]))


def _flowed(items: Sequence[str], width: float, size: float, bold: bool, colour: str) -> list[Line]:
    lines: list[Line] = []
    for at, item in enumerate(items):
        word = item if at == len(items) - 1 else f"{item},"
        together = f"{lines[-1].text} {word}" if lines else ""
        if together and measure(together, size, bold) <= width:
            lines[-1] = Line(together, size, bold, colour)
        else:
            lines += wrapped(word, width, size, bold, colour)
    return lines
