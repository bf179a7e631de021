"""Findings as plain values: the names and headings that all reports share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from govgraph.model import Finding, Label, Severity
from govgraph.steward.findings.groups import Group

COLUMNS: Final = {
    "code": Label("รหัส", "code"),
    "severity": Label("ระดับ", "severity"),
    "source": Label("แฟ้ม", "file"),
    "sheet": Label("แผ่นงาน", "sheet"),
    "row": Label("แถว", "row"),
    "cell": Label("เซลล์", "cell"),
    "field": Label("ช่อง", "field"),
    "value": Label("ค่าที่พบ", "value"),
    "message_th": Label("คำอธิบาย", "message (Thai)"),
    "message_en": Label("คำอธิบาย (อังกฤษ)", "message (English)"),
    "suggestions": Label("อาจหมายถึง", "suggestions"),
    "focus": Label("สิ่งที่ตรวจ", "focus"),
    "shape": Label("กฎ", "shape"),
}
"""The columns of a table of findings, in order, with their headings."""

SEVERITIES: Final = {
    Severity.ERROR: Label("ต้องแก้", "must be mended"),
    Severity.WARNING: Label("ควรตรวจดู", "please look"),
    Severity.INFO: Label("ข้อสังเกต", "remark"),
}
"""What each degree asks of the steward."""


def record(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values, under the names of the contract."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "source": place.source if place else None,
        "sheet": place.sheet if place else None,
        "row": place.row if place else None,
        "column": place.column if place else None,
        "cell": place.cell if place else None,
        "field": finding.field,
        "value": finding.value,
        "message_th": finding.message_th,
        "message_en": finding.message_en,
        "suggestions": list(finding.suggestions),
        "focus": finding.focus,
        "shape": finding.shape,
    }


def group_record(group: Group) -> dict[str, Any]:
    """Return a group as plain values: its first sentence, its count, and its cells or rows in order."""
    first = group.first
    return {
        "code": group.code,
        "severity": group.severity.value,
        "field": group.field,
        "value": group.value,
        "count": group.count,
        "places": [
            {"source": p.source, "sheet": p.sheet, "row": p.row, "column": p.column, "cell": p.cell}
            for p in group.places
        ],
        "message_th": first.message_th,
        "message_en": first.message_en,
        "suggestions": list(first.suggestions),
    }


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, zero included."""
    found = Counter(finding.severity for finding in findings)
    return {severity.value: found[severity] for severity in Severity}


def conforms(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing is an error; warnings and remarks do not spoil it."""
    return not any(finding.severity is Severity.ERROR for finding in findings)
