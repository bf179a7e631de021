"""Line breaking: the hard names of the workshop, and laws for any text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.thai import lines, words

# A line that starts with one of these is wrong in any Thai print.
NEVER_FIRST = "ะัาำิีึืฺุูๆฯ็่้๊๋์"

HARD_NAMES = (
    "สำนักงานส่งเสริมและพิทักษ์เด็ก เยาวชน ผู้ด้อยโอกาส และผู้สูงอายุ",
    "สำนักงานนโยบายและแผนทรัพยากรธรรมชาติและสิ่งแวดล้อม",
    "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
    "สำนักงานส่งเสริมและพัฒนาคุณภาพชีวิตคนพิการแห่งชาติ",
    "กรมอุทยานแห่งชาติ สัตว์ป่าและพันธุ์พืช",
    "กรมเจรจาการค้าระหว่างประเทศ",
    "กรมโยธาธิการและผังเมือง",
    "ด้านการค้าและการจัดการระบบโลจิสติกส์",
    "สำนักพัฒนาระเบียบราชการส่วนภูมิภาคและความสัมพันธ์กับองค์กรปกครองส่วนท้องถิ่น",
    "Office of Welfare Promotion, Protection and Empowerment of Vulnerable Groups",
)

# Words that a breaker without a dictionary of its own cuts up (BudouX and ICU do).
WHOLE_WORDS = (
    "สำนักงาน",
    "นโยบาย",
    "เจรจา",
    "ผู้ด้อยโอกาส",
    "ผู้สูงอายุ",
    "แห่งชาติ",
    "สิ่งแวดล้อม",
    "โยธาธิการ",
    "ผังเมือง",
    "โลจิสติกส์",
    "ท้องถิ่น",
    "ภูมิภาค",
    "Empowerment",
)

any_text = st.text(alphabet=st.sampled_from("กขคงจชดตนบปมยรวสหอะัาำิีืุูเแโใไๆฯ่้์ abcXYZ().,-0123๑๒ "), max_size=60)
names = st.sampled_from(HARD_NAMES)


@pytest.fixture(scope="module", autouse=True)
def dictionary() -> None:
    """Load the dictionary before the clock of any law runs."""
    words("กรมการข้าว")


def put_together(cut: list[str], text: str) -> bool:
    """Tell whether the lines are the text with nothing lost but spaces at the breaks."""
    at = 0
    for line in cut:
        while text[at : at + 1].isspace():
            at += 1
        if not text.startswith(line, at):
            return False
        at += len(line)
    return not text[at:].strip()


def breaks(cut: list[str], text: str) -> list[int]:
    """Give the places in the text at which the lines end, but for the last."""
    at, found = 0, []
    for line in cut[:-1]:
        at = text.index(line, at) + len(line)
        found.append(at)
    return found


@given(any_text)
def test_words_put_together_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


@given(any_text, st.integers(1, 40))
def test_lines_lose_nothing_but_spaces(text: str, width: int) -> None:
    assert put_together(lines(text, width, len), text.strip())


@given(names, st.integers(8, 60))
def test_no_line_starts_with_a_mark_or_is_empty(name: str, width: int) -> None:
    for line in lines(name, width, len):
        assert line
        assert line[0] not in NEVER_FIRST
        assert line == line.strip()


@given(names, st.integers(1, 60))
def test_no_line_ends_inside_a_word(name: str, width: int) -> None:
    for at in breaks(lines(name, width, len), name):
        for word in WHOLE_WORDS:
            start = name.find(word)
            while start >= 0:
                assert not start < at < start + len(word), (word, name[:at])
                start = name.find(word, start + 1)


def all_settings(parts: list[str]) -> list[list[str]]:
    if len(parts) == 1:
        return [parts]
    rest = all_settings(parts[1:])
    return [[parts[0], *tail] for tail in rest] + [[f"{parts[0]} {tail[0]}", *tail[1:]] for tail in rest]


@given(st.lists(st.text(alphabet="kmrz", min_size=1, max_size=7), min_size=1, max_size=8), st.integers(7, 24))
def test_lines_are_the_fewest_and_then_the_most_even_of_all_settings(parts: list[str], width: int) -> None:
    fitting = [one for one in all_settings(parts) if all(len(line) <= width for line in one)]
    fewest = min(len(one) for one in fitting)
    most_even = min(sum((width - len(line)) ** 2 for line in one) for one in fitting if len(one) == fewest)
    cut = lines(" ".join(parts), width, len)
    assert len(cut) == fewest
    if fewest > 1:
        assert sum((width - len(line)) ** 2 for line in cut) == most_even


def test_the_names_of_the_study_break_as_a_thai_editor_would() -> None:
    assert lines(HARD_NAMES[1], 24, len) == ["สำนักงานนโยบายและแผน", "ทรัพยากรธรรมชาติ", "และสิ่งแวดล้อม"]
    assert lines(HARD_NAMES[6], 24, len) == ["กรมโยธาธิการและผังเมือง"]
    assert lines(HARD_NAMES[4], 30, len) == ["กรมอุทยานแห่งชาติ", "สัตว์ป่าและพันธุ์พืช"]
    assert lines(HARD_NAMES[9], 24, len) == [
        "Office of Welfare",
        "Promotion, Protection",
        "and Empowerment",
        "of Vulnerable Groups",
    ]


def test_a_break_after_a_comma_is_preferred() -> None:
    name = "Office of the Permanent Secretary, Ministry of Industry"
    assert lines(name, 36, len) == ["Office of the Permanent Secretary,", "Ministry of Industry"]


def test_a_weak_word_goes_with_what_follows_unless_that_does_not_fit() -> None:
    assert lines("ทรัพยากรธรรมชาติและสิ่งแวดล้อม", 20, len) == ["ทรัพยากรธรรมชาติ", "และสิ่งแวดล้อม"]
    # และสิ่งแวดล้อม has fourteen characters: at twelve the weak word has to let go.
    assert all(len(line) <= 12 for line in lines("ป่าไม้และสิ่งแวดล้อม", 12, len))


def test_a_word_wider_than_the_line_stands_alone_and_whole() -> None:
    assert "โลจิสติกส์" in lines("ระบบโลจิสติกส์", 5, len)


@pytest.mark.parametrize("dated", ["12 มกราคม 2553", "12 January 2010", "พ.ศ. 2553", "B.E. 2553"])
def test_a_date_stays_in_one_line(dated: str) -> None:
    text = f"การประชุมเตรียมความพร้อม {dated} กรุงเทพฯ"
    for width in range(len(dated), 50):
        assert any(dated in line for line in lines(text, width, len)), width


def test_given_words_are_never_cut() -> None:
    made_up = "กขคกขค"
    assert made_up in words(f"กรม{made_up}การข้าว", vocabulary=[made_up])


def test_an_empty_text_has_no_line_and_one_that_fits_has_one() -> None:
    assert lines("  ", 10, len) == []
    assert lines(" กรมการข้าว ", 10, len) == ["กรมการข้าว"]


def test_the_dictionary_is_loaded_only_when_a_thai_text_is_cut() -> None:
    code = (
        "import sys, govgraph.thai as t; t.lines('Office of Welfare Promotion', 9, len); "
        "assert 'pythainlp' not in sys.modules; t.words('กรมการข้าว'); assert 'pythainlp' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
