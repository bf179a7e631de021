"""How far a line of text reaches, put together from its parts: what shaping it whole gives, many times as fast.

A wrapped name is measured in all its parts before a line of it stands, and shaping each anew takes most of the time of
a picture. But a part of a text is set as in the whole, save for the kerning beside it: so parts are shaped once, and
added up with the kerning of the letters where they meet. Parts are clusters of Thai, words of Latin letters, and other
signs one by one; each is shaped beside a letter of the script of its run, for signs that scripts share are of either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

_PART: Final = re.compile(r"[\u0e00-\u0e7f][\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*|[A-Za-z\u00aa-\u024f]+|.", re.DOTALL)
_THAI, _LATIN, _SHARED = "th", "la", ""
_LETTER: Final = {_THAI: "ก", _LATIN: "n"}
_PAIRS: Final = dict(zip(")]}”’»", "([{“‘«", strict=True))
SUBPIXELS: Final = 64


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a text reaches along its line, and its ink below (negative) and above; in subpixels as it is measured."""

    advance: int
    low: int
    high: int


def reach_of(face: FT2Font, text: str) -> Reach:
    """Return how far a text reaches, as shaping the whole of it would have it."""
    x = 0
    lows: list[int] = []
    highs: list[int] = []
    before: tuple[str, str] | None = None
    for part, script in _parts(text):
        if before is not None and before[1] == script:  # nothing is kerned across the border of two scripts
            x += _kerning(face, _last(*before), part[0], script)
        own = _set(face, part, script)
        lows.append(own.low)
        highs.append(own.high)
        x += own.advance
        before = part, script
    return Reach(x, min(lows, default=0), max(highs, default=0))


@lru_cache(maxsize=16384)
def _parts(text: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a text, each with the script that it is set in, as raqm finds it.

    What scripts share is of the script before it, at the beginning of that behind it; a bracket that closes is of the
    script of the one that opened.
    """
    parts = _PART.findall(text)
    scripts = [_script(part) for part in parts]
    last = next((script for script in scripts if script), _LATIN)
    opened: list[tuple[str, str]] = []
    for at, (part, script) in enumerate(zip(parts, scripts, strict=True)):
        if script:
            last = script
        elif part in _PAIRS:
            while opened and opened[-1][0] != _PAIRS[part]:
                opened.pop()
            if opened:
                last = opened[-1][1]
        elif part in _PAIRS.values():
            opened.append((part, last))
        scripts[at] = last
    return tuple(zip(parts, scripts, strict=True))


def _script(part: str) -> str:
    if "\u0e01" <= part[0] <= "\u0e3a" or "\u0e40" <= part[0] <= "\u0e7f":
        return _THAI
    return _LATIN if part[0].isalpha() else _SHARED


def _last(part: str, script: str) -> str:
    """Return the last letter of a part: what its marks stand about, and of SARA AM the half that is a letter."""
    if script == _THAI:
        return "\u0e32" if "\u0e33" in part else part[0]
    return part[-1]


@cache
def _set(face: FT2Font, part: str, script: str) -> Reach:
    """Set a part in its script."""
    before, behind = _LETTER[script], _LETTER[_LATIN if script == _THAI else _THAI]
    items = _items(face, before + part + behind)
    first, own, end = items[1][1], items[1:-1], items[-1][1]
    boxes = [(y, *_box(face, glyph)) for glyph, _, y in own]
    low, high = min(y + box_low for y, _, box_low, _, _ in boxes), max(y + box_high for y, _, _, _, box_high in boxes)
    return Reach(end - first, low, high)


@cache
def _kerning(face: FT2Font, one: str, other: str, script: str) -> int:
    """Return how much nearer, or further, two letters stand for being neighbours."""
    _, first, second, *_ = _items(face, _LETTER[script] + one + other)
    return second[1] - first[1] - _set(face, one, script).advance


def _items(face: FT2Font, text: str) -> list[tuple[int, int, int]]:
    """Return the glyphs of a text, each with its origin."""
    from matplotlib.ft2font import LoadFlags

    return [
        (item.glyph_index, round(item.x * SUBPIXELS), round(item.y * SUBPIXELS))
        for item in face._layout(text, LoadFlags.NO_HINTING)
    ]


@cache
def _box(face: FT2Font, glyph: int) -> tuple[int, int, int, int]:
    from matplotlib.ft2font import LoadFlags

    glyphs: Any = face  # its types know glyphs by a name of numbers that items do not use
    left, low, right, high = glyphs.load_glyph(glyph, flags=LoadFlags.NO_HINTING).bbox
    return left, low, right, high
