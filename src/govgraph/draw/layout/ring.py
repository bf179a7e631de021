"""One kind on a ring: the nodes in the order in which their edges are shortest, names outside, weights on the edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import cos, hypot, pi, sin
from typing import Final

from govgraph.draw.colours import GREY, INK, LINE, WHITE, blend, group_colour
from govgraph.draw.fonts import extent
from govgraph.draw.layout.badges import badge_radius
from govgraph.draw.layout.layers import sized
from govgraph.draw.layout.networkkey import EdgeWidths, network_key
from govgraph.draw.layout.slots import reach
from govgraph.draw.layout.symbols import Sign
from govgraph.draw.marks import Box, Mark, Point, Rect, Stroke, Text
from govgraph.draw.scenes import Edge, NetworkScene
from govgraph.draw.text import Block, Style, measure, name, readable

_NAME: Final = Style(9.4, bold=True, small=7.0)
_WEIGHT: Final = 8.4
_RADIUS: Final = (5.0, 17.0)
_SMALLER: Final = (1.0, 0.85, 0.7, 0.55, 0.42, 0.32)
"""Signs are made smaller and smaller, until no edge passes through one that it does not lead to."""

_NAME_MOST: Final = 0.26
_AIR: Final = 6.0
_FOOT: Final = 14.0
_TALL: Final = 300.0
_ALONG: Final = (0.5, 0.42, 0.58, 0.34, 0.66)
"""Where on its edge a weight may stand, the middle first."""


def ringed(
    scene: NetworkScene, order: Sequence[str], lang: str, area: Rect, scale: float
) -> tuple[list[Mark], float] | None:
    """Return the marks of a network of one kind and where they end, or nothing where they do not fit.

    ``order`` is that around the ring, as :func:`shortest_round` gives it.
    """
    widths = EdgeWidths.of(scene, scale)
    key = network_key(scene, lang, area.width, scale, widths)
    blocks = {n.key: name(n.label, lang, _NAME_MOST * area.width, _NAME.scaled(scale)) for n in scene.nodes}
    if max(block.width for block in blocks.values()) > _NAME_MOST * area.width + 0.01:
        return None
    height = min(area.height - key.height - _FOOT * scale, max(_TALL, 42 * len(scene.nodes)) * scale)
    ring = Rect(area.x, area.y, area.width, height)
    largest = signs = _signs(scene, scale, 1.0)
    places = _places(order, blocks, largest, ring, scale)
    for share in _SMALLER:
        signs = _signs(scene, scale, share)
        if _clear(scene, order, places, signs, widths):
            break
    lines = [(places[edge.one], places[edge.other], widths.of_weight(edge.weight)) for edge in scene.edges]
    # Names stand close to their signs, or else as far off as they would from the largest ones.
    for beside in (signs, largest):
        names = {k: _name_box(places[k], blocks[k], beside[k], ring, scale) for k in blocks}
        inked = (reach(box.x, box.y, box.width, blocks[k]) for k, box in names.items())
        taken = [*inked, *(_square(places[k], signs[k].reach) for k in signs)]
        apart = not any(one.overlaps(other) for one, other in combinations(taken, 2))
        inside = all(area.contains(box, slack=0.01) for box in names.values())
        if apart and inside and not any(_through(box, *line) for line in lines for box in names.values()):
            break
    else:
        return None
    # The widest edges lie lowest: a thread must not vanish below one.
    edges = sorted(scene.edges, key=lambda edge: (-edge.weight, edge.one, edge.other))
    colour = blend(GREY, WHITE, 0.25)
    marks: list[Mark] = [
        Stroke(places[e.one], ((places[e.other],),), colour, widths.of_weight(e.weight), dashed=e.inferred)
        for e in edges
    ]
    marks += _weights(edges, places, taken, scale)
    for node in scene.nodes:
        marks += signs[node.key].draw(*places[node.key])
        marks += _placed(blocks[node.key], names[node.key], places[node.key])
    bottom = max(box.bottom for box in taken) + _FOOT * scale
    return [*marks, *key.draw(area.x, bottom)], bottom + key.height


def _weights(edges: Sequence[Edge], places: Mapping[str, Point], taken: Sequence[Rect], scale: float) -> list[Mark]:
    """Return the weights on their edges; none at all where not every one finds a place of its own."""
    marks: list[Mark] = []
    spots: list[Rect] = []
    size = readable(_WEIGHT, scale)
    for edge in edges:
        words = f"{edge.weight:,}"
        spot = _free(places[edge.one], places[edge.other], words, [*taken, *spots], scale)
        if spot is None:
            return []
        spots.append(spot)
        low = spot.centre[1] + extent("0", size).above / 2
        marks.append(Box(spot, WHITE, LINE, 0.6 * scale, 3 * scale))
        marks.append(Text(words, spot.centre[0], low, size, INK, anchor="middle", box=spot))
    return marks


def _clear(
    scene: NetworkScene,
    order: Sequence[str],
    places: Mapping[str, Point],
    signs: Mapping[str, Sign],
    widths: EdgeWidths,
) -> bool:
    """Tell whether every edge passes by the signs that it does not lead to: those beside its ends are the nearest."""
    at = {key: place for place, key in enumerate(order)}
    for edge in scene.edges:
        ends = edge.one, edge.other
        beside = {order[(at[end] + step) % len(order)] for end in ends for step in (-1, 1)}
        for key in beside.difference(ends):
            far = _distance(places[key], places[edge.one], places[edge.other])
            if far < signs[key].reach + widths.of_weight(edge.weight) / 2:
                return False
    return True


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others."""
    (x, y), (x0, y0) = point, start
    dx, dy = end[0] - x0, end[1] - y0
    along = min(max(((x - x0) * dx + (y - y0) * dy) / ((dx * dx + dy * dy) or 1.0), 0.0), 1.0)
    return hypot(x - x0 - along * dx, y - y0 - along * dy)


def _signs(scene: NetworkScene, scale: float, share: float) -> dict[str, Sign]:
    radii = _RADIUS[0], max(_RADIUS[0], share * _RADIUS[1])
    strengths = scene.strengths()
    most = max(strengths.values())
    return {
        node.key: Sign(
            _radius(sized(strengths[node.key], most, radii) * scale, node.number),
            group_colour((node.number or at + 1) - 1),
            number=node.number,
            ring=node.cut,
            scale=scale,
        )
        for at, node in enumerate(scene.nodes)
    }


def _radius(natural: float, number: int | None) -> float:
    return natural if number is None else badge_radius(natural, number)


def _placed(block: Block, box: Rect, place: Point) -> tuple[Text, ...]:
    inside = reach(box.x, box.y, box.width, block)
    if box.x > place[0]:
        return block.place(box.x, box.y, "start", inside)
    if box.right < place[0]:
        return block.place(box.right, box.y, "end", inside)
    return block.place(box.centre[0], box.y, "middle", inside)


def _places(
    order: Sequence[str], blocks: dict[str, Block], signs: dict[str, Sign], ring: Rect, scale: float
) -> dict[str, Point]:
    """Put the nodes on an ellipse that leaves room for the names around it."""
    wide = max(block.width for block in blocks.values())
    tall = max(block.height for block in blocks.values())
    reach = max(sign.reach for sign in signs.values())
    across = ring.width / 2 - wide - reach - _AIR * scale
    down = ring.height / 2 - tall - reach - _AIR * scale
    across = min(across, 1.9 * down)
    x, y = ring.centre
    return {
        key: (x + across * sin(2 * pi * at / len(order)), y - down * cos(2 * pi * at / len(order)))
        for at, key in enumerate(order)
    }


def shortest_round(scene: NetworkScene) -> list[str]:
    """Return the nodes in an order around the ring in which the edges together are short, the first one on top."""
    order = [node.key for node in scene.nodes]
    best = _length(scene, order)
    improved = True
    while improved:
        improved = False
        for one, other in combinations(range(1, len(order)), 2):
            tried = [*order]
            tried[one], tried[other] = tried[other], tried[one]
            length = _length(scene, tried)
            if length < best - 1e-9:
                order, best, improved = tried, length, True
    return order


def _length(scene: NetworkScene, order: Sequence[str]) -> float:
    place = {key: at for at, key in enumerate(order)}
    count = len(order)
    return sum(edge.weight * sin(pi * abs(place[edge.one] - place[edge.other]) / count) for edge in scene.edges)


def _name_box(place: Point, block: Block, sign: Sign, ring: Rect, scale: float) -> Rect:
    """Put a name outside the ring: beside its node, higher in the upper half, or above or below it at the ends."""
    air = _AIR * scale
    (x, y), (middle, level) = place, ring.centre
    if abs(x - middle) < 1.0:
        top = y - sign.reach - air - block.height if y < level else y + sign.reach + air
        return Rect(x - block.width / 2, top, block.width, block.height)
    left = x + sign.reach + air if x > middle else x - sign.reach - air - block.width
    # Where the ring is flat, the line to the next node runs beside the name: the name stands clear of it.
    aside = min(max((y - level) / (ring.height / 2), -1.0), 1.0)
    return Rect(left, y - block.height / 2 + 0.6 * aside * block.height, block.width, block.height)


def _through(box: Rect, start: Point, end: Point, width: float) -> bool:
    """Tell whether a straight line of some width touches a name: whether some point of it lies in the wider box."""
    low, high = 0.0, 1.0
    sides = ((start[0], end[0], box.x, box.right), (start[1], end[1], box.y, box.bottom))
    for a, b, near, far in sides:
        least, most = near - width / 2, far + width / 2
        if a == b:
            if not least < a < most:
                return False
            continue
        one, other = sorted(((least - a) / (b - a), (most - a) / (b - a)))
        low, high = max(low, one), min(high, other)
    return low < high


def _square(place: Point, half: float) -> Rect:
    return Rect(place[0] - half, place[1] - half, 2 * half, 2 * half)


def _free(start: Point, end: Point, words: str, taken: Sequence[Rect], scale: float) -> Rect | None:
    """Return where a weight can stand on its edge without touching anything."""
    size = readable(_WEIGHT, scale)
    half_width, half_height = measure(words, size) / 2 + 3 * scale, 0.72 * size
    if hypot(end[0] - start[0], end[1] - start[1]) < 1.0:
        return None
    for share in _ALONG:
        x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
        spot = Rect(x - half_width, y - half_height, 2 * half_width, 2 * half_height)
        if not any(spot.overlaps(other) for other in taken):
            return spot
    return None
