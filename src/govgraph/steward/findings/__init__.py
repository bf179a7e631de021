"""Findings for people and machines: sentences from a catalogue, groups, reports and help pages."""

from __future__ import annotations

from govgraph.steward.findings.catalogue import found
from govgraph.steward.findings.groups import Group, groups, in_order, place_order
from govgraph.steward.findings.help import Help, helps, repair_of
from govgraph.steward.findings.html import as_html, report_html
from govgraph.steward.findings.neutral import neutral
from govgraph.steward.findings.records import COLUMNS, SEVERITIES, conforms, counts, group_record, record
from govgraph.steward.findings.report import (
    ImportReport,
    as_json,
    findings_record,
    import_report,
    report_record,
)
from govgraph.steward.findings.sarif import as_sarif
from govgraph.steward.findings.table import as_csv, table_rows

__all__ = [
    "COLUMNS",
    "SEVERITIES",
    "Group",
    "Help",
    "ImportReport",
    "as_csv",
    "as_html",
    "as_json",
    "as_sarif",
    "conforms",
    "counts",
    "findings_record",
    "found",
    "group_record",
    "groups",
    "helps",
    "import_report",
    "in_order",
    "neutral",
    "place_order",
    "record",
    "repair_of",
    "report_html",
    "report_record",
    "table_rows",
]
