"""The visions, missions and strategic issues on record of an area, for the day and for other times."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govgraph.analysis.questions import Record, text
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.claims import ABSENT, Claim, listed
from govgraph.report.inquiry import Inquiry
from govgraph.report.words import STATEMENT_KINDS, STATUSES
from govgraph.research.rows import Column, Rows


def statements(inquiry: Inquiry, bodies: Iterable[str]) -> Chapter:
    """Tell which statements of some provinces and clusters are in force on the day, and which are of other times."""
    wanted = frozenset(bodies)
    known = _of(inquiry.ask("statements-as-of"), wanted)
    now = {node: row for node, row in _of(inquiry.ask("statements-as-of", as_of=inquiry.day), wanted).items()
           if row["status"] != "unknown"}  # fmt: skip
    others = [row for node, row in known.items() if node not in now]
    names = inquiry.names({text(row[c]) for row in known.values() for c in ("node", "area")} | wanted)
    claims = [_in_force(inquiry, now, names), *_other_times(inquiry, others, names)]
    silent = sorted(wanted - {text(row["area"]) for row in known.values()})
    if silent and known:
        bare = listed([names[body] for body in silent], most=12)
        claims.append(
            Claim(Label(f"ไม่พบข้อความเชิงยุทธศาสตร์ของ {bare.th}", f"No statement is on record of {bare.en}."), (ABSENT,))
        )
    shown = [*now.values(), *others]
    table = Table.of(
        "statements",
        Label("ข้อความที่มีบันทึก", "Statements on record"),
        (
            Label("พื้นที่", "Area"),
            Label("ชนิด", "Kind"),
            Label("ข้อความ", "Statement"),
            Label("ใช้ในวันนั้น", "In force"),
            Label("ที่มา", "Source"),
        ),
        [
            (
                names[text(row["area"])],
                STATEMENT_KINDS[text(row["statement"])],
                names[text(row["node"])],
                STATUSES[text(row["status"])] if text(row["node"]) in now else Label("เวลาอื่น", "another time"),
                inquiry.references.cite(inquiry.evidence([text(row["node"])])),
            )
            for row in shown
        ],
        most=12,
    )
    return Chapter(
        "statements",
        Label("ยุทธศาสตร์ที่มีบันทึก", "The strategies on record"),
        tuple(claims),
        tables=(table,) if shown else (),
        files={"statements": _file(shown, now, names)} if shown else {},
    )


def _of(rows: Iterable[Record], bodies: frozenset[str]) -> dict[str, Record]:
    """Return one record a statement, though it has several themes."""
    found: dict[str, Record] = {}
    for row in rows:
        if text(row["area"]) in bodies:
            found.setdefault(text(row["node"]), row)
    return found


def _in_force(inquiry: Inquiry, now: dict[str, Record], names: Any) -> Claim:
    if not now:
        return Claim(
            Label(
                "ไม่พบข้อความเชิงยุทธศาสตร์ (วิสัยทัศน์ พันธกิจ ประเด็นยุทธศาสตร์) ที่ทราบว่าใช้ในวันนั้น",
                "No strategic statement (vision, mission, issue) is known to have been in force on that day.",
            ),
            (ABSENT,),
        )
    areas = {text(row["area"]) for row in now.values()}
    sure = sum(row["status"] == "yes" for row in now.values())
    them = listed([names[area] for area in sorted(areas)])
    return Claim(
        Label(
            f"มีข้อความเชิงยุทธศาสตร์ {len(now)} ข้อความของ {them.th} ที่ใช้ในวันนั้น "
            f"{sure} ข้อความมีแหล่งข้อมูลระบุช่วงปี อีก {len(now) - sure} ข้อความช่วงปีมาจากการอนุมาน",
            f"{len(now)} strategic statements of {them.en} were in force on that day; for {sure} a source states the "
            f"years, for {len(now) - sure} they are inferred.",
        ),
        ("confirmed",) if sure == len(now) else ("probable",),
        inquiry.evidence(now),
    )


def _other_times(inquiry: Inquiry, others: list[Record], names: Any) -> Iterable[Claim]:
    if others:
        them = listed([names[area] for area in sorted({text(row["area"]) for row in others})])
        yield Claim(
            Label(
                f"อีก {len(others)} ข้อความของ {them.th} เป็นของเวลาอื่นหรือไม่ทราบช่วงปี จึงไม่นับในรายงานนี้",
                f"Another {len(others)} of {them.en} are of other times, or of years that are not known, and do not "
                "count in this report.",
            ),
            ("confirmed",),
            inquiry.evidence(text(row["node"]) for row in others),
        )


def _file(shown: Iterable[Record], now: dict[str, Record], names: Any) -> Rows:
    columns = ("area", "area_th", "area_en", "plan", "statement", "status", "in_force", "node", "node_th", "node_en")
    rows = []
    for row in shown:
        area, node = names[text(row["area"])], names[text(row["node"])]
        rows.append(
            {
                **row,
                "area_th": area.th,
                "area_en": area.en,
                "node_th": node.th,
                "node_en": node.en,
                "in_force": "yes" if text(row["node"]) in now else "no",
            }
        )
    return Rows.of((Column(name) for name in columns), rows)
