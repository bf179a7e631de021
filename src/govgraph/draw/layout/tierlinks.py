"""The one who links tiers and sectors: the box in the middle, and arrows up, down and across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from govgraph.draw.colours import GROUPS, WHITE
from govgraph.draw.layout.arrows import two_way
from govgraph.draw.layout.tierboxes import GAP, Measured, Tongues, measured
from govgraph.draw.marks import Mark, Rect
from govgraph.draw.scenes import Linker, TierBox
from govgraph.draw.text import Block, Style, name

VERTICAL: Final = GROUPS[3]
HORIZONTAL: Final = "#A83F00"
_SOFT: Final = "#D5DFEE"
"""Words of less weight on the ground of the linker."""

CHANNEL: Final = 2.4 * GAP
"""The room below the boxes through which lines lead to the sectors beyond the next."""

_RELATION: Final = 8.2
_PAD: Final = 12.0
_ARROW: Final = 1.7


def linker_box(linker: Linker, lang: Tongues, width: float, scale: float) -> Measured:
    """Set the words of the one who links."""
    return measured(TierBox(linker.label, None, linker.lines), lang, width, scale, (WHITE, _SOFT, VERTICAL))


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of a picture whose columns, bands and boxes have their places."""

    linker: Linker
    lang: str
    scale: float
    columns: Mapping[str, Rect]
    bands: Mapping[str, Rect]
    cells: Mapping[tuple[str, str], Sequence[tuple[Rect, Measured]]]

    def names(self) -> list[tuple[Block, Rect]]:
        """Return the names of the two relations, each with the breadth it stands in."""
        own = self.columns[self.linker.sector]
        beyond = [column for column in self.columns.values() if column.x > own.x]
        found = []
        for label, colour, x, width in (
            (self.linker.vertical, VERTICAL, own.x, own.width),
            (self.linker.horizontal, HORIZONTAL, own.right, sum(column.width for column in beyond)),
        ):
            if label.text() and width:
                style = Style(_RELATION, True, colour, 0.9 * _RELATION, colour).scaled(self.scale)
                block = name(label, self.lang, width - 2 * _PAD * self.scale, style)
                found.append((block, Rect(x, 0.0, width, 0.0)))
        return found

    def marks(self) -> list[Mark]:
        """Return the arrows and the names of what they stand for."""
        linker = self.linker
        marks: list[Mark] = []
        for tier in linker.tiers:
            marks += self._beside() if tier == linker.tier else self._upright(tier)
        marks += self._across()
        band, own = self.bands[linker.tier], self._own
        for block, breadth in self.names():
            top = band.y + 0.6 * _PAD * self.scale
            box = Rect(breadth.x, band.y, breadth.width, block.height + _PAD * self.scale)
            if breadth.x < own.centre[0] < breadth.right:  # beside the arrow that goes up
                marks += block.place(own.centre[0] - 6 * self.scale, top, "end", box)
            else:
                marks += block.place(box.centre[0], top, "middle", box)
        return marks

    @property
    def _own(self) -> Rect:
        return self.cells[self.linker.tier, self.linker.sector][-1][0]

    def _upright(self, tier: str) -> list[Mark]:
        """Link another tier: straight to the box above or below."""
        own, band = self._own, self.bands[tier]
        x, upward = own.centre[0], band.y < self.bands[self.linker.tier].y
        reached = [rect for rect, _ in self.cells[tier, self.linker.sector] if rect.x <= x <= rect.right]
        if upward:
            points = [(x, own.y), (x, max((rect.bottom for rect in reached), default=band.bottom))]
        else:
            points = [(x, own.bottom), (x, min((rect.y for rect in reached), default=band.y))]
        return two_way(points, VERTICAL, _ARROW * self.scale)

    def _beside(self) -> list[Mark]:
        """Link those in the cell of the linker itself."""
        own, inset = self._own, 6 * self.scale
        marks: list[Mark] = []
        for rect, _ in self.cells[self.linker.tier, self.linker.sector][:-1]:
            y = min(max(rect.centre[1], own.y + inset), own.bottom - inset)
            marks += two_way([(own.x, y), (rect.right, rect.centre[1])], VERTICAL, _ARROW * self.scale)
        return marks

    def _across(self) -> list[Mark]:
        """Link the other sectors: the next one straight, those beyond by a channel below the boxes."""
        linker, own, scale = self.linker, self._own, self.scale
        beyond = [self.cells[linker.tier, sector] for sector in linker.sectors if sector != linker.sector]
        low = self.bands[linker.tier].bottom - 1.1 * GAP * scale
        marks: list[Mark] = []
        for at, cell in enumerate(sorted((cell for cell in beyond if cell), key=lambda cell: cell[0][0].x)):
            rects = [rect for rect, _ in cell]
            if at == 0:
                near = min(rects, key=lambda rect: abs(rect.centre[1] - own.centre[1]))
                y = min(max(own.centre[1], near.y + 4 * scale), near.bottom - 4 * scale)
                points = [(own.right, y), (near.x, y)]
            else:
                last = max(rects, key=lambda rect: rect.bottom)
                x, far = own.right - (10 + 8 * at) * scale, last.centre[0]
                points = [(x, own.bottom), (x, low), (far, low), (far, last.bottom)]
            marks += two_way(points, HORIZONTAL, _ARROW * scale)
        return marks
