"""Provinces in free text: found by rule, each once, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from govgraph.names import ID
from govgraph.steward.resolve import Mention, Register, places_in

MEETING = date(2010, 1, 12)


def found(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.iri.removeprefix(f"{ID}province/") for mention in mentions if mention.iri]


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("ก่อสร้างฝาย ตำบลควนลัง อำเภอหาดใหญ่ จังหวัดสงขลา", ["TH-90"]),
        ("อำเภอเมือง จ.พิษณุโลก", ["TH-65"]),
        ("อำเภอเมือง จ. พิษณุโลก", ["TH-65"]),
        ("เขตดุสิต กรุงเทพมหานคร 1 ระบบ", ["TH-10"]),
        ("เขตดุสิต กรุงเทพฯ", ["TH-10"]),
        ("เขตดุสิต กทม.", ["TH-10"]),
        ("จังหวัดชัยนาท จังหวัดสิงห์บุรี จังหวัดอ่างทอง และจังหวัดพระนครศรีอยุธยา", ["TH-18", "TH-17", "TH-15", "TH-14"]),
        ("จังหวัดสงขลา และสตูล, ยะลา", ["TH-90", "TH-91", "TH-95"]),
        ("จังหวัดสงขลา ถึงจังหวัดสงขลา", ["TH-90"]),
        ("จังหวัดนครศรี ธรรมราช", ["TH-80"]),
        ("จังหวัดนครพนม", ["TH-48"]),
        ("จังหวัด เลย", ["TH-42"]),
        ("ผู้ว่าราชการจังหวัดตาก", ["TH-63"]),
    ],
)
def test_provinces_named_are_found_in_their_order(register: Register, text: str, provinces: list[str]) -> None:
    assert found(places_in(text, register, MEETING)) == provinces


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ค่าจ้างเหมาบริการ",
        "ปฏิบัติงานในจังหวัดชายแดนภาคใต้",
        "ปฏิบัติงานในจังหวัดชายแดน ภาคใต้",
        "กลุ่มจังหวัดภาคใต้ฝั่งอ่าวไทย",
        "การบริหารงานจังหวัดแบบบูรณาการ",
        "เกษตรในระดับจังหวัด",
        "ทุกจังหวัด",
        "ถนนสาย กจ.4042 แยกทางหลวง",
        "วัสดุโฆษณาและเผยแพร่",
        "ปรับปรุงคลองยม - น่าน",
        "อำเภอเมืองสงขลา",
        "จังหวัดตาก์",
    ],
)
def test_where_no_province_is_named_none_is_found(register: Register, text: str) -> None:
    assert found(places_in(text, register, MEETING)) == []


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("อำเภอแม่ใจ จังหวัดพะยา", "จังหวัดพะยา", "จังหวัดพะเยา"),
        ("จังหวัดสุราษฎ์ธานี ตำบลมะขามเตี้ย", "จังหวัดสุราษฎ์ธานี", "จังหวัดสุราษฎร์ธานี"),
        ("อำเภอทุ่งฝน จังหวัดอุตรธานี", "จังหวัดอุตรธานี", "จังหวัดอุดรธานี"),
    ],
)
def test_a_misspelt_province_is_told_and_not_guessed(register: Register, text: str, words: str, meant: str) -> None:
    (mention,) = places_in(text, register, MEETING)
    assert mention.iri is None
    assert (mention.text, mention.values["mention"]) == (words, words)
    assert mention.suggestions[0].name == meant


def test_a_province_that_was_none_on_that_day_is_unclear(register: Register) -> None:
    (before,) = places_in("อำเภอเซกา จังหวัดบึงกาฬ", register, MEETING)
    (after,) = places_in("อำเภอเซกา จังหวัดบึงกาฬ", register, date(2011, 3, 23))
    assert before.iri is None
    assert [s.name for s in before.suggestions] == ["จังหวัดหนองคาย"]
    assert after.iri == f"{ID}province/TH-38"


def test_a_mention_says_where_and_by_which_rule(register: Register) -> None:
    text = "ก่อสร้างถนน จังหวัดสงขลา และสตูล"
    first, second = places_in(text, register, MEETING)
    assert (text[first.start :].startswith("จังหวัดสงขลา"), first.text, first.rule) == (
        True,
        "จังหวัดสงขลา",
        "province-word",
    )
    assert (text[second.start :], second.text, second.rule) == ("สตูล", "สตูล", "province-list")


def test_every_province_is_found_by_its_name(register: Register, reference: dict[str, list[dict[str, str]]]) -> None:
    for row in reference["provinces"]:
        text = f"อำเภอเมือง {row['name_th']} 1 แห่ง"
        assert found(places_in(text, register, date(2021, 10, 1))) == [row["key"]]
