"""How high a row of somebody's sheet has to be for the result that is added to it."""

from __future__ import annotations

from typing import Any, Final

from govgraph.steward.answers.sizes import line_count, row_points

RESULT_SIZE: Final = 9.0
"""The size of the font of results, in points."""

_ROW_DEFAULT: Final = 15.0


def units_of(sheet: Any, column: int) -> float:
    """Return the width of a column in units, which files may give for many columns at once."""
    for known in sheet.column_dimensions.values():
        if (known.min or 0) <= column <= (known.max or 0) and known.width:
            return float(known.width)
    return float(sheet.sheet_format.defaultColWidth or sheet.sheet_format.baseColWidth or 8)


def result_height(sheet: Any, text: str, units: float, unit: float) -> float:
    """Return the height that a row needs for its result; 0 where the usual one does."""
    return _unless_usual(sheet, row_points(line_count(text, units, RESULT_SIZE, unit), RESULT_SIZE))


def needed_height(sheet: Any, at: tuple[int, int], text: str, units: float, unit: float) -> float:
    """Return the height for the result and for the row's own wrapped text, where the file sets no height."""
    own = (_own_height(sheet, sheet._cells[at[0], c], unit) for c in range(1, at[1]) if (at[0], c) in sheet._cells)
    return _unless_usual(sheet, max(result_height(sheet, text, units, unit), *own, 0.0))


def _unless_usual(sheet: Any, height: float) -> float:
    usual = max(sheet.sheet_format.defaultRowHeight or _ROW_DEFAULT, row_points(1, RESULT_SIZE))
    return height if height > usual else 0.0


def _own_height(sheet: Any, cell: Any, unit: float) -> float:
    # What does not wrap makes its row higher by itself, or was low before.
    if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
        return 0.0
    size = cell.font.size or 11.0
    lines = line_count(cell.value, units_of(sheet, cell.column), size, unit)
    return row_points(lines, size) if lines > 1 else 0.0
