"""The tiles themselves: fill, name, number and value of each, hatching, and the heavy borders of the clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from govgraph.draw.colours import FAINT, GREY, INK, LINE, WHITE, region_tint, shade, text_on
from govgraph.draw.layout.outlines import outlines
from govgraph.draw.marks import Box, Mark, Move, Rect, Stroke, Text
from govgraph.draw.scenes import Cluster, Tile, TilesScene
from govgraph.draw.text import LEAST, Block, Style, ink, measure, name, readable

_NAME: Final = Style(8.8, small=7.0)
_SHORTENED: Final = (1.0, 0.94, 0.88, 0.82)
"""How much smaller than the others a long name may be set."""

_NUMBER: Final = 7.0
_FIGURE: Final = 9.2
_FIGURE_LEAST: Final = 0.7
"""How much smaller a long value may be set than a short one."""

_PAD: Final = 2.2
_BORDER: Final = 1.7
_HATCH: Final = 4.6


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the squares of a part of the map stand: the first column and row, and the size of a square."""

    x: float
    y: float
    width: float
    height: float
    column: int
    row: int

    def square(self, column: int, row: int) -> Rect:
        """Return the place of a square."""
        left, top = self.x + (column - self.column) * self.width, self.y + (row - self.row) * self.height
        return Rect(left, top, self.width, self.height)


def fills(scene: TilesScene) -> Mapping[str, str]:
    """Return the colour of each cluster: the hue of its region, the paler the later it comes in it."""
    of_region: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in sorted(scene.clusters, key=lambda cluster: cluster.number):
        of_region[cluster.region].append(cluster)
    return {
        cluster.key: region_tint(region, place / max(1, len(members) - 1))
        for region, members in of_region.items()
        for place, cluster in enumerate(members)
    }


def step_fill(step: int, steps: int) -> str:
    """Return the colour of a step of the scale."""
    return shade(step / (steps - 1) if steps > 1 else 0.4)


def hatching(rect: Rect, scale: float) -> list[Mark]:
    """Fill a rectangle with slanting lines."""
    gap = _HATCH * scale
    marks: list[Mark] = [Box(rect, WHITE, LINE, 0.6 * scale)]
    reach = rect.width + rect.height
    for at in range(1, int(reach / gap) + 1):
        along = at * gap
        start = (rect.x + min(along, rect.width), rect.y + max(0.0, along - rect.width))
        end = (rect.x + max(0.0, along - rect.height), rect.y + min(along, rect.height))
        if along < reach:
            marks.append(Stroke(start, ((end,),), LINE, 0.6 * scale))
    return marks


def unknown(rect: Rect, scale: float) -> list[Mark]:
    """Outline what is not known, as the matrix does."""
    return [Box(rect.inset(0.7 * scale), FAINT, LINE, 0.8 * scale, dashed=True)]


def tile_marks(scene: TilesScene, grid: Grid, tiles: Sequence[Tile], lang: str, scale: float) -> list[Mark] | None:
    """Return the marks of some of the tiles; ``None`` where a name does not fit its square."""
    colours = fills(scene)
    marks: list[Mark] = []
    words: list[Mark] = []
    for tile in tiles:
        square = grid.square(tile.column, tile.row)
        fill = _fill(scene, tile, colours)
        if tile.outside:
            marks += hatching(square, scale)
        elif fill is None:
            marks += unknown(square, scale)
        else:
            marks.append(Box(square, fill, WHITE, 0.8 * scale))
        colour = GREY if tile.outside else text_on(fill or WHITE)
        corners = _corners(scene, tile, square, colour, scale)
        named = None if corners is None else _named(tile, square, corners, (lang, colour), scale)
        if corners is None or named is None:
            return None
        words += [*corners, *named]
    members: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for tile in tiles:
        if tile.cluster:
            members[tile.cluster].append((tile.column, tile.row))
    for key in sorted(members):
        marks += [_border(loop, grid, scale) for loop in outlines(members[key])]
    return marks + words


def _fill(scene: TilesScene, tile: Tile, colours: Mapping[str, str]) -> str | None:
    """Return the colour of a tile, or none where there is nothing to tell by it."""
    if scene.scale is None:
        return colours.get(tile.cluster)
    return None if tile.step is None else step_fill(tile.step, len(scene.scale.steps))


def _border(loop: Sequence[tuple[int, int]], grid: Grid, scale: float) -> Stroke:
    points = [(grid.square(x, y).x, grid.square(x, y).y) for x, y in loop]
    # Begun in the middle of an edge, so that all corners are joined.
    start = ((points[-1][0] + points[0][0]) / 2, (points[-1][1] + points[0][1]) / 2)
    moves: tuple[Move, ...] = tuple((point,) for point in (*points, start))
    return Stroke(start, moves, INK, _BORDER * scale)


def _corners(scene: TilesScene, tile: Tile, square: Rect, colour: str, scale: float) -> list[Text] | None:
    """Set the number of the cluster at the upper left and the value at the upper right."""
    if tile.outside:
        return []
    pad = _PAD * scale
    number, figure = "–" if scene.scale else "?", (tile.figure or "?") if scene.scale else ""
    if cluster := scene.by_key.get(tile.cluster):
        number = f"{cluster.number}{'' if tile.sure else '*'}"
    own = readable(_NUMBER, scale)
    marks = [Text(number, square.x + pad, square.y + pad + 0.78 * own, own, colour, box=square)]
    if figure:
        natural, bold = readable(_FIGURE, scale), figure != "?"
        size = natural * min(1.0, (square.width - 2 * pad - 1.8 * own) / measure(figure, natural, bold))
        if size < max(_FIGURE_LEAST * natural, LEAST):
            return None
        base = square.y + pad + 0.78 * natural
        marks.append(Text(figure, square.right - pad, base, size, colour, bold, "end", box=square))
    return marks


def _named(
    tile: Tile, square: Rect, corners: Sequence[Text], how: tuple[str, str], scale: float
) -> tuple[Text, ...] | None:
    """Set a name in a language and colour; the few long ones a little smaller than the others."""
    lang, colour = how
    room = square.width - 2.4 * _PAD * scale
    for share in _SHORTENED:
        small = readable(_NAME.small, scale) if lang == "both" else 0.0
        style = Style(max(readable(share * _NAME.size, scale), small), False, colour, small, colour)
        block = name(tile.label, lang, room, style)
        placed = _placed(block, square, [ink(text) for text in corners], scale) if block.width <= room else None
        if placed is not None:
            return placed
    return None


def _placed(block: Block, square: Rect, taken: Sequence[Rect], scale: float) -> tuple[Text, ...] | None:
    """Set a name in the middle of its square, or as low as it can stand clear of number and value."""
    highest = square.y + (square.height - block.height) / 2
    lowest = max(highest, square.bottom - block.height - 0.4 * scale)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        placed = block.place(square.centre[0], highest + share * (lowest - highest), "middle", square)
        lines = [ink(text) for text in placed]
        inside = all(square.inset(0.5 * scale).contains(line) for line in lines)
        if inside and not any(line.overlaps(other, -0.6 * scale) for line in lines for other in taken):
            return placed
    return None
