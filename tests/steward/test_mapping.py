"""Tables become statements exactly as their CSVW description says; what is wrong becomes a finding."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import uritemplate
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import InputError
from govgraph.names import GOV, graph, term, thing
from govgraph.steward.mapping import MappedRow, map_rows, read_mapping
from govgraph.steward.mapping.keys import DescribedTable, check_keys
from govgraph.steward.mapping.statements import template
from govgraph.steward.tables import read_table

G = graph("test")
SOURCE = thing("source", "test/t.csv")
SUBJECT = NamedNode("https://w3id.org/govgraph/id/agency/rice")
Write = Callable[[str, list[dict[str, Any]]], list[MappedRow]]


@pytest.fixture
def mapped(tmp_path: Path) -> Write:
    def run(csv_text: str, columns: list[dict[str, Any]]) -> list[MappedRow]:
        table = tmp_path / "t.csv"
        table.write_text(csv_text, encoding="utf-8", newline="")
        description = {
            "@context": "http://www.w3.org/ns/csvw",
            "url": "t.csv",
            "tableSchema": {"aboutUrl": "https://w3id.org/govgraph/id/agency/{key}", "columns": columns},
        }
        path = tmp_path / "t.csv-metadata.json"
        path.write_text(json.dumps(description), encoding="utf-8")
        return list(map_rows(read_mapping(path), read_table(table), G, SOURCE))

    return run


KEY = {"name": "key", "suppressOutput": True, "required": True}


def facts(rows: list[MappedRow]) -> set[tuple[str, str, str]]:
    """All statements but those about places, as short text."""
    return {
        (q.subject.value, q.predicate.value, str(q.object))
        for row in rows
        for q in row.quads
        if isinstance(q.subject, NamedNode) and "#row=" not in q.subject.value and "#line=" not in q.subject.value
    }


def test_a_cell_becomes_a_literal_with_language_or_datatype(mapped: Write) -> None:
    rows = mapped(
        "key,name,since\nrice,กรมการข้าว,2006-03-16\n",
        [
            KEY,
            {"name": "name", "propertyUrl": "skos:prefLabel", "lang": "th"},
            {"name": "since", "propertyUrl": GOV + "from", "datatype": "date"},
        ],
    )
    assert Quad(SUBJECT, term("skos:prefLabel"), Literal("กรมการข้าว", language="th"), G) in rows[0].quads
    assert Quad(SUBJECT, term("gov:from"), Literal("2006-03-16", datatype=term("xsd:date")), G) in rows[0].quads


def test_every_row_knows_its_place_in_the_file(mapped: Write) -> None:
    rows = mapped("key\nrice\n\nfish\n", [KEY])
    assert [row.number for row in rows] == [2, 4]  # the empty record is passed over and counted
    place = NamedNode(SOURCE.value + "#row=4")
    assert Quad(thing("agency", "fish"), term("gov:recordedAt"), place, G) in rows[1].quads
    assert Quad(place, term("gov:inSource"), SOURCE, G) in rows[1].quads
    assert Quad(place, term("gov:row"), Literal(4), G) in rows[1].quads


def test_a_line_of_the_source_text_is_named_by_rfc_5147(mapped: Write) -> None:
    column = {"name": "line", GOV + "place": {"source": "https://w3id.org/govgraph/id/source/opdc"}}
    rows = mapped("key,line\nrice,65\nfish,61-69\nbad,0\n", [KEY, column])
    one = NamedNode("https://w3id.org/govgraph/id/source/opdc#line=64,65")
    assert Quad(SUBJECT, term("dcterms:source"), one, G) in rows[0].quads
    assert Quad(one, term("gov:line"), Literal(65), G) in rows[0].quads
    many = NamedNode("https://w3id.org/govgraph/id/source/opdc#line=60,69")
    assert Quad(many, term("gov:lastLine"), Literal(69), G) in rows[1].quads
    assert [finding.code for finding in rows[2].findings] == ["GG-CEL-002"]


def test_an_empty_cell_says_nothing_and_a_required_one_is_found(mapped: Write) -> None:
    column = {"name": "name", "propertyUrl": "skos:prefLabel", "required": True}
    rows = mapped("key,name\nrice,\n", [KEY, column])
    assert facts(rows) == {(SUBJECT.value, GOV + "recordedAt", str(NamedNode(SOURCE.value + "#row=2")))}
    (finding,) = rows[0].findings
    assert (finding.code, finding.field) == ("GG-CEL-001", "name")
    assert finding.place is not None
    assert finding.place.cell == "B2"


@pytest.mark.parametrize(
    ("datatype", "text"),
    [
        ("date", "2010-02-30"), ("date", "12/01/2553"), ("integer", "๑๒"), ("integer", "1.0"),
        ("integer", "123456789012345678901234567890"), ("decimal", "12x"), ("decimal", "NaN"),
        ("boolean", "yes"), ("anyURI", "http://a b"), ("string", "a\x00b"), ("gYear", "10"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_found_and_not_stated(mapped: Write, datatype: str, text: str) -> None:
    rows = mapped(f"key,v\nrice,{text}\n", [KEY, {"name": "v", "propertyUrl": GOV + "note", "datatype": datatype}])
    assert [(f.code, f.value) for f in rows[0].findings] == [("GG-CEL-002", text)]
    assert not any(p.endswith("#note") for _, p, _ in facts(rows))


def test_a_list_makes_one_statement_an_element(mapped: Write) -> None:
    column = {
        "name": "source",
        "separator": ";",
        "propertyUrl": "dcterms:source",
        "valueUrl": "https://w3id.org/govgraph/id/source/{source}",
        GOV + "each": True,
    }
    rows = mapped("key,source\nrice,a; b\n", [KEY, column])
    sources = {o for _, p, o in facts(rows) if p.endswith("terms/source")}
    assert sources == {f"<https://w3id.org/govgraph/id/source/{key}>" for key in "ab"}


def test_without_our_annotation_a_list_makes_one_url_as_the_standard_says(mapped: Write) -> None:
    column = {"name": "s", "separator": ";", "propertyUrl": "dcterms:source", "valueUrl": "https://example.org/{s}"}
    rows = mapped("key,s\nrice,a;b\n", [KEY, column])
    assert {o for _, p, o in facts(rows) if p.endswith("terms/source")} == {"<https://example.org/a,b>"}


def test_a_virtual_column_speaks_for_every_row_about_another_thing(mapped: Write) -> None:
    column = {
        "name": "period",
        "virtual": True,
        "aboutUrl": "https://w3id.org/govgraph/id/period/{key}",
        "propertyUrl": "rdf:type",
        "valueUrl": GOV + "Period",
    }
    rows = mapped("key\nrice\n", [KEY, column])
    period = "https://w3id.org/govgraph/id/period/rice"
    assert (period, term("rdf:type").value, str(term("gov:Period"))) in facts(rows)


def test_a_row_with_too_few_cells_is_found(mapped: Write) -> None:
    rows = mapped("key,name\nrice\n", [KEY, {"name": "name", "propertyUrl": "skos:prefLabel"}])
    assert [f.code for f in rows[0].findings] == ["GG-ROW-001"]


@pytest.mark.parametrize(
    ("column", "named"),
    [
        ({"name": "v", "propertyUrl": "x:y", "ordered": True}, "ordered"),
        ({"name": "v", "propertyUrl": "x:y", "datatype": "duration"}, "duration"),
        ({"name": "v", "propertyUrl": "x:y", "datatype": {"base": "date", "format": "d/M/yyyy"}}, "format"),
        ({"name": "v"}, "propertyUrl"),
        ({"propertyUrl": "x:y"}, "name"),
        ({"name": "v", "propertyUrl": "x:y", "gov:unit": "baht"}, "gov:unit"),
    ],
)
def test_what_is_not_supported_is_an_error_never_ignored(mapped: Write, column: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named):
        mapped("key,v\nrice,1\n", [KEY, column])


def test_header_and_description_must_agree(mapped: Write) -> None:
    with pytest.raises(InputError, match="header"):
        mapped("key,nmae\nrice,1\n", [KEY, {"name": "name", "propertyUrl": "skos:prefLabel"}])


def test_keys_that_repeat_or_lead_nowhere_are_found(tmp_path: Path) -> None:
    for name, text in {"a.csv": "key,up\nx,y\nx,z\n", "b.csv": "key\ny\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        columns = [{"name": column, "suppressOutput": True} for column in text.split("\n", 1)[0].split(",")]
        foreign = [{"columnReference": "up", "reference": {"resource": "b.csv", "columnReference": "key"}}]
        schema = {"columns": columns, "primaryKey": "key", **({"foreignKeys": foreign} if name == "a.csv" else {})}
        (tmp_path / f"{name}-metadata.json").write_text(json.dumps({"url": name, "tableSchema": schema}))
    tables = {
        name: DescribedTable(read_mapping(tmp_path / f"{name}-metadata.json"), read_table(tmp_path / name), name)
        for name in ("a.csv", "b.csv")
    }
    found = [(f.code, f.place.row if f.place else None, f.value) for f in check_keys(tables)]
    assert found == [("GG-KEY-001", 3, "x"), ("GG-KEY-002", 3, "z")]


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@given(value=NAMES)
def test_plain_templates_expand_as_rfc_6570_says(value: str) -> None:
    for text in ("https://example.org/{v}", "https://example.org/{v}/x#{v}"):
        assert template(text)({"v": value}).value == uritemplate.expand(text, {"v": value})


@pytest.mark.parametrize("content", ["", "not,utf8 \x81".encode("latin-1"), b'a,b\n"open,1\n'])
def test_a_file_that_is_no_table_is_refused_by_name(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=r"t\.csv"):
        list(read_table(path).rows())


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no file .*gone\.csv"):
        read_table(tmp_path / "gone.csv")
