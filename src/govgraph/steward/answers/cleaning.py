"""The marks of an earlier answer taken off, so that rounds of correction do not pile up."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any, Final

from govgraph.steward.answers import wording
from govgraph.steward.answers.heights import needed_height, result_height, units_of
from govgraph.steward.answers.marking import AUTHOR, FIRST_ROWS, JOIN, is_ours, sized, workbook_unit
from govgraph.steward.mapping.headers import RESULT_COLUMN

_STARTS: Final = (wording.PASSED_MARK, *wording.MARKS.values())


def cleaned(book: Any) -> None:
    """Take off what an earlier answer wrote: summary sheet, result column, colours, comments."""
    fills = book._fills
    ours = frozenset(at for at, fill in enumerate(fills) if is_ours(fill))
    for sheet in list(book.worksheets):
        if _is_summary(sheet) and len(book.worksheets) > 1:
            book.remove(sheet)
            continue
        _clean_result_column(sheet, workbook_unit(book))
        cells: list[Any] = list(sheet._cells.values())
        for cell in cells:
            if cell.has_style and cell._style.fillId in ours:
                _clean_fill(cell)
            if getattr(cell, "_comment", None) is not None:
                _clean_comment(cell)


def _is_summary(sheet: Any) -> bool:
    headings = {said for label in wording.COLUMNS.values() for said in wording.every(label)}
    needed = len(wording.COLUMNS) - 2  # the last two stand only where findings repeat
    rows: dict[int, set[str]] = {}
    for cell in _first_cells(sheet):
        rows.setdefault(cell.row, set()).add(str(cell.value))
    return any(len(headings & texts) >= needed for texts in rows.values())


def _first_cells(sheet: Any) -> Iterator[Any]:
    # Walking by rows and columns would make every empty cell on the way.
    return (cell for (row, _), cell in sorted(sheet._cells.items()) if row <= FIRST_ROWS and cell.value is not None)


def _clean_result_column(sheet: Any, unit: float) -> None:
    at = result_column_of(sheet)
    if at is None:
        return
    from openpyxl.utils import get_column_letter

    for merged in list(sheet.merged_cells.ranges):
        if merged.min_col == merged.max_col == at:
            sheet.unmerge_cells(str(merged))
    units = units_of(sheet, at)
    for (row, column), cell in list(sheet._cells.items()):
        if column != at:
            continue
        if isinstance(cell.value, str) and row in sheet.row_dimensions:
            height = sheet.row_dimensions[row].height
            ours = (
                needed_height(sheet, (row, at), cell.value, units, unit),
                result_height(sheet, cell.value, units, unit),
            )
            # Spreadsheets round heights to pixels.
            if height is not None and any(abs(height - one) < 1 for one in ours):
                sheet.row_dimensions[row].height = None
        del sheet._cells[row, column]
    sheet.column_dimensions.pop(get_column_letter(at), None)


def result_column_of(sheet: Any) -> int | None:
    """Return the column in which an earlier answer wrote its results, if this sheet has one."""
    headings = [cell for cell in _first_cells(sheet) if cell.value == RESULT_COLUMN]
    for heading in reversed(headings):
        below = (c for (row, column), c in sheet._cells.items() if column == heading.column and row > heading.row)
        said = [str(cell.value) for cell in below if cell.value is not None]
        if said and all(text.startswith(_STARTS) for text in said):
            return int(heading.column)
    return None


def _clean_fill(cell: Any) -> None:
    from openpyxl.styles import PatternFill

    before = cell.fill.bgColor
    plain = before.type == "indexed" or (before.type == "rgb" and before.rgb == "00000000")
    cell.fill = PatternFill() if plain else PatternFill("solid", fgColor=copy(before))


def _clean_comment(cell: Any) -> None:
    from openpyxl.comments import Comment

    note = cell.comment
    if note.author == AUTHOR:
        cell.comment = None
    elif JOIN in note.text:
        cell.comment = sized(Comment(note.text.split(JOIN)[0], note.author))
