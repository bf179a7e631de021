"""Colours, comments and the result column on the sheets of a workbook, and their removal before the next round.

Only the fill of a cell is changed, never its value. The colour that a cell had is kept in its own style, as the
background of the solid fill, which shows nowhere: so it comes back when the marks are taken off, also after rows
were sorted or moved.
"""

from __future__ import annotations

import re
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from govgraph.model import Severity
from govgraph.steward.answers.heights import RESULT_SIZE as SIZE
from govgraph.steward.answers.heights import needed_height, result_height
from govgraph.steward.answers.sizes import MARGIN, column_units, unit_points, width_of
from govgraph.steward.mapping.headers import RESULT_COLUMN

if TYPE_CHECKING:
    from openpyxl.comments import Comment
    from openpyxl.worksheet.worksheet import Worksheet

    from govgraph.steward.answers.plan import RowResult, SheetMarks
    from govgraph.steward.answers.styles import Styles

# A shade off the usual red and yellow of spreadsheets, so that nobody else's colours are taken for ours.
FILLS: Final = {Severity.ERROR: "FFFFC8CF", Severity.WARNING: "FFFFEA9E", Severity.INFO: "FFDCE8F5"}
PASSED_FILL: Final = "FFCBEFD3"
FONT: Final = "Tahoma"

MOST_COMMENTS: Final = 2_000
"""Spreadsheets grow slow with more; every finding stands in the result column too."""

AUTHOR: Final = "govgraph"
JOIN: Final = "\n— govgraph —\n"
_RESULT_UNITS: Final = 58.0
FIRST_ROWS: Final = 60
_MOST_COLUMNS: Final = 16_384
_COMMENT_PIXELS: Final = 320
_ROW_DEFAULT: Final = 15.0
_LONGEST_TEXT: Final = 32_000
_LONGEST_COMMENT: Final = 2_000
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OURS: Final = frozenset({*FILLS.values(), PASSED_FILL})


def put_text(cell: Any, text: str) -> None:
    """Write text as text: never as a formula, an error value or a number, whatever it begins with."""
    cell.value = _writable(text, _LONGEST_TEXT)
    cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def _writable(text: str, longest: int) -> str:
    """Return the text without the characters that XML cannot hold, cut where a cell or comment ends."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return _UNWRITABLE.sub("\ufffd", cut)


def workbook_unit(book: Any) -> float:
    """Return the points of one unit of column width in this workbook."""
    fonts = book._fonts
    return unit_points(fonts[0].name, fonts[0].size) if len(fonts) else unit_points(None, None)


def is_ours(fill: Any) -> bool:
    """Tell whether this fill is one of an answer."""
    return fill.fill_type == "solid" and fill.fgColor.type == "rgb" and fill.fgColor.rgb in OURS


def marked(sheet: Worksheet, marks: SheetMarks, unit: float, styles: Styles, comments_left: int) -> int:
    """Colour the cells, attach the comments and add the result column; return how many comments may still come."""
    for at, (severity, text) in marks.cells.items():
        cell = sheet.cell(*_corner(sheet, at))
        if severity is not Severity.INFO:
            styles.give(cell, (severity,), partial(_paint, colour=FILLS[severity]))
        if comments_left > 0:
            _comment(cell, text)
            comments_left -= 1
    if marks.rows or marks.header_rows:
        _result_column(sheet, marks, unit, styles)
    return comments_left


def _corner(sheet: Worksheet, at: tuple[int, int]) -> tuple[int, int]:
    """Return the cell that shows where this one stands: of merged cells only the first does."""
    from openpyxl.cell.cell import MergedCell

    row, column = at
    if not isinstance(sheet._cells.get(at), MergedCell):
        return at
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return merged.min_row, merged.min_col
    return at


def _paint(cell: Any, colour: str) -> None:
    from openpyxl.styles import Color, PatternFill

    fill = cell.fill
    if is_ours(fill):
        kept = copy(fill.bgColor)
    else:
        kept = copy(fill.fgColor) if fill.fill_type == "solid" else Color(indexed=64)
    cell.fill = PatternFill("solid", fgColor=colour, bgColor=kept)


def _comment(cell: Any, text: str) -> None:
    from openpyxl.comments import Comment

    author, said = AUTHOR, _writable(text, _LONGEST_COMMENT)
    if cell.comment is not None:
        author, said = cell.comment.author, f"{cell.comment.text}{JOIN}{said}"
    cell.comment = sized(Comment(said, author))


def sized(comment: Comment) -> Comment:
    """Return the comment with a box that holds its text."""
    room = (_COMMENT_PIXELS - 16) * 0.75 / SIZE
    lines = sum(1 + int(width_of(line) * MARGIN / room) for line in comment.text.split("\n"))
    comment.width, comment.height = _COMMENT_PIXELS, min(600, 20 + 20 * lines)
    return comment


def _result_column(sheet: Worksheet, marks: SheetMarks, unit: float, styles: Styles) -> None:
    from openpyxl.utils import get_column_letter

    last = max((column for (_, column), cell in sheet._cells.items() if cell.value is not None), default=0)
    # A title merged beyond the last column belongs to the table; one merged across the whole sheet does not.
    spans = (merged.max_col for merged in sheet.merged_cells.ranges if merged.max_col < last + FIRST_ROWS)
    at = max(last, *spans, 0) + 1
    if at > _MOST_COLUMNS:
        return
    header = marks.header_rows or (1,)
    head = sheet.cell(header[0], at)
    put_text(head, RESULT_COLUMN)
    _as_header(head, sheet.cell(*_corner(sheet, (header[0], max(1, at - 1)))))
    if len(header) > 1:
        sheet.merge_cells(start_row=header[0], end_row=header[-1], start_column=at, end_column=at)
    texts = [result.text for result in marks.rows.values()]
    units = column_units((*texts, RESULT_COLUMN), SIZE, unit, least=14, most=_RESULT_UNITS)
    _set_aside(sheet, at)
    sheet.column_dimensions[get_column_letter(at)].width = units
    for row, result in marks.rows.items():
        _result_cell(sheet, (row, at), result, styles)
        _raise_row(sheet, (row, at), result.text, units, unit)


def _set_aside(sheet: Worksheet, at: int) -> None:
    """Cut a column out of the widths that are given for many columns at once: they must not overlap."""
    from openpyxl.utils import get_column_letter

    for known in list(sheet.column_dimensions.values()):
        first, last = known.min or 0, known.max or 0
        if not first <= at <= last:
            continue
        if at < last:
            rest = copy(known)
            rest.index, rest.min, rest.max = get_column_letter(at + 1), at + 1, last
            sheet.column_dimensions[rest.index] = rest
        if first < at:
            known.max = at - 1
        else:
            del sheet.column_dimensions[known.index]


def _as_header(head: Any, model: Any) -> None:
    from openpyxl.styles import Alignment

    if model.has_style:
        head._style = copy(model._style)
    head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _result_cell(sheet: Worksheet, at: tuple[int, int], result: RowResult, styles: Styles) -> None:
    cell: Any = sheet.cell(*at)
    put_text(cell, result.text)
    beside: Any = sheet._cells.get((at[0], at[1] - 1))
    model = beside if beside is not None and beside.has_style else None
    border = model._style.borderId if model is not None else 0
    styles.give(cell, ("result", result.severity, border), partial(_as_result, severity=result.severity, model=model))


def _as_result(cell: Any, severity: Severity | None, model: Any) -> None:
    from openpyxl.styles import Alignment, Font

    if model is not None:
        cell.border = copy(model.border)
    cell.font = Font(name=FONT, size=SIZE)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    _paint(cell, PASSED_FILL if severity is None else FILLS[severity])


def _raise_row(sheet: Any, at: tuple[int, int], text: str, units: float, unit: float) -> None:
    known = sheet.row_dimensions[at[0]].height if at[0] in sheet.row_dimensions else None
    needed = needed_height(sheet, at, text, units, unit) if known is None else result_height(sheet, text, units, unit)
    if needed > (known or 0.0):
        sheet.row_dimensions[at[0]].height = needed
