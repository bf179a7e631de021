"""What a notebook shows: headings in two languages, the first rows, how many more, and never a text as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from govgraph.model import Label
from govgraph.research.notebook import SHOWN, html, text
from govgraph.research.results import Column, Kind, Rows

MOAC = "https://w3id.org/govgraph/id/ministry/moac"
COLUMNS = (
    Column("ministry", Label("กระทรวง", "Ministry"), Kind.IRI),
    Column("ministry_th", Label("ชื่อกระทรวง", "Ministry (Thai)")),
    Column("ministry_en", Label("ชื่อกระทรวง (อังกฤษ)", "Ministry (English)")),
    Column("agencies", Label("จำนวนหน่วยงาน", "number of agencies"), Kind.INTEGER),
    Column("stage", Label("ขั้น", "stage")),
)
ROW = (MOAC, "กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture", 9, None)
VOID = {"br", "hr", "img", "input", "meta", "link"}


class Page(HTMLParser):
    """A piece of HTML, read: its cells by kind, its texts, and whether all tags are closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.cells: list[tuple[str, str | None, list[str]]] = []
        self.text = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.cells.append((tag, dict(attrs).get("class"), []))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            return
        self.text += data
        if {"td", "th"} & set(self.open):
            self.cells[-1][2].append(data)


def test_a_thing_stands_with_its_names_below_headings_in_two_languages() -> None:
    page = Page(html(Rows(COLUMNS, (ROW,))))
    assert page.cells == [
        ("th", None, ["กระทรวง", "Ministry", "ministry"]),
        ("th", "n", ["จำนวนหน่วยงาน", "number of agencies", "agencies"]),
        ("td", None, ["กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture", "id:ministry/moac"]),
        ("td", "n", ["9"]),
    ]


def test_a_column_without_a_value_is_named_below() -> None:
    page = Page(html(Rows(COLUMNS, (ROW,))))
    assert page.text.strip().endswith("1 แถว · 1 row — คอลัมน์ที่ว่าง · empty columns: stage")
    only_thai = (MOAC, "กระทรวงเกษตรและสหกรณ์", None, 9, "x")
    assert "empty columns" not in Page(html(Rows(COLUMNS, (only_thai,)))).text


def test_more_rows_than_fit_are_counted() -> None:
    rows = Rows(COLUMNS, (ROW,) * 1234)
    page = Page(html(rows))
    assert page.seen.count("tr") == 1 + SHOWN
    assert "1,234 แถว · 1,234 rows — อีก 1,214 แถว · 1,214 more rows" in page.text
    assert "more row" not in Page(html(rows[:SHOWN])).text
    assert text(rows).splitlines()[-1] == "อีก 1,214 แถว · 1,214 more rows"


def test_an_empty_table_shows_its_headings_and_that_it_is_empty() -> None:
    page = Page(html(Rows(COLUMNS)))
    assert [tag for tag, _, _ in page.cells] == ["th"] * 3
    assert "0 แถว · 0 rows" in page.text
    assert text(Rows(COLUMNS)).splitlines()[-1] == "0 แถว · 0 rows"
    assert "0 rows" in Page(html(Rows(()))).text


@given(st.text(), st.text())
def test_no_text_becomes_html(cell: str, name: str) -> None:
    usual = Page(html(Rows((Column("a", Label(name, name)), Column("b")), (("x", "y"),))))
    page = Page(html(Rows((Column("a", Label(name, name)), Column("b")), ((cell, "y"),))))
    assert set(page.seen) <= {
        "div",
        "style",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "br",
        "code",
        "span",
        "p",
        "small",
    }
    assert usual.seen.count("tr") == page.seen.count("tr") == 2
