"""Text put right: each step, what it says, what it must never touch, and pythainlp as a second opinion."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythainlp.util import normalize as pythainlp_normalize

from govgraph.resources import resource
from govgraph.thai import arabic_digits, key, normalise

ZWSP, BOM, NBSP = "\u200b", "\ufeff", "\u00a0"


@pytest.mark.parametrize(
    ("raw", "text", "codes"),
    [
        (f"กรมปศุ{ZWSP}สัตว์", "กรมปศุสัตว์", "1"),
        (f"{BOM}กรมประมง", "กรมประมง", "1"),
        ("กรม\u00adการ\u200cข้าว\u200d\u2060\u200e\u200f", "กรมการข้าว", "1"),
        ("กรม\u202eประมง\u202c", "กรมประมง", "1"),
        ("Cafe\u0301", "Café", "2"),
        ("\u0e1c\u0e48\u0e39", "\u0e1c\u0e39\u0e48", "2"),  # NFC mends sara u and uu
        ("เเผน", "แผน", "3"),
        ("\u0e19\u0e49\u0e4d\u0e32", "\u0e19\u0e49\u0e33", "4"),  # tone, nikhahit, sara aa
        ("\u0e19\u0e4d\u0e49\u0e32", "\u0e19\u0e49\u0e33", "4"),  # nikhahit, tone, sara aa
        ("\u0e19\u0e33\u0e49", "\u0e19\u0e49\u0e33", "4"),  # sara am, tone
        ("\u0e17\u0e4d\u0e32", "\u0e17\u0e33", "4"),
        ("\u0e17\u0e48\u0e35", "\u0e17\u0e35\u0e48", "5"),
        ("\u0e2a\u0e34\u0e17\u0e18\u0e4c\u0e34", "\u0e2a\u0e34\u0e17\u0e18\u0e34\u0e4c", "5"),  # สิทธิ์
        ("\u0e01\u0e32\u0e48", "\u0e01\u0e48\u0e32", "5"),
        ("\u0e17\u0e35\u0e35\u0e48", "\u0e17\u0e35\u0e48", "6"),
        ("\u0e17\u0e35\u0e48\u0e48\u0e48", "\u0e17\u0e35\u0e48", "6"),
        ("กาารข้าว", "การข้าว", "6"),
        (" กรมการข้าว ", "กรมการข้าว", "7"),
        ("กรมการข้าว\n", "กรมการข้าว", "7"),
        ("กรม\r\n  การ\tข้าว", "กรม การ ข้าว", "7"),
        (f"กรม{NBSP}การข้าว\u3000", "กรม การข้าว", "7"),
        ("กา\u0e45", "กา", "12 6"),  # one more sara aa first, one too many then
        ("ก\u0e45ร", "การ", "12"),
    ],
)
def test_each_step_mends_one_thing_and_says_so(raw: str, text: str, codes: str) -> None:
    found = normalise(raw)
    assert found.text == text
    assert found.repairs == tuple(f"GG-TXT-{int(code):03}" for code in codes.split())


def test_several_repairs_stand_in_the_order_of_the_steps_each_once() -> None:
    found = normalise(f" เเผน{ZWSP}พัฒนานํ้า  ที่ที{ZWSP} เเละ ")
    assert found.text == "แผนพัฒนาน้ำ ที่ที และ"
    assert found.repairs == ("GG-TXT-001", "GG-TXT-003", "GG-TXT-004", "GG-TXT-007")


def test_sara_am_is_never_split_as_compatibility_forms_would() -> None:
    assert normalise("สำนักงานน้ำบาดาล").text == "สำนักงานน้ำบาดาล"
    assert unicodedata.normalize("NFKC", "ำ") != "ำ"


def test_full_width_and_ligature_characters_stay_as_they_are() -> None:
    assert normalise("ﬁｎ①") == normalise("ﬁｎ①")
    assert normalise("ﬁｎ①").text == "ﬁｎ①"


@pytest.mark.parametrize("kept", ["ฤๅษี", "ฦๅ", "ๆ ฯลฯ", "กรมอุทยานฯ", "พ.ศ. ๒๕๕๓", "ก็", "สิทธิ์", "อํ", "เสื้อ", "“ก–ข”"])
def test_what_is_right_stays_and_is_the_same_object(kept: str) -> None:
    found = normalise(kept)
    assert found.text is kept
    assert found.repairs == ()


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x1b", "\x1f", "\x7f", "\x85", "\x9f", "\ufffe", "\U0001ffff"])
def test_control_characters_are_told_and_not_dropped_in_silence(control: str) -> None:
    found = normalise(f"กรม{control}ประมง")
    assert found.repairs == ("GG-TXT-008",)
    assert found.text == "กรม\ufffdประมง"


@given(st.one_of(st.characters(categories=["Cs"]), st.just("\ufffd")))
def test_broken_characters_are_told_and_the_text_can_be_written(broken: str) -> None:
    found = normalise(f"กรม{broken}ประมง")
    assert found.repairs == ("GG-TXT-009",)
    assert found.text.encode() == "กรม\ufffdประมง".encode()


def test_a_letter_lost_on_the_way_out_of_a_pdf_is_told_and_its_number_kept() -> None:
    found = normalise("กระทรวงทร(cid:201)พยากร")
    assert (found.text, found.repairs) == ("กระทรวงทร(cid:201)พยากร", ("GG-TXT-009",))


def test_marks_of_old_fonts_become_the_standard_ones() -> None:
    # U+F70A is mai ek set low, U+F702 sara ii set left, U+F713 mai ek set left and high; U+F70F yo ying without foot.
    assert normalise("แม\uf70a").text == "แม่"
    assert normalise("ป\uf702\uf713").text == "ปี่"
    assert normalise("\uf70f\uf718\uf710\uf711\uf712\uf719\uf71a\uf700").text.startswith("ญุ")
    assert normalise("แม\uf70a").repairs == ("GG-TXT-010",)


@given(st.sampled_from([chr(c) for c in range(0xF700, 0xF71B)]))
def test_every_mark_of_old_fonts_becomes_a_thai_character(mark: str) -> None:
    text = normalise(f"ก{mark}").text
    assert len(text) == 2
    assert "\u0e01" <= text[1] <= "\u0e4d"


@pytest.mark.parametrize(
    ("raw", "code"),
    [("\uf0b7 ข้อ", "GG-TXT-011"), ("พร ้าพระยา", "GG-TXT-013"), ("่ก", "GG-TXT-013"), ("เลี่้ยง", "GG-TXT-014")],
)
def test_what_has_several_meanings_is_left_and_told(raw: str, code: str) -> None:
    found = normalise(raw)
    assert found.text == raw
    assert found.repairs == (code,)


THAI_CHARACTERS = st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B)
ODD = st.sampled_from(f" \n\t{ZWSP}{BOM}{NBSP}\x00\u00ad\uf70a\ue000\ud800Aéé์ํเาๅ่้ี")
jumble = st.text(st.one_of(THAI_CHARACTERS, ODD), max_size=30)


@given(st.one_of(st.text(), jumble))
@example("ํ่า")
@example("เเเเ")
def test_putting_right_twice_changes_nothing_more(raw: str) -> None:
    once = normalise(raw)
    twice = normalise(once.text)
    assert twice.text == once.text
    # What is still told is told again; nothing new comes up.
    left = {f"GG-TXT-{n:03}" for n in (9, 11, 13, 14)}
    assert set(twice.repairs) <= left


@given(st.one_of(st.text(), jumble))
def test_no_code_means_no_change_and_a_change_means_a_code(raw: str) -> None:
    found = normalise(raw)
    assert (found.text == raw) or found.repairs
    assert len(set(found.repairs)) == len(found.repairs)


@given(st.one_of(st.text(), jumble))
def test_text_put_right_can_be_written_is_composed_and_has_single_spaces(raw: str) -> None:
    text = normalise(raw).text
    assert text.encode().decode() == text
    assert unicodedata.is_normalized("NFC", text)
    assert text == " ".join(text.split(" ")).strip(" ")
    assert "  " not in text
    assert not {"\u0000", "\n", ZWSP, BOM, NBSP} & set(text)


# Syllables as Thai is written, with the faults that both know how to mend. Outside lie, on purpose: the byte order
# mark and U+00A0 (unknown to pythainlp); two different tones (it keeps the last, we keep both and say so); marks
# without a letter and spaces before marks (it deletes them; here a letter may be lost, so we keep and say so); line
# ends (it keeps one; a cell has none); canonical composition of other scripts.
_CONSONANTS = "กขคงจชดตทนบปผพมยรลวสหอ"


@st.composite
def syllables(draw: st.DrawFn) -> str:
    letter, tone = draw(st.sampled_from(_CONSONANTS)), draw(st.sampled_from(["", "่", "้", "๊", "๋"]))
    vowel, times = draw(st.sampled_from("ัิีึืุู")), draw(st.integers(1, 3))
    written = {
        "right": draw(st.sampled_from(["", "เ", "แ", "โ"])) + letter + tone,
        "tone first": letter + tone + vowel,
        "doubled": letter + vowel * times + tone * times,
        "am split after tone": f"{letter}{tone}\u0e4d\u0e32",
        "am split round tone": f"{letter}\u0e4d{tone}\u0e32",
        "am before tone": f"{letter}\u0e33{tone}",
        "sara e twice": f"\u0e40\u0e40{letter}{tone}",
        "aa before tone": f"{letter}\u0e32{tone}",
        "lakkhangyao": f"{letter}{tone}\u0e45",
        "aa twice": f"{letter}{tone}\u0e32\u0e32",
    }
    return written[draw(st.sampled_from(sorted(written)))]


@given(st.lists(st.one_of(syllables(), st.sampled_from([" ", "  ", ZWSP, "ฯ", "12", "ข้าว"])), max_size=12))
def test_pythainlp_comes_to_the_same_text(parts: list[str]) -> None:
    raw = "".join(parts)
    assert normalise(raw).text == pythainlp_normalize(raw)


def _names(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            (path.name, value)
            for row in csv.DictReader(file)
            for column, value in row.items()
            if value and column.startswith(("name", "title", "label", "abbreviation"))
        ]


def test_no_name_of_the_reference_tables_is_touched() -> None:
    names = [name for path in sorted(resource("data/reference").glob("*.csv")) for name in _names(path)]
    assert len(names) > 500
    assert [(table, name) for table, name in names if normalise(name).repairs] == []


def test_no_label_of_the_ontology_is_touched() -> None:
    from rdflib import Graph
    from rdflib.namespace import RDFS, SKOS

    labels = [
        str(label)
        for path in sorted(resource("ontology").glob("**/*.ttl"))
        for predicate in (RDFS.label, SKOS.prefLabel, SKOS.altLabel)
        for label in Graph().parse(path).objects(None, predicate)
    ]
    assert len(labels) > 200
    assert [label for label in labels if normalise(label).repairs] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กรมการข้าว", "กรม การ ข้าว"),
        (f"กรม{ZWSP}ปศุสัตว์\n", "กรมปศุสัตว์"),
        ("แผนพัฒนาน้ำ", "เเผนพัฒนานํ้า"),
        ("ฉบับที่ ๑๒", "ฉบับที่12"),
        ("Rice  Department", "rice department"),
        ("“ก” – ข", '"ก"-ข'),
        ("Thailand’s", "THAILAND'S"),
        ("พ.ศ.\u00a0๒๕๕๓", "พ.ศ. 2553"),
    ],
)
def test_keys_of_two_writings_of_a_name_are_equal(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("กรมอุทยานฯ", "กรมอุทยาน"), ("ทช.", "ทช"), ("กรมทางหลวง", "กรมทางหลวงชนบท"), ("ข้าว", "ขาว"), ("เก", "แก")],
)
def test_keys_of_different_names_differ(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.one_of(st.text(), jumble))
@example("ẞ İ ǰ")
@example("เ เ")
@example("ก ่ ่")
@example("ฤ\nๅ")
def test_the_key_of_a_key_is_the_key_and_of_repaired_text_too(raw: str) -> None:
    assert key(key(raw)) == key(raw)
    assert key(normalise(raw).text) == key(raw)
    assert not any(character.isspace() for character in key(raw))


@given(st.lists(syllables(), max_size=8), st.lists(st.integers(0, 8), max_size=3))
def test_spaces_between_words_change_no_key(parts: list[str], places: list[int]) -> None:
    spaced = list(parts)
    for place in places:
        spaced.insert(min(place, len(spaced)), " ")
    assert key("".join(spaced)) == key("".join(parts))


@given(st.integers(0, 10**12))
def test_thai_digits_become_arabic_ones(number: int) -> None:
    thai = str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert arabic_digits(thai) == str(number)
    assert key(f"ที่ {thai}") == f"ที่{number}"
