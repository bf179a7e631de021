"""A misspelt name is never taken, and the right one is among what is suggested."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.steward.resolve import Register, Resolved, Unresolved
from govgraph.steward.resolve.directory import Directory, Name, Thing
from govgraph.steward.resolve.validity import Validity
from govgraph.thai.text import key

MEETING = date(2010, 1, 12)

TABLES = (("agencies", "agency"), ("ministries", "ministry"), ("provinces", "province"), ("clusters", "cluster"))

ALIKE = ("ศษส", "ณน", "ฎฏ", "ดต", "คฅ", "รล", "พฟผฝ", "ชซ", "ทธฑฒ", "ขฃ", "ญย", "บป", "อฮ", "ใไ", "ิี", "ึื", "ุู", "่้๊๋", "งว")
MARKS = "่้๊๋์ิีึืุูั็"


def misspelt(name: str, edits: int, random: Random) -> str:
    """A name with slips of the kind that people and scanners make: a look-alike letter, a lost or doubled one."""
    letters = list(name)
    for _ in range(edits):
        at = random.randrange(len(letters))
        group = next((group for group in ALIKE if letters[at] in group), "")
        match random.choice(("alike", "lost", "doubled", "swapped")):
            case "alike" if group:
                letters[at] = random.choice([other for other in group if other != letters[at]])
            case "lost" if len(letters) > 4:
                del letters[at]
            case "doubled":
                letters.insert(at, letters[at])
            case _ if at + 1 < len(letters):
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


@pytest.mark.parametrize("edits", [1, 2, 3])
def test_misspellings_are_asked_with_the_right_name(
    register: Register, reference: dict[str, list[dict[str, str]]], edits: int
) -> None:
    random = Random(edits)
    recorded = {key(name.text) for name in register.directory.names}
    names = [
        (row["name_th"], kind)
        for table, kind in TABLES
        for row in reference[table]
        if (not row["from"] or row["from"] <= "2010-01-12") and (not row["until"] or row["until"] > "2010-01-12")
    ]
    assert len(names) > 270
    asked = right = 0
    for name, kind in names:
        for _ in range(8):
            written = misspelt(name, edits, random)
            if key(written) in recorded:
                continue  # what is mended without doubt, such as a doubled mark, is no misspelling
            answer = register.resolve(written, (kind,), MEETING)
            assert isinstance(answer, Unresolved), (name, written)
            asked += 1
            right += name in answer.names
    assert asked > 1500
    assert right / asked >= 0.99, f"{asked - right} of {asked}"


def test_one_suggestion_where_it_leads_and_up_to_three_where_not(register: Register) -> None:
    one = register.resolve("จังหวัดสิงค์บุรี", ("area",), MEETING)
    several = register.resolve("กลุ่มจังหวัดภาคกลางตอนล่าง", ("area",), MEETING)
    assert isinstance(one, Unresolved)
    assert isinstance(several, Unresolved)
    assert one.names == ("จังหวัดสิงห์บุรี",)
    assert set(several.names) >= {"กลุ่มจังหวัดภาคกลางตอนล่าง 1", "กลุ่มจังหวัดภาคกลางตอนล่าง 2"}
    assert len(several.names) <= 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [("กรมประมงง", "กรมประมง"), ("กรมทางหลวชนบท", "กรมทางหลวงชนบท"), ("กระทรวงพานิชย์", "กระทรวงพาณิชย์")],
)
def test_close_names_are_asked_first(register: Register, written: str, meant: str) -> None:
    answer = register.resolve(written, ("agency", "ministry"), MEETING)
    assert isinstance(answer, Unresolved)
    assert (answer.code, answer.names[0]) == ("GG-NAM-002", meant)
    assert answer.values["near"].startswith(f"“{meant}”")


def test_a_real_body_that_is_no_register_is_not_taken_for_its_neighbour() -> None:
    """The Department of Lands, with only the Land Development Department on record: alike by 78 of 100."""
    iri = "https://example.org/ldd"
    thing = Thing(iri, "agency", "", "กรมพัฒนาที่ดิน", "Land Development Department", Validity())
    register = Register(Directory({iri: thing}, (Name(iri, "name", "กรมพัฒนาที่ดิน"),), (), ()))
    answer = register.resolve("กรมที่ดิน", ("agency",))
    assert isinstance(answer, Unresolved)
    assert [(s.iri, s.score) for s in answer.suggestions] == [(iri, 78)]


LETTERS = st.text(alphabet="กขคงจชดตทนบปพมยรลวสหอะาิีึืุูเแโใไำ่้์ฯ. ()0123456789๑๒๓" + "abcDEF", max_size=40)


@given(text=LETTERS)
def test_only_what_is_on_record_is_resolved(text: str) -> None:
    """Of a register with one name, nothing but that name is ever resolved, however it is looked for."""
    iri = "https://example.org/dld"
    thing = Thing(iri, "agency", "", "กรมปศุสัตว์", "Department of Livestock Development", Validity())
    register = Register(Directory({iri: thing}, (Name(iri, "name", "กรมปศุสัตว์"),), (), ()))
    answer = register.resolve(text, ("agency", "area", "strategy"))
    if isinstance(answer, Resolved):
        assert key(text) == key("กรมปศุสัตว์") or "ฯ" in text
    else:
        assert answer.code.startswith("GG-NAM-")
        assert all(70 <= suggestion.score <= 100 for suggestion in answer.suggestions)
