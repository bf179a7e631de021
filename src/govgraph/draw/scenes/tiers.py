"""Tiers of administration by sectors of society, and the one who links them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless, refuse_repeats, refuse_unknown
from govgraph.model import Label

NONE_ON_RECORD: Final = Label(th="ไม่มีในบันทึก", en="None on record")
"""What stands where no source tells of anybody."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A tier or a sector."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class TierBox:
    """Somebody in a tier and sector: a name, how many of them there are if that is counted, and more in small.

    Each of the ``lines`` is a list of things that are said together.
    """

    label: Label
    count: int | None = None
    lines: tuple[tuple[Label, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Linker:
    """The role that links tiers (up and down) and sectors (across), in the tier and sector where it stands."""

    label: Label
    tier: str
    sector: str
    lines: tuple[tuple[Label, ...], ...] = ()
    tiers: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    vertical: Label = field(default_factory=Label)
    horizontal: Label = field(default_factory=Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class TiersScene:
    """Who is in which tier and sector. A cell without boxes is drawn as one of which nothing is on record."""

    caption: Caption
    tiers: tuple[Heading, ...]
    sectors: tuple[Heading, ...]
    cells: Mapping[tuple[str, str], tuple[TierBox, ...]]
    linker: Linker | None = None
    nothing: Label = NONE_ON_RECORD

    def __post_init__(self) -> None:
        tiers, sectors = [tier.key for tier in self.tiers], [sector.key for sector in self.sectors]
        refuse_empty("tiers", tiers)
        refuse_empty("sectors", sectors)
        refuse_repeats(tiers)
        refuse_repeats(sectors)
        boxes = [box.label for cell in self.cells.values() for box in cell]
        refuse_nameless([*(heading.label for heading in (*self.tiers, *self.sectors)), *boxes])
        for tier, sector in self.cells:
            refuse_unknown(tier, tiers)
            refuse_unknown(sector, sectors)
        if self.linker:
            refuse_nameless([self.linker.label])
            for tier in (self.linker.tier, *self.linker.tiers):
                refuse_unknown(tier, tiers)
            for sector in (self.linker.sector, *self.linker.sectors):
                refuse_unknown(sector, sectors)

    def boxes(self, tier: str, sector: str) -> tuple[TierBox, ...]:
        """Return the boxes of a cell."""
        return self.cells.get((tier, sector), ())
