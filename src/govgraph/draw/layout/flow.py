"""The flow: rows on the left, columns on the right, ribbons between them as thick as their weight.

Every row gets at least the height of its name; the unit of weight is the largest that still leaves room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govgraph.draw.colours import GREY, INK, LINE
from govgraph.draw.fonts import extent
from govgraph.draw.layout.badges import badge, column_colour, of_row
from govgraph.draw.layout.folding import fitted
from govgraph.draw.layout.legends import flow_notes, without_marks
from govgraph.draw.layout.order import orders
from govgraph.draw.layout.page import Attempt, Frame, Page, frame, least_scale, papers
from govgraph.draw.layout.ribbons import Look, ribbon, thread
from govgraph.draw.layout.slots import Slot, names_height, reach, slots, widest_unit
from govgraph.draw.layout.units import in_units
from govgraph.draw.marks import Box, Drawing, Mark, Rect, Stroke, Text
from govgraph.draw.scenes import Column, FlowScene
from govgraph.draw.text import Block, Line, Style, measure, name, readable, stack, wrapped

_ROW: Final = Style(9.0, bold=True, small=6.6)
_COLUMN: Final = Style(10.5, bold=True, small=7.6)
_TOTAL: Final = 9.5
_BAR: Final = 9.0
_SLOT_GAP: Final = 3.0
_RIBBON_LEAST: Final = 0.26
"""The ribbons need at least this share of the width, or they cannot be followed."""


_THICK_LEAST: Final = 0.3
"""Where some can be put together, the ribbons get at least this share of the height, or they are mere threads."""

_MOST: Final = (40, 12)
"""More rows and columns than these cannot be followed from side to side."""


def lay_out(scene: FlowScene, lang: str, size: str) -> Drawing:
    """Lay out the flow on a paper of this size, across unless there are too many rows for that."""

    def ready(folded: FlowScene) -> Attempt:
        shown = in_units(folded)
        row_places, column_places = orders(shown, shown.row_order, shown.column_order)
        notes = flow_notes(shown)

        def attempt(page: Page, scale: float) -> Drawing | None:
            around = frame(page, shown.caption, lang, *notes)
            return _Flow(shown, lang, row_places, column_places, around, scale).drawing()

        return attempt

    return fitted(without_marks(scene), papers(size), ready, least=least_scale(_ROW), most=_MOST)


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
        names = [
            name(scene.rows[place].label, self.lang, left_width, of_row(scene.rows[place], row_style))
            for place in self.row_places
        ]
        figures = max(measure(scene.figure(row.total), readable(_TOTAL, scale)) for row in scene.rows)
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
        gap = min(max(0.3 * (height - names_height(names, 0)) / len(names), _SLOT_GAP * scale), 6 * scale)
        unit = widest_unit(height, [(weights_left, names), (weights_right, blocks)], gap)
        if scene.other_rows is not None and unit * sum(weights_left) < _THICK_LEAST * height:
            return None
        left = slots(weights_left, names, unit=unit, top=area.y, height=height, scale=scale)
        right = slots(weights_right, blocks, unit=unit, top=area.y, height=height, scale=scale)
        marks: list[Mark] = [
            *self._ribbons(left, right, unit, start + _BAR * scale, end - _BAR * scale),
            *self._left(names, left, area.x + left_width, figures, start),
            *self._right(blocks, right, end, indent),
        ]
        return self.around.finish(marks, area.y + height)

    def _column_block(self, column: Column, width: float) -> Block:
        style = of_row(column, _COLUMN.scaled(self.scale))
        lines: list[Line] = list(name(column.label, self.lang, width, style).lines)
        unit = column.unit.text(self.lang)
        lines += wrapped(f"{self.scene.figure(column.total)} {unit}".strip(), width, style.small, False, GREY)
        return stack(lines)

    def _colour(self, column: int) -> str:
        # By where it stands, so that neighbours without a number differ.
        return column_colour(self.scene.columns[column], self.column_places.index(column))

    def _look(self, row: int, column: int) -> Look:
        scene, one, other = self.scene, self.scene.rows[row], self.scene.columns[column]
        return Look(self._colour(column), one.apart or other.apart, (one.key, other.key) in scene.inferred)

    def _sum(self, row: int | None = None, column: int | None = None) -> int:
        scene = self.scene
        rows = scene.rows if row is None else (scene.rows[row],)
        columns = scene.columns if column is None else (scene.columns[column],)
        return sum(scene.weight(one.key, other.key) for one in rows for other in columns)

    def _height(self, names: Sequence[Block], blocks: Sequence[Block]) -> float:
        """Return the height to use: all there is for a full picture, less for one of few rows."""
        scale = self.scale
        gap = _SLOT_GAP * scale
        least = max(names_height(names, gap), names_height(blocks, gap))
        wanted = max(1.5 * names_height(names, gap), 1.6 * names_height(blocks, gap), 200 * scale)
        return least if least > self.around.area.height else min(self.around.area.height, wanted)

    def _ribbons(
        self, left: Sequence[Slot], right: Sequence[Slot], unit: float, start: float, end: float
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
                if thick:
                    ends = (start, leaving[row]), (end, coming[column])
                    look = self._look(row, column)
                    ribbons += ((scene.weight(*pair), mark) for mark in ribbon(*ends, thick, look, self.scale))
                    leaving[row] += thick
                    coming[column] += thick
        for row, slot in zip(self.row_places, left, strict=True):
            for column, other in zip(self.column_places, right, strict=True):
                pair = scene.rows[row].key, scene.columns[column].key
                ends = (start, slot.middle), (end, other.middle)
                if scene.unknown(*pair):
                    middle = (start + end) / 2
                    curve = ((middle, ends[0][1]), (middle, ends[1][1]), ends[1])
                    dashes.append(Stroke(ends[0], (curve,), self._colour(column), self.scale, dashed=True))
                elif scene.trace(*pair):
                    dashes.append(thread(*ends, self._look(row, column), self.scale))
        # Broad ribbons first: a thread must not vanish below one.
        ribbons.sort(key=lambda ribbon: -ribbon[0])
        return [*(mark for _, mark in ribbons), *dashes]

    def _left(
        self, names: Sequence[Block], slots: Sequence[Slot], right: float, figures: float, start: float
    ) -> list[Mark]:
        scale, marks = self.scale, list[Mark]()
        size = readable(_TOTAL, scale)
        for place, block, slot in zip(self.row_places, names, slots, strict=True):
            box = reach(self.around.area.x, slot.label, right - self.around.area.x, block)
            marks += block.place(right, slot.label, "end", box)
            middle = slot.bar + slot.thick / 2
            row = self.scene.rows[place]
            digits = Text(
                self.scene.figure(row.total),
                right + 7 * scale + figures / 2,
                middle + extent("0", size).above / 2,
                size,
                INK,
            )
            marks.append(_centred(digits))
            marks.append(
                Box(
                    Rect(start, slot.bar, _BAR * scale, slot.thick),
                    (GREY if row.apart else INK) if slot.thick > 1 else LINE,
                )
            )
        return marks

    def _right(self, blocks: Sequence[Block], slots: Sequence[Slot], end: float, indent: float) -> list[Mark]:
        scale, marks = self.scale, list[Mark]()
        for place, block, slot in zip(self.column_places, blocks, slots, strict=True):
            column = self.scene.columns[place]
            bar = Rect(end - _BAR * scale, slot.bar, _BAR * scale, slot.thick)
            marks.append(Box(bar, self._colour(place)))
            box = reach(end + indent, slot.label, block.width, block)
            marks += block.place(end + indent, slot.label, "start", box)
            if column.number is not None:
                first = block.lines[0].size
                y = slot.label + block.baselines[0] - 0.34 * first
                marks += badge(column.number, end + indent / 2 + scale, y, 6.4 * scale)
        return marks


def _centred(text: Text) -> Text:
    return Text(text.line, text.x, text.y, text.size, text.colour, text.bold, "middle", box=text.box)
