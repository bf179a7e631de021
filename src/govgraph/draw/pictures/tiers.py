"""Tiers and sectors: which bodies there are in each, who must be heard, and the governor who links them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, ask, number, text
from govgraph.draw.pictures.captions import joined, newest_day, on_day
from govgraph.draw.scenes import Caption, Heading, Linker, TierBox, TiersScene
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.names import thing
from govgraph.store.port import Store

_TIERS: Final = ("central", "regional", "local")
_SECTORS: Final = (("state",), ("private",), ("civil-society", "people"))
"""The bands and the columns. Civil society and the people share one: no source tells of bodies of either."""

_PLURALS: Final = {
    "MinistryLevelBody": "Ministry-level bodies",
    "DepartmentLevelBody": "Department-level bodies",
    "Bureau": "Bureaus",
    "ProvincialAdministration": "Provinces",
    "ProvincialCluster": "Provincial clusters",
    "Ministry": "ministries",
    "IndependentAgency": "agencies outside the ministries",
    "PermanentSecretaryOffice": "permanent secretaries’ offices",
    "Department": "departments",
    "Office": "offices of that rank",
    "StateEnterprise": "state enterprises",
    "ArmedForce": "armed forces",
}
"""English names of kinds of bodies, of which there are several; the ontology names one of them."""

_COMMITTEE_TIERS: Final = {
    "national-policy": "central",
    "public-sector-development": "central",
    "provincial": "regional",
    "cluster": "regional",
    "good-governance": "regional",
    "provincial-board": "regional",
}
"""In which band a committee stands. The record gives committees no tier: what they are for decides."""

_PARTY_CELLS: Final = {
    "consulted-party/government-units": ("regional", "state"),
    "consulted-party/local-governments": ("local", "state"),
    "consulted-party/business-representatives": ("regional", "private"),
    "consulted-party/civil-society-representatives": ("regional", "civil-society"),
    "sector/private": ("regional", "private"),
    "sector/civil-society": ("regional", "civil-society"),
    "sector/people": ("regional", "civil-society"),
}
"""Where those who must be consulted stand: the plans are those of the regional tier."""

_CONSULTED: Final = Label("ผู้ที่ต้องปรึกษาหารือ", "To be consulted")
_SEATS: Final = Label("ตำแหน่งกรรมการ", "Seats on committees")
_GOVERNOR: Final = "governor"
_NOBODY: Final = Label("ไม่มีองค์กรที่ระบุชื่อในบันทึก", "No body is on record by name")

Cells = dict[tuple[str, str], list[TierBox]]


def tiers(store: Store, *, as_of: date | None = None) -> TiersScene:
    """Return the picture of tiers and sectors on a day; without one, on that of the newest participation on record.

    It shows bodies that existed, how many of them took part up to the day, seats of committees and parties to be
    consulted as far as any source tells of them, and the role that links tiers and sectors.
    """
    day = as_of or newest_day(store)
    bodies = ask(store, "bodies-by-tier-and-sector", as_of=day)
    consulted = ask(store, "consultation-required")
    seats = ask(store, "seats-by-committee")
    placed = [row for row in bodies if row["tier"] and row["sector"]]
    if not placed:
        raise UsageError(
            th="ไม่มีองค์กรใดในคลังที่มีระดับและภาคส่วน จึงไม่มีอะไรให้วาด",
            en="No body on record has a tier and a sector: nothing to draw.",
        )
    concepts = [thing("tier", key).value for key in _TIERS]
    concepts += [thing("sector", key).value for keys in _SECTORS for key in keys]
    named = labels_of(store, {*concepts, *_mentioned(bodies, "level", "kind", "only")})
    named = {**named, **labels_of(store, _mentioned(seats, "committee_kind", "ex_officio"))}
    cells: Cells = defaultdict(list)
    _add_bodies(cells, placed, named)
    _add_seats(cells, seats, named)
    _add_parties(cells, consulted)
    unplaced = sum(number(row["bodies"]) for row in bodies) - sum(number(row["bodies"]) for row in placed)
    return TiersScene(
        caption=_caption(placed, consulted, day, unplaced),
        tiers=tuple(Heading(key, _heading(named, "tier", (key,))) for key in _TIERS),
        sectors=tuple(Heading(keys[0], _heading(named, "sector", keys)) for keys in _SECTORS),
        cells={cell: tuple(boxes) for cell, boxes in cells.items()},
        linker=_linker(ask(store, "linking-roles"), seats, named),
    )


def _add_bodies(cells: Cells, rows: Sequence[Record], named: Mapping[str, Label]) -> None:
    levels: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for row in rows:
        levels[_key(row["tier"]), _column(_key(row["sector"])), text(row["level"])].append(row)
    for tier, sector, level in sorted(
        levels, key=lambda found: (*found[:2], _rank(found[2]), -_sum(levels[found], "bodies"))
    ):
        kinds = levels[tier, sector, level]
        lines: list[tuple[Label, ...]] = []
        if [text(row["kind"]) for row in kinds] != [level]:
            lines.append(tuple(_counted(named, row) for row in kinds))
        if len(kinds) == 1 and kinds[0]["only"]:
            lines.append((named[text(kinds[0]["only"])],))
        if took_part := _sum(kinds, "participants"):
            lines.append((Label(f"เข้าร่วมกลุ่มย่อย {took_part} หน่วยงาน", f"{took_part} took part in groups"),))
        if unnamed := _sum(kinds, "unnamed_in"):
            lines.append((Label(f"เข้าร่วม {unnamed} กลุ่มย่อยโดยไม่ระบุชื่อ", f"In {unnamed} groups, not named"),))
        cells[tier, sector].append(TierBox(_capital(_named(named, level)), _sum(kinds, "bodies"), tuple(lines)))


def _rank(level: str) -> int:
    """Departments last: they stand next to the one who links."""
    return {"MinistryLevelBody": 0, "DepartmentLevelBody": 2}.get(level.rpartition("#")[2], 1)


def _add_seats(cells: Cells, rows: Sequence[Record], named: Mapping[str, Label]) -> None:
    """Put the seats of committees where those sit who hold them, or for whom they stand; the governor's are his."""
    held: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in rows:
        tier = _COMMITTEE_TIERS.get(_key(row["committee_kind"]))
        stands_for = text(row["stands_for"]).partition("/id/")[2]
        if tier and _key(row["ex_officio"]) != _GOVERNOR:
            sector = _key(row["stands_for"]) if stands_for.startswith("sector/") else "state"
            held["local" if stands_for == "tier/local" else tier, _column(sector)].append(row)
    for cell, its_rows in sorted(held.items()):
        holders = tuple(named[text(row["ex_officio"])] for row in its_rows if row["ex_officio"])
        kinds = dict.fromkeys(text(row["committee_kind"]) for row in its_rows)
        lines = [holders] if holders else []
        lines.append(tuple(_capital(named[kind]) for kind in kinds))
        cells[cell].insert(max(0, len(cells[cell]) - 1), TierBox(_SEATS, _sum(its_rows, "seats"), tuple(lines)))


def _add_parties(cells: Cells, rows: Sequence[Record]) -> None:
    parties: dict[tuple[str, str], dict[str, Label]] = defaultdict(dict)
    plans: dict[tuple[str, str], dict[str, Label]] = defaultdict(dict)
    for row in rows:
        cell = _PARTY_CELLS.get(text(row["party"]).partition("/id/")[2])
        if cell:
            parties[cell][text(row["party"])] = _label(row, "party")
            plans[cell][text(row["plan_kind"])] = _label(row, "plan_kind")
    for cell in sorted(parties):
        first, *others = parties[cell].values()
        lines = [(_capital(first), *others), _on_plans(plans[cell])]
        if not cells[cell]:
            lines.append((_NOBODY,))
        cells[cell].append(TierBox(_CONSULTED, None, tuple(lines)))


def _on_plans(plans: Mapping[str, Label]) -> tuple[Label, ...]:
    first, *others = (plans[key] for key in sorted(plans, reverse=True))  # of provinces, then of clusters
    return Label(f"เมื่อทำ{first.text('th')}", f"On the {first.text('en')}"), *others


def _linker(rows: Sequence[Record], seats: Sequence[Record], named: Mapping[str, Label]) -> Linker | None:
    """Return the role that links tiers and sectors, if one is on record: the one that links the most."""
    if not rows:
        return None
    links: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        links[text(row["role"])].append(row)
    role = max(sorted(links), key=lambda key: len(links[key]))
    relation = {_key(row["relation"]): _capital(_label(row, "relation")) for row in links[role]}
    linked = {_key(row["linked"]) for row in links[role]}
    lines: list[tuple[Label, ...]] = []
    if own := [row for row in seats if text(row["ex_officio"]) == role]:
        seen = _sum(own, "seats")
        lines.append(
            (Label(f"กรรมการโดยตำแหน่งใน {seen} คณะในบันทึก", f"A seat by office in {seen} committees on record"),)
        )
        lines.append(tuple(_capital(named[text(row["committee_kind"])]) for row in own))
    return Linker(
        label=_capital(_label(links[role][0], "role")),
        tier="regional",
        sector="state",
        lines=tuple(lines),
        tiers=tuple(key for key in _TIERS if key in linked),
        sectors=tuple(keys[0] for keys in _SECTORS if linked & set(keys)),
        vertical=relation.get("vertical", Label()),
        horizontal=relation.get("horizontal", Label()),
    )


def _caption(placed: Sequence[Record], consulted: Sequence[Record], day: date | None, unplaced: int) -> Caption:
    count = _sum(placed, "bodies")
    when = on_day(day)
    sources = {text(row["source"]): _label(row, "source") for row in consulted}
    notes = [
        Label(
            "ระดับของคณะกรรมการและของผู้ที่ต้องปรึกษาเป็นการจัดวางในภาพนี้",
            "The bands of committees and of those to be consulted are of this picture.",
        ),
        Label(
            "องค์กรที่ไม่มีบันทึกวันเริ่มนับว่ามีอยู่ก่อนแล้ว ตำแหน่งกรรมการและผู้ที่ต้องปรึกษาแสดงของทุกช่วงเวลา",
            "A body without a first day on record counts as there before; "
            "seats and those to be consulted are of all times.",
        ),
    ]
    if unplaced:
        notes.append(
            Label(
                f"อีก {unplaced} องค์กรไม่มีบันทึกระดับหรือภาคส่วน จึงไม่อยู่ในภาพ",
                f"{unplaced} more bodies have no tier or sector on record, and are not in the picture.",
            )
        )
    return Caption(
        title=Label(
            "ความสัมพันธ์แนวดิ่งและแนวนอนในการบริหารงานจังหวัดแบบบูรณาการ",
            "Vertical and horizontal relations in integrated provincial administration",
        ),
        subtitle=Label(
            f"ตัวเลขคือจำนวนองค์กรในบันทึก {when.th or ''} รวม {count} องค์กร".replace("  ", " "),
            f"Numbers count bodies on record {when.en or ''}, {count} in all".replace(" ,", ","),
        ),
        source=joined([*sources.values(), Label("ตารางอ้างอิงในคลัง", "reference tables in the store")], "; "),
        note=joined(notes, " · "),
    )


def _heading(named: Mapping[str, Label], kind: str, keys: Sequence[str]) -> Label:
    labels = [named[thing(kind, key).value] for key in keys]
    return _capital(
        Label("และ".join(label.text("th") for label in labels), " and ".join(label.text("en") for label in labels))
    )


def _counted(named: Mapping[str, Label], row: Record) -> Label:
    label, count = _named(named, text(row["kind"])), number(row["bodies"])
    return Label(f"{label.th} {count}", f"{count} {label.en}")


def _named(named: Mapping[str, Label], kind: str) -> Label:
    label = named[kind]
    return Label(label.th, _PLURALS.get(kind.rpartition("#")[2], label.en))


def _mentioned(rows: Iterable[Record], *columns: str) -> set[str]:
    return {text(row[column]) for row in rows for column in columns if row[column]}


def _label(row: Record, column: str) -> Label:
    return Label(text(row[f"{column}_th"]) or None, text(row[f"{column}_en"]) or None)


def _capital(label: Label) -> Label:
    return Label(label.th, label.en[:1].upper() + label.en[1:] if label.en else None)


def _column(sector: str) -> str:
    return next((keys[0] for keys in _SECTORS if sector in keys), sector)


def _key(cell: object) -> str:
    return str(cell or "").rpartition("/")[2]


def _sum(rows: Iterable[Record], column: str) -> int:
    return sum(number(row[column]) for row in rows)
