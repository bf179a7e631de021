"""Files to rows that never lose their place."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govgraph.errors import InputError, LimitError

MAX_CELL_CHARACTERS = 1_000_000
"""A longer cell is no cell of a table: a broken quotation mark has swallowed the rest of the file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table: its number as a person counts it (the header is row 1), and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table on disk: header, rows, and what identifies the file.

    ``sheet`` is ``None`` for CSV. ``rows()`` reads the file anew at each call, so that a table never has to
    fit into memory.
    """

    path: Path
    header: tuple[str, ...]
    sha256: str
    sheet: str | None = None

    def rows(self) -> Iterator[Row]:
        """Give the records below the header; empty records are passed over but counted."""
        for number, cells in _records(self.path):
            if number > 1 and any(cells):
                yield Row(number, tuple(cells))


def read_table(path: Path) -> TableFile:
    """Open a CSV file in UTF-8 (with or without BOM).

    Raises :class:`InputError` where the file is missing, is not text, or has no header.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise unreadable(path, error) from error
    for _, cells in _records(path):
        return TableFile(path, tuple(cells), digest)
    raise InputError(th=f"แฟ้ม {path} ว่างเปล่า", en=f"{path} is empty.")


def unreadable(path: Path, error: OSError) -> InputError:
    """Return the error that says why a file could not be read."""
    if isinstance(error, FileNotFoundError):
        return InputError(th=f"ไม่พบแฟ้ม {path}", en=f"There is no file {path}.")
    if isinstance(error, IsADirectoryError):
        return InputError(th=f"{path} เป็นโฟลเดอร์ ไม่ใช่แฟ้ม", en=f"{path} is a folder, not a file.")
    reason = error.strerror or str(error)
    return InputError(th=f"อ่านแฟ้ม {path} ไม่ได้: {reason}", en=f"{path} cannot be read: {reason}.")


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            # Record numbers, not physical lines: a cell may hold line breaks, and people count rows.
            yield from enumerate(csv.reader(file, strict=True), start=1)
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise InputError(
            th=f"แฟ้ม {path} ไม่ใช่ UTF-8 (ไบต์ที่ {error.start}) โปรดบันทึกใหม่เป็น CSV UTF-8",
            en=f"{path} is not UTF-8 (byte {error.start}). Please save it again as CSV UTF-8.",
        ) from error
    except csv.Error as error:
        if "field larger than" in str(error):
            raise LimitError(
                th=f"แฟ้ม {path} มีเซลล์ยาวเกิน {MAX_CELL_CHARACTERS:,} ตัวอักษร",
                en=f"{path} has a cell of more than {MAX_CELL_CHARACTERS:,} characters.",
            ) from error
        raise InputError(
            th=f"แฟ้ม {path} ไม่ใช่ CSV ที่ถูกต้อง: {error}", en=f"{path} is not well-formed CSV: {error}."
        ) from error
