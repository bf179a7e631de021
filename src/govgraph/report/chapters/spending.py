"""The chapters on money: what an area, a ministry or the country has on record, and how it adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govgraph.analysis.documents import documents_of_projects
from govgraph.analysis.questions import Record, text
from govgraph.lineage import sources_of
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.chapters.linked import evidence_of
from govgraph.report.chapters.money import Purse, adds_up, amounts_file, projects_table, purse, unequal
from govgraph.report.claims import ABSENT, Claim, percent, share
from govgraph.report.inquiry import Inquiry
from govgraph.report.references import located
from govgraph.report.territory import Territory
from govgraph.research.rows import Column, Rows

TITLE = Label("เงินและโครงการ", "Money and projects")
_NOTHING = Chapter(
    "money",
    TITLE,
    (
        Claim(
            Label(
                "ไม่พบเงินหรือโครงการสำหรับปีงบประมาณของวันนั้น",
                "No money and no project is on record for the fiscal year of that day.",
            ),
            (ABSENT,),
        ),
    ),
)
_PROVINCE = Label("จังหวัด", "province")
_DEPARTMENT = Label("กรม", "department")


def money_of_area(inquiry: Inquiry, area: Territory) -> Chapter:
    """Tell the money on record in a province or cluster, by province and by department, down to the projects."""
    rows = inquiry.of_year()
    if not rows:
        return _NOTHING
    linked = inquiry.links("department", "province", area=area.iri, basis="project", with_unassigned=True)
    by_province, by_department = purse(linked, "target"), purse(linked, "source")
    evidence = evidence_of(inquiry, rows)
    claims = (
        adds_up(by_department, _DEPARTMENT, evidence),
        *(unequal(by_province, _PROVINCE, evidence) if area.kind == "cluster" else ()),
        *unequal(by_department, _DEPARTMENT, evidence),
        _how_known(inquiry, rows),
    )
    tables = (*_shares(by_province if area.kind == "cluster" else None), projects_table(inquiry, rows))
    return Chapter("money", TITLE, claims, tables=tables, files={"budget-records": _file(inquiry, rows)})


def money_of_ministry(inquiry: Inquiry, ministry: str) -> Chapter:
    """Tell the money on record of a ministry, by department and by province, down to the projects."""
    rows = inquiry.of_year()
    if not rows:
        return _NOTHING
    everything = inquiry.links("ministry", "province", basis="project", with_unassigned=True)
    linked = Rows.of(everything.columns, [row for row in everything if row["source"] == ministry])
    own = {text(row["agency"]) for row in rows}
    departments = inquiry.links("department", "province", basis="project", with_unassigned=True)
    by_department = purse(
        (row for row in departments if own & {text(row["source"]), *text(row["through"]).split()}), "source"
    )
    by_province = purse(linked, "target")
    evidence = evidence_of(inquiry, rows)
    claims = (
        adds_up(by_province, _PROVINCE, evidence),
        *unequal(by_province, _PROVINCE, evidence),
        *unequal(by_department, _DEPARTMENT, evidence),
        _how_known(inquiry, rows),
    )
    tables = (
        _amounts("money-by-department", Label("ตามกรม", "By department"), Label("กรม", "Department"), by_department),
        *_shares(by_province),
        projects_table(inquiry, rows),
    )
    return Chapter(
        "money", TITLE, claims, tables=tables,
        files={
            "budget-records": _file(inquiry, rows),
            "money-by-department": amounts_file(by_department),
            "money-by-province": linked,
        },
    )  # fmt: skip


def money_of_country(inquiry: Inquiry) -> Chapter:
    """Tell the money on record of the country, by province and by ministry."""
    linked = inquiry.links("ministry", "province", basis="project", with_unassigned=True)
    if not any(row["amount_thb"] for row in linked):
        return _NOTHING
    by_province, by_ministry = purse(linked, "target"), purse(linked, "source")
    said = documents_of_projects(inquiry.store, as_of=inquiry.day)
    evidence = evidence_of(inquiry, inquiry.of_country())
    claims = (
        adds_up(by_province, _PROVINCE, evidence),
        *unequal(by_province, _PROVINCE, evidence),
        *unequal(by_ministry, Label("กระทรวง", "ministry"), evidence),
    )
    names = Label("; ".join(d.text("th") for d in said), "; ".join(d.text("en") for d in said))
    return Chapter(
        "money",
        TITLE,
        claims,
        said=Label(f"ที่มาของเงิน: {names.th}", f"The money is that of: {names.en}"),
        tables=(
            _amounts(
                "money-by-ministry", Label("ตามกระทรวง", "By ministry"), Label("กระทรวง", "Ministry"), by_ministry
            ),
            *_shares(by_province),
        ),
        pictures=inquiry.picture("money-by-province", "tiles", measure="amount", as_of=inquiry.day),
        files={"money-by-ministry": amounts_file(by_ministry), "money-by-province": linked},
    )


def _how_known(inquiry: Inquiry, rows: Sequence[Record]) -> Claim:
    """Say of how many records the area is stated, and of how many it was read from a text."""
    known: dict[str, str] = {}
    for row in rows:
        record = text(row["record"])
        known[record] = "stated" if "stated" in (known.get(record), row["derivation"]) else text(row["derivation"])
    counts = Counter(known.values())
    total = len(known)
    inferred, stated, nowhere = counts["inferred"], counts["stated"], counts[""]
    return Claim(
        Label(
            f"ใน {total:,} รายการ เอกสารระบุพื้นที่ {stated:,} รายการ อ่านพื้นที่จากข้อความ {inferred:,} รายการ "
            f"({share(inferred, total).th}) ไม่ระบุพื้นที่ {nowhere:,} รายการ",
            f"Of {total:,} records, a source states the area of {stated:,}, that of {inferred:,} "
            f"({share(inferred, total).en}) was read from their text, and {nowhere:,} name none.",
        ),
        ("reckoned",),
        evidence_of(inquiry, rows),
    )


def _shares(found: Purse | None) -> tuple[Table, ...]:
    if found is None or not found.ranked:
        return ()
    return (_amounts("money-by-province", Label("ตามจังหวัด", "By province"), Label("จังหวัด", "Province"), found),)


def _amounts(name: str, caption: Label, head: Label, found: Purse) -> Table:
    total = found.total
    rows = [(found.names[thing], held, percent(held, total)) for thing, held in found.ranked]
    rest = [
        (Label("ร่วมกันหลายแห่ง", "shared by several"), found.shared, percent(found.shared, total)),
        (Label("ไม่ระบุ", "not assigned"), found.unassigned, percent(found.unassigned, total)),
    ]
    return Table.of(
        name,
        caption,
        (head, Label("จำนวนเงิน (บาท)", "Amount (THB)"), Label("ร้อยละ", "Share (%)")),
        [*rows, *(row for row in rest if row[1])],
        most=12,
    )


def _file(inquiry: Inquiry, rows: Sequence[Record]) -> Rows:
    """Return budget records with the place where each is written."""
    found = sources_of(inquiry.store, {text(row["record"]) for row in rows})
    written = {record: located(evidence) for record, evidence in found.items()}
    columns = [*rows[0], "document", "written_at_th", "written_at_en"]
    listed = []
    for row in rows:
        places = written[text(row["record"])]
        listed.append(
            {
                **row,
                "document": " ".join(dict.fromkeys(e.place.source for e in places)),
                "written_at_th": "; ".join(e.place.words("th") for e in places),
                "written_at_en": "; ".join(e.place.words("en") for e in places),
            }
        )
    return Rows.of((Column(name) for name in columns), listed)
