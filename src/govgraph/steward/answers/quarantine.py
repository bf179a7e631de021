"""The rows that were not loaded, as a file that is importable once they are corrected.

The file is CSV in UTF-8 with a byte order mark, so that Excel reads the Thai in it. Its headings are those of the
steward's file, with the unit of an amount in brackets where it stood elsewhere (in a title above the table, say);
a last column says what is wrong with each row and is ignored by the importer.

A cell that a spreadsheet would take for a formula has an apostrophe before it. So that nothing is lost, a cell that
already has apostrophes there gets one more, and :func:`restored` takes exactly one off: reading a file that has the
column of results gives every value back as it was.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from govgraph.model import Finding
from govgraph.steward.answers import wording
from govgraph.steward.answers.plan import result_text
from govgraph.steward.findings.neutral import neutral
from govgraph.steward.mapping.headers import RESULT_COLUMN

if TYPE_CHECKING:
    from govgraph.steward.tables import Row

_BYTE_ORDER_MARK: Final = "\ufeff"


def quarantine(
    rows: Iterable[Row],
    header: Sequence[str],
    rejected: Collection[int],
    findings: Sequence[Finding],
    *,
    personal: Collection[int] = (),
    units: Mapping[int, str] | None = None,
    lang: str = "th",
) -> bytes:
    """Return a CSV file of the rejected rows, in their order, under the headings of the steward's file.

    ``header`` holds one heading a column; ``rejected`` the row numbers of this sheet; ``personal`` the columns,
    counted from 1, that are left out; ``units`` what a column's amounts are counted in where its heading does not say
    so. ``findings`` are those of this sheet. A cell in which personal data was found is written as the finding shows
    it, masked.
    """
    rejected = frozenset(rejected)
    by_row: dict[int, list[Finding]] = defaultdict(list)
    masked: dict[tuple[int, int], str] = {}
    for finding in findings:
        place = finding.place
        if place is None or place.row not in rejected:
            continue
        by_row[place.row].append(finding)
        if finding.code.startswith(wording.PERSONAL) and place.column is not None:
            masked[place.row, place.column] = finding.value or wording.MASKED
    columns = [at for at in range(1, len(header) + 1) if at not in personal and header[at - 1].strip() != RESULT_COLUMN]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    headings = [_heading(header[at - 1], (units or {}).get(at)) for at in columns]
    writer.writerow([*map(guarded, headings), RESULT_COLUMN])
    for row in rows:
        if row.number not in rejected:
            continue
        cells = [masked.get((row.number, at), row.cells[at - 1] if at <= len(row.cells) else "") for at in columns]
        result = result_text(by_row.get(row.number, ()), lang, rejected=True)
        writer.writerow([*map(guarded, cells), guarded(result)])
    return (_BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


def guarded(text: str) -> str:
    """Return a text as it stands in the file: formula-like ones, and those that look guarded, get an apostrophe.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("-5"), guarded("'สงขลา'")
    ("'=1+1", "''=1+1", '-5', "'สงขลา'")
    """
    return f"'{text}" if _looks_guarded(text) else neutral(text)


def restored(text: str) -> str:
    """Return what a cell of a quarantine file held before it was guarded.

    >>> restored("'=1+1"), restored("''=1+1"), restored("-5"), restored("'สงขลา'")
    ('=1+1', "'=1+1", '-5', "'สงขลา'")
    """
    return text[1:] if _looks_guarded(text) else text


def _looks_guarded(text: str) -> bool:
    if not text.startswith("'"):
        return False
    bare = text.lstrip("'")
    return neutral(bare) != bare


def _heading(heading: str, unit: str | None) -> str:
    plain = re.sub(r"\s+", " ", heading).strip()
    return plain if unit is None or unit in plain else f"{plain} ({unit})"
