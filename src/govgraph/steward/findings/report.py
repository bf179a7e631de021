"""What an import has to say: the report of the contract, as values and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from govgraph.model import Finding
from govgraph.steward.findings.groups import Group, groups, in_order
from govgraph.steward.findings.records import conforms, counts, group_record, record
from govgraph.steward.journal.changes import ChangeCounts

LISTED: Final = 10_000
"""How many findings a JSON document lists one by one; the rest is counted, and stands in the groups."""

PLACES_LISTED: Final = 100
"""How many places of one group a JSON document names; ``count`` tells of all."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of one file.

    ``import_id`` is ``None`` where nothing was (or would be) loaded; ``loaded`` tells whether the graph of the
    import is current in the store afterwards, ``changed`` whether the store was written to. ``quarantine`` and
    ``accept_draft`` are paths of files written beside the report; ``replaced`` is the earlier import whose place
    this one took.
    """

    import_id: str | None
    file: str
    sha256: str
    profile: str | None
    rows_read: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    findings: tuple[Finding, ...] = ()
    source_key: str | None = None
    quarantine: str | None = None
    accept_draft: str | None = None
    return_workbook: str | None = None
    loaded: bool = False
    changed: bool = False
    dry_run: bool = False
    replaced: str | None = None
    difference: ChangeCounts | None = None
    statements: int = 0
    seconds: float | None = None

    @property
    def conforms(self) -> bool:
        """True where no finding is an error: what makes a command end with exit code 0."""
        return conforms(self.findings)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The findings with repeated ones gathered."""
        return groups(self.findings)


def report_record(report: ImportReport) -> dict[str, Any]:
    """Return an import report as plain values, under the names of the contract."""
    difference = report.difference
    return {
        "import": report.import_id,
        "file": report.file,
        "sha256": report.sha256,
        "profile": report.profile,
        "source": report.source_key,
        "rows_read": report.rows_read,
        "rows_accepted": report.rows_accepted,
        "rows_rejected": report.rows_rejected,
        "loaded": report.loaded,
        "changed": report.changed,
        "dry_run": report.dry_run,
        "replaced": report.replaced,
        "difference": None
        if difference is None
        else {"added": difference.added, "changed": difference.changed, "gone": difference.gone},
        "statements": report.statements,
        "quarantine": report.quarantine,
        "accept_draft": report.accept_draft,
        "return_workbook": report.return_workbook,
        **({} if report.seconds is None else {"seconds": round(report.seconds, 3)}),
        "conforms": report.conforms,
        **findings_record(report.findings),
    }


def findings_record(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return counts, findings (at most :data:`LISTED`) and groups as plain values.

    ``findings_not_listed`` is how many findings are counted but not listed; the errors are listed first, so what
    is left out is the least grave.
    """
    ordered = in_order(findings)
    return {
        "counts": counts(ordered),
        "findings_total": len(ordered),
        "findings_not_listed": max(0, len(ordered) - LISTED),
        "findings": [record(finding) for finding in ordered[:LISTED]],
        "groups": [_shortened(group_record(group)) for group in groups(ordered)[:LISTED]],
    }


def _shortened(group: dict[str, Any]) -> dict[str, Any]:
    return {**group, "places": group["places"][:PLACES_LISTED]}


def import_report(report: ImportReport | Sequence[ImportReport]) -> str:
    """Return the import report as JSON: one document for one file, ``{"imports": […]}`` for several."""
    if isinstance(report, ImportReport):
        return _json(report_record(report))
    return _json({"conforms": all(one.conforms for one in report), "imports": [report_record(one) for one in report]})


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as one JSON document."""
    return _json({"conforms": conforms(findings), **findings_record(findings)})


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
