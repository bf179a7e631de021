"""The page answers first, asks no other host for anything, and every number on it can be followed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from govgraph.errors import StoreError
from govgraph.report import write_report
from govgraph.steward.shacl import Judgement, judge
from govgraph.store import open_store
from tests.report.reading import Page, files, page_of, table


@pytest.fixture(scope="module")
def judgement(built: Path) -> Judgement:
    with open_store(built) as store:
        return judge(store.quads())


@pytest.fixture(scope="module")
def report(built: Path, judgement: Judgement, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "report"
    with open_store(built) as store:
        write_report(store, folder, judgement=judgement, pdf=False)
    return folder


@pytest.fixture(scope="module")
def page(report: Path) -> Page:
    return page_of(report)


def test_it_opens_by_saying_how_few_statements_there_are_and_of_which_areas(page: Page) -> None:
    said = page.text.index("only 23 strategic statements")
    assert said < page.text.index("ministries linked")
    sentence = page.text[said : said + 600]
    assert "from 10 areas" in sentence
    for area in ("Phuket", "Chumphon", "Trang", "Songkhla", "Chaiyaphum", "Ubon Ratchathani", "Nakhon Si Thammarat"):
        assert area in sentence
    assert "For 7 of them a source states the years" in sentence


def test_it_then_gives_the_figures(page: Page) -> None:
    for figure in ("18 กระทรวง", "55 หน่วยงาน", "64 การเข้าร่วม", "28 ความเชื่อมโยง", "23 ข้อความ"):
        assert figure in page.text


def test_it_names_the_one_office_that_holds_the_groups_together(page: Page) -> None:
    assert (
        "Without the Office of the Permanent Secretary, Ministry of Transport the groups would fall apart" in page.text
    )


def test_it_says_plainly_which_overlaps_are_more_than_chance(page: Page, report: Path) -> None:
    # Ten pairs of five groups, six of which share agencies (3 3 2 2 1 1): no pair's q comes near 0.05.
    assert "Of 10 pairs, 6 share agencies. None shares more than chance; none less;" in page.text
    assert "ใน 10 คู่ มี 6 คู่ที่มีหน่วยงานร่วมกัน ไม่มีคู่ใดมากกว่าความบังเอิญ" in page.text
    assert sorted(int(row["observed"]) for row in table(report, "chance-groups")) == [0, 0, 0, 0, 1, 1, 2, 2, 3, 3]


def test_it_asks_no_other_host_for_anything(page: Page, report: Path) -> None:
    outside = [a for a in page.addresses if not a.startswith(("data:", "tables/", "pictures/"))]
    assert outside == []
    assert all((report / a).is_file() for a in page.addresses if not a.startswith("data:"))
    assert "default-src 'none'" in (report / "index.html").read_text(encoding="utf-8")


def test_every_participation_stands_on_it_with_its_line(page: Page, report: Path) -> None:
    seats = table(report, "participations")
    assert len(seats) == 64
    assert all(seat["line"].isdigit() and seat["row"].isdigit() for seat in seats)
    assert len(re.findall(r"\blines? \d", page.text)) >= 64
    # The page keeps the source's misspelling beside the right name.
    assert "“กรมปศุศัตว์”" in page.text


@pytest.mark.parametrize(
    ("name", "rows"),
    [("links-ministry-theme", 28), ("bridges", 6), ("participations", 64), ("group-overlaps", 6)],
)
def test_the_tables_hold_what_the_page_says(report: Path, name: str, rows: int) -> None:
    assert len(table(report, name)) == rows


def test_tables_open_in_excel_with_their_thai(report: Path) -> None:
    for path in (report / "tables").glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name


@pytest.mark.parametrize(("lang", "there", "absent"), [("th", "คำตอบ", "The answer"), ("en", "The answer", "คำตอบ")])
def test_one_language_is_one_language(
    built: Path, judgement: Judgement, tmp_path: Path, lang: str, there: str, absent: str
) -> None:
    with open_store(built) as store:
        write_report(store, tmp_path / "report", lang=lang, judgement=judgement, pdf=False)
    page = page_of(tmp_path / "report")
    assert there in page.text
    assert absent not in page.text
    # A statement whose source is in English only stands on a Thai page too, marked as English.
    assert "To build up the potential of the people" in page.text


def test_before_any_meeting_there_is_nothing_to_report(built: Path, tmp_path: Path) -> None:
    with open_store(built) as store, pytest.raises(StoreError, match=r"no participation up to that day.*report"):
        write_report(store, tmp_path / "report", as_of=date(1990, 1, 1), pdf=False)


def test_the_same_store_gives_the_same_bytes(report: Path, built: Path, judgement: Judgement, tmp_path: Path) -> None:
    with open_store(built) as store:
        write_report(store, tmp_path / "again", judgement=judgement, pdf=False)
    assert dict(files(tmp_path / "again")) == dict(files(report))
