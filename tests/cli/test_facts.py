"""A thing as a person reads it: names, facts, ministry by day, relations as sentences, footnotes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govgraph.analysis.circumstances import Circumstances
from govgraph.cli.facts import card
from govgraph.model import Label
from govgraph.names import expand
from govgraph.research.terminal import measure
from govgraph.thai.periods import Stretch, on_day

BOI, MOIND, PMO = (expand(f"id:{key}") for key in ("agency/boi", "ministry/moind", "ministry/pmo"))
MINUTES = {"document": "urn:minutes", "title_th": "บันทึก", "title_en": "Minutes", "url": "https://example.org/m"}
TABLE = {"document": "urn:table", "title_th": "ตาราง", "title_en": "table", "url": None}


def named(key: str, iri: str, th: str | None, en: str | None) -> dict[str, Any]:
    return {key: expand(iri), f"{key}_th": th, f"{key}_en": en}


def at(source: dict[str, Any], **place: Any) -> dict[str, Any]:
    return {**source, "lines": None, "row": None, "sheet": None, "cell": None, **place}


def tile(key: str, start: str | None, end: str | None, confidence: str) -> dict[str, Any]:
    names = {"moind": ("กระทรวงอุตสาหกรรม", "Ministry of Industry"), "pmo": ("สำนักนายกรัฐมนตรี", "PM's Office")}
    th, en = names[key]
    ministry = named("ministry", f"id:ministry/{key}", th, en)
    return {**ministry, "from": start, "until": end, "confidence": confidence}


def relation(other: str, th: str, en: str, record: str, **known: Any) -> dict[str, Any]:
    return {
        **named("predicate", "gov:Attachment", "สังกัด", "is under"),
        **named("other", other, th, en),
        "direction": "forward",
        "held_on": None,
        "from": None,
        "until": None,
        "confidence": "confirmed",
        "record": record,
        "sources": [],
        **known,
    }


def thing(**known: Any) -> dict[str, Any]:
    return {
        **named("thing", "id:agency/boi", "สำนักงานคณะกรรมการส่งเสริมการลงทุน", "Office of the Board of Investment"),
        "as_of": None,
        "kinds": [named("kind", "gov:Office", "สำนักงานเทียบเท่ากรม", "office")],
        "facts": [],
        "ministries": [],
        "relations": [],
        "referred_by": [],
        "sources": [],
        **known,
    }


def fact(iri: str, th: str, en: str, *values: Any) -> dict[str, Any]:
    given = [value if isinstance(value, dict) else {"value": value} for value in values]
    return {**named("property", iri, th, en), "values": given}


def test_both_names_come_first_and_then_kind_and_key() -> None:
    lines = card(thing(sources=[at(MINUTES, lines="8")]), {}, "th").splitlines()
    assert lines[:3] == [
        "สำนักงานคณะกรรมการส่งเสริมการลงทุน",
        "Office of the Board of Investment",
        "สำนักงานเทียบเท่ากรม · id:agency/boi [1 บรรทัด 8]",
    ]
    assert card(thing(as_of="2010-01-12"), {}, "en").splitlines()[2] == "office · as of 12 January 2010 · id:agency/boi"


def test_headings_are_bold_only_where_that_was_asked_for() -> None:
    assert "\x1b" not in card(thing(), {}, "en")
    assert card(thing(), {}, "en", 80, bold=True).splitlines()[1] == "\x1b[1mOffice of the Board of Investment\x1b[0m"


def test_facts_are_aligned_with_names_first_and_the_remark_last() -> None:
    facts = [
        fact("gov:note", "หมายเหตุ", "remark", "ours"),
        fact("gov:tier", "อยู่ในระดับ", "is of tier", named("value", "id:tier/central", "ส่วนกลาง", "central")),
        fact("skos:prefLabel", "ชื่อ", "name", {"value": "Office of the Board of Investment", "lang": "en"}),
        fact("skos:altLabel", "ชื่ออื่น", "other name", {"value": "BOI", "lang": "en"}, {"value": "สกท.", "lang": "th"}),
    ]
    assert card(thing(facts=facts), {}, "en").splitlines()[4:] == [
        "other name  สกท.",
        "            BOI",
        "is of tier  central",
        "remark      ours",
    ]
    # Marks above and below a Thai letter take no column of their own.
    thai = card(thing(facts=facts), {}, "th").splitlines()[4:]
    starts = {
        measure(line[: line.index(value)]) for line, value in zip(thai, ("สกท.", "BOI", "ส่วนกลาง", "ours"), strict=True)
    }
    assert starts == {measure("อยู่ในระดับ") + 2}


def test_a_text_is_given_in_the_language_asked_for() -> None:
    both = fact("skos:definition", "คำจำกัดความ", "definition", {"value": "A place.", "lang": "en"},
                {"value": "ที่หนึ่ง", "lang": "th"})  # fmt: skip
    english = fact("skos:definition", "คำจำกัดความ", "definition", {"value": "A place.", "lang": "en"})
    assert card(thing(facts=[both]), {}, "en").splitlines()[4:] == ["definition  A place."]
    assert card(thing(facts=[both]), {}, "th").splitlines()[4:] == ["คำจำกัดความ  ที่หนึ่ง"]
    assert card(thing(facts=[english]), {}, "th").splitlines()[4:] == ["คำจำกัดความ  A place."]


def test_bounds_and_their_precision_are_one_fact() -> None:
    facts = [
        fact("gov:from", "ตั้งแต่", "holds from", date(2009, 2, 17)),
        fact("gov:until", "ถึง", "holds until", date(2017, 11, 1)),
        fact("gov:untilPrecision", "-", "-", named("value", "id:precision/month", "เดือน", "month")),
    ]
    assert card(thing(facts=facts), {}, "en").splitlines()[4:] == ["period  from 17 February 2009 to November 2017"]
    assert card(thing(facts=facts[1:]), {}, "en").splitlines()[4:] == ["period  until November 2017"]
    year = [
        fact("gov:date", "เกิดขึ้นเมื่อ", "happened on", date(2014, 1, 1)),
        fact("gov:datePrecision", "-", "-", named("value", "id:precision/year", "ปี", "year")),
    ]
    assert card(thing(facts=year), {}, "en").splitlines()[4:] == ["happened on  2014"]


def test_a_meeting_of_one_day_says_it_once() -> None:
    days = [fact("gov:heldOn", "จัดเมื่อ", "was held on", date(2010, 1, 18))]
    until = fact("gov:heldUntil", "จัดถึง", "was held up to", date(2010, 1, 19))
    same = fact("gov:heldUntil", "จัดถึง", "was held up to", date(2010, 1, 18))
    assert card(thing(facts=[*days, same]), {}, "en").splitlines()[4:] == ["was held on  18 January 2010"]
    assert card(thing(facts=[*days, until]), {}, "en").splitlines()[4:] == [
        "was held on  18 January 2010",
        "             – 19 January 2010",
    ]


def test_a_value_without_a_name_is_told_by_its_time() -> None:
    period = expand("id:period/p")
    facts = [fact("gov:planPeriod", "ใช้ในช่วง", "is in force", named("value", period, None, "id:period/p"))]
    known = {period: Circumstances(None, Stretch(date(2009, 10, 1), date(2013, 10, 1), "year", "year"))}
    assert card(thing(facts=facts), known, "en").splitlines()[4:] == ["is in force  from 2009 to 2013"]
    assert card(thing(facts=facts), {}, "en").splitlines()[4:] == ["is in force  id:period/p"]


def test_tiles_of_one_ministry_become_one_sentence() -> None:
    tiles = [
        tile("moind", None, "2010-01-01", "probable"),
        tile("moind", "2010-01-01", "2010-02-01", "confirmed"),
        tile("moind", "2010-02-01", "2014-01-01", "probable"),
        tile("pmo", "2014-01-01", None, "probable"),
    ]
    assert card(thing(ministries=tiles), {}, "en").splitlines()[4:] == [
        "Ministry by day",
        "  Ministry of Industry, until 31 December 2013"
        " (confirmed from 1 January 2010 to 31 January 2010, otherwise probable)",
        "  PM's Office, since 1 January 2014 (probable)",
    ]
    always = card(thing(ministries=[tile("pmo", None, None, "confirmed")]), {}, "both").splitlines()[4:]
    assert always == [
        "กระทรวงต้นสังกัดในแต่ละวัน · Ministry by day",
        "  สำนักนายกรัฐมนตรี ตลอดช่วงที่มีข้อมูล (ยืนยันแล้ว)",
        "    PM's Office, at all times on record (confirmed)",
    ]


def test_a_relation_is_a_sentence_with_time_and_places() -> None:
    group = relation("id:group/3", "กลุ่มที่ 3", "Group 3", "urn:r", held_on="2010-01-12", confidence="probable",
                     sources=[at(MINUTES, lines="81-82"), at(MINUTES, lines="84"), at(TABLE, row=28)])  # fmt: skip
    assert card(thing(relations=[group]), {}, "en").splitlines()[4:] == [
        "Relations",
        "  is under … (1)",
        "    Group 3, on 12 January 2010 (probable) id:group/3 [1 line 81–82, 84] [2 row 28]",
        "",
        "Sources",
        "  1 Minutes https://example.org/m",
        "  2 table",
    ]


def test_what_is_on_record_for_a_month_is_not_said_to_have_ended_with_it() -> None:
    under = relation("id:ministry/moind", "กระทรวงอุตสาหกรรม", "Ministry of Industry", "urn:r", until="2010-02-01")
    attested = Stretch(date(2010, 1, 1), date(2010, 2, 1), "attested", "attested")
    text = card(thing(relations=[under]), {"urn:r": Circumstances(None, attested)}, "both")
    assert "on record from 1 January 2010 to 31 January 2010 and perhaps before and after" in text
    assert "มีหลักฐานตั้งแต่วันที่ 1 มกราคม 2553 ถึงวันที่ 31 มกราคม 2553 และอาจก่อนหรือหลังจากนั้น" in text


def test_the_same_said_twice_is_one_sentence_unless_the_roles_differ() -> None:
    member, centre = Label("สมาชิก", "member"), Label("ศูนย์", "operation centre")
    twice = [
        relation(
            "id:province/TH-41", "จังหวัดอุดรธานี", "Udon Thani", record, direction="backward", sources=[at(TABLE, row=row)]
        )
        for record, row in (("urn:a", 53), ("urn:b", 54))
    ]
    same = {"urn:a": Circumstances(member), "urn:b": Circumstances(member)}
    assert card(thing(relations=twice), same, "en").splitlines()[5:7] == [
        "  … is under Office of the Board of Investment (1)",
        "    Udon Thani (confirmed) id:province/TH-41 [1 row 53, 54]",
    ]
    roles = {"urn:a": Circumstances(member), "urn:b": Circumstances(centre)}
    assert card(thing(relations=twice), roles, "en").splitlines()[6:8] == [
        "    Udon Thani (member) (confirmed) id:province/TH-41 [1 row 53]",
        "    Udon Thani (operation centre) (confirmed) id:province/TH-41 [1 row 54]",
    ]


def test_who_refers_to_it_is_counted_and_the_first_are_named() -> None:
    things = [named("thing", f"id:x/{n}", None, f"id:x/{n}" if n < 2 else f"Number {n}") for n in range(6)]
    referring = [{**named("property", "gov:theme", "ด้าน", "has theme"), "count": 61, "things": things}]
    assert card(thing(referred_by=referring), {}, "en").splitlines()[4:] == [
        "Referred to by",
        "  has theme (61)",
        "    Number 2 id:x/2",
        "    Number 3 id:x/3",
        "    Number 4 id:x/4",
        "    and 58 more",
    ]


@pytest.mark.parametrize("width", [20, 33, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    tiles = [tile("moind", None, "2014-01-01", "probable")]
    facts = [fact("gov:tier", "มีความเชื่อมั่นระดับ", "has confidence", named("value", "id:t", "ยืนยันแล้วแน่นอน", "sure"))]
    relations = [relation("id:group/3", "กลุ่มที่ 3: ด้านอุตสาหกรรม", "Group 3", "urn:r", sources=[at(MINUTES, lines="8")])]
    text = card(thing(facts=facts, ministries=tiles, relations=relations), {}, "both", width)
    assert max(map(measure, text.splitlines())) <= width
    assert "กระทรวงอุตสาหกรรม"[:8] in text


@pytest.mark.parametrize(
    ("stretch", "th", "en"),
    [
        (Stretch(), None, None),
        (Stretch(None, date(2014, 1, 1)), "ถึงวันที่ 31 ธันวาคม 2556", "until 31 December 2013"),
        (Stretch(date(2014, 1, 1), None, "year"), "ตั้งแต่ปี 2557", "since 2014"),
        (Stretch(date(2017, 11, 1), None, "month"), "ตั้งแต่เดือนพฤศจิกายน 2560", "since November 2017"),
        (
            Stretch(date(2009, 12, 4), date(2010, 2, 1), "day", "attested"),
            "ตั้งแต่วันที่ 4 ธันวาคม 2552 มีหลักฐานถึงวันที่ 31 มกราคม 2553 และอาจหลังจากนั้น",
            "from 4 December 2009 on record to 31 January 2010 and perhaps later",
        ),
        (
            Stretch(None, date(2010, 2, 1), None, "attested"),
            "มีหลักฐานถึงวันที่ 31 มกราคม 2553 และอาจหลังจากนั้น",
            "on record until 31 January 2010 and perhaps later",
        ),
        (
            Stretch(date(2010, 1, 1), None, "attested"),
            "มีหลักฐานตั้งแต่วันที่ 1 มกราคม 2553 และอาจก่อนนั้น",
            "on record since 1 January 2010 and perhaps earlier",
        ),
    ],
)
def test_a_stretch_is_worded_no_more_precisely_than_it_is_known(
    stretch: Stretch, th: str | None, en: str | None
) -> None:
    assert stretch.words() == Label(th, en)


def test_a_day_without_a_precision_is_a_day() -> None:
    assert on_day(date(2010, 1, 12)) == Label("วันที่ 12 มกราคม 2553", "12 January 2010")
