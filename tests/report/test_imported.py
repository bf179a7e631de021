"""Reports on what users bring in: projects under strategies, and a second meeting that numbers its groups from one."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from govgraph.draw import BridgesScene
from govgraph.draw.layout import lay_out
from govgraph.draw.pictures import picture
from govgraph.names import ID
from govgraph.report import audience, write_report, write_report_for
from govgraph.report.book import book
from govgraph.steward.shacl import judge
from govgraph.store import open_store
from govgraph.workspace import Workspace
from tests.conftest import ROOT
from tests.report.reading import Page, page_of, table

UNDER = (
    "การวางระบบผังเมือง และระบบ Logistics เพื่ออำนวยความสะดวกด้านการค้า การลงทุน และเศรษฐกิจชายแดนให้ได้มาตรฐาน "
    "สอดคล้องกับความเจริญเติบโตและการขยายตัวทางเศรษฐกิจ"
)
"""The strategic issue of the middle central cluster, as the reference tables have it."""

AREA = "กลุ่มจังหวัดภาคกลางตอนกลาง"
HEAD = ("ชื่อโครงการ", "จังหวัด/กลุ่มจังหวัด", "ประเด็นยุทธศาสตร์", "หน่วยงานรับผิดชอบ", "ปีงบประมาณ", "งบประมาณ")
PROJECTS = [
    ("ถนนสายหนึ่ง", AREA, UNDER, "กรมทางหลวง", "2553", "5000000"),
    ("ถนนสายสอง", AREA, UNDER, "กรมทางหลวงชนบท", "2553", "7000000"),
    ("ถนนสายสาม", "จังหวัดภูเก็ต", "", "กรมทางหลวง", "2553", "1000000"),
    *((f"โครงการของ{name}", "จังหวัดสงขลา", "", name, "2553", "2000000") for name in (
        "กรมการข้าว", "กรมชลประทาน", "กรมประมง", "กรมปศุสัตว์", "กรมพัฒนาที่ดิน", "กรมวิชาการเกษตร",
        "กรมส่งเสริมการเกษตร", "สำนักงานปลัดกระทรวงเกษตรและสหกรณ์", "สำนักงานเศรษฐกิจการเกษตร",
        "กรมส่งเสริมสหกรณ์", "กรมตรวจบัญชีสหกรณ์", "สำนักงานการปฏิรูปที่ดินเพื่อเกษตรกรรม",
        "สำนักงานมาตรฐานสินค้าเกษตรและอาหารแห่งชาติ",
    )),
]  # fmt: skip
MEETING = """การประชุม,วันที่ประชุม,กลุ่มที่,ชื่อกลุ่ม,ด้าน,กระทรวง,หน่วยงาน
การประชุมติดตามผล,12 มี.ค. 2553,1,การท่องเที่ยว,การท่องเที่ยว,กระทรวงคมนาคม,กรมทางหลวง
การประชุมติดตามผล,12 มี.ค. 2553,1,การท่องเที่ยว,การท่องเที่ยว,กระทรวงการท่องเที่ยวและกีฬา,สำนักงานปลัดกระทรวงการท่องเที่ยวและกีฬา
การประชุมติดตามผล,12 มี.ค. 2553,2,อุตสาหกรรม,อุตสาหกรรม,กระทรวงคมนาคม,กรมทางหลวง
"""
DAY = date(2010, 6, 1)
ABOUT: Mapping[str, str | None] = {
    "ministry": f"{ID}ministry/mot",
    "cluster": f"{ID}cluster/central-middle",
    "province": f"{ID}province/TH-83",
    "national": None,
}


@pytest.fixture(scope="module")
def store(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data, and a made-up second meeting and made-up projects."""
    folder = tmp_path_factory.mktemp("imported")
    shutil.copytree(built, folder / "store", ignore=shutil.ignore_patterns("done"))
    (folder / "meeting.csv").write_text(MEETING, encoding="utf-8")
    with (folder / "projects.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *PROJECTS])
    with Workspace.open(folder / "store", write=True) as workspace:
        for profile, name in (("participants", "meeting.csv"), ("projects", "projects.csv")):
            (report,) = workspace.import_files([folder / name], profile=profile)
            assert report.rows_rejected == 0, report.findings
    return folder / "store"


@pytest.fixture(scope="module")
def reports(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folders = {kind: tmp_path_factory.mktemp(kind) / "report" for kind in ABOUT}
    with open_store(store) as opened:
        for kind, thing in ABOUT.items():
            write_report_for(opened, folders[kind], audience(opened, kind, thing), as_of=DAY, pdf=False)
    return folders


@pytest.fixture(scope="module")
def main(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("main") / "report"
    with open_store(store) as opened:
        write_report(opened, folder, judgement=judge(opened.quads()), pdf=False)
    return folder


@pytest.fixture(scope="module")
def page(main: Path) -> Page:
    return page_of(main)


def claim(report: Path, said: str) -> dict[str, str]:
    (found,) = (row for row in table(report, "claims") if said in row["sentence_en"])
    return found


def cited(report: Path, said: str) -> list[dict[str, str]]:
    number = claim(report, said)["claim"]
    return [row for row in table(report, "evidence") if row["claim"] == number]


@pytest.mark.parametrize("kind", ABOUT)
def test_with_money_too_every_claim_has_its_evidence_or_says_that_there_is_none(
    reports: Mapping[str, Path], kind: str
) -> None:
    for row in table(reports[kind], "claims"):
        assert (row["places"] == "0") == ("absent" in row["sure"].split()), row["sentence_en"]


def test_the_money_of_the_country_rests_on_the_row_of_every_project(reports: Mapping[str, Path]) -> None:
    # Two projects of a cluster (12 million) name no province; the others, of 1 and 13 times 2 million, name one each.
    said = "39.0 million baht are on record: 27.0 million baht name one province each, 0 baht several, 12.0 million"
    rows = cited(reports["national"], said)
    assert {row["title_en"] for row in rows} == {"table projects.csv"}
    assert sorted(int(row["row"]) for row in rows) == list(range(2, 2 + len(PROJECTS)))


def test_links_by_project_rest_on_the_projects_not_on_seats_of_the_same_agencies(reports: Mapping[str, Path]) -> None:
    rows = cited(reports["ministry"], "linked to 1 statement by a project")
    assert sorted(row["row"] for row in rows if row["title_en"] == "table projects.csv") == ["2", "3"]
    assert not [row for row in rows if row["line"] or row["title_en"] == "table meeting.csv"]


def test_links_by_theme_rest_on_the_seats_on_a_theme_of_the_statement_only(reports: Mapping[str, Path]) -> None:
    with (ROOT / "data" / "reference" / "statement_themes.csv").open(encoding="utf-8", newline="") as file:
        themes = {row["theme"] for row in csv.DictReader(file) if "th-83-2553-2556" in row["statement"]}
    assert themes == {"tourism", "social_environment"}  # groups 2 and 4 of the workshop
    with (ROOT / "data" / "workshop-2010-01-12" / "participations.csv").open(encoding="utf-8", newline="") as file:
        seats = [row for row in csv.DictReader(file) if row["group"] in ("2010-01-12-2", "2010-01-12-4")]
    lines = {row["line"].partition("-")[0] for row in seats}
    rows = cited(reports["province"], "by themes of groups")
    assert {row["line"] for row in rows if row["line"]} == lines
    assert {row["row"] for row in rows if row["title_en"] == "table meeting.csv"} == {"2", "3"}


def test_projects_under_two_statements_are_counted_once_and_agencies_of_all_bases(reports: Mapping[str, Path]) -> None:
    text = page_of(reports["ministry"]).text
    # Statements 2, agencies 4 (all that Transport sent), projects 2.
    assert re.search(r"Middle Central Provincial Cluster 2 4 2 น่าจะเป็น", text)


def test_links_say_when_the_groups_met(reports: Mapping[str, Path]) -> None:
    met = "between 12 January 2010 and 12 March 2010"
    assert f"sat in 5 groups {met}:" in claim(reports["ministry"], "of its agencies sat in")["sentence_en"]
    assert f"by themes of groups that met {met}" in claim(reports["province"], "by themes of groups")["sentence_en"]
    assert f"The groups met {met}." in page_of(reports["national"]).text


def test_rows_that_a_page_leaves_out_stand_in_a_file_beside_it(store: Path) -> None:
    left_out = set()
    with open_store(store) as opened:
        for kind, thing, day in (
            ("national", None, date(2018, 1, 1)),
            ("national", None, DAY),
            ("ministry", f"{ID}ministry/moac", DAY),
        ):
            for chapter in book(opened, audience(opened, kind, thing), day).chapters:
                more = {shown.name for shown in chapter.tables if shown.more}
                assert more <= set(chapter.files), chapter.anchor
                left_out |= more
    assert {"regrouped", "money-by-department", "gaps"} <= left_out


def test_groups_of_two_meetings_are_two_though_their_numbers_are_one(page: Page, main: Path) -> None:
    assert "Numbers without a dot are groups of the meeting of 12 January 2010; those that begin with 2·" in page.text
    # The permanent secretary of Tourism and Sports sat in group 2 of the first meeting and group 1 of the second.
    assert "Office of the Permanent Secretary, Ministry of Tourism and Sports 2 2·1 0.03" in page.text
    assert "1 ด้านการเกษตร Agriculture 14 " in page.text
    assert "2·1 ด้านการท่องเที่ยว Tourism 2 " in page.text
    # Highways sat in both groups of the second meeting; only the first of them had somebody else too.
    assert "Without the Department of Highways the groups would fall apart into 1 2 3 4 5 2·1 | 2·2." in page.text
    # Groups 1 and 5 of the first meeting share three agencies, group 1 of the second and group 5 of the first one.
    assert "1 · 1 3 0 3 0 0 2 1 · 0 2 1 1 0" in page.text


def test_the_picture_of_the_bridges_tells_two_meetings_apart_and_names_both_sources(store: Path) -> None:
    with open_store(store) as opened:
        scene = picture(opened, "bridges")
    assert isinstance(scene, BridgesScene)
    assert [group.sign for group in scene.groups] == ["1", "2", "3", "4", "5", "2·1", "2·2"]
    assert (scene.caption.source.en or "").endswith("; table meeting.csv")
    assert "those that begin with 2· of 12 March 2010" in (scene.caption.subtitle.en or "")
    texts = [text.line for text in lay_out(scene, lang="en").texts]
    assert texts.count("2·1") == 3  # the card, and Highways and the permanent secretary of Tourism and Sports
    assert texts.count("2·2") == 2


def test_without_a_ministry_groups_of_two_meetings_fall_apart_by_their_own_marks(reports: Mapping[str, Path]) -> None:
    # Its agencies alone sat in group 2 of the second meeting, and alone joined 2 and 4 to the others of the first.
    said = "(before: 1 2 3 4 5 2·1 2·2, after: 1 3 5 | 2 4 2·1)"
    assert claim(reports["ministry"], said)
    for kind in ("ministry", "national"):
        assert "those that begin with 2· of 12 March 2010" in page_of(reports[kind]).text


def test_a_seat_from_a_workbook_names_its_row(page: Page) -> None:
    assert "ตาราง meeting.csv, แถว 2 table meeting.csv, row 2" in page.text


def test_the_answer_tells_what_projects_link_from_what_is_inferred(page: Page) -> None:
    assert "all of them inferred from a shared theme." in page.text
    assert "Projects on record link 1 ministry to 1 of the 23 statements: 1 ministry–statement link." in page.text
    assert "The links in this table are inferred, but for 1 that a project under the statement makes" in page.text
    assert "Every link in this table is inferred" not in page.text


def test_the_command_for_the_same_table_is_about_the_same_day(page: Page) -> None:
    assert "govgraph links --from department --to strategy --as-of 2010-03-12" in page.text
