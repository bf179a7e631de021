"""Findings as a table: rows of plain values, and a CSV file that opens well in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from govgraph.model import Finding
from govgraph.steward.findings.groups import in_order
from govgraph.steward.findings.neutral import neutral
from govgraph.steward.findings.records import COLUMNS, record

Cell = str | int | None


def table_rows(findings: Sequence[Finding]) -> Iterator[dict[str, Cell]]:
    """Give one row a finding, in the order of reports, under the names of :data:`COLUMNS`."""
    for finding in in_order(findings):
        values = record(finding)
        yield {name: _cell(values[name]) for name in COLUMNS}


def as_csv(findings: Sequence[Finding], lang: str = "both") -> str:
    """Return the findings as CSV (RFC 4180) with a BOM, so that a spreadsheet shows Thai; formulas are neutralised."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([heading.text(lang) for heading in COLUMNS.values()])
    for row in table_rows(findings):
        writer.writerow(neutral(value) if isinstance(value, str) else value for value in row.values())
    return "\ufeff" + text.getvalue()


def _cell(value: object) -> Cell:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value)) or None
    return value if value is None or isinstance(value, int) else str(value)
