"""Findings as a table of the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from govgraph.model import Finding, Severity
from govgraph.research.results import Cell, Column, Kind, Rows
from govgraph.steward.findings import COLUMNS, counts, record
from govgraph.steward.findings.neutral import neutral

_OPENED_AS_TABLE: Final = frozenset({None, "csv", "tsv"})


def findings_rows(findings: Sequence[Finding], form: str | None = None) -> Rows:
    """Return findings as rows, under the headings that the steward's reports have.

    In a ``form`` that spreadsheets open, texts that they would take for formulas are made harmless.

    >>> rows = findings_rows([Finding("GG-1", Severity.ERROR, "ผิด", "wrong", suggestions=("a", "b"))])
    >>> dict(next(iter(rows)))["suggestions"]
    'a; b'
    """
    columns = tuple(
        Column(name, label, Kind.INTEGER if name == "row" else Kind.TEXT) for name, label in COLUMNS.items()
    )
    shown = neutral if form in _OPENED_AS_TABLE else str
    return Rows.of(columns, ({name: _cell(value, shown) for name, value in record(f).items()} for f in findings))


def in_words(finding: Finding, lang: str) -> str:
    """Return one finding as a line for people: how bad, which rule, where, what.

    >>> from govgraph.model import Place
    >>> in_words(Finding("GG-1", Severity.ERROR, "ผิด", "It is wrong.", Place("a.csv", row=4, column=3)), "en")
    'error GG-1 a.csv, row 4, column C: It is wrong.'
    """
    where = finding.focus or ""
    if finding.place is not None:
        words = finding.place.words("th" if lang == "th" else "en")
        where = ", ".join(part for part in (finding.place.source, words) if part)
    return f"{finding.severity} {finding.code} {where}: {finding.message(lang)}"


def tally(findings: Sequence[Finding]) -> tuple[str, str]:
    """Return how many findings there are of each kind, in Thai and in English."""
    total = counts(findings)
    return (
        f"ผิด {total['error']} · เตือน {total['warning']} · ข้อสังเกต {total['info']} (ดูทั้งหมดด้วย govgraph validate)",
        f"errors {total['error']}, warnings {total['warning']}, remarks {total['info']} (govgraph validate shows all)",
    )


def faults(findings: Sequence[Finding]) -> bool:
    """Tell whether any finding is an error: what makes a command end with exit code 1."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _cell(value: object, shown: Callable[[str], str]) -> Cell:
    if isinstance(value, (list, tuple)):
        return shown("; ".join(map(str, value))) or None
    return value if value is None or isinstance(value, int) else shown(str(value))
