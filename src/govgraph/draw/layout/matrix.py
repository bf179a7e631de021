"""The matrix: one row each, one column each, the number in the cell and the shade behind it, totals outside.

The safest picture of all: it stays readable for forty rows. Cells that have none are pale and empty, cells
that are not known are outlined and hold a question mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govgraph.draw.colours import FAINT, GREY, INK, LINE, shade, text_on
from govgraph.draw.fonts import extent
from govgraph.draw.layout.badges import badge, of_row
from govgraph.draw.layout.folding import fitted
from govgraph.draw.layout.legends import matrix_notes, without_marks
from govgraph.draw.layout.order import orders
from govgraph.draw.layout.page import Attempt, Frame, Page, frame, least_scale, papers
from govgraph.draw.layout.units import in_units
from govgraph.draw.marks import Box, Drawing, Mark, Rect, Stroke, Text
from govgraph.draw.scenes import MatrixScene
from govgraph.draw.scenes.grid import Weight
from govgraph.draw.text import LEAST, Block, Style, measure, name, readable, stack, wrapped
from govgraph.model import Label

_TOTAL: Final = Label(th="รวม", en="Total")
_ROW: Final = Style(9.2, small=6.8)
_HEAD: Final = Style(8.6, bold=True, small=6.6)
_NUMBER: Final = 10.5
_ROW_LEAST: Final = 21.5
_CELL_GAP: Final = 2.6
_CELL_MOST: Final = 92.0
_CELL_WIDEST: Final = 136.0
_CELL_LEAST: Final = 16.0
_NAMES_MOST: Final = 0.43
_LEVEL_MOST: Final = 96.0
"""Column names that would stand higher than this are turned to read upwards."""

_UPRIGHT_MOST: Final = 150.0
_FOOT: Final = 25.0
_STAR: Final = "*"
_STAR_SIZE: Final = 0.9
_STAR_GAP: Final = 0.08


_MOST: Final = (60, 30)


def lay_out(scene: MatrixScene, lang: str, size: str) -> Drawing:
    """Lay out the matrix on a paper of this size, upright unless it is too wide for that."""

    def ready(folded: MatrixScene) -> Attempt:
        shown = in_units(folded)
        row_places, column_places = orders(shown, shown.row_order, shown.column_order)
        notes = matrix_notes(shown)

        def attempt(page: Page, scale: float) -> Drawing | None:
            around = frame(page, shown.caption, lang, *notes)
            return _Matrix(shown, lang, row_places, column_places, around, scale).drawing()

        return attempt

    pages = papers(size, upright_first=True)
    return fitted(without_marks(scene), pages, ready, least=least_scale(_ROW), most=_MOST, enlarge=True)


@dataclass(frozen=True, slots=True)
class _Head:
    """The column names: upright ones where the columns are too narrow for their words."""

    blocks: tuple[Block, ...]
    total: Block
    upright: bool
    height: float


@dataclass(frozen=True, slots=True)
class _Measures:
    """Where the columns stand: the names' width, the cells' left edge and width, the totals' width."""

    names: float
    left: float
    cell: float
    totals: float
    digits: float
    count: int

    @property
    def right(self) -> float:
        """Where the cells end and the totals begin."""
        return self.left + self.count * self.cell

    @property
    def total_x(self) -> float:
        """The middle of the totals."""
        return self.right + self.totals / 2


@dataclass(frozen=True, slots=True)
class _Matrix:
    scene: MatrixScene
    lang: str
    row_places: Sequence[int]
    column_places: Sequence[int]
    around: Frame
    scale: float

    def drawing(self) -> Drawing | None:
        area, scale = self.around.area, self.scale
        at = self._measures()
        rows = [self.scene.rows[place] for place in self.row_places]
        names = [name(row.label, self.lang, at.names, of_row(row, _ROW.scaled(scale))) for row in rows]
        if max(block.width for block in names) > at.names + 0.01 or at.cell < _CELL_LEAST * scale:
            return None
        if at.digits < LEAST:
            return None
        head = self._head(at)
        if head is None:
            return None
        heights = [max(_ROW_LEAST * scale, block.height + 4.2 * scale) for block in names]
        badges = max(17 * scale, 13.0) if any(column.number is not None for column in self.scene.columns) else 5 * scale
        y = area.y + head.height + badges
        bottom = y + sum(heights) + _FOOT * scale
        if bottom > area.bottom:
            return None
        marks = self._head_marks(head, at, badges)
        for place, block, height in zip(self.row_places, names, heights, strict=True):
            box = Rect(area.x, y, at.names, height)
            marks += block.place(box.right, y + (height - block.height) / 2, "end", box)
            marks += self._cells(place, at, y, height)
            total = self.scene.figure(self.scene.rows[place].total)
            marks.append(_figure(total, (at.total_x, y + height / 2), readable(0.95, at.digits), INK))
            y += height
        marks += self._totals(at, y)
        return self.around.finish(marks, bottom)

    def _measures(self) -> _Measures:
        area, scale, scene = self.around.area, self.scale, self.scene
        natural = max(name(row.label, self.lang, 1e6, _ROW.scaled(scale)).width for row in scene.rows)
        names = min(natural, _NAMES_MOST * area.width)
        totals = [*(row.total for row in scene.rows), scene.total or 0]
        total_width = max(40 * scale, self._widest(totals) + 6 * scale)
        left = area.x + names + 8 * scale
        cell = min(
            (area.right - left - total_width) / len(scene.columns),
            (_CELL_WIDEST if self.around.page.whole else _CELL_MOST) * scale,
        )
        widest = self._widest([*(weight or 0 for weight in scene.weights.values()), *(c.total for c in scene.columns)])
        if scene.inferred:
            widest += 2 * (1 + _STAR_GAP) * measure(_STAR, readable(_STAR_SIZE * _NUMBER, scale))
        digits = readable(_NUMBER, scale) * min(1.0, max(0.1, (cell - 5 * scale) / widest))
        return _Measures(names, left, cell, total_width, digits, len(scene.columns))

    def _widest(self, figures: Sequence[Weight]) -> float:
        written = {self.scene.figure(figure) for figure in figures}
        return max(measure(figure, readable(_NUMBER, self.scale), bold=True) for figure in written)

    def _head(self, at: _Measures) -> _Head | None:
        style, width = _HEAD.scaled(self.scale), at.cell - 3 * self.scale
        columns = [self.scene.columns[place] for place in self.column_places]
        total = name(_TOTAL, self.lang, at.totals, style)
        blocks = tuple(name(column.label, self.lang, width, of_row(column, style)) for column in columns)
        level = max(block.height for block in (*blocks, total))
        if max(block.width for block in blocks) <= width and level <= _LEVEL_MOST * self.scale:
            return _Head(blocks, total, False, level)
        for share in (0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.4):
            length = share * _UPRIGHT_MOST * self.scale
            blocks = tuple(name(column.label, self.lang, length, of_row(column, style)) for column in columns)
            wide = max(block.width for block in blocks)
            if wide <= length and max(block.height + 2 * _over(block) for block in blocks) <= width:
                return _Head(blocks, total, True, max(wide, total.height) + 4 * self.scale)
        return None

    def _head_marks(self, head: _Head, at: _Measures, badges: float) -> list[Mark]:
        marks: list[Mark] = []
        top = self.around.area.y
        low = top + head.height
        for index, (place, block) in enumerate(zip(self.column_places, head.blocks, strict=True)):
            box = Rect(at.left + index * at.cell, top, at.cell, head.height)
            if head.upright:
                marks += block.place_upright(box.x + (at.cell - block.height) / 2, low - 2 * self.scale, box)
            else:
                marks += block.place(box.centre[0], low - block.height, "middle", box)
            number = self.scene.columns[place].number
            if number is not None:
                marks += badge(number, box.centre[0], low + badges / 2, 6.2 * self.scale)
        box = Rect(at.right, top, at.totals, head.height)
        marks += head.total.place(box.centre[0], low - head.total.height, "middle", box)
        return marks

    def _cells(self, row: int, at: _Measures, top: float, height: float) -> list[Mark]:
        scene, gap, apart = self.scene, _CELL_GAP * self.scale, self.scene.apart
        most = max((scene.weight(*pair) for pair in scene.weights if not apart & set(pair)), default=0)
        marks: list[Mark] = []
        for index, place in enumerate(self.column_places):
            pair = scene.rows[row].key, scene.columns[place].key
            rect = Rect(at.left + index * at.cell + gap / 2, top + gap / 2, at.cell - gap, height - gap)
            weight = scene.weight(*pair)
            if weight:
                fill = LINE if apart & set(pair) else shade((weight - 1) / (most - 1) if most > 1 else 0.4)
                marks.append(Box(rect, fill))
                figure = _figure(scene.figure(weight), rect.centre, at.digits, text_on(fill), bold=True, box=rect)
                marks += [figure, _star(figure)] if pair in scene.inferred else [figure]
            elif scene.unknown(*pair):
                marks.append(Box(rect.inset(0.4), FAINT, LINE, 0.8 * self.scale, dashed=True))
                x, y = rect.centre
                marks.append(Text("?", x, y + 0.35 * at.digits, at.digits, GREY, anchor="middle", box=rect))
            else:
                marks.append(Box(rect, FAINT))
                if scene.trace(*pair):
                    marks.append(_figure(scene.figure(0), rect.centre, at.digits, GREY, box=rect))
        return marks

    def _totals(self, at: _Measures, top: float) -> list[Mark]:
        scale, area = self.scale, self.around.area
        end = at.right + at.totals, top + 3 * scale
        marks: list[Mark] = [Stroke((at.left, end[1]), ((end,),), INK, 0.8 * scale)]
        middle = top + 14 * scale
        words = _TOTAL.text(self.lang).replace(" · ", " / ")
        label = stack(wrapped(words, at.names, readable(9.5, scale), True, INK))
        box = Rect(area.x, end[1], at.names, 22 * scale)
        marks += label.place(box.right, middle - label.height / 2, "end", box)
        for index, place in enumerate(self.column_places):
            x = at.left + (index + 0.5) * at.cell
            total = self.scene.figure(self.scene.columns[place].total)
            marks.append(_figure(total, (x, middle), at.digits, INK, bold=True))
        if self.scene.total is not None:
            marks.append(_figure(self.scene.figure(self.scene.total), (at.total_x, middle), at.digits, INK, bold=True))
        return marks


def _over(block: Block) -> float:
    """Return how far the ink of the first line reaches beyond the block."""
    first = block.lines[0]
    return max(0.0, extent(first.text, first.size, first.bold).above - block.baselines[0])


def _figure(
    number: str, at: tuple[float, float], size: float, colour: str, *, bold: bool = False, box: Rect | None = None
) -> Text:
    """A number in the middle of a place, by the height of its digits."""
    y = at[1] + extent("0", size, bold).above / 2
    return Text(number, at[0], y, size, colour, bold, "middle", box=box)


def _star(figure: Text) -> Text:
    """A star behind a number, which stays in the middle of its cell."""
    size = readable(_STAR_SIZE, figure.size)
    x = figure.x + measure(figure.line, figure.size, figure.bold) / 2 + _STAR_GAP * size
    return Text(_STAR, x, figure.y, size, figure.colour, box=figure.box)
