"""Thai text that was once read in the wrong encoding: recognised, and what it was before.

Three misreadings are common here: UTF-8 read as Windows-1252 or Latin-1 (``à¸...``), UTF-8 read as Windows-874
(``เธเธฃเธก``), and Windows-874 read as Latin-1 (``ÅÓ´Ñº``). Each is undone by writing the text back into bytes the
way it was read, and reading those the right way. The first two cannot be taken for anything else, since the bytes
have to be valid UTF-8; the third is a run of letters that no Western word has.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

_WESTERN_TWICE: Final = re.compile("[\xa1-\xfb]{2}")
_THAI_TWICE: Final = re.compile("เ[ธน].เ[ธน]", re.DOTALL)


def _codes(encoding: str) -> dict[str, int]:
    """How to write each character as a byte; what the encoding leaves open stands for the byte of its number."""
    codes = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(encoding, "replace")
        if letter != "\ufffd":
            codes[letter] = byte
    return codes


_WESTERN: Final = _codes("cp1252")
_THAI: Final = _codes("cp874")
_WESTERN_RUN: Final = re.compile(f"[{''.join(map(re.escape, _WESTERN))}]+")
_THAI_RUN: Final = re.compile(f"[{''.join(map(re.escape, _THAI))}]+")
_UTF8_AS_WESTERN: Final = re.compile("à[¸¹].?à[¸¹]", re.DOTALL)
_UTF8_AS_THAI: Final = re.compile("(?:เ[ธน].?){3}", re.DOTALL)
_THAI_AS_WESTERN: Final = re.compile("[\xa1-\xfb]{3,}")
_THAI_LETTER: Final = re.compile("[ก-๛]")


def doubtful(text: str) -> bool:
    r"""Tell whether the text is worth a closer look; quick, for whole lines, and never wrongly ``False``.

    >>> doubtful("กรมการข้าว,12"), doubtful("à¸\x81à¸£à¸¡"), doubtful("ÅÓ´Ñº")
    (False, True, True)
    """
    if text.isascii():
        return False
    # Letters of Latin-1 are the only ones that begin with these bytes, and bytes are found ten times as fast.
    raw = text.encode("utf-8", "surrogatepass")
    western = (b"\xc2" in raw or b"\xc3" in raw) and _WESTERN_TWICE.search(text) is not None
    return western or _THAI_TWICE.search(text) is not None


def original(text: str) -> str | None:
    r"""Return what the text was before it was misread, ``None`` if it was not, and ``""`` if nobody can tell any more.

    >>> original("ÅÓ´Ñº"), original("à¸\x81à¸£à¸¡"), original("เธ\x81เธฃเธก"), original("เธเธฃเธก")
    ('ลำดับ', 'กรม', 'กรม', '')
    >>> original("กรมการข้าว") is None and original("Café à la carte") is None
    True
    """
    if not doubtful(text):
        return None
    for marks, run, codes in (
        (_UTF8_AS_WESTERN, _WESTERN_RUN, _WESTERN),
        (_UTF8_AS_THAI, _THAI_RUN, _THAI),
    ):
        mended = run.sub(partial(_as_utf8, codes), text)
        beyond_repair = marks.search(mended) is not None
        if beyond_repair or mended != text:
            return "" if beyond_repair else mended
    if not _THAI_AS_WESTERN.search(text):
        return None
    mended = _WESTERN_RUN.sub(_as_thai, text)
    return mended if mended != text else None


def _as_utf8(codes: dict[str, int], run: re.Match[str]) -> str:
    try:
        read = bytes(codes[letter] for letter in run[0]).decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
    return read if _THAI_LETTER.search(read) else run[0]


def _as_thai(run: re.Match[str]) -> str:
    read = bytes(_WESTERN[letter] for letter in run[0]).decode("cp874", "replace")
    return run[0] if "\ufffd" in read or not _THAI_LETTER.search(read) else read
