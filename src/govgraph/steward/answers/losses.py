"""What a copy of a workbook cannot keep, found in the file itself, and said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from govgraph.model import Label

if TYPE_CHECKING:
    from zipfile import ZipFile

LOST: Final = {
    "macros": Label("มาโคร (VBA)", "macros (VBA)"),
    "controls": Label("ปุ่มและตัวควบคุมในฟอร์ม", "buttons and form controls"),
    "shapes": Label("รูปวาด กล่องข้อความ และ SmartArt", "drawn shapes, text boxes and SmartArt"),
    "pictures": Label("รูปภาพบางรูป", "some pictures"),
    "charts": Label("รูปแบบบางส่วนของแผนภูมิ", "parts of the look of charts"),
    "threads": Label("ความคิดเห็นแบบโต้ตอบ (คงไว้เป็นบันทึกย่อ)", "threaded comments (kept as notes)"),
    "slicers": Label("ตัวแบ่งส่วนข้อมูลและเส้นเวลา", "slicers and timelines"),
    "queries": Label("การเชื่อมต่อและแบบสอบถามข้อมูลภายนอก", "connections and queries to outside data"),
    "signature": Label("ลายเซ็นดิจิทัล", "the digital signature"),
    "validation": Label("รายการเลือก (data validation) แบบใหม่บางส่วน", "some newer data validation"),
    "formatting": Label("การจัดรูปแบบตามเงื่อนไขแบบใหม่บางส่วน", "some newer conditional formatting"),
    "sparklines": Label("แผนภูมิขนาดเล็กในเซลล์", "sparklines"),
}
"""What the copy lacks, by a word for it; the original file is untouched."""

_NAMES: Final = {
    "macros": re.compile(r"vbaProject\.bin$|xl/macrosheets/", re.I),
    "controls": re.compile(r"xl/(ctrlProps|activeX)/", re.I),
    "pictures": re.compile(r"\.(wmf|emf|svg)$", re.I),
    "charts": re.compile(r"xl/(charts|chartsheets)/", re.I),
    "threads": re.compile(r"xl/(threadedComments|persons)/", re.I),
    "slicers": re.compile(r"xl/(slicers|timelines)/", re.I),
    "queries": re.compile(r"xl/(queryTables/|connections\.xml)", re.I),
    "signature": re.compile(r"_xmlsignatures/", re.I),
}
_SHAPES: Final = re.compile(rb"<(?:xdr:)?(?:sp|grpSp|cxnSp|contentPart)[ >]|/drawingml/2006/diagram")
_DRAWING: Final = re.compile(r"xl/drawings/drawing\d+\.xml$", re.I)
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml$", re.I)
_EXTENSIONS: Final = {
    "validation": b"x14:dataValidations",
    "formatting": b"x14:conditionalFormattings",
    "sparklines": b"x14:sparklineGroups",
}
_TAIL: Final = 400_000
_DRAWING_LIMIT: Final = 20_000_000


def losses(archive: ZipFile) -> tuple[str, ...]:
    """Return the words of :data:`LOST` that hold for this workbook, in their order; nothing is unpacked whole."""
    found = set()
    for entry in archive.infolist():
        found |= {word for word, pattern in _NAMES.items() if pattern.search(entry.filename)}
        if _DRAWING.search(entry.filename) and entry.file_size < _DRAWING_LIMIT:
            if _SHAPES.search(archive.read(entry)):
                found.add("shapes")
        elif _SHEET.search(entry.filename):
            tail = _tail(archive, entry.filename)
            found |= {word for word, mark in _EXTENSIONS.items() if mark in tail}
    return tuple(word for word in LOST if word in found)


def _tail(archive: ZipFile, name: str) -> bytes:
    # Extensions come after the rows; a sheet's own text may be large and is read through in pieces.
    kept = b""
    with archive.open(name) as member:
        while piece := member.read(1 << 20):
            kept = (kept + piece)[-_TAIL:]
    return kept


def remark(words: Iterable[str]) -> Label | None:
    """Return the sentence that says what the copy lacks, or ``None`` where it lacks nothing.

    >>> remark(["macros"]).en
    'This copy lacks what your file has: macros (VBA). Mend the faults in your own file.'
    """
    lost = [LOST[word] for word in words]
    if not lost:
        return None
    th, en = (" · ".join(str(label.th) for label in lost), ", ".join(str(label.en) for label in lost))
    return Label(
        f"สำเนานี้ไม่มีสิ่งต่อไปนี้ที่อยู่ในแฟ้มของท่าน: {th} โปรดแก้ไขในแฟ้มเดิม",
        f"This copy lacks what your file has: {en}. Mend the faults in your own file.",
    )
