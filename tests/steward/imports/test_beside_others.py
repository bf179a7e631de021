"""What an import does to the imports beside it, and they to it: names brought, things needed, rows repeated."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyoxigraph import Quad

from govgraph.errors import UsageError
from govgraph.names import term
from govgraph.steward.findings import ImportReport
from govgraph.steward.findings.catalogue import found
from govgraph.steward.imports import ImportOptions, import_file
from govgraph.steward.imports.mapped import Mapped
from govgraph.steward.imports.standing import Standing
from govgraph.steward.journal import ImportRecord
from govgraph.workspace import Workspace

AGENCIES = "กระทรวง,หน่วยงาน,ณ วันที่\n"
PROJECTS = "ชื่อโครงการ,จังหวัด,หน่วยงาน,ปีงบประมาณ,งบประมาณ\n"
HEADINGS = PROJECTS.strip().split(",")
MINISTRY, DAY = "กระทรวงเกษตรและสหกรณ์", "1 ม.ค. 2553"
PLANTS, WORMS = "กรมทดลองพืชแปลก", "กรมสำรวจไส้เดือน"
KNOWN = "กรมชลประทาน"


def _unjudged(*_: object) -> None:
    """What is tested here comes before and after the judge."""


class Desk:
    """A workspace with a folder of files beside it."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        self.folder = folder

    def agencies(self, *names: str, file: str = "a.csv") -> ImportReport:
        rows = "".join(f"{MINISTRY},{name},{DAY}\n" for name in names)
        return self.bring(self.put(file, AGENCIES + rows))

    def projects(self, *agencies: str, file: str = "p.csv", **options: Any) -> ImportReport:
        rows = "".join(f"โครงการที่ {n},จังหวัดเชียงใหม่,{name},2554,100\n" for n, name in enumerate(agencies, 1))
        return self.bring(self.put(file, PROJECTS + rows), **options)

    def put(self, file: str, text: str) -> Path:
        path = self.folder / file
        path.write_text(text, encoding="utf-8")
        return path

    def book(self, file: str, **sheets: Sequence[Sequence[object]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet: Any = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(self.folder / file)
        return self.folder / file

    def bring(self, path: Path, judging: Any = _unjudged, **options: Any) -> ImportReport:
        return import_file(
            self.workspace.store, self.workspace.journal, path, ImportOptions(**options), judging=judging
        )


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(built, tmp_path / "store", ignore=shutil.ignore_patterns("done"))
    files = tmp_path / "files"
    files.mkdir()
    with Workspace.open(tmp_path / "store", write=True) as workspace:
        yield Desk(workspace, files)


def codes(report: ImportReport, *severities: str) -> list[str]:
    return [finding.code for finding in report.findings if finding.severity in (severities or ("error", "warning"))]


def test_rows_set_aside_for_an_unknown_name_come_in_once_another_import_brings_the_name(desk: Desk) -> None:
    first = desk.projects(KNOWN, PLANTS, partial=True)
    assert (first.loaded, first.rows_accepted, codes(first)) == (True, 1, ["GG-NAM-006"])
    second = desk.projects(KNOWN, PLANTS, partial=True)
    assert (second.changed, second.loaded, codes(second)) == (False, True, ["GG-NAM-006"]), "told again: exit code 1"
    desk.agencies(PLANTS)
    again = desk.projects(KNOWN, PLANTS, partial=True)
    assert (again.changed, again.rows_accepted, again.replaced) == (True, 2, first.import_id)
    assert not desk.projects(KNOWN, PLANTS, partial=True).changed


def test_an_import_does_not_take_its_own_names_for_those_of_others(desk: Desk) -> None:
    assert desk.agencies(PLANTS).changed
    assert not desk.agencies(PLANTS).changed


def test_a_file_that_is_current_can_be_checked_and_marked_again(desk: Desk) -> None:
    first = desk.projects(KNOWN, PLANTS, partial=True)
    checked = desk.projects(KNOWN, PLANTS, partial=True, dry_run=True)
    assert (checked.changed, checked.loaded, codes(checked)) == (False, True, ["GG-NAM-006"])
    marked = desk.projects(KNOWN, PLANTS, partial=True, return_to=desk.folder / "back")
    assert (marked.changed, marked.loaded, marked.import_id) == (False, True, first.import_id)
    assert marked.return_workbook is not None
    assert Path(marked.return_workbook).is_file()


def test_what_others_refer_to_is_not_replaced_away(desk: Desk) -> None:
    desk.agencies(PLANTS, WORMS)
    used = desk.projects(PLANTS)
    before = set(desk.workspace.store.quads())
    refused = desk.agencies(WORMS)
    assert (refused.loaded, codes(refused, "error")) == (False, ["GG-IMP-004"])
    (told,) = (finding for finding in refused.findings if finding.code == "GG-IMP-004")
    assert used.import_id
    for language in (told.message_th, told.message_en):
        assert PLANTS in language
        assert used.import_id in language
        assert WORMS not in language
    assert set(desk.workspace.store.quads()) == before
    desk.workspace.undo(used.import_id)
    assert desk.agencies(WORMS).changed


def test_a_replacement_that_keeps_what_others_need_goes_through(desk: Desk) -> None:
    desk.agencies(PLANTS, WORMS)
    desk.projects(PLANTS)
    assert desk.agencies(PLANTS).changed


def test_the_same_file_as_another_source_is_told(desk: Desk) -> None:
    first = desk.projects(KNOWN)
    second = desk.projects(KNOWN, file="copy.csv")
    assert (second.loaded, codes(second)) == (True, ["GG-IMP-005"])
    (told,) = (finding for finding in second.findings if finding.code == "GG-IMP-005")
    assert told.value == first.import_id


def test_rows_set_aside_and_loaded_do_not_count_again_with_the_whole_file_unseen(desk: Desk) -> None:
    desk.projects(KNOWN, "กรมชลประธาน", partial=True)
    aside = desk.projects(KNOWN, KNOWN, file="p.quarantine.csv")
    assert (aside.loaded, codes(aside)) == (True, []), "the whole file lacks these rows: nothing is there twice"
    whole = desk.projects(KNOWN, KNOWN, KNOWN)
    assert (whole.loaded, codes(whole)) == (True, ["GG-IMP-006"])
    assert aside.import_id
    desk.workspace.undo(aside.import_id)
    assert codes(desk.projects(KNOWN, KNOWN, file="p.quarantine.csv")) == ["GG-IMP-006"]


def test_nothing_is_inferred_from_a_row_that_the_judge_rules_out(desk: Desk) -> None:
    def against_row_3(mapped: Mapped, _: Standing, __: Sequence[Quad], ___: ImportRecord | None) -> None:
        mapped.reject([found("GG-IMP-003", place=mapped.place(3), other="9")])

    path = desk.put("a.csv", f"{AGENCIES}{MINISTRY},{PLANTS},{DAY}\n{MINISTRY},{WORMS},{DAY}\n")
    report = desk.bring(path, against_row_3, partial=True)
    assert (report.rows_accepted, report.rows_rejected) == (1, 1)
    store = desk.workspace.store
    made = {q.subject for q in store.quads() if q.predicate == term("skos:prefLabel") and PLANTS in str(q.object)}
    (record,) = Standing(store).imports
    affiliated = {q.object for q in store.quads(record.inferred) if q.predicate == term("gov:affiliate")}
    assert affiliated == made
    assert len(made) == 1


def test_partial_sets_rows_aside_but_does_not_do_without_a_column(desk: Desk) -> None:
    row = ["ขุดบ่อ", "จังหวัดเชียงใหม่", KNOWN, 2554, 100]
    book = desk.book("b.xlsx", หนึ่ง=[HEADINGS, row], สอง=[HEADINGS[:3] + HEADINGS[4:], [*row[:3], 100]])
    report = desk.bring(book, partial=True)
    assert (report.loaded, codes(report)) == (False, ["GG-COL-001"])


def test_a_sheet_that_is_no_table_is_named_and_what_is_wrong_in_it_does_not_count(desk: Desk) -> None:
    row = ["ขุดบ่อ", "จังหวัดเชียงใหม่", KNOWN, 2554, 100]
    book = desk.book("b.xlsx", หนึ่ง=[HEADINGS, row], บันทึก=[["จดไว้"], ["=A1/0"]], ว่าง=[])
    report = desk.bring(book)
    assert report.loaded
    assert codes(report, "error", "warning", "info") == ["GG-IMP-007"]
    assert report.findings[0].value == "บันทึก"


def test_a_summary_by_province_beside_the_table_is_no_table(desk: Desk) -> None:
    row = ["ขุดบ่อ", "จังหวัดเชียงใหม่", KNOWN, 2554, 100]
    summary: list[list[object]] = [["จังหวัด", "งบประมาณ"], ["จังหวัดเชียงใหม่", 100]]
    report = desk.bring(desk.book("b.xlsx", สรุป=summary, โครงการ=[HEADINGS, row]))
    assert (report.loaded, report.rows_read) == (True, 1)
    assert codes(report, "error", "warning", "info") == ["GG-IMP-007"]


def test_the_other_sheets_of_our_own_form_go_without_saying(desk: Desk) -> None:
    form = desk.folder / "form.xlsx"
    form.write_bytes(desk.workspace.template("projects"))
    report = desk.bring(form)
    assert codes(report, "error", "warning", "info") == ["GG-IMP-002"]


def test_a_row_that_another_sheet_has_already_is_found_and_the_sheet_is_named(desk: Desk) -> None:
    row = ["ขุดบ่อ", "จังหวัดเชียงใหม่", KNOWN, 2554, 100]
    report = desk.bring(desk.book("b.xlsx", หนึ่ง=[HEADINGS, row], สอง=[HEADINGS, ["ถางป่า", *row[1:]], row]))
    (twice,) = report.findings
    assert (twice.code, twice.place and (twice.place.sheet, twice.place.row)) == ("GG-KEY-003", ("สอง", 3))
    assert "หนึ่ง!2" in twice.message_th


def test_a_fault_in_the_file_of_accepted_names_marks_no_cell_of_the_workbook(desk: Desk) -> None:
    accept = desk.put(
        "yes.csv", "written,kind,means,name,accepted,by,on,note\nกทม,province,province/TH-99999,,ใช่,ก,2026-11-01,\n"
    )
    row = ["ขุดบ่อ", "จังหวัดเชียงใหม่", KNOWN, 2554, 100]
    report = desk.bring(desk.book("b.xlsx", ก=[HEADINGS, row]), accept=accept, return_to=desk.folder / "back")
    assert codes(report) == ["GG-ACC-003"]
    sheet: Any = openpyxl.load_workbook(desk.folder / "back" / "b.checked.xlsx")["ก"]
    assert [cell.comment for line in sheet for cell in line if cell.comment] == []


def test_what_came_before_a_file_that_cannot_be_read_is_told_all_the_same(built: Path, tmp_path: Path) -> None:
    heading = tmp_path / "h.csv"
    heading.write_text(PROJECTS, encoding="utf-8")
    command = [sys.executable, "-m", "govgraph.cli", "import", "--dry-run", "-f", "json", "--store", str(built)]
    ended = subprocess.run(
        [*command, str(heading), str(tmp_path / "missing.csv")], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 4
    assert json.loads(ended.stdout)["file"] == "h.csv"
    assert "missing.csv" in ended.stderr


def test_files_of_one_name_do_not_replace_each_other_in_one_go(desk: Desk) -> None:
    for folder in ("เชียงใหม่", "ลำพูน"):
        (desk.folder / folder).mkdir()
        desk.put(f"{folder}/คำขอ.csv", PROJECTS)
    files = [desk.folder / folder / "คำขอ.csv" for folder in ("เชียงใหม่", "ลำพูน")]
    with pytest.raises(UsageError, match="คำขอ"):
        desk.workspace.import_files(files)
    assert not Standing(desk.workspace.store).imports
    assert len(desk.workspace.import_files(files, dry_run=True)) == 2, "checking replaces nothing"
