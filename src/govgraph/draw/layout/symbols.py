"""Signs for nodes, as large as what they stand for, and the key that says what signs and lines mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from govgraph.draw.colours import GREY, INK, WHITE
from govgraph.draw.layout.badges import badge
from govgraph.draw.marks import Box, Disc, Mark, Rect, Stroke, Text
from govgraph.draw.text import measure, readable

_RING: Final = 2.6
_RING_LINE: Final = 1.1
_KEY: Final = 7.4
_KEY_LEADING: Final = 1.75
_KEY_GAP: Final = 16.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A disc or a square of a size, with a number in a disc, and a ring around it for a cut vertex."""

    radius: float
    colour: str
    square: bool = False
    number: int | None = None
    ring: bool = False
    scale: float = 1.0

    @property
    def reach(self) -> float:
        """How far it reaches from its middle."""
        return self.radius + ((_RING + _RING_LINE) * self.scale if self.ring else 0.0)

    def draw(self, x: float, y: float) -> list[Mark]:
        """Return the marks of the sign about a point."""
        marks: list[Mark] = []
        if self.ring:
            around = self.radius + _RING * self.scale
            line = _RING_LINE * self.scale
            if self.square:
                marks.append(Box(_square(x, y, around), WHITE, INK, line, 1.6 * self.scale))
            else:
                marks.append(Disc(x, y, around, WHITE, INK, line))
        if self.square:
            return [*marks, Box(_square(x, y, self.radius), self.colour, radius=0.8 * self.scale)]
        if self.number is not None:
            return [*marks, *badge(self.number, x, y, self.radius)]
        return [*marks, Disc(x, y, self.radius, self.colour)]


def _square(x: float, y: float, half: float) -> Rect:
    return Rect(x - half, y - half, 2 * half, 2 * half)


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A sign of some width and the words that say what it means; ``draw`` takes its left edge and its middle."""

    width: float
    draw: Callable[[float, float], Sequence[Mark]]
    words: str


def sign_item(sign: Sign, words: str) -> KeyItem:
    """Return the item for a sign."""
    return KeyItem(2 * sign.reach, lambda x, y: sign.draw(x + sign.reach, y), words)


def line_item(lines: Sequence[tuple[float, int]], scale: float, words: str) -> KeyItem:
    """Return the item for lines of some widths, each with the number that it stands for."""
    size, length = readable(_KEY, scale), 16 * scale

    def draw(x: float, y: float) -> Sequence[Mark]:
        marks: list[Mark] = []
        for width, number in lines:
            marks.append(Stroke((x, y), (((x + length, y),),), GREY, width))
            marks.append(Text(f"{number:,}", x + length + 3 * scale, y + 0.36 * size, size, GREY))
            x += length + 8 * scale + measure(f"{number:,}", size)
        return marks

    width = sum(length + 8 * scale + measure(f"{number:,}", size) for _, number in lines)
    return KeyItem(width, draw, words)


def dashed_item(scale: float, words: str) -> KeyItem:
    """Return the item for a dashed line."""
    length = 20 * scale

    def draw(x: float, y: float) -> Sequence[Mark]:
        return (Stroke((x, y), (((x + length, y),),), GREY, 1.6 * scale, dashed=True),)

    return KeyItem(length, draw, words)


@dataclass(frozen=True, slots=True)
class Key:
    """All items, set in as many lines as they need."""

    lines: tuple[tuple[KeyItem, ...], ...]
    scale: float

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * _KEY_LEADING * readable(_KEY, self.scale)

    def draw(self, x: float, top: float) -> list[Mark]:
        """Return the marks of the key with its corner at a point."""
        marks: list[Mark] = []
        size = readable(_KEY, self.scale)
        for at, items in enumerate(self.lines):
            left, middle = x, top + (at + 0.5) * _KEY_LEADING * size
            for item in items:
                marks += item.draw(left, middle)
                left += item.width + 4 * self.scale
                marks.append(Text(item.words, left, middle + 0.34 * size, size, GREY))
                left += measure(item.words, size) + _KEY_GAP * self.scale
        return marks


def key_of(items: Sequence[KeyItem], width: float, scale: float) -> Key:
    """Set the items of a key in lines no longer than a width."""
    lines: list[list[KeyItem]] = [[]]
    used = 0.0
    for item in items:
        need = item.width + 4 * scale + measure(item.words, readable(_KEY, scale))
        if lines[-1] and used + need > width:
            lines.append([])
            used = 0.0
        lines[-1].append(item)
        used += need + _KEY_GAP * scale
    return Key(tuple(tuple(line) for line in lines), scale)
