"""Which group's card stands where: left, right or below, so that the links cross little and all fits.

All seatings are tried (seven groups have a few hundred). The groups of one side stay in the order of their
numbers; the bodies in the middle are sorted so that their links cross least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

_BELOW_COSTS: Final = 3.0
"""What a card below costs, in crossings: its links go round corners."""

_UNEVEN_COSTS: Final = 8.0
_FREE_EXCHANGES: Final = 40


@dataclass(frozen=True, slots=True)
class Seating:
    """Places of groups (as places in the scene) and the order of the bodies in the middle."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    below: int | None
    middle: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heights:
    """What a seating must fit: card heights at the side and below, the middle's height, gaps, the room."""

    side: Sequence[float]
    below: Sequence[float]
    middle: float
    gap: float
    room: float

    def column(self, groups: Sequence[int]) -> float:
        """Return the height of cards standing one below the other."""
        return sum(self.side[group] for group in groups) + self.gap * max(0, len(groups) - 1)

    def centre(self, below: int | None) -> float:
        """Return the height of the middle with the card below it, if there is one."""
        return self.middle if below is None else self.middle + 1.6 * self.gap + self.below[below]


def seat(links: Sequence[Sequence[int]], heights: Heights) -> Seating | None:
    """Return the best seating that fits; ``links`` are the groups of each body in the middle.

    >>> seat([[0, 1], [0, 1]], Heights([50, 50], [50, 50], 80, 10, 100))
    Seating(left=(0,), right=(1,), below=None, middle=(0, 1))
    """
    found: tuple[float, Seating] | None = None
    for left, right, below in _sides(len(heights.side)):
        tall = heights.column(left), heights.column(right), heights.centre(below)
        if max(tall) > heights.room:
            continue
        middle, crossed = sorted_middle(links, left, right, below)
        cost = crossed + _UNEVEN_COSTS * abs(tall[0] - tall[1]) / heights.room
        cost += 0.0 if below is None else _BELOW_COSTS
        if found is None or cost < found[0] - 1e-9:
            found = cost, Seating(left, right, below, middle)
    return None if found is None else found[1]


def _sides(count: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int | None]]:
    """Give all ways to put groups left, right and (at most one, and only if both sides have one) below."""
    for sides in product("LRB", repeat=count):
        # The mirror image reads as well: the first group stands on the left.
        if sides[0] != "L" or sides.count("B") > 1:
            continue
        left = tuple(group for group, side in enumerate(sides) if side == "L")
        right = tuple(group for group, side in enumerate(sides) if side == "R")
        below = sides.index("B") if "B" in sides else None
        if right or count == 1:
            yield left, right, below


def sorted_middle(
    links: Sequence[Sequence[int]], left: Sequence[int], right: Sequence[int], below: int | None
) -> tuple[tuple[int, ...], int]:
    """Sort the bodies by the mean height of their groups, then exchange neighbours while that helps."""
    depth = {group: (index + 0.5) / len(side) for side in (left, right) for index, group in enumerate(side)}
    if below is not None:
        depth[below] = 1.1
    crossed = _pair_crossings(links, left, right, below)
    order = sorted(
        range(len(links)),
        key=lambda body: (sum(depth[group] for group in links[body]) / max(1, len(links[body])), body),
    )
    for _ in range(_FREE_EXCHANGES):
        better = False
        for at in range(len(order) - 1):
            one, other = order[at], order[at + 1]
            if crossed(other, one) < crossed(one, other):
                order[at], order[at + 1], better = other, one, True
        if not better:
            break
    total = sum(crossed(one, other) for at, one in enumerate(order) for other in order[at + 1 :])
    return tuple(order), total


def _pair_crossings(
    links: Sequence[Sequence[int]], left: Sequence[int], right: Sequence[int], below: int | None
) -> Callable[[int, int], int]:
    """Return a function that counts the crossings of two bodies' links, the first standing above."""
    sides = [
        tuple([side.index(group) for group in groups if group in side] for side in (left, right)) for groups in links
    ]
    goes_below = [below is not None and below in groups for groups in links]
    known: dict[tuple[int, int], int] = {}

    def crossed(above: int, under: int) -> int:
        if (above, under) not in known:
            pairs = zip(sides[above], sides[under], strict=True)
            count = sum(one > other for over, low in pairs for one in over for other in low)
            # The way down from the upper body passes the right-hand links of the lower one.
            known[above, under] = count + (len(sides[under][1]) if goes_below[above] else 0)
        return known[above, under]

    return crossed
