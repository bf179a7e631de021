"""The return workbook: the steward's own file, with everything found on it and nothing else changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from govgraph.draw.fonts import font_path
from govgraph.model import Finding, Place, Severity
from govgraph.steward.answers import CheckedSheet, ReturnWorkbook, return_workbook
from govgraph.steward.findings.catalogue import catalogue
from govgraph.steward.tables import Book, read_book
from govgraph.thai import words

from .workbooks import ACCEPTED, CHECKED, REJECTED, SHEET, findings, write

SUMMARY, RESULT = "สรุปข้อผิดพลาด", "ผลการตรวจ"
RED_CELLS = {"C6", "C7", "G9", "H9", "A10", "D11", "E12", "I12", "H12"}
YELLOW_CELLS = {"F7", "G7", "H7", "B8", "I8", "C9", "E9", "B11", "C11", "C12", "C13"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("answers") / "คำขอ.xlsx")


@cache
def book_of(source: Path) -> Book:
    return read_book(source)


@cache
def answered(source: Path, lang: str = "th") -> ReturnWorkbook:
    return returned(source, lang=lang)


def returned(source: Path, found: list[Finding] | None = None, *, lang: str = "th") -> ReturnWorkbook:
    told = findings(source.name) if found is None else found
    return return_workbook(source, book_of(source), told, [CHECKED], lang=lang)


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def summary_rows(book: Any) -> tuple[list[str], list[list[Any]]]:
    """The headings of the summary's table and the cells of its rows."""
    sheet = book[SUMMARY]
    first, last = sheet.auto_filter.ref.split(":")
    top, bottom = int(re.sub(r"\D", "", first)), int(re.sub(r"\D", "", last))
    rows = [list(row) for row in sheet.iter_rows(top, bottom)]
    return [str(cell.value) for cell in rows[0]], rows[1:]


def test_everything_of_the_original_is_as_it_was(source: Path) -> None:
    before, answer = load_workbook(source), answered(source)
    after = opened(answer.content)
    assert answer.remarks == ()
    assert after.sheetnames == [SUMMARY, *before.sheetnames]
    for name in before.sheetnames:
        old, new = before[name], after[name]
        for row in old.iter_rows():
            for cell in row:
                twin = new[cell.coordinate]
                assert (twin.value, twin.data_type) == (cell.value, cell.data_type), cell.coordinate
                for part in ("number_format", "font", "border", "alignment", "protection"):
                    assert repr(getattr(twin, part)) == repr(getattr(cell, part)), (cell.coordinate, part)
                if cell.coordinate not in RED_CELLS | YELLOW_CELLS:
                    assert repr(twin.fill) == repr(cell.fill), cell.coordinate
        merged = {str(block) for block in new.merged_cells.ranges}
        assert merged - {"J3:J4"} == {str(block) for block in old.merged_cells.ranges}
        for letter, dimension in old.column_dimensions.items():
            assert new.column_dimensions[letter].width == dimension.width
        assert new.row_dimensions[1].height == old.row_dimensions[1].height
        for part in ("freeze_panes", "print_title_rows", "print_area"):
            assert getattr(new, part) == getattr(old, part)
        assert new.auto_filter.ref == old.auto_filter.ref
        assert new.page_setup.orientation == old.page_setup.orientation
        lists = [[(str(v.sqref), v.formula1) for v in s.data_validations.dataValidation] for s in (old, new)]
        assert lists[0] == lists[1]
    assert after[SHEET]["B5"].comment.text == "ตรวจแล้ว"
    assert after.properties.creator == "สำนักงานจังหวัด"


def test_red_and_yellow_stand_on_the_cells_that_were_found_and_nowhere_else(source: Path) -> None:
    sheet = opened(answered(source).content)[SHEET]
    colours: dict[str, set[str]] = {}
    for row in sheet.iter_rows(1, 13, 1, 9):
        for cell in row:
            if cell.fill.fill_type == "solid":
                colours.setdefault(cell.fill.fgColor.rgb, set()).add(cell.coordinate)
    red, yellow = sheet["C6"].fill.fgColor.rgb, sheet["F7"].fill.fgColor.rgb
    assert red != yellow
    assert (colours[red], colours[yellow]) == (RED_CELLS, YELLOW_CELLS)


def test_each_such_cell_has_a_comment_with_its_sentence(source: Path) -> None:
    sheet = opened(answered(source).content)[SHEET]
    for finding in findings(source.name):
        assert finding.place is not None
        note = sheet[finding.place.cell].comment.text
        assert finding.message_th in note
        assert all(suggestion in note for suggestion in finding.suggestions)
    assert sheet["B11"].comment.text.startswith("โครงการเดิม\n")


def test_the_result_column_says_the_same_of_every_row(source: Path) -> None:
    sheet = opened(answered(source).content)[SHEET]
    assert sheet["J3"].value == RESULT
    said = {row: str(sheet.cell(row, 10).value) for row in range(5, 14)}
    assert said[5] == "✓ ผ่าน"
    for finding in findings(source.name):
        assert finding.place is not None
        assert f"{finding.place.cell}: {finding.message_th}" in said[finding.place.row or 0]
    assert {row for row, text in said.items() if "✗" in text} == REJECTED
    assert said[7].index("✗ C7") < said[7].index("! F7")


def test_a_row_left_out_because_of_another_says_so(source: Path) -> None:
    checked = CheckedSheet(SHEET, (3, 4), ACCEPTED - {5}, REJECTED | {5}, label_column=2)
    content = return_workbook(source, book_of(source), findings(source.name), [checked]).content
    assert str(opened(content)[SHEET]["J5"].value).startswith("✗ ยังไม่นำเข้า")


def test_the_summary_opens_first_and_tells_all(source: Path) -> None:
    book = opened(answered(source).content)
    sheet = book[SUMMARY]
    assert book.active is sheet
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == [SUMMARY]
    assert sheet["A1"].value == "พบ 9 ข้อผิดพลาด และ 11 คำเตือน ใน 9 แถว"
    headings, rows = summary_rows(book)
    assert headings == ["เซลล์", "ระดับ", "รหัส", "แถวของ", "ค่าที่พบ", "คำอธิบาย", "อาจหมายถึง", "วิธีแก้"]
    assert len(rows) == 20
    assert sheet.freeze_panes == f"A{rows[0][0].row}"
    by_cell = {str(row[0].value): [cell.value for cell in row] for row in rows}
    assert set(by_cell) == RED_CELLS | YELLOW_CELLS
    _, level, code, project, value, message, meant, repair = by_cell["D11"]
    assert (level, code, project) == ("ผิด", "GG-NAM-001", "อนุรักษ์ป่าต้นนํ้า")
    assert (value, message) == ("ภาคเหนือตอนบน 3", "ไม่มีกลุ่มจังหวัด “ภาคเหนือตอนบน 3”")
    assert meant == "ภาคเหนือตอนบน 1 หรือ ภาคเหนือตอนบน 2"
    known = catalogue().get("GG-NAM-001")
    assert (repair or "") == (known.repair.th if known else "")
    assert by_cell["H12"][4] == "(ว่าง)"


def test_links_lead_to_the_cells(source: Path) -> None:
    book = opened(answered(source).content)
    for row in summary_rows(book)[1]:
        assert row[0].hyperlink.location == f"'{SHEET}'!{row[0].value}"
        assert row[0].hyperlink.target is None


def test_repeated_findings_are_one_line_with_a_count_and_further_links(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("จังหวัด,โครงการ\n" + "".join(f"สงขา,โครงการ {n}\n" for n in range(40)), encoding="utf-8")
    found = [
        Finding("GG-NAM-001", Severity.ERROR, "ไม่พบ", "No such", Place("many.csv", row=n, column=1), "จังหวัด", "สงขา")
        for n in range(2, 42)
    ]
    checked = CheckedSheet(None, (1,), frozenset(), frozenset(range(2, 42)), label_column=2)
    book = opened(return_workbook(path, read_book(path), found, [checked]).content)
    headings, rows = summary_rows(book)
    assert len(rows) == 1
    assert rows[0][headings.index("จำนวน")].value == 40
    linked = [cell.hyperlink.location for cell in rows[0] if cell.hyperlink]
    assert linked == ["'many'!A2", "'many'!A3", "'many'!A4", "'many'!A5"]
    assert rows[0][3].value == "โครงการ 0"


def test_the_same_input_gives_the_same_bytes(source: Path) -> None:
    assert returned(source).content == answered(source).content


def test_both_languages_stand_in_one_workbook(source: Path) -> None:
    book = opened(answered(source, "both").content)
    headings, rows = summary_rows(book)
    assert headings[5] == "คำอธิบาย\nWhat is wrong"
    assert rows[0][5].value == "ไม่พบหน่วยงาน “กรมปศุศัตว์” ในทะเบียน\nNo agency “กรมปศุศัตว์” is on the register."


def contents(content: bytes) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Every cell that shows something: value, colour, comment, link."""
    found = {}
    for sheet in opened(content).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                note = cell.comment.text if cell.comment else None
                fill = cell.fill.fgColor.rgb if cell.fill.fill_type else None
                if (cell.value, note, fill) != (None, None, None):
                    link = cell.hyperlink.location if cell.hyperlink else None
                    found[sheet.title, cell.coordinate] = (cell.value, fill, note, link)
    return found


def heights(content: bytes) -> dict[tuple[str, int], float | None]:
    return {
        (sheet.title, row): dimension.height
        for sheet in opened(content).worksheets
        for row, dimension in sheet.row_dimensions.items()
        if dimension.height is not None
    }


def test_a_second_round_does_not_pile_up(source: Path, tmp_path: Path) -> None:
    first = answered(source).content
    again = tmp_path / "อีกครั้ง.xlsx"
    again.write_bytes(first)
    second = return_workbook(again, read_book(again), findings(again.name), [CHECKED])
    assert second.remarks == ()
    assert contents(second.content) == contents(first)
    assert heights(second.content) == heights(first)


def test_a_corrected_workbook_comes_back_without_marks(source: Path, tmp_path: Path) -> None:
    again = tmp_path / "แก้แล้ว.xlsx"
    again.write_bytes(answered(source).content)
    checked = CheckedSheet(SHEET, (3, 4), ACCEPTED | REJECTED, frozenset(), label_column=2)
    book = opened(return_workbook(again, read_book(again), [], [checked]).content)
    before, sheet = load_workbook(source)[SHEET], book[SHEET]
    for row in before.iter_rows():
        for cell in row:
            assert sheet[cell.coordinate].fill.fgColor.rgb == cell.fill.fgColor.rgb, cell.coordinate
            assert (sheet[cell.coordinate].comment is None) == (cell.comment is None), cell.coordinate
    assert sheet["B11"].comment.text == "โครงการเดิม"
    assert {sheet.cell(row, 10).value for row in range(5, 14)} == {"✓ ผ่าน"}
    assert sheet.max_column == 10
    assert book[SUMMARY]["A1"].value == "ข้อมูลผ่านการตรวจทั้ง 9 แถว"


def test_somebody_elses_result_column_and_colours_stay(tmp_path: Path) -> None:
    path, book = tmp_path / "a.xlsx", Workbook()
    sheet: Any = book.active
    sheet.append(["โครงการ", RESULT])
    sheet.append(["ก", "ดี"])
    sheet["A2"].fill = PatternFill("solid", fgColor="FFFFC7CE")
    book.save(path)
    after = opened(return_workbook(path, read_book(path), [], [CheckedSheet("Sheet", (1,), frozenset({2}))]).content)
    assert [cell.value for cell in after["Sheet"][2]] == ["ก", "ดี", "✓ ผ่าน"]
    assert after["Sheet"]["A2"].fill.fgColor.rgb == "FFFFC7CE"


def test_formulas_stay_formulas_and_keep_their_last_value(tmp_path: Path) -> None:
    path = tmp_path / "สูตร.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("ก")
        sheet.write_row(0, 0, ["โครงการ", "บาท", "รวม", "คำ", "จริง", "ผิด"])
        sheet.write_row(1, 0, ["<ก> & ข", 2])
        sheet.write_formula("C2", "=B2*1.5", None, 3)
        sheet.write_formula("D2", '="ก"&"<&>"', None, "ก<&>")
        sheet.write_formula("E2", "=B2>1", None, True)
        sheet.write_formula("F2", "=1/0", None, "#DIV/0!")
    checked = CheckedSheet("ก", (1,), frozenset({2}))
    content = return_workbook(path, read_book(path), [], [checked]).content
    again = tmp_path / "again.xlsx"
    again.write_bytes(content)
    assert [cell.value for cell in opened(content)["ก"][2]][2:6] == ["=B2*1.5", '="ก"&"<&>"', "=B2>1", "=1/0"]
    values = load_workbook(io.BytesIO(content), data_only=True)["ก"]
    assert [cell.value for cell in values[2]][1:6] == [2, 3, "ก<&>", True, "#DIV/0!"]
    rows = [next(s for s in read_book(file).sheets if s.name == "ก").rows() for file in (path, again)]
    assert [row.cells[:6] for row in rows[0]] == [row.cells[:6] for row in rows[1]]


def test_days_and_numbers_are_the_same_numbers_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "วัน.xlsx"
    numbers = ["40190.333333333336", "238000", "0.1", "-5", "12345678.900000002"]
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "d mmm yyyy"})
        sheet = book.add_worksheet("ก")
        sheet.write(0, 0, "วันที่")
        for row, number in enumerate(numbers, 1):
            sheet.write_number(row, 0, float(number), day)
    checked = CheckedSheet("ก", (1,), frozenset(range(2, 7)))
    content = return_workbook(path, read_book(path), [], [checked]).content
    old, new = (_numbers(data, part) for data, part in ((path.read_bytes(), "sheet1"), (content, "sheet2")))
    assert len(old) == 5
    assert new == old


def _numbers(content: bytes, part: str) -> list[float]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(f"xl/worksheets/{part}.xml").decode()
    return [float(number) for number in re.findall(r'<c r="A[2-6]"[^>]*><v>([^<]*)</v>', text)]


@pytest.mark.parametrize("evil", ["=1+1", "+66 2 123", "@SUM(A1)", "-cmd", "#N/A", '=HYPERLINK("http://x")'])
def test_formula_like_text_stays_text(tmp_path: Path, evil: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text('โครงการ,จังหวัด\n"{0}","{0}"\n'.format(evil.replace('"', '""')), encoding="utf-8")
    place = Place("a.csv", row=2, column=2)
    found = [Finding("GG-NAM-001", Severity.ERROR, evil, evil, place, "จังหวัด", evil, (evil,))]
    checked = CheckedSheet(None, (1,), frozenset(), frozenset({2}), label_column=1)
    book = opened(return_workbook(path, read_book(path), found, [checked]).content)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == evil]
    assert len(cells) == 6  # twice in the table; row label, value, sentence and suggestion in the summary
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.quotePrefix for cell in cells} <= ({True} if evil[0] != "#" else {False})


def test_control_characters_and_endless_values_do_not_break_the_workbook(source: Path) -> None:
    place = Place(source.name, sheet=SHEET, row=6, column=3)
    found = [Finding("GG-NAM-001", Severity.ERROR, "ก\x00\x0b" * 30_000, "x", place, "ข", "\x01" * 50_000)]
    book = opened(returned(source, found).content)
    assert len(summary_rows(book)[1]) == 1


def real_lines(text: str, room: float) -> int:
    """In how many lines the text stands in real Sarabun of the size, broken between words."""
    count = 0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for piece in words(paragraph):
            wide = _ems(piece.rstrip())
            if used and used + wide > room:
                count, used = count + 1, 0.0
            used += _ems(piece)
    return count


_SARABUN: Any = import_module("fontTools.ttLib").TTFont(str(font_path()))
_WIDTHS, _CMAP = _SARABUN["hmtx"], _SARABUN.getBestCmap()


def _ems(text: str) -> float:
    units = _SARABUN["head"].unitsPerEm
    return float(sum(_WIDTHS[_CMAP[ord(c)]][0] if ord(c) in _CMAP else units * 0.8 for c in text) / units)


def boxes(sheet: Any) -> Iterator[tuple[Any, float, float]]:
    """Every wrapped text with the width and height of its cell in points, in a workbook set in Calibri 11."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.alignment.wrap_text and cell.coordinate not in sheet.merged_cells:
                width = sheet.column_dimensions[get_column_letter(cell.column)].width * 5.25 - 4
                yield cell, width, sheet.row_dimensions[cell.row].height or 15.0


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_no_text_is_clipped(source: Path, lang: str) -> None:
    book = opened(answered(source, lang).content)
    checked = 0
    for sheet, column in ((book[SUMMARY], None), (book[SHEET], 10)):
        for cell, width, height in boxes(sheet):
            if column is None or cell.column == column:
                size = cell.font.size
                assert real_lines(cell.value, width / size) * size * 1.3 <= height, (cell.coordinate, cell.value)
                checked += 1
    assert checked > 100


def test_a_row_with_a_hundred_findings_is_not_higher_than_a_row_can_be(source: Path) -> None:
    place = Place(source.name, sheet=SHEET, row=6, column=3)
    found = [Finding("GG-NAM-001", Severity.ERROR, f"ไม่พบ {n} " * 20, "x", place, "ก", f"{n}") for n in range(100)]
    sheet = opened(returned(source, found).content)[SHEET]
    assert sheet.row_dimensions[6].height <= 409
    assert sheet["J6"].value.endswith("และอีก 91 ข้อ ดูแผ่นงาน “สรุปข้อผิดพลาด”")


def test_what_a_copy_cannot_keep_is_said(tmp_path: Path) -> None:
    path = tmp_path / "รูป.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("ก")
        sheet.write_row(0, 0, ["โครงการ", "บาท"])
        sheet.write_row(1, 0, ["ก", 1])
        sheet.insert_textbox("D5", "หมายเหตุ")
        sheet.add_sparkline("C2", {"range": "ก!A2:B2"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=ก!$B$2:$B$2"})
        sheet.insert_chart("F5", chart)
    answer = return_workbook(path, read_book(path), [], [CheckedSheet("ก", (1,), frozenset({2}))])
    (said,) = answer.remarks
    assert said.en is not None
    assert "text boxes" in said.en
    assert "sparklines" in said.en
    assert "charts" in said.en
    assert "macros" not in said.en
    texts = [cell.value for row in opened(answer.content)[SUMMARY].iter_rows() for cell in row if cell.value]
    assert said.th in texts


def test_marks_on_merged_cells_stand_where_the_value_shows(source: Path) -> None:
    place = Place(source.name, sheet=SHEET, row=2, column=5)
    found = [Finding("GG-AMT-009", Severity.WARNING, "ไม่ทราบหน่วย", "No unit", place)]
    sheet = opened(returned(source, found).content)[SHEET]
    assert sheet["A2"].comment.text == "! ไม่ทราบหน่วย"


def test_findings_without_a_cell_are_in_the_summary_all_the_same(source: Path) -> None:
    found = [
        Finding("GG-COL-001", Severity.ERROR, "ไม่มีคอลัมน์ปีงบประมาณ", "No fiscal year", Place(source.name, sheet=SHEET)),
        Finding("GG-FIL-001", Severity.INFO, "แฟ้มมีสองแผ่นงาน", "Two sheets", Place(source.name)),
        Finding("GG-FIL-002", Severity.INFO, "ทั้งแฟ้ม", "The file", None),
        Finding("GG-ROW-009", Severity.WARNING, "แถวว่าง", "An empty row", Place(source.name, sheet=SHEET, row=7)),
    ]
    book = opened(returned(source, found).content)
    rows = summary_rows(book)[1]
    assert [row[5].value for row in rows] == ["ไม่มีคอลัมน์ปีงบประมาณ", "แถวว่าง", "แฟ้มมีสองแผ่นงาน", "ทั้งแฟ้ม"]
    assert rows[0][0].hyperlink.location == f"'{SHEET}'!A4"
    assert rows[1][0].value == "7:7"
    assert "แถวว่าง" in str(book[SHEET]["J7"].value)


def test_widths_given_for_many_columns_do_not_overlap_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "กว้าง.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("ก")
        sheet.set_column(0, 16_383, 20)
        sheet.write_row(0, 0, ["โครงการ", "บาท"])
        sheet.write_row(1, 0, ["ก", 1])
    checked = CheckedSheet("ก", (1,), frozenset({2}))
    content = return_workbook(path, read_book(path), [], [checked]).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("xl/worksheets/sheet2.xml").decode()
    spans = [(int(a), int(b)) for a, b in re.findall(r'<col [^>]*?min="(\d+)" max="(\d+)"', text)] or [
        (int(re.search(r'min="(\d+)"', one)[1]), int(re.search(r'max="(\d+)"', one)[1]))  # type: ignore[index]
        for one in re.findall(r"<col [^>]*>", text)
    ]
    assert sorted(spans) == [(1, 2), (3, 3), (4, 16_384)]


@pytest.mark.parametrize("kind", ["csv", "ods", "xls"])
def test_other_files_come_back_as_a_new_workbook_with_the_same_cells(tmp_path: Path, kind: str) -> None:
    table = [["รหัส", "โครงการ", "บาท"], ["0012", "ก\nข", "12.5"], ["1234567890123", "", "90"], ["1e5", "-0", "1.50"]]
    path = tmp_path / f"ข้อมูล.{kind}"
    _write(path, kind, table)
    book = read_book(path)
    name = book.sheets[0].name
    found = [Finding("GG-NAM-001", Severity.ERROR, "ผิด", "wrong", Place(path.name, sheet=name, row=3, column=1))]
    checked = CheckedSheet(name, (1,), frozenset({2, 4}), frozenset({3}), label_column=2)
    answer = return_workbook(path, book, found, [checked])
    again = tmp_path / "again.xlsx"
    again.write_bytes(answer.content)
    title = name or "ข้อมูล"
    back = next(sheet for sheet in read_book(again).sheets if sheet.name == title)
    assert [list(row.cells[:3]) for row in back.rows()] == table
    assert [row.cells[3] for row in back.rows()] == [RESULT, "✓ ผ่าน", "✗ A3: ผิด", "✓ ผ่าน"]
    assert answer.content == return_workbook(path, book, found, [checked]).content
    assert opened(answer.content).properties.modified == datetime(2010, 1, 12)


def _write(path: Path, kind: str, table: list[list[str]]) -> None:
    if kind == "csv":
        text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in table)
        path.write_text(text, encoding="utf-8", newline="")
    elif kind == "xls":
        import xlwt

        book = xlwt.Workbook()
        sheet = book.add_sheet("ก")
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
        book.save(str(path))
    else:
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableCell, TableRow
        from odf.text import P

        document = OpenDocumentSpreadsheet()
        sheet = Table(name="ก")
        for cells in table:
            row = TableRow()
            for cell in cells:
                box = TableCell(valuetype="string")
                for line in cell.split("\n"):
                    box.addElement(P(text=line))
                row.addElement(box)
            sheet.addElement(row)
        document.spreadsheet.addElement(sheet)
        document.save(str(path))


def test_a_file_that_cannot_be_copied_is_answered_all_the_same(tmp_path: Path) -> None:
    source = write(tmp_path / "คำขอ.xlsx")
    book = read_book(source)
    good = source.read_bytes()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(source, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name == "xl/styles.xml" else old.read(name))
    answer = return_workbook(source, book, findings(source.name), [CHECKED])
    assert (
        answer.remarks[0].en
        == "The layout of your file could not be copied: this is a new workbook with the same cells."
    )
    sheet = opened(answer.content)[SHEET]
    assert (sheet["C6"].value, sheet["H5"].value) == ("กรมปศุศัตว์", 45.5)
    assert "A1:I1" in {str(block) for block in sheet.merged_cells.ranges}


def test_the_file_bears_no_time_of_its_making(source: Path) -> None:
    content = answered(source).content
    assert opened(content).properties.modified == load_workbook(source).properties.modified
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_file_without_times_of_its_own_gets_none_from_the_clock(source: Path, tmp_path: Path) -> None:
    bare = tmp_path / "คำขอ.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:(created|modified)>", b"", content)
            new.writestr(name, content)
    properties = opened(return_workbook(bare, read_book(bare), [], [CHECKED]).content).properties
    assert (properties.created, properties.modified) == (datetime(2010, 1, 12), datetime(2010, 1, 12))
