"""Reports of findings: the contract's JSON, groups, SARIF, CSV and the page, with hostile values in them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.model import Finding, Place, Severity
from govgraph.steward.findings import (
    COLUMNS,
    ImportReport,
    as_csv,
    as_html,
    as_json,
    as_sarif,
    groups,
    import_report,
    neutral,
    report_html,
)
from govgraph.steward.findings.report import LISTED
from govgraph.steward.journal import ChangeCounts

CONTRACT = {
    *("code", "severity", "sheet", "row", "column", "cell", "field", "value"),
    *("message_th", "message_en", "suggestions", "shape"),
}


def finding(row: int = 2, value: str | None = "สิงค์บุรี", **changes: Any) -> Finding:
    made = Finding(
        code="GG-BUD-001",
        severity=Severity.ERROR,
        message_th="ผิด",
        message_en="wrong",
        place=Place("งบ 1.xlsx", sheet="แผ่น 1", row=row, column=4),
        field="จังหวัด",
        value=value,
        suggestions=("สิงห์บุรี",),
    )
    return replace(made, **changes)


REPORT = ImportReport(
    import_id="20261126-1",
    file="งบ 1.xlsx",
    sha256="ab" * 32,
    profile="projects",
    rows_read=10,
    rows_accepted=8,
    rows_rejected=2,
    findings=(finding(9), finding(4), finding(5, "อื่น", severity=Severity.WARNING)),
    loaded=True,
    changed=True,
    replaced="20261125-1",
    difference=ChangeCounts(1, 2, 3),
)


def test_the_import_report_has_the_keys_of_the_contract() -> None:
    document = json.loads(import_report(REPORT))
    assert document["import"] == "20261126-1"
    assert (document["file"], document["sha256"], document["profile"]) == ("งบ 1.xlsx", "ab" * 32, "projects")
    assert (document["rows_read"], document["rows_accepted"], document["rows_rejected"]) == (10, 8, 2)
    assert document["difference"] == {"added": 1, "changed": 2, "gone": 3}
    assert document["conforms"] is False
    assert [entry["cell"] for entry in document["findings"]] == ["D4", "D9", "D5"]
    assert set(document["findings"][0]) == CONTRACT | {"source", "focus"}


def test_several_files_make_one_document() -> None:
    document = json.loads(import_report([REPORT, replace(REPORT, findings=())]))
    assert [one["conforms"] for one in document["imports"]] == [False, True]
    assert document["conforms"] is False


def test_what_is_not_listed_is_counted_and_the_gravest_are_listed() -> None:
    many = [finding(row, severity=Severity.INFO) for row in range(1, LISTED + 2)]
    document = json.loads(as_json([*many, finding(99_999)]))
    assert len(document["findings"]) == LISTED
    assert document["findings"][0]["severity"] == "error"
    assert document["findings_not_listed"] == 2
    assert document["counts"] == {"error": 1, "warning": 0, "info": LISTED + 1}
    assert sum(group["count"] for group in document["groups"]) == document["findings_total"] == LISTED + 2


findings_ = st.lists(
    st.builds(
        finding,
        st.integers(1, 9),
        st.sampled_from([None, "ก", "ข"]),
        severity=st.sampled_from(list(Severity)),
        code=st.sampled_from(["GG-AAA-001", "GG-AAA-002"]),
        field=st.sampled_from([None, "ช่อง"]),
        message_th=st.sampled_from(["ผิด", "แปลก"]),
    ),
    max_size=12,
)


@given(findings_)
def test_groups_lose_nothing_and_are_in_order(listed: list[Finding]) -> None:
    made = groups(listed)
    assert sum(group.count for group in made) == len(listed)
    assert {p for group in made for p in group.places} == {f.place for f in listed}
    keys = Counter((g.code, g.severity, g.field, g.value, g.first.message_th if g.field is None else "") for g in made)
    assert all(n == 1 for key, n in keys.items() if key[2] is not None or key[3] is None)
    ranks = [list(Severity).index(group.severity) for group in made]
    assert ranks == sorted(ranks)
    assert all([p.row for p in g.places] == sorted({p.row for p in g.places if p.row}) for g in made)


@given(st.permutations([finding(9), finding(4), finding(5, "อื่น"), finding(5, None, severity=Severity.INFO)]))
def test_the_order_of_findings_changes_no_report(listed: list[Finding]) -> None:
    first = [finding(9), finding(4), finding(5, "อื่น"), finding(5, None, severity=Severity.INFO)]
    for report in (as_json, as_csv, as_html, lambda found: as_sarif(found, "1")):
        assert report(listed) == report(first)


def test_sarif_has_what_the_schema_requires() -> None:
    log = json.loads(as_sarif([finding(4), finding(3, code="GG-XXX-999")], "1.2"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "govgraph"
    assert [rule["id"] for rule in driver["rules"]] == ["GG-BUD-001", "GG-XXX-999"]
    assert re.fullmatch(r"https://\S+/GG-BUD-001", driver["rules"][0]["helpUri"])
    assert {"จำนวนเงิน · amount"} == {driver["rules"][0]["shortDescription"]["text"]}
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        physical = result["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "%E0%B8%87%E0%B8%9A%201.xlsx"
        assert physical["region"]["startColumn"] == 4
    assert [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in run["results"]] == [3, 4]


HOSTILE = ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_goes_out_as_text(text: str) -> None:
    assert neutral(text) == "'" + text
    (_, row) = csv.reader(io.StringIO(as_csv([finding(value=text)], "th").removeprefix("\ufeff"), newline=""))
    assert row[list(COLUMNS).index("value")] == "'" + text


@pytest.mark.parametrize("text", ["", "0", "-12", "+1,250.50", "-0.5", "สงขลา", "a=b", "'x", "-3%"])
def test_numbers_and_plain_text_stay(text: str) -> None:
    assert neutral(text) == text


@given(st.text())
def test_nothing_that_goes_out_begins_a_formula_unless_it_is_a_number(text: str) -> None:
    out = neutral(text)
    assert out in {text, "'" + text}
    if out.strip()[:1] in {"=", "@"}:
        raise AssertionError(out)
    if out[:1] in {"+", "-"}:
        float(out.replace(",", "").rstrip("%"))


def test_csv_opens_with_a_bom_and_thai_headings() -> None:
    text = as_csv([finding()], "th")
    assert text.startswith("\ufeffรหัส,ระดับ,แฟ้ม,แผ่นงาน,แถว,เซลล์,ช่อง,ค่าที่พบ")
    assert text.endswith("\r\n")


class Page(HTMLParser):
    """What a browser would see: the tags with what they point at, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_the_page_runs_nothing_and_asks_nobody(lang: str) -> None:
    bad = "<script>alert(1)</script><img src=https://x.example/>"
    hostile = finding(value=bad, message_th=bad, message_en=bad, field=bad, suggestions=(bad,), code="GG-BUD-001")
    page = Page(report_html(replace(REPORT, file=bad, findings=(hostile,)), lang))
    assert not {"script", "img", "link", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert not [attrs for _, attrs in page.tags if "src" in attrs or any(name.startswith("on") for name in attrs)]
    assert all((attrs.get("href") or "#").startswith("#") for _, attrs in page.tags)
    assert bad in page.text


def test_every_code_of_the_page_leads_to_its_help_on_the_page() -> None:
    page = Page(as_html([finding()]))
    targets = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    links = {(attrs["href"] or "").removeprefix("#") for tag, attrs in page.tags if tag == "a"}
    assert links == targets == {"GG-BUD-001"}


def test_repeated_findings_stand_once_with_their_cells() -> None:
    page = Page(as_html([finding(9), finding(4)], "th"))
    assert "×2" in page.text
    assert "แผ่น 1!D4, แผ่น 1!D9" in page.text


def test_a_page_without_findings_says_so() -> None:
    assert "ไม่พบสิ่งที่ต้องแก้" in as_html([])
