"""Where bars and the names beside them stand: every name gets its height, the rest goes to the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from govgraph.draw.fonts import extent
from govgraph.draw.marks import Rect
from govgraph.draw.text import OVERSHOOT, Block


@dataclass(frozen=True, slots=True)
class Slot:
    """A bar beside its name: the bar's upper edge and height, and where the name's block begins."""

    bar: float
    thick: float
    label: float

    @property
    def middle(self) -> float:
        """The height of the bar's middle."""
        return self.bar + self.thick / 2


def names_height(blocks: Sequence[Block], gap: float) -> float:
    """Return the height of names one below the other."""
    return sum(block.height + gap for block in blocks) - gap


def widest_unit(height: float, sides: Sequence[tuple[Sequence[int], Sequence[Block]]], gap: float) -> float:
    """Find the largest height of one unit of weight with which all sides still fit, by halving."""
    low, high = 0.0, 0.72 * height / max(1, *(sum(weights) for weights, _ in sides))
    for _ in range(40):
        unit = (low + high) / 2
        needs = (
            sum(max(weight * unit, block.height) + gap for weight, block in zip(*side, strict=True)) for side in sides
        )
        if max(needs) - gap <= height:
            low = unit
        else:
            high = unit
    return low


def slots(
    weights: Sequence[int], blocks: Sequence[Block], *, unit: float, top: float, height: float, scale: float
) -> list[Slot]:
    """Spread bars and names over the height, with equal gaps between them."""
    tall = [max(weight * unit, block.height) for weight, block in zip(weights, blocks, strict=True)]
    spare = max(0.0, height - sum(tall))
    gap = spare / (len(tall) - 1) if len(tall) > 1 else 0.0
    first = top if len(tall) > 1 else top + spare / 2
    starts = accumulate((slot + gap for slot in tall[:-1]), initial=first)
    found = []
    for start, slot, weight, block in zip(starts, tall, weights, blocks, strict=True):
        thick = max(weight * unit, 0.8 * scale)
        found.append(Slot(start + (slot - thick) / 2, thick, start + (slot - block.height) / 2))
    return found


def reach(x: float, top: float, width: float, block: Block) -> Rect:
    """Return the place of a name with room for a second mark above its first line."""
    above = OVERSHOOT * block.lines[0].size if block.lines else 0.0
    return Rect(x, top - above, width, block.height + above)


def even_gap(blocks: Sequence[Block], least: float) -> float:
    """Return one gap for a whole list of names, wide enough that no mark touches the line above."""
    gap = least
    for above, below in pairwise(blocks):
        last, first = above.lines[-1], below.lines[0]
        nominal = above.height - above.baselines[-1] + below.baselines[0]
        need = extent(last.text, last.size, last.bold).below + extent(first.text, first.size, first.bold).above
        gap = max(gap, need + 0.04 * first.size - nominal)
    return gap
