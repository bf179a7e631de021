"""How wide and how high a text stands in a cell, counted so that no program clips it.

Spreadsheet files hold widths and heights but never compute them: a row whose text is wrapped keeps the height of
one line until somebody sets it. The font that a machine puts in place of a missing one is wider and higher than
the one asked for, so the advances here are the widest of the usual Thai fonts, and a margin stands on top.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from govgraph.thai import words

MARGIN: Final = 1.15
"""What is left free beside the measured width."""

MOST_POINTS: Final = 405.0
"""The highest row that a spreadsheet keeps is 409 points."""

_LINE: Final = 1.5
_PADDING_POINTS: Final = 5.0
_PIXEL_POINTS: Final = 0.75
_NARROW_FONTS: Final = ("sarabun", "cordia", "angsana", "browallia", "dillenia", "upc", "chakra", "niramit")
_NARROW: Final = 0.36
_USUAL: Final = 0.5


def _advances() -> dict[str, float]:
    widths = (
        dict.fromkeys("ฌญฎฏฐฑฒณฆฯๆ", 0.86) | dict.fromkeys("เโใไ", 0.46) | {"แ": 0.64, "า": 0.53, "ำ": 0.55, "ะ": 0.53}
    )
    widths |= dict.fromkeys("iljtfrI.,:;'|!()[]-/ ", 0.36) | dict.fromkeys("mwMWQO@%…—", 0.95) | {"\t": 2.0}
    return widths


_ADVANCES: Final = _advances()


@lru_cache(maxsize=65_536)
def width_of(text: str) -> float:
    """Return the width of one line in ems; marks above and below a Thai letter take no room.

    >>> width_of("กี่") == width_of("ก")
    True
    """
    return sum(map(_advance, text))


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    known = _ADVANCES.get(character)
    if known is not None:
        return known
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if "\u0e01" <= character <= "\u0e5b":
        return 0.61
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    return 0.70 if character.isupper() else 0.57


def unit_points(font: str | None, size: float | None) -> float:
    """Return the points of one unit of column width, which is a digit of the workbook's own font.

    Where the font is not known, a narrow digit is taken: the column is then too wide rather than too narrow.

    >>> unit_points("Calibri", 11)
    5.25
    """
    narrow = any(part in (font or "").casefold() for part in _NARROW_FONTS)
    pixels = (size or 11.0) / _PIXEL_POINTS * (_NARROW if narrow else _USUAL)
    return max(4.0, round(pixels)) * _PIXEL_POINTS


def column_units(texts: Iterable[str], size: float, unit: float, *, least: float = 6, most: float = 60) -> float:
    """Return the width of a column, in its units, that holds the widest line of the texts between the bounds."""
    widest = max((width_of(line) for text in texts for line in text.split("\n")), default=0.0)
    return round(min(most, max(least, (widest * size * MARGIN + _PADDING_POINTS) / unit)), 2)


def line_count(text: str, units: float, size: float, unit: float) -> int:
    """Return in how many lines a text stands in a column, broken between words as spreadsheets do."""
    room = (units * unit - _PADDING_POINTS) / (size * MARGIN)
    return sum(_lines_of(paragraph, room) for paragraph in text.split("\n"))


@lru_cache(maxsize=65_536)
def _lines_of(paragraph: str, room: float) -> int:
    if width_of(paragraph) <= room:
        return 1
    count, used = 1, 0.0
    for piece in words(paragraph):
        whole, bare = width_of(piece), width_of(piece.rstrip())
        if used and used + bare > room:
            count, used = count + 1, 0.0
        if bare > room:
            further = int(bare / room)
            count, used = count + further, bare - further * room
        else:
            used += whole
    return count


def row_points(lines: int, size: float) -> float:
    """Return the height of a row of so many lines in points, in whole pixels, never above what a row may have.

    >>> row_points(1, 10), row_points(1000, 10)
    (18.75, 405.0)
    """
    return min(MOST_POINTS, round((lines * size * _LINE + 4) / _PIXEL_POINTS) * _PIXEL_POINTS)
