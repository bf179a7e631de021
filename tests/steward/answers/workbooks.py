"""A workbook as provincial offices send it: title rows, a header of two rows, nine projects, many faults."""

# ruff: noqa: E501 -- one row of the table a line

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from govgraph.model import Finding, Place, Severity
from govgraph.steward.answers import CheckedSheet

SHEET = "คำขอ 2554"
HEADER = (
    "ลำดับ",
    "ชื่อโครงการ",
    "หน่วยงานรับผิดชอบ",
    "กลุ่มจังหวัด",
    "กลุ่มยุทธศาสตร์",
    "เริ่ม",
    "สิ้นสุด",
    "งบประมาณ (ล้านบาท)",
    "วันที่เสนอ",
)
ROWS: tuple[tuple[Any, ...], ...] = (
    (
        1,
        "พัฒนาแหล่งน้ำเพื่อการเกษตร",
        "กรมชลประทาน",
        "ภาคเหนือตอนบน 1",
        "การเกษตร",
        "ต.ค. 2553",
        "ก.ย. 2554",
        45.5,
        "12 ม.ค. 2553",
    ),
    (
        "๒",
        "ส่งเสริมการเลี้ยงโคเนื้อ",
        "กรมปศุศัตว์",
        "ภาคเหนือตอนล่าง 1",
        "การเกษตร",
        "1 ตุลาคม ๒๕๕๓",
        "30 กันยายน ๒๕๕๔",
        "๑๒.๕",
        "๑๒ มกราคม ๒๕๕๓",
    ),
    (
        3,
        "เส้นทางท่องเที่ยวเชิงวัฒนธรรม",
        "กรมศิลปกร",
        "ภาคใต้ฝั่งอันดามัน",
        "การท่องเที่ยว",
        "ต.ค. 53",
        "ก.ย. 54",
        "8,750,000 บาท",
        datetime(2010, 1, 13),
    ),
    (
        4,
        "เเผนจัดการมลพิษลุ่มนํ้า",
        "กรมควบคุมมลพิษ",
        "ภาคกลางตอนล่าง 1",
        "สังคมและสิ่งแวดล้อม",
        "ต.ค. 2553",
        "ก.ย. 2554",
        20,
        "13/01/2010",
    ),
    (
        5,
        "พัฒนาถนนเชื่อมท่าเรือ",
        "กรมทางหลวง ชนบท",
        "ภาคใต้ฝั่งอ่าวไทย",
        "โลจิสติกส์",
        "ต.ค. 2553",
        "ก.ย. 2553",
        "120 - 150",
        "14 ม.ค. 2553",
    ),
    (
        6,
        "ส่งเสริมการเลี้ยงโคเนื้อ",
        "กรมปศุสัตว์",
        "ภาคเหนือตอนล่าง 1",
        "การเกษตร",
        "1 ตุลาคม 2553",
        "30 กันยายน 2554",
        12.5,
        "12 มกราคม 2553",
    ),
    (7, "อนุรักษ์ป่าต้นนํ้า", "กรมอุทยานฯ", "ภาคเหนือตอนบน 3", "สังคมและสิ่งแวดล้อม", "ต.ค. 2553", "ก.ย. 2554", 33, "14 ม.ค. 2553"),
    (
        8,
        "ยกระดับ OTOP",
        "กรมการพัฒนา\u200bชุมชน",
        "ภาคตะวันออกเฉียงเหนือตอนกลาง",
        "การศึกษา",
        "ต.ค. 2553",
        "ก.ย. 2554",
        None,
        "31 ก.พ. 2553",
    ),
    (
        9,
        "ศูนย์กระจายสินค้า",
        "สนง.นโยบายและแผนการขนส่งและจราจร",
        "ภาคกลางตอนบน 1",
        "การค้าและการจัดการระบบโลจิสติกส์",
        "ต.ค. 2553",
        "ก.ย. 2554",
        0.85,
        "2553-01-15",
    ),
)
FIRST_ROW = 5
ACCEPTED = frozenset({5, 8, 13})
REJECTED = frozenset({6, 7, 9, 10, 11, 12})
CHECKED = CheckedSheet(SHEET, (3, 4), ACCEPTED, REJECTED, label_column=2)

_E, _W = Severity.ERROR, Severity.WARNING
_FAULTS: tuple[tuple[str, Severity, str, str, str, tuple[str, ...]], ...] = (
    (
        "C6",
        _E,
        "GG-NAM-001",
        "ไม่พบหน่วยงาน “กรมปศุศัตว์” ในทะเบียน",
        "No agency “กรมปศุศัตว์” is on the register.",
        ("กรมปศุสัตว์",),
    ),
    (
        "C7",
        _E,
        "GG-NAM-001",
        "ไม่พบหน่วยงาน “กรมศิลปกร” ในทะเบียน",
        "No agency “กรมศิลปกร” is on the register.",
        ("กรมศิลปากร",),
    ),
    ("F7", _W, "GG-DAT-002", "ปีสองหลัก ระบบอ่านเป็น พ.ศ. 2553", "A year of two digits, read as 2553.", ()),
    ("G7", _W, "GG-DAT-002", "ปีสองหลัก ระบบอ่านเป็น พ.ศ. 2554", "A year of two digits, read as 2554.", ()),
    (
        "H7",
        _W,
        "GG-AMT-003",
        "หน่วยเป็นบาท แต่หัวตารางเป็นล้านบาท ระบบอ่านเป็น 8.75 ล้านบาท",
        "In baht under a heading in millions, read as 8.75 million.",
        (),
    ),
    (
        "B8",
        _W,
        "GG-TXT-003",
        "พบอักขระที่มองไม่เห็นหรือสะกดด้วยสระผิดตัว ระบบแก้เป็น “แผนจัดการมลพิษลุ่มน้ำ”",
        "Look-alike vowels, read as “แผนจัดการมลพิษลุ่มน้ำ”.",
        (),
    ),
    ("I8", _W, "GG-DAT-003", "เป็นปี ค.ศ. ระบบอ่านเป็น พ.ศ. 2553", "A year of the common era, read as 2553.", ()),
    (
        "C9",
        _W,
        "GG-NAM-004",
        "เว้นวรรคไม่ตรงทะเบียน ระบบอ่านเป็น กรมทางหลวงชนบท",
        "Spaces differ from the register, read as กรมทางหลวงชนบท.",
        (),
    ),
    (
        "E9",
        _W,
        "GG-NAM-003",
        "ชื่อกลุ่มย่อ ระบบอ่านเป็น การค้าและการจัดการระบบโลจิสติกส์",
        "A short name, read as การค้าและการจัดการระบบโลจิสติกส์.",
        (),
    ),
    ("G9", _E, "GG-DAT-005", "วันสิ้นสุดอยู่ก่อนวันเริ่ม", "The end is before the start.", ()),
    (
        "H9",
        _E,
        "GG-AMT-002",
        "อ่านจำนวนเงิน “120 - 150” ไม่ได้ โปรดใส่ตัวเลขเดียว หน่วยล้านบาท",
        "“120 - 150” is no single amount.",
        (),
    ),
    ("A10", _E, "GG-ROW-001", "ซ้ำกับแถว 6 (ชื่อโครงการ หน่วยงาน และกลุ่มจังหวัดตรงกัน)", "The same as row 6.", ()),
    (
        "B11",
        _W,
        "GG-TXT-004",
        "พบอักขระที่มองไม่เห็นหรือสะกดด้วยสระผิดตัว ระบบแก้เป็น “อนุรักษ์ป่าต้นน้ำ”",
        "Look-alike vowels, read as “อนุรักษ์ป่าต้นน้ำ”.",
        (),
    ),
    (
        "C11",
        _W,
        "GG-NAM-003",
        "ใช้ชื่อย่อ “กรมอุทยานฯ” ระบบอ่านเป็น กรมอุทยานแห่งชาติ สัตว์ป่า และพันธุ์พืช",
        "An abbreviation, read as กรมอุทยานแห่งชาติ สัตว์ป่า และพันธุ์พืช.",
        (),
    ),
    (
        "D11",
        _E,
        "GG-NAM-001",
        "ไม่มีกลุ่มจังหวัด “ภาคเหนือตอนบน 3”",
        "There is no cluster “ภาคเหนือตอนบน 3”.",
        ("ภาคเหนือตอนบน 1", "ภาคเหนือตอนบน 2"),
    ),
    (
        "C12",
        _W,
        "GG-TXT-001",
        "พบอักขระที่มองไม่เห็น ระบบแก้เป็น “กรมการพัฒนาชุมชน”",
        "An invisible character, read as “กรมการพัฒนาชุมชน”.",
        (),
    ),
    (
        "E12",
        _E,
        "GG-NAM-001",
        "ไม่มีกลุ่มยุทธศาสตร์ “การศึกษา” ค่าที่ใช้ได้: การเกษตร, การท่องเที่ยว, อุตสาหกรรม, สังคมและสิ่งแวดล้อม, การค้าและการจัดการระบบโลจิสติกส์",
        "There is no group “การศึกษา”.",
        (),
    ),
    ("I12", _E, "GG-DAT-001", "ไม่มีวันที่ “31 ก.พ. 2553” ในปฏิทิน", "There is no day “31 ก.พ. 2553”.", ()),
    ("H12", _E, "GG-ROW-002", "ไม่ได้ระบุงบประมาณ", "There is no amount.", ()),
    (
        "C13",
        _W,
        "GG-NAM-003",
        "ใช้ชื่อย่อ “สนง.นโยบายและแผนการขนส่งและจราจร” ระบบอ่านเป็น สำนักงานนโยบายและแผนการขนส่งและจราจร",
        "An abbreviation, read in full.",
        (),
    ),
)


def findings(source: str) -> list[Finding]:
    """The twenty findings of the nine rows, at their cells."""
    made = []
    for cell, severity, code, th, en, suggestions in _FAULTS:
        column, row = ord(cell[0]) - 64, int(cell[1:])
        value = ROWS[row - FIRST_ROW][column - 1]
        place = Place(source, sheet=SHEET, row=row, column=column)
        shown = "" if value is None else str(value)
        made.append(Finding(code, severity, th, en, place, HEADER[column - 1], shown, suggestions))
    return made


def write(path: Path) -> Path:
    """Write the workbook as an office would: titles, merged header, borders, stripes, widths, a list to choose from."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    book.properties.created = book.properties.modified = datetime(2010, 1, 20)
    book.properties.creator = "สำนักงานจังหวัด"
    thin = Side("thin", color="FFB0B0B0")
    border, centre = Border(thin, thin, thin, thin), Alignment(horizontal="center", vertical="center", wrap_text=True)
    for row, title in ((1, "บัญชีโครงการและคำของบประมาณ ประจำปีงบประมาณ พ.ศ. ๒๕๕๔"), (2, "หน่วย: ล้านบาท")):
        sheet.cell(row, 1, title)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)
    for at, title in enumerate(HEADER, 1):
        if title in {"เริ่ม", "สิ้นสุด"}:
            sheet.cell(4, at, title)
        else:
            sheet.cell(3, at, title)
            sheet.merge_cells(start_row=3, end_row=4, start_column=at, end_column=at)
    sheet.cell(3, 6, "ระยะเวลา")
    sheet.merge_cells("F3:G3")
    for row in sheet.iter_rows(1, 4, 1, 9):
        for cell in row:
            cell.border, cell.alignment, cell.font = border, centre, Font(name="TH Sarabun New", size=14, bold=True)
    stripe = PatternFill("solid", fgColor="FFEFF6EC")
    for number, values in enumerate(ROWS, FIRST_ROW):
        for at, value in enumerate(values, 1):
            cell = sheet.cell(number, at, value)
            cell.border, cell.font = border, Font(name="TH Sarabun New", size=14)
            cell.alignment = Alignment(vertical="center", wrap_text=at != 8)
            if number % 2:
                cell.fill = stripe
    sheet["H5"].number_format = '#,##0.00" ลบ."'
    sheet["I7"].number_format = "[$-41E]d mmm yyyy"
    sheet["B5"].comment = Comment("ตรวจแล้ว", "สมชาย")
    sheet["B11"].comment = Comment("โครงการเดิม", "สมชาย")
    for letter, width in zip("ABCDEFGHI", (7, 26, 24, 22, 20, 13, 13, 13, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "C5"
    sheet.auto_filter.ref = "A4:I13"
    sheet.print_title_rows = "3:4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    choice = DataValidation("list", formula1='"การเกษตร,การท่องเที่ยว,อุตสาหกรรม"', allow_blank=True)
    choice.add("E5:E13")
    sheet.add_data_validation(choice)
    notes: Any = book.create_sheet("หมายเหตุ")
    notes["A1"], notes["A2"], notes["B2"] = "รวมงบประมาณ", "=SUM('คำขอ 2554'!H5:H13)", "=1+1 เป็นข้อความ"
    notes["B2"].data_type = "s"
    book.save(path)
    return path
