"""Days read from cells: every form that people write, the day it means, and what is refused and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govgraph.thai import DayReading, UnreadableTextError, en_date, read_day, thai_date

WORKSHOP = date(2010, 1, 12)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
MODERN = st.dates(min_value=date(1957, 1, 1), max_value=date(2056, 12, 31))
"""The days whose Buddhist year can be written in two digits: พ.ศ. 2500–2599."""

SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def codes(reading: DayReading) -> list[str]:
    return [code for code, _ in reading.remarks]


def refusal(text: str, era: str = "buddhist") -> UnreadableTextError:
    with pytest.raises(UnreadableTextError) as caught:
        read_day(text, era)
    return caught.value


def outcome(text: str, era: str = "buddhist") -> DayReading | UnreadableTextError:
    try:
        return read_day(text, era)
    except UnreadableTextError as error:
        return error


@pytest.mark.parametrize(
    "text",
    [
        "12 มกราคม 2553",
        "๑๒ มกราคม ๒๕๕๓",
        "วันที่ 12 เดือน มกราคม พ.ศ. 2553",
        "วันที่ ๑๒ เดือนมกราคม พ.ศ.๒๕๕๓",
        "12 มกราคม พุทธศักราช ๒๕๕๓",
        "12 ม.ค. 2553",
        "12 ม.ค.2553",
        "12ม.ค.2553",
        "12 มค 2553",
        "12 มค. 2553",
        "12 ม. ค. 2553",
        "12-ม.ค.-2553",
        "12 มกรา 2553",
        "12/1/2553",
        "12/01/2553",
        "12 / 01 / 2553",
        "๑๒/๐๑/๒๕๕๓",
        "12-1-2553",
        "12.01.2553",
        "12 มกราคม 2553.",
        "  12  มกราคม\n2553 ",
        "วันอังคารที่ 12 มกราคม 2553",
        "อังคารที่ 12 มกราคม พ.ศ. 2553",
        "อ. 12 ม.ค. 2553",
        "12 ม.ค. 2553 เวลา 09.30 น.",
        "12 ม.ค. 2553 09:00-12:00 น.",
        "12/01/2553 00:00:00",
        "12 January 2553",
        "12 Jan B.E. 2553",
        "12 January 2553 BE",
        "12 ม.ค. ค.ศ. 2010",
        "12 January 2010 AD",
        "2010-01-12",
        "2010-01-12T00:00:00",
        "2010-01-12 09:30:00",
        "2010-01-12T09:30:00+07:00",
        "2010-01-12T02:30:00Z",
        "2553/01/12",
    ],
)
def test_the_day_of_the_workshop_is_read_in_every_form_without_remark(text: str) -> None:
    assert read_day(text) == DayReading(WORKSHOP, WORKSHOP + timedelta(days=1), "day", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12 ม.ค. 53", "GG-DAT-022"),
        ("12-1-53", "GG-DAT-022"),
        ("12/01/๕๓", "GG-DAT-022"),
        ("12 Jan 53", "GG-DAT-022"),
        ("12 ม.ค. 2010", "GG-DAT-021"),
        ("12/01/2010", "GG-DAT-021"),
        ("12 January 2010", "GG-DAT-021"),
        ("January 12th, 2010", "GG-DAT-021"),
        ("Tuesday, 12 January 2010", "GG-DAT-021"),
        ("2010/01/12", "GG-DAT-021"),
        ("2553-01-12", "GG-DAT-023"),
        ("2553-01-12T00:00:00", "GG-DAT-023"),
    ],
)
def test_a_reading_that_a_person_should_look_at_says_how_it_was_read(text: str, code: str) -> None:
    reading = read_day(text)
    assert (reading.start, reading.precision) == (WORKSHOP, "day")
    ((found, values),) = reading.remarks
    assert found == code
    assert (values["read_th"], values["read_en"]) == ("12 มกราคม 2553", "12 January 2010")


def test_columns_of_the_common_era_have_it_the_other_way_round() -> None:
    assert codes(read_day("12 January 2010", "common")) == []
    assert codes(read_day("12/01/2010", "common")) == []
    assert codes(read_day("12/01/2553", "common")) == ["GG-DAT-024"]
    assert codes(read_day("พ.ศ. 2553", "common")) == []
    assert read_day("12/01/10", "common").start == WORKSHOP
    assert codes(read_day("12/01/10", "common")) == ["GG-DAT-022"]


def test_two_digits_stay_in_the_century_of_the_column_however_unlikely() -> None:
    assert read_day("12/01/10").start == date(1967, 1, 12)  # พ.ศ. 2510, told


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("ต.ค. 2553", date(2010, 10, 1), date(2010, 11, 1), "month"),
        ("เดือนธันวาคม พ.ศ. 2553", date(2010, 12, 1), date(2011, 1, 1), "month"),
        ("กุมภา 2551", date(2008, 2, 1), date(2008, 3, 1), "month"),
        ("10/2553", date(2010, 10, 1), date(2010, 11, 1), "month"),
        ("1-28 ก.พ. 2553", date(2010, 2, 1), date(2010, 3, 1), "month"),
        ("1 มกราคม 2553 - 31 มกราคม 2553", date(2010, 1, 1), date(2010, 2, 1), "month"),
        ("1/1/2553-31/1/2553", date(2010, 1, 1), date(2010, 2, 1), "month"),
        ("2553", date(2010, 1, 1), date(2011, 1, 1), "year"),
        ("ปี 2553", date(2010, 1, 1), date(2011, 1, 1), "year"),
        ("ปี พ.ศ. ๒๕๕๓", date(2010, 1, 1), date(2011, 1, 1), "year"),
        ("1 ม.ค. – 31 ธ.ค. 2553", date(2010, 1, 1), date(2011, 1, 1), "year"),
        ("ม.ค. ถึง ธ.ค. 2553", date(2010, 1, 1), date(2011, 1, 1), "year"),
    ],
)
def test_whole_months_and_years_are_read_as_such(text: str, start: date, end: date, precision: str) -> None:
    assert read_day(text) == DayReading(start, end, precision, ())


@pytest.mark.parametrize(("text", "code"), [("ต.ค. 53", "GG-DAT-022"), ("ปี 53", "GG-DAT-022"), ("2010", "GG-DAT-021")])
def test_doubtful_years_of_months_and_years_are_told(text: str, code: str) -> None:
    assert codes(read_day(text)) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "GG-DAT-001"),
        ("-", "GG-DAT-001"),
        ("–", "GG-DAT-001"),
        ("ไม่ระบุ", "GG-DAT-001"),
        ("เร็ว ๆ นี้", "GG-DAT-002"),
        ("53", "GG-DAT-002"),
        ("20100112", "GG-DAT-002"),
        ("12 ม.ค. 253", "GG-DAT-002"),
        ("12 มกราคม 2553 " * 20, "GG-DAT-002"),
        ("31 ก.พ. 2553", "GG-DAT-003"),
        ("31/02/2553", "GG-DAT-003"),
        ("31 เม.ย. 2553", "GG-DAT-003"),
        ("0 ม.ค. 2553", "GG-DAT-003"),
        ("32/01/2553", "GG-DAT-003"),
        ("29 ก.พ. 2552", "GG-DAT-003"),
        ("2552-02-29", "GG-DAT-003"),
        ("1-3 ก.พ. 2553", "GG-DAT-004"),
        ("12–14 มกราคม 2553", "GG-DAT-004"),
        ("12 ถึง 14 มกราคม 2553", "GG-DAT-004"),
        ("30 ม.ค. - 2 ก.พ. 2553", "GG-DAT-004"),
        ("12 ม.ค. 2553 - 14 ม.ค. 2553", "GG-DAT-004"),
        ("31/1/2553-2/2/2553", "GG-DAT-004"),
        ("1,2 และ 3 ก.พ. 2553", "GG-DAT-004"),
        ("ม.ค. - มี.ค. 2553", "GG-DAT-004"),
        ("January 1-3, 2010", "GG-DAT-004"),
        ("1 ต.ค. 2553 - 30 ก.ย. 2554", "GG-DAT-004"),
        ("2553-2554", "GG-DAT-004"),
        ("2553/54", "GG-DAT-004"),
        ("40190", "GG-DAT-005"),
        ("40190.5", "GG-DAT-005"),
        ("01/25/2553", "GG-DAT-006"),
        ("12 ม.ค.", "GG-DAT-007"),
        ("มกราคม", "GG-DAT-007"),
        ("12/1", "GG-DAT-007"),
        ("พ.ศ. 2010", "GG-DAT-008"),
        ("12 ม.ค. ค.ศ. 2553", "GG-DAT-008"),
        ("12 ม.ค. 3096", "GG-DAT-009"),
        ("12/01/2200", "GG-DAT-009"),
        ("12/01/1467", "GG-DAT-009"),
        ("13/13/2553", "GG-DAT-010"),
        ("12 มกรคม 2553", "GG-DAT-010"),
        ("ปีงบประมาณ 2553", "GG-DAT-011"),
        ("FY2010", "GG-DAT-011"),
        ("2010-01-12T18:00:00Z", "GG-DAT-012"),
        ("Oct 12", "GG-DAT-013"),
        ("Jan-10", "GG-DAT-013"),
        ("53-01-12", "GG-DAT-013"),
    ],
)
def test_what_is_no_day_is_refused_with_its_own_code(text: str, code: str) -> None:
    assert refusal(text).code == code


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("40190", "12 มกราคม 2553"),  # Excel shows 40190 for 12 January 2010
        ("01/25/2553", "25 มกราคม 2553"),
        ("12/31/2010", "31 ธันวาคม 2553"),
        ("12 มกรคม 2553", "12 มกราคม 2553"),
        ("2010-01-12T18:00:00Z", "13 มกราคม 2553"),
        ("พ.ศ. 2010", "พ.ศ. 2553"),
    ],
)
def test_where_one_day_was_probably_meant_it_is_suggested(text: str, suggestion: str) -> None:
    assert refusal(text).suggestions == (suggestion,)


def test_an_impossible_day_is_named_with_the_last_day_of_the_month() -> None:
    values = refusal("31 ก.พ. 2551").values
    assert (values["day"], values["last"]) == ("31", "29")
    assert values["month_th"] == "กุมภาพันธ์ พ.ศ. 2551"


def test_leap_days_are_those_of_the_calendar_not_of_the_number() -> None:
    # 2551 B.E. is 2008, a leap year; 2548 B.E. is 2005, though 2548 itself could be divided by four.
    assert read_day("29 ก.พ. 2551").start == date(2008, 2, 29)
    assert read_day("2551-02-29").start == date(2008, 2, 29)
    assert refusal("2548-02-29").code == "GG-DAT-003"


def test_months_misspelt_in_a_common_way_are_read_and_told() -> None:
    reading = read_day("12 กรกฏาคม 2553")
    assert reading.start == date(2010, 7, 12)
    assert codes(reading) == ["GG-DAT-025"]


def test_january_to_march_before_1941_is_told_since_the_year_began_in_april() -> None:
    assert codes(read_day("31 มีนาคม 2483")) == ["GG-DAT-026"]
    assert codes(read_day("1 เมษายน 2483")) == []
    assert codes(read_day("1 มกราคม 2484")) == []


def test_an_unknown_era_is_the_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="era"):
        read_day("2553", "julian")


def _in_thai(day: date) -> list[str]:
    year, month = day.year + 543, SHORT[day.month - 1]
    return [
        thai_date(day),
        thai_date(day).translate(THAI_DIGITS),
        f"วันที่ {day.day} เดือน {thai_date(day).split()[1]} พ.ศ. {year}",
        f"{day.day} {month} {year}",
        f"{day.day}{month.replace('.', '')}{year}",
        f"{day.day:02}/{day.month:02}/{year}",
        f"{day.day}-{day.month}-{year}".translate(THAI_DIGITS),
        f"{day.day}.{day.month}.{year}",
        day.isoformat(),
        f"{day.isoformat()}T00:00:00",
        f"{day.day} {month} ค.ศ. {day.year}",
    ]


@given(days, st.integers(0, 10))
def test_every_day_comes_back_from_every_form(day: date, form: int) -> None:
    reading = read_day(_in_thai(day)[form])
    assert (reading.start, reading.end, reading.precision) == (day, day + timedelta(days=1), "day")
    assert set(codes(reading)) <= ({"GG-DAT-026"} if day < date(1940, 4, 1) else set())


@given(days, st.integers(0, 4))
def test_every_day_comes_back_from_every_english_form(day: date, form: int) -> None:
    short = ENGLISH[day.month - 1]
    text = [
        en_date(day),
        f"{day.day}-{short}-{day.year}",
        f"{day.day} {short}. {day.year}",
        f"{short} {day.day}, {day.year}",
        f"{day.day}/{day.month}/{day.year}",
    ][form]
    assert read_day(text, "common") == DayReading(day, day + timedelta(days=1), "day", ())
    assert (read_day(text).start, codes(read_day(text))) == (day, ["GG-DAT-021"])


@given(MODERN)
def test_every_day_comes_back_from_two_digits_with_a_warning(day: date) -> None:
    short = f"{(day.year + 543) % 100:02}"
    for text in (f"{day.day} {SHORT[day.month - 1]} {short}", f"{day.day:02}/{day.month:02}/{short}"):
        assert (read_day(text).start, codes(read_day(text))) == (day, ["GG-DAT-022"])


@given(days)
def test_every_day_kept_under_its_buddhist_year_comes_back(day: date) -> None:
    reading = read_day(f"{day.year + 543}-{day.month:02}-{day.day:02}")
    assert reading.start == day
    assert "GG-DAT-023" in codes(reading)


@given(days)
def test_every_month_and_year_come_back(day: date) -> None:
    month, year = thai_date(day).split()[1:]
    of_month = read_day(f"{month} {year}")
    assert of_month.start == day.replace(day=1)
    assert of_month.end > day
    assert (of_month.end - timedelta(days=1)).month == day.month
    assert read_day(f"พ.ศ. {year}") == DayReading(date(day.year, 1, 1), date(day.year + 1, 1, 1), "year", ())


@given(days)
def test_every_number_of_excel_is_refused_with_the_day_it_stands_for(day: date) -> None:
    if (number := (day - date(1899, 12, 30)).days) >= 10000:
        error = refusal(str(number))
        assert (error.code, error.suggestions) == ("GG-DAT-005", (thai_date(day),))


@given(days, st.integers(1, 400))
def test_two_days_are_never_read_as_one(day: date, more: int) -> None:
    other = day + timedelta(days=more)
    reading = outcome(f"{thai_date(day)} - {thai_date(other)}")
    if isinstance(reading, UnreadableTextError):
        assert reading.code == "GG-DAT-004"
    else:
        assert (reading.start, reading.end) == (day, other + timedelta(days=1))
        assert reading.precision in {"month", "year"}


_PIECES = [
    "12", "1", "2553", "53", "2010", "๑๒", "/", "-", ".", ",", "ม.ค.", "มกราคม",
    "กพ", "Jan", "พ.ศ.", "ค.ศ.", "วันที่", "เดือน", "ปี", "ถึง", "และ", "40190", "T00:00", "Z",
    "+07:00", "น.", "-", "0000", "9999", "2400", "2700", "99", "31", "30", "29", "อังคาร",
    "Tuesday", "th", "of", "BE", "AD", "งบประมาณ", "เวลา", "09.30", "ไม่",
]  # fmt: skip
jumble = st.lists(st.sampled_from([*_PIECES, " ", "  "]), max_size=9).map("".join)


@given(
    st.one_of(st.text(), jumble, jumble.map(lambda text: " ".join(text.split(".")))),
    st.sampled_from(["buddhist", "common"]),
)
@example("9999-12-31", "common")
@example("0001-01-01T00:00:00+23:59", "common")
@example("2010-01-12T25:61:00Z", "buddhist")
@example("31/12/2700", "buddhist")
@example("ธ.ค. 2700", "buddhist")
def test_any_text_is_read_or_refused_and_nothing_else(text: str, era: str) -> None:
    reading = outcome(text, era)
    if isinstance(reading, UnreadableTextError):
        assert reading.code.startswith("GG-DAT-0")
        assert not {"value", "field", "place", "code", "suggestions"} & set(reading.values)
    else:
        assert date(1857, 1, 1) <= reading.start < reading.end
        length = (reading.end - reading.start).days
        assert {"day": length == 1, "month": 28 <= length <= 31, "year": 365 <= length <= 366}[reading.precision]
