"""Colours that can be told apart, printed, and written on.

The five group colours hold white text at a contrast of 5 or more, and no two of them come closer than
ΔE76 15 for people with deutan, protan or tritan vision. Colour never stands alone: numbers say the same.
"""

from __future__ import annotations

from typing import Final

INK: Final = "#1C2733"
GREY: Final = "#5B6570"
PALE: Final = "#F1F4F7"
FAINT: Final = "#F5F7F9"
LINE: Final = "#C5CDD6"
WHITE: Final = "#FFFFFF"
BLACK: Final = "#000000"

READABLE: Final = 4.5
"""The contrast that WCAG 2 asks of text; against black or white every colour reaches it."""

GROUPS: Final = ("#00704F", "#B0307A", "#C04A00", "#123B7A", "#3B3B3B", "#5B4A9E", "#7A5200")
"""Colours of groups 1 to 7; from the eighth on they come round again, told apart by their number."""

SCALE: Final = ("#DCE9F5", "#BCD7EC", "#93C0E1", "#5FA3D3", "#1F63A8", "#08306B")
"""One hue, light to dark, for how many; the step in the middle keeps clear of tones that no text reads on."""

REGIONS: Final = {
    "north": "#92BB76",
    "northeast": "#F9F287",
    "central": "#6AB0FC",
    "east": "#D49498",
    "south": "#BB9ABD",
}
"""The hue of each part of the country. All hold dark text, and no tint of one comes near a tint of its neighbour."""

ELSEWHERE: Final = "#AEB6BF"
"""The hue of what is in none of :data:`REGIONS`."""

_PALEST_TINT: Final = 0.41


def rgb(colour: str) -> tuple[int, int, int]:
    """Read ``#RRGGBB``.

    >>> rgb("#00704F")
    (0, 112, 79)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2 defines it, from 0 (black) to 1 (white)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(fill: str) -> str:
    """Return a text colour that reads on a fill at a contrast of 4.5 or more: dark, else white, else black."""
    for text in (INK, WHITE):
        if contrast(text, fill) >= READABLE:
            return text
    return BLACK


def group_colour(position: int) -> str:
    """Return the colour of the group at a position, counted from 0."""
    return GROUPS[position % len(GROUPS)]


def blend(one: str, other: str, share: float) -> str:
    """Mix two colours; ``share`` is that of the second.

    >>> blend("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    mixed = (round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def shade(share: float) -> str:
    """Return the colour of the scale at a share from 0 (lightest) to 1 (darkest)."""
    place = min(max(share, 0.0), 1.0) * (len(SCALE) - 1)
    step = min(int(place), len(SCALE) - 2)
    return blend(SCALE[step], SCALE[step + 1], place - step)


def region_tint(region: str, share: float) -> str:
    """Return the colour of a region at a share from 0 (full) to 1 (palest).

    >>> region_tint("north", 0), region_tint("nowhere", 0)
    ('#92BB76', '#AEB6BF')
    """
    return blend(REGIONS.get(region, ELSEWHERE), WHITE, _PALEST_TINT * min(max(share, 0.0), 1.0))
