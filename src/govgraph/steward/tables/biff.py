"""An XLS workbook looked over: how far its sheets reach, what is hidden, which cells are in error ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from govgraph.steward.tables import faults
from govgraph.steward.tables.archive import locked
from govgraph.steward.tables.child import damaged
from govgraph.steward.tables.compound import Compound
from govgraph.steward.tables.extent import Extent, Facts
from govgraph.steward.tables.limits import Limits

_BEGIN, _END = 0x0809, 0x000A
_LOCKED, _SHEET, _ROW, _COLUMNS = 0x002F, 0x0085, 0x0208, 0x007D
_FORMULA, _BOOLEAN_OR_ERROR = 0x0006, 0x0205
_MANY_NUMBERS: Final = 0x00BD
_VALUES: Final = frozenset((0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6, _BOOLEAN_OR_ERROR, _FORMULA))
_NO_NUMBER: Final = 0xFFFF
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def workbook_stream(content: bytes, name: str) -> bytes:
    """Return the stream that holds the workbook.

    Raises :class:`govgraph.errors.InputError` for a locked workbook, and for another kind of document.
    """
    compound = Compound(content, name)
    if "EncryptedPackage" in compound.names():
        raise locked(name)
    stream = compound.stream("Workbook") or compound.stream("Book")
    if stream is None:
        raise damaged(name, "no workbook in it")
    return stream


def look_over(stream: bytes, file: str, limits: Limits) -> list[Facts]:
    """Return what is known of each sheet, in the order of the workbook."""
    sheets = []
    for kind, at, length in _records(stream, 0):
        if kind == _SHEET and length >= 8:
            (start,) = struct.unpack_from("<I", stream, at)
            sheets.append((start, _name(stream[at + 6 : at + length])))
    return [_look_at(stream, start, Extent(file, name, limits)) for start, name in sheets]


def _name(raw: bytes) -> str:
    """Return the name of a sheet, as far as a message needs it: a length, how it is written, the letters."""
    return raw[2:].decode("utf-16-le" if raw[1] & 1 else "latin-1", "replace")


def refuse_locked(stream: bytes, name: str) -> None:
    """Raise where a password is needed to read the workbook."""
    if any(kind == _LOCKED for kind, _, _ in _records(stream, 0)):
        raise locked(name)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Give kind, offset and length of the records of one substream, its end left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        if at + length > len(stream):
            return
        if depth == 1:  # a chart inside a sheet is a substream of its own
            yield kind, at, length
        at += length


def _look_at(stream: bytes, start: int, extent: Extent) -> Facts:
    facts = Facts()
    for kind, at, length in _records(stream, start):
        if kind in _VALUES and length >= 6:
            row, column = struct.unpack_from("<HH", stream, at)
            extent.reach(row + 1, column + 1)
            if error := _error(stream, kind, at, length):
                facts.mends[row + 1, column + 1] = faults.ERROR_VALUE, error
        elif kind == _MANY_NUMBERS and length >= 6:
            row, last = *struct.unpack_from("<H", stream, at), *struct.unpack_from("<H", stream, at + length - 2)
            extent.reach(row + 1, last + 1)
        elif kind == _ROW and length >= 14 and stream[at + 12] & 0x20:
            facts.hidden_rows.append(struct.unpack_from("<H", stream, at)[0] + 1)
        elif kind == _COLUMNS and length >= 10 and stream[at + 8] & 0x01:
            first, last = struct.unpack_from("<HH", stream, at)
            facts.hidden_columns.extend(range(first + 1, min(last + 1, extent.limits.columns) + 1))
    facts.cells = extent.rows * extent.columns
    return facts


def _error(stream: bytes, kind: int, at: int, length: int) -> str | None:
    if kind == _BOOLEAN_OR_ERROR and length >= 8 and stream[at + 7] == 1:
        return _ERRORS.get(stream[at + 6], "#N/A")
    if kind == _FORMULA and length >= 14:
        (mark,) = struct.unpack_from("<H", stream, at + 12)
        if mark == _NO_NUMBER and stream[at + 6] == 2:
            return _ERRORS.get(stream[at + 8], "#N/A")
    return None
