"""Two kinds in five layers: names outside, then hubs, and in the middle those who are joined with several hubs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Final

from govgraph.draw.colours import INK, LINE, PALE, WHITE, blend, group_colour
from govgraph.draw.layout.badges import badge, badge_radius
from govgraph.draw.layout.networkkey import EdgeWidths, network_key
from govgraph.draw.layout.seating import Heights, Seating, seat, sorted_middle
from govgraph.draw.layout.slots import even_gap, reach
from govgraph.draw.layout.symbols import Sign
from govgraph.draw.marks import Anchor, Box, Mark, Point, Rect, Stroke, Text
from govgraph.draw.scenes import NetworkScene
from govgraph.draw.scenes.network import Edge, Node
from govgraph.draw.text import Block, Style, name

_OUTER: Final = Style(8.2, small=6.6)
_INNER: Final = Style(8.6, bold=True, small=6.6)
_HUB: Final = Style(9.6, bold=True, small=7.0)

_OUTER_MOST: Final = 0.29
_INNER_MOST: Final = 0.19
_NARROWER: Final = (1.0, 0.86, 0.74, 0.62)
"""Names are given less and less of the width, until the lines between them have their room."""

_GUTTER_LEAST: Final = 62.0
_HUB_RADIUS: Final = (8.0, 20.0)
_RADIUS: Final = (2.6, 6.4)
_SIGN: Final = 8.0
_BADGE: Final = 6.0
_ROW_GAP: Final = 1.4
_HUB_GAP: Final = 10.0
_BOX_GAP: Final = 9.0
_PAD: Final = 5.0
_BESIDE: Final = 6.0
_EASY: Final = 1.45
_ASIDE: Final = 0.2
_TRIED: Final = 7
"""So many hubs are seated in all ways; of more, each stands where there is more room."""


def layered(scene: NetworkScene, lang: str, area: Rect, scale: float) -> tuple[list[Mark], float] | None:
    """Return the marks of a network of two kinds and where they end, or nothing where they do not fit."""
    for narrower in _NARROWER:
        layers = _Layers.of(scene, lang, area, scale, narrower)
        if len(layers.hubs) == 1:
            # Nothing stands on the right: the rest comes nearer to the middle.
            layers = replace(layers, area=Rect(area.x + _ASIDE * area.width, area.y, area.width, area.height))
        if (found := layers.drawing()) is not None:
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Other:
    """One of the kind that is no hub: its sign and its name."""

    node: Node
    sign: Sign
    block: Block


@dataclass(frozen=True, slots=True)
class _Hub:
    """A hub: its sign, and outside it a list of those who are joined with it alone, under its name."""

    node: Node
    number: int
    sign: Sign
    title: Block
    pendants: tuple[_Other, ...]
    gap: float

    @property
    def rows(self) -> float:
        """The height of the pendants' names."""
        return sum(one.block.height + self.gap for one in self.pendants)

    @property
    def height(self) -> float:
        """The height of the list with its heading."""
        return max(self.title.height + self.rows, 2 * self.sign.reach)

    def centre(self, top: float) -> float:
        """Return the height of the sign: in the middle of the names, or beside the heading where there are none."""
        if not self.pendants:
            return top + self.height / 2
        return top + self.height / 2 + (self.title.height + self.gap) / 2


@dataclass(frozen=True, slots=True)
class _Layers:
    scene: NetworkScene
    lang: str
    area: Rect
    scale: float
    hubs: tuple[_Hub, ...]
    joining: tuple[_Other, ...]
    widths: EdgeWidths
    joined: Mapping[str, Mapping[str, Edge]]
    left: float
    narrower: float

    @classmethod
    def of(cls, scene: NetworkScene, lang: str, area: Rect, scale: float, narrower: float) -> _Layers:
        """Measure everything that has a name, the names in so much of the width that they have at most."""
        outer, inner = narrower * _OUTER_MOST * area.width, narrower * _INNER_MOST * area.width
        joined, strengths = scene.neighbours(), scene.strengths()
        of_hubs = [node for node in scene.nodes if node.kind == scene.hubs]
        others = [node for node in scene.nodes if node.kind != scene.hubs]
        most_hub = max(strengths[node.key] for node in of_hubs)
        most = max((strengths[node.key] for node in others), default=1)
        order = sorted(others, key=lambda node: (-strengths[node.key], node.label.text("th"), node.key))

        def other(node: Node, style: Style, width: float) -> _Other:
            radius = sized(strengths[node.key], most, _RADIUS) * scale
            block = name(node.label, lang, width, style.scaled(scale))
            return _Other(node, Sign(radius, INK, square=True, ring=node.cut, scale=scale), block)

        hubs = []
        for at, node in enumerate(of_hubs):
            number = node.number or at + 1
            colour = group_colour(number - 1)
            radius = badge_radius(sized(strengths[node.key], most_hub, _HUB_RADIUS) * scale, number)
            alone = [one for one in order if list(joined[one.key]) == [node.key]]
            style = Style(_HUB.size, True, colour, _HUB.small).scaled(scale)
            title = name(node.label, lang, outer, style)
            pendants = tuple(other(one, _OUTER, outer) for one in alone)
            gap = even_gap([title, *(one.block for one in pendants)], _ROW_GAP * scale)
            sign = Sign(radius, colour, number=number, ring=node.cut, scale=scale)
            hubs.append(_Hub(node, number, sign, title, pendants, gap))
        several = [one for one in order if len(joined[one.key]) > 1]
        middle = tuple(other(one, _INNER, inner) for one in several)
        widths = EdgeWidths.of(scene, scale)
        return cls(scene, lang, area, scale, tuple(hubs), middle, widths, joined, area.x, narrower)

    @property
    def outer(self) -> float:
        """The width of the names outside."""
        blocks = [*(hub.title for hub in self.hubs), *(one.block for hub in self.hubs for one in hub.pendants)]
        return max(block.width for block in blocks)

    @property
    def inner(self) -> float:
        """The width of the boxes in the middle."""
        if not self.joining:
            return 0.0
        names = max(one.block.width for one in self.joining)
        return names + self.inner_signs + 3 * _PAD * self.scale

    @property
    def inner_signs(self) -> float:
        """The width of the widest sign in the boxes."""
        return max(2 * one.sign.reach for one in self.joining)

    @property
    def gutter(self) -> float:
        """The width between names outside and boxes in the middle, for a hub and its lines."""
        return self.area.width / 2 - self.outer - 2 * _SIGN * self.scale - self.inner / 2

    def drawing(self) -> tuple[list[Mark], float] | None:
        """Return the marks and where they end, or nothing where they do not fit."""
        area, scale = self.area, self.scale
        widest = max((one.block.width for one in self.joining), default=0.0)
        room = self.narrower * area.width + 0.01
        if self.outer > _OUTER_MOST * room or widest > _INNER_MOST * room:
            return None
        if self.gutter < _GUTTER_LEAST * scale + 2 * max(hub.sign.reach for hub in self.hubs):
            return None
        key = network_key(self.scene, self.lang, area.width, scale, self.widths)
        room = area.height - key.height - 10 * scale
        place = {hub.node.key: at for at, hub in enumerate(self.hubs)}
        links = [sorted(place[key] for key in self.joined[one.node.key]) for one in self.joining]
        boxes = [max(one.block.height, 2 * one.sign.reach) + 1.2 * _PAD * scale for one in self.joining]
        middle = sum(boxes) + _BOX_GAP * scale * max(0, len(boxes) - 1)
        never = [2 * area.height] * len(self.hubs)
        heights = Heights([hub.height for hub in self.hubs], never, middle, _HUB_GAP * scale, room)
        seating = _seated(links, heights)
        if seating is None:
            return None
        tall = max(heights.column(seating.left), heights.column(seating.right), middle)
        height = min(room, max(_EASY * tall, 240 * scale))
        tops = {**self._column(seating.left, height), **self._column(seating.right, height)}
        centres = self._middle(seating.middle, boxes, height)
        edges: list[Mark] = []
        signs: list[Mark] = []
        for at, top in tops.items():
            lines, list_ = self._list(self.hubs[at], top, at in seating.left)
            edges += lines
            signs += list_
        for at, y in centres.items():
            edges += self._joins(at, y, boxes[at], tops, seating)
            signs += self._box(self.joining[at], y, boxes[at])
        bottom = area.y + height + 10 * scale
        return [*edges, *signs, *key.draw(self.left, bottom)], bottom + key.height

    def _column(self, groups: Sequence[int], height: float) -> dict[int, float]:
        """Return where the list of each hub of one side begins."""
        tall = [self.hubs[group].height for group in groups]
        spare = height - sum(tall)
        gap = min(spare / (len(tall) - 1), 9 * _HUB_GAP * self.scale) if len(tall) > 1 else 0.0
        y, found = self.area.y + (spare - gap * max(0, len(tall) - 1)) / 2, {}
        for group, own in zip(groups, tall, strict=True):
            found[group] = y
            y += own + gap
        return found

    def _middle(self, order: Sequence[int], boxes: Sequence[float], height: float) -> dict[int, float]:
        """Return the height of the middle of each box."""
        spare = height - sum(boxes)
        gap = min(4.5 * _BOX_GAP * self.scale, spare / (len(boxes) - 1)) if len(boxes) > 1 else 0.0
        y, found = self.area.y + (spare - gap * max(0, len(boxes) - 1)) / 2, {}
        for at in order:
            found[at] = y + boxes[at] / 2
            y += boxes[at] + gap
        return found

    def _hub_at(self, hub: _Hub, top: float, at_left: bool) -> Point:
        x = self.area.x + self.outer + 2 * _SIGN * self.scale + 0.5 * self.gutter
        return (x if at_left else 2 * self.area.centre[0] - x), hub.centre(top)

    def _list(self, hub: _Hub, top: float, at_left: bool) -> tuple[list[Mark], list[Mark]]:
        """Return the lines to the pendants, and the signs and names that lie above the lines."""
        scale, area = self.scale, self.area
        x, y = self._hub_at(hub, top, at_left)
        edge = area.x + self.outer if at_left else area.right - self.outer
        signs_x = edge + (_SIGN if at_left else -_SIGN) * scale
        lines: list[Mark] = []
        if not hub.pendants:
            # Nothing stands between them: the name comes to its sign.
            aside = hub.sign.reach + _BESIDE * scale
            beside = x - aside if at_left else x + aside
            top = y - hub.title.height / 2
            return lines, [*hub.sign.draw(x, y), *self._name(hub.title, top, beside, at_left)]
        top += (hub.height - hub.title.height - hub.rows) / 2
        first = top + hub.title.baselines[0] - 0.34 * hub.title.lines[0].size
        marks: list[Mark] = [*hub.sign.draw(x, y), *badge(hub.number, signs_x, first, _BADGE * scale)]
        marks += self._name(hub.title, top, edge, at_left)
        top += hub.title.height + hub.gap
        for one in hub.pendants:
            row = top + one.block.height / 2
            colour = blend(hub.sign.colour, WHITE, 0.35)
            lines.append(self._curve((x, y), (signs_x, row), colour, self.joined[one.node.key][hub.node.key]))
            marks += one.sign.draw(signs_x, row)
            marks += self._name(one.block, top, edge, at_left)
            top += one.block.height + hub.gap
        return lines, marks

    def _name(self, block: Block, top: float, edge: float, at_left: bool) -> tuple[Text, ...]:
        anchor: Anchor = "end" if at_left else "start"
        left = edge - self.outer if at_left else edge
        return block.place(edge, top, anchor, reach(left, top, self.outer, block))

    def _joins(self, at: int, y: float, height: float, tops: Mapping[int, float], seating: Seating) -> list[Mark]:
        """Return the lines from a box to its hubs, each from a place of its own on the edge."""
        key = self.joining[at].node.key
        marks: list[Mark] = []
        for groups, at_left in ((seating.left, True), (seating.right, False)):
            own = [group for group in groups if self.hubs[group].node.key in self.joined[key]]
            step = min(7 * self.scale, height / (len(own) + 1))
            first = y - step * (len(own) - 1) / 2
            x = self.area.centre[0] + (-0.5 if at_left else 0.5) * self.inner
            for index, group in enumerate(own):
                hub = self.hubs[group]
                start = self._hub_at(hub, tops[group], at_left)
                end = (x, first + index * step)
                marks.append(self._curve(start, end, hub.sign.colour, self.joined[key][hub.node.key]))
        return marks

    def _curve(self, start: Point, end: Point, colour: str, edge: Edge) -> Stroke:
        middle = (start[0] + end[0]) / 2
        curve = ((middle, start[1]), (middle, end[1]), end)
        return Stroke(start, (curve,), colour, self.widths.of_weight(edge.weight), dashed=edge.inferred)

    def _box(self, one: _Other, y: float, height: float) -> list[Mark]:
        pad, width = _PAD * self.scale, self.inner
        rect = Rect(self.area.centre[0] - width / 2, y - height / 2, width, height)
        left = rect.x + 2 * pad + self.inner_signs
        return [
            Box(rect, PALE, LINE, 0.8 * self.scale, 3 * self.scale),
            *one.sign.draw(rect.x + pad + self.inner_signs / 2, y),
            *one.block.place(left, y - one.block.height / 2, "start", Rect(left, rect.y, rect.right - left, height)),
        ]


def sized(strength: int, most: int, radii: tuple[float, float]) -> float:
    """Return a radius whose square grows with the strength, between the least that shows and the largest.

    >>> sized(4, 16, (1.0, 10.0)), sized(0, 16, (1.0, 10.0))
    (5.0, 1.0)
    """
    return max(radii[0], radii[1] * sqrt(strength / max(1, most)))


def _seated(links: Sequence[Sequence[int]], heights: Heights) -> Seating | None:
    """Seat few hubs in the way that crosses least; of more, each where there is more room."""
    count = len(heights.side)
    if count <= _TRIED:
        return seat(links, heights)
    sides: tuple[list[int], list[int]] = ([], [])
    for hub in sorted(range(count), key=lambda at: (-heights.side[at], at)):
        min(sides, key=heights.column).append(hub)
    left, right = (tuple(sorted(side)) for side in sides)
    if max(heights.column(left), heights.column(right), heights.middle) > heights.room:
        return None
    return Seating(left, right, None, sorted_middle(links, left, right, None)[0])
