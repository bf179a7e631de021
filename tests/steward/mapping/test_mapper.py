"""Rows of what officials write become statements; everything wrong in a row is found at its cell, in one run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from govgraph.names import term
from govgraph.steward.mapping import Profile, match, read_profile
from govgraph.steward.mapping.keys import digest
from govgraph.steward.mapping.personal import personal_data
from govgraph.steward.resolve import Register, read_accepted
from tests.steward.mapping.conftest import BASE, INFERRED, SOURCE, facts, found, mapped, mapper, sheet

Make = Callable[..., Profile]
NAME = {"name": "name", "titles": "ชื่อ", "required": True, "lang": "th", "propertyUrl": "skos:prefLabel"}
AGENCY = {"name": "agency", "titles": "หน่วยงาน", "gov:lookup": {"kinds": ["agency"]},
          "propertyUrl": "gov:involvesAgency"}  # fmt: skip
MINISTRY = {"name": "ministry", "titles": "กระทรวง", "gov:lookup": {"kinds": ["ministry"]}, "suppressOutput": True}
YEAR = {"name": "year", "titles": "ปี", "gov:read": "fiscal-year", "propertyUrl": "gov:forFiscalYear",
        "valueUrl": BASE + "fiscal-year/{year}"}  # fmt: skip
KEYED: dict[str, Any] = {"gov_key": ["name"]}


def key(*parts: str) -> str:
    return f"thing/s/{digest(*parts)}"


def column(read: str, **more: object) -> dict[str, Any]:
    return {"name": "v", "titles": "ค่า", "gov:read": read, "propertyUrl": "gov:note", **more}


def test_text_is_put_right_and_what_it_was_is_kept(profile: Make) -> None:
    rows = mapped(profile(NAME, **KEYED), sheet(("ชื่อ",), ("เเผนน้ํา",)))
    assert facts(rows, "prefLabel") == {(key("แผนน้ำ"), "แผนน้ำ")}
    assert found(rows) == [("A2", "GG-TXT-003"), ("A2", "GG-TXT-004")]
    assert facts(rows, "#rawText") == {("reading/s/csv/A2", "เเผนน้ํา")}
    assert facts(rows, "#readAs") == {("reading/s/csv/A2", "แผนน้ำ")}
    assert facts(rows, "#finding") == {("reading/s/csv/A2", "GG-TXT-003"), ("reading/s/csv/A2", "GG-TXT-004")}
    assert ("reading/s/csv/A2", SOURCE.value.removeprefix(BASE) + "#cell=2,1") in facts(rows, "#recordedAt")


def test_clean_text_leaves_no_record(profile: Make) -> None:
    rows = mapped(profile(NAME, **KEYED), sheet(("ชื่อ",), ("แผนน้ำ",)))
    assert (found(rows), facts(rows, "#rawText")) == ([], set())


def test_every_subject_names_its_row_and_its_file(profile: Make) -> None:
    other = {"name": "o", "virtual": True, "aboutUrl": BASE + "other/{_source}/{_row}", "propertyUrl": "rdf:type",
             "valueUrl": "gov:Period"}  # fmt: skip
    rows = mapped(profile(NAME, other, **KEYED), sheet(("ชื่อ",), ("ก",), name="แผ่น 1"))
    place = SOURCE.value.removeprefix(BASE) + "#sheet=%E0%B9%81%E0%B8%9C%E0%B9%88%E0%B8%99%201&row=2"
    assert facts(rows, "#recordedAt") == {(key("ก"), place), ("other/s/1", place)}
    assert facts(rows, "terms/source") == {(s, SOURCE.value.removeprefix(BASE)) for s in (key("ก"), "other/s/1")}
    assert facts(rows, "#row") == {(place, "2")}
    assert facts(rows, "#sheet") == {(place, "แผ่น 1")}


@pytest.mark.parametrize(
    ("given_column", "text", "value"),
    [
        (column("day"), "๑๒ ม.ค. ๒๕๕๓", Literal("2010-01-12", datatype=term("xsd:date"))),
        (column("last-day"), "30 กันยายน 2566", Literal("2023-10-01", datatype=term("xsd:date"))),
        (column("last-day"), "ก.ย. 2566", Literal("2023-10-01", datatype=term("xsd:date"))),
        (column("fiscal-year"), "ปีงบประมาณ พ.ศ. ๒๕๖๕", Literal(2565)),
        (column("fiscal-year", **{"gov:era": "common"}), "2022", Literal(2565)),
        (column("amount"), "1,160,100.50", Literal("1160100.50", datatype=term("xsd:decimal"))),
        (column("amount", **{"gov:unit": "ล้านบาท"}), "1.5", Literal("1500000.0", datatype=term("xsd:decimal"))),
        (column("yes-no"), "✓", Literal("true", datatype=term("xsd:boolean"))),
        (column("yes-no"), "False", Literal("false", datatype=term("xsd:boolean"))),
        (column("verbatim"), " เเก ", Literal(" เเก ")),
        (column("text", datatype="integer"), "12", Literal(12)),
    ],
)
def test_a_cell_is_read_as_its_column_says(
    profile: Make, given_column: dict[str, Any], text: str, value: Literal
) -> None:
    (row,) = mapped(profile(NAME, given_column, **KEYED), sheet(("ชื่อ", "ค่า"), ("ก", text)))
    said = [quad.object for quad in row.quads if quad.predicate == term("gov:note")]
    assert [finding for finding in row.findings if finding.severity == "error"] == []
    if value.datatype == term("xsd:decimal"):
        assert [float(literal.value) for literal in said if isinstance(literal, Literal)] == [float(value.value)]
    else:
        assert said == [value]


@pytest.mark.parametrize(
    ("given_column", "text", "code"),
    [
        (column("day"), "31 ก.พ. 2553", "GG-DAT-003"),
        (column("day"), "มกราคม 2553", "GG-CEL-005"),
        (column("amount"), "120 - 150", None),
        (column("fiscal-year"), "ปีหน้า", None),
        (column("yes-no"), "อาจจะ", "GG-CEL-007"),
        (column("text", datatype="integer"), "๑๒", "GG-CEL-002"),
        (column("text", datatype={"base": "string", "maxLength": 2}), "กขค", "GG-CEL-002"),
        (column("text", datatype={"base": "integer", "minimum": 5}), "4", "GG-CEL-002"),
        (column("text", datatype={"base": "date", "format": "d/M/yyyy"}), "2010-01-12", "GG-CEL-002"),
        (column("text", required=True), "", "GG-CEL-001"),
        (column("text", required=True), "-", "GG-CEL-001"),
    ],
)
def test_a_cell_that_cannot_be_read_keeps_its_row_out(
    profile: Make, given_column: dict[str, Any], text: str, code: str | None
) -> None:
    (row,) = mapped(profile(NAME, given_column, **KEYED), sheet(("ชื่อ", "ค่า"), ("ก", text)))
    assert (row.quads, row.shared, row.inferred) == ((), (), ())
    ((cell, given_code),) = found([row])
    assert cell == "B2"
    assert code in (None, given_code)
    assert row.findings[0].field == "ค่า"


def test_a_whole_number_in_thai_digits_is_suggested_in_arabic_ones(profile: Make) -> None:
    (row,) = mapped(profile(NAME, column("text", datatype="integer"), **KEYED), sheet(("ชื่อ", "ค่า"), ("ก", "๑๒")))
    assert row.findings[0].suggestions == ("12",)


def test_all_faults_of_a_row_are_found_at_once(profile: Make, register: Register) -> None:
    table = sheet(("ชื่อ", "หน่วยงาน", "ค่า", "ปี"), ("", "กรมการขาว", "31 ก.พ. 2553", "ปีหน้า"))
    rows = mapped(profile(NAME, AGENCY, column("day"), YEAR, **KEYED), table, register)
    assert [cell for cell, _ in found(rows)] == ["A2", "B2", "C2", "D2"]


def test_a_value_beyond_the_header_is_told(profile: Make) -> None:
    assert found(mapped(profile(NAME, **KEYED), sheet(("ชื่อ",), ("ก", "", "ข")))) == [("C2", "GG-ROW-002")]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("รวม", "", "1,000"), "GG-ROW-003"), (("", "รวมทั้งสิ้น", "๑,๐๐๐ บาท"), "GG-ROW-003"),
        (("ชื่อ", "หน่วยงาน", "ค่า"), "GG-ROW-004"), (("หมายเหตุ ข้อมูล ณ วันที่ 1 ม.ค. 2566",), "GG-ROW-005"),
        (("(1)", "(2)", "(๓)"), "GG-ROW-004"),
    ],
)  # fmt: skip
def test_rows_that_hold_no_data_are_passed_over(
    profile: Make, register: Register, cells: tuple[str, ...], code: str
) -> None:
    table = sheet(("ชื่อ", "หน่วยงาน", "ค่า"), ("ก", "กรมการข้าว", "1"), cells)
    rows = mapped(profile(NAME, AGENCY, column("amount"), **KEYED), table, register)
    assert [row.counts for row in rows] == [True, False]
    assert found(rows) == [("3", code)]


def test_a_project_whose_name_begins_like_a_sum_is_data(profile: Make) -> None:
    rows = mapped(profile(NAME, column("amount"), **KEYED), sheet(("ชื่อ", "ค่า"), ("รวมพลังชุมชน", "1")))
    assert (rows[0].counts, found(rows)) == (True, [])


def test_a_row_that_is_there_twice_names_the_other(profile: Make) -> None:
    rows = mapped(profile(NAME, **KEYED), sheet(("ชื่อ",), ("โครงการ ก",), ("ข",), ("โครงการก ",)))
    assert ("A4", "GG-KEY-003") in found(rows)
    finding = next(f for f in rows[2].findings if f.code == "GG-KEY-003")
    assert "row 2" in finding.message_en


def test_a_second_row_with_the_name_misspelt_is_found_too(profile: Make, register: Register) -> None:
    table = sheet(("ชื่อ", "หน่วยงาน"), ("ก", "กรมการข้าว"), ("ก", "กรมการขาว"))
    rows = mapped(profile(NAME, AGENCY, gov_key=["name", "agency"]), table, register)
    assert [code for _, code in found(rows)] == ["GG-NAM-002", "GG-KEY-004"]


def test_rows_whose_key_cannot_be_read_are_not_called_the_same(profile: Make) -> None:
    table = sheet(("ชื่อ",), ("โทร 081-234-5678",), ("โทร 089-876-5432",), ("ก\x84",), ("ก\x84",))
    rows = mapped(profile({**NAME, "gov:read": "text"}, **KEYED), table)
    assert [code for _, code in found(rows)] == ["GG-PRS-003", "GG-PRS-003", "GG-TXT-008", "GG-TXT-008"]


def test_a_row_without_the_first_part_of_its_key_is_told_by_the_next(profile: Make) -> None:
    code = {"name": "code", "titles": "รหัส", "gov:read": "text", "propertyUrl": "https://e.org/code"}
    rows = mapped(
        profile(code, NAME, gov_key=["code", "name"]), sheet(("รหัส", "ชื่อ"), ("", "โครงการ ก"), ("", "โครงการ ก"))
    )
    assert found(rows) == [("B3", "GG-KEY-003")]
    assert rows[1].findings[0].value == "โครงการ ก"


def test_rows_without_a_key_are_told_apart_by_number(profile: Make) -> None:
    optional = {**NAME, "required": False}
    rows = mapped(profile(optional, column("text"), **KEYED), sheet(("ชื่อ", "ค่า"), ("", "ก"), ("", "ข")))
    assert facts(rows, "#note") == {("thing/s/row-2", "ก"), ("thing/s/row-3", "ข")}


def test_a_name_becomes_what_it_stands_for(profile: Make, register: Register) -> None:
    rows = mapped(profile(NAME, AGENCY, **KEYED), sheet(("ชื่อ", "หน่วยงาน"), ("ก", "กรมการข้าว")), register)
    assert facts(rows, "#involvesAgency") == {(key("ก"), "agency/rice")}


def test_a_name_close_to_one_on_record_is_asked_never_taken(profile: Make, register: Register) -> None:
    (row,) = mapped(profile(NAME, AGENCY, **KEYED), sheet(("ชื่อ", "หน่วยงาน"), ("ก", "กรมการขาว")), register)
    assert row.quads == ()
    assert (row.findings[0].code, row.findings[0].suggestions[0]) == ("GG-NAM-002", "กรมการข้าว")
    assert [(question.written, question.kinds) for question in row.asked] == [("กรมการขาว", ("agency",))]


def test_several_names_in_one_cell_make_several_statements(profile: Make, register: Register) -> None:
    several = {**AGENCY, "separator": ";", "valueUrl": "{+agency}"}
    again = {"name": "w", "virtual": True, "propertyUrl": "gov:askedOf", "gov:valueOf": "agency"}
    table = sheet(("ชื่อ", "หน่วยงาน"), ("ก", "กรมการข้าว; กรมปศุสัตว์"))
    rows = mapped(profile(NAME, several, again, **KEYED), table, register)
    both = {(key("ก"), "agency/rice"), (key("ก"), "agency/dld")}
    assert facts(rows, "#involvesAgency") == both
    assert facts(rows, "#askedOf") == both


def test_a_condition_on_kinds_decides_what_is_stated(profile: Make, register: Register) -> None:
    unit = {"name": "unit", "titles": "หน่วย", "gov:lookup": {"kinds": ["agency", "area"]}, "suppressOutput": True}
    area = {"name": "a", "virtual": True, "propertyUrl": "gov:projectArea", "valueUrl": "{+unit}",
            "gov:when": {"column": "unit", "kinds": ["area"]}}  # fmt: skip
    agency = {"name": "b", "virtual": True, "propertyUrl": "gov:involvesAgency", "valueUrl": "{+unit}",
              "gov:when": ["name", {"column": "unit", "kinds": ["agency"]}]}  # fmt: skip
    table = sheet(("ชื่อ", "หน่วย"), ("ก", "กรมการข้าว"), ("ข", "จังหวัดตรัง"))
    rows = mapped(profile(NAME, unit, area, agency, **KEYED), table, register)
    assert facts(rows, "#projectArea") == {(key("ข"), "province/TH-92")}
    assert facts(rows, "#involvesAgency") == {(key("ก"), "agency/rice")}


def test_statements_that_other_rows_may_make_stand_apart(profile: Make) -> None:
    group = {"name": "group", "titles": "กลุ่ม", "aboutUrl": BASE + "group/{_source}/{_group}",
             "propertyUrl": "gov:groupName"}  # fmt: skip
    rows = mapped(profile(NAME, group, **KEYED, gov_keys={"_group": ["group"]}),
                  sheet(("ชื่อ", "กลุ่ม"), ("ก", "ค"), ("ข", "ค")))  # fmt: skip
    assert rows[0].shared == rows[1].shared
    assert {quad.predicate for quad in rows[0].shared} == {term("gov:groupName"), term("dcterms:source")}


def test_an_empty_cell_in_a_template_states_nothing(profile: Make) -> None:
    code = {"name": "code", "titles": "รหัส", "suppressOutput": True}
    virtual = {"name": "v", "virtual": True, "propertyUrl": "gov:note", "valueUrl": BASE + "code/{code}"}
    rows = mapped(profile(NAME, code, virtual, **KEYED), sheet(("ชื่อ", "รหัส"), ("ก", ""), ("ข", "1")))
    assert facts(rows, "#note") == {(key("ข"), "code/1")}


NEW = {**AGENCY, "gov:lookup": {"kinds": ["agency"], "within": "ministry", "new": True}}
UNKNOWN = "กรมฝนหลวงและการบินเกษตร"
NEW_TABLE = sheet(
    ("ชื่อ", "กระทรวง", "หน่วยงาน", "ปี"),
    ("ก", "กระทรวงเกษตรและสหกรณ์", UNKNOWN, "2565"),
    ("ข", "กระทรวงเกษตรและสหกรณ์", UNKNOWN, "2565"),
)


def test_an_unknown_body_under_a_known_ministry_is_new_and_unconfirmed(profile: Make, register: Register) -> None:
    made = profile(NAME, NEW, MINISTRY, YEAR, **KEYED, gov_day="year")
    rows = mapped(made, NEW_TABLE, register)
    agency = f"agency/s/{digest(UNKNOWN)}"
    assert found(rows) == [("C2", "GG-NAM-010")]  # told once, not in every row
    assert facts(rows, "#involvesAgency") == {(key("ก"), agency), (key("ข"), agency)}
    assert (agency, UNKNOWN) in facts(rows, "prefLabel")
    assert facts(rows, "org#organization") == {(next(iter(facts(rows, "org#member")))[0], "ministry/moac")}
    assert {value for _, value in facts(rows, "#confidence")} == {"confidence/unconfirmed"}
    assert {value for _, value in facts(rows, "#from")} == {"2021-10-01"}
    assert {value for _, value in facts(rows, "#until")} == {"2022-10-01"}


def test_no_new_body_where_none_is_wanted(profile: Make, register: Register) -> None:
    made = profile(NAME, NEW, MINISTRY, YEAR, **KEYED, gov_day="year")
    rows = mapped(made, NEW_TABLE, register, allow_new=False)
    assert {code for _, code in found(rows)} == {"GG-NAM-011"}
    assert not any(row.quads for row in rows)


def test_a_name_is_looked_up_on_the_day_that_a_pattern_finds(profile: Make, register: Register) -> None:
    area = {"name": "area", "titles": "พื้นที่", "gov:lookup": {"kinds": ["cluster"]}, "propertyUrl": "gov:projectArea"}
    code = {"name": "code", "titles": "รหัส", "propertyUrl": "gov:note"}
    dating = {"column": "code", "pattern": r"^(\d{4})\.", "read": "fiscal-year", "era": "common"}
    table = sheet(("ชื่อ", "พื้นที่", "รหัส"), ("ก", "กลุ่มจังหวัดภาคตะวันออก", "2022.3"),
                  ("ข", "กลุ่มจังหวัดภาคตะวันออก", "2011.3"))  # fmt: skip
    rows = mapped(profile(NAME, area, code, **KEYED, gov_day=dating), table, register)
    assert found(rows) == [("B2", "GG-NAM-003")]  # the cluster of 2009 ended in 2017
    assert len(facts(rows, "#projectArea")) == 1


def test_a_day_for_the_whole_import_dates_names_that_no_column_dates(profile: Make, register: Register) -> None:
    area = {"name": "area", "titles": "พื้นที่", "gov:lookup": {"kinds": ["cluster"]}, "propertyUrl": "gov:projectArea"}
    table = sheet(("ชื่อ", "พื้นที่"), ("ก", "กลุ่มจังหวัดภาคตะวันออก"))
    assert found(mapped(profile(NAME, area, **KEYED), table, register, day=date(2021, 10, 1))) == [("B2", "GG-NAM-003")]


PLACES = {**column("text"), "gov:places": {"about": BASE + "thing/{_source}/{_key}"}, "lang": "th"}


def test_provinces_in_a_text_are_inferred_and_never_stated(profile: Make, register: Register) -> None:
    table = sheet(("ชื่อ", "ค่า"), ("ก", "ก่อสร้างถนน อำเภอหาดใหญ่ จังหวัดสงขลา"))
    rows = mapped(profile(NAME, PLACES, **KEYED), table, register)
    assert {value for _, value in facts(rows, "#assignedArea")} == {"province/TH-90"}
    assert {value for _, value in facts(rows, "#locates")} == {key("ก")}
    assert {value for _, value in facts(rows, "#derivation")} == {"derivation/inferred"}
    assert {value for _, value in facts(rows, "#mention")} == {"จังหวัดสงขลา"}
    assert {quad.graph_name for quad in rows[0].inferred} == {INFERRED}
    assert not any("area-assignment" in str(quad) for quad in (*rows[0].quads, *rows[0].shared))


def test_a_misspelt_province_in_a_text_is_remarked_and_linked_to_none(profile: Make, register: Register) -> None:
    table = sheet(("ชื่อ", "ค่า"), ("ก", "ก่อสร้างถนน จังหวัดสำพูน"))
    rows = mapped(profile(NAME, PLACES, **KEYED), table, register)
    assert found(rows) == [("B2", "GG-NAM-012")]
    assert facts(rows, "#assignedArea") == set()
    assert facts(rows, "prefLabel") == {(key("ก"), "ก")}


def test_themes_of_a_name_are_inferred_as_our_own(profile: Make, register: Register) -> None:
    themed = {**NAME, "gov:themes": {"about": BASE + "thing/{_source}/{_key}"}}
    rows = mapped(profile(themed, **KEYED), sheet(("ชื่อ",), ("ส่งเสริมการท่องเที่ยว",)), register)
    assert {value for _, value in facts(rows, "#theme")} == {"theme/tourism"}
    assert {v for s, v in facts(rows, "terms/source") if s.startswith("theme-assignment")} == {"source/govgraph"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ติดต่อ 081-234-5678", "GG-PRS-003"), ("โทร ๐๒ ๑๒๓ ๔๕๖๗", "GG-PRS-003"), ("somchai@example.go.th", "GG-PRS-004"),
        ("1-1037-02071-81-1", "GG-PRS-002"), ("1103702071811", "GG-PRS-002"),
    ],
)  # fmt: skip
def test_personal_data_in_a_cell_keeps_the_row_out_and_is_never_shown(profile: Make, text: str, code: str) -> None:
    (row,) = mapped(profile(NAME, column("text"), **KEYED), sheet(("ชื่อ", "ค่า"), ("ก", f"หมายเหตุ {text}")))
    assert found([row]) == [("B2", code)]
    assert row.quads == ()
    assert text not in str(row)


@pytest.mark.parametrize(
    "text", ["1103702071812", "489,303,800", "ทล.304 - ทล.3070", "2022.3.13(1).0", "07011370003003110001", "2566-2570"]
)
def test_other_numbers_are_no_personal_data(text: str) -> None:
    assert personal_data(text) is None


def test_a_personal_column_is_not_even_read(profile: Make) -> None:
    owner = {"name": "owner", "titles": "เจ้าของ", "gov:personal": True}
    (row,) = mapped(profile(NAME, owner, **KEYED), sheet(("ชื่อ", "เจ้าของ"), ("ก", "สมชาย 0812345678")))
    assert (found([row]), "สมชาย" in str(row)) == ([], False)


def test_a_quotation_mark_that_keeps_a_text_from_being_a_formula_is_taken_back(profile: Make) -> None:
    rows = mapped(profile(NAME, column("text"), **KEYED), sheet(("ชื่อ", "ค่า"), ("ก", "'=1+1"), ("ข", "'ก")))
    assert facts(rows, "#note") == {(key("ก"), "=1+1"), (key("ข"), "'ก")}


def test_a_list_of_what_counts_as_empty(profile: Make) -> None:
    rows = mapped(profile(NAME, column("text", null=["", "ไม่มีข้อมูล"]), **KEYED),
                  sheet(("ชื่อ", "ค่า"), ("ก", "ไม่มีข้อมูล"), ("ข", "-")))  # fmt: skip
    assert facts(rows, "#note") == set()
    assert found(rows) == [("B3", "GG-CEL-006")]


def test_the_same_rows_give_the_same_statements(profile: Make, register: Register) -> None:
    made = profile(NAME, NEW, MINISTRY, YEAR, **KEYED, gov_day="year")
    assert mapped(made, NEW_TABLE, register) == mapped(made, NEW_TABLE, register)


@settings(deadline=None)  # the first example reads the profile
@given(st.lists(st.text(max_size=30), min_size=2, max_size=4))
def test_no_text_makes_the_mapper_fail_and_errors_state_nothing(cells: list[str]) -> None:
    budget = read_profile("budget")
    header = [column.all_titles()[-1] for column in budget.mapping.physical_columns]
    table = sheet(header, ["", *cells, *cells, *cells])
    of = mapper(match(budget, table), None)
    for row in table.rows():
        result = of.map(row)
        if any(finding.severity == "error" for finding in result.findings):
            assert (result.quads, result.shared, result.inferred) == ((), (), ())
        for quad in result.quads:
            assert isinstance(quad.subject, NamedNode)


def test_a_name_that_a_person_confirmed_is_taken_and_says_who_and_when(
    profile: Make, register: Register, tmp_path: Path
) -> None:
    answers = tmp_path / "names.csv"
    answers.write_text(
        "written,kind,means,name,accepted,by,on,note\nกรมการขาว,agency,agency/rice,,yes,สมหญิง,12 มกราคม 2569,\n",
        encoding="utf-8",
    )
    accepted, doubts = read_accepted(answers, register)
    assert doubts == ()
    table = sheet(("ชื่อ", "หน่วยงาน"), ("ก", "กรมการขาว"))
    rows = mapped(profile(NAME, AGENCY, **KEYED), table, register, accepted=accepted)
    assert facts(rows, "#involvesAgency") == {(key("ก"), "agency/rice")}
    assert facts(rows, "#acceptedBy") == {("reading/s/csv/B2", "สมหญิง")}
    assert facts(rows, "#acceptedOn") == {("reading/s/csv/B2", "2026-01-12")}
    assert facts(rows, "#readAs") == {("reading/s/csv/B2", "agency/rice")}
    assert facts(rows, "#finding") == {("reading/s/csv/B2", "GG-NAM-025")}


def test_a_name_of_record_leaves_no_reading_and_an_abbreviation_does(profile: Make, register: Register) -> None:
    table = sheet(("ชื่อ", "หน่วยงาน"), ("ก", "กรมการข้าว"), ("ข", "ททท."))
    rows = mapped(profile(NAME, AGENCY, **KEYED), table, register)
    assert facts(rows, "#finding") == {("reading/s/csv/B3", "GG-NAM-023")}
    assert facts(rows, "#rawText") == {("reading/s/csv/B3", "ททท.")}


def test_what_is_said_only_of_a_new_thing_is_not_said_of_one_on_record(profile: Make, register: Register) -> None:
    english = {"name": "en", "titles": "อังกฤษ", "aboutUrl": "{+agency}", "propertyUrl": "skos:prefLabel", "lang": "en",
               "gov:when": {"column": "agency", "new": True}}  # fmt: skip
    table = sheet(
        ("ชื่อ", "กระทรวง", "หน่วยงาน", "ปี", "อังกฤษ"),
        ("ก", "กระทรวงเกษตรและสหกรณ์", UNKNOWN, "2565", "Rain"),
        ("ข", "กระทรวงเกษตรและสหกรณ์", "กรมการข้าว", "2565", "Rice"),
    )
    rows = mapped(profile(NAME, NEW, MINISTRY, YEAR, english, **KEYED, gov_day="year"), table, register)
    assert {value for _, value in facts(rows, "prefLabel")} == {"ก", "ข", UNKNOWN, "Rain"}
