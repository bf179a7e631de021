"""A profile of one's own: everything wrong with it is told at once, and its first version is drafted from a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from govgraph.errors import InputError
from govgraph.steward.mapping import match, read_profile, shipped_profiles
from govgraph.steward.mapping.check import check
from govgraph.steward.mapping.draft import draft
from govgraph.steward.tables import read_book

NAME = {"name": "n", "titles": {"th": "ชื่อ"}, "required": True, "propertyUrl": "skos:prefLabel"}


def write(folder: Path, columns: list[dict[str, Any]], **table: object) -> Path:
    path = folder / "p.csv-metadata.json"
    document = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "p.csv",
        "gov:profile": "p",
        "gov:key": ["n"],
        "tableSchema": {"aboutUrl": "https://w3id.org/govgraph/id/x/{_source}/{_key}", "columns": columns},
        **table,
    }
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def codes(path: Path) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.field) for finding in check(path)]


def test_a_good_profile_has_nothing_wrong(tmp_path: Path) -> None:
    assert codes(write(tmp_path, [NAME])) == []


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    columns: list[dict[str, Any]] = [
        NAME,
        {"name": "a", "propertyUrl": "skos:note", "gov:lookup": {"kinds": ["planet"]}},
        {"name": "b", "propertyUrl": "skos:note", "valueUrl": "https://example.org/{c}"},
        {"name": "d", "propertyUrl": "skos:note", "gov:when": "e", "gov:read": "guess", "foo": 1},
    ]
    found = check(write(tmp_path, columns))
    assert {finding.code for finding in found} == {"GG-MAP-001"}
    said = " ".join(finding.message_en for finding in found)
    for word in ("planet", "“c”", "“e”", "guess", "foo"):
        assert word in said
    assert all(finding.place is not None and finding.place.source == "p.csv-metadata.json" for finding in found)


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ({"propertyUrl": "gov:nonsense"}, "GG-MAP-004"),
        ({"propertyUrl": "https://example.org/p"}, "GG-MAP-004"),
        ({"propertyUrl": "skos:note", "titles": "ชื่อ"}, "GG-MAP-005"),
        ({"propertyUrl": "skos:note", "titles": "โทรศัพท์"}, "GG-MAP-006"),
    ],
)
def test_what_is_doubtful_is_told(tmp_path: Path, column: dict[str, Any], code: str) -> None:
    assert codes(write(tmp_path, [NAME, {"name": "x", **column}])) == [(code, "x")]


def test_a_list_inside_a_template_is_doubtful(tmp_path: Path) -> None:
    several = {"name": "s", "separator": ";", "gov:lookup": {"kinds": ["agency"]}, "suppressOutput": True}
    virtual = {"name": "v", "virtual": True, "propertyUrl": "skos:note", "valueUrl": "{+s}"}
    assert codes(write(tmp_path, [NAME, several, virtual])) == [("GG-MAP-007", "v")]


@pytest.mark.parametrize("profile", [p.name for p in shipped_profiles()])
def test_the_shipped_profiles_have_nothing_wrong(profile: str) -> None:
    assert check(read_profile(profile).path) == []


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"p\.json"):
        check(tmp_path / "p.json")


TABLE = (
    "ชื่อโครงการ,จังหวัด,หน่วยงาน,ปีงบประมาณ,งบประมาณ (บาท),โทรศัพท์,จำนวนครัวเรือน,วันตรวจ,ข้อเสนอ\n"
    'ขุดลอกคลอง,จังหวัดตรัง,กรมชลประทาน,2566,"1,500,000",0812345678,120,12 ม.ค. 2566,ควรเร่ง\n'
    "ซ่อมถนน,จังหวัดเลย,กรมทางหลวง,2566,900000,0812345679,80,3/2/2566,\n"
)


def drafted(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "โครงการ.csv").write_text(TABLE, encoding="utf-8")
    text = draft(read_book(tmp_path / "โครงการ.csv"))
    assert text == draft(read_book(tmp_path / "โครงการ.csv"))
    document: dict[str, Any] = json.loads(text)
    return document


def test_a_draft_takes_over_what_is_known_and_guesses_the_rest(tmp_path: Path) -> None:
    columns = {column["titles"]["th"][0]: column for column in drafted(tmp_path)["tableSchema"]["columns"][:9]}
    assert columns["จังหวัด"]["gov:lookup"]["kinds"] == ["province", "cluster"]
    assert columns["ปีงบประมาณ"]["gov:read"] == "fiscal-year"
    assert columns["งบประมาณ (บาท)"]["gov:read"] == "amount"
    assert columns["โทรศัพท์"]["gov:personal"] is True
    assert columns["จำนวนครัวเรือน"]["datatype"] == "integer"
    assert columns["วันตรวจ"]["gov:read"] == "day"
    for guessed in ("จำนวนครัวเรือน", "วันตรวจ", "ข้อเสนอ"):
        assert columns[guessed]["suppressOutput"] is True
    assert all(column["rdfs:comment"] for column in columns.values())


def test_a_draft_is_a_profile_that_fits_its_table(tmp_path: Path) -> None:
    path = tmp_path / "draft.csv-metadata.json"
    path.write_text(json.dumps(drafted(tmp_path), ensure_ascii=False), encoding="utf-8")
    assert [finding for finding in check(path) if finding.severity == "error"] == []
    layout = match(read_profile(path), read_book(tmp_path / "โครงการ.csv").sheets[0])
    assert layout.header_rows == (1,)
    assert layout.findings == ()


def test_a_table_of_which_nothing_is_known_is_drafted_too(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("alpha,beta\n1,2\n", encoding="utf-8")
    document = json.loads(draft(read_book(tmp_path / "x.csv")))
    assert all(column["suppressOutput"] for column in document["tableSchema"]["columns"])
    path = tmp_path / "x.csv-metadata.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert [finding for finding in check(path) if finding.severity == "error"] == []
