"""Titles of sheets that every spreadsheet takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def sheet_title(wanted: str, taken: Iterable[str] = ()) -> str:
    """Return a title of at most 31 characters, without those that are forbidden, that no other sheet bears.

    >>> sheet_title("งบ/2554"), sheet_title("a", ["A"]), sheet_title("'")
    ('งบ 2554', 'a (2)', 'Sheet')
    """
    plain = _FORBIDDEN.sub(" ", wanted).strip(" '") or "Sheet"
    used = {title.casefold() for title in taken}
    title, number = plain[:LONGEST].strip(" '"), 1
    while title.casefold() in used:
        number += 1
        title = f"{plain[: LONGEST - len(str(number)) - 3].strip()} ({number})"
    return title
