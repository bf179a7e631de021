"""Tiers as bands, sectors as columns, by hand: the one who links them in the middle, arrows to those who are linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from govgraph.draw.colours import LINE
from govgraph.draw.layout.legends import with_notes
from govgraph.draw.layout.page import Attempt, Frame, Page, frame, largest, papers
from govgraph.draw.layout.tierboxes import GAP, Measured, nothing, packed
from govgraph.draw.layout.tierlinks import CHANNEL, Linked, linker_box
from govgraph.draw.marks import Box, Drawing, Mark, Rect, Stroke
from govgraph.draw.scenes import TiersScene
from govgraph.draw.text import OVERSHOOT, Block, Style, name
from govgraph.errors import LimitError
from govgraph.model import Label

BANDS: Final = ("#E8F0F8", "#E9F4EF", "#FBF2E4")
"""The grounds of the tiers, in turn."""

_SECTOR: Final = Style(11.0, bold=True, small=8.2)
_TIER: Final = Style(11.0, bold=True, small=8.2)
_NAMES: Final = 0.115
"""The share of the width that the names of the tiers take."""

_BROADER: Final = 2.3
"""How much broader the sector of the linker is than the others."""

_LINKER: Final = 0.42
"""The share of its cell that the linker takes."""

_ARROWS: Final = 3.2
"""The room for arrows between the linker and its own cell, in gaps between boxes."""

_PAD: Final = 12.0
_BAND_GAP: Final = 3.0
_MORE_AIR: Final = 0.3
"""How much higher than needed the bands may be."""

_ONE_LANGUAGE: Final = Label(
    "รายละเอียดในกรอบเขียนเป็นภาษาไทยเท่านั้น เพราะหน้ากระดาษไม่พอ", "Details in the boxes in Thai only, for want of room"
)

Placed: TypeAlias = list[tuple[Rect, Measured]]
Cell: TypeAlias = tuple[str, str]


def lay_out(scene: TiersScene, lang: str, size: str) -> Drawing:
    """Lay out the bands on a paper of this size, landscape first."""

    def ready(shown: TiersScene, details: str) -> Attempt:
        def attempt(page: Page, scale: float) -> Drawing | None:
            return _Tiers(shown, lang, details, frame(page, shown.caption, lang), scale).drawing()

        return attempt

    try:
        return largest(papers(size), ready(scene, lang), enlarge=True)
    except LimitError:
        if lang != "both":
            raise
        one = replace(scene, caption=with_notes(scene.caption, _ONE_LANGUAGE))
        return largest(papers(size), ready(one, "th"))


@dataclass(frozen=True, slots=True)
class _Tiers:
    scene: TiersScene
    lang: str
    details: str
    around: Frame
    scale: float

    def drawing(self) -> Drawing | None:
        scene, scale, area = self.scene, self.scale, self.around.area
        columns = self._columns()
        heads = [
            name(s.label, self.lang, columns[s.key].width - 8 * scale, _SECTOR.scaled(scale)) for s in scene.sectors
        ]
        room = _NAMES * area.width - 6 * scale
        names = [name(tier.label, self.lang, room, _TIER.scaled(scale)) for tier in scene.tiers]
        broad = [head.width > columns[s.key].width for head, s in zip(heads, scene.sectors, strict=True)]
        needs = [self._need(tier.key, columns) for tier in scene.tiers]
        if any(broad) or any(block.width > room for block in names) or None in needs:
            return None
        head = max(block.height for block in heads) + 6 * scale
        known = [max(need or 0.0, block.height + 8 * scale) for need, block in zip(needs, names, strict=True)]
        spare = area.height - head - sum(known) - _BAND_GAP * scale * (len(known) - 1)
        if spare < 0:
            return None
        more = min(spare, _MORE_AIR * sum(known)) / len(known)
        bands = self._bands([need + more for need in known], head)
        marks = self._heads(heads, columns, head) + self._grounds(bands, names)
        cells = {cell: self._cell(cell, columns[cell[1]], bands[cell[0]]) for cell in self._all_cells()}
        marks += self._divider(columns, bands)
        if scene.linker:
            linked = Linked(scene.linker, self.lang, scale, columns, bands, cells)
            marks += linked.marks()
        for placed in cells.values():
            for rect, box in placed:
                marks += box.draw(rect)
        return self.around.finish(marks, max(band.bottom for band in bands.values()))

    def _all_cells(self) -> list[Cell]:
        return [(tier.key, sector.key) for tier in self.scene.tiers for sector in self.scene.sectors]

    def _columns(self) -> Mapping[str, Rect]:
        area, linker = self.around.area, self.scene.linker
        weights = [_BROADER if linker and sector.key == linker.sector else 1.0 for sector in self.scene.sectors]
        unit = (1 - _NAMES) * area.width / sum(weights)
        x, found = area.x + _NAMES * area.width, {}
        for sector, weight in zip(self.scene.sectors, weights, strict=True):
            found[sector.key] = Rect(x, area.y, weight * unit, area.height)
            x += weight * unit
        return found

    def _links_here(self, cell: Cell) -> bool:
        linker = self.scene.linker
        return linker is not None and (linker.tier, linker.sector) == cell

    def _width(self, cell: Cell, column: Rect) -> float:
        """Return the width that the boxes of a cell share."""
        whole = column.width - 2 * _PAD * self.scale
        return whole * (1 - _LINKER) - _ARROWS * GAP * self.scale if self._links_here(cell) else whole

    def _across(self, cell: Cell) -> int:
        """Return how many boxes stand side by side: two where the sector is broad."""
        linker = self.scene.linker
        broad = linker is not None and linker.sector == cell[1] and not self._links_here(cell)
        return 2 if broad and len(self.scene.boxes(*cell)) > 1 else 1

    def _need(self, tier: str, columns: Mapping[str, Rect]) -> float | None:
        """Return how high the band of a tier must be, or nothing if words do not fit."""
        measured: list[tuple[float, bool]] = []
        for sector in self.scene.sectors:
            cell, column = (tier, sector.key), columns[sector.key]
            width = self._width(cell, column)
            if boxes := self.scene.boxes(*cell):
                found = packed(boxes, (self.lang, self.details), width, self.scale, self._across(cell))
                measured.append((found.height, found.fits))
            elif not self._links_here(cell):
                pale = nothing(self.scene.nothing, self.lang, width, self.scale)
                measured.append((pale.height, pale.fits))
            if self._links_here(cell):
                box = self._linker(column)
                measured.append((box.height, box.fits))
        if not all(fits for _, fits in measured):
            return None
        above, below = self._margins(tier, columns)
        return max(height for height, _ in measured) + above + below

    def _margins(self, tier: str, columns: Mapping[str, Rect]) -> tuple[float, float]:
        """Return the room in a band above and below the boxes: for the names of relations, and lines that pass."""
        pad, linker = _PAD * self.scale, self.scene.linker
        if linker is None or linker.tier != tier:
            return pad, pad
        names = Linked(linker, self.lang, self.scale, columns, {}, {}).names()
        return pad + max((block.height for block, _ in names), default=0.0), pad + CHANNEL * self.scale

    def _linker(self, column: Rect) -> Measured:
        assert self.scene.linker is not None
        width = _LINKER * (column.width - 2 * _PAD * self.scale)
        return linker_box(self.scene.linker, (self.lang, self.details), width, self.scale)

    def _cell(self, cell: Cell, column: Rect, band: Rect) -> Placed:
        """Return the boxes of a cell with their places, the linker last."""
        above, below = self._margins(cell[0], self._columns())
        middle = (band.y + above + band.bottom - below) / 2
        x, width = column.x + _PAD * self.scale, self._width(cell, column)
        placed: Placed = []
        if boxes := self.scene.boxes(*cell):
            placed += packed(boxes, (self.lang, self.details), width, self.scale, self._across(cell)).place(x, middle)
        elif not self._links_here(cell):
            pale = nothing(self.scene.nothing, self.lang, width, self.scale)
            placed.append((Rect(x, middle - pale.height / 2, width, pale.height), pale))
        if self._links_here(cell):
            box = self._linker(column)
            own = _LINKER * (column.width - 2 * _PAD * self.scale)
            height = max(box.height, min(band.height - above - below, 1.35 * box.height))
            left = column.right - _PAD * self.scale - own
            placed.append((Rect(left, middle - height / 2, own, height), box))
        return placed

    def _bands(self, heights: Sequence[float], head: float) -> Mapping[str, Rect]:
        area = self.around.area
        y, found = area.y + head, {}
        for tier, height in zip(self.scene.tiers, heights, strict=True):
            found[tier.key] = Rect(area.x, y, area.width, height)
            y += height + _BAND_GAP * self.scale
        return found

    def _heads(self, heads: Sequence[Block], columns: Mapping[str, Rect], height: float) -> list[Mark]:
        marks: list[Mark] = []
        for block, sector in zip(heads, self.scene.sectors, strict=True):
            column = columns[sector.key]
            top = column.y + height - 6 * self.scale - block.height
            above = OVERSHOOT * block.lines[0].size
            marks += block.place(
                column.centre[0], top, "middle", Rect(column.x, column.y - above, column.width, height + above)
            )
        return marks

    def _grounds(self, bands: Mapping[str, Rect], names: Sequence[Block]) -> list[Mark]:
        marks: list[Mark] = []
        for at, (tier, block) in enumerate(zip(self.scene.tiers, names, strict=True)):
            band = bands[tier.key]
            marks.append(Box(band, BANDS[at % len(BANDS)]))
            box = Rect(band.x, band.y, _NAMES * self.around.area.width, band.height)
            marks += block.place(box.centre[0], box.centre[1] - block.height / 2, "middle", box)
        return marks

    def _divider(self, columns: Mapping[str, Rect], bands: Mapping[str, Rect]) -> list[Mark]:
        """Divide the sector of the linker from those beyond it."""
        linker = self.scene.linker
        if linker is None or linker.sector == self.scene.sectors[-1].key:
            return []
        x, low = columns[linker.sector].right, max(band.bottom for band in bands.values())
        return [Stroke((x, self.around.area.y), (((x, low),),), LINE, 1.0 * self.scale, dashed=True)]
