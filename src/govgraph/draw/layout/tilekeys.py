"""What the map of tiles means: the list of its clusters and signs, and the row of its shades."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govgraph.draw.colours import GREY, INK, WHITE, text_on
from govgraph.draw.fonts import extent
from govgraph.draw.layout.legend import Entry, Swatch
from govgraph.draw.layout.tilemap import fills, hatching, step_fill, unknown
from govgraph.draw.marks import Box, Mark, Rect, Text
from govgraph.draw.scenes import Scale, TilesScene
from govgraph.draw.text import OVERSHOOT, Style, name, readable
from govgraph.model import Label

_MEANING: Final = Style(8.8, bold=True, small=7.2)
_STEP: Final = Style(7.6, small=7.0, small_colour=INK)
_STEP_HEIGHT: Final = 11.0


def keys(scene: TilesScene, scale: float, *, with_steps: bool) -> list[Entry]:
    """Return the list: the clusters by number, the steps of the scale if they stand nowhere else, and the signs."""
    colours = fills(scene) if scene.scale is None else {}
    ordered = sorted(scene.clusters, key=lambda cluster: cluster.number)
    entries = []
    if with_steps and scene.scale:
        steps = scene.scale.steps
        entries.append(Entry(scene.scale.meaning))
        entries += [Entry(step, _shaded(step_fill(at, len(steps)))) for at, step in enumerate(steps)]
    if ordered:
        entries.append(Entry(scene.cluster_heading))
        entries += [Entry(c.label, _numbered(c.number, colours.get(c.key, WHITE))) for c in ordered]
    if scene.unknowns:
        entries.append(Entry(_counted(scene.unknown, scene.unknowns), _unknown(scale)))
    if any(tile.outside for tile in scene.tiles):
        entries.append(Entry(scene.outside, lambda rect: hatching(rect, 0.7 * scale)))
    if scene.unsures:
        entries.append(Entry(_counted(scene.unsure, scene.unsures), _sign("*", 0.9)))
    if scene.scale and scene.clusterless:
        entries.append(Entry(_counted(scene.unplaced, scene.clusterless), _sign("–", 0.7)))
    return entries


def shade_row(scale_of: Scale, lang: str, corner: tuple[float, float], width: float, scale: float) -> list[Mark] | None:
    """Return the shades in a row, its upper right corner at a point; ``None`` where their names need more room."""
    right, top = corner
    left, cell = right - width, width / len(scale_of.steps)
    title = name(scale_of.meaning, lang, width, _MEANING.scaled(scale))
    names = [name(step, lang, cell - 2 * scale, _STEP.scaled(scale)) for step in scale_of.steps]
    if title.width > width or any(block.width > cell - 1.5 * scale for block in names):
        return None
    above = OVERSHOOT * title.lines[0].size
    marks: list[Mark] = [*title.place(left, top, box=Rect(left, top - above, width, title.height + above))]
    for at, block in enumerate(names):
        shade = Rect(left + at * cell, top + title.height + 3 * scale, cell - 1.0 * scale, _STEP_HEIGHT * scale)
        marks.append(Box(shade, step_fill(at, len(names))))
        below = Rect(left + at * cell, shade.bottom, cell, block.height + 2 * scale)
        marks += block.place(shade.centre[0], shade.bottom + 2 * scale, "middle", below)
    return marks


def _counted(label: Label, count: int) -> Label:
    return Label(
        f"{label.text('th')}: {count} จังหวัด", f"{label.text('en')}: {count} province{'s' if count != 1 else ''}"
    )


def _shaded(fill: str) -> Swatch:
    def paint(rect: Rect) -> Sequence[Mark]:
        return [Box(rect, fill)]

    return paint


def _numbered(number: int, fill: str) -> Swatch:
    def paint(rect: Rect) -> Sequence[Mark]:
        size = 0.76 * rect.height
        size *= min(1.0, 0.86 * rect.width / extent(str(number), size).width)
        y = rect.centre[1] + extent("0", size).above / 2
        return [
            Box(rect, fill, INK, 0.09 * rect.height),
            Text(str(number), rect.centre[0], y, size, text_on(fill), anchor="middle", box=rect),
        ]

    return paint


def _unknown(scale: float) -> Swatch:
    def paint(rect: Rect) -> Sequence[Mark]:
        size = readable(0.7, rect.height)
        y = rect.centre[1] + 0.35 * size
        return [*unknown(rect, scale), Text("?", rect.centre[0], y, size, GREY, anchor="middle", box=rect)]

    return paint


def _sign(sign: str, share: float) -> Swatch:
    def paint(rect: Rect) -> Sequence[Mark]:
        size = readable(share, rect.height)
        return [Text(sign, rect.centre[0], rect.bottom - 0.2 * rect.height, size, INK, anchor="middle", box=rect)]

    return paint
