"""A record of CSV as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def csv_line(cells: Iterable[str], end: str = "\r\n") -> str:
    """Return one record of CSV (RFC 4180).

    >>> csv_line(["a", "b,c", ""])
    'a,"b,c",\\r\\n'
    """
    cells = list(cells)
    # Python quotes a lone carriage return only from 3.13 on, and readers take a bare one for a line end.
    bare = any("\r" in cell for cell in cells)
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator=end, quoting=csv.QUOTE_ALL if bare else csv.QUOTE_MINIMAL).writerow(cells)
    return line.getvalue()
