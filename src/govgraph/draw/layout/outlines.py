"""The borders of groups of squares, as closed lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TypeAlias

Corner: TypeAlias = tuple[int, int]


def outlines(squares: Collection[Corner]) -> tuple[tuple[Corner, ...], ...]:
    """Return the border of a set of unit squares, each by its column and row, as loops of their turning points.

    Squares that meet in a corner only have loops of their own; a hole is a loop too.

    >>> outlines([(0, 0), (1, 0)])
    (((0, 0), (2, 0), (2, 1), (0, 1)),)
    """
    inside = set(squares)
    ways: dict[Corner, list[Corner]] = defaultdict(list)
    for x, y in sorted(inside):
        corners = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))
        neighbours = ((x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y))
        for at, neighbour in enumerate(neighbours):
            if neighbour not in inside:
                ways[corners[at]].append(corners[(at + 1) % 4])
    return tuple(_loops(ways))


def _loops(ways: dict[Corner, list[Corner]]) -> Iterator[tuple[Corner, ...]]:
    while ways:
        start = min(ways)
        here, before = start, (start[0], start[1] + 1)  # come to the north-western corner from below
        loop: list[Corner] = []
        while not loop or here != start:
            onward = _sharpest(before, here, ways[here])
            ways[here].remove(onward)
            if not ways[here]:
                del ways[here]
            if (here[0] - before[0], here[1] - before[1]) != (onward[0] - here[0], onward[1] - here[1]):
                loop.append(here)
            before, here = here, onward
        yield tuple(loop)


def _sharpest(before: Corner, here: Corner, onward: list[Corner]) -> Corner:
    """Where two squares meet in a corner, stay with the one that the line has followed: turn right."""
    dx, dy = here[0] - before[0], here[1] - before[1]
    right = (here[0] - dy, here[1] + dx)
    return right if right in onward else onward[0]
