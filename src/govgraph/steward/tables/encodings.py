"""Bytes of a text file to lines: byte order mark, else UTF-8, else Windows-874, decided line by line.

``cp874`` is meant, never ``tis-620``: Python's reading of the latter turns 0x80–0x9F into control characters and
fails at 0xA0. No detector is asked: short Thai lines mislead them.
"""

from __future__ import annotations

import codecs
import io
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import AnyStr, BinaryIO, Final

from govgraph.errors import InputError, LimitError, UsageError
from govgraph.steward.tables.limits import Limits

MIXED: Final = "utf-8+cp874"
"""The encoding of a file some of whose lines are UTF-8 and others Windows-874."""

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_THAI_NAMES: Final = frozenset(("cp874", "tis-620", "iso8859-11"))
_THAI_IN_UTF8: Final = re.compile(rb"\xe0(?:\xb8[\x81-\xba\xbf]|\xb9[\x80-\x9b])")
_NO_LETTER: Final = re.compile(rb"\xe0\xb9[\x9c-\xbf]")
"""U+0E5C to U+0E7F in UTF-8, which Unicode leaves empty; in Windows-874 they are เน and a consonant, as in เนย."""
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_PIECE: Final = 1 << 18


@dataclass(slots=True)
class Tally:
    """Which encodings occurred: pieces of the file in UTF-8, and lines in Windows-874, which count from 1."""

    thai_in_utf8: int = 0
    other_in_utf8: int = 0
    in_cp874: array[int] = field(default_factory=lambda: array("Q"))


def named(encoding: str) -> str:
    """Return the encoding that a name stands for, every name of Thai in one byte being ``cp874``.

    Raises :class:`UsageError` for a name that stands for none.

    >>> named("TIS-620"), named("UTF-8-SIG"), named("windows-874")
    ('cp874', 'utf-8', 'cp874')
    """
    if encoding.lower() in ("windows-874", "win874", "ansi"):
        return "cp874"
    try:
        found = codecs.lookup(encoding)
        "".encode(found.name)
    except (LookupError, ValueError) as error:
        raise UsageError(
            th=f"ไม่รู้จักรหัสอักขระ “{encoding}” ใช้ utf-8, cp874 หรือ utf-16",
            en=f"There is no text encoding “{encoding}”. Use utf-8, cp874 or utf-16.",
        ) from error
    if found.name in _THAI_NAMES:
        return "cp874"
    return {"utf-8-sig": "utf-8"}.get(found.name, found.name)


def marked(file: BinaryIO) -> str | None:
    """Return the encoding that the byte order mark of a file tells, leaving the file at the text behind the mark."""
    file.seek(0)
    start = file.read(3)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            file.seek(len(mark))
            return encoding
    file.seek(0)
    return None


def blocks(file: BinaryIO, path: Path, encoding: str, limits: Limits, tally: Tally | None = None) -> Iterator[str]:
    """Give the text of a file from where it stands, in pieces of whole lines with their ends.

    :data:`MIXED` decides line by line; ``cp874`` puts U+FFFD for bytes that it lacks; any other name is strict.
    Raises :class:`InputError` for text that the encoding cannot be, :class:`LimitError` for a line longer than the
    limit.
    """
    if encoding == MIXED:
        return _each_line_by_itself(file, path, limits, tally or Tally())
    return _in_one(file, path, encoding, limits)


def lines_of(block: str) -> Iterator[str]:
    """Give the lines of a block with their ends, whatever they are (but no other sign than a line end ends a line)."""
    return io.StringIO(block, newline="")


def _each_line_by_itself(file: BinaryIO, path: Path, limits: Limits, tally: Tally) -> Iterator[str]:
    number = 0
    for raw in _whole_lines(iter(partial(file.read, _PIECE), b""), b"", (b"\n", b"\r"), path, limits):
        text = _as_utf8(raw)
        if text is None:
            parts = raw.splitlines(keepends=True)
            text = "".join(_line(line, number + at, tally) for at, line in enumerate(parts, 1))
            number += len(parts)
        else:
            if not raw.isascii():
                _count_utf8(raw, tally)
            number += raw.count(b"\n") or raw.count(b"\r")
        yield text


def _line(raw: bytes, number: int, tally: Tally) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    text = _as_utf8(raw)
    if text is None:
        if not _is_damaged_utf8(raw):
            tally.in_cp874.append(number)
            return raw.decode("cp874", "replace")
        text = raw.decode("utf-8", "replace")
    _count_utf8(raw, tally)
    return text


def _as_utf8(raw: bytes) -> str | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _NO_LETTER.search(raw) else text


def _count_utf8(raw: bytes, tally: Tally) -> None:
    if b"\xe0\xb8" in raw or b"\xe0\xb9" in raw:
        tally.thai_in_utf8 += 1
    else:
        tally.other_in_utf8 += 1


def _is_damaged_utf8(raw: bytes) -> bool:
    """Tell a UTF-8 line with a few wrong bytes: read as Windows-874 it would be nonsense that nobody notices."""
    if raw.count(b"\xe0\xb8") + raw.count(b"\xe0\xb9") < 2:
        return False
    letters = len(_THAI_IN_UTF8.findall(raw))
    # More than half of all bytes beyond ASCII, three to a letter.
    return letters > 1 and 6 * letters > len(_HIGH.findall(raw))


def _in_one(file: BinaryIO, path: Path, encoding: str, limits: Limits) -> Iterator[str]:
    errors = "replace" if encoding == "cp874" else "strict"
    number = 0
    try:
        for block in _whole_lines(_decoded(file, encoding, errors), "", ("\n", "\r"), path, limits):
            number += block.count("\n")
            yield block
    except UnicodeDecodeError as error:
        sound = error.object[: error.start].decode(encoding, "ignore")
        raise _not_in(path, encoding, number + sound.count("\n") + 1) from error
    except UnicodeError as error:  # codecs that do not tell where
        raise _not_in(path, encoding, number + 1) from error


def _decoded(file: BinaryIO, encoding: str, errors: str) -> Iterator[str]:
    # Not cut into lines while in bytes: the byte of a line end is half a letter in UTF-16 (ช is U+0E0A).
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    while piece := file.read(_PIECE):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _whole_lines(
    pieces: Iterable[AnyStr], nothing: AnyStr, ends: tuple[AnyStr, AnyStr], path: Path, limits: Limits
) -> Iterator[AnyStr]:
    """Cut pieces anew so that each ends where a line ends."""
    newline, carriage = ends
    number = 1
    rest = nothing
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(newline) + 1
        if not cut:
            # Old Macs end a line with the other sign alone; at the very end it may be half of a pair.
            cut = text.rfind(carriage, 0, -1) + 1
        if cut:
            yield text[:cut]
            number += text.count(newline)
        rest = text[cut:]
        if len(rest) > limits.line_bytes:
            raise _too_long(path, number, limits)
    if rest:
        yield rest


def _not_in(path: Path, encoding: str, line: int) -> InputError:
    name = encoding.upper()
    return InputError(
        th=f"แฟ้ม {path.name} ไม่ใช่ {name} (บรรทัดที่ {line:,}) โปรดบันทึกใหม่เป็น CSV UTF-8 หรือระบุ --encoding ให้ถูกต้อง",
        en=f"{path.name} is not {name} (line {line:,}). "
        "Please save it again as CSV UTF-8, or name the right --encoding.",
    )


def _too_long(path: Path, line: int, limits: Limits) -> LimitError:
    return LimitError(
        th=f"แฟ้ม {path.name} บรรทัดที่ {line:,} ยาวเกิน {limits.line_bytes:,} ไบต์ โปรดตรวจว่าเป็นตารางจริง",
        en=f"{path.name}: line {line:,} is longer than {limits.line_bytes:,} bytes. Please check that it is a table.",
    )
