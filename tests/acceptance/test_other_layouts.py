"""Participants of a meeting and new agencies: a workbook each, good, and with faults of its own."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from govgraph.names import ID, term
from govgraph.steward.findings import ImportReport
from govgraph.steward.imports import ImportOptions, import_file
from govgraph.workspace import Workspace

Cells = Sequence[object]
Found = tuple[int | None, str, str, str, tuple[str, ...]]

MEETING = "การประชุมหารือการแก้ไขปัญหาภัยแล้ง ครั้งที่ 2/2553"
PARTICIPANTS: tuple[Cells, ...] = (
    ("ชื่อการประชุม", "วันที่ประชุม", "กลุ่มที่", "ชื่อกลุ่ม", "ด้าน", "กระทรวง", "หน่วยงานที่เข้าร่วม", "บทบาท", "ชื่อ-นามสกุล"),
    (MEETING, "10 มีนาคม 2553", 1, "การเกษตร", "ด้านการเกษตร", "กระทรวงเกษตรและสหกรณ์", "กรมชลประทาน", None, "นางก"),
    (MEETING, "10 มีนาคม 2553", 1, "การเกษตร", "ด้านการเกษตร", "กระทรวงเกษตรและสหกรณ์", "กรมพัฒนาที่ดิน", None, "นางข"),
    (MEETING, "๑๐ มี.ค. ๒๕๕๓", 2, "การท่องเที่ยว", "ด้านการท่องเที่ยว", None, "ททท.", None, "นายค"),
    (MEETING, "10/03/2553", 2, "การท่องเที่ยว", "ด้านการท่องเที่ยว", None, "จังหวัดสงขลา", "ผู้เข้าร่วมการประชุม", "นายง"),
)
BAD_PARTICIPANTS: tuple[tuple[Cells, tuple[tuple[int, str, str, tuple[str, ...]], ...]], ...] = (
    ((MEETING, None, 1, "การเกษตร", "ด้านการเกษตร", None, "กรมการข้าว", None, "นายจ"), ((2, "GG-CEL-001", "error", ()),)),
    (
        (MEETING, "30 กุมภาพันธ์ 2553", 1, "การเกษตร", "ด้านการเกษตร", None, "กรมการข้าว", None, "นายฉ"),
        ((2, "GG-DAT-003", "error", ()),),
    ),
    (
        (MEETING, "มีนาคม 2553", 1, "การเกษตร", "ด้านการเกษตร", None, "กรมการข้าว", None, "นายช"),
        ((2, "GG-CEL-005", "error", ()),),
    ),
    (
        (MEETING, "10 มีนาคม 2553", "หนึ่ง", "การเกษตร", "ด้านการเกษตร", None, "กรมการข้าว", None, "นายซ"),
        ((3, "GG-CEL-002", "error", ()),),
    ),
    (
        (MEETING, "10 มีนาคม 2553", 1, "การเกษตร", "ด้านการเกษตร", None, "กรมชลประธาน", None, "นายฌ"),
        ((7, "GG-NAM-002", "error", ("กรมชลประทาน",)), (1, "GG-KEY-004", "error", ())),
    ),
    (
        (MEETING, "10 มีนาคม 2553", 1, "การเกษตร", "ด้านการเกษตร", None, "นายสมชาย ใจดี โทร. 081-234-5678", None, "นายญ"),
        ((7, "GG-PRS-003", "error", ()),),
    ),
    (
        (MEETING, "10 มีนาคม 2553", 1, "การเกษตร", "ด้านการเกษตร", None, "กรมชลประทาน", None, "นายฎ"),
        ((1, "GG-KEY-003", "error", ()),),
    ),
    (
        (MEETING, "10 มีนาคม 2553", 2, "การท่องเที่ยว", "ด้านการท่องเที่ยว", None, "ททท.", "ผู้เดินผ่าน", "นายฏ"),
        ((8, "GG-NAM-006", "error", ()), (7, "GG-NAM-023", "info", ()), (1, "GG-KEY-003", "error", ())),
    ),
)

AGENCIES: tuple[Cells, ...] = (
    ("ลำดับ", "กระทรวง", "ชื่อหน่วยงาน", "ชื่อภาษาอังกฤษ", "ชื่อย่อ", "ข้อมูล ณ วันที่"),
    (1, "กระทรวงเกษตรและสหกรณ์", "สถาบันพัฒนาผ้าไหมลุ่มน้ำมูล", "Mun River Silk Institute", "สผม.", "1 ตุลาคม 2553"),
    (2, "กระทรวงเกษตรและสหกรณ์", "กรมการข้าว", None, None, "1 ตุลาคม 2553"),
)
BAD_AGENCIES: tuple[tuple[Cells, tuple[tuple[int, str, str, tuple[str, ...]], ...]], ...] = (
    ((3, "กระทรวงเกษตรและสหกรณ", "กรมประมง", None, None, "1 ตุลาคม 2553"),
     ((2, "GG-NAM-002", "error", ("กระทรวงเกษตรและสหกรณ์",)),)),
    ((4, None, "กรมปศุสัตว์", None, None, "1 ตุลาคม 2553"), ((2, "GG-CEL-001", "error", ()),)),
    ((5, "กระทรวงเกษตรและสหกรณ์", "โครงการพระราชดำริบ้านเหนือ", None, None, "1 ตุลาคม 2553"),
     ((3, "GG-NAM-006", "error", ()),)),
    ((6, "กระทรวงเกษตรและสหกรณ์", "กรมหม่อนไหม", None, None, "เมื่อปีที่แล้ว"), ((6, "GG-DAT-002", "error", ()),)),
)  # fmt: skip


def workbook(path: Path, rows: Sequence[Cells]) -> Path:
    """A workbook of one sheet."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("ข้อมูล")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


@pytest.fixture(scope="module")
def workspace(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("others") / "store"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("done"))
    return Workspace.open(folder, write=True)


def findings(report: ImportReport) -> set[Found]:
    return {
        (
            f.place.row if f.place else None,
            f.place.cell or "" if f.place else "",
            f.code,
            str(f.severity),
            f.suggestions,
        )
        for f in report.findings
    }


def expected(first: int, rows: Sequence[tuple[Cells, tuple[tuple[int, str, str, tuple[str, ...]], ...]]]) -> set[Found]:
    return {
        (row, f"{'ABCDEFGHI'[column - 1]}{row}", code, severity, suggestions)
        for row, (_, found) in enumerate(rows, first)
        for column, code, severity, suggestions in found
    }


def dry(workspace: Workspace, path: Path) -> ImportReport:
    """What is found in the cells themselves; that the shapes find more is held elsewhere."""
    return import_file(workspace.store, workspace.journal, path, ImportOptions(dry_run=True), judging=lambda *_: None)


PERSONS: Found = (1, "I1", "GG-PRS-001", "warning", ())


def test_the_faults_of_participants(workspace: Workspace, tmp_path: Path) -> None:
    report = dry(
        workspace, workbook(tmp_path / "ผู้เข้าร่วม.xlsx", [*PARTICIPANTS, *(cells for cells, _ in BAD_PARTICIPANTS)])
    )
    assert report.profile == "participants"
    assert findings(report) == expected(6, BAD_PARTICIPANTS) | {PERSONS, (4, "G4", "GG-NAM-023", "info", ())}
    assert "081-234-5678" not in "".join(f"{f.message_th}{f.value}" for f in report.findings)


def test_participants_come_into_their_groups(workspace: Workspace, tmp_path: Path) -> None:
    (report,) = workspace.import_files([workbook(tmp_path / "ผู้เข้าร่วม.xlsx", PARTICIPANTS)])
    assert {found for found in findings(report) if found[3] != "info"} == {PERSONS}
    assert (report.loaded, report.rows_accepted) == (True, 4)
    name = Literal(MEETING, language="th")
    rows = workspace.store.select(f"""SELECT DISTINCT ?number ?theme ?who ?role ?day ?written WHERE {{
      ?meeting {term("skos:prefLabel")} {name} ; {term("gov:heldOn")} ?day .
      ?group {term("gov:partOfMeeting")} ?meeting ; {term("gov:groupNumber")} ?number ; {term("gov:theme")} ?theme .
      ?seat {term("gov:inGroup")} ?group ; {term("gov:participant")} ?who ;
        {term("gov:participationRole")} ?role ; {term("gov:writtenAs")} ?written }}""").rows
    seats = {
        tuple(value.value.removeprefix(ID) for value in row if isinstance(value, (NamedNode, Literal))) for row in rows
    }
    assert seats == {
        (number, theme, who, "role/participant", "2010-03-10", written)
        for number, theme, who, written in (
            ("1", "theme/agriculture", "agency/rid", "กรมชลประทาน"),
            ("1", "theme/agriculture", "agency/ldd", "กรมพัฒนาที่ดิน"),
            ("2", "theme/tourism", "agency/tat", "ททท."),
            ("2", "theme/tourism", "province/TH-90", "จังหวัดสงขลา"),
        )
    }


def test_the_faults_of_agencies(workspace: Workspace, tmp_path: Path) -> None:
    report = dry(workspace, workbook(tmp_path / "หน่วยงาน.xlsx", [*AGENCIES, *(cells for cells, _ in BAD_AGENCIES)]))
    assert report.profile == "agencies"
    assert findings(report) == expected(4, BAD_AGENCIES) | {(2, "C2", "GG-NAM-010", "warning", ())}


def test_a_new_agency_has_the_names_given_and_an_old_one_keeps_its_own(workspace: Workspace, tmp_path: Path) -> None:
    (report,) = workspace.import_files([workbook(tmp_path / "หน่วยงาน.xlsx", AGENCIES)])
    assert {found for found in findings(report) if found[3] != "info"} == {(2, "C2", "GG-NAM-010", "warning", ())}
    assert (report.loaded, report.rows_accepted) == (True, 2)
    name = Literal("สถาบันพัฒนาผ้าไหมลุ่มน้ำมูล", language="th")
    rows = workspace.store.select(f"""SELECT DISTINCT ?en ?short ?ministry WHERE {{
      ?new {term("skos:prefLabel")} {name}, ?en ; {term("skos:altLabel")} ?short . FILTER(LANG(?en) = "en")
      ?seat {term("org:member")} ?new ; {term("org:organization")} ?ministry }}""").rows
    assert [tuple(v.value for v in row if isinstance(v, (NamedNode, Literal))) for row in rows] == [
        ("Mun River Silk Institute", "สผม.", f"{ID}ministry/moac")
    ]
    rice = workspace.store.select(
        f"SELECT DISTINCT ?en WHERE {{ <{ID}agency/rice> {term('skos:prefLabel')} ?en }}"
    ).rows
    assert len(rice) == 2
