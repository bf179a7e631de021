"""Lines with heads at both ends."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final

from govgraph.draw.marks import Area, Mark, Point, Stroke

_LENGTH: Final = 3.4
_HALF: Final = 1.7
"""Length and half width of a head, in widths of the line."""


def two_way(points: Sequence[Point], colour: str, width: float) -> list[Mark]:
    """Return a line through points with a head at either end; the tips of the heads are the ends of the line."""
    back = _towards(points[0], points[1], 0.8 * _LENGTH * width)
    ahead = _towards(points[-1], points[-2], 0.8 * _LENGTH * width)
    line = [back, *points[1:-1], ahead]
    stroke = Stroke(line[0], tuple((point,) for point in line[1:]), colour, width)
    return [stroke, _head(points[0], points[1], colour, width), _head(points[-1], points[-2], colour, width)]


def _towards(start: Point, end: Point, far: float) -> Point:
    whole = hypot(end[0] - start[0], end[1] - start[1])
    share = min(1.0, far / whole) if whole else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _head(tip: Point, origin: Point, colour: str, width: float) -> Area:
    base = _towards(tip, origin, _LENGTH * width)
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    share = _HALF / _LENGTH
    one, other = (base[0] - dy * share, base[1] + dx * share), (base[0] + dy * share, base[1] - dx * share)
    return Area(tip, ((one,), (other,)), colour)
