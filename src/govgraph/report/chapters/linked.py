"""Which ministries and departments are linked to an area: by projects on record and by themes of its strategies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from govgraph.analysis.questions import Record, number, text
from govgraph.lineage import Evidence
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.claims import ABSENT, Claim, baht, listed, sure_of
from govgraph.report.inquiry import Inquiry, label
from govgraph.report.territory import Territory
from govgraph.research.rows import Cell, Rows

Row = Mapping[str, Cell]


def linked(inquiry: Inquiry, area: Territory) -> Chapter:
    """Tell who is linked to a province or cluster, basis by basis, each link with the rows it stands on."""
    by_project = inquiry.links("ministry", area.kind, area=area.iri, basis="project", with_unassigned=True)
    by_theme = inquiry.links("ministry", "strategy", area=area.iri, basis="theme")
    departments = inquiry.links("department", "province", area=area.iri, basis="project", with_unassigned=True)
    rows = [row for row in inquiry.of_year() if row["project"]]
    spent = _spending(by_project)
    claims = (_by_project(inquiry, spent, rows), _by_theme(inquiry, by_theme))
    tables = []
    if spent:
        tables.append(_ministries(inquiry, spent, rows))
    if linked_departments := _spending(departments):
        tables.append(_departments(inquiry, linked_departments, rows))
    pictures = (
        *inquiry.picture(
            "departments-by-province", "matrix",
            source="department", target="province", value="amount", area=area.iri, as_of=inquiry.day,
        ),
        *inquiry.picture("around", "ego", focus=area.iri, as_of=inquiry.day),
    )  # fmt: skip
    return Chapter(
        "linked",
        Label("ใครเชื่อมกับพื้นที่นี้", "Who is linked to the area"),
        claims,
        tables=tuple(tables),
        pictures=pictures,
        files={"links-ministry": by_project, "links-ministry-by-theme": by_theme, "links-department": departments},
    )


def evidence_of(inquiry: Inquiry, rows: Iterable[Record]) -> tuple[Evidence, ...]:
    """Return where the rows of projects and budget records stand."""
    return inquiry.evidence({text(row["record"]) for row in rows})


def evidence_by_theme(inquiry: Inquiry, rows: Iterable[Row]) -> tuple[Evidence, ...]:
    """Return where links by theme stand: the statements, and the seats in groups on a theme of theirs."""
    themes: dict[str, set[str]] = defaultdict(set)
    for row in inquiry.ask("statements-as-of", as_of=inquiry.day):
        themes[text(row["node"])].add(text(row["theme"]))
    targets, linking = set(), set()
    for link in rows:
        target = text(link["target"])
        targets.add(target)
        linking |= {(agency, theme) for agency in text(link["through"]).split() for theme in themes[target]}
    seats = (seat.iri for seat in inquiry.seats() if (seat.agency, seat.theme) in linking)
    return inquiry.evidence([*targets, *seats])


def _spending(rows: Rows) -> list[dict[str, Cell]]:
    """Return the links, not the amounts that stand beside them; the largest amount first."""
    return sorted(
        (row for row in rows if row["confidence"]),
        key=lambda row: (-_amount(row), -number(row["projects"]), text(row["source"]), text(row["target"])),
    )


def _amount(row: Row) -> Decimal:
    amount = row["amount_thb"]
    return amount if isinstance(amount, Decimal) else Decimal(0)


def _by_project(inquiry: Inquiry, spent: Sequence[Row], rows: Sequence[Record]) -> Claim:
    if not spent:
        return Claim(
            Label(
                "ไม่พบโครงการของกระทรวงใดในพื้นที่นี้สำหรับปีงบประมาณของวันนั้น",
                "No project of any ministry is on record in the area for the fiscal year of that day.",
            ),
            (ABSENT,),
        )
    named = listed(_with_projects(row) for row in spent)
    ministries = {text(row["source"]) for row in spent}
    en = "ministry has" if len(ministries) == 1 else "ministries have"
    return Claim(
        Label(
            f"{len(ministries)} กระทรวงมีโครงการในพื้นที่: {named.th}",
            f"{len(ministries)} {en} projects in the area: {named.en}.",
        ),
        sure_of(spent),
        evidence_of(inquiry, (row for row in rows if row["of_ministry"] in ministries)),
    )


def _with_projects(row: Row) -> Label:
    name, projects, money = label(row, "source"), number(row["projects"]), baht(_amount(row))
    plural = "project" if projects == 1 else "projects"
    agencies = "agency" if row["agencies"] == 1 else "agencies"
    return Label(
        f"{name.text('th')} ({projects} โครงการ {money.th} ผ่าน {row['agencies']} หน่วยงาน)",
        f"{name.text('en')} ({projects} {plural}, {money.en}, through {row['agencies']} {agencies})",
    )


def _by_theme(inquiry: Inquiry, by_theme: Rows) -> Claim:
    if not len(by_theme):
        return Claim(
            Label(
                "ไม่มีความเชื่อมโยงโดยด้าน เพราะไม่มีข้อความเชิงยุทธศาสตร์ของพื้นที่นี้ที่ใช้ในวันนั้น หรือไม่มีกลุ่มย่อยในด้านเดียวกัน",
                "There is no link by theme: no statement of it is in force that day, or no group met on its themes.",
            ),
            (ABSENT,),
        )
    ministries = {text(row["source"]): label(row, "source") for row in by_theme}
    targets = {text(row["target"]) for row in by_theme}
    named, met = listed(ministries.values()), inquiry.met
    return Claim(
        Label(
            f"{len(ministries)} กระทรวงเชื่อมกับข้อความเชิงยุทธศาสตร์ {len(targets)} ข้อความ"
            f"โดยด้านของกลุ่มย่อยที่ประชุม{met.th} ({named.th}) การจัดด้านให้ข้อความเป็นของเราเอง",
            f"{len(ministries)} ministries are linked to {len(targets)} statements by themes of groups that met "
            f"{met.en} ({named.en}). The themes of statements are our own classification.",
        ),
        sure_of(by_theme),
        evidence_by_theme(inquiry, by_theme),
    )


def _ministries(inquiry: Inquiry, spent: Sequence[Row], rows: Sequence[Record]) -> Table:
    return Table.of(
        "links-ministry",
        Label("กระทรวงที่มีโครงการในพื้นที่", "Ministries with projects in the area"),
        (Label("กระทรวง", "Ministry"), *_FIGURES),
        [
            (
                label(row, "source"),
                *_figures(row),
                inquiry.references.cite(evidence_of(inquiry, (r for r in rows if r["of_ministry"] == row["source"]))),
            )
            for row in spent
        ],
    )


def _departments(inquiry: Inquiry, spent: Sequence[Row], rows: Sequence[Record]) -> Table:
    here: dict[tuple[Any, Any], list[Record]] = {}
    for row in rows:
        here.setdefault((row["agency"], row["place"]), []).append(row)
    return Table.of(
        "links-department",
        Label("กรมและจังหวัด", "Departments and provinces"),
        (Label("กรม", "Department"), Label("จังหวัด", "Province"), *_FIGURES),
        [
            (
                label(row, "source"),
                label(row, "target"),
                *_figures(row),
                inquiry.references.cite(
                    evidence_of(
                        inquiry,
                        (r for agency in text(row["through"]).split() for r in here.get((agency, row["target"]), ())),
                    )
                ),
            )
            for row in spent[:20]
        ],
        most=20,
    )


_FIGURES = (
    Label("โครงการ", "Projects"),
    Label("จำนวนเงิน (บาท)", "Amount (THB)"),
    Label("หลักฐาน", "Evidence"),
    Label("ความแน่ใจ", "How sure"),
    Label("ที่มา", "Source"),
)


def _figures(row: Row) -> tuple[int, Decimal, int, Label]:
    return number(row["projects"]), _amount(row), number(row["evidence"]), Claim(Label(), sure_of([row])).certainty
