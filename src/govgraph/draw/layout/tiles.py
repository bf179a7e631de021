"""The map of tiles: whole on an upright page; on a broad one its southern part beside the rest, as on wall maps.

The legend of the shades stands in the sea to the north-east, that of the clusters to the south-east.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from govgraph.draw.colours import GREY, LINE
from govgraph.draw.layout.legend import Legend, legend
from govgraph.draw.layout.legends import with_notes
from govgraph.draw.layout.page import Attempt, Frame, Page, frame, largest, papers
from govgraph.draw.layout.tilekeys import keys, shade_row
from govgraph.draw.layout.tilemap import Grid, tile_marks
from govgraph.draw.marks import Box, Drawing, Mark, Rect, Text
from govgraph.draw.scenes import Tile, TilesScene
from govgraph.draw.text import Style, ink, name
from govgraph.errors import LimitError
from govgraph.model import Label

_SOUTHERN: Final = Label(th="ส่วนใต้ของแผนที่", en="Southern part of the map")
_ONE_LANGUAGE: Final = Label(
    "ชื่อจังหวัดเขียนเป็นภาษาไทยเท่านั้น เพราะหน้ากระดาษไม่พอ", "Names of provinces in Thai only, for want of room"
)
_PART: Final = Style(7.6, small=7.0, colour=GREY)
_MOST_BROAD: Final = (1.3, 1.25, 1.2, 1.38, 1.46, 1.6)
"""How much broader than high a square may be; the first that leaves room for names and legends is taken."""

_GAP: Final = 14.0
_NARROWEST: Final = 0.13
"""A list of names beside the map takes at least this share of the page's width."""

_LEGEND_MOST: Final = 1.12
_LEGEND_BESIDE_NAMES: Final = 1.3
_LEGEND_LEAST: Final = 0.85
"""How large a legend may be: beside its natural size, and (at most, at least) beside the names in the tiles."""

_SHADES: Final = (0.5, 0.42, 0.34, 0.28, 0.22)
"""The widths that are tried for the row of shades, in shares of the page."""


def lay_out(scene: TilesScene, lang: str, size: str) -> Drawing:
    """Lay out the map on a paper of this size, upright first: the country is twice as high as it is broad."""

    def ready(shown: TilesScene, names: str) -> Attempt:
        def attempt(page: Page, scale: float) -> Drawing | None:
            chart = _Map(shown, lang, names, frame(page, shown.caption, lang), scale)
            return (chart.whole() or chart.above()) if page.height > page.width else chart.parted_anyhow()

        return attempt

    pages = papers(size, upright_first=True)
    try:
        return largest(pages, ready(scene, lang))
    except LimitError:
        if lang != "both":
            raise
        # Squares too small for two names bear one.
        one = replace(scene, caption=with_notes(scene.caption, _ONE_LANGUAGE))
        return largest(pages, ready(one, "th"))


@dataclass(frozen=True, slots=True)
class _Map:
    scene: TilesScene
    lang: str
    names: str
    around: Frame
    scale: float

    def whole(self) -> Drawing | None:
        """The map in one piece, its legends in the free corners on the right."""
        area, tiles = self.around.area, self.scene.tiles
        grid = _grid(tiles, area, _span([tile.column for tile in tiles]))
        marks = tile_marks(self.scene, grid, tiles, self.names, self.scale)
        taken = [grid.square(tile.column, tile.row) for tile in tiles]

        def free(side: Legend) -> bool:
            return not _covers(_corner(side, area), taken, 0.5 * _GAP * self.scale)

        shades = self._shades(taken, area.right)
        side = self._list(shades is None, 0.62 * area.width, area.height, free)
        if marks is None or side is None:
            return None
        at = _corner(side, area)
        return self.around.finish([*marks, *side.place(at.x, at.y), *(shades or [])], area.bottom)

    def above(self) -> Drawing | None:
        """The map in one piece above its legends, where no corner of it is free."""
        area, tiles, gap = self.around.area, self.scene.tiles, _GAP * self.scale
        side = self._list(True, area.width, 0.5 * area.height)
        if side is None:
            return None
        room = Rect(area.x, area.y, area.width, area.height - side.height - gap)
        grid = _grid(tiles, room, _span([tile.column for tile in tiles]))
        marks = tile_marks(self.scene, grid, tiles, self.names, self.scale)
        if marks is None:
            return None
        low = max(grid.square(tile.column, tile.row).bottom for tile in tiles) + gap
        return self.around.finish([*marks, *side.place(area.x, low)], low + side.height)

    def parted_anyhow(self) -> Drawing | None:
        """The map in two pieces, in squares no broader than names need."""
        found = (self.parted(broad) for broad in _MOST_BROAD)
        return next((drawing for drawing in found if drawing is not None), None)

    def parted(self, broad: float) -> Drawing | None:
        """The map in two pieces: the north, the south beside its foot, and the list of clusters on the right."""
        area, gap = self.around.area, _GAP * self.scale
        cut = _waist(self.scene.tiles)
        north = [tile for tile in self.scene.tiles if tile.row < cut]
        south = [tile for tile in self.scene.tiles if tile.row >= cut]
        across, beside = (_span([tile.column for tile in part]) for part in (north, south))
        grid = _grid(north, Rect(area.x, area.y, area.width - 2.4 * gap, area.height), across + beside, broad)
        marks = tile_marks(self.scene, grid, north, self.names, self.scale)
        left = grid.x + across * grid.width + 1.2 * gap
        inset = self._inset(south, grid, left)
        if marks is None or inset is None:
            return None
        framed, drawn = inset
        shades = self._shades([grid.square(tile.column, tile.row) for tile in north], left - 1.2 * gap)
        beyond = framed.right + gap
        above, aside = area.right - left, area.right - beyond
        sides = [
            (left, self._list(shades is None, above, area.height - framed.height - gap)),
            (beyond, self._list(shades is None, aside, area.height) if aside >= _NARROWEST * area.width else None),
        ]
        found = [(x, side) for x, side in sides if side is not None]
        if not found or framed.right > area.right + 0.01:
            return None
        x, side = max(found, key=lambda placed: placed[1].scale)
        return self.around.finish([*marks, *drawn, *side.place(x, area.y), *(shades or [])], area.bottom)

    def _inset(self, south: Sequence[Tile], like: Grid, left: float) -> tuple[Rect, list[Mark]] | None:
        """The south in a frame, beside the foot of the north, in squares of the same size."""
        area, gap = self.around.area, _GAP * self.scale
        title = name(_SOUTHERN, self.lang, 0.4 * area.width, _PART.scaled(self.scale))
        wide, high = (_span(places) for places in ([t.column for t in south], [t.row for t in south]))
        height = high * like.height + title.height + 1.2 * gap
        framed = Rect(left, area.bottom - height, max(wide * like.width, title.width) + gap, height)
        x, y = framed.x + 0.5 * gap, framed.bottom - 0.5 * gap - high * like.height
        grid = Grid(x, y, like.width, like.height, min(t.column for t in south), min(t.row for t in south))
        drawn = tile_marks(self.scene, grid, south, self.names, self.scale)
        if drawn is None:
            return None
        marks: list[Mark] = [Box(framed, None, LINE, 0.8 * self.scale, 3 * self.scale)]
        marks += title.place(framed.right - 0.5 * gap, framed.y + 0.3 * gap, "end", framed)
        return framed, marks + drawn

    def _list(
        self, with_steps: bool, width: float, height: float, free: Callable[[Legend], bool] | None = None
    ) -> Legend | None:
        """The list of the clusters and what the signs on tiles mean, as large as there is room for it."""
        scale = min(_LEGEND_MOST * self.around.page.zoom, _LEGEND_BESIDE_NAMES * self.scale)
        while scale >= _LEGEND_LEAST * self.scale:
            found = legend(keys(self.scene, scale, with_steps=with_steps), self.lang, width, scale)
            if found is not None and found.height <= height and (free is None or free(found)):
                return found
            scale *= 0.96
        return None

    def _shades(self, taken: Sequence[Rect], right: float) -> list[Mark] | None:
        """The scale, as a row of shades in the corner at the top right; ``None`` where that is not free."""
        if self.scene.scale is None or not self.scene.scale.steps:
            return []
        area = self.around.area
        for share in _SHADES:
            row = shade_row(self.scene.scale, self.lang, (right, area.y), share * area.width, self.scale)
            places = [_place(mark) for mark in row or [] if isinstance(mark, Box | Text)]
            if row and not any(_covers(place, taken, 0.5 * _GAP * self.scale) for place in places):
                return row
        return None


def _place(mark: Box | Text) -> Rect:
    return mark.rect if isinstance(mark, Box) else ink(mark)


def _grid(tiles: Sequence[Tile], room: Rect, columns: int, most_broad: float = _MOST_BROAD[0]) -> Grid:
    """Return the largest squares that fit so many columns, none broader than is good for the country's shape."""
    high = room.height / _span([tile.row for tile in tiles])
    broad = min(room.width / columns, most_broad * high)
    first = min(tile.column for tile in tiles), min(tile.row for tile in tiles)
    return Grid(room.x, room.y, broad, min(high, broad), *first)


def _span(places: Sequence[int]) -> int:
    return max(places) - min(places) + 1


def _waist(tiles: Sequence[Tile]) -> int:
    """Return the row where the map is best cut in two: in its southern half, where the fewest tiles hang together."""
    first, rows = min(tile.row for tile in tiles), _span([tile.row for tile in tiles])
    at = {(tile.column, tile.row): tile.cluster for tile in tiles}

    def torn(cut: int) -> tuple[int, int, int]:
        pairs = [(at[x, y - 1], cluster) for (x, y), cluster in at.items() if y == cut and (x, y - 1) in at]
        return sum(one == other for one, other in pairs), len(pairs), -cut

    lines = sorted({tile.row for tile in tiles})[1:]
    cuts = [line for line in lines if (rows + 1) // 2 <= line - first <= (3 * rows) // 4] or lines[len(lines) // 2 :]
    return min(cuts, key=torn, default=first)


def _corner(side: Legend, area: Rect) -> Rect:
    return Rect(area.right - side.width, area.bottom - side.height, side.width, side.height)


def _covers(box: Rect, taken: Sequence[Rect], air: float) -> bool:
    return any(box.overlaps(other, -air) for other in taken)
