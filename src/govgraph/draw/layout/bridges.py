"""The bridges: cards of the groups at the sides, and between them those who sit in more than one group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govgraph.draw.layout.cards import BridgeBox, Card, badge_reach, bridge_box, card, nobody_box
from govgraph.draw.layout.page import Frame, Page, frame, largest, papers
from govgraph.draw.layout.seating import Heights, Seating, seat
from govgraph.draw.marks import Drawing, Mark, Rect, Stroke
from govgraph.draw.scenes import BridgesScene

_SIDE: Final = 0.29
_MIDDLE: Final = 0.222
"""Shares of the width for the cards of one side and for the boxes in the middle; the rest is for links."""

_CARD_GAP: Final = 15.0
_CARD_GAP_EASY: Final = 32.0
_CARD_GAP_WIDE: Final = 84.0
_BOX_GAP: Final = 13.0
_BOX_GAP_EASY: Final = 26.0
_LINK: Final = 1.7


def lay_out(scene: BridgesScene, lang: str, size: str) -> Drawing:
    """Lay out the bridges on a paper of this size."""

    def attempt(page: Page, scale: float) -> Drawing | None:
        return _layout(scene, lang, frame(page, scene.caption, lang), scale)

    return largest(papers(size), attempt, enlarge=True)


def _layout(scene: BridgesScene, lang: str, around: Frame, scale: float) -> Drawing | None:
    area = around.area
    side, middle = _SIDE * area.width, _MIDDLE * area.width
    gutter = (area.width - 2 * side - middle) / 2
    wide = middle + 2 * gutter - 28 * scale
    place = {group.key: index for index, group in enumerate(scene.groups)}
    links = [sorted(place[key] for key in bridge.groups) for bridge in scene.bridges]
    cards = [card(group, lang, side, scale) for group in scene.groups]
    low_cards = [card(group, lang, wide, scale, columns=2) for group in scene.groups]
    boxes = [
        bridge_box(bridge, tuple(scene.groups[group] for group in groups), lang, middle, scale)
        for bridge, groups in zip(scene.bridges, links, strict=True)
    ]
    if not (all(one.fits for one in cards) and all(box.fits for box in boxes)):
        return None
    box_height = max((box.height for box in boxes), default=40 * scale)
    count = max(1, len(boxes))
    need = count * box_height + (count - 1) * _BOX_GAP * scale + badge_reach(scale)
    heights = Heights(
        [one.height for one in cards],
        [one.height if one.fits else 2 * area.height for one in low_cards],
        need,
        _CARD_GAP * scale,
        area.height,
    )
    seating = seat(links, heights)
    if seating is None:
        return None
    return _Bridges(scene, lang, around, scale, cards, low_cards, boxes, links, seating, box_height).drawing()


@dataclass(frozen=True, slots=True)
class _Bridges:
    scene: BridgesScene
    lang: str
    around: Frame
    scale: float
    cards: Sequence[Card]
    low_cards: Sequence[Card]
    boxes: Sequence[BridgeBox]
    links: Sequence[Sequence[int]]
    seating: Seating
    box_height: float

    def drawing(self) -> Drawing:
        area, seating = self.around.area, self.seating
        height = self._height()
        width = _SIDE * area.width
        placed = {
            **self._column(seating.left, area.x, height),
            **self._column(seating.right, area.right - width, height),
        }
        room = height
        if seating.below is not None:
            low = self.low_cards[seating.below]
            placed[seating.below] = Rect(
                area.centre[0] - low.width / 2, area.y + height - low.height, low.width, low.height
            )
            room = height - low.height - 1.2 * _CARD_GAP * self.scale
        boxes = self._middle(room)
        marks = self._links(placed, boxes)
        for group, rect in placed.items():
            shown = self.low_cards[group] if group == seating.below else self.cards[group]
            marks += shown.draw(rect.x, rect.y)
        for body, rect in boxes.items():
            marks += self.boxes[body].draw(rect.x, rect.y, self.box_height)
        if not boxes:
            middle = _MIDDLE * area.width
            rect = Rect(area.centre[0] - middle / 2, area.y, middle, room)
            marks += nobody_box(self.scene.nobody, self.lang, rect, self.scale)
        ends = [rect.bottom for rect in placed.values()]
        ends += [rect.bottom + badge_reach(self.scale) for rect in boxes.values()]
        return self.around.finish(marks, max(ends))

    def _height(self) -> float:
        """Return the height to use: with easy gaps, as far as the paper has it."""
        seating, scale = self.seating, self.scale

        def easy(groups: Sequence[int]) -> float:
            tall = sum(self.cards[group].height for group in groups)
            return tall + max(0, len(groups) - 1) * _CARD_GAP_EASY * scale

        count = len(self.boxes)
        middle = count * self.box_height + max(0, count - 1) * _BOX_GAP_EASY * scale + badge_reach(scale)
        if seating.below is not None:
            middle += self.low_cards[seating.below].height + 2 * _CARD_GAP * scale
        return min(self.around.area.height, max(easy(seating.left), easy(seating.right), middle))

    def _column(self, groups: Sequence[int], x: float, height: float) -> dict[int, Rect]:
        tall = [self.cards[group].height for group in groups]
        gap = 0.0
        if len(groups) > 1:
            # Beside a long row of boxes the cards spread out; above a card below they keep together.
            most = _CARD_GAP_WIDE if self.seating.below is None else _CARD_GAP_EASY
            gap = min(most * self.scale, (height - sum(tall)) / (len(groups) - 1))
        y, found = self.around.area.y, {}
        for group, own in zip(groups, tall, strict=True):
            found[group] = Rect(x, y, self.cards[group].width, own)
            y += own + gap
        return found

    def _middle(self, room: float) -> dict[int, Rect]:
        order, area, scale = self.seating.middle, self.around.area, self.scale
        if not order:
            return {}
        width = _MIDDLE * area.width
        spare = room - badge_reach(scale) - len(order) * self.box_height
        gap = min(1.3 * _BOX_GAP_EASY * scale, spare / (len(order) - 1)) if len(order) > 1 else 0.0
        tall = len(order) * self.box_height + (len(order) - 1) * gap + badge_reach(scale)
        y = area.y + (room - tall) / 2 if self.seating.below is None else area.y
        x = area.centre[0] - width / 2
        return {
            body: Rect(x, y + index * (self.box_height + gap), width, self.box_height)
            for index, body in enumerate(order)
        }

    def _links(self, placed: dict[int, Rect], boxes: dict[int, Rect]) -> list[Mark]:
        """Draw each link from a port on the card's head to a port on the body's box."""
        marks: list[Mark] = []
        order = list(boxes)
        for at_left, groups in ((True, self.seating.left), (False, self.seating.right)):
            for group in groups:
                bodies = [body for body in order if group in self.links[body]]
                head, rect = self.cards[group].head, placed[group]
                ports = _ports(rect.y, head, len(bodies), 7 * self.scale, 5 * self.scale)
                for body, y in zip(bodies, ports, strict=True):
                    x = rect.right if at_left else rect.x
                    end = self._box_port(body, group, boxes[body], at_left)
                    marks.append(self._curve((x, y), end, self.cards[group].colour))
        below = self.seating.below
        if below is not None:
            bodies = [body for body in order if below in self.links[body]]
            marks += self._channels(bodies, below, placed[below], boxes)
        return marks

    def _box_port(self, body: int, group: int, box: Rect, at_left: bool) -> tuple[float, float]:
        side = self.seating.left if at_left else self.seating.right
        # A link that goes below leaves from the right edge, under those that go across.
        own = [one for one in side if one in self.links[body]]
        if not at_left and self.seating.below in self.links[body] and self.seating.below is not None:
            own.append(self.seating.below)
        ports = _ports(box.y, box.height, len(own), 11 * self.scale, 5 * self.scale)
        return (box.x if at_left else box.right), ports[own.index(group)]

    def _curve(self, start: tuple[float, float], end: tuple[float, float], colour: str) -> Stroke:
        middle = (start[0] + end[0]) / 2
        return Stroke(start, (((middle, start[1]), (middle, end[1]), end),), colour, _LINK * self.scale)

    def _channels(self, bodies: Sequence[int], group: int, rect: Rect, boxes: dict[int, Rect]) -> list[Mark]:
        """Lead links to the card below: out to the right, round a corner, straight down; upper ones outermost."""
        marks: list[Mark] = []
        scale = self.scale
        first = 11 * scale
        for index, body in enumerate(bodies):
            x0, y0 = self._box_port(body, group, boxes[body], at_left=False)
            room = rect.right - x0 - first - 12 * scale
            step = min(9 * scale, room / max(1, len(bodies) - 1))
            x1 = x0 + first + step * (len(bodies) - 1 - index)
            bend = min(6 * scale, x1 - x0)
            moves = (
                ((x1 - bend, y0),),
                ((x1 - 0.45 * bend, y0), (x1, y0 + 0.45 * bend), (x1, y0 + bend)),
                ((x1, rect.y + 2 * scale),),
            )
            marks.append(Stroke((x0, y0), moves, self.cards[group].colour, _LINK * scale))
        return marks


def _ports(top: float, height: float, count: int, step: float, border: float) -> list[float]:
    """Spread so many ports evenly about the middle of an edge, inside its borders."""
    if count > 1:
        step = min(step, (height - 2 * border) / (count - 1))
    first = top + height / 2 - step * (count - 1) / 2
    return [first + index * step for index in range(count)]
