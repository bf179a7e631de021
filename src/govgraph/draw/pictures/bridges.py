"""Who holds the groups together: agencies in several groups between the cards of the groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from govgraph.analysis.marks import marks_of, with_legend
from govgraph.analysis.seats import Seat
from govgraph.draw.pictures.captions import caption, participations
from govgraph.draw.scenes import Bridge, BridgesScene, GroupCard
from govgraph.model import Label
from govgraph.store.port import Store

_MEANS: Final = Label(
    "ตรงกลาง: หน่วยงานที่อยู่มากกว่าหนึ่งกลุ่ม ในการ์ด: หน่วยงานที่อยู่กลุ่มเดียว ตัวเลข: จำนวนหน่วยงานทั้งหมดของกลุ่ม",
    "Centre: agencies in several groups. Cards: agencies in one group only. Number: all of a group.",
)


def bridges(store: Store, *, as_of: date | None = None) -> BridgesScene:
    """Return the picture of the groups and those who sit in several, up to a day."""
    found = participations(store, as_of)
    groups_of: dict[str, list[str]] = defaultdict(list)
    for seat in found:
        groups_of[seat.agency].append(seat.group)
    names = {seat.agency: seat.agency_label for seat in found}
    shared = {agency: tuple(groups) for agency, groups in groups_of.items() if len(groups) > 1}
    marked = marks_of(found)
    cards = []
    for group, members in _by_group(found).items():
        first = members[0]
        alone = tuple(seat.agency_label for seat in members if seat.agency not in shared)
        cards.append(GroupCard(group, first.number, first.theme_label, alone, len(members), marked[group]))
    return BridgesScene(
        caption=caption(
            found,
            Label(
                f"{len(shared)} หน่วยงานที่เชื่อม {len(cards)} กลุ่มย่อยเข้าด้วยกัน",
                f"The {len(shared)} agencies that tie {len(cards)} groups together",
            ),
            with_legend(_MEANS, found),
        ),
        groups=tuple(cards),
        bridges=tuple(Bridge(names[agency], groups) for agency, groups in shared.items()),
    )


def _by_group(found: Sequence[Seat]) -> dict[str, list[Seat]]:
    groups: dict[str, list[Seat]] = defaultdict(list)
    for seat in found:
        groups[seat.group].append(seat)
    return groups
