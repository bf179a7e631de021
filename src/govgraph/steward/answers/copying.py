"""A copy of the steward's own workbook, or a new one with the same cells, marked with the answer."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from zipfile import ZipFile

from govgraph.errors import LimitError
from govgraph.model import Label
from govgraph.steward.answers.cleaning import cleaned
from govgraph.steward.answers.losses import losses, remark
from govgraph.steward.answers.marking import MOST_COMMENTS, marked, put_text, workbook_unit
from govgraph.steward.answers.package import Values, finished
from govgraph.steward.answers.sizes import column_units
from govgraph.steward.answers.styles import Styles
from govgraph.steward.answers.summary import print_setup, write_summary
from govgraph.steward.findings.neutral import neutral

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

    from govgraph.steward.answers.plan import Plan
    from govgraph.steward.tables import Sheet

_CREATED: Final = datetime(2010, 1, 12)
_CORE: Final = "docProps/core.xml"
_MOST_ROWS: Final = 1_048_576
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,10})(\.[0-9]{1,9})?\Z")
_SAMPLE_ROWS: Final = 500


def annotated(source: BinaryIO, plan: Plan) -> tuple[bytes, tuple[Label, ...]]:
    """Return a copy of an XLSX file with the answer on it, and what had to be left out of the copy.

    Runs over strangers' files: to be called in a limited child process.
    """
    with ZipFile(source) as archive:
        said = remark(losses(archive))
        core = archive.read(_CORE) if _CORE in archive.namelist() else b""
    with warnings.catch_warnings():
        # What the reader would warn of is found in the file itself, and said in the answer.
        warnings.simplefilter("ignore")
        book = _opened(source, data_only=False)
        for moment in ("created", "modified"):
            if moment.encode() not in core:  # the library puts its own time there
                setattr(book.properties, moment, _CREATED)
        values = _formula_values(source, book)
        cleaned(book)
        remarks = (said,) if said else ()
        return _answered(book, plan, remarks, values), remarks


def rebuilt(sheets: Mapping[str, Sheet], plan: Plan) -> bytes:
    """Return a new workbook with the cells of these sheets, by title, and the answer on it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = _CREATED
    book.properties.creator = "govgraph"
    headers = {marks.title: marks.header_rows for marks in plan.sheets}
    for title, sheet in sheets.items():
        _filled(book.create_sheet(title), sheet, headers.get(title, ()), workbook_unit(book))
    cleaned(book)
    return _answered(book, plan, (), {})


def _opened(source: BinaryIO, *, data_only: bool) -> Workbook:
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        def read_worksheets(self) -> None:
            # Days stay the numbers that they are in the file: read as days, they would be rounded on the way back.
            book: Any = self.wb
            book._date_formats = book._timedelta_formats = frozenset()
            super().read_worksheets()

    reader: Any = Reader(source, data_only=data_only, keep_links=True, rich_text=True)
    reader.read()
    return reader.wb  # type: ignore[no-any-return]


def _formula_values(source: BinaryIO, book: Workbook) -> dict[str, dict[str, tuple[str, str]]]:
    """Return what the formulas of each sheet last came to, by sheet title and address."""
    formulas = {
        sheet.title: [cell.coordinate for cell in sheet._cells.values() if cell.data_type == "f"]
        for sheet in book.worksheets
    }
    if not any(formulas.values()):
        return {}
    known = _opened(source, data_only=True)
    return {
        title: {at: value for at in found if (value := _cached(known[title][at])) is not None}
        for title, found in formulas.items()
    }


def _cached(cell: Any) -> tuple[str, str] | None:
    value = cell.value
    if value is None:
        return None
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, (int, float)):
        return "n", repr(value)
    return ("e" if cell.data_type == "e" else "str"), str(value)


def _answered(book: Workbook, plan: Plan, remarks: Sequence[Label], values: Mapping[str, Values]) -> bytes:
    unit, left, styles = workbook_unit(book), MOST_COMMENTS, Styles()
    by_title = {sheet.title: sheet for sheet in book.worksheets}
    for marks in plan.sheets:
        if marks.title in by_title:
            left = marked(by_title[marks.title], marks, unit, styles, left)
    for sheet in book.worksheets:
        _keep_text(sheet._cells.values())
    write_summary(book, plan, remarks)
    modified = (book.properties.modified or _CREATED).strftime("%Y-%m-%dT%H:%M:%SZ")
    out = io.BytesIO()
    book.save(out)
    parts = {f"xl/worksheets/sheet{at}.xml": sheet.title for at, sheet in enumerate(book.worksheets, 1)}
    return finished(out.getvalue(), modified, {part: values[title] for part, title in parts.items() if title in values})


def _keep_text(cells: Iterable[Any]) -> None:
    # Text that begins like a formula becomes one as soon as somebody edits the cell, unless it is marked as text.
    for cell in cells:
        if cell.data_type == "s" and isinstance(cell.value, str) and neutral(cell.value) != cell.value:
            cell.quotePrefix = True


def _filled(target: Any, sheet: Sheet, header: tuple[int, ...], unit: float) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    samples: dict[int, list[str]] = {}
    styles = Styles()
    height = 1
    for row in sheet.rows():
        if row.number > _MOST_ROWS:
            raise LimitError(
                th=f"ตารางมีเกิน {_MOST_ROWS:,} แถวที่ Excel รับได้: ใช้รายงานแบบ csv หรือ html",
                en=f"The table has more than the {_MOST_ROWS:,} rows that Excel holds: use the report as csv or html.",
            )
        height = row.number
        for at, text in enumerate(row.cells, 1):
            if not text:
                continue
            _fill(target.cell(row.number, at), text, styles)
            if row.number in header:
                target.cell(row.number, at).font = Font(bold=True)
                target.cell(row.number, at).alignment = Alignment(vertical="center", wrap_text=True)
            if row.number < _SAMPLE_ROWS and (not header or row.number >= header[0]):
                samples.setdefault(at, []).append(text)
    for at, texts in samples.items():
        target.column_dimensions[get_column_letter(at)].width = column_units(texts, 11, unit, most=44)
    for merged in sheet.merged:
        # No further than the table goes: the library makes a cell for each one that a block covers.
        last_row, last_column = min(merged.last_row, height), min(merged.last_column, max(sheet.width, 1))
        if last_row >= merged.first_row and last_column >= merged.first_column:
            target.merge_cells(None, merged.first_row, merged.first_column, last_row, last_column)
    if header:
        target.freeze_panes = f"A{header[-1] + 1}"
    print_setup(target, header)


def _fill(cell: Any, text: str, styles: Styles) -> None:
    """Write a number as a number only where it reads back as the same text."""
    if _NUMBER.match(text) and text != "-0":
        number = float(text) if "." in text else int(text)
        if str(number) == text:
            cell.value = number
            styles.give(cell, ("number",), _centred)
            return
    put_text(cell, text)
    styles.give(cell, ("text",), _as_text)


def _as_text(cell: Any) -> None:
    cell.number_format = "@"
    _centred(cell)


def _centred(cell: Any) -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(vertical="center")
