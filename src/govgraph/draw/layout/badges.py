"""Numbered discs: they say by number what the colours say by colour."""

from __future__ import annotations

from typing import Final

from govgraph.draw.colours import WHITE, group_colour, text_on
from govgraph.draw.fonts import extent
from govgraph.draw.marks import Disc, Mark, Rect, Text
from govgraph.draw.scenes import Column

_FILLS: Final = 1.24
"""How wide the digits may be, in radii."""


def badge(number: int, x: float, y: float, radius: float) -> tuple[Mark, ...]:
    """Return a disc with the number in its middle, in the colour of the group with this number."""
    colour = group_colour(number - 1)
    digits = str(number)
    natural = 1.16 * radius
    size = natural * min(1.0, _FILLS * radius / extent(digits, natural, bold=True).width)
    found = extent(digits, size, bold=True)
    box = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
    return (
        Disc(x, y, radius, colour, WHITE, 0.14 * radius),
        Text(digits, x, y + found.above / 2, size, text_on(colour), True, "middle", box=box),
    )


def column_colour(column: Column, place: int) -> str:
    """Return the colour of a column: by its number, so that a group looks the same in all pictures."""
    return group_colour(place if column.number is None else column.number - 1)
