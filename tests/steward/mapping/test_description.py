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
from govgraph.steward.mapping.templates import template
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
    assert rows[0].quads == ()  # a row with an error states nothing
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
        ("date", "0000-00-00"), ("date", "20100112"), ("date", "2010-W02-2"), ("datetime", "2010-01-12"),
        ("integer", "9" * 5000), ("decimal", "1_000"), ("decimal", "๑๒"), ("decimal", "1E999999999"),
        ("number", "1E400"), ("number", "INF"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_found_and_not_stated(mapped: Write, datatype: str, text: str) -> None:
    rows = mapped(f"key,v\nrice,{text}\n", [KEY, {"name": "v", "propertyUrl": GOV + "note", "datatype": datatype}])
    assert [(f.code, f.value) for f in rows[0].findings] == [("GG-CEL-002", text)]
    assert not any(p.endswith("#note") for _, p, _ in facts(rows))


@pytest.mark.parametrize(
    ("datatype", "text", "value"),
    [("integer", "-007", "-7"), ("decimal", "1.50", "1.50"), ("decimal", ".5", "0.5"), ("number", "12E2", "1200")],
)
def test_a_number_is_stated_as_it_is_written_but_for_its_zeros(
    mapped: Write, datatype: str, text: str, value: str
) -> None:
    rows = mapped(f"key,v\nrice,{text}\n", [KEY, {"name": "v", "propertyUrl": GOV + "note", "datatype": datatype}])
    assert {q.object.value for q in rows[0].quads if q.predicate == term("gov:note")} == {value}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value_url", "cell"),
    [
        ("https://example.org/{+v}", "a[b"),
        ("{+v}", "agency/rice"),
        ("{+v}", "http://a:b:c/"),
        ("https://e.org/{v", "a"),
    ],
)
def test_cells_that_make_no_iri_are_found_and_nothing_is_stated(mapped: Write, value_url: str, cell: str) -> None:
    rows = mapped(f"key,v\nrice,{cell}\n", [KEY, {"name": "v", "propertyUrl": GOV + "tier", "valueUrl": value_url}])
    assert [(f.code, f.place.cell if f.place else None) for f in rows[0].findings] == [("GG-CEL-003", "B2")]
    assert not any(p.endswith("#tier") for _, p, _ in facts(rows))


def test_a_row_about_what_is_no_iri_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("key,v\nrice,1\n", encoding="utf-8")
    columns = [KEY, {"name": "v", "propertyUrl": GOV + "note"}]
    description = {"url": "t.csv", "tableSchema": {"aboutUrl": "{+key}", "columns": columns}}
    (tmp_path / "t.csv-metadata.json").write_text(json.dumps(description), encoding="utf-8")
    (row,) = map_rows(read_mapping(tmp_path / "t.csv-metadata.json"), read_table(tmp_path / "t.csv"), G, SOURCE)
    assert ([f.code for f in row.findings], row.quads) == (["GG-CEL-003"], ())


@pytest.mark.parametrize("line", ["9" * 20, "9" * 5000, "9-5", "ห้า"])
def test_what_is_no_line_of_a_text_is_found(mapped: Write, line: str) -> None:
    column = {"name": "line", GOV + "place": {"source": "https://w3id.org/govgraph/id/source/opdc"}}
    rows = mapped(f"key,line\nrice,{line}\n", [KEY, column])
    assert [finding.code for finding in rows[0].findings] == ["GG-CEL-002"]


def test_a_byte_order_mark_and_line_ends_of_other_systems_change_nothing(mapped: Write) -> None:
    columns: list[dict[str, Any]] = [KEY, {"name": "v", "propertyUrl": GOV + "note"}]
    assert facts(mapped("\ufeffkey,v\r\nrice,1\r\n", columns)) == facts(mapped("key,v\nrice,1\n", columns))


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
        ({"name": "v", "propertyUrl": "x:y", "datatype": "money"}, "money"),
        ({"name": "v", "propertyUrl": "x:y", "datatype": {"base": "date", "format": "d MMMM yyyy"}}, "format"),
        ({"name": "v"}, "propertyUrl"),
        ({"propertyUrl": "x:y"}, "name"),
        ({"name": "v", "propertyUrl": "x:y", "gov:unit": "baht"}, "gov:unit"),
        ({"name": "v", "propertyUrl": "x:y", "required": "true"}, "required"),
        ({"name": "v", "propertyUrl": "x:y", "gov:each": "true"}, "gov:each"),
        ({"name": "v", "propertyUrl": "not an iri"}, "not an iri"),
        ({"name": "v", "propertyUrl": "x:y", "lang": "th_TH"}, "th_TH"),
        ({"name": "v", "propertyUrl": "x:y", "datatype": {"@id": "no iri", "base": "string"}}, "no iri"),
        ({"name": "v", "gov:place": {}}, "source"),
        ({"name": "v", "gov:place": {"source": "no iri"}}, "no iri"),
        ({"name": "v", "propertyUrl": "x:y", "valueUrl": "https://example.org/{w}"}, "“w”"),
        ({"name": "key", "propertyUrl": "x:y"}, "twice"),
    ],
)
def test_what_is_not_supported_is_an_error_never_ignored(mapped: Write, column: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named):
        mapped("key,v\nrice,1\n", [KEY, column])


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"dialect": {"delimiter": ";"}}, "dialect"),
        ({"tableSchema": {"columns": [KEY], "foreignKeys": 3}}, "foreignKeys"),
        ({"tableSchema": {"columns": [KEY], "foreignKeys": None}}, "foreignKeys"),
        ({"tableSchema": {"columns": [KEY], "aboutUrl": "https://example.org/{id}"}}, "“id”"),
        ({"tableSchema": {"columns": [{"name": "t", "virtual": True, "propertyUrl": "x:y"}, KEY]}}, "virtual"),
        ({"tableSchema": [KEY]}, "tableSchema"),
    ],
)
def test_a_description_that_says_something_else_is_refused(
    tmp_path: Path, change: dict[str, object], named: str
) -> None:
    path = tmp_path / "t.csv-metadata.json"
    path.write_text(json.dumps({"url": "t.csv", "tableSchema": {"columns": [KEY]}} | change), encoding="utf-8")
    with pytest.raises(InputError, match=named):
        read_mapping(path)


def test_a_table_that_is_suppressed_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("key\nrice\n", encoding="utf-8")
    schema = {"aboutUrl": "https://example.org/{key}", "columns": [{"name": "key", "propertyUrl": "skos:notation"}]}
    description = {"url": "t.csv", "suppressOutput": True, "tableSchema": schema}
    (tmp_path / "t.csv-metadata.json").write_text(json.dumps(description), encoding="utf-8")
    (row,) = map_rows(read_mapping(tmp_path / "t.csv-metadata.json"), read_table(tmp_path / "t.csv"), G, SOURCE)
    assert (row.quads, row.findings) == ((), ())


def test_properties_are_inherited_from_group_to_column(tmp_path: Path) -> None:
    path = tmp_path / "t.csv-metadata.json"
    columns = [{"name": "a", "propertyUrl": "skos:note"}, {"name": "b", "propertyUrl": "skos:note", "lang": "en"}]
    table = {"url": "t.csv", "null": "-", "tableSchema": {"columns": columns, "required": True}}
    group = {"lang": "th", "aboutUrl": "https://example.org/{a}", "tables": [table]}
    path.write_text(json.dumps(group), encoding="utf-8")
    mapping = read_mapping(path)
    assert [(c.language, c.null, c.required) for c in mapping.columns] == [("th", ("-",), True), ("en", ("-",), True)]
    assert mapping.about == "https://example.org/{a}"


@pytest.mark.parametrize(
    ("datatype", "text", "value"),
    [
        ({"base": "date", "format": "d/M/yyyy"}, "2/1/2010", "2010-01-02"),
        ({"base": "datetime", "format": "dd.MM.yyyy HH:mm"}, "02.01.2010 08:30", "2010-01-02T08:30:00"),
        ({"base": "decimal", "format": {"groupChar": ".", "decimalChar": ","}}, "1.234,5", "1234.5"),
        ({"base": "decimal", "format": {"pattern": "#,##0.00"}}, "1,160,100.00", "1160100.00"),
        ({"base": "boolean", "format": "ใช่|ไม่"}, "ไม่", "false"),
        ({"base": "string", "format": "[A-Z]{2}"}, "TH", "TH"),
        ({"base": "integer", "minimum": 1, "maximum": 5}, "5", "5"),
        ({"base": "string", "length": 2}, "กข", "กข"),
    ],
)
def test_a_format_says_how_a_value_is_written(
    mapped: Write, datatype: dict[str, object], text: str, value: str
) -> None:
    rows = mapped(f'key,v\nrice,"{text}"\n', [KEY, {"name": "v", "propertyUrl": GOV + "note", "datatype": datatype}])
    assert rows[0].findings == ()
    assert {q.object.value for q in rows[0].quads if q.predicate == term("gov:note")} == {value}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("datatype", "text"),
    [
        ({"base": "date", "format": "d/M/yyyy"}, "31/2/2010"),
        ({"base": "decimal", "format": {"pattern": "#,##0.00"}}, "11,60,100.00"),
        ({"base": "decimal", "format": {"groupChar": ","}}, "1,,160"),
        ({"base": "boolean", "format": "ใช่|ไม่"}, "true"),
        ({"base": "string", "format": "[A-Z]{2}"}, "THA"),
        ({"base": "integer", "minExclusive": 1}, "1"),
        ({"base": "string", "minLength": 3}, "กข"),
    ],
)
def test_what_is_not_of_the_format_is_found(mapped: Write, datatype: dict[str, object], text: str) -> None:
    rows = mapped(f'key,v\nrice,"{text}"\n', [KEY, {"name": "v", "propertyUrl": GOV + "note", "datatype": datatype}])
    assert [finding.code for finding in rows[0].findings] == ["GG-CEL-002"]


@pytest.mark.parametrize("content", ["[]", "{", "[" * 100_000, "\x81"])
def test_what_is_no_description_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "t.csv-metadata.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=r"t\.csv-metadata\.json"):
        read_mapping(path)


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


@pytest.mark.parametrize(
    "keys",
    [
        {"primaryKey": "id"},
        {"foreignKeys": [{"columnReference": "id", "reference": {"resource": "t.csv", "columnReference": "key"}}]},
        {"foreignKeys": [{"columnReference": "key", "reference": {"resource": "t.csv", "columnReference": "id"}}]},
        {"foreignKeys": [{"columnReference": "key", "reference": {"resource": "gone.csv", "columnReference": "key"}}]},
    ],
)
def test_a_key_that_names_no_column_or_table_is_refused(tmp_path: Path, keys: dict[str, object]) -> None:
    (tmp_path / "t.csv").write_text("key\nrice\n", encoding="utf-8")
    path = tmp_path / "t.csv-metadata.json"
    path.write_text(json.dumps({"url": "t.csv", "tableSchema": {"columns": [KEY], **keys}}), encoding="utf-8")
    described = DescribedTable(read_mapping(path), read_table(tmp_path / "t.csv"), SOURCE.value)
    with pytest.raises(InputError, match=r"“id”|gone\.csv"):
        list(check_keys({"t.csv": described}))


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
