"""The words of the answers: names of sheets, headings, levels, marks, in Thai and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from govgraph.model import Finding, Label, Severity

PERSONAL: Final = "GG-PRS-"
"""How the codes of findings about private persons' data begin."""
MASKED: Final = "•••"
"""Stands for such data wherever a cell is quoted."""

PASSED: Final = Label("ผ่าน", "passed")
EMPTY: Final = Label("(ว่าง)", "(empty)")
LEFT_OUT: Final = Label(
    "ยังไม่นำเข้า เพราะอ้างถึงข้อมูลในแถวที่ยังไม่ผ่าน",
    "Not loaded: it refers to a row that has not passed",
)
MORE_BELOW: Final = Label("และอีก {count:,} ข้อ ดูแผ่นงาน “{sheet}”", "and {count:,} more: see the sheet “{sheet}”")

PASSED_MARK: Final = "✓"
MARKS: Final = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
"""What a line of the result column begins with."""

LEVELS: Final = {
    Severity.ERROR: Label("ผิด", "error"),
    Severity.WARNING: Label("เตือน", "warning"),
    Severity.INFO: Label("ข้อสังเกต", "remark"),
}
LEGEND: Final = {
    Severity.ERROR: Label("ต้องแก้ก่อนนำเข้า", "must be mended before it can be loaded"),
    Severity.WARNING: Label("อ่านได้ แต่มีข้อสังเกต โปรดตรวจดู", "read with a remark: please look"),
    Severity.INFO: Label("แจ้งให้ทราบ ไม่ต้องแก้", "for your information"),
}

COLUMNS: Final = {
    "cell": Label("เซลล์", "Cell"),
    "level": Label("ระดับ", "Level"),
    "code": Label("รหัส", "Code"),
    "row": Label("แถวของ", "Row of"),
    "value": Label("ค่าที่พบ", "Value found"),
    "message": Label("คำอธิบาย", "What is wrong"),
    "meant": Label("อาจหมายถึง", "Probably meant"),
    "repair": Label("วิธีแก้", "What to do"),
    "count": Label("จำนวน", "Count"),
    "next": Label("พบที่อื่น", "Also in"),
}
"""The columns of the summary, in order, with their headings; the last one stands over several."""


def text(label: Label, lang: str) -> str:
    r"""Return words in ``th`` or ``en``, or in both on lines of their own.

    >>> text(PASSED, "both")
    'ผ่าน\npassed'
    """
    return f"{label.th}\n{label.en}" if lang == "both" else label.text(lang)


def message(finding: Finding, lang: str) -> str:
    """Return the sentence of a finding, each language on a line of its own."""
    return text(Label(finding.message_th, finding.message_en), lang)


def every(label: Label) -> tuple[str, ...]:
    """Return all ways in which these words may stand in a workbook that was answered before."""
    return tuple(dict.fromkeys((text(label, "both"), label.text("both"), label.text("th"), label.text("en"))))


def meant(suggestions: Iterable[str], lang: str) -> str:
    """Return what was probably meant as one phrase, or an empty text.

    >>> meant(["สิงห์บุรี", "สระบุรี"], "th")
    'สิงห์บุรี หรือ สระบุรี'
    """
    return {"th": " หรือ ", "en": " or "}.get(lang, " / ").join(suggestions)
