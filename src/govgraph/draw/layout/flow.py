"""The flow: rows on the left, columns on the right, ribbons between them as thick as their weight.

Every row gets at least the height of its name; the unit of weight is the largest that still leaves room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from govgraph.draw.colours import GREY, INK, LINE
from govgraph.draw.fonts import extent
from govgraph.draw.layout.badges import badge, column_colour
from govgraph.draw.layout.order import orders
from govgraph.draw.layout.page import Frame, Page, frame, largest, papers
from govgraph.draw.marks import Area, Box, Drawing, Mark, Rect, Stroke, Text
from govgraph.draw.scenes import Column, FlowScene
from govgraph.draw.text import OVERSHOOT, Block, Line, Style, measure, name, stack, wrapped
from govgraph.model import Label

UNKNOWN_LINE: Final = Label(th="เส้นประ = ไม่ทราบจำนวน", en="dashed line = number not known")

_ROW: Final = Style(9.0, bold=True, small=6.6)
_COLUMN: Final = Style(10.5, bold=True, small=7.6)
_TOTAL: Final = 9.5
_BAR: Final = 9.0
_SLOT_GAP: Final = 3.0
_RIBBON_LEAST: Final = 0.26
"""The ribbons need at least this share of the width, or they cannot be followed."""


def lay_out(scene: FlowScene, lang: str, size: str) -> Drawing:
    """Lay out the flow on a paper of this size, across unless there are too many rows for that."""
    row_places, column_places = orders(scene, scene.row_order, scene.column_order)
    known = all(weight is not None for weight in scene.weights.values())

    def attempt(page: Page, scale: float) -> Drawing | None:
        around = frame(page, scene.caption, lang, None if known else UNKNOWN_LINE)
        return _Flow(scene, lang, row_places, column_places, around, scale).drawing()

    return largest(papers(size), attempt)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A bar beside its name: the bar's upper edge and height, and where the name's block begins."""

    bar: float
    thick: float
    label: float


@dataclass(frozen=True, slots=True)
class _Flow:
    scene: FlowScene
    lang: str
    row_places: Sequence[int]
    column_places: Sequence[int]
    around: Frame
    scale: float

    def drawing(self) -> Drawing | None:
        area, scale, scene = self.around.area, self.scale, self.scene
        row_style = _ROW.scaled(scale)
        natural = max(name(row.label, self.lang, 1e6, row_style).width for row in scene.rows)
        left_width = min(natural, 0.33 * area.width)
        names = [name(scene.rows[place].label, self.lang, left_width, row_style) for place in self.row_places]
        figures = max(measure(f"{row.total:,}", _TOTAL * scale) for row in scene.rows)
        natural = max(self._column_block(column, 1e6).width for column in scene.columns)
        indent = 20 * scale if any(column.number is not None for column in scene.columns) else 7 * scale
        right_width = min(natural, 0.25 * area.width)
        blocks = [self._column_block(scene.columns[place], right_width) for place in self.column_places]
        start = area.x + left_width + figures + 14 * scale
        end = area.right - right_width - indent - 2 * scale
        if (
            max(block.width for block in names) > left_width + 0.01
            or max(block.width for block in blocks) > right_width + 0.01
            or end - start < _RIBBON_LEAST * area.width
        ):
            return None
        weights_left = [self._sum(row=place) for place in self.row_places]
        weights_right = [self._sum(column=place) for place in self.column_places]
        height = self._height(names, blocks)
        if height > area.height:
            return None
        gap = min(max(0.3 * (height - _names_height(names, 0)) / len(names), _SLOT_GAP * scale), 6 * scale)
        unit = _unit(height, [(weights_left, names), (weights_right, blocks)], gap)
        left = _slots(weights_left, names, unit=unit, top=area.y, height=height, scale=scale)
        right = _slots(weights_right, blocks, unit=unit, top=area.y, height=height, scale=scale)
        marks: list[Mark] = [
            *self._ribbons(left, right, unit, start + _BAR * scale, end - _BAR * scale),
            *self._left(names, left, area.x + left_width, figures, start),
            *self._right(blocks, right, end, indent),
        ]
        return self.around.finish(marks, area.y + height)

    def _column_block(self, column: Column, width: float) -> Block:
        style = _COLUMN.scaled(self.scale)
        lines: list[Line] = list(name(column.label, self.lang, width, style).lines)
        unit = column.unit.text(self.lang)
        lines += wrapped(f"{column.total:,} {unit}".strip(), width, style.small, False, GREY)
        return stack(lines)

    def _sum(self, row: int | None = None, column: int | None = None) -> int:
        scene = self.scene
        rows = scene.rows if row is None else (scene.rows[row],)
        columns = scene.columns if column is None else (scene.columns[column],)
        return sum(scene.weight(one.key, other.key) for one in rows for other in columns)

    def _height(self, names: Sequence[Block], blocks: Sequence[Block]) -> float:
        """Return the height to use: all there is for a full picture, less for one of few rows."""
        scale = self.scale
        gap = _SLOT_GAP * scale
        least = max(_names_height(names, gap), _names_height(blocks, gap))
        wanted = max(1.5 * _names_height(names, gap), 1.6 * _names_height(blocks, gap), 200 * scale)
        return least if least > self.around.area.height else min(self.around.area.height, wanted)

    def _ribbons(
        self, left: Sequence[_Slot], right: Sequence[_Slot], unit: float, start: float, end: float
    ) -> list[Mark]:
        scene = self.scene
        leaving = {place: slot.bar for place, slot in zip(self.row_places, left, strict=True)}
        coming = {place: slot.bar for place, slot in zip(self.column_places, right, strict=True)}
        ribbons: list[tuple[int, Mark]] = []
        dashes: list[Mark] = []
        for row in self.row_places:
            for column in self.column_places:
                pair = scene.rows[row].key, scene.columns[column].key
                thick = scene.weight(*pair) * unit
                colour = column_colour(scene.columns[column], column)
                if thick:
                    ends = (start, leaving[row]), (end, coming[column])
                    ribbons.append((scene.weight(*pair), _ribbon(*ends, thick, colour)))
                    leaving[row] += thick
                    coming[column] += thick
        for row, slot in zip(self.row_places, left, strict=True):
            for column, other in zip(self.column_places, right, strict=True):
                if scene.unknown(scene.rows[row].key, scene.columns[column].key):
                    ends = (start, slot.bar + slot.thick / 2), (end, other.bar + other.thick / 2)
                    colour = column_colour(scene.columns[column], column)
                    middle = (start + end) / 2
                    curve = ((middle, ends[0][1]), (middle, ends[1][1]), ends[1])
                    dashes.append(Stroke(ends[0], (curve,), colour, 1.0 * self.scale, dashed=True))
        # Broad ribbons first: a thread must not vanish below one.
        ribbons.sort(key=lambda ribbon: -ribbon[0])
        return [*(mark for _, mark in ribbons), *dashes]

    def _left(
        self, names: Sequence[Block], slots: Sequence[_Slot], right: float, figures: float, start: float
    ) -> list[Mark]:
        scale, marks = self.scale, list[Mark]()
        size = _TOTAL * scale
        for place, block, slot in zip(self.row_places, names, slots, strict=True):
            box = _reach(self.around.area.x, slot.label, right - self.around.area.x, block)
            marks += block.place(right, slot.label, "end", box)
            middle = slot.bar + slot.thick / 2
            total = self.scene.rows[place].total
            digits = Text(
                f"{total:,}", right + 7 * scale + figures / 2, middle + extent("0", size).above / 2, size, INK
            )
            marks.append(_centred(digits))
            marks.append(Box(Rect(start, slot.bar, _BAR * scale, slot.thick), INK if slot.thick > 1 else LINE))
        return marks

    def _right(self, blocks: Sequence[Block], slots: Sequence[_Slot], end: float, indent: float) -> list[Mark]:
        scale, marks = self.scale, list[Mark]()
        for place, block, slot in zip(self.column_places, blocks, slots, strict=True):
            column = self.scene.columns[place]
            bar = Rect(end - _BAR * scale, slot.bar, _BAR * scale, slot.thick)
            marks.append(Box(bar, column_colour(column, place)))
            box = _reach(end + indent, slot.label, block.width, block)
            marks += block.place(end + indent, slot.label, "start", box)
            if column.number is not None:
                first = block.lines[0].size
                y = slot.label + block.baselines[0] - 0.34 * first
                marks += badge(column.number, end + indent / 2 + scale, y, 6.4 * scale)
        return marks


def _reach(x: float, top: float, width: float, block: Block) -> Rect:
    """The place of a name with room for a second mark above its first line."""
    above = OVERSHOOT * block.lines[0].size if block.lines else 0.0
    return Rect(x, top - above, width, block.height + above)


def _centred(text: Text) -> Text:
    return Text(text.line, text.x, text.y, text.size, text.colour, text.bold, "middle", box=text.box)


def _names_height(blocks: Sequence[Block], gap: float) -> float:
    return sum(block.height + gap for block in blocks) - gap


def _unit(height: float, sides: Sequence[tuple[Sequence[int], Sequence[Block]]], gap: float) -> float:
    """Find the largest height of one unit of weight with which both sides still fit, by halving."""
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


def _slots(
    weights: Sequence[int], blocks: Sequence[Block], *, unit: float, top: float, height: float, scale: float
) -> list[_Slot]:
    """Spread bars and names over the height, with equal gaps between them."""
    tall = [max(weight * unit, block.height) for weight, block in zip(weights, blocks, strict=True)]
    spare = max(0.0, height - sum(tall))
    gap = spare / (len(tall) - 1) if len(tall) > 1 else 0.0
    first = top if len(tall) > 1 else top + spare / 2
    starts = accumulate((slot + gap for slot in tall[:-1]), initial=first)
    found = []
    for start, slot, weight, block in zip(starts, tall, weights, blocks, strict=True):
        thick = max(weight * unit, 0.8 * scale)
        found.append(_Slot(start + (slot - thick) / 2, thick, start + (slot - block.height) / 2))
    return found


def _ribbon(start: tuple[float, float], end: tuple[float, float], thick: float, colour: str) -> Area:
    """A band with level ends; a hair narrower than its weight, so that neighbours show a white line."""
    hair = min(0.22, 0.12 * thick)
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    top0, top1, low0, low1 = y0 + hair, y1 + hair, y0 + thick - hair, y1 + thick - hair
    return Area(
        (x0, top0),
        (
            ((middle, top0), (middle, top1), (x1, top1)),
            ((x1, low1),),
            ((middle, low1), (middle, low0), (x0, low0)),
        ),
        colour,
        0.56,
    )
