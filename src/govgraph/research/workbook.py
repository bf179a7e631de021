"""A table as an Excel workbook: the same table gives the same bytes."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from govgraph.errors import LimitError
from govgraph.research.rows import Cell, Kind, Rows, written

_LONGEST_TEXT: Final = 32_767
_MOST_ROWS: Final = 1_048_576
_FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel's calendar has a day that never was
_CREATED: Final = datetime(2010, 1, 12)
_EXACT_DIGITS: Final = 15


def workbook(rows: Rows, lang: str = "both") -> bytes:
    """Return a workbook of one sheet: headings, frozen and with a filter, then the rows.

    Text is written as text, whatever it begins with: Excel never takes a cell for a formula or a link.

    >>> workbook(Rows(()))[:2]
    b'PK'
    """
    import xlsxwriter

    if len(rows) >= _MOST_ROWS:
        raise LimitError(
            th=f"ตารางมี {len(rows):,} แถว แต่ Excel รับได้ {_MOST_ROWS - 1:,} แถว: ใช้ csv",
            en=f"The table has {len(rows):,} rows and Excel holds {_MOST_ROWS - 1:,}: use csv.",
        )
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    # A clock in the file would make every export differ from the last.
    book.set_properties({"created": _CREATED, "author": "govgraph"})
    sheet = book.add_worksheet("govgraph")
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, column in enumerate(rows.columns):
        sheet.write_string(0, at, column.heading(lang), heading)
        sheet.set_column(at, at, 12 if column.kind in {Kind.INTEGER, Kind.DECIMAL, Kind.DATE} else 32)
    for line, row in enumerate(rows.rows, 1):
        for at, cell in enumerate(row):
            _write(sheet, line, at, cell, day)
    sheet.freeze_panes(1, 0)
    if rows.columns:
        sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)
    book.close()
    return out.getvalue()


def _write(sheet, line: int, at: int, cell: Cell, day) -> None:  # type: ignore[no-untyped-def]
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, at, cell)
    elif isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(line, at, datetime(cell.year, cell.month, cell.day), day)
    elif isinstance(cell, (int, Decimal)) and _exact(cell):
        sheet.write_number(line, at, cell)
    else:
        text = written(cell)
        if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
            raise LimitError(
                th=f"ข้อความในแถว {line + 1} ยาวเกิน {_LONGEST_TEXT:,} ตัวอักษรที่ Excel รับได้: ใช้ csv",
                en=f"A text in row {line + 1} is longer than the {_LONGEST_TEXT:,} characters of a cell: use csv.",
            )
        sheet.write_string(line, at, text)


def _exact(number: int | Decimal) -> bool:
    """Tell whether Excel, which keeps 15 digits, would show the number as it is."""
    return len(Decimal(number).normalize().as_tuple().digits) <= _EXACT_DIGITS
