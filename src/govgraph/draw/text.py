"""Lines of text: measured in points, wrapped by words, placed by their baseline.

Every line becomes a mark of its own. Placing by the ink of each string (which the usual ``va='top'`` does)
makes names with tone marks stand lower than their neighbours; baselines do not wobble.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from govgraph import thai
from govgraph.draw.colours import GREY, INK
from govgraph.draw.fonts import extent
from govgraph.draw.fonts import width as width_of
from govgraph.draw.marks import Anchor, Rect, Text
from govgraph.model import Label

ASCENT: Final = 0.98
"""Nominal height of a line above its baseline, in em: a letter with one mark above. Two marks reach 1.25."""

DESCENT: Final = 0.36
"""Nominal depth of a line below its baseline, in em: a vowel below."""

OVERSHOOT: Final = 0.3
"""How far a letter with two marks may reach above the nominal height, in em."""

LEAST: Final = 6.0
"""No text of a picture is smaller than this, in points on paper."""

_AIR: Final = 0.04


def readable(natural: float, scale: float) -> float:
    """Return a type size made larger or smaller, but never too small to be read.

    >>> readable(9.0, 0.8), readable(9.0, 0.5)
    (7.2, 6.0)
    """
    return max(natural * scale, LEAST)


def measure(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a text in points."""
    return width_of(text, size, bold)


@dataclass(frozen=True, slots=True)
class Style:
    """How a name is set: size in points, weight, colour; ``small`` is the size of the English below Thai."""

    size: float
    bold: bool = False
    colour: str = INK
    small: float = 0.0
    small_colour: str = GREY

    def scaled(self, by: float) -> Style:
        """Return the style made larger or smaller, as far as it stays readable."""
        small = readable(self.small, by) if self.small else 0.0
        return Style(readable(self.size, by), self.bold, self.colour, small, self.small_colour)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has its looks but not yet its place."""

    text: str
    size: float
    bold: bool
    colour: str

    @property
    def width(self) -> float:
        """The width in points."""
        return measure(self.text, self.size, self.bold)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines one below the other; ``baselines`` are counted from the top of the block."""

    lines: tuple[Line, ...]
    baselines: tuple[float, ...]
    width: float
    height: float

    def place(self, x: float, top: float, anchor: Anchor = "start", box: Rect | None = None) -> tuple[Text, ...]:
        """Return the lines as marks, the block's top at ``top``."""
        return tuple(
            Text(line.text, x, top + down, line.size, line.colour, line.bold, anchor, box=box)
            for line, down in zip(self.lines, self.baselines, strict=True)
        )

    def place_upright(self, left: float, y: float, box: Rect | None = None) -> tuple[Text, ...]:
        """Return the lines turned to read upwards from ``y``, the first one leftmost."""
        return tuple(
            Text(line.text, left + across, y, line.size, line.colour, line.bold, upright=True, box=box)
            for line, across in zip(self.lines, self.baselines, strict=True)
        )


def stack(lines: Sequence[Line], leading: float = 1.34) -> Block:
    """Set lines one below the other, evenly, and far enough apart that no mark touches the line above."""
    if not lines:
        return Block((), (), 0.0, 0.0)
    pairs = list(pairwise(lines))
    baselines = [ASCENT * lines[0].size]
    for above, below in pairs:
        # The widest need among pairs of the same sizes, so that a name's lines stand at even distances.
        alike = (_clearance(*pair) for pair in pairs if (pair[0].size, pair[1].size) == (above.size, below.size))
        baselines.append(baselines[-1] + max(leading * below.size, *alike))
    height = baselines[-1] + DESCENT * lines[-1].size
    return Block(tuple(lines), tuple(baselines), max(line.width for line in lines), height)


def _clearance(above: Line, below: Line) -> float:
    deep = extent(above.text, above.size, above.bold).below
    high = extent(below.text, below.size, below.bold).above
    return deep + high + _AIR * below.size


def wrapped(text: str, width: float, size: float, bold: bool, colour: str) -> list[Line]:
    """Cut a text into lines of one look; a single word wider than ``width`` still gets its line."""
    return [Line(part, size, bold, colour) for part in _cut(text, width, size, bold)]


@lru_cache(maxsize=16384)
def _cut(text: str, width: float, size: float, bold: bool) -> tuple[str, ...]:
    # Runs of spaces would be kept in print and lost in SVG: one space each.
    return tuple(thai.lines(" ".join(text.split()), width, lambda part: measure(part, size, bold)))


def parts(label: Label, lang: str) -> tuple[str, str]:
    """Return what is written large and what is written small: Thai and English for ``both``.

    >>> parts(Label(th="จังหวัด", en="province"), "both"), parts(Label(en="province"), "th")
    (('จังหวัด', 'province'), ('province', ''))
    """
    if lang == "both" and label.th and label.en:
        return label.th, label.en
    return label.text("en" if lang == "en" else "th"), ""


def name(label: Label, lang: str, width: float, style: Style) -> Block:
    """Set a name in the language or languages asked for, wrapped to the width."""
    main, small = parts(label, lang)
    lines = wrapped(main, width, style.size, style.bold, style.colour)
    if small:
        lines += wrapped(small, width, style.small, False, style.small_colour)
    return stack(lines)


def ink(text: Text) -> Rect:
    """Return the rectangle that the ink of a placed line fills."""
    found = extent(text.line, text.size, text.bold)
    before = {"start": 0.0, "middle": found.width / 2, "end": found.width}[text.anchor]
    if text.upright:
        low = text.y + before
        return Rect(text.x - found.above, low - found.width, found.above + found.below, found.width)
    return Rect(text.x - before, text.y - found.above, found.width, found.above + found.below)
