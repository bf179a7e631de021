"""What an import is called: the source it belongs to, its id, and the stamp that tells whether anything changed.

A *source* is what a new file replaces: by default the profile and the name of the file. An *import* is one file of
a source, read in one way; the same file read the same way against the same register is the same import.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from govgraph.errors import UsageError

RETURNED: Final = ".checked"
"""What the name of a return workbook has before its suffix; the corrected one is still the same source."""

_NOT_PLAIN: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_PLAIN: Final = 40
_HASHED: Final = 10
"""Of a Thai name only the hash is left; of a thousand files, six digits would be the same for two in one case of 30."""
_LONGEST_KEY: Final = 200
_LONGEST_NAME: Final = 200
_LAST_SECOND: Final = 253_402_300_799
"""The end of the year 9999."""


def source_key(profile: str, path: Path, given: str | None = None) -> str:
    """Return the source that a file belongs to: the one named, else profile and name of the file.

    >>> source_key("projects", Path("คำขอ 2554.checked.xlsx"))
    'projects:คำขอ 2554'

    Signs that nobody sees stand as their codes where they come from the name of a file. Raises :class:`UsageError`
    for a key that has such signs or is very long.
    """
    key = unicodedata.normalize("NFC", (given or "").strip())
    if not key:
        stem = path.stem.removesuffix(RETURNED)
        return "".join(map(_seen, unicodedata.normalize("NFC", f"{profile}:{stem}")))
    if len(key) > _LONGEST_KEY or not key.isprintable():
        raise UsageError(
            th=f"--source ต้องเป็นข้อความบรรทัดเดียว ไม่เกิน {_LONGEST_KEY} ตัวอักษร และไม่มีอักขระที่มองไม่เห็น",
            en=f"--source must be one line of at most {_LONGEST_KEY} characters, all of them visible.",
        )
    return key


def _seen(character: str) -> str:
    return character if character.isprintable() else f"\\u{ord(character):04x}"


def slug(key: str) -> str:
    """Return an ASCII name for a source, as IRIs need one; different sources have different ones.

    >>> slug("projects:requests 2554")
    'projects-requests-2554-0d4e14093d'
    """
    plain = _NOT_PLAIN.sub("-", key.lower()).strip("-")[:_LONGEST_PLAIN].rstrip("-")
    return "-".join(part for part in (plain, _hash(key)[:_HASHED]) if part)


def import_id(key: str, stamp: str) -> str:
    """Return the name of one import of a source."""
    return f"{slug(key)}-{stamp[:8]}"


def stamp(parts: Iterable[str]) -> str:
    """Return one hash of everything that decides what an import makes of a file."""
    return _hash("\n".join(parts))


def who() -> str:
    """Return who imports: ``GOVGRAPH_USER``, else the name of the account."""
    given = "".join(c if c.isprintable() else " " for c in os.environ.get("GOVGRAPH_USER", ""))
    if given := " ".join(given.split())[:_LONGEST_NAME]:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return "?"


def now() -> datetime:
    """Return the time, or the one that ``SOURCE_DATE_EPOCH`` sets for reproducible results.

    Raises :class:`UsageError` where that is no time: results that only look reproducible help nobody.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    if not (epoch.isascii() and epoch.isdecimal() and float(epoch) <= _LAST_SECOND):
        raise UsageError(
            th=f"SOURCE_DATE_EPOCH ต้องเป็นจำนวนวินาทีนับจาก ค.ศ. 1970 ไม่ใช่ “{epoch}”",
            en=f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not “{epoch}”.",
        )
    return datetime.fromtimestamp(int(epoch), UTC)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
