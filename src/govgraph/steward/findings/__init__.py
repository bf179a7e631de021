"""Findings for people and machines: JSON by the contract, SARIF for code hosts, one page for a colleague."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any, Final

from govgraph.model import Finding, Label, Severity

COLUMNS: Final = {
    "code": Label("รหัส", "code"),
    "severity": Label("ระดับ", "severity"),
    "source": Label("แฟ้ม", "file"),
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

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


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


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, zero included."""
    found = Counter(finding.severity for finding in findings)
    return {severity.value: found[severity] for severity in Severity}


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as one JSON document."""
    conforms = not any(finding.severity is Severity.ERROR for finding in findings)
    document = {"conforms": conforms, "counts": counts(findings), "findings": [record(f) for f in findings]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_sarif(findings: Sequence[Finding], version: str) -> str:
    """Return the findings in SARIF 2.1.0 (OASIS), as code hosts show them beside the lines of a file."""
    rules = sorted({finding.code for finding in findings})
    run = {
        "tool": {"driver": {"name": "govgraph", "version": version, "rules": [{"id": code} for code in rules]}},
        "results": [_sarif_result(finding) for finding in findings],
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message("both")},
    }
    place = finding.place
    if place is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": place.source}}
        if (line := place.line or place.row) is not None:
            physical["region"] = {"startLine": line, **({"startColumn": place.column} if place.column else {})}
        result["locations"] = [{"physicalLocation": physical}]
    if finding.focus is not None:
        result.setdefault("locations", [{}])[0]["logicalLocations"] = [{"fullyQualifiedName": finding.focus}]
    return result


def as_html(findings: Sequence[Finding]) -> str:
    """Return one page without outside requests; every value is escaped."""
    total = counts(findings)
    shown = ("severity", "code", "row", "cell", "field", "value", "message_th", "message_en", "focus")
    head = "".join(f"<th>{escape(COLUMNS[name].text('both'))}</th>" for name in shown)
    body = "\n".join(
        f'<tr class="{finding.severity}">'
        + "".join(f"<td>{escape(str(values[name]) if values[name] is not None else '')}</td>" for name in shown)
        + "</tr>"
        for finding in findings
        for values in [record(finding)]
    )
    verdict = "ข้อมูลผ่านการตรวจ · The data conform" if not total["error"] else "ข้อมูลมีข้อผิดพลาด · The data have faults"
    return f"""<!doctype html>
<html lang="th"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{verdict}</title>
<style>
body{{font:16px/1.5 Sarabun,"Noto Sans Thai",Tahoma,sans-serif;margin:2rem;color:#1b2733}}
table{{border-collapse:collapse;font-size:.9rem}}th,td{{border:1px solid #c8d0d8;padding:.3rem .5rem;text-align:left;
vertical-align:top;overflow-wrap:anywhere}}.error td:first-child{{background:#f9d2cf}}
.warning td:first-child{{background:#fbeec2}}.info td:first-child{{background:#dde9f6}}
</style>
<h1>{verdict}</h1>
<p>ผิด {total["error"]} · เตือน {total["warning"]} · ข้อสังเกต {total["info"]} —
errors {total["error"]}, warnings {total["warning"]}, remarks {total["info"]}</p>
<table><thead><tr>{head}</tr></thead><tbody>
{body}
</tbody></table></html>
"""
