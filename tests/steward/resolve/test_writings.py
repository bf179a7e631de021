"""Names written short or with company: one meaning is read and says how, several are asked."""

from __future__ import annotations

from datetime import date

import pytest

from govgraph.names import ID
from govgraph.steward.resolve import Register, Resolved, Unresolved

MEETING = date(2010, 1, 12)


@pytest.mark.parametrize(
    ("written", "key", "how"),
    [
        ("สนง.ปลัดกระทรวงพาณิชย์", "agency/moc-ops", "abbreviation"),
        ("สนง. เศรษฐกิจการเกษตร", "agency/oae", "abbreviation"),
        ("สป.กระทรวงคมนาคม", "agency/mot-ops", "abbreviation"),
        ("สป.กษ.", "agency/moac-ops", "abbreviation"),
        ("ททท", "agency/tat", "abbreviation"),
        ("สนง. ก.พ.ร.", "agency/opdc", "abbreviation"),
        ("กรมอุทยานฯ", "agency/dnp", "abbreviation"),
        ("กรมอุทยานแห่งชาติฯ", "agency/dnp", "abbreviation"),
        ("สำนักงานนโยบายและแผนทรัพยากรฯ", "agency/onep", "abbreviation"),
        ("กรมปศุสัตว์ (ปศ.)", "agency/dld", "abbreviation"),
        ("ปศ. (กรมปศุสัตว์)", "agency/dld", "abbreviation"),
        ("กรมทางหลวงชนบท (ทช.)", "agency/drr", "abbreviation"),
        ("ทช. (กรมทรัพยากรทางทะเลและชายฝั่ง)", "agency/dmcr", "abbreviation"),
        ("กรมราชทัณฑ์ (รทณ.)", "agency/doc", "abbreviation"),
        ("กรมปศุสัตว์ กระทรวงเกษตรและสหกรณ์", "agency/dld", "other-name"),
        ("กรมปศุสัตว์ สังกัดกระทรวงเกษตรและสหกรณ์", "agency/dld", "other-name"),
        ("สำนักงานปลัด กระทรวงพาณิชย์", "agency/moc-ops", "name"),
        ("department of livestock development", "agency/dld", "name"),
    ],
)
def test_one_meaning_is_read(register: Register, written: str, key: str, how: str) -> None:
    answer = register.resolve(written, ("agency",), MEETING)
    assert isinstance(answer, Resolved), answer
    assert (answer.iri, answer.how) == (ID + key, how)


@pytest.mark.parametrize("written", ["กรมทางหลวงฯ", "กรมส่งเสริมฯ", "กรมทรัพยากรน้ำฯ"])
def test_a_beginning_of_several_names_is_ambiguous(register: Register, written: str) -> None:
    answer = register.resolve(written, ("agency",), MEETING)
    assert isinstance(answer, Unresolved)
    assert answer.code == "GG-NAM-005"


def test_a_name_in_brackets_that_is_another_thing_is_asked(register: Register) -> None:
    answer = register.resolve("กรมปศุสัตว์ (กรมประมง)", ("agency",), MEETING)
    assert isinstance(answer, Unresolved)
    assert answer.code == "GG-NAM-005"
    assert {s.iri for s in answer.suggestions} == {f"{ID}agency/dld", f"{ID}agency/dof"}


def test_words_in_brackets_that_are_no_name_are_not_dropped(register: Register) -> None:
    answer = register.resolve("กรมปศุสัตว์ (ปากช่อง)", ("agency",), MEETING)
    assert isinstance(answer, Unresolved)
    assert answer.names == ("กรมปศุสัตว์",)


def test_a_body_with_the_wrong_ministry_behind_it_is_not_taken(register: Register) -> None:
    answer = register.resolve("กรมปศุสัตว์ กระทรวงคมนาคม", ("agency",), MEETING)
    assert isinstance(answer, Unresolved)


@pytest.mark.parametrize(
    ("ministry", "key"), [("ministry/mot", "agency/drr"), ("ministry/mnre", "agency/dmcr"), ("ministry/moi", None)]
)
def test_the_ministry_decides_between_agencies(register: Register, ministry: str, key: str | None) -> None:
    answer = register.resolve("ทช.", ("agency",), MEETING, within=ID + ministry)
    if key is None:
        assert isinstance(answer, Unresolved)
    else:
        assert isinstance(answer, Resolved)
        assert answer.iri == ID + key


def test_the_ministry_of_the_day_decides(register: Register) -> None:
    """The Board of Investment was under Industry in January 2010, and is taken to be elsewhere since 2014."""
    assert register.index.is_inside(f"{ID}agency/boi", f"{ID}ministry/moind", MEETING)
    assert not register.index.is_inside(f"{ID}agency/boi", f"{ID}ministry/moind", date(2021, 10, 1))


def test_a_known_agency_is_read_whatever_ministry_is_named(register: Register) -> None:
    answer = register.resolve("กรมปศุสัตว์", ("agency",), MEETING, within=f"{ID}ministry/mot")
    assert isinstance(answer, Resolved)


SURAT = f"{ID}province/TH-84"


@pytest.mark.parametrize("written", ["ยุทธศาสตร์ที่ 2", "ประเด็นยุทธศาสตร์ที่ ๒", "ประเด็นยุทธศาสตร์ 2", "ยุทธศาสตร์ข้อที่ 2"])
def test_a_strategy_by_its_number_in_an_area(register: Register, written: str) -> None:
    answer = register.resolve(written, ("strategy",), None, within=SURAT)
    assert isinstance(answer, Resolved), answer
    assert answer.iri == f"{ID}strategy/th-84-unstated-strategy-2"
    assert answer.name == "การส่งเสริมอุตสาหกรรมบริการและการท่องเที่ยวที่ยั่งยืน"


def test_a_strategy_by_its_number_in_a_plan(register: Register) -> None:
    answer = register.resolve("พันธกิจที่ 1", ("strategy",), None, within=f"{ID}plan/th-80-2551-2554")
    assert isinstance(answer, Resolved)
    assert answer.name == "ขจัดปัญหาความยากจน"


def test_a_number_alone_says_nothing(register: Register) -> None:
    answer = register.resolve("ยุทธศาสตร์ที่ 2", ("strategy",))
    assert isinstance(answer, Unresolved)
    assert answer.code == "GG-NAM-007"


def test_number_and_title_must_agree(register: Register) -> None:
    title = "การส่งเสริมอุตสาหกรรมบริการและการท่องเที่ยวที่ยั่งยืน"
    right = register.resolve(f"ยุทธศาสตร์ที่ 2: {title}", ("strategy",), None, within=SURAT)
    wrong = register.resolve(f"ยุทธศาสตร์ที่ 3 {title}", ("strategy",), None, within=SURAT)
    assert isinstance(right, Resolved)
    assert isinstance(wrong, Unresolved)
    assert wrong.code == "GG-NAM-009"
    assert (wrong.values["written"], wrong.values["recorded"]) == ("3", "2")


def test_a_strategy_of_another_area_is_not_taken(register: Register) -> None:
    title = "การส่งเสริมอุตสาหกรรมบริการและการท่องเที่ยวที่ยั่งยืน"
    answer = register.resolve(title, ("strategy",), None, within=f"{ID}province/TH-90")
    assert isinstance(answer, Unresolved)
    assert answer.code == "GG-NAM-008"
    assert isinstance(register.resolve(title, ("strategy",)), Resolved)


def test_a_strategy_of_a_plan_of_other_years_is_asked(register: Register) -> None:
    title = "ส่งเสริมและพัฒนาการท่องเที่ยวของจังหวัดลำปาง ให้มีมูลค่าทางเศรษฐกิจควบคู่กับ"
    plan_2557 = register.resolve("ยุทธศาสตร์ที่ 1", ("strategy",), date(2014, 1, 1), within=f"{ID}province/TH-52")
    plan_2553 = register.resolve("ยุทธศาสตร์ที่ 1", ("strategy",), date(2010, 1, 1), within=f"{ID}province/TH-52")
    assert isinstance(plan_2557, Resolved), title
    assert plan_2557.iri == f"{ID}strategy/th-52-2557-2560-strategy-1"
    assert isinstance(plan_2553, Unresolved)
