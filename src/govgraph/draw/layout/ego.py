"""One thing between two columns of what it is linked with, sorted by relation; arrows read as sentences do.

What points to the thing stands on the left, what it points to on the right, as far as that is even.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from govgraph.draw.colours import GREY, INK, blend, group_colour, text_on
from govgraph.draw.layout.folding import most_that
from govgraph.draw.layout.legends import legend, with_notes
from govgraph.draw.layout.page import SMALLEST, Attempt, Frame, Page, frame, largest, least_scale, papers
from govgraph.draw.layout.slots import even_gap, reach
from govgraph.draw.marks import Anchor, Area, Box, Disc, Drawing, Mark, Point, Rect, Stroke
from govgraph.draw.scenes import EgoScene
from govgraph.draw.scenes.ego import WHEN_UNKNOWN, Neighbour, Relation
from govgraph.draw.text import Block, Line, Style, measure, name, parts, readable, stack, wrapped
from govgraph.model import Label

MOST: Final = 40
"""So many neighbours are named at most; the others are counted."""

_HEAD: Final = Style(9.2, bold=True, small=7.0)
_NAME: Final = Style(8.6, small=6.6)
_FOCUS: Final = Style(11.0, bold=True, small=7.6)
_DETAIL: Final = 6.6
_SIDE: Final = 0.315
_MIDDLE: Final = 0.21
_ROW_GAP: Final = 3.2
_GROUP_GAP: Final = 12.0
_PORT: Final = 6.5
_LINE: Final = 1.3
_ASIDE: Final = 0.22
_EVEN: Final = 1.35
"""The two sides stay as the arrows want them while the higher is at most so much higher than need be."""


def lay_out(scene: EgoScene, lang: str, size: str) -> Drawing:
    """Lay out the neighbourhood on a paper of this size; those that do not fit are counted."""
    pages, least = papers(size), least_scale(_NAME)

    def ready(count: int) -> Attempt:
        shown = named(scene, count)
        unknown = any(one.when_unknown for relation in shown.relations for one in relation.neighbours)
        notes = [legend(Label("เส้นประ", "dashed line"), WHEN_UNKNOWN)] if unknown else []

        def attempt(page: Page, scale: float) -> Drawing | None:
            return _Ego(shown, lang, frame(page, shown.caption, lang, *notes), scale).drawing()

        return attempt

    def fits(count: int) -> bool:
        attempt = ready(count)
        return any(attempt(page, max(least, SMALLEST * page.zoom)) is not None for page in pages)

    count = most_that(fits, min(scene.count, MOST))
    return largest(pages, ready(count), least, enlarge=True)


def named(scene: EgoScene, count: int) -> EgoScene:
    """Return a neighbourhood that names so many at most, taken from the longest relations, and counts the others."""
    keep = [len(relation.neighbours) for relation in scene.relations]
    while sum(keep) > max(count, len(keep)):
        keep[keep.index(max(keep))] -= 1
    relations = tuple(
        replace(relation, neighbours=relation.neighbours[:kept], more=relation.more + len(relation.neighbours) - kept)
        for relation, kept in zip(scene.relations, keep, strict=True)
    )
    all_, shown = scene.count + sum(relation.more for relation in scene.relations), sum(keep)
    if all_ == shown:
        return scene
    note = Label(f"แสดงชื่อ {shown:,} จาก {all_:,} รายการ", f"Named: {shown:,} of {all_:,}")
    return replace(scene, relations=relations, caption=with_notes(scene.caption, note))


@dataclass(frozen=True, slots=True)
class _Row:
    """One neighbour, or how many more there are, set."""

    block: Block
    neighbour: Neighbour | None


@dataclass(frozen=True, slots=True)
class _List:
    """A relation with its rows, or a part of them; its heading points to the right or to the left."""

    relation: Relation
    colour: str
    heads: tuple[Block, Block]
    rows: tuple[_Row, ...]
    gap: float

    def head(self, at_left: bool) -> Block:
        """Return the heading for a side."""
        return self.heads[0 if at_left else 1]

    @property
    def height(self) -> float:
        """The height of heading and rows."""
        return max(head.height for head in self.heads) + sum(row.block.height + self.gap for row in self.rows)

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max(block.width for block in (*self.heads, *(row.block for row in self.rows)))


@dataclass(frozen=True, slots=True)
class _Ego:
    scene: EgoScene
    lang: str
    around: Frame
    scale: float

    def drawing(self) -> Drawing | None:
        area, scale = self.around.area, self.scale
        lists = [self._list(relation, group_colour(at)) for at, relation in enumerate(self.scene.relations)]
        focus = self._focus()
        if max(one.width for one in lists) > _SIDE * area.width + 0.01 or focus.width > self._box_width:
            return None
        sides = self._sides(lists)
        tall = max(_tall(side, _GROUP_GAP * scale) for side in sides)
        ports = max(sum(len(one.rows) for one in side) for side in sides)
        box_height = max(focus.height + 16 * scale, (ports + 1) * _PORT * scale)
        if max(tall, box_height) > area.height:
            return None
        height = max(tall, box_height, min(area.height, 150 * scale))
        middle = area.y + height / 2
        # With nothing on one side the rest comes nearer to the middle.
        aside = _ASIDE * area.width * (bool(sides[0]) - bool(sides[1]))
        x = area.centre[0] + aside
        box = Rect(x - self._box_width / 2, middle - box_height / 2, self._box_width, box_height)
        marks: list[Mark] = []
        for side, at_left in zip(sides, (True, False), strict=True):
            marks += self._side(side, box, at_left, aside)
        marks.append(Box(box, INK, radius=5 * scale))
        marks += focus.place(x, middle - focus.height / 2, "middle", box)
        return self.around.finish(marks, area.y + height)

    @property
    def _box_width(self) -> float:
        return _MIDDLE * self.around.area.width

    def _focus(self) -> Block:
        width, white = self._box_width - 14 * self.scale, text_on(INK)
        soft = blend(white, INK, 0.15)
        style = replace(_FOCUS.scaled(self.scale), colour=white, small_colour=soft)
        lines = list(name(self.scene.focus, self.lang, width, style).lines)
        kinds = [self.scene.kind.text(self.lang)]
        if measure(kinds[0], style.small) > width:
            kinds = [part for part in parts(self.scene.kind, self.lang) if part]
        lines += [line for kind in kinds for line in wrapped(kind, width, style.small, False, soft)]
        return stack(lines)

    def _list(self, relation: Relation, colour: str) -> _List:
        width, scale = _SIDE * self.around.area.width, self.scale
        common = _common(relation)
        style = replace(_HEAD.scaled(scale), colour=colour)
        details = self._details(common.when, common.confidence, width)
        left, right = (
            stack([*name(_arrowed(relation, at_left), self.lang, width, style).lines, *details])
            for at_left in (True, False)
        )
        rows = [self._row(one, common, width) for one in relation.neighbours]
        if relation.more:
            quiet = replace(_NAME.scaled(scale), colour=GREY)
            rows.append(_Row(name(_more(relation), self.lang, width, quiet), None))
        gap = even_gap([left, *(row.block for row in rows)], _ROW_GAP * scale)
        return _List(relation, colour, (left, right), tuple(rows), gap)

    def _row(self, one: Neighbour, common: Neighbour, width: float) -> _Row:
        lines = list(name(one.label, self.lang, width, _NAME.scaled(self.scale)).lines)
        when = Label() if one.when == common.when else one.when
        sure = Label() if one.confidence == common.confidence else one.confidence
        return _Row(stack([*lines, *self._details(when, sure, width)]), one)

    def _details(self, when: Label, confidence: Label, width: float) -> list[Line]:
        """Set the time and the confidence, on one line or on one for each language."""
        said = [label for label in (when, confidence) if label.text()]
        th, en = (" · ".join(part for part in texts if part) for texts in ((s.th for s in said), (s.en for s in said)))
        both, size = Label(th or None, en or None), readable(_DETAIL, self.scale)
        together = both.text(self.lang)
        texts = [together] if measure(together, size) <= width else parts(both, self.lang)
        return [line for text in texts if text for line in wrapped(text, width, size, False, GREY)]

    def _sides(self, lists: Sequence[_List]) -> tuple[tuple[_List, ...], tuple[_List, ...]]:
        """Cut the relations in two: what comes in on the left and what goes out on the right, or evenly."""
        gap = _GROUP_GAP * self.scale
        order = sorted(lists, key=lambda one: one.relation.outgoing)
        natural = (
            tuple(one for one in order if not one.relation.outgoing),
            tuple(o for o in order if o.relation.outgoing),
        )
        cuts = [_cut(order, count) for count in range(sum(len(one.rows) for one in order) + 1)]
        best = min((natural, *cuts), key=lambda sides: max(_tall(side, gap) for side in sides))
        most, least = (max(_tall(side, gap) for side in sides) for sides in (natural, best))
        return natural if most <= 0.6 * self.around.area.height or most <= _EVEN * least else best

    def _side(self, lists: Sequence[_List], box: Rect, at_left: bool, aside: float) -> list[Mark]:
        scale, area, middle = self.scale, self.around.area, box.centre[1]
        gap, width = _GROUP_GAP * scale, _SIDE * area.width
        edge = (area.x + width if at_left else area.right - width) + aside
        anchor: Anchor = "end" if at_left else "start"
        left = edge - width if at_left else edge
        count = sum(len(one.rows) for one in lists)
        ports = iter([middle + (at - (count - 1) / 2) * _PORT * scale for at in range(count)])
        y = middle - _tall(lists, gap) / 2
        lines: list[Mark] = []
        names: list[Mark] = []
        for one in lists:
            head = one.head(at_left)
            names += head.place(edge, y, anchor, reach(left, y, width, head))
            y += head.height + one.gap
            for row in one.rows:
                names += row.block.place(edge, y, anchor, reach(left, y, width, row.block))
                first = y + row.block.baselines[0] - 0.32 * row.block.lines[0].size
                end = edge + (5 if at_left else -5) * scale, first
                lines += self._line(((box.x if at_left else box.right), next(ports)), end, one, row)
                y += row.block.height + one.gap
            y += gap - one.gap
        return [*lines, *names]

    def _line(self, start: Point, end: Point, one: _List, row: _Row) -> list[Mark]:
        """Return the line to a name, with its head where the relation points to."""
        scale = self.scale
        middle = (start[0] + end[0]) / 2
        curve = ((middle, start[1]), (middle, end[1]), end)
        if row.neighbour is None:
            return [Stroke(start, (curve,), GREY, 0.6 * _LINE * scale), Disc(*end, 1.6 * scale, GREY)]
        line = Stroke(start, (curve,), one.colour, _LINE * scale, dashed=row.neighbour.when_unknown)
        tip, back = (end, start) if one.relation.outgoing else (start, end)
        return [line, _head(tip, back[0] > tip[0], one.colour, scale)]


def _head(tip: Point, from_right: bool, colour: str, scale: float) -> Area:
    """An arrow's head; all lines end level."""
    x, y = tip
    back = x + (6.0 if from_right else -6.0) * scale
    return Area((x, y), (((back, y - 2.3 * scale),), ((back, y + 2.3 * scale),)), colour)


def _arrowed(relation: Relation, at_left: bool) -> Label:
    """Return the relation with an arrow the way it points on its side: towards the thing, or away from it."""
    to_right = relation.outgoing is not at_left
    words = relation.label
    th, en = ((f"{part} →" if to_right else f"← {part}") if part else None for part in (words.th, words.en))
    return Label(th, en)


def _common(relation: Relation) -> Neighbour:
    """Return the time and the confidence that most neighbours of a relation share; nothing where few do.

    What most share stands with the relation, and only what differs with the name; so each must have some.
    """
    found = []
    for values in ([one.when for one in relation.neighbours], [one.confidence for one in relation.neighbours]):
        often = Counter(values).most_common(1)
        shared = often and all(value.text() for value in values) and 1 < often[0][1] >= len(values) / 2
        found.append(often[0][0] if shared else Label())
    when, confidence = found
    return Neighbour("", relation.label, when, confidence)


def _more(relation: Relation) -> Label:
    if not relation.neighbours:
        return Label(f"{relation.more:,} รายการที่ไม่มีชื่อ", f"{relation.more:,} without a name")
    return Label(f"และอีก {relation.more:,} รายการ", f"and {relation.more:,} more")


def _cut(order: Sequence[_List], count: int) -> tuple[tuple[_List, ...], tuple[_List, ...]]:
    """Put so many rows on the left and the others on the right; a relation that is cut stands on both sides."""
    left: list[_List] = []
    right: list[_List] = []
    for one in order:
        own, others = one.rows[:count], one.rows[count:]
        count -= len(own)
        left += [replace(one, rows=own)] if own else []
        right += [replace(one, rows=others)] if others else []
    return tuple(left), tuple(right)


def _tall(lists: Sequence[_List], gap: float) -> float:
    return sum(one.height + gap for one in lists) - gap if lists else 0.0
