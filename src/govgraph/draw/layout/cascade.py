"""The flow in two steps: names left and right, and boxes between them through which the ribbons pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from govgraph.draw.colours import GREY, INK, PALE
from govgraph.draw.fonts import extent
from govgraph.draw.layout.badges import badge, column_colour, of_row
from govgraph.draw.layout.folding import most_that, own_of
from govgraph.draw.layout.legends import ribbon_notes
from govgraph.draw.layout.page import SMALLEST, Attempt, Frame, Page, frame, largest, least_scale, papers
from govgraph.draw.layout.ribbons import Look, ribbon, thread
from govgraph.draw.layout.slots import Slot, names_height, reach, slots, widest_unit
from govgraph.draw.layout.steps import Steps, folded_cascade, steps_of, without_marks
from govgraph.draw.marks import Box, Drawing, Mark, Rect, Stroke, Text
from govgraph.draw.scenes import CascadeScene, Column
from govgraph.draw.text import Block, Line, Style, measure, name, readable, stack, wrapped

_LEFT: Final = Style(9.0, bold=True, small=6.6)
_MIDDLE: Final = Style(8.6, small=6.6)
_RIGHT: Final = Style(10.0, bold=True, small=7.2)
_FIGURE: Final = 9.0
_BAR: Final = 7.0
_PAD: Final = 6.0
_GAP: Final = 3.0
_RIBBON_LEAST: Final = 0.1
"""Each step of the ribbons needs at least this share of the width."""

_THICK_LEAST: Final = 0.22
"""All ribbons together need at least this share of the height."""

_MOST: Final = (24, 60, 12)
_FEW: Final = 6


def lay_out(scene: CascadeScene, lang: str, size: str) -> Drawing:
    """Lay out the cascade on a paper of this size, with the largest of each side if not all fit."""
    scene = without_marks(scene)
    pages, least = papers(size), least_scale(_MIDDLE)

    def ready(left: int, middle: int, right: int) -> Attempt:
        steps = steps_of(folded_cascade(scene, left, middle, right))
        notes = ribbon_notes(bool(steps.unknown), bool(steps.inferred), scene.unknown_means)

        def attempt(page: Page, scale: float) -> Drawing | None:
            return _Cascade(steps, lang, frame(page, steps.scene.caption, lang, *notes), scale).drawing()

        return attempt

    def fits(left: int, middle: int, right: int) -> bool:
        attempt = ready(left, middle, right)
        return any(attempt(page, max(least, SMALLEST * page.zoom)) is not None for page in pages)

    own = (own_of(scene.left), own_of(scene.middle), own_of(scene.right))
    left, middle, right = (min(count, most) for count, most in zip(own, _MOST, strict=True))
    right = most_that(lambda count: fits(min(left, _FEW), min(middle, _FEW), count), right)
    left = most_that(lambda count: fits(count, min(middle, _FEW), right), left)
    middle = most_that(lambda count: fits(left, count, right), middle)
    return largest(pages, ready(left, middle, right), least)


@dataclass(frozen=True, slots=True)
class _Side:
    """The names of one side, set, with their weights in the order in which they stand."""

    keys: tuple[str, ...]
    blocks: tuple[Block, ...]
    weights: tuple[int, ...]
    width: float

    @property
    def fits(self) -> bool:
        return max(block.width for block in self.blocks) <= self.width + 0.01


@dataclass(frozen=True, slots=True)
class _Cascade:
    steps: Steps
    lang: str
    around: Frame
    scale: float

    def drawing(self) -> Drawing | None:
        area, scale = self.around.area, self.scale
        left, middle, right = self._left(), self._middle(), self._right()
        if not (left.fits and middle.fits and right.fits):
            return None
        figures = self._figures(left)
        box_width = middle.width + self._figures(middle) + 4 * _PAD * scale
        numbered = any(column.number is not None for column in self.steps.scene.right)
        indent = (20 if numbered else 7) * scale
        start = area.x + left.width + figures + 14 * scale
        end = area.right - right.width - indent - 2 * scale
        step = (end - start - box_width) / 2
        height = self._height((left, middle, right))
        if step < _RIBBON_LEAST * area.width or height > area.height:
            return None
        sides = [(side.weights, side.blocks) for side in (left, middle, right)]
        unit = widest_unit(height, sides, _GAP * scale)
        if unit * sum(left.weights) < _THICK_LEAST * height:
            return None
        placed = [
            slots(side.weights, side.blocks, unit=unit, top=area.y, height=height, scale=scale)
            for side in (left, middle, right)
        ]
        x = [start, start + step, end - step, end]
        # The boxes stand between the steps.
        marks: list[Mark] = [
            *self._step(self.steps.coming, (left, middle), placed[:2], unit, (x[0] + _BAR * scale, x[1])),
            *self._step(self.steps.going, (middle, right), placed[1:], unit, (x[1] + box_width, x[3] - _BAR * scale)),
            *self._names_left(left, placed[0], area.x + left.width, figures, start),
            *self._boxes(middle, placed[1], Rect(x[1], area.y, box_width, height)),
            *self._names_right(right, placed[2], end, indent),
        ]
        return self.around.finish(marks, area.y + height)

    def _figures(self, side: _Side) -> float:
        return max(measure(self.steps.figure(weight), readable(_FIGURE, self.scale)) for weight in side.weights)

    def _left(self) -> _Side:
        scene, style = self.steps.scene, _LEFT.scaled(self.scale)
        rows = [scene.left[place] for place in self.steps.left]
        width = min(max(name(row.label, self.lang, 1e6, style).width for row in rows), 0.2 * self.around.area.width)
        blocks = tuple(name(row.label, self.lang, width, of_row(row, style)) for row in rows)
        return _Side(tuple(r.key for r in rows), blocks, tuple(self.steps.of_left(r.key) for r in rows), width)

    def _middle(self) -> _Side:
        scene, style = self.steps.scene, _MIDDLE.scaled(self.scale)
        rows = [scene.middle[place] for place in self.steps.middle]
        width = min(max(name(row.label, self.lang, 1e6, style).width for row in rows), 0.24 * self.around.area.width)
        blocks = tuple(name(row.label, self.lang, width, of_row(row, style)) for row in rows)
        return _Side(tuple(r.key for r in rows), blocks, tuple(self.steps.of_middle(r.key) for r in rows), width)

    def _right(self) -> _Side:
        columns = [self.steps.scene.right[place] for place in self.steps.right]
        natural = max(self._column_block(column, 1e6).width for column in columns)
        width = min(natural, 0.2 * self.around.area.width)
        blocks = tuple(self._column_block(column, width) for column in columns)
        return _Side(tuple(c.key for c in columns), blocks, tuple(self.steps.of_right(c.key) for c in columns), width)

    def _column_block(self, column: Column, width: float) -> Block:
        style = of_row(column, _RIGHT.scaled(self.scale))
        lines: list[Line] = list(name(column.label, self.lang, width, style).lines)
        total = f"{self.steps.figure(self.steps.of_right(column.key))} {column.unit.text(self.lang)}".strip()
        return stack([*lines, *wrapped(total, width, style.small, False, GREY)])

    def _height(self, sides: Sequence[_Side]) -> float:
        """Return the height to use: all there is for a full picture, less for one of few rows."""
        gap = _GAP * self.scale
        least = max(names_height(side.blocks, gap) for side in sides)
        wanted = max(1.45 * least, 220 * self.scale)
        return least if least > self.around.area.height else min(self.around.area.height, wanted)

    def _step(
        self,
        weights: Mapping[tuple[str, str], int],
        sides: tuple[_Side, _Side],
        placed: Sequence[Sequence[Slot]],
        unit: float,
        x: tuple[float, float],
    ) -> list[Mark]:
        leaving = {key: slot.bar for key, slot in zip(sides[0].keys, placed[0], strict=True)}
        coming = {key: slot.bar for key, slot in zip(sides[1].keys, placed[1], strict=True)}
        middles = [
            {key: slot.middle for key, slot in zip(side.keys, at, strict=True)}
            for side, at in zip(sides, placed, strict=True)
        ]
        to_right = weights is self.steps.going
        traces = self.steps.traces[to_right]
        ribbons: list[tuple[int, Mark]] = []
        dashes: list[Mark] = []
        for start in sides[0].keys:
            for end in sides[1].keys:
                pair = start, end
                look = self._look(pair) if to_right else Look(INK, apart=True)
                thick = weights.get(pair, 0) * unit
                if thick:
                    ends = (x[0], leaving[start]), (x[1], coming[end])
                    ribbons += ((weights[pair], mark) for mark in ribbon(*ends, thick, look, self.scale))
                    leaving[start] += thick
                    coming[end] += thick
                elif to_right and pair in self.steps.unknown:
                    ends = (x[0], middles[0][start]), (x[1], middles[1][end])
                    half = sum(x) / 2
                    curve = ((half, ends[0][1]), (half, ends[1][1]), ends[1])
                    dashes.append(Stroke(ends[0], (curve,), look.colour, self.scale, dashed=True))
                elif pair in traces:
                    ends = (x[0], middles[0][start]), (x[1], middles[1][end])
                    dashes.append(thread(*ends, look, self.scale))
        ribbons.sort(key=lambda found: -found[0])
        return [*(mark for _, mark in ribbons), *dashes]

    def _look(self, pair: tuple[str, str]) -> Look:
        apart = bool(self.steps.scene.apart & set(pair))
        return Look(self._colour(pair[1]), apart=apart, inferred=pair in self.steps.inferred)

    def _colour(self, key: str) -> str:
        at = [self.steps.scene.right[place].key for place in self.steps.right].index(key)
        return column_colour(self.steps.scene.right[self.steps.right[at]], at)

    def _names_left(
        self, side: _Side, placed: Sequence[Slot], right: float, figures: float, start: float
    ) -> list[Mark]:
        scale, marks = self.scale, list[Mark]()
        apart = {row.key for row in self.steps.scene.left if row.apart}
        for key, block, weight, slot in zip(side.keys, side.blocks, side.weights, placed, strict=True):
            marks += block.place(right, slot.label, "end", reach(right - side.width, slot.label, side.width, block))
            marks.append(self._number(weight, right + 7 * scale + figures / 2, slot.middle))
            bar = Rect(start, slot.bar, _BAR * scale, slot.thick)
            marks.append(Box(bar, GREY if key in apart else INK))
        return marks

    def _boxes(self, side: _Side, placed: Sequence[Slot], where: Rect) -> list[Mark]:
        scale, marks = self.scale, list[Mark]()
        figures = self._figures(side)
        for block, weight, slot in zip(side.blocks, side.weights, placed, strict=True):
            tall = max(slot.thick, block.height)
            box = Rect(where.x, slot.middle - tall / 2, where.width, tall)
            marks.append(Box(box, PALE))
            marks += [
                Box(Rect(x, slot.bar, 0.4 * _BAR * scale, slot.thick), GREY)
                for x in (box.x, box.right - 0.4 * _BAR * scale)
            ]
            left = box.x + 1.5 * _PAD * scale
            marks += block.place(left, slot.label, "start", reach(left, slot.label, side.width, block))
            marks.append(self._number(weight, box.right - 1.5 * _PAD * scale - figures / 2, slot.middle))
        return marks

    def _names_right(self, side: _Side, placed: Sequence[Slot], end: float, indent: float) -> list[Mark]:
        scale, marks = self.scale, list[Mark]()
        columns = [self.steps.scene.right[place] for place in self.steps.right]
        for column, block, slot in zip(columns, side.blocks, placed, strict=True):
            marks.append(Box(Rect(end - _BAR * scale, slot.bar, _BAR * scale, slot.thick), self._colour(column.key)))
            marks += block.place(end + indent, slot.label, "start", reach(end + indent, slot.label, block.width, block))
            if column.number is not None:
                y = slot.label + block.baselines[0] - 0.34 * block.lines[0].size
                marks += badge(column.number, end + indent / 2 + scale, y, 6.4 * scale)
        return marks

    def _number(self, weight: int, x: float, middle: float) -> Text:
        size = readable(_FIGURE, self.scale)
        return Text(self.steps.figure(weight), x, middle + extent("0", size).above / 2, size, INK, anchor="middle")
