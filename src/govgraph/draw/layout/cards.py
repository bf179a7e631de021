"""Cards of groups and boxes of bridging bodies: their words measured, their size known before their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from govgraph.draw.colours import GREY, INK, LINE, PALE, WHITE, blend, group_colour, text_on
from govgraph.draw.fonts import extent
from govgraph.draw.layout.badges import badge, badge_radius
from govgraph.draw.marks import Box, Disc, Mark, Rect, Stroke, Text
from govgraph.draw.scenes import Bridge, GroupCard
from govgraph.draw.text import Block, Line, Style, measure, name, parts, readable, stack, wrapped
from govgraph.model import Label

_TITLE: Final = Style(10.5, bold=True, small=7.4)
_MEMBER: Final = Style(8.0, small=6.2)
_BODY: Final = Style(8.8, bold=True, small=6.4)
_NOBODY: Final = Style(8.6, colour=GREY, small=6.6)
_BULLET: Final = 13.0
_PAD: Final = 9.0
_BADGE: Final = 6.4


def badge_reach(scale: float) -> float:
    """Return how far the numbers below a box reach from their middle."""
    return badge_radius(_BADGE * scale, 88)


@dataclass(frozen=True, slots=True)
class Member:
    """A name in a card: its lines, and the English beside the Thai where both fit in one line."""

    block: Block
    beside: Line | None

    @property
    def fits_in(self) -> float:
        """The width that the name takes."""
        return self.block.width


def _member(label: Label, lang: str, width: float, scale: float) -> Member:
    style = _MEMBER.scaled(scale)
    main, small = parts(label, lang)
    if small:
        tail = Line(small, style.small, False, GREY)
        if measure(main, style.size) + 5 * scale + tail.width <= width:
            return Member(stack(wrapped(main, width, style.size, False, INK)), tail)
    return Member(name(label, lang, width, style), None)


@dataclass(frozen=True, slots=True)
class Card:
    """A group's card, measured: a coloured head with number, name and count, and a body with the members."""

    group: GroupCard
    title: Block
    columns: tuple[tuple[Member, ...], ...]
    gap: float
    width: float
    head: float
    height: float
    fits: bool
    scale: float

    @property
    def colour(self) -> str:
        """The group's colour."""
        return group_colour(self.group.number - 1)

    def draw(self, x: float, y: float) -> list[Mark]:
        """Return the card's marks with its corner at this point."""
        scale, colour = self.scale, self.colour
        white = text_on(colour)
        whole = Rect(x, y, self.width, self.height)
        head = Rect(x, y, self.width, self.head)
        radius = 5 * scale
        marks: list[Mark] = []
        if any(self.columns):
            marks.append(Box(whole.inset(0.7 * scale), WHITE, colour, 1.4 * scale, radius))
        marks.append(Box(head, colour, radius=radius, open_bottom=any(self.columns)))
        size = _head_size(scale)
        top = y + (self.head - self.title.height) / 2
        base = top + self.title.baselines[0]
        marks.append(Text(self.group.sign, x + _PAD * scale, base, size, white, True, box=head))
        marks += self.title.place(x + self._indent, top, box=head)
        end = x + self.width - _PAD * scale
        middle = y + self.head / 2 + extent("0", size).above / 2
        marks.append(Text(f"{self.group.count:,}", end, middle, size, white, True, "end", box=head))
        column_width = self.width / max(1, len(self.columns))
        for index, members in enumerate(self.columns):
            box = Rect(x + index * column_width, head.bottom, column_width, self.height - self.head)
            marks += self._list(members, box)
        return marks

    @property
    def _indent(self) -> float:
        return _number_width(self.group, self.scale)

    def _list(self, members: Sequence[Member], box: Rect) -> list[Mark]:
        marks: list[Mark] = []
        y = box.y + 5 * self.scale
        for member in members:
            block = member.block
            if not block.lines:
                continue
            first = block.lines[0]
            base = y + block.baselines[0]
            dot = box.x + 0.62 * _BULLET * self.scale
            marks.append(Disc(dot, base - 0.3 * first.size, 1.8 * self.scale, self.colour))
            left = box.x + _BULLET * self.scale
            marks += block.place(left, y, box=box)
            if member.beside is not None:
                tail = member.beside
                at = left + first.width + 5 * self.scale
                marks.append(Text(tail.text, at, base, tail.size, tail.colour, box=box))
            y += block.height + self.gap
        return marks


def _head_size(scale: float) -> float:
    return 1.08 * readable(_TITLE.size, scale)


def _number_width(group: GroupCard, scale: float) -> float:
    return (_PAD + 6) * scale + measure(group.sign, _head_size(scale), bold=True)


def card(group: GroupCard, lang: str, width: float, scale: float, columns: int = 1) -> Card:
    """Measure a group's card at a width, its members in one column or more."""
    colour = text_on(group_colour(group.number - 1))
    soft = blend(colour, group_colour(group.number - 1), 0.12)
    style = replace(_TITLE.scaled(scale), colour=colour, small_colour=soft)
    size = _head_size(scale)
    room = width - _number_width(group, scale) - (_PAD + 8) * scale - measure(f"{group.count:,}", size, bold=True)
    title = name(group.label, lang, room, style)
    head = max(27 * scale, title.height + 7 * scale)
    inner = width / columns - _BULLET * scale - 5 * scale
    members = [_member(label, lang, inner, scale) for label in group.members]
    gap = _even_gap(members, scale)
    split = _split(members, columns, gap)
    tallest = max((_list_height(part, gap) for part in split), default=0.0)
    height = head + (tallest + 9 * scale if members else 0.0)
    fits = title.width <= room and all(member.fits_in <= inner for member in members)
    return Card(group, title, split, gap, width, head, height, fits, scale)


def _even_gap(members: Sequence[Member], scale: float) -> float:
    """Return one gap for the whole list, wide enough that no mark touches the line above."""
    gap = 2.0 * scale
    for above, below in pairwise(members):
        last, first = above.block.lines[-1], below.block.lines[0]
        nominal = above.block.height - above.block.baselines[-1] + below.block.baselines[0]
        need = extent(last.text, last.size).below + extent(first.text, first.size).above + 0.3 * scale
        gap = max(gap, need - nominal)
    return gap


def _list_height(members: Sequence[Member], gap: float) -> float:
    return sum(member.block.height + gap for member in members) - gap if members else 0.0


def _split(members: Sequence[Member], columns: int, gap: float) -> tuple[tuple[Member, ...], ...]:
    """Cut the list in columns of about the same height, read down the first and then the next."""
    if columns == 1 or len(members) < 2:
        return (tuple(members),) if members else ()
    cut = min(
        range(1, len(members)),
        key=lambda at: (max(_list_height(members[:at], gap), _list_height(members[at:], gap)), -at),
    )
    return tuple(members[:cut]), tuple(members[cut:])


@dataclass(frozen=True, slots=True)
class BridgeBox:
    """A body in several groups, measured: its name, and below it the numbers of its groups."""

    bridge: Bridge
    title: Block
    groups: tuple[GroupCard, ...]
    width: float
    height: float
    fits: bool
    scale: float

    def draw(self, x: float, y: float, height: float) -> list[Mark]:
        """Return the box's marks; ``height`` may be more than its own, so that all boxes are alike."""
        scale = self.scale
        rect = Rect(x, y, self.width, height)
        marks: list[Mark] = [Box(rect, PALE, INK, 1.0 * scale, 4 * scale)]
        low = badge_reach(scale)
        top = y + (height - low - self.title.height) / 2 + 0.6 * scale
        inside = Rect(x, y, self.width, height - low)
        marks += self.title.place(rect.centre[0], top, "middle", inside)
        step = 2.45 * low
        first = rect.centre[0] - step * (len(self.groups) - 1) / 2
        if len(self.groups) > 1:
            end = first + step * (len(self.groups) - 1)
            marks.append(Stroke((first, rect.bottom), (((end, rect.bottom),),), INK, 1.2 * scale))
        for index, group in enumerate(self.groups):
            marks += badge(group.number, first + index * step, rect.bottom, low, group.sign)
        return marks


def bridge_box(bridge: Bridge, groups: tuple[GroupCard, ...], lang: str, width: float, scale: float) -> BridgeBox:
    """Measure the box of a body that sits in these groups."""
    room = width - 14 * scale
    title = name(bridge.label, lang, room, _BODY.scaled(scale))
    badges = 2.45 * badge_reach(scale) * len(groups)
    height = max(26 * scale, title.height + badge_reach(scale) + 6 * scale)
    return BridgeBox(bridge, title, groups, width, height, title.width <= room and badges <= width, scale)


def nobody_box(label: Label, lang: str, rect: Rect, scale: float) -> list[Mark]:
    """Return a dashed box that says in words that nobody bridges the groups."""
    style = _NOBODY.scaled(scale)
    title = name(label, lang, rect.width - 14 * scale, style)
    height = title.height + 16 * scale
    box = Rect(rect.x, rect.centre[1] - height / 2, rect.width, height)
    top = box.y + (height - title.height) / 2
    return [
        Box(box, None, LINE, 1.0 * scale, 4 * scale, dashed=True),
        *title.place(box.centre[0], top, "middle", box),
    ]
