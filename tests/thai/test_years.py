"""Fiscal years read from cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.thai import FiscalYearReading, UnreadableTextError, read_fiscal_year

years = st.integers(2443, 2643)
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def outcome(text: str, era: str = "buddhist") -> FiscalYearReading | UnreadableTextError:
    try:
        return read_fiscal_year(text, era)
    except UnreadableTextError as error:
        return error


@pytest.mark.parametrize(
    "text",
    [
        "2554",
        "๒๕๕๔",
        " 2554\n",
        "2554.0",
        "พ.ศ. 2554",
        "พ.ศ.2554",
        "พศ 2554",
        "ปี 2554",
        "ปีงบประมาณ 2554",
        "ปีงบประมาณ พ.ศ. 2554",
        "ปีงบประมาณ พ.ศ. ๒๕๕๔",
        "ปีงบ 2554",
        "ปีงบฯ 2554",
        "งปม. 2554",
        "งบประมาณปี 2554",
        "ประจำปีงบประมาณ พ.ศ. 2554",
        "งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2554",
        "FY2554",
        "FY 2554",
        "fiscal year 2554",
        "B.E. 2554",
        "2554 BE",
        "ค.ศ. 2011",
        "FY 2011 AD",
    ],
)
def test_fiscal_year_2554_is_read_in_every_form_without_remark(text: str) -> None:
    assert read_fiscal_year(text) == FiscalYearReading(2554, ())


@pytest.mark.parametrize(
    ("text", "era", "year", "code"),
    [
        ("54", "buddhist", 2554, "GG-FYR-021"),
        ("ปี ๕๔", "buddhist", 2554, "GG-FYR-021"),
        ("ปีงบฯ 54", "buddhist", 2554, "GG-FYR-021"),
        ("2011", "buddhist", 2554, "GG-FYR-022"),
        ("FY2022", "buddhist", 2565, "GG-FYR-022"),
        ("22", "common", 2565, "GG-FYR-021"),
        ("2565", "common", 2565, "GG-FYR-023"),
    ],
)
def test_doubtful_years_are_read_and_told_with_the_year_understood(text: str, era: str, year: int, code: str) -> None:
    reading = read_fiscal_year(text, era)
    ((found, values),) = reading.remarks
    assert (reading.year_be, found) == (year, code)
    assert (values["year_be"], values["year_ce"]) == (str(year), str(year - 543))


def test_a_column_of_the_common_era_needs_no_remark_for_its_own_years() -> None:
    assert read_fiscal_year("2022", era="common") == FiscalYearReading(2565, ())
    assert read_fiscal_year("FY2022", era="common") == FiscalYearReading(2565, ())
    assert read_fiscal_year("พ.ศ. 2565", era="common") == FiscalYearReading(2565, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "GG-FYR-001"),
        ("-", "GG-FYR-001"),
        ("ไม่ระบุ", "GG-FYR-001"),
        ("ปีหน้า", "GG-FYR-002"),
        ("ต.ค. 2553", "GG-FYR-002"),
        ("1 ต.ค. 2553", "GG-FYR-002"),
        ("25540", "GG-FYR-002"),
        ("2554.5", "GG-FYR-002"),
        ("4", "GG-FYR-002"),
        ("2553-2556", "GG-FYR-003"),
        ("2553 – 2556", "GG-FYR-003"),
        ("2553-56", "GG-FYR-003"),
        ("2553/54", "GG-FYR-003"),
        ("2553, 2554", "GG-FYR-003"),
        ("2553 ถึง 2556", "GG-FYR-003"),
        ("ปีงบประมาณ พ.ศ. 2553 และ 2554", "GG-FYR-003"),
        ("พ.ศ. 2553 - พ.ศ. 2556", "GG-FYR-003"),
        ("พ.ศ. 2011", "GG-FYR-004"),
        ("ค.ศ. 2554", "GG-FYR-004"),
        ("2399", "GG-FYR-005"),
        ("2701", "GG-FYR-005"),
        ("1856", "GG-FYR-005"),
        ("9999", "GG-FYR-005"),
        ("FY22", "GG-FYR-006"),
    ],
)
def test_what_is_no_fiscal_year_is_refused_with_its_own_code(text: str, code: str) -> None:
    with pytest.raises(UnreadableTextError) as caught:
        read_fiscal_year(text)
    assert caught.value.code == code


def test_the_ends_of_the_range_are_read() -> None:
    assert read_fiscal_year("2400").year_be == 2400
    assert read_fiscal_year("2700").year_be == 2700
    assert read_fiscal_year("1857", "common").year_be == 2400


@given(years, st.integers(0, 5))
def test_every_year_comes_back_from_every_form(year: int, form: int) -> None:
    text = [
        str(year),
        str(year).translate(THAI_DIGITS),
        f"ปีงบประมาณ พ.ศ. {year}",
        f"ปีงบประมาณ {year}".translate(THAI_DIGITS),
        f"FY{year}",
        f"ค.ศ. {year - 543}",
    ][form]
    assert read_fiscal_year(text) == FiscalYearReading(year, ())
    assert read_fiscal_year(str(year - 543), "common") == FiscalYearReading(year, ())


@given(years, years)
def test_two_years_are_never_read_as_one(first: int, last: int) -> None:
    for text in (f"{first}-{last}", f"{first} ถึง {last}", f"พ.ศ. {first} – {last}"):
        reading = outcome(text)
        assert isinstance(reading, UnreadableTextError)
        assert reading.code == "GG-FYR-003"


_PIECES = [
    "25",
    "54",
    "2554",
    "2011",
    "9",
    "ปี",
    "งบประมาณ",
    "พ.ศ.",
    "ค.ศ.",
    "FY",
    "-",
    "/",
    " ",
    ".0",
    "๒๕๕๔",
    "ถึง",
    "BE",
]


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)),
    st.sampled_from(["buddhist", "common"]),
)
def test_any_text_is_read_or_refused_and_nothing_else(text: str, era: str) -> None:
    reading = outcome(text, era)
    if isinstance(reading, UnreadableTextError):
        assert reading.code.startswith("GG-FYR-00")
        assert not {"value", "field", "place", "code", "suggestions"} & set(reading.values)
    else:
        assert 2400 <= reading.year_be <= 2700
