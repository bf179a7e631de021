"""Ribbons from left to right: full where a link is stated, pale with an edge where it is inferred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govgraph.draw.marks import Area, Mark, Point, Stroke

_FULL: Final = 0.56
_PALE: Final = 0.2
_APART: Final = 0.3
_EDGE: Final = 0.6


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


def ribbon(start: Point, end: Point, thick: float, look: Look) -> tuple[Mark, ...]:
    """Return a band with level ends; a hair narrower than its weight, so that neighbours show a white line."""
    hair = min(0.22, 0.12 * thick)
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
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
