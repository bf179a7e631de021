"""Bars and points of a timeline, and how sure they are by the way they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govgraph.draw.colours import FAINT, GREY, LINE, WHITE, blend, text_on
from govgraph.draw.fonts import extent
from govgraph.draw.layout.timeaxis import Axis
from govgraph.draw.marks import Area, Box, Disc, Mark, Rect, Text
from govgraph.draw.scenes import Stretch
from govgraph.draw.text import ink, measure, readable

_HEIGHT: Final = 7.0
_RADIUS: Final = 2.7
_AIR: Final = 0.8
_PITCH: Final = 8.4

_LEAST: Final = 1.6
"""A bar is at least so long, in natural points."""

_ARROW: Final = 4.0
_FIGURE: Final = 7.0
_INFERRED: Final = 0.66
"""How much paler than a known one an inferred bar is."""


def bars_scale(scale: float) -> float:
    """Return the scale of bars beside words of a scale: they stay large enough for the numbers in them."""
    return readable(_FIGURE, scale) / _FIGURE


def pitch(scale: float) -> float:
    """Return the distance from one track of bars to the next."""
    return _PITCH * bars_scale(scale)


def tracks(stretches: Sequence[Stretch], axis: Axis, scale: float) -> list[list[Stretch]]:
    """Deal stretches out to tracks one below the other, so that none lies on another."""
    laid: list[tuple[float, list[Stretch]]] = []
    for stretch in stretches:
        left, right = _reach(stretch, axis, scale)
        for at, (taken, track) in enumerate(laid):
            if left >= taken + _AIR * scale:
                track.append(stretch)
                laid[at] = (right, track)
                break
        else:
            laid.append((right, [stretch]))
    return [track for _, track in laid]


def _reach(stretch: Stretch, axis: Axis, scale: float) -> tuple[float, float]:
    """Return how far a stretch reaches along the axis, with its number and its arrows."""
    places = []
    for mark in bar(stretch, axis, 0.0, GREY, scale):
        match mark:
            case Box(rect=rect):
                places += [rect.x, rect.right]
            case Disc(x=x, radius=radius):
                places += [x - radius, x + radius]
            case Text():
                found = ink(mark)
                places += [found.x, found.right]
            case Area(start=tip, moves=moves):
                places += [tip[0], *(move[-1][0] for move in moves)]
    return min(places), max(places)


def bar(stretch: Stretch, axis: Axis, y: float, colour: str, scale: float) -> list[Mark]:
    """Return the marks of a stretch on a row whose middle is at ``y``."""
    if stretch.sureness == "unknown":
        return _unknown(stretch, axis, y, scale)
    start = stretch.start or axis.first
    end = stretch.end or axis.last
    if stretch.end is not None and end < axis.first:
        beside = Rect(axis.left, y, _ARROW * scale, 0.0)
        return [_arrow(axis.left, y, -1, colour, scale), *_count(stretch, beside, WHITE, scale)]
    if start >= axis.last:
        beside = Rect(axis.right - _ARROW * scale, y, _ARROW * scale, 0.0)
        return [_arrow(axis.right, y, 1, colour, scale), *_count(stretch, beside, WHITE, scale, before=True)]
    if stretch.is_day:
        radius = _RADIUS * scale * (1.0 if stretch.count in (None, 1) else 1.35)
        x = min(max(axis.x(start), axis.left + radius), axis.right - radius)
        fill = colour if stretch.sureness == "known" else WHITE
        disc = Disc(x, y, radius, fill, colour, 0.9 * scale)
        return [disc, *_count(stretch, Rect(x - radius, y - radius, 2 * radius, 2 * radius), fill, scale)]
    opens_left = stretch.start is None or start < axis.first
    opens_right = stretch.end is None or end > axis.last
    left, right = axis.inside(start), axis.inside(end)
    tip = _ARROW * scale
    left += tip if opens_left else 0.0
    right -= tip if opens_right else 0.0
    right = min(max(right, left + _LEAST * scale), axis.right)
    left = min(left, right - _LEAST * scale)
    rect = Rect(left, y - _HEIGHT * scale / 2, right - left, _HEIGHT * scale)
    fill, edge = _looks(stretch, colour)
    marks: list[Mark] = [Box(rect, fill, edge, 0.8 * scale, 1.2 * scale, dashed=stretch.sureness == "vague")]
    if opens_left:
        marks.append(_arrow(left - tip, y, -1, colour, scale))
    if opens_right:
        marks.append(_arrow(right + tip, y, 1, colour, scale))
    return marks + _count(stretch, rect, fill, scale, before=opens_right)


def _looks(stretch: Stretch, colour: str) -> tuple[str, str]:
    match stretch.sureness:
        case "inferred":
            return blend(colour, WHITE, _INFERRED), colour
        case "vague":
            return WHITE, colour
    return colour, colour


def _unknown(stretch: Stretch, axis: Axis, y: float, scale: float) -> list[Mark]:
    """Outline all the time in which it may have been, with a question mark."""
    left = axis.inside(stretch.start) if stretch.start else axis.left
    left = max(axis.left, min(left, axis.right - 3 * _HEIGHT * scale))
    rect = Rect(left, y - _HEIGHT * scale / 2, axis.right - left, _HEIGHT * scale)
    sign = f"? ({stretch.count:,})" if stretch.count else "?"
    size = readable(_FIGURE, scale)
    base = y + extent("0", size).above / 2
    return [
        Box(rect, FAINT, LINE, 0.8 * scale, 1.2 * scale, dashed=True),
        Text(sign, rect.centre[0], base, size, GREY, anchor="middle"),
    ]


def _count(stretch: Stretch, rect: Rect, ground: str, scale: float, *, before: bool = False) -> list[Mark]:
    """Write how many things a stretch stands for: into it if there is room, else beside it."""
    if stretch.count is None:
        return []
    word, size = f"{stretch.count:,}", readable(_FIGURE, scale)
    base = rect.centre[1] + extent("0", size, bold=True).above / 2
    air = (4.0 if stretch.sureness == "vague" else 0.6) * scale
    if measure(word, size, bold=True) <= rect.width - air:
        return [Text(word, rect.centre[0], base, size, text_on(ground), True, "middle")]
    if before:
        return [Text(word, rect.x - 1.5 * scale, base, size, GREY, True, "end")]
    return [Text(word, rect.right + 1.5 * scale, base, size, GREY, True)]


def _arrow(x: float, y: float, way: int, colour: str, scale: float) -> Area:
    """Point beyond the edge: the tip at ``x``."""
    back, half = x - way * _ARROW * scale, 0.5 * _HEIGHT * scale
    return Area((x, y), (((back, y - half),), ((back, y + half),)), colour)
