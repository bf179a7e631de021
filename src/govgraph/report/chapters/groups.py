"""In which groups a ministry's agencies sat, and to which strategies of areas that links it."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from govgraph.analysis.marks import legend, marks_of
from govgraph.analysis.questions import Record, records, text
from govgraph.analysis.seats import seats_table
from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.report.chapter import Chapter, Table
from govgraph.report.chapters.linked import evidence_by_theme, evidence_of
from govgraph.report.claims import ABSENT, Claim, listed, sure_of
from govgraph.report.inquiry import Inquiry, label
from govgraph.report.sentences import met_on
from govgraph.research.rows import Cell, Rows


def groups(inquiry: Inquiry, ministry: str) -> Chapter:
    """Tell who of a ministry sat in which group, each seat with its line."""
    seats = [seat for seat in inquiry.seats() if seat.ministry == ministry]
    everybody = {seat.theme: seat for seat in inquiry.seats()}
    title = Label("กลุ่มย่อยที่เข้าร่วม", "The groups it sat in")
    if not seats:
        return Chapter(
            "groups",
            title,
            (
                Claim(
                    Label(
                        "ไม่พบหน่วยงานของกระทรวงนี้ในกลุ่มย่อยใดจนถึงวันนั้น", "No agency of it sat in any group up to that day."
                    ),
                    (ABSENT,),
                ),
            ),
        )
    by_theme = [row for row in inquiry.links("ministry", "theme", basis="participation") if row["source"] == ministry]
    agencies = {seat.agency: seat.agency_label for seat in seats}
    several = [name for agency, name in agencies.items() if len({s.group for s in seats if s.agency == agency}) > 1]
    themes, met = listed(dict.fromkeys(seat.theme_label for seat in seats)), met_on(seat.day for seat in seats)
    claims = [
        Claim(
            Label(
                f"{len(agencies)} หน่วยงานเข้าร่วม {len({s.group for s in seats})} กลุ่มย่อย {met.th} ได้แก่ {themes.th}",
                f"{len(agencies)} of its agencies sat in {len({s.group for s in seats})} groups {met.en}: {themes.en}.",
            ),
            sure_of(by_theme),
            inquiry.evidence(seat.iri for seat in seats),
        )
    ]
    if several:
        them = listed(several)
        claims.append(
            Claim(
                Label(
                    f"{len(several)} หน่วยงานเข้าร่วมมากกว่าหนึ่งกลุ่ม: {them.th}",
                    f"{len(several)} sat in more than one group: {them.en}.",
                ),
                sure_of(by_theme),
                inquiry.evidence(s.iri for s in seats if s.agency_label in several),
            )
        )
    away = [everybody[theme] for theme in sorted(set(everybody) - {seat.theme for seat in seats})]
    if away:
        them = listed(seat.theme_label for seat in away)
        claims.append(
            Claim(
                Label(f"ไม่พบหน่วยงานของกระทรวงในกลุ่มย่อย {them.th}", f"None of its agencies is on record in: {them.en}."),
                (ABSENT,),
            )
        )
    marked = marks_of(inquiry.seats())
    table = Table.of(
        "seats",
        Label("การเข้าร่วมทุกรายการ", "Every seat"),
        (Label("กลุ่ม", "Group"), Label("ด้าน", "Theme"), Label("หน่วยงาน", "Agency"), Label("ที่มา", "Source")),
        [
            (marked[seat.group], seat.theme_label, seat.agency_label, inquiry.references.cite(seat.evidence))
            for seat in seats
        ],
        most=60,
    )
    around = inquiry.picture("around", "ego", focus=ministry, as_of=inquiry.day)
    files = {"seats": seats_table(seats)}
    return Chapter(
        "groups", title, tuple(claims), said=legend(inquiry.seats()), tables=(table,), pictures=around, files=files
    )


def strategies(inquiry: Inquiry, ministry: str) -> Chapter:
    """Tell to which statements of provinces and clusters a ministry is linked, and on what basis."""
    rows = [row for row in inquiry.links("ministry", "strategy") if row["source"] == ministry]
    title = Label("ยุทธศาสตร์ของพื้นที่ที่เชื่อมถึง", "The strategies of areas it is linked to")
    if not rows:
        none = Label(
            "ไม่พบความเชื่อมโยงกับข้อความเชิงยุทธศาสตร์ที่ใช้ในวันนั้น",
            "It is linked to no strategic statement that was in force on that day.",
        )
        return Chapter("strategies", title, (Claim(none, (ABSENT,)),))
    under = _under(inquiry, {text(row["target"]) for row in rows if row["basis"] == "project"})
    claims = []
    for basis in ("project", "theme"):
        on_it = [row for row in rows if row["basis"] == basis]
        if not on_it:
            continue
        targets = {text(row["target"]) for row in on_it}
        areas = listed(dict.fromkeys(label(row, "area") for row in on_it), most=10)
        how = (
            Label("โดยโครงการ", "by a project")
            if basis == "project"
            else Label("โดยด้านของกลุ่มย่อย (การจัดด้านเป็นของเราเอง)", "by the theme of a group (our own classification)")
        )
        evidence = (
            (
                *inquiry.evidence(targets),
                *evidence_of(inquiry, (record for found in under.values() for record in found)),
            )
            if basis == "project"
            else evidence_by_theme(inquiry, on_it)
        )
        claims.append(
            Claim(
                Label(
                    f"เชื่อมกับ {len(targets)} ข้อความ{how.th} ของ {areas.th}",
                    f"It is linked to {len(targets)} {'statement' if len(targets) == 1 else 'statements'} {how.en}, "
                    f"of {areas.en}.",
                ),
                sure_of(on_it),
                evidence,
            )
        )
    by_area: dict[str, list[dict[str, Cell]]] = defaultdict(list)
    for row in rows:
        by_area[text(row["area"])].append(row)
    table = Table.of(
        "links-strategies",
        Label("ตามพื้นที่", "By area"),
        (
            Label("พื้นที่", "Area"),
            Label("ข้อความ", "Statements"),
            Label("หน่วยงาน", "Agencies"),
            Label("โครงการ", "Projects"),
            Label("ความแน่ใจ", "How sure"),
        ),
        [
            (
                label(there[0], "area"),
                len({row["target"] for row in there}),
                len({iri for row in there for iri in text(row["through"]).split()}),
                len({record["project"] for row in there for record in under.get(text(row["target"]), ())}),
                Claim(Label(), sure_of(there)).certainty,
            )
            for there in by_area.values()
        ],
        most=40,
    )
    file = Rows.of(inquiry.links("ministry", "strategy").columns, rows)
    return Chapter("strategies", title, tuple(claims), tables=(table,), files={"links-strategies": file})


_UNDER: Final = f"""
PREFIX gov: <{PREFIXES["gov"]}>
SELECT DISTINCT ?project ?statement WHERE {{
  VALUES ?statement {{ @statements@ }}
  ?project gov:contributesTo ?statement .
}} ORDER BY ?statement ?project
"""


def _under(inquiry: Inquiry, statements: set[str]) -> dict[str, list[Record]]:
    """Return the budget records of the ministry, in the year, of the projects under each statement."""
    if not statements:
        return {}
    asked = " ".join(f"<{statement}>" for statement in sorted(statements))
    of_project: dict[str, list[Record]] = defaultdict(list)
    for row in inquiry.of_year():
        if row["project"]:
            of_project[text(row["project"])].append(row)
    found: dict[str, list[Record]] = defaultdict(list)
    for pair in records(inquiry.store.select(_UNDER.replace("@statements@", asked))):
        found[text(pair["statement"])] += of_project.get(text(pair["project"]), [])
    return found
