"""From what is on record of times to the rows of a timeline: one a thing, or one for many of a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from govgraph.analysis.questions import Record, text
from govgraph.draw.pictures.whenwords import short_day, short_stretch, unknown
from govgraph.draw.scenes import Stretch, TimeRow
from govgraph.model import Label

Names = Mapping[str, Label]

_MANY_LAWS: Final = 3
"""More laws of a kind than these share a row."""


def each(lane: str, rows: Sequence[Record], named: Names) -> list[TimeRow]:
    """Return a row for each thing, the earliest first and those of unknown time last."""
    seen: dict[str, TimeRow] = {}
    for row in sorted(rows, key=_order):
        if text(row["thing"]) not in seen or lane == "membership":
            key = text(row["thing"]) if lane != "membership" else f"{row['thing']} {row['from']}"
            seen[key] = TimeRow(named[text(row["thing"])], (_stretch(row),), _when(row))
    return list(seen.values())


def collected(lane: str, rows: Sequence[Record], named: Names) -> list[TimeRow]:
    """Return rows in which many things of a kind stand together, where that is how the lane is read."""
    match lane:
        case "law":
            return _laws(rows, named)
        case "cluster":
            return _clusters(rows)
        case "plan":
            return _plans(rows, named)
        case "change":
            return _changes(rows, named)
    return each(lane, rows, named)


def _laws(rows: Sequence[Record], named: Names) -> list[TimeRow]:
    """Return a row for each law with a date, but one for a kind of which there are many, and one for those without."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["from"]:
            kinds[text(row["type"])].add(text(row["thing"]))
    many = {kind for kind, things in kinds.items() if len(things) > _MANY_LAWS}
    found = []
    for kind in sorted(many):
        days = sorted({day for row in rows if row["type"] == kind and (day := _day(row["from"]))})
        label, count = named[kind], len(kinds[kind])
        said = Label(f"{label.text('th')} {count} ฉบับ", _capital(f"{label.text('en')}s: {count}"))
        when = short_stretch(days[0], days[-1] + timedelta(days=1))
        found.append(TimeRow(said, tuple(Stretch(day, day) for day in days), when))
    found += each("law", [row for row in rows if row["from"] and text(row["type"]) not in many], named)
    if undated := {text(row["thing"]) for row in rows if not row["from"]}:
        label = Label("กฎหมายอื่นที่ไม่มีวันที่ในบันทึก", "Other laws, with no date on record")
        found.append(TimeRow(label, (Stretch(sureness="unknown", count=len(undated)),), unknown(None)))
    return found


def _clusters(rows: Sequence[Record]) -> list[TimeRow]:
    together: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for row in sorted(rows, key=_order):
        together[row["from"], row["until"], row["from_precision"], row["until_precision"]].append(row)
    found = []
    for members in together.values():
        count = len({text(row["thing"]) for row in members})
        label = Label(f"{count} กลุ่มจังหวัด", f"{count} provincial cluster{'s' if count != 1 else ''}")
        found.append(TimeRow(label, (_stretch(members[0]),), _when(members[0])))
    return found


_BASES: Final[Mapping[str, Label]] = {
    "stated": Label("ระบุช่วงปี", "years stated"),
    "inferred": Label("อนุมานช่วงปี", "years inferred"),
    "unstated": Label("ไม่ทราบช่วงปี", "years not known"),
}


def _plans(rows: Sequence[Record], named: Names) -> list[TimeRow]:
    """Return a row for each kind of plan and basis of its period, with a bar for each period."""
    kinds: dict[tuple[str, str], dict[Stretch, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        stretch = _stretch(row)
        basis = "unstated" if stretch.sureness == "unknown" else text(row["basis"]) or "stated"
        whole = Stretch(sureness="unknown") if basis == "unstated" else stretch
        kinds[text(row["type"]), basis][whole].add(text(row["thing"]))
    order = list(_BASES)
    found = []
    for kind, basis in sorted(kinds, key=lambda key: (key[0], order.index(key[1]) if key[1] in order else len(order))):
        periods = kinds[kind, basis]
        count = len({thing for things in periods.values() for thing in things})
        label = named[kind]
        stretches = tuple(
            Stretch(s.start, s.end, s.sureness, len(periods[s]))
            for s in sorted(periods, key=lambda s: (s.start or date.min, s.end or date.max))
        )
        said = _BASES.get(basis, Label(basis, basis))
        found.append(
            TimeRow(
                Label(f"{label.text('th')} {count} แผน", _capital(f"{label.text('en')}: {count}")),
                stretches,
                Label(said.th, said.en),
            )
        )
    return found


def _changes(rows: Sequence[Record], named: Names) -> list[TimeRow]:
    """Return a row for each kind of change, with a point for each day, or a bar where the day is not known."""
    kinds: dict[str, dict[Stretch, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        kinds[text(row["type"])][_stretch(row)].add(text(row["thing"]))
    found = []
    for kind in sorted(kinds, key=lambda key: (-len(set().union(*kinds[key].values())), key)):
        days = kinds[kind]
        count = len({thing for things in days.values() for thing in things})
        stretches = tuple(
            Stretch(s.start, s.end, s.sureness, len(days[s]) if len(days[s]) > 1 else None)
            for s in sorted(days, key=lambda s: (s.start or date.min, s.end or date.max))
        )
        label = named[kind]
        found.append(
            TimeRow(
                Label(label.th, _capital(label.text("en"))),
                stretches,
                Label(f"{count} ครั้ง", f"{count} time{'s' if count != 1 else ''}"),
            )
        )
    return found


def _stretch(row: Record) -> Stretch:
    start, end = _day(row["from"]), _day(row["until"])
    match row["lane"]:
        case "law" | "event" if start:
            return Stretch(start, start if end is None or end == start else end + timedelta(days=1))
        case "change" if start:
            return _change(start, text(row["from_precision"]))
    if start is None and end is None:
        return Stretch(_day(row["not_before"]), None, "unknown")
    begins = None if row["from_precision"] == "attested" else start
    ends = None if row["until_precision"] == "attested" else end
    return Stretch(begins, ends, "inferred" if row["basis"] == "inferred" else "known")


def _change(day: date, precision: str) -> Stretch:
    """Return when a change was: on a day, on some day of a month or year, or by a day."""
    match precision:
        case "month":
            return Stretch(day, (day.replace(day=1) + timedelta(days=32)).replace(day=1), "vague")
        case "year":
            return Stretch(day, day.replace(year=day.year + 1, month=1, day=1), "vague")
        case "attested":
            return Stretch(None, day, "vague")
    return Stretch(day, day)


def _when(row: Record) -> Label:
    start, end, first, last = _day(row["from"]), _day(row["until"]), row["from_precision"], row["until_precision"]
    if start is None and end is None:
        return unknown(_day(row["not_before"]))
    if row["lane"] in ("law", "event", "change") and start:
        said = short_day(start, text(first) or None)
        if row["lane"] == "change" and first == "attested":
            return Label(f"ภายใน {said.th}", f"by {said.en}")
        if row["lane"] == "event" and end and end > start:
            return short_stretch(start, end + timedelta(days=1))
        return said
    said = short_stretch(start, end, text(first) or None, text(last) or None)
    return Label(f"{said.th} (อนุมาน)", f"{said.en} (inferred)") if row["basis"] == "inferred" else said


def _order(row: Record) -> tuple[bool, str, str, str]:
    return row["from"] is None, text(row["from"]), text(row["until"]), text(row["thing"])


def _day(cell: object) -> date | None:
    return cell if isinstance(cell, date) else None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
