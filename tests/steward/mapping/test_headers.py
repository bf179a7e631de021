"""A profile is laid over what officials really write above their columns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest

from govgraph.steward.mapping import Layout, Profile, match, read_profile, recognise, shipped_profiles
from govgraph.steward.tables import Merged, Sheet
from tests.steward.mapping.conftest import sheet

NAME = {"name": "name", "titles": {"th": ["ชื่อโครงการ", "โครงการ"], "en": "project"}, "required": True,
        "propertyUrl": "skos:prefLabel"}  # fmt: skip
AMOUNT = {"name": "amount", "titles": {"th": "งบประมาณ"}, "gov:read": "amount", "gov:unit": "บาท",
          "propertyUrl": "gov:amount"}  # fmt: skip
NOTE = {"name": "note", "titles": {"th": "หมายเหตุของโครงการ"}, "propertyUrl": "gov:note"}
Make = Callable[..., Profile]


@pytest.fixture
def three(profile: Make) -> Profile:
    return profile(NAME, AMOUNT, NOTE)


def codes(layout: Layout) -> list[tuple[str, str | None]]:
    return [(f.code, f.place.cell if f.place else None) for f in layout.findings]


def test_columns_are_found_in_any_order_by_any_title(three: Profile) -> None:
    layout = match(three, sheet(("งบประมาณ", "Project"), ("1", "ก")))
    assert (layout.header_rows, layout.first_row) == ((1,), 2)
    assert layout.columns == {"amount": 1, "name": 2}
    assert layout.headings["name"] == "Project"


@pytest.mark.parametrize("heading", ["ชื่อ โครงการ", "ชื่อโครงการ*", "ชื่อโครงการ:", "ชื่อโครงการ\nproject", " โครงการ "])
def test_spaces_marks_and_a_second_line_do_not_matter(three: Profile, heading: str) -> None:
    assert match(three, sheet((heading, "งบประมาณ"), ("ก", "1"))).columns["name"] == 1


def test_title_rows_may_stand_above_and_name_the_unit(three: Profile) -> None:
    table = sheet(("โครงการของจังหวัด",), ("หน่วย : ล้านบาท",), (), ("ชื่อโครงการ", "งบประมาณ"), ("ก", "1"))
    layout = match(three, table)
    assert (layout.header_rows, layout.first_row) == ((4,), 5)
    assert layout.units["amount"] == Decimal(1_000_000)


def test_a_unit_in_the_heading_goes_before_one_above(three: Profile) -> None:
    layout = match(three, sheet(("หน่วย : ล้านบาท",), ("ชื่อโครงการ", "งบประมาณ (พันบาท)"), ("ก", "1")))
    assert layout.units["amount"] == Decimal(1_000)


def test_a_header_of_two_rows_with_merged_cells_is_read(profile: Make) -> None:
    start = {"name": "start", "titles": {"th": "ระยะเวลา เริ่ม"}, "gov:read": "day", "propertyUrl": "gov:from"}
    end = {"name": "end", "titles": {"th": "ระยะเวลา สิ้นสุด"}, "gov:read": "last-day", "propertyUrl": "gov:until"}
    table = sheet(
        ("ชื่อโครงการ", "ระยะเวลา", "", "งบประมาณ"),
        ("", "เริ่ม", "สิ้นสุด", ""),
        ("ก", "1 ม.ค. 2566", "2 ม.ค. 2566", "1"),
        name="แผ่น1",
        merged=(Merged(1, 1, 2, 3), Merged(1, 2, 1, 1), Merged(1, 2, 4, 4)),
    )
    layout = match(profile(NAME, start, end, AMOUNT), table)
    assert (layout.header_rows, layout.first_row) == ((1, 2), 3)
    assert layout.columns == {"name": 1, "start": 2, "end": 3, "amount": 4}


def test_a_missing_required_column_names_what_was_probably_meant(three: Profile) -> None:
    layout = match(three, sheet(("ชื่อโครงกาน", "งบประมาณ", "หมายเหตุของโครงการ"), ("ก", "1", "ข")), file="f.csv")
    missing = next(f for f in layout.findings if f.code == "GG-COL-001")
    assert missing.suggestions == ("ชื่อโครงกาน",)
    assert missing.place is not None
    assert (missing.place.source, missing.place.row) == ("f.csv", 1)


def test_unknown_columns_are_told_and_running_numbers_only_remarked(three: Profile) -> None:
    table = sheet(
        ("ลำดับ", "ชื่อโครงการ", "งบประมาณ", "ผู้อนุมัติ", "ว่าง", "ผลการตรวจ"),
        ("1", "ก", "1", "ข", "", "ผ่าน"),
        ("2", "ค", "1", "ง", "", "ผ่าน"),
    )
    layout = match(three, table)
    assert codes(layout) == [("GG-COL-003", "A1"), ("GG-COL-002", "D1"), ("GG-COL-003", "E1")]
    assert layout.ignored == (1, 4, 5, 6)


def test_two_columns_of_one_meaning_are_an_error(three: Profile) -> None:
    assert ("GG-COL-004", "C1") in codes(match(three, sheet(("โครงการ", "งบประมาณ", "ชื่อโครงการ"), ("ก", "1", "ข"))))


@pytest.mark.parametrize(
    "heading",
    ["ชื่อ-สกุล", "โทรศัพท์มือถือ", "E-mail", "เลขประจำตัวประชาชน", "ชื่อ - สกุล ผู้ประสานงาน", "ผู้ประสานงาน/โทร."],
)
def test_a_column_of_personal_data_is_never_loaded(three: Profile, heading: str) -> None:
    layout = match(three, sheet(("ชื่อโครงการ", "งบประมาณ", heading), ("ก", "1", "สมชาย")))
    assert codes(layout) == [("GG-PRS-001", "C1")]
    assert layout.personal == (3,)
    assert not any("สมชาย" in str(finding) for finding in layout.findings)


def test_a_column_that_the_profile_calls_personal_is_known_to_others(profile: Make) -> None:
    owner = {"name": "owner", "titles": {"th": "ผู้รับผิดชอบ"}, "gov:personal": True}
    layout = match(profile(NAME, AMOUNT, owner), sheet(("ชื่อโครงการ", "งบประมาณ", "ผู้รับผิดชอบ"), ("ก", "1", "สมชาย")))
    assert (layout.personal, layout.findings) == ((3,), ())


def test_properties_lead_back_to_their_columns(profile: Make) -> None:
    virtual = {"name": "v", "virtual": True, "propertyUrl": "gov:theme", "valueUrl": "{+unit}"}
    unit = {"name": "unit", "gov:lookup": {"kinds": ["agency"]}, "propertyUrl": "gov:budgetUnit"}
    layout = match(profile(NAME, unit, virtual), sheet(("unit", "โครงการ"), ("ก", "ข")))
    short = {iri.rpartition("#")[2]: places for iri, places in layout.property_columns.items()}
    assert short == {"prefLabel": (2,), "budgetUnit": (1,), "theme": (1,)}


NOTES: Sheet = sheet(("คำอธิบาย",), ("กรอกข้อมูลในแผ่นงานแรก",), name="คำอธิบาย")


def test_a_sheet_of_notes_is_no_table_of_any_profile() -> None:
    assert recognise(shipped_profiles(), NOTES) == []


def test_our_own_summary_sheet_is_passed_over_without_a_word() -> None:
    summary = sheet(("ชื่อโครงการ", "จังหวัด", "หน่วยงาน"), ("ก", "ข", "ค"), name="สรุปข้อผิดพลาด")
    assert recognise(shipped_profiles(), summary) == []


def test_a_sheet_without_header_says_what_is_wanted(three: Profile) -> None:
    layout = match(three, NOTES)
    assert layout.header_rows == ()
    assert [f.code for f in layout.findings] == ["GG-COL-005"]


def test_the_profile_that_fits_best_comes_first() -> None:
    header = ("ชื่อโครงการ", "จังหวัด", "หน่วยงาน", "ปีงบประมาณ", "งบประมาณ")
    fits = recognise(shipped_profiles(), sheet(header, ("ก", "ตรัง", "กรมทางหลวง", "2566", "1")))
    assert fits[0][1].profile.name == "projects"
    assert all(a >= b for (a, _), (b, _) in pairwise(fits))


def test_a_profile_without_header_counts_columns(profile: Make) -> None:
    layout = match(profile(NAME, AMOUNT, dialect={"header": False}), sheet(("ก", "1"), ("ข", "2")))
    assert (layout.first_row, layout.columns) == (1, {"name": 1, "amount": 2})


def test_every_shipped_profile_finds_its_own_titles() -> None:
    for name in ("agencies", "budget", "participants", "projects"):
        shipped = read_profile(name)
        columns = shipped.mapping.physical_columns
        for language in (0, -1):
            header = [(*c.titles.values(),)[language][0] for c in columns]
            layout = match(shipped, sheet(header, ["x"] * len(header)))
            assert set(layout.columns) == {c.name for c in columns}, name
