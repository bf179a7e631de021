"""Tell whether two engines gave the same answer, without keeping either."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Final

_NUMBER: Final = re.compile(r"-?\d+\.\d*?0+\Z")


def fingerprint(rows: Iterable[Sequence[str]]) -> str:
    """Return a short hash of rows in any order; numbers count by value, lists of words in any order.

    >>> fingerprint([["b a", "1.50"], ["c", ""]]) == fingerprint([["c", ""], ["a b", "1.5"]])
    True
    >>> fingerprint([["a", "1.5"]]) == fingerprint([["a", "1.05"]])
    False
    """
    lines = sorted("\t".join(_plain(cell) for cell in row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _plain(cell: str) -> str:
    number = cell.rstrip("0").rstrip(".") if _NUMBER.match(cell) else cell
    return " ".join(sorted(number.split()))
