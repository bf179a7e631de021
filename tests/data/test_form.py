"""The form of the shipped tables: CSVW that matches, keys that are unique, references that resolve."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ID = "https://w3id.org/govgraph/id/"
NAMES = sorted(
    f"{folder}/{path.stem}"
    for folder in ("reference", "workshop-2010-01-12")
    for path in (ROOT / "data").glob(f"{folder}/*.csv")
)

TABLE_KEYS = {"@context", "url", "dc:title", "dc:license", "rdfs:comment", "tableSchema"}
SCHEMA_KEYS = {"columns", "primaryKey", "foreignKeys", "aboutUrl"}
COLUMN_KEYS = {
    "name", "titles", "datatype", "required", "separator", "lang", "aboutUrl", "propertyUrl", "valueUrl",
    "suppressOutput", "virtual", "gov:place", "gov:each",
}  # fmt: skip
DATATYPES = {"string", "date", "integer", "boolean", "decimal", "anyURI"}

Tables = dict[str, list[dict[str, str]]]
Descriptions = dict[str, Any]


def columns(description: Any) -> list[Any]:
    return list(description["tableSchema"]["columns"])


def cells(row: dict[str, str], column: Any) -> list[str]:
    """The values of a cell; a list where the column has a separator, none where it is empty."""
    text = row.get(column["name"], "") if not column.get("virtual") else "virtual"
    return [part for part in text.split(column.get("separator", "\x00")) if part]


def expand(template: str, row: dict[str, str]) -> str:
    return re.sub(r"\{\+?(\w+)\}", lambda match: row[match[1]], template)


def targets(rows: list[dict[str, str]], column: Any) -> list[tuple[dict[str, str], str]]:
    """What a column's ``valueUrl`` points at, row by row and element by element."""
    return [
        (row, expand(column["valueUrl"], {**row, column["name"]: value}))
        for row in rows
        for value in cells(row, column)
    ]


def test_every_table_is_described(descriptions: Descriptions) -> None:
    assert sorted(descriptions) == NAMES
    assert len(NAMES) == 35


@pytest.mark.parametrize("name", NAMES)
def test_file_is_plain(name: str) -> None:
    raw = (ROOT / "data" / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    raw.decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_description_fits(name: str, tables: Tables, descriptions: Descriptions) -> None:
    description = descriptions[name]
    assert set(description) <= TABLE_KEYS
    assert set(description["tableSchema"]) <= SCHEMA_KEYS
    assert description["url"] == f"{name.split('/')[1]}.csv"
    assert description["@context"][0] == "http://www.w3.org/ns/csvw"
    physical = [column for column in columns(description) if not column.get("virtual")]
    assert columns(description)[: len(physical)] == physical, "virtual columns come last"
    assert list(tables[name][0]) == [column["name"] for column in physical]
    for column in columns(description):
        assert set(column) <= COLUMN_KEYS
        assert column.get("suppressOutput") or "propertyUrl" in column or "gov:place" in column
        assert column.get("propertyUrl", "http").startswith("http"), "a prefix would not be known to others"
        assert ("gov:each" in column) == ("separator" in column and "valueUrl" in column)
    for column in physical:
        assert column["titles"]["th"]
        assert column["titles"]["en"]
        datatype = column["datatype"]
        assert (datatype["base"] if isinstance(datatype, dict) else datatype) in DATATYPES


@pytest.mark.parametrize("name", NAMES)
def test_cells_fit_their_columns(name: str, tables: Tables, descriptions: Descriptions) -> None:
    physical = [column for column in columns(descriptions[name]) if not column.get("virtual")]
    for row in tables[name]:
        assert "…" not in {*row, *row.values()}, f"ragged row: {row}"
        for column in physical:
            text = row[column["name"]]
            assert text == text.strip()
            assert "\n" not in text
            assert text or not column.get("required"), f"{column['name']} is empty in {row}"
            match column["datatype"]:
                case "date" if text:
                    assert 1900 < date.fromisoformat(text).year < 2200, "a Buddhist-era year among C.E. dates"
                case "integer" if text:
                    assert re.fullmatch(r"\d+", text)
                case "boolean" if text:
                    assert text in {"true", "false"}
            if "gov:place" in column and text:
                first, _, last = text.partition("-")
                assert 1 <= int(first) <= int(last or first) <= 108


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_unique_and_ascii(name: str, tables: Tables, descriptions: Descriptions) -> None:
    key = descriptions[name]["tableSchema"]["primaryKey"]
    names = [key] if isinstance(key, str) else key
    counted = Counter(tuple(row[column] for column in names) for row in tables[name])
    assert [found for found, times in counted.items() if times > 1] == []
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._~/-]*", part) for found in counted for part in found)


@pytest.mark.parametrize("name", NAMES)
def test_foreign_keys_resolve(name: str, tables: Tables, descriptions: Descriptions) -> None:
    for foreign in descriptions[name]["tableSchema"].get("foreignKeys", ()):
        reference = foreign["reference"]
        table = f"{name.split('/', maxsplit=1)[0]}/{reference['resource'].removesuffix('.csv')}"
        known = {row[reference["columnReference"]] for row in tables[table]}
        assert {row[foreign["columnReference"]] for row in tables[name]} - {""} <= known


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_known_sources(name: str, tables: Tables) -> None:
    known = {row["key"] for row in tables["reference/sources"]}
    for row in tables[name]:
        keys = row["source"].split(";")
        assert keys != [""]
        assert len(keys) == len(set(keys))
        assert set(keys) <= known


def test_every_source_is_cited(tables: Tables) -> None:
    cited = {key for rows in tables.values() for row in rows for key in row["source"].split(";")}
    assert {row["key"] for row in tables["reference/sources"]} - cited == set()


def test_every_reference_resolves(tables: Tables, descriptions: Descriptions) -> None:
    """Also the references that hold a path after ``id/``, and those to the code lists of the ontology."""
    known = {
        iri
        for path in (ROOT / "ontology" / "codelists").glob("*.ttl")
        for iri in re.findall(rf"^<({re.escape(ID)}[^>]+)>", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    for name, description in descriptions.items():
        templates = {description["tableSchema"]["aboutUrl"]}
        templates |= {column["aboutUrl"] for column in columns(description) if "aboutUrl" in column}
        # a table whose rows speak of nodes of other tables gives them no existence
        if name.rpartition("/")[2] not in {"agency_abbreviations", "agency_spellings", "report_recipients"}:
            known |= {expand(template, row) for template in templates for row in tables[name]}
    dangling = [
        (name, row, iri)
        for name, description in descriptions.items()
        for column in columns(description)
        if column.get("valueUrl", "").startswith(ID)
        for row, iri in targets(tables[name], column)
        if iri not in known
    ]
    assert dangling == []


def test_a_period_means_one_thing(tables: Tables) -> None:
    bounds = ("from", "from_precision", "until", "until_precision", "not_before", "period_basis")
    seen: dict[str, tuple[str, ...]] = {}
    for rows in tables.values():
        for row in rows:
            if "period" in row:
                value = tuple(row.get(column, "") for column in bounds)
                assert seen.setdefault(row["period"], value) == value, row["period"]
                assert not (row["from"] and row["until"]) or row["from"] < row["until"]
                assert bool(row["from"]) == bool(row["from_precision"])
                assert bool(row["until"]) == bool(row["until_precision"])
    assert len(seen) > 40


def test_labels_are_in_both_languages(tables: Tables) -> None:
    thai = re.compile(r"[\u0e01-\u0e5b]")
    for name, rows in tables.items():
        if name in {"reference/agency_abbreviations", "reference/agency_spellings"}:
            continue
        for row in rows:
            if "name_th" in row:
                assert thai.search(row["name_th"]), row
                assert row["name_en"], row
                assert not thai.search(row["name_en"]), row
