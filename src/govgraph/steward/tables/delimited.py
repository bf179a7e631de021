"""A CSV file as a book of one sheet, walked through once for its faults and read anew for its rows."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import Final

from govgraph.errors import InputError
from govgraph.model import Finding, Place
from govgraph.steward.findings.catalogue import found
from govgraph.steward.tables import faults
from govgraph.steward.tables.book import Book, Row, Sheet
from govgraph.steward.tables.encodings import MIXED, Tally, blocks, lines_of, marked, named
from govgraph.steward.tables.faults import Fault
from govgraph.steward.tables.limits import Limits
from govgraph.steward.tables.opening import not_a_table, nothing_in, open_regular
from govgraph.steward.tables.records import likely_separator, records, rows_only, told_separator

_SAMPLE: Final = 50
_UTF16: Final = 0.2
_BINARY: Final = 0.1
_FEW: Final = 256


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file has to be read: what it takes to read it again in the same way."""

    path: Path
    encoding: str
    separator: str
    limits: Limits
    state: tuple[int, int, int]

    def blocks(self, file: BufferedReader, tally: Tally | None = None) -> Iterator[str]:
        marked(file)
        return blocks(file, self.path, self.encoding, self.limits, tally)

    def rows(self) -> Iterator[Row]:
        with open_regular(self.path, self.limits) as file:
            if _state(file) != self.state:
                raise _changed(self.path)
            lines = rows_only(chain.from_iterable(map(lines_of, self.blocks(file))))
            for number, cells in enumerate(records(lines, self.path, self.separator, self.limits), 1):
                while cells and not cells[-1]:
                    del cells[-1]
                yield Row(number, tuple(cells))


def read_csv(path: Path, file: BufferedReader, encoding: str | None, limits: Limits) -> Book:
    """Read an open CSV file; ``encoding`` overrules what its bytes say."""
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    if encoding is None:
        _refuse_binary(file, path)
    form = _Form(path, _decided(file, encoding), ",", limits, _state(file))
    tally = Tally()
    survey = _survey(file, form, tally)
    if form.encoding == MIXED and tally.in_cp874 and tally.other_in_utf8 and not tally.thai_in_utf8:
        # No Thai in UTF-8 anywhere: a few lines of Windows-874 happened to be valid UTF-8 (“โขน” is Braille in it).
        form = replace(form, encoding="cp874")
        survey = _survey(file, form, Tally())
    read_as, findings = _told(form, tally)
    if read_as == "cp874":
        form = replace(form, encoding=read_as)
    if _state(file) != form.state:
        raise _changed(path)
    sheet = Sheet(
        name=None,
        hidden=False,
        merged=(),
        hidden_rows=frozenset(),
        findings=tuple(fault.finding(path.name, None) for fault in survey.faults),
        width=survey.width,
        source=replace(form, separator=survey.separator).rows,
    )
    return Book(path, "csv", sha256, read_as, (sheet,), findings)


@dataclass(frozen=True, slots=True)
class _Survey:
    separator: str
    width: int
    faults: list[Fault]


def _survey(file: BufferedReader, form: _Form, tally: Tally) -> _Survey:
    """Walk through the file once, for all that can be known of it without knowing what its columns mean."""
    separator = _separator(file, form)
    screen = _Screen(form.blocks(file, tally))
    lengths, used = array("I"), array("I")
    collected = faults.Collection(form.limits.faults)
    for number, cells in enumerate(records(rows_only(iter(screen)), form.path, separator, form.limits), 1):
        length = filled = len(cells)
        if length and not cells[-1]:
            while filled and not cells[filled - 1]:
                filled -= 1
        lengths.append(length)
        used.append(filled)
        if screen.doubtful:
            screen.doubtful = False
            collected.extend(faults.cell_faults(number, cells))
    width = max(used, default=0)
    if not width:
        raise nothing_in(form.path.name)
    collected.extend(_uneven(lengths, used))
    return _Survey(separator, width, collected.told())


class _Screen:
    """Lines on their way to the reader of records, which is told by ``doubtful`` to look at the cells of a record."""

    def __init__(self, source: Iterator[str]) -> None:
        self.source = source
        self.doubtful = False

    def __iter__(self) -> Iterator[str]:
        for block in self.source:
            if not faults.doubtful(block):
                yield from lines_of(block)
                continue
            for line in lines_of(block):
                if faults.doubtful(line):
                    self.doubtful = True
                yield line


def _separator(file: BufferedReader, form: _Form) -> str:
    sample = list(islice(chain.from_iterable(map(lines_of, form.blocks(file))), _SAMPLE))
    return (told_separator(sample[0]) or likely_separator(sample)) if sample else ","


def _uneven(lengths: array[int], used: array[int]) -> Iterator[Fault]:
    """Give the rows that are longer or shorter than most.

    Above the first row of usual length stand titles and headings. These may be longer: some programs write no empty
    cells at the end of a row, and a column that is seldom filled then shows in its heading alone.
    """
    widths = Counter(length for length, filled in zip(lengths, used, strict=True) if filled)
    if not widths:
        return
    expected = max(widths.items(), key=lambda pair: (pair[1], pair[0]))[0]
    begun, headed = False, expected
    for number, (length, filled) in enumerate(zip(lengths, used, strict=True), 1):
        begun = begun or length == expected
        headed = headed if begun else max(headed, filled)
        if filled > headed:
            yield Fault(faults.SURPLUS, number, headed + 1, values={"cells": filled, "expected": headed})
        elif begun and filled and length < expected:
            yield Fault(faults.SHORT, number, values={"cells": length, "expected": expected})


def _decided(file: BufferedReader, encoding: str | None) -> str:
    mark = marked(file)
    if encoding is None:
        return mark or MIXED
    chosen = named(encoding)
    # The mark knows which of the two orders of bytes “utf-16” means.
    return mark if mark and mark.startswith("utf-16") and chosen.startswith("utf-16") else chosen


def _told(form: _Form, tally: Tally) -> tuple[str, tuple[Finding, ...]]:
    """Return the encoding that the file turned out to have, and what has to be said of it."""
    in_cp874 = tally.in_cp874
    name = form.path.name
    if not in_cp874:
        return ("utf-8" if form.encoding == MIXED else form.encoding), ()
    if not tally.thai_in_utf8:
        return "cp874", (found("GG-FIL-001", place=Place(name)),)
    told = found(
        "GG-FIL-002",
        place=Place(name, line=in_cp874[0], last_line=in_cp874[-1]),
        count=len(in_cp874),
        lines=faults.number_list(in_cp874),
    )
    return MIXED, (told,)


def _refuse_binary(file: BufferedReader, path: Path) -> None:
    mark = marked(file)
    if mark and mark.startswith("utf-16"):
        return
    start = file.read(65_536)
    # Thai in UTF-16 without its mark: every second byte is 0x0E, or NUL for what stands between the words.
    nul = start.count(0)
    if nul and nul + start.count(0x0E) > _UTF16 * len(start):
        raise InputError(
            th=f"แฟ้ม {path.name} มีไบต์ว่าง (NUL) จำนวนมาก ไม่ใช่ข้อความ หรือเป็น UTF-16 ที่ไม่บอกชนิด "
            "โปรดบันทึกใหม่เป็น CSV UTF-8 หรือระบุ --encoding utf-16-le",
            en=f"{path.name} has many NUL bytes: it is no text, or UTF-16 that does not say so. "
            "Please save it again as CSV UTF-8, or name --encoding utf-16-le.",
        )
    control = sum(start.count(byte) for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1a")
    if control > max(_FEW, _BINARY * len(start)):
        raise not_a_table(path)


def _state(file: BufferedReader) -> tuple[int, int, int]:
    status = os.fstat(file.fileno())
    return status.st_ino, status.st_size, status.st_mtime_ns


def _changed(path: Path) -> InputError:
    return InputError(
        th=f"แฟ้ม {path.name} ถูกแก้ไขระหว่างที่อ่าน โปรดปิดแฟ้มแล้วลองใหม่",
        en=f"{path.name} changed while it was being read. Please close it and try again.",
    )
