"""A workbook with more than forty faults, from the first answer to the last correction.

What is to be found stands beside every row in ``workbooks.py``, written by hand from the rules, and is held exactly:
nothing is missed, and nothing else is called an error or a warning.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from govgraph.cli.findings import findings_rows
from govgraph.lineage import columns_of, sources_of
from govgraph.model import Severity
from govgraph.names import ID, term
from govgraph.steward.answers.marking import FILLS
from govgraph.steward.findings import ImportReport, as_csv, as_sarif, import_report, report_html
from govgraph.steward.imports import ImportOptions, import_file
from govgraph.workspace import Workspace
from tests.acceptance import workbooks as made
from tests.acceptance import writers
from tests.acceptance.workbooks import COLUMNS, LINES, NUMBERS, PRIVATE, SHEET

NAME = "คำขอ 2554.xlsx"
SOURCE = "projects:คำขอ 2554"
HEADINGS = {
    ("contact", "GG-PRS-001", "warning"),
    ("telephone", "GG-PRS-001", "warning"),
    ("email", "GG-PRS-001", "warning"),
    ("identity", "GG-PRS-001", "warning"),
    ("readiness", "GG-COL-002", "warning"),
}
"""What is to be found in the headings, which stand in row 5."""


@dataclass(frozen=True)
class HandedIn:
    """The faulty workbook after its good rows were loaded, and what came back."""

    store: Path
    folder: Path
    report: ImportReport

    def returned(self, name: str) -> Path:
        return self.folder / "returned" / name


def copied(built: Path, folder: Path) -> Path:
    """A store of its own with the shipped data."""
    return Path(shutil.copytree(built, folder, ignore=shutil.ignore_patterns("done")))


def govgraph(store: Path, *args: str) -> tuple[int, dict[str, Any]]:
    """Call the command line; return its exit code and its report."""
    command = [sys.executable, "-m", "govgraph.cli", *args, "-f", "json"]
    env = {**os.environ, "GOVGRAPH_STORE": str(store)}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def handed_in(built: Path, tmp_path_factory: pytest.TempPathFactory) -> HandedIn:
    folder = tmp_path_factory.mktemp("forty")
    store = copied(built, folder / "store")
    workbook = writers.write_xlsx(folder / NAME)
    with Workspace.open(store, write=True) as workspace:
        (report,) = workspace.import_files([workbook], partial=True, return_to=folder / "returned")
    return HandedIn(store, folder, report)


@pytest.fixture(scope="module")
def corrected(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, dict[str, Any]]]:
    """The corrected workbook, imported by the command line."""
    folder = tmp_path_factory.mktemp("corrected")
    store = copied(built, folder / "store")
    code, report = govgraph(store, "import", str(writers.write_xlsx(folder / NAME, made.corrected())))
    assert (code, [f for f in report["findings"] if f["severity"] == "error"]) == (0, [])
    with Workspace.open(store) as workspace:
        yield workspace, report


def test_there_are_more_than_forty_kinds_of_faults() -> None:
    kinds = {found.code for line in LINES for found in line.found if found.severity != "info"}
    assert len(kinds | {code for _, code, _ in HEADINGS}) > 50


def test_every_fault_is_found_at_its_cell_and_nothing_else(handed_in: HandedIn) -> None:
    found = {
        (f.place.row, f.place.column, f.code, str(f.severity), f.suggestions)
        for f in handed_in.report.findings
        if f.place is not None and f.place.row is not None and f.place.row >= made.FIRST_ROW
    }
    # That rows are hidden is told of the sheet, at the first of them.
    hidden = next(row for row, line in made.numbered(LINES) if line.hidden)
    assert found == made.expected() | {(hidden, None, "GG-TAB-010", "info", ())}
    assert len(found) == len([f for f in handed_in.report.findings if f.place and (f.place.row or 0) >= made.FIRST_ROW])


def test_what_is_said_of_headings_and_sheets(handed_in: HandedIn) -> None:
    above = [f for f in handed_in.report.findings if f.place is None or (f.place.row or 0) < made.FIRST_ROW]
    names = {number: name for name, number in NUMBERS.items()}
    headings = {(names[f.place.column or 0], f.code, str(f.severity)) for f in above if f.place and f.place.row == 5}
    assert headings == HEADINGS
    others = [f for f in above if not (f.place and f.place.row)]
    assert {f.code for f in others if f.severity is not Severity.INFO} == set()
    assert "GG-TAB-011" in {f.code for f in others}  # a hidden column


def test_every_finding_speaks_both_languages_and_quotes_the_heading(handed_in: HandedIn) -> None:
    for f in handed_in.report.findings:
        assert any("\u0e01" <= letter <= "\u0e5b" for letter in f.message_th), f.code
        assert f.message_en.rstrip()[-1] in ".?)", f.message_en
        assert "{" not in f.message_th + f.message_en
        assert f.place is None or f.place.source == NAME


def test_what_the_shapes_find_is_quoted_as_it_stands_in_the_cell(handed_in: HandedIn) -> None:
    quoted = {f.code: f.value for f in handed_in.report.findings if f.shape is not None}
    assert quoted == {
        "GG-PRJ-008": "2585",
        "GG-BUD-004": "2585",
        "GG-PRJ-012": "1 มกราคม 2554",
        "GG-PRJ-014": "1 เมษายน 2555",
    }


def test_the_counts_of_the_report(handed_in: HandedIn) -> None:
    rows = [line for line in LINES if line.data]
    bad = [line for line in rows if any(found.severity == "error" for found in line.found)]
    report = handed_in.report
    assert (report.rows_read, report.rows_rejected) == (len(rows), len(bad))
    assert report.rows_accepted == len(rows) - len(bad)
    assert (report.source_key, report.conforms, report.loaded) == (SOURCE, False, True)


def test_without_partial_not_one_statement_is_loaded(handed_in: HandedIn, built: Path, tmp_path: Path) -> None:
    with Workspace.open(copied(built, tmp_path / "store"), write=True) as workspace:
        before = set(workspace.store.quads())
        report = import_file(
            workspace.store, workspace.journal, handed_in.folder / NAME, ImportOptions(), judging=lambda *_: None
        )
        assert (report.loaded, report.conforms) == (False, False)
        assert set(workspace.store.quads()) == before


def test_exactly_the_faulty_cells_of_the_return_workbook_are_coloured(handed_in: HandedIn) -> None:
    from openpyxl import load_workbook

    book = load_workbook(handed_in.returned("คำขอ 2554.checked.xlsx"))
    sheet = book[SHEET]
    ours = {FILLS[Severity.ERROR]: "error", FILLS[Severity.WARNING]: "warning"}
    coloured = {
        (cell.row, cell.column): ours[cell.fill.fgColor.rgb]
        for row in sheet.iter_rows(max_col=len(COLUMNS) + 1)
        for cell in row
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in ours
    }
    expected = {(4, NUMBERS[name]): severity for name, _, severity in HEADINGS}  # merged over rows 4 and 5
    for row, column, _, severity, _ in made.expected():
        if column is not None and severity != "info" and expected.get((row, column)) != "error":
            expected[row, column] = severity
    assert coloured == expected
    for row, written in enumerate(writers.grid(LINES), 1):
        for column, value in enumerate(written, 1):
            if value is not None and not isinstance(value, made.Formula) and row > 5:
                at = str(sheet.cell(row, column).value)
                assert at == str(value) or hasattr(value, "isoformat"), (row, column)


def test_data_of_private_persons_is_nowhere(handed_in: HandedIn) -> None:
    from openpyxl import load_workbook

    report = handed_in.report
    outputs = {
        "json": import_report(report),
        "html": report_html(report),
        "sarif": as_sarif(report.findings, "1"),
        "csv": as_csv(report.findings),
        "table": str(list(findings_rows(report.findings))),
        "quarantine": Path(report.quarantine or "").read_text(encoding="utf-8"),
        "names": Path(report.accept_draft or "").read_text(encoding="utf-8"),
    }
    with Workspace.open(handed_in.store) as workspace:
        outputs["graph"] = "\n".join(map(str, workspace.store.quads()))
    book = load_workbook(handed_in.returned("คำขอ 2554.checked.xlsx"))
    sheet = book[SHEET]
    outputs["comments"] = "\n".join(c.comment.text for row in sheet.iter_rows() for c in row if c.comment)
    outputs["results"] = "\n".join(str(cell.value) for cell in sheet[_letter(sheet.max_column)])
    outputs["summary"] = "\n".join(str(c.value) for row in book.worksheets[0].iter_rows() for c in row)
    assert [(name, value) for name, text in outputs.items() for value in PRIVATE if value in text] == []
    assert "•••" in outputs["quarantine"]


def test_the_corrected_return_workbook_is_the_same_source(handed_in: HandedIn, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(handed_in.returned("คำขอ 2554.checked.xlsx"))
    sheet = book[SHEET]
    for row, line in made.numbered(LINES):
        for name, value in line.meant.items():
            sheet.cell(row, made.column_of(name) or 0).value = value
        for name, value in line.written.items():
            if isinstance(value, made.Formula) and value.value is not None:
                sheet.cell(row, made.column_of(name) or 0).value = value.value  # as a spreadsheet keeps it on saving
    for row, line in reversed(list(made.numbered(LINES))):
        if line.dropped:
            sheet.delete_rows(row)
    path = tmp_path / "คำขอ 2554.checked.xlsx"
    book.save(path)
    store = copied(handed_in.store, tmp_path / "store")
    code, report = govgraph(store, "import", str(path))
    assert (code, [f for f in report["findings"] if f["severity"] == "error"]) == (0, [])
    assert (report["source"], report["replaced"]) == (SOURCE, handed_in.report.import_id)
    assert report["rows_accepted"] == len([line for line in made.corrected() if line.data])


def test_the_rows_set_aside_come_in_once_they_are_corrected(handed_in: HandedIn, tmp_path: Path) -> None:
    written = Path(handed_in.report.quarantine or "")
    header, *rows = csv.reader(written.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    aside = [line for line in LINES if any(found.severity == "error" for found in line.found)]
    assert len(rows) == len(aside)
    columns = [name for name in COLUMNS if name not in made.PERSON]
    assert len(header) == len(columns) + 1
    assert header[-1] == "ผลการตรวจ"
    assert [heading for heading in header if "ล้านบาท" in heading] == ["งบประมาณ* (ล้านบาท)"]
    mended = [header]
    for row, line in zip(rows, aside, strict=True):
        cells = dict(zip(columns, row, strict=False))
        cells |= {name: writers.text_of(value) for name, value in line.meant.items() if name in cells}
        if not line.dropped:
            mended.append([*cells.values(), ""])
    path = tmp_path / written.name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(mended)
    code, report = govgraph(copied(handed_in.store, tmp_path / "store"), "import", str(path))
    assert (code, [f for f in report["findings"] if f["severity"] == "error"]) == (0, [])
    assert report["rows_accepted"] == len(mended) - 1
    assert report["replaced"] is None


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _values(workspace: Workspace, thing: NamedNode) -> dict[str, set[str]]:
    """What is said of a thing: values by property, things by the end of their IRI."""
    said: dict[str, set[str]] = {}
    for row in workspace.store.select(f"SELECT DISTINCT ?p ?o WHERE {{ {thing} ?p ?o }}"):
        prop, value = row["p"], row["o"]
        assert isinstance(prop, NamedNode)
        assert isinstance(value, (NamedNode, Literal))
        said.setdefault(prop.value.rpartition("#")[2].rpartition("/")[2], set()).add(value.value.removeprefix(ID))
    return said


def _project(workspace: Workspace, name: str) -> NamedNode:
    called = Literal(name, language="th")
    query = f"SELECT DISTINCT ?s WHERE {{ ?s a {term('gov:Project')} ; {term('skos:prefLabel')} {called} }}"
    ((thing,),) = workspace.store.select(query).rows
    assert isinstance(thing, NamedNode)
    return thing


def _request(workspace: Workspace, project: NamedNode) -> NamedNode:
    ((thing,),) = workspace.store.select(f"SELECT DISTINCT ?s WHERE {{ ?s {term('gov:forProject')} {project} }}").rows
    assert isinstance(thing, NamedNode)
    return thing


STATED: Mapping[str, tuple[dict[str, set[str]], dict[str, set[str]]]] = {
    "ปรับปรุงระบบส่งน้ำอ่างเก็บน้ำห้วยสามพาด": (
        {
            "identifier": {"๕๔-๐๑"},
            "projectArea": {"province/TH-40"},
            "theme": {"theme/agriculture"},
            "involvesAgency": {"agency/rid"},
            "forFiscalYear": {"fiscal-year/2554"},
            "from": {"2010-10-01"},
            "until": {"2011-10-01"},
        },
        {
            "amount": {"12500000"},
            "currency": {"THB"},
            "stage": {"stage/requested"},
            "forFiscalYear": {"fiscal-year/2554"},
            "requestedBy": {"province/TH-40"},
            "askedOf": {"agency/rid"},
            "dateSubmitted": {"2010-01-15"},
        },
    ),
    "พัฒนาแหล่งท่องเที่ยวปราสาทเขาพระวิหาร": (
        {
            "projectArea": {"cluster/northeast-lower-2"},
            "contributesTo": {"strategy/northeast-lower-2-2553-2556-strategy-2"},
            "involvesAgency": {"agency/tourism-department"},
        },
        {"amount": {"3750000"}},
    ),
    "ส่งเสริมการเลี้ยงโคเนื้อครบวงจร": ({"involvesAgency": {"agency/dld", "agency/doae"}}, {"amount": {"3000000"}}),
    "พันธุ์ปลานิลแปลงเพศ": ({"forFiscalYear": {"fiscal-year/2554"}}, {"stage": {"stage/requested"}}),
    "โรงงานปุ๋ยอินทรีย์": ({}, {"amount": {"0"}}),
}


@pytest.mark.parametrize("name", STATED)
def test_the_graph_states_what_the_cells_say(corrected: tuple[Workspace, dict[str, Any]], name: str) -> None:
    workspace, _ = corrected
    project = _project(workspace, name)
    of_project, of_request = STATED[name]
    for thing, wanted in ((project, of_project), (_request(workspace, project), of_request)):
        said = _values(workspace, thing)
        assert {prop: said.get(prop) for prop in wanted} == wanted


def test_a_blank_cell_says_nothing(corrected: tuple[Workspace, dict[str, Any]]) -> None:
    workspace, _ = corrected
    said = _values(workspace, _project(workspace, "พันธุ์ปลานิลแปลงเพศ"))
    assert {"theme", "contributesTo", "inPlan", "identifier"} & set(said) == set()


def test_every_row_is_there_with_its_row_and_sheet_and_cell(corrected: tuple[Workspace, dict[str, Any]]) -> None:
    workspace, report = corrected
    rows = [(row, line) for row, line in made.numbered(made.corrected()) if line.data]
    assert report["rows_accepted"] == len(rows)
    name = "ปรับปรุงระบบส่งน้ำอ่างเก็บน้ำห้วยสามพาด"
    project = _project(workspace, name)
    request = _request(workspace, project)
    (evidence,) = [e for e in sources_of(workspace.store, [request.value])[request.value] if e.recorded]
    assert (evidence.place.sheet, evidence.place.row, evidence.title.th) == (SHEET, 6, f"ตาราง {NAME}")
    amount, area = term("gov:amount").value, term("gov:projectArea").value
    columns = columns_of(workspace.store, [(request.value, amount), (project.value, area)])
    assert columns == {(request.value, amount): NUMBERS["amount"], (project.value, area): NUMBERS["area"]}
    assert evidence.at(columns[request.value, amount]).place.cell == "L6"


def test_what_was_read_otherwise_than_written_says_so_at_its_cell(
    corrected: tuple[Workspace, dict[str, Any]],
) -> None:
    workspace, _ = corrected
    row = next(n for n, line in made.numbered(made.corrected()) if line.written.get("agency") == "ททท.")
    query = (
        f"SELECT DISTINCT ?as ?code ?row ?column ?sheet WHERE {{ ?r {term('gov:rawText')} 'ททท.' ;"
        f" {term('gov:readAs')} ?as ; {term('gov:finding')} ?code ;"
        f" {term('gov:recordedAt')} ?at . ?at {term('gov:row')} ?row ;"
        f" {term('gov:column')} ?column ; {term('gov:sheet')} ?sheet }}"
    )
    ((read_as, code, *at),) = workspace.store.select(query).rows
    assert isinstance(read_as, NamedNode)
    assert read_as.value == f"{ID}agency/tat"
    assert isinstance(code, Literal)
    assert code.value == "GG-NAM-023"
    assert [value.value for value in at if isinstance(value, Literal)] == [str(row), str(NUMBERS["agency"]), SHEET]


def test_a_new_agency_is_unconfirmed_and_under_its_ministry(corrected: tuple[Workspace, dict[str, Any]]) -> None:
    workspace, _ = corrected
    name = Literal("สถาบันพัฒนาตลาดผ้าทอมือลุ่มน้ำชี", language="th")
    ((agency,),) = workspace.store.select(f"SELECT DISTINCT ?a WHERE {{ ?a {term('skos:prefLabel')} {name} }}").rows
    assert isinstance(agency, NamedNode)
    assert _values(workspace, agency)["confidence"] == {"confidence/unconfirmed"}
    above = workspace.store.select(
        f"SELECT DISTINCT ?m WHERE {{ ?r {term('org:member')} {agency} ; {term('org:organization')} ?m }}"
    ).rows
    assert [ministry.value for (ministry,) in above if isinstance(ministry, NamedNode)] == [f"{ID}ministry/moac"]
