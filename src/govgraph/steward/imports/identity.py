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

RETURNED: Final = ".checked"
"""What the name of a return workbook has before its suffix; the corrected one is still the same source."""

_NOT_PLAIN: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_PLAIN: Final = 40


def source_key(profile: str, path: Path, given: str | None = None) -> str:
    """Return the source that a file belongs to: the one named, else profile and name of the file.

    >>> source_key("projects", Path("คำขอ 2554.checked.xlsx"))
    'projects:คำขอ 2554'
    """
    stem = path.stem.removesuffix(RETURNED)
    return unicodedata.normalize("NFC", (given or "").strip() or f"{profile}:{stem}")


def slug(key: str) -> str:
    """Return an ASCII name for a source, as IRIs need one; different sources have different ones.

    >>> slug("projects:requests 2554")
    'projects-requests-2554-d67be6'
    """
    plain = _NOT_PLAIN.sub("-", key.lower()).strip("-")[:_LONGEST_PLAIN].rstrip("-")
    return "-".join(part for part in (plain, _hash(key)[:6]) if part)


def import_id(key: str, stamp: str) -> str:
    """Return the name of one import of a source."""
    return f"{slug(key)}-{stamp[:8]}"


def stamp(parts: Iterable[str]) -> str:
    """Return one hash of everything that decides what an import makes of a file."""
    return _hash("\n".join(parts))


def who() -> str:
    """Return who imports: ``GOVGRAPH_USER``, else the name of the account."""
    if given := os.environ.get("GOVGRAPH_USER", "").strip():
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return "?"


def now() -> datetime:
    """Return the time, or the one that ``SOURCE_DATE_EPOCH`` sets for reproducible results."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.replace(microsecond=0)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
