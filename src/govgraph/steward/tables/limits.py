"""How large a file may be before it is refused: every figure with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_CELL_CHARACTERS: Final = 1_000_000
"""A longer cell is no cell of a table: a broken quotation mark has swallowed the rest of the file."""

_MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a table may cost at most; each limit is checked before the cost arises.

    >>> Limits().columns
    1024
    """

    file_bytes: int = 256 * _MEBIBYTE
    """Of the file as it lies on disk; 100,000 rows of twelve columns take about 30 MiB."""

    unpacked_bytes: int = 512 * _MEBIBYTE
    """Of all parts of a workbook together; the same table takes about 90 MiB."""

    unpacked_ratio: int = 100
    """How much larger than packed a part may be (parts under 1 MiB are let off): sheets reach 10 to 30, bombs 1,000."""

    parts: int = 10_000
    """Of a workbook: sheets, pictures, charts."""

    sheets: int = 1_000
    """Of a workbook; one a day fills two years and more."""

    rows: int = 1_048_576
    """Of a sheet, or records of a CSV file: what Excel can show."""

    columns: int = 1_024
    """Nobody fills more by hand; a stray cell far to the right does."""

    cells: int = 10_000_000
    """Of the rectangles around the used cells of all sheets: each is held in memory whole while it is read."""

    merged: int = 100_000
    """Blocks of merged cells of a sheet."""

    cell_characters: int = MAX_CELL_CHARACTERS

    line_bytes: int = 16 * _MEBIBYTE
    """Of one line of a CSV file, which has to be in memory whole; a row of four of the longest cells in Thai."""

    row_characters: int = 16 * 1024 * 1024
    """Of all cells of a row together."""

    faults: int = 10_000
    """Faults named one by one for each sheet; the rest is counted."""

    memory_bytes: int = 2048 * _MEBIBYTE
    """Address space of the process that reads a workbook."""

    cpu_seconds: int = 120
    """Of the process that reads a workbook; 100,000 rows of twelve columns take about 5."""

    wall_seconds: float = 300.0
    """Until the process that reads a workbook is ended, whatever it is doing."""
