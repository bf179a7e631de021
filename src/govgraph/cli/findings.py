"""Findings as a table of the command line."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.model import Finding, Severity
from govgraph.research.results import Cell, Column, Kind, Rows
from govgraph.steward.findings import COLUMNS, record


def findings_rows(findings: Sequence[Finding]) -> Rows:
    """Return findings as rows, under the headings that the steward's reports have.

    >>> rows = findings_rows([Finding("GG-1", Severity.ERROR, "ผิด", "wrong", suggestions=("a", "b"))])
    >>> dict(next(iter(rows)))["suggestions"]
    'a; b'
    """
    columns = tuple(
        Column(name, label, Kind.INTEGER if name == "row" else Kind.TEXT) for name, label in COLUMNS.items()
    )
    return Rows.of(columns, ({name: _cell(value) for name, value in record(f).items()} for f in findings))


def faults(findings: Sequence[Finding]) -> bool:
    """Tell whether any finding is an error: what makes a command end with exit code 1."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _cell(value: object) -> Cell:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value)) or None
    return value if value is None or isinstance(value, int) else str(value)
