"""Every format can be read back by somebody else's reader, whole."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)
from rich.cells import cell_len

from govgraph.errors import LimitError, UsageError
from govgraph.model import Label
from govgraph.research.results import Cell, Column, Kind, Rows, encode, formats
from govgraph.research.terminal import fold
from govgraph.store.port import Table, Term

XSD = "http://www.w3.org/2001/XMLSchema#"
MOAC = NamedNode("https://w3id.org/govgraph/id/ministry/moac")
TABLE = Table(
    ("thing", "name", "n"),
    (
        (MOAC, Literal("กระทรวงเกษตรและสหกรณ์", language="th"), Literal("3", datatype=NamedNode(XSD + "integer"))),
        (None, Literal('a "b"\t<c> & \\ d\ne'), None),
        (
            BlankNode("x"),
            Literal("07", datatype=NamedNode(XSD + "integer")),
            Literal("1.50", datatype=NamedNode(XSD + "decimal")),
        ),
    ),
)
ROWS = Rows(
    (
        Column("source", Label("หน่วยงาน", "source"), Kind.IRI),
        Column("source_th", Label("ชื่อไทย", "Thai name")),
        Column("source_en", Label("ชื่ออังกฤษ", "English name")),
        Column("agencies", Label("จำนวน", "agencies"), Kind.INTEGER),
        Column("amount_thb", Label("บาท", "baht"), Kind.DECIMAL),
        Column("sure", kind=Kind.BOOLEAN),
        Column("day", kind=Kind.DATE),
    ),
    (
        (
            MOAC.value,
            "กระทรวงเกษตรและสหกรณ์",
            "Ministry of Agriculture and Cooperatives",
            3,
            Decimal("10.10"),
            True,
            date(2010, 1, 12),
        ),
        ("urn:x", "=1+1", "pipe | and\nline\ttab", None, None, False, None),
    ),
)


def texts(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_select_as_json_and_xml_and_tsv_is_read_back_by_the_engine() -> None:
    for form, known in (
        ("json", QueryResultsFormat.JSON),
        ("xml", QueryResultsFormat.XML),
        ("tsv", QueryResultsFormat.TSV),
    ):
        found = parse_query_results(encode(TABLE, form), format=known)
        assert isinstance(found, QuerySolutions)
        assert [v.value for v in found.variables] == ["thing", "name", "n"]
        rows = [tuple(row) for row in found]
        if form == "tsv":  # blank nodes get a label of the reader's own
            rows = [(BlankNode("x") if isinstance(a, BlankNode) else a, b, c) for a, b, c in rows]
        assert rows == list(TABLE.rows), form


def test_select_as_json_and_xml_is_read_back_by_rdflib() -> None:
    for form in ("json", "xml"):
        found = rdflib.query.Result.parse(io.BytesIO(encode(TABLE, form)), format=form)
        (first, *_) = [row for row in found if isinstance(row, rdflib.query.ResultRow)]
        assert first["thing"] == rdflib.URIRef(MOAC.value)
        assert first["name"] == rdflib.Literal("กระทรวงเกษตรและสหกรณ์", lang="th")


def test_select_as_csv_has_bare_values_and_unix_lines() -> None:
    data = encode(TABLE, "csv")
    assert data.startswith("thing,name,n\nhttps://w3id.org/govgraph/id/ministry/moac,กระทรวงเกษตรและสหกรณ์,3\n".encode())
    assert b"\r" not in data
    assert texts(data)[2] == ["", 'a "b"\t<c> & \\ d\ne', ""]
    assert texts(data)[3] == ["_:x", "07", "1.50"]


def test_our_tables_as_csv() -> None:
    assert texts(encode(ROWS, "csv")) == [
        ["source", "source_th", "source_en", "agencies", "amount_thb", "sure", "day"],
        [
            MOAC.value,
            "กระทรวงเกษตรและสหกรณ์",
            "Ministry of Agriculture and Cooperatives",
            "3",
            "10.10",
            "true",
            "2010-01-12",
        ],
        ["urn:x", "=1+1", "pipe | and\nline\ttab", "", "", "false", ""],
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.text(max_size=12), min_size=n, max_size=n), min_size=1))
)
def test_csv_gives_back_every_text(cells: list[list[str]]) -> None:
    cells = [[c.encode("utf-8", "replace").decode() for c in row] for row in cells]
    rows = Rows(tuple(Column(f"c{i}") for i in range(len(cells[0]))), tuple(tuple(row) for row in cells))
    assert texts(encode(rows, "csv"))[1:] == cells


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_tsv_of_ours_is_one_line_a_row(cells: list[str]) -> None:
    cells = [c.encode("utf-8", "replace").decode() for c in cells]
    rows = Rows(tuple(Column(f"c{i}") for i in range(len(cells))), (tuple(cells),))
    lines = encode(rows, "tsv").decode().split("\n")
    assert len(lines) == 3
    unescaped = [
        re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n", "r": "\r"}.get(m[1], m[1]), c) for c in lines[1].split("\t")
    ]
    assert unescaped == cells


def test_our_tables_as_json_and_jsonl() -> None:
    expected = [
        {
            "source": MOAC.value,
            "source_th": "กระทรวงเกษตรและสหกรณ์",
            "source_en": "Ministry of Agriculture and Cooperatives",
            "agencies": 3,
            "amount_thb": 10.1,
            "sure": True,
            "day": "2010-01-12",
        },
        {
            "source": "urn:x",
            "source_th": "=1+1",
            "source_en": "pipe | and\nline\ttab",
            "agencies": None,
            "amount_thb": None,
            "sure": False,
            "day": None,
        },
    ]
    assert json.loads(encode(ROWS, "json")) == expected
    assert [json.loads(line) for line in encode(ROWS, "jsonl").splitlines()] == expected


def test_an_amount_too_long_for_a_float_stays_whole_in_json() -> None:
    rows = Rows((Column("a", kind=Kind.DECIMAL),), ((Decimal("12345678901234567.89"),), (Decimal("100.00"),)))
    assert json.loads(encode(rows, "json")) == [{"a": "12345678901234567.89"}, {"a": 100}]


def test_markdown_keeps_its_columns_whatever_the_text() -> None:
    lines = encode(ROWS, "md", lang="th").decode().splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("| หน่วยงาน | ชื่อไทย |")
    assert {len(re.split(r"(?<!\\)\|", line)) for line in lines} == {9}
    assert "pipe \\| and<br>line" in lines[3]


def sheet_cells(data: bytes) -> dict[str, tuple[str | None, str | None, bool]]:
    """Address → (type, text, is a formula), read from the file itself."""
    ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = [
            "".join(t.text or "" for t in si.iter(f"{{{ns['m']}}}t"))
            for si in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iterfind("m:si", ns)
        ]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in sheet.iter(f"{{{ns['m']}}}c"):
        value = cell.find("m:v", ns)
        text = value.text if value is not None else None
        kind = cell.get("t")
        if kind == "s" and text is not None:
            text = shared[int(text)]
        found[str(cell.get("r"))] = (kind, text, cell.find("m:f", ns) is not None)
    return found


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers() -> None:
    dangerous = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "https://example.org", "007"]
    rows = Rows((Column("t"), Column("n", kind=Kind.INTEGER)), tuple((d, i) for i, d in enumerate(dangerous)))
    cells = sheet_cells(encode(rows, "xlsx"))
    assert [cells[f"A{n}"] for n in range(2, 8)] == [("s", text, False) for text in dangerous]
    assert [cells[f"B{n}"] for n in range(2, 8)] == [(None, str(n), False) for n in range(6)]


def test_a_workbook_is_the_same_each_time_and_days_are_days() -> None:
    data = encode(ROWS, "xlsx", lang="th")
    assert data == encode(ROWS, "xlsx", lang="th")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", book.read("docProps/core.xml").decode())) == {
            "2010-01-12T00:00:00Z"
        }
    cells = sheet_cells(data)
    assert cells["A1"][1] == "หน่วยงาน"
    assert cells["G2"] == (None, "40190", False)  # 2010-01-12, counted from 1900 as Excel does
    assert cells["F2"] == ("b", "1", False)


def test_a_number_beyond_fifteen_digits_is_kept_as_text_in_a_workbook() -> None:
    rows = Rows((Column("id", kind=Kind.INTEGER),), ((1234567890123456789,),))
    assert sheet_cells(encode(rows, "xlsx"))["A2"] == ("s", "1234567890123456789", False)


def test_what_a_workbook_cannot_hold_is_said_not_cut() -> None:
    rows = Rows((Column("t"),), (("ก" * 32_768,),))
    with pytest.raises(LimitError, match="row 2"):
        encode(rows, "xlsx")


def test_a_table_is_never_cut_and_every_line_is_as_wide_as_its_text() -> None:
    name = "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์" * 4
    rows = Rows((Column("a", Label("ชื่อ", "name")), Column("b")), ((name, "end"),))
    text = encode(rows, "table", lang="th").decode()
    assert name in text
    assert "…" not in text
    assert "ชื่อ" in text


def test_on_a_narrow_terminal_lines_break_between_words_and_nothing_is_lost() -> None:
    name = "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"
    text = encode(Rows((Column("a"), Column("b")), ((name, "z"),)), "table", width=40).decode()
    _, rule, *body = text.splitlines()
    assert set(rule) == {"─", " "}
    assert "".join(line.removesuffix("z").strip() for line in body) == name
    assert max(cell_len(line) for line in text.splitlines()) <= 40
    # No line begins with a mark that belongs to the letter before it.
    assert not any(unicodedata.category(line[0]) == "Mn" or line[0] == "ำ" for line in body)


def test_where_words_do_not_fit_side_by_side_every_row_becomes_a_block() -> None:
    cells = (("unbreakable-word",) * 3, ("x", None, "y"))
    rows = Rows(tuple(Column(name) for name in ("first", "second", "third")), cells)
    lines = encode(rows, "table", width=30).decode().splitlines()
    assert lines == [
        "─ 1 " + "─" * 26,
        "first   unbreakable-word",
        "second  unbreakable-word",
        "third   unbreakable-word",
        "─ 2 " + "─" * 26,
        "first   x",
        "third   y",
    ]


def test_a_word_wider_than_the_terminal_is_folded_not_cut() -> None:
    long = "ก" * 50
    lines = encode(Rows((Column("a"),), ((long,),)), "table", width=20).decode().splitlines()
    assert max(map(cell_len, lines)) <= 20
    assert sum(line.count("ก") for line in lines) == 50


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="กำน้เแ่ิ์ sa-:", max_size=60), st.integers(4, 40))
def test_folding_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    folded = fold(text, width)
    assert "".join("".join(folded).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in folded)


def test_at_a_terminal_columns_that_nobody_filled_are_left_out() -> None:
    rows = Rows((Column("a"), Column("empty"), Column("zero", kind=Kind.INTEGER)), (("x", None, 0),))
    assert encode(rows, "table").decode() == "a  zero\n─  ────\nx     0\n"
    assert encode(Rows(rows.columns), "table").decode().startswith("a  empty  zero\n")


def test_at_a_terminal_a_thing_is_one_column_in_the_language_asked_for() -> None:
    both, thai, english = (encode(ROWS, "table", lang=lang).decode() for lang in ("both", "th", "en"))
    for text in (both, thai, english):
        assert "id:ministry/moac" in text
    assert ("กระทรวงเกษตร" in thai, "Ministry of Agri" in thai) == (True, False)
    assert ("กระทรวงเกษตร" in english, "Ministry of Agri" in english) == (False, True)
    assert ("กระทรวงเกษตร" in both, "Ministry of Agri" in both) == (True, True)
    assert "\x1b[1m" in encode(ROWS, "table", colour=True).decode()
    assert "\x1b" not in both


def test_graphs_are_written_sorted_and_read_back() -> None:
    name = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    triples = (
        Triple(MOAC, name, Literal("เกษตร", language="th")),
        Triple(MOAC, name, Literal("Agriculture", language="en")),
        Triple(MOAC, name, Literal("Agriculture", language="en")),
    )
    expected = rdflib.Graph()
    for text, lang in (("เกษตร", "th"), ("Agriculture", "en")):
        expected.add((rdflib.URIRef(MOAC.value), rdflib.SKOS.prefLabel, rdflib.Literal(text, lang=lang)))
    for form, known in (
        ("turtle", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
    ):
        data = encode(triples, form)
        assert data == encode(tuple(reversed(triples)), form)
        assert {quad.triple for quad in parse(data, format=known)} == set(triples), form
    assert set(rdflib.Graph().parse(data=encode(triples, "turtle"), format="turtle")) == set(expected)
    assert b"@prefix skos:" in encode(triples, "turtle")


def test_ask() -> None:
    assert encode(True, "text") == b"true\n"
    assert json.loads(encode(False, "json")) == {"head": {}, "boolean": False}
    assert bool(parse_query_results(encode(True, "xml"), format=QueryResultsFormat.XML)) is True


def test_a_format_that_does_not_fit_the_answer_is_refused_with_those_that_do() -> None:
    with pytest.raises(UsageError, match="turtle, nt, jsonld"):
        encode((), "csv")
    with pytest.raises(UsageError, match="text, json, xml"):
        encode(True, "xlsx")
    assert "xml" not in formats(ROWS)


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (Literal("3", datatype=NamedNode(XSD + "integer")), 3),
        (Literal("3", datatype=NamedNode(XSD + "nonNegativeInteger")), 3),
        (Literal("x", datatype=NamedNode(XSD + "integer")), "x"),
        (Literal("1.50", datatype=NamedNode(XSD + "decimal")), Decimal("1.50")),
        (Literal("INF", datatype=NamedNode(XSD + "double")), "INF"),
        (Literal("1", datatype=NamedNode(XSD + "boolean")), True),
        (Literal("2010-01-12", datatype=NamedNode(XSD + "date")), date(2010, 1, 12)),
        (Literal("2010-01-12Z", datatype=NamedNode(XSD + "date")), "2010-01-12Z"),
        (MOAC, MOAC.value),
        (None, None),
    ],
)
def test_terms_become_plain_values(term: Term | None, cell: Cell) -> None:
    ((found,),) = Rows.of_table(Table(("x",), ((term,),))).rows
    assert found == cell
    assert type(found) is type(cell)


def test_rows_know_their_width_and_their_kinds() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Rows((Column("a"), Column("b")), (("x",),))
    rows = Rows.of_table(TABLE, {"name": Label("ชื่อ", "name")})
    assert rows.columns[1].label.th == "ชื่อ"
    assert rows.columns[2].kind is Kind.DECIMAL
    assert Rows.of((Column("a"), Column("b")), [{"a": 1}]).rows == ((1, None),)
