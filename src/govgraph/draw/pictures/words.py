"""What pictures of links are called, and what is said of them, in Thai and English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from govgraph.draw.pictures.asked import Asked
from govgraph.model import Label
from govgraph.research.terms import read_fiscal_year
from govgraph.thai.dates import en_date, thai_date, to_be, to_ce

SINGULAR: Final = {
    "ministry": Label("กระทรวง", "ministry"),
    "department": Label("กรม", "department"),
    "agency": Label("หน่วยงาน", "agency"),
    "theme": Label("ด้าน", "theme"),
    "strategy": Label("ยุทธศาสตร์", "strategy"),
    "plan": Label("แผน", "plan"),
    "province": Label("จังหวัด", "province"),
    "cluster": Label("กลุ่มจังหวัด", "provincial cluster"),
}
PLURAL: Final = {
    "ministry": "ministries",
    "department": "departments",
    "agency": "agencies",
    "theme": "themes",
    "strategy": "strategies",
    "plan": "plans",
    "province": "provinces",
    "cluster": "provincial clusters",
}
UNITS: Final = {
    "agencies": Label("หน่วยงาน", "agencies"),
    "projects": Label("โครงการ", "projects"),
    "evidence": Label("หลักฐาน", "records"),
    "amount": Label("บาท", "baht"),
}
BASES: Final = {
    "participation": Label("การเข้าร่วมกลุ่มย่อย", "seats in thematic groups"),
    "theme": Label("ด้านที่ตรงกันของกลุ่มย่อยและยุทธศาสตร์", "themes that groups and strategies have in common"),
    "project": Label("โครงการและรายการงบประมาณ", "projects and budget lines"),
}
CONFIDENCES: Final = {
    "confirmed": Label("ยืนยันแล้ว", "confirmed"),
    "probable": Label("น่าจะเป็น", "probable"),
    "unconfirmed": Label("ยังไม่ยืนยัน", "unconfirmed"),
}
STATEMENTS: Final = {
    "vision": Label("วิสัยทัศน์", "visions"),
    "mission": Label("พันธกิจ", "missions"),
    "strategy": Label("ประเด็นยุทธศาสตร์", "strategic issues"),
}
NO_AMOUNT: Final = Label("มีความเชื่อมโยง แต่ไม่มีจำนวนเงินของตนเอง", "linked, but without an amount of its own")


def flow_title(asked: Asked) -> Label:
    """Return the title of a flow: a question that the picture answers."""
    source, target = SINGULAR[asked.source], SINGULAR[asked.target]
    sources, targets = PLURAL[asked.source], PLURAL[asked.target]
    if asked.value == "amount":
        return Label(f"เงินของ{source.th}ใดไปยัง{target.th}ใด", f"Where the money of {sources} goes, by {target.en}")
    if asked.usual and asked.target == "theme":
        return Label(f"{source.th}ใดเข้าร่วมกลุ่มย่อยด้านใด", f"Which {sources} took part in which thematic group")
    return Label(f"{source.th}ใดเชื่อมโยงกับ{target.th}ใด", f"Which {sources} are linked to which {targets}")


def cascade_title(asked: Asked) -> Label:
    """Return the title of a flow in two steps."""
    source, target = SINGULAR[asked.source], SINGULAR[asked.target]
    if asked.value == "amount":
        return Label(
            f"เงินของกระทรวงใดไปยัง{target.th}ใด ผ่าน{source.th}ใด",
            f"Where the money of ministries goes, by {source.en} and {target.en}",
        )
    if asked.usual and asked.target == "theme":
        return Label(
            f"กระทรวงใดเข้าร่วมกลุ่มย่อยด้านใด ผ่าน{source.th}ใด",
            f"Which ministries took part in which thematic group, through which {source.en}",
        )
    return Label(
        f"กระทรวงใดเชื่อมโยงกับ{target.th}ใด ผ่าน{source.th}ใด",
        f"Which ministries are linked to which {PLURAL[asked.target]}, through which {source.en}",
    )


def matrix_title(asked: Asked) -> Label:
    """Return the title of a matrix: what its cells count."""
    source, target = SINGULAR[asked.source], SINGULAR[asked.target]
    if asked.value == "amount":
        return Label(f"จำนวนเงินของแต่ละ{source.th}ในแต่ละ{target.th}", f"Money of each {source.en} by {target.en}")
    if asked.usual and asked.target == "theme" and asked.source != "agency":
        return Label(
            f"จำนวนหน่วยงานของแต่ละ{source.th}ในแต่ละกลุ่มย่อย", f"How many agencies each {source.en} sent to each group"
        )
    if (asked.source, asked.value) == ("agency", "agencies"):
        return flow_title(asked)  # every cell is one
    unit = UNITS[asked.value]
    return Label(
        f"จำนวน{unit.th}ที่เชื่อมแต่ละ{source.th}กับแต่ละ{target.th}",
        f"How many {unit.en} link each {source.en} to each {target.en}",
    )


def others(kind: str) -> Label:
    """Return the name of those that are put together because a picture cannot hold them."""
    return Label(f"{SINGULAR[kind].th}อื่น", f"other {PLURAL[kind]}")


def narrowed(asked: Asked, area: Label | None) -> list[Label]:
    """Say what part of the record is looked at."""
    return narrowings(asked.basis, asked.fiscal_year, asked.as_of, asked.min_confidence, area=area)


def narrowings(
    basis: str | None,
    fiscal_year: int | None,
    as_of: date | None,
    min_confidence: str | None,
    *,
    area: Label | None = None,
    statement: str | None = None,
    include_unknown: bool = False,
) -> list[Label]:
    """Say on which basis, where, when and how sure, as far as that was asked for."""
    said = []
    if basis is not None:
        said.append(Label(f"ฐาน: {BASES[basis].th}", f"basis: {BASES[basis].en}"))
    if area is not None:
        said.append(area)
    if statement is not None:
        said.append(Label(f"เฉพาะ{STATEMENTS[statement].th}", f"{STATEMENTS[statement].en} only"))
    if include_unknown:
        said.append(Label("รวมแผนที่ไม่ทราบช่วงปี", "with plans of unknown period"))
    if fiscal_year is not None:
        year = read_fiscal_year(fiscal_year)
        said.append(Label(f"ปีงบประมาณ {year} (ค.ศ. {to_ce(year)})", f"fiscal year {to_ce(year)} (B.E. {year})"))
    if as_of is not None:
        said.append(on(as_of))
    if min_confidence is not None:
        least = CONFIDENCES[min_confidence]
        said.append(Label(f"ความเชื่อมั่นอย่างน้อย “{least.th}”", f"at least “{least.en}”"))
    return said


def on(day: date) -> Label:
    """Return "as of" a day, in both eras.

    >>> on(date(2010, 1, 12)).en
    'as of 12 January 2010 (B.E. 2553)'
    """
    return Label(f"ณ {thai_date(day)} (ค.ศ. {day.year})", f"as of {en_date(day)} (B.E. {to_be(day.year)})")


def several(parts: Iterable[Label], between: str = " · ") -> Label:
    """Join what is said, in each language for itself."""
    parts = list(parts)
    th = between.join(part.th for part in parts if part.th)
    return Label(th or None, between.join(part.en for part in parts if part.en) or None)
