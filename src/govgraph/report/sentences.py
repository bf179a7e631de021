"""The sentences that the main report answers with, and that others share: what is on record, who links, who bridges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from govgraph.analysis.questions import number
from govgraph.model import Label
from govgraph.research.rows import Cell, Rows
from govgraph.thai.dates import en_date, thai_date


def met_on(days: Iterable[date]) -> Label:
    """Say when groups met: on a day, or between the first and the last of several.

    >>> met_on([date(2010, 1, 12)]).en, met_on([date(2010, 3, 12), date(2010, 1, 12)]).th
    ('on 12 January 2010', 'ระหว่างวันที่ 12 มกราคม 2553 ถึง 12 มีนาคม 2553')
    """
    known = sorted(set(days))
    if not known:
        return Label("", "")
    first, last = known[0], known[-1]
    if first == last:
        return Label(f"เมื่อวันที่ {thai_date(first)}", f"on {en_date(first)}")
    return Label(f"ระหว่างวันที่ {thai_date(first)} ถึง {thai_date(last)}", f"between {en_date(first)} and {en_date(last)}")


def record_sentence(on_record: Sequence[Mapping[str, Any]], named: Mapping[str, Label]) -> Label:
    """Say first of all how few statements there are, of which areas, and how sure their time is."""
    areas = sorted({str(r["area"]) for r in on_record})
    sure = sum(r["status"] == "yes" for r in on_record)
    listed_th = " ".join(filter(None, (named[area].text("th") for area in areas)))
    listed_en = ", ".join(named[area].text("en") for area in areas)
    if not on_record:
        return Label(
            "ไม่มีข้อความเชิงยุทธศาสตร์ใดที่ทราบว่าใช้อยู่ในวันนั้น",
            "No strategic statement is known to have been in force on that day.",
        )
    return Label(
        f"มีข้อความเชิงยุทธศาสตร์ของจังหวัดและกลุ่มจังหวัดที่บันทึกไว้สำหรับวันนั้นเพียง {len(on_record)} รายการ "
        f"จาก {len(areas)} พื้นที่ ({listed_th}) ในจำนวนนี้ {sure} รายการมีแหล่งข้อมูลระบุช่วงปีของแผนไว้ "
        f"อีก {len(on_record) - sure} รายการได้ช่วงปีจากการอนุมานตามวันที่ของแหล่งข้อมูล "
        "ความเชื่อมโยงกับยุทธศาสตร์ข้างล่างจึงเป็นของพื้นที่เหล่านี้เท่านั้น ไม่ใช่ทั้งประเทศ",
        f"For that day only {len(on_record)} strategic statements of provinces and clusters are on record, from "
        f"{len(areas)} areas ({listed_en}). For {sure} of them a source states the years of the plan; for the other "
        f"{len(on_record) - sure} the years are inferred from the date of the source. Links to strategies below "
        "are those of these areas only, not of the country.",
    )


Linked = Sequence[Mapping[str, Cell]]
"""Rows of links."""


def pairs(rows: Iterable[Mapping[str, Cell]]) -> set[tuple[Cell, Cell]]:
    """Return which two things rows link: those linked on two bases are one pair."""
    return {(row["source"], row["target"]) for row in rows}


def answer_sentence(themes: Rows, strategies: Rows, on_record: int, met: Label) -> Label:
    """Answer the question: who met ``met`` in groups, what that links by theme, and what projects link."""
    seated = [row for row in themes if row["basis"] == "participation"]
    by_theme = [row for row in strategies if row["basis"] == "theme"]
    by_project = [row for row in strategies if row["basis"] == "project"]
    told = [_seated(seated, met)]
    if by_theme:
        told.append(_by_theme(by_theme, on_record))
    if by_project:
        told.append(_by_project(by_project, on_record))
    return Label(" ".join(one.text("th") for one in told), " ".join(one.text("en") for one in told))


def _seated(rows: Linked, met: Label) -> Label:
    if not rows:
        return Label("ไม่ทราบว่าหน่วยงานที่เข้าร่วมสังกัดกระทรวงใด", "Of no agency in the groups the ministry is known.")
    ministries, themes = {row["source"] for row in rows}, {row["target"] for row in rows}
    most = max(rows, key=lambda row: (number(row["agencies"]), str(row["source"])))
    return Label(
        f"{len(ministries)} กระทรวงมีหน่วยงานเข้าร่วมกลุ่มย่อย {len(themes)} ด้าน{met.th} "
        f"จึงมีความเชื่อมโยงกระทรวง–ด้าน {len(rows)} คู่ "
        f"ที่มีหน่วยงานมากที่สุดคือ {most['source_th']} กับ{most['target_th']} ({most['agencies']} หน่วยงาน)",
        f"{len(ministries)} ministries had agencies in groups on {len(themes)} themes {met.en}: {len(rows)} "
        f"ministry–theme links, the densest {most['source_en']} with {most['target_en']} "
        f"({most['agencies']} agencies).",
    )


def _by_theme(rows: Linked, on_record: int) -> Label:
    linked = len({row["target"] for row in rows})
    return Label(
        f"และเมื่อผ่านด้านเหล่านี้ เชื่อมกับข้อความเชิงยุทธศาสตร์ {linked} จาก {on_record} รายการ "
        f"({len(rows)} คู่ ทุกคู่เป็นการอนุมานจากด้าน)",
        f"Through these themes they link to {linked} of the {on_record} statements: {len(rows)} ministry–statement "
        "links, all of them inferred from a shared theme.",
    )


def _by_project(rows: Linked, on_record: int) -> Label:
    ministries, linked = ({row[end] for row in rows} for end in ("source", "target"))
    ministry = "ministry" if len(ministries) == 1 else "ministries"
    return Label(
        f"โครงการที่มีบันทึกเชื่อม {len(ministries)} กระทรวงกับข้อความเชิงยุทธศาสตร์ {len(linked)} จาก {on_record} รายการ "
        f"({len(rows)} คู่)",
        f"Projects on record link {len(ministries)} {ministry} to {len(linked)} of the {on_record} statements: "
        f"{len(rows)} ministry–statement {'link' if len(rows) == 1 else 'links'}.",
    )


def inferred_sentence(strategies: Rows) -> Label:
    """Say that links by theme are inferred, and how many of the links are by a project."""
    projects = sum(row["basis"] == "project" for row in strategies)
    why_th = "กลุ่มย่อยที่หน่วยงานเข้าร่วมมีด้านเดียวกับข้อความเชิงยุทธศาสตร์ และการจัดด้านให้ข้อความเป็นของเราเอง"
    why_en = (
        "an agency sat in a group whose theme is a theme of the statement, and the themes of statements are our own "
        "classification."
    )
    if not projects:
        return Label(f"ทุกความเชื่อมโยงในตารางนี้เป็นการอนุมาน: {why_th}", f"Every link in this table is inferred: {why_en}")
    return Label(
        f"ความเชื่อมโยงในตารางนี้เป็นการอนุมาน: {why_th} เว้นแต่ {projects} คู่ที่มีโครงการบันทึกไว้ภายใต้ข้อความ",
        f"The links in this table are inferred, but for {projects} that a project under the statement makes: {why_en}",
    )


def bridging_sentence(bridging: Rows) -> Label:
    """Say who ties the groups together, and whose absence would cut them apart."""
    cuts = [row for row in bridging if row["cut_vertex"]]
    th = f"{len(bridging)} หน่วยงานเข้าร่วมมากกว่าหนึ่งกลุ่ม"
    en = f"{len(bridging)} agencies sat in more than one group."
    if not cuts:
        return Label(
            f"{th} ไม่มีหน่วยงานใดที่ถ้าขาดไปแล้วกลุ่มจะแยกจากกัน", f"{en} None of them alone holds the groups together."
        )
    for row in cuts:
        th += f" ถ้าไม่มี{row['agency_th']} กลุ่มจะแยกเป็น {row['separates']}"
        en += f" Without the {row['agency_en']} the groups would fall apart into {row['separates']}."
    return Label(th, en)
