"""What the signs in a picture of links mean, in words below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeVar

from govgraph.draw.scenes import Caption, Grid
from govgraph.draw.scenes.grid import all_inferred
from govgraph.model import Label

G = TypeVar("G", bound=Grid)

ALL_INFERRED: Final = Label(
    "ความเชื่อมโยงทั้งหมดในภาพนี้เป็นการอนุมาน ไม่มีแหล่งใดระบุไว้โดยตรง",
    "All links in this picture are inferred; no source states them as such",
)
_INFERRED: Final = Label("เป็นการอนุมาน", "inferred")
_LESS_THAN_HALF: Final = Label("น้อยกว่าครึ่งหน่วย", "less than half of the unit")


def legend(sign: Label, meaning: Label) -> Label:
    """Return a sign and its meaning: ``* = inferred``."""
    return Label(f"{sign.th} = {meaning.th}", f"{sign.en} = {meaning.en}")


def without_marks(grid: G) -> G:
    """Return a grid that says once that all its links are inferred, where they are, in place of a mark on each."""
    if not all_inferred(grid):
        return grid
    return replace(grid, caption=with_notes(grid.caption, ALL_INFERRED), inferred=frozenset())


def with_notes(caption: Caption, *notes: Label) -> Caption:
    """Return a caption with further notes; an empty one is none."""
    return replace(caption, notes=(*caption.notes, *(note for note in notes if note.text())))


def flow_notes(grid: Grid) -> list[Label]:
    """Return what the ribbons and lines of a flow mean, as far as it has them."""
    unknown = any(weight is None for weight in grid.weights.values())
    return ribbon_notes(unknown, bool(grid.inferred), grid.unknown_means)


def ribbon_notes(unknown: bool, inferred: bool, unknown_means: Label) -> list[Label]:
    """Return what dashed lines and pale ribbons mean, where there are any."""
    notes = []
    if unknown:
        notes.append(legend(Label("เส้นประ", "dashed line"), unknown_means))
    if inferred:
        notes.append(legend(Label("แถบสีจางมีขอบ", "pale ribbon with an edge"), _INFERRED))
    return notes


def matrix_notes(grid: Grid) -> list[Label]:
    """Return what the signs in the cells of a matrix mean, as far as it has them."""
    notes = []
    if any(weight is None for weight in grid.weights.values()):
        notes.append(legend(Label("?", "?"), grid.unknown_means))
    if grid.inferred:
        notes.append(legend(Label("*", "*"), _INFERRED))
    if grid.money and any(weight == 0 for weight in grid.weights.values()):
        notes.append(legend(Label(grid.figure(0), grid.figure(0)), _LESS_THAN_HALF))
    return notes
