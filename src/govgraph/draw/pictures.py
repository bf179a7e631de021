"""From the graph to a scene: what each kind of picture shows of a store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from govgraph.analysis.links import links
from govgraph.analysis.seats import Seat, seats
from govgraph.draw.scene import Bridge, BridgesScene, Caption, Column, FlowScene, GroupCard, MatrixScene, Row, Scene
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.store.port import Store
from govgraph.thai.dates import en_date, thai_date, to_be


def picture(store: Store, kind: str, *, as_of: date | None = None) -> Scene:
    """Return the scene of a picture: ``bridges``, ``flow`` or ``matrix``, up to a day.

    Raises :class:`govgraph.errors.UsageError` for another kind, or where there is nothing to draw.
    """
    if kind not in KINDS:
        listed = ", ".join(KINDS)
        raise UsageError(th=f"ไม่มีภาพชนิด “{kind}” มี: {listed}", en=f"There is no picture “{kind}”; there are: {listed}.")
    found = seats(store, as_of=as_of)
    if not found:
        raise UsageError(
            th="ไม่มีการเข้าร่วมในช่วงนั้น จึงไม่มีอะไรให้วาด", en="There is no participation up to that day: nothing to draw."
        )
    return KINDS[kind](store, found, as_of)


def _bridges(_store: Store, found: Sequence[Seat], _as_of: date | None) -> BridgesScene:
    groups_of: dict[str, list[str]] = defaultdict(list)
    for seat in found:
        groups_of[seat.agency].append(seat.group)
    names = {seat.agency: seat.agency_label for seat in found}
    shared = {agency: tuple(groups) for agency, groups in groups_of.items() if len(groups) > 1}
    cards = []
    for group, members in _by_group(found).items():
        first = members[0]
        alone = tuple(seat.agency_label for seat in members if seat.agency not in shared)
        cards.append(GroupCard(group, first.number, first.theme_label, alone, len(members)))
    return BridgesScene(
        caption=_caption(
            found,
            Label(
                f"{len(shared)} หน่วยงานที่เชื่อม {len(cards)} กลุ่มย่อยเข้าด้วยกัน",
                f"The {len(shared)} agencies that tie {len(cards)} groups together",
            ),
            Label(
                "ตรงกลาง: หน่วยงานที่อยู่มากกว่าหนึ่งกลุ่ม ในการ์ด: หน่วยงานที่อยู่กลุ่มเดียว ตัวเลข: จำนวนหน่วยงานทั้งหมดของกลุ่ม",
                "Centre: agencies in several groups. Cards: agencies in one group only. Number: all of a group.",
            ),
        ),
        groups=tuple(cards),
        bridges=tuple(Bridge(names[agency], groups) for agency, groups in shared.items()),
    )


def _grid(
    store: Store, found: Sequence[Seat], as_of: date | None
) -> tuple[tuple[Row, ...], tuple[Column, ...], dict[tuple[str, str], int | None]]:
    table = links(store, "ministry", "theme", basis="participation", as_of=as_of)
    weights: dict[tuple[str, str], int | None] = {}
    per_row: Counter[str] = Counter()
    per_column: Counter[str] = Counter()
    labels: dict[str, Label] = {}
    for link in table:
        source, target, agencies = str(link["source"]), str(link["target"]), link["agencies"]
        assert isinstance(agencies, int)
        weights[source, target] = agencies
        per_row[source] += agencies
        per_column[target] += agencies
        for end in ("source", "target"):
            thai, english = link[f"{end}_th"], link[f"{end}_en"]
            labels[str(link[end])] = Label(str(thai) if thai else None, str(english) if english else None)
    numbers = {seat.theme: seat.number for seat in reversed(found)}
    rows = tuple(Row(key, labels[key], total) for key, total in per_row.items())
    unit = Label("หน่วยงาน", "agencies")
    columns = tuple(
        Column(key, labels[key], per_column[key], numbers.get(key), unit)
        for key in sorted(per_column, key=lambda key: (numbers.get(key, 0), key))
    )
    return rows, columns, weights


def _counted(found: Sequence[Seat]) -> Label:
    agencies = len({seat.agency for seat in found})
    ministries = len({seat.ministry for seat in found if seat.ministry})
    return Label(
        f"การเข้าร่วม {len(found)} รายการ ของ {agencies} หน่วยงาน ใน {ministries} กระทรวง",
        f"{len(found)} participations by {agencies} agencies of {ministries} ministries",
    )


def _flow(store: Store, found: Sequence[Seat], as_of: date | None) -> FlowScene:
    rows, columns, weights = _grid(store, found, as_of)
    title = Label("กระทรวงใดเข้าร่วมกลุ่มย่อยด้านใด", "Which ministries took part in which thematic group")
    return FlowScene(
        caption=_caption(found, title, _counted(found)), rows=rows, columns=columns, weights=weights, total=len(found)
    )


def _matrix(store: Store, found: Sequence[Seat], as_of: date | None) -> MatrixScene:
    rows, columns, weights = _grid(store, found, as_of)
    title = Label("จำนวนหน่วยงานของแต่ละกระทรวงในแต่ละกลุ่มย่อย", "How many agencies each ministry sent to each group")
    return MatrixScene(
        caption=_caption(found, title, _counted(found)), rows=rows, columns=columns, weights=weights, total=len(found)
    )


KINDS: Final[dict[str, Callable[[Store, Sequence[Seat], date | None], Scene]]] = {
    "bridges": _bridges,
    "flow": _flow,
    "matrix": _matrix,
}
"""The kinds of picture, and what makes their scenes."""


def _by_group(found: Sequence[Seat]) -> dict[str, list[Seat]]:
    groups: dict[str, list[Seat]] = defaultdict(list)
    for seat in found:
        groups[seat.group].append(seat)
    return groups


def _caption(found: Sequence[Seat], title: Label, subtitle: Label) -> Caption:
    documents = dict.fromkeys(seat.document.title for seat in found if seat.document)
    days = {seat.day for seat in found}
    day = days.pop() if len(days) == 1 else None
    source = Label("; ".join(d.text("th") for d in documents), "; ".join(d.text("en") for d in documents))
    if day and thai_date(day) in source.text("th") and en_date(day) in source.text("en"):
        # The document bears the day in its title: give it the other era, and do not say it twice.
        source, day = Label(source.th, f"{source.en} (B.E. {to_be(day.year)})"), None
    return Caption(
        title=title,
        subtitle=subtitle,
        source=source,
        date=day,
    )
