"""What tells rows and columns apart: numbered discs, which say by number what colours say, and quieter names."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from govgraph.draw.colours import GREY, WHITE, group_colour, text_on
from govgraph.draw.fonts import extent
from govgraph.draw.marks import Disc, Mark, Rect, Text
from govgraph.draw.scenes import Column, Row
from govgraph.draw.text import LEAST, Style

_FILLS: Final = 1.24
"""How wide the digits may be, in radii."""


_HIGH: Final = 1.16
"""How large the digits are, in radii."""


def badge_radius(natural: float, number: int, sign: str = "") -> float:
    """Return the radius of a disc: the natural one, or the least in which the number, or its sign, can be read.

    >>> badge_radius(9.0, 3), badge_radius(1.0, 3) < badge_radius(1.0, 12) < badge_radius(1.0, 120)
    (9.0, True)
    """
    return max(natural, LEAST / _HIGH, extent(sign or str(number), LEAST, bold=True).width / _FILLS)


def badge(number: int, x: float, y: float, radius: float, sign: str = "") -> tuple[Mark, ...]:
    """Return a disc in the colour of the group with this number, and in its middle the number, or its ``sign``."""
    radius = badge_radius(radius, number, sign)
    colour = group_colour(number - 1)
    digits = sign or str(number)
    natural = _HIGH * radius
    size = max(LEAST, natural * min(1.0, _FILLS * radius / extent(digits, natural, bold=True).width))
    found = extent(digits, size, bold=True)
    box = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
    return (
        Disc(x, y, radius, colour, WHITE, 0.14 * radius),
        Text(digits, x, y + found.above / 2, size, text_on(colour), True, "middle", box=box),
    )


def column_colour(column: Column, place: int) -> str:
    """Return the colour of a column: by its number, so that a group looks the same in all pictures."""
    if column.apart:
        return GREY
    return group_colour(place if column.number is None else column.number - 1)


def of_row(one: Row | Column, style: Style) -> Style:
    """Return the style for the name of a thing, or the quieter one for what stands apart."""
    return replace(style, colour=GREY) if one.apart else style
