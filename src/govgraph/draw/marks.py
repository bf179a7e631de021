"""What a layout hands to the painter: boxes, discs, strokes, areas and lines of text, in points.

The origin is the top left corner and y grows downwards, as a page is read. Marks are painted in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Anchor: TypeAlias = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle.

    >>> Rect(0, 0, 10, 10).inset(2)
    Rect(x=2, y=2, width=6, height=6)
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, by: float) -> Rect:
        """Return the rectangle made smaller by the same amount on all sides."""
        return Rect(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def contains(self, other: Rect, slack: float = 0.0) -> bool:
        """Tell whether the other lies inside, or sticks out by no more than ``slack``."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: Rect, slack: float = 0.0) -> bool:
        """Tell whether the two share more than ``slack`` in both directions."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on its baseline; ``box`` is where it must stay, ``upright`` turns it to read upwards."""

    line: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"
    upright: bool = False
    box: Rect | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A filled or outlined rectangle with round corners; ``open_bottom`` squares the two lower ones."""

    rect: Rect
    fill: str | None = None
    stroke: str | None = None
    line: float = 0.0
    radius: float = 0.0
    open_bottom: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A round badge or bullet."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str | None = None
    line: float = 0.0


Point: TypeAlias = tuple[float, float]
Move: TypeAlias = tuple[Point, ...]
"""One point: a straight line to it. Three points: a cubic curve, its two handles first."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along a path."""

    start: Point
    moves: tuple[Move, ...]
    colour: str
    width: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A closed path, filled; ``alpha`` below 1 lets what lies below shine through."""

    start: Point
    moves: tuple[Move, ...]
    fill: str
    alpha: float = 1.0


Mark: TypeAlias = Text | Box | Disc | Stroke | Area


def moved(mark: Mark, right: float, down: float) -> Mark:
    """Return a mark somewhere else.

    >>> moved(Disc(1, 2, 3, "#000000"), 10, 20)
    Disc(x=11, y=22, radius=3, fill='#000000', stroke=None, line=0.0)
    """

    def rect(old: Rect) -> Rect:
        return Rect(old.x + right, old.y + down, old.width, old.height)

    match mark:
        case Text():
            box = None if mark.box is None else rect(mark.box)
            return replace(mark, x=mark.x + right, y=mark.y + down, box=box)
        case Disc():
            return replace(mark, x=mark.x + right, y=mark.y + down)
        case Box():
            return replace(mark, rect=rect(mark.rect))
        case Stroke() | Area():
            moves = tuple(tuple((x + right, y + down) for x, y in move) for move in mark.moves)
            return replace(mark, start=(mark.start[0] + right, mark.start[1] + down), moves=moves)


def breadth(marks: Iterable[Mark]) -> tuple[float, float]:
    """Return the left and right end of boxes, discs and lines; of texts the boxes they have count."""
    xs: list[float] = []
    for mark in marks:
        match mark:
            case Text(box=Rect() as box) | Box(rect=box):
                xs += [box.x, box.right]
            case Disc():
                xs += [mark.x - mark.radius, mark.x + mark.radius]
            case Stroke() | Area():
                xs += [mark.start[0], *(x for move in mark.moves for x, _ in move)]
    return min(xs), max(xs)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A laid-out picture: its size in points, the paper it is for, and its marks in painting order."""

    width: float
    height: float
    paper_height: float
    marks: tuple[Mark, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """All lines of text."""
        return tuple(mark for mark in self.marks if isinstance(mark, Text))
