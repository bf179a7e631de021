"""How much of something each province has on record: what the map of tiles may be shaded by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from govgraph.analysis.links import SHARED, UNASSIGNED, links, strategies_on_record
from govgraph.analysis.questions import ask, number, text
from govgraph.draw.pictures.captions import joined
from govgraph.draw.pictures.shading import Unit, Value, figure, money_unit
from govgraph.model import Label
from govgraph.store.port import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Values by province, as far as there are any on record; what they mean; and what is not in them."""

    title: Label
    meaning: Label
    values: Mapping[str, Value]
    unit: Unit
    note: Label = field(default_factory=Label)


def projects(store: Store, as_of: date | None) -> Measure:
    """Count the distinct projects of each province."""
    rows = ask(store, "projects-by-province", as_of=as_of)
    inferred = sum(number(row["inferred"]) for row in rows)
    return Measure(
        title=Label("จำนวนโครงการของแต่ละจังหวัดในบันทึก", "How many projects each province has on record"),
        meaning=Label("จำนวนโครงการ", "Number of projects"),
        values={text(row["province"]): number(row["projects"]) for row in rows},
        unit=Unit(Label("โครงการ", "projects")),
        note=_inferred(inferred),
    )


def amount(store: Store, as_of: date | None) -> Measure:
    """Add up the money that names one province; what names several or none is told in the note."""
    values: dict[str, Decimal] = defaultdict(Decimal)
    for row in ask(store, "money", level="agency", target_kind="province", as_of=as_of):
        values[text(row["target"])] += Decimal(text(row["amount_thb"]))
    shared, unassigned = values.pop(SHARED, Decimal()), values.pop(UNASSIGNED, Decimal())
    unit = money_unit(list(values.values()))
    notes = [Label("นับขั้นล่าสุดของแต่ละโครงการในปีงบประมาณ", "The latest stage of each project in a fiscal year counts.")]
    if shared:
        left = figure(shared, unit)
        notes.append(
            Label(
                f"ไม่รวม {left} {unit.label.th}ที่ระบุหลายจังหวัด",
                f"Without {left} {unit.label.en} that name several provinces.",
            )
        )
    if unassigned:
        left = figure(unassigned, unit)
        notes.append(
            Label(f"ไม่รวม {left} {unit.label.th}ที่ไม่ระบุจังหวัด", f"Without {left} {unit.label.en} that name none.")
        )
    return Measure(
        title=Label("จำนวนเงินของแต่ละจังหวัดในบันทึก", "How much money is on record for each province"),
        meaning=Label(f"จำนวนเงิน ({unit.label.th})", f"Amount ({unit.label.en})"),
        values=dict(values),
        unit=unit,
        note=joined(notes, " "),
    )


def agencies(store: Store, as_of: date | None) -> Measure:
    """Count the distinct agencies linked to each province, on whatever basis."""
    linked: dict[str, set[str]] = defaultdict(set)
    for row in links(store, "agency", "province", as_of=as_of):
        linked[text(row["target"])].add(text(row["source"]))
    return Measure(
        title=Label("จำนวนหน่วยงานที่เชื่อมโยงกับแต่ละจังหวัด", "How many agencies are linked to each province"),
        meaning=Label("จำนวนหน่วยงาน", "Number of agencies"),
        values={province: len(sources) for province, sources in linked.items()},
        unit=Unit(Label("หน่วยงาน", "agencies")),
        note=Label(
            "เชื่อมโยงด้วยโครงการ หรือด้วยด้านของข้อความในแผน ซึ่งเป็นการจัดของเราเอง (อนุมาน)",
            "Linked by a project, or by the theme of a statement, which is our own classification (inferred).",
        ),
    )


def statements(store: Store, as_of: date | None) -> Measure:
    """Count the strategic statements of each province: as of a day those in force, else all on record."""
    values: dict[str, int] = defaultdict(int)
    undated: set[str] = set()
    for row in strategies_on_record(store, as_of):
        if row["area_kind"] != "province":
            continue
        if as_of and row["status"] == "unknown":
            undated.add(text(row["area"]))
        else:
            values[text(row["area"])] += number(row["statements"])
    only = len(undated - values.keys())
    note = Label(
        f"{only} จังหวัดมีแต่ข้อความที่ไม่ทราบว่าใช้ในช่วงใด จึงนับเป็นไม่มีบันทึก",
        f"{only} provinces have only statements of which no one knows the period; they count as none on record.",
    )
    return Measure(
        title=Label(
            "จำนวนข้อความเชิงยุทธศาสตร์ของแต่ละจังหวัดในบันทึก", "How many strategic statements each province has on record"
        ),
        meaning=Label("จำนวนวิสัยทัศน์ พันธกิจ และประเด็นยุทธศาสตร์", "Number of visions, missions and strategic issues"),
        values=values,
        unit=Unit(Label("ข้อความ", "statements")),
        note=note if only else Label(),
    )


def _inferred(count: int) -> Label:
    if not count:
        return Label()
    return Label(
        f"ในจำนวนนี้ {count} รายการทราบจังหวัดจากข้อความเท่านั้น (อนุมาน)",
        f"Of these, {count} are placed in their province by their text only (inferred).",
    )


MEASURES: Final[Mapping[str, Callable[[Store, date | None], Measure]]] = {
    "projects": projects,
    "amount": amount,
    "agencies": agencies,
    "statements": statements,
}
"""What there is to measure, by the name that a user gives it."""
