"""Ribbons from left to right: full where a link is stated, pale with an edge where it is inferred.

What is too little for a ribbon that can be seen is a thread: a link on record must not vanish beside large ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govgraph.draw.colours import WHITE, blend
from govgraph.draw.marks import Area, Mark, Point, Stroke

_FULL: Final = 0.56
_PALE: Final = 0.2
_APART: Final = 0.3
_EDGE: Final = 0.6
_THREAD: Final = 0.4
"""The width of a thread, in natural points."""

_THREAD_PALER: Final = 0.25
_THREAD_BACK: Final = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """How a ribbon is painted; what goes to or comes from no thing of its own stands back."""

    colour: str
    apart: bool = False
    inferred: bool = False

    @property
    def alpha(self) -> float:
        """How much it covers what lies below."""
        if self.inferred:
            return _PALE
        return _APART if self.apart else _FULL


def ribbon(start: Point, end: Point, thick: float, look: Look, scale: float) -> tuple[Mark, ...]:
    """Return a band with level ends; a hair narrower than its weight, so that neighbours show a white line.

    A band that would be narrower than a thread is one.
    """
    hair = min(0.22, 0.12 * thick)
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    if thick < _THREAD * scale:
        return (thread((x0, y0 + thick / 2), (x1, y1 + thick / 2), look, scale),)
    top0, top1, low0, low1 = y0 + hair, y1 + hair, y0 + thick - hair, y1 + thick - hair
    over = (middle, top0), (middle, top1), (x1, top1)
    back = (middle, low1), (middle, low0), (x0, low0)
    band = Area((x0, top0), (over, ((x1, low1),), back), look.colour, look.alpha)
    if not look.inferred:
        return (band,)
    edge = min(_EDGE, 0.4 * thick)
    half = edge / 2
    upper = Stroke((x0, top0 + half), (tuple((x, y + half) for x, y in over),), look.colour, edge)
    lower = Stroke((x1, low1 - half), (tuple((x, y - half) for x, y in back),), look.colour, edge)
    return band, upper, lower


def thread(start: Point, end: Point, look: Look, scale: float) -> Stroke:
    """Return the line that stands for a link too small for a ribbon."""
    middle = (start[0] + end[0]) / 2
    curve = ((middle, start[1]), (middle, end[1]), end)
    paler = _THREAD_BACK if look.apart or look.inferred else _THREAD_PALER
    return Stroke(start, (curve,), blend(look.colour, WHITE, paler), _THREAD * scale)
