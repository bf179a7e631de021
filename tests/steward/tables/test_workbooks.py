"""A workbook of any kind comes back cell by cell at its address, with what it hides and what it failed to compute."""

from __future__ import annotations

import datetime
import hashlib
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.model import Severity
from govgraph.steward.tables import Book, Merged, Sheet, read_book

Table = list[list[str]]
# What XML 1.0 can hold; a carriage return is no letter in it.
# U+FEFF at the beginning of a text in xls is its byte-order mark, and no reader gives it back; names lose it anyway.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff", include_characters="\n"),
    max_size=8,
)
THAI = st.text(st.sampled_from("กขคงจะาำิี่้๑ .-=+@'#"), max_size=8)
TABLES = st.lists(st.lists(TEXT | THAI, min_size=3, max_size=3), min_size=1, max_size=5).filter(
    lambda table: any(cell for row in table for cell in row)
)


def write_xlsx(path: Path, table: Table, top: int, left: int) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("งบ")
        for row, cells in enumerate(table, top):
            for column, text in enumerate(cells, left):
                sheet.write_string(row, column, text)


def write_xls(path: Path, table: Table, top: int, left: int) -> None:
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("งบ")
    for row, cells in enumerate(table, top):
        for column, text in enumerate(cells, left):
            if text:
                sheet.write(row, column, text)
    workbook.save(str(path))


def write_ods(path: Path, table: Table, top: int, left: int) -> None:
    from odf import teletype
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table as OdfTable
    from odf.table import TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    sheet = OdfTable(name="งบ")
    if top:
        blank = TableRow(numberrowsrepeated=top)
        blank.addElement(TableCell())
        sheet.addElement(blank)
    for cells in table:
        row = TableRow()
        if left:
            row.addElement(TableCell(numbercolumnsrepeated=left))
        for text in cells:
            cell = TableCell(valuetype="string") if text else TableCell()
            for line in text.split("\n") if text else ():
                paragraph = P()
                teletype.addTextToElement(paragraph, line)
                cell.addElement(paragraph)
            row.addElement(cell)
        sheet.addElement(row)
    # As LibreOffice ends each sheet: all that is not used, in one row.
    rest = TableRow(numberrowsrepeated=1_000_000)
    rest.addElement(TableCell(numbercolumnsrepeated=16_384))
    sheet.addElement(rest)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))


def cells(sheet: Sheet) -> list[list[str]]:
    return [list(row.cells) for row in sheet.rows()]


def placed(table: Table, top: int, left: int) -> Table:
    rows: Table = [[] for _ in range(top)]
    for row in table:
        last = max((at for at, cell in enumerate(row, 1) if cell), default=0)
        rows.append([""] * left + row[:last] if last else [])
    while rows and not rows[-1]:
        rows.pop()
    return rows


@pytest.mark.parametrize(("kind", "write"), [("xlsx", write_xlsx), ("xls", write_xls), ("ods", write_ods)])
def test_any_table_comes_back_at_its_addresses(kind: str, write: Callable[[Path, Table, int, int], None]) -> None:
    @settings(deadline=None, max_examples=12)
    @given(table=TABLES, top=st.integers(0, 4), left=st.integers(0, 3))
    def holds(table: Table, top: int, left: int) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"t.{kind}"
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                write(path, table, top, left)
            book = read_book(path)
            (sheet,) = book.sheets
            assert cells(sheet) == placed(table, top, left)
            assert [row.number for row in sheet.rows()] == list(range(1, len(placed(table, top, left)) + 1))
            assert (book.kind, book.encoding, sheet.name, sheet.hidden) == (kind, None, "งบ", False)
            assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()

    holds()


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Callable[[Any], None]], Book]:
    def make(fill: Callable[[Any], None]) -> Book:
        path = tmp_path / "t.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            fill(workbook)
        return read_book(path)

    return make


Made = Callable[[Callable[[Any], None]], Book]


def test_values_are_written_as_a_person_would(made: Made) -> None:
    def fill(workbook: Any) -> None:
        day, moment, clock, hours = (
            workbook.add_format({"num_format": form})
            for form in ("d mmm yyyy", "yyyy-mm-dd hh:mm", "hh:mm:ss", "[h]:mm:ss")
        )
        sheet = workbook.add_worksheet()
        for at, number in enumerate((90, 8750000.5, 1e-7, 1e20, -0.25)):
            sheet.write_number(0, at, number)
        sheet.write_datetime(1, 0, datetime.datetime(2553, 1, 12), day)
        sheet.write_datetime(1, 1, datetime.datetime(2010, 1, 12, 9, 30), moment)
        sheet.write_datetime(1, 2, datetime.time(9, 30), clock)
        sheet.write_number(1, 3, 1.5, hours)
        sheet.write_boolean(2, 0, True)
        sheet.write_boolean(2, 1, False)
        sheet.write_string(2, 2, "007")
        sheet.write_formula(2, 3, "=1+1", None, 2)
        sheet.write_formula(2, 4, '="ก"&"ข"', None, "กข")

    (sheet,) = made(fill).sheets
    assert cells(sheet) == [
        ["90", "8750000.5", "0.0000001", "100000000000000000000", "-0.25"],
        ["2553-01-12", "2010-01-12T09:30:00", "09:30:00", "36:00:00"],
        ["true", "false", "007", "2", "กข"],
    ]
    assert sheet.findings == ()


def test_merged_cells_are_told_and_their_value_stands_top_left(made: Made) -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.merge_range("B2:D3", "งบประมาณ")
        sheet.write("D4", "x")

    (sheet,) = made(fill).sheets
    assert sheet.merged == (Merged(2, 3, 2, 4),)
    assert cells(sheet) == [[], ["", "งบประมาณ"], [], ["", "", "", "x"]]
    assert sheet.width == 4


def test_what_is_hidden_is_read_and_said(made: Made) -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet("ข้อมูล")
        for row in range(6):
            for column in range(4):
                sheet.write(row, column, f"{row}.{column}")
        for row in (2, 3, 5, 900):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_column(6, 16_383, None, None, {"hidden": True})
        workbook.add_worksheet("ลับ").write(0, 0, "x")
        workbook.get_worksheet_by_name("ลับ").hide()
        workbook.add_worksheet("ลับมาก").write(0, 0, "y")
        workbook.get_worksheet_by_name("ลับมาก").very_hidden()

    shown, hidden, very = made(fill).sheets
    assert (shown.hidden, hidden.hidden, very.hidden) == (False, True, True)
    assert shown.hidden_rows == {3, 4, 6}
    assert cells(shown)[2] == ["2.0", "2.1", "2.2", "2.3"]
    assert [(f.code, f.severity) for f in shown.findings] == [
        ("GG-TAB-010", Severity.INFO),
        ("GG-TAB-011", Severity.INFO),
    ]
    assert "3–4, 6" in shown.findings[0].message_th
    assert "(B)" in shown.findings[1].message_en
    assert [(f.code, f.place and f.place.sheet) for f in hidden.findings] == [("GG-TAB-009", "ลับ")]


def test_charts_are_no_sheets(made: Made) -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("ก").write(0, 0, 1)
        chart = workbook.add_chart({"type": "bar"})
        chart.add_series({"values": "=ก!$A$1:$A$1"})
        workbook.add_chartsheet("กราฟ").set_chart(chart)
        workbook.add_worksheet("ข").write(0, 0, 2)

    assert [(sheet.name, cells(sheet)) for sheet in made(fill).sheets] == [("ก", [["1"]]), ("ข", [["2"]])]


def test_formulas_are_values_never_blanks(tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"], sheet["C2"], sheet["E9"] = "ยอด", "=SUM(A1:A2)", '=cmd|" /C calc"!A0'
    workbook.save(tmp_path / "t.xlsx")
    (read,) = read_book(tmp_path / "t.xlsx").sheets
    assert [(f.code, f.severity, f.place and f.place.cell) for f in read.findings] == [
        ("GG-TAB-006", Severity.ERROR, "C2"),
        ("GG-TAB-006", Severity.ERROR, "E9"),
    ]
    assert "=SUM(A1:A2)" in read.findings[0].message_th
    assert cells(read)[1] == ["", "", "=SUM(A1:A2)"]
    assert len(cells(read)) == 9
    assert read.width == 5


def test_dates_in_iso_text_and_lists_of_strings_are_read(xlsx: Callable[..., Path]) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    path = xlsx(
        '<sheetData><row r="1"><c r="A1" t="d"><v>2553-01-12T00:00:00</v></c><c r="B1" t="s"><v>0</v></c>'
        '<c r="C1" t="b"><v>1</v></c></row></sheetData>',
        {
            "xl/sharedStrings.xml": (
                f'<sst xmlns="{main}"><si><r><t>กรม</t></r><r><t>การข้าว</t></r></si></sst>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                'worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" '
                'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
                'Target="sharedStrings.xml"/></Relationships>'
            ).encode("ascii"),
        },
    )
    assert cells(read_book(path).sheets[0]) == [["2553-01-12", "กรมการข้าว", "true"]]


def test_cells_in_error_are_named_in_every_kind_of_workbook(tmp_path: Path, xlsx: Callable[..., Path]) -> None:
    xlsx(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3"><c r="C3" t="e"><v>#REF!</v></c><c r="D3" t="str"><f>""</f><v></v></c></row></sheetData>'
    )
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("งบ")
    sheet.write(0, 0, 1)
    sheet.row(0).set_cell_error(1, "#DIV/0!")
    sheet.row(2).set_cell_error(2, "#REF!")
    workbook.save(str(tmp_path / "t.xls"))
    for name in ("t.xlsx", "t.xls"):
        (read,) = read_book(tmp_path / name).sheets
        assert cells(read) == [["1", "#DIV/0!"], [], ["", "", "#REF!"]]
        assert [(f.code, f.value, f.place and f.place.cell) for f in read.findings] == [
            ("GG-TAB-005", "#DIV/0!", "B1"),
            ("GG-TAB-005", "#REF!", "C3"),
        ]


def test_an_xls_tells_what_it_hides(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("ก")
    for row in range(3):
        for column in range(3):
            sheet.write(row, column, row * column)
    sheet.row(1).hidden = True
    sheet.col(2).hidden = True
    sheet.write_merge(4, 5, 0, 1, "รวม")
    workbook.add_sheet("ข").write(0, 0, "x")
    workbook.get_sheet(1).visibility = 2
    workbook.save(str(tmp_path / "t.xls"))
    first, second = read_book(tmp_path / "t.xls").sheets
    assert first.hidden_rows == {2}
    assert first.merged == (Merged(5, 6, 1, 2),)
    assert [f.code for f in first.findings] == ["GG-TAB-010", "GG-TAB-011"]
    assert second.hidden


def test_an_ods_tells_what_it_hides_and_loses_no_tab(tmp_path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
    from odf.text import LineBreak, P, Tab

    document = OpenDocumentSpreadsheet()
    style = Style(name="ta2", family="table")
    style.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(style)

    def text(*parts: Any, **attributes: Any) -> Any:
        cell = TableCell(valuetype="string", **attributes)
        paragraph = P()
        for part in parts:
            paragraph.addElement(part) if not isinstance(part, str) else paragraph.addText(part)
        cell.addElement(paragraph)
        return cell

    def row(*given: Any, **attributes: Any) -> Any:
        made = TableRow(**attributes)
        for cell in given:
            made.addElement(cell)
        return made

    sheet = Table(name="ก")
    sheet.addElement(TableColumn(numbercolumnsrepeated=2))
    sheet.addElement(TableColumn(visibility="collapse"))
    sheet.addElement(row(text("ก", Tab(), "ข"), text("ค", LineBreak(), "ง"), text("จ")))
    sheet.addElement(row(text("2"), numberrowsrepeated=2, visibility="filter"))
    sheet.addElement(row(text("รวม", numbercolumnsspanned=2, numberrowsspanned=2), CoveredTableCell()))
    sheet.addElement(row(CoveredTableCell(numbercolumnsrepeated=2), TableCell(formula="of:=1+1")))
    document.spreadsheet.addElement(sheet)
    hidden = Table(name="ข", stylename=style)
    hidden.addElement(row(text("x")))
    document.spreadsheet.addElement(hidden)
    document.save(str(tmp_path / "t.ods"))

    first, second = read_book(tmp_path / "t.ods").sheets
    assert cells(first) == [["ก\tข", "ค\nง", "จ"], ["2"], ["2"], ["รวม"], ["", "", "=1+1"]]
    assert first.hidden_rows == {2, 3}
    assert first.merged == (Merged(4, 5, 1, 2),)
    assert [(f.code, f.place and f.place.cell) for f in first.findings] == [
        ("GG-TAB-010", None),
        ("GG-TAB-011", None),
        ("GG-TAB-006", "C5"),
    ]
    assert (first.hidden, second.hidden) == (False, True)


def test_misread_text_is_named_in_workbooks_too(made: Made) -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["ลำดับ", "ชื่อ"])
        sheet.write_row(1, 0, ["1", "ÅÓ´Ñº"])

    (sheet,) = made(fill).sheets
    (told,) = sheet.findings
    assert (told.code, told.place and told.place.cell, told.suggestions) == ("GG-TAB-001", "B2", ("ลำดับ",))


def test_rows_may_be_walked_through_by_two_at_once_and_after_the_file_is_gone(made: Made) -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        for row in range(2_500):
            sheet.write_number(row, 0, row)

    book = made(fill)
    book.path.unlink()
    (sheet,) = book.sheets
    pairs = list(zip(sheet.rows(), sheet.rows(), strict=True))
    assert [int(a.cells[0]) for a, b in pairs if a == b] == list(range(2_500))


def open_files() -> int:
    return sum(os.path.exists(f"/dev/fd/{number}") for number in range(256))  # noqa: PTH110 - no path of ours


def test_nothing_is_left_open_or_lying_about(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spool"))
    (tmp_path / "spool").mkdir()
    before = open_files()

    def fill(workbook: Any) -> None:
        workbook.add_worksheet().write(0, 0, "x")

    book = made(fill)
    assert list((tmp_path / "spool").iterdir()) == []
    del book
    assert open_files() <= before
