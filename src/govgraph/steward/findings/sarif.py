"""Findings in SARIF 2.1.0 (OASIS), as code hosts show them beside the lines of a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from govgraph.model import Finding, Severity
from govgraph.names import BASE
from govgraph.steward.findings.groups import in_order
from govgraph.steward.findings.help import helps

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
HELP: Final = f"{BASE}findings/"
"""Where the help page of a code stands, the code added."""


def as_sarif(findings: Sequence[Finding], version: str) -> str:
    """Return the findings as a SARIF log of one run; every code is a rule with its help.

    A row is a line and a column a column of the region: in a CSV file of one line a record that is what an editor
    shows; the sheet of a workbook is a logical location.
    """
    ordered = in_order(findings)
    codes = sorted({finding.code for finding in ordered})
    driver = {
        "name": "govgraph",
        "version": version,
        "informationUri": BASE,
        "language": "th",
        "rules": [_rule(code) for code in codes],
    }
    at = {code: index for index, code in enumerate(codes)}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": "th",
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, at[finding.code]) for finding in ordered],
    }
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code, "helpUri": HELP + code}
    if (help_ := helps().get(code)) is None:
        return rule
    rule["name"] = "".join(word.capitalize() for word in (help_.title.en or code).replace("’", "").split())
    rule["shortDescription"] = {"text": help_.title.text("both")}
    rule["fullDescription"] = {"text": help_.meaning.text("both")}
    rule["help"] = {"text": help_.repair.text("both")}
    rule["defaultConfiguration"] = {"level": _LEVELS[help_.severity]}
    return rule


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message("both")},
    }
    location: dict[str, Any] = {}
    place = finding.place
    if place is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _address(place.source)}}
        if (line := place.line or place.row) is not None:
            physical["region"] = {"startLine": line, **({"startColumn": place.column} if place.column else {})}
        location["physicalLocation"] = physical
    logical = [{"fullyQualifiedName": finding.focus, "kind": "resource"}] if finding.focus is not None else []
    if place is not None and place.sheet is not None:
        logical.append({"name": place.sheet, "fullyQualifiedName": f"{place.sheet}!{place.cell or place.row}"})
    if logical:
        location["logicalLocations"] = logical
    if location:
        result["locations"] = [location]
    if finding.suggestions:
        result["properties"] = {"suggestions": list(finding.suggestions)}
    return result


def _address(source: str) -> str:
    """A file name is percent-encoded, as a URI reference has to be; what is an IRI already stays."""
    if source.startswith(("https://", "http://", "urn:", "file:")):
        return quote(source, safe="/:?#[]@!$&'()*+,;=%~")
    return quote(source.replace("\\", "/"), safe="/")
