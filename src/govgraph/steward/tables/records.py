"""Lines of text to records of cells: quotation marks, separators, and where they break."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from govgraph.errors import GovGraphError, InputError, LimitError
from govgraph.steward.tables.limits import Limits

SEPARATORS: Final = (",", ";", "\t")
_TOLD: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


def told_separator(line: str) -> str | None:
    r"""Return the separator that a first line ``sep=;`` tells; Excel heeds such a line and does not show it.

    >>> told_separator("sep=;\r\n"), told_separator("ลำดับ;ชื่อ")
    (';', None)
    """
    found = _TOLD.fullmatch(line)
    return found[1] if found else None


def rows_only(lines: Iterator[str]) -> Iterator[str]:
    """Give the lines without a first one that tells the separator, which is none of the rows that a person sees."""
    first = next(lines, "")
    return lines if told_separator(first) else chain((first,), lines)


def likely_separator(lines: Sequence[str]) -> str:
    """Return the separator that cuts the first lines of a file most evenly; a comma where none cuts at all.

    >>> likely_separator(["name;amount", "ก;1,5", "ข;2,5", '"c,d";3,0'])
    ';'
    """
    best, best_score = SEPARATORS[0], (0.0, 0)
    for separator in SEPARATORS:
        widths = _widths(lines, separator)
        cut = [(count, width) for width, count in widths.items() if width > 1]
        if cut:
            count, width = max(cut)
            score = (count / widths.total(), width)
            if score > best_score:
                best, best_score = separator, score
    return best


def _widths(lines: Sequence[str], separator: str) -> Counter[int]:
    widths = Counter[int]()
    try:
        # Strict, since a wrong separator shows where quotation marks do not stand beside it.
        for record in csv.reader(lines, delimiter=separator, strict=True):
            if any(record):
                widths[len(record)] += 1
    except csv.Error as error:
        if "unexpected end of data" not in str(error):  # the last record may just be cut short
            widths[0] += 1
    return widths


def records(lines: Iterable[str], path: Path, separator: str, limits: Limits) -> Iterator[list[str]]:
    """Give the records of a file one after the other.

    Raises :class:`InputError` naming record and line where the quotation marks break (from there on no row could
    be trusted to be one), and :class:`LimitError` for a cell, a row or a file longer than the limits.
    """
    letters = 0

    def watched() -> Iterator[str]:
        nonlocal letters
        for text in lines:
            letters += len(text)
            if letters > limits.row_characters:
                raise too_long_row(path.name, f"แถวที่ {number + 1:,}", f"row {number + 1:,}", limits)
            yield text

    reader = csv.reader(watched(), delimiter=separator, strict=True)
    number = 0
    line = 1
    try:
        # The limit belongs to the whole csv module; its own default is far below what a cell may hold.
        csv.field_size_limit(limits.cell_characters)
        for record in reader:
            number += 1
            if number > limits.rows:
                raise _too_many("rows", path, limits.rows)
            if len(record) > limits.columns:
                raise _too_many("columns", path, limits.columns, number)
            letters = 0
            yield record
            line = reader.line_num + 1
    except csv.Error as error:
        raise _broken(error, path, number + 1, line, limits) from error


def too_long_cell(name: str, where_th: str, where_en: str, limits: Limits) -> LimitError:
    """Return the error for a cell longer than the limit."""
    return LimitError(
        th=f"แฟ้ม {name} {where_th}: มีเซลล์ยาวเกิน {limits.cell_characters:,} ตัวอักษร",
        en=f"{name}, {where_en}: a cell has more than {limits.cell_characters:,} characters.",
    )


def too_long_row(name: str, where_th: str, where_en: str, limits: Limits) -> LimitError:
    """Return the error for a row longer than the limit."""
    return LimitError(
        th=f"แฟ้ม {name} {where_th}: ทั้งแถวยาวเกิน {limits.row_characters:,} ตัวอักษร",
        en=f"{name}, {where_en}: the row has more than {limits.row_characters:,} characters.",
    )


def _broken(error: csv.Error, path: Path, number: int, line: int, limits: Limits) -> GovGraphError:
    if "field larger than" in str(error):
        return too_long_cell(path.name, f"แถวที่ {number:,}", f"row {number:,}", limits)
    if "unexpected end of data" in str(error):
        th, en = 'เครื่องหมายอัญประกาศ (") เปิดแล้วไม่ปิด', 'a quotation mark (") opens and never closes'
    else:
        th, en = 'เครื่องหมายอัญประกาศ (") อยู่ผิดที่', 'a quotation mark (") stands where none may'
    return InputError(
        th=f"แฟ้ม {path.name} ไม่ใช่ CSV ที่ถูกต้อง: แถวที่ {number:,} (เริ่มที่บรรทัด {line:,}) {th} "
        'โปรดเขียนเครื่องหมายในข้อความเป็นสองตัว ("") หรือบันทึกใหม่จาก Excel',
        en=f"{path.name} is not well-formed CSV: in row {number:,} (from line {line:,}) {en}. "
        'Please double the marks inside a text (""), or save the file again from Excel.',
    )


def _too_many(what: str, path: Path, limit: int, row: int | None = None) -> LimitError:
    if what == "rows":
        return LimitError(
            th=f"แฟ้ม {path.name} มีเกิน {limit:,} แถว โปรดแบ่งเป็นหลายแฟ้ม",
            en=f"{path.name} has more than {limit:,} rows. Please split it into several files.",
        )
    return LimitError(
        th=f"แฟ้ม {path.name} แถวที่ {row:,} มีเกิน {limit:,} คอลัมน์ โปรดลบคอลัมน์ที่ไม่ใช้",
        en=f"{path.name}, row {row:,}: more than {limit:,} columns. Please delete the columns that are not used.",
    )
