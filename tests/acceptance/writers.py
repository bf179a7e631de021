"""The made-up rows as files: workbooks of three kinds, and CSV in several encodings."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.acceptance.workbooks import BEYOND, COLUMNS, LINES, NUMBERS, SHEET, TITLE, UNIT, Formula, Line, numbered


def grid(lines: Sequence[Line], columns: Sequence[str] = tuple(COLUMNS)) -> list[list[object]]:
    """All rows of the sheet, values as a spreadsheet holds them."""
    rows: list[list[object]] = [[TITLE], [UNIT], []]
    rows.extend([COLUMNS[name][at] or None for name in columns] for at in (0, 1))
    number = 0
    for each in lines:
        number += each.data
        cells = {**({"number": number} if each.data else {}), **each.written}
        row = [cells.get(name) for name in (*columns, BEYOND)]
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
    return rows


def text_of(value: object) -> str:
    """A value as it stands in a CSV file."""
    if isinstance(value, Formula):
        value = value.value
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def write_xlsx(path: Path, lines: Sequence[Line] = LINES) -> Path:
    """A workbook with merged headings, a hidden row, a hidden column, and a hidden sheet of notes."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        day = book.add_format({"num_format": "d mmm yyyy"})
        for at, row in enumerate(grid(lines)):
            for column, value in enumerate(row):
                if isinstance(value, Formula):
                    sheet.write_formula(at, column, value.text, None, "" if value.value is None else value.value)
                elif isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write(at, column, value)
        sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, TITLE)
        for name, (upper, lower) in COLUMNS.items():
            if not lower:
                sheet.merge_range(3, NUMBERS[name] - 1, 4, NUMBERS[name] - 1, upper)
        sheet.merge_range(3, NUMBERS["from"] - 1, 3, NUMBERS["until"] - 1, "ระยะเวลา")
        for number, each in numbered(lines):
            if each.hidden:
                sheet.set_row(number - 1, None, None, {"hidden": True})
        sheet.set_column(NUMBERS["readiness"] - 1, NUMBERS["readiness"] - 1, 12, None, {"hidden": True})
        sheet.freeze_panes(5, 3)
        notes = book.add_worksheet("คำอธิบาย")
        notes.write_string(0, 0, "กรอกหนึ่งโครงการต่อหนึ่งแถว")
        notes.hide()
    return path


def write_xls(path: Path, lines: Sequence[Line]) -> Path:
    """The rows as a workbook of Excel 97."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(SHEET, cell_overwrite_ok=True)  # what a merged cell covers
    day = xlwt.easyxf(num_format_str="D MMM YYYY")
    for at, row in enumerate(grid(lines)):
        for column, value in enumerate(row):
            plain = value.value if isinstance(value, Formula) else value
            if isinstance(plain, date):
                sheet.write(at, column, plain, day)
            elif plain is not None:
                sheet.write(at, column, plain)
    sheet.merge(3, 3, NUMBERS["from"] - 1, NUMBERS["until"] - 1)
    book.save(str(path))
    return path


def write_ods(path: Path, lines: Sequence[Line]) -> Path:
    """The rows as an OpenDocument spreadsheet."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.teletype import addTextToElement
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name=SHEET)
    for at, row in enumerate(grid(lines), 1):
        node = TableRow()
        for column, value in enumerate(row, 1):
            plain = value.value if isinstance(value, Formula) else value
            if at == 4 and column == NUMBERS["until"]:
                node.addElement(CoveredTableCell())
                continue
            given: dict[str, object] = {"numbercolumnsspanned": 2} if at == 4 and column == NUMBERS["from"] else {}
            if isinstance(plain, date):
                given |= {"valuetype": "date", "datevalue": plain.isoformat()}
            elif isinstance(plain, (int, float)):
                given |= {"valuetype": "float", "value": plain}
            elif plain is not None:
                given |= {"valuetype": "string"}
            cell = TableCell(**given)
            for part in str(plain).split("\n") if plain is not None else ():
                paragraph = P()
                addTextToElement(paragraph, part)
                cell.addElement(paragraph)
            node.addElement(cell)
        table.addElement(node)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def csv_text(lines: Sequence[Line]) -> str:
    """The rows as CSV; spreadsheets write as many cells in every row."""
    out = io.StringIO()
    rows = [[text_of(value) for value in row] for row in grid(lines)]
    width = max(map(len, rows))
    csv.writer(out, lineterminator="\r\n").writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue()


def mixed_csv(lines: Sequence[Line]) -> bytes:
    """The rows as CSV in which somebody pasted lines of another encoding: every third is in Windows-874."""
    written = csv_text(lines).splitlines(keepends=True)
    return b"".join(each.encode("cp874" if at % 3 == 2 else "utf-8") for at, each in enumerate(written))
