"""Both calendars: what documents write, and laws that hold for every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UsageError
from govgraph.thai import en_date, fiscal_year, fiscal_year_of, parse_year, thai_date, to_be, to_ce

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def test_the_day_of_the_workshop_is_written_as_its_report_writes_it() -> None:
    assert thai_date(date(2010, 1, 12)) == "12 มกราคม 2553"
    assert en_date(date(2010, 1, 12)) == "12 January 2010"


@pytest.mark.parametrize(
    ("month", "thai", "english"),
    [(2, "กุมภาพันธ์", "February"), (6, "มิถุนายน", "June"), (9, "กันยายน", "September"), (12, "ธันวาคม", "December")],
)
def test_months_have_their_names(month: int, thai: str, english: str) -> None:
    assert thai_date(date(2008, month, 3)) == f"3 {thai} 2551"
    assert en_date(date(2008, month, 3)) == f"3 {english} 2008"


def test_months_of_a_year_are_twelve_different_names() -> None:
    written = {thai_date(date(2010, month, 1)).split()[1] for month in range(1, 13)}
    assert len(written) == 12
    # Thai months of 31 days end in คม, those of 30 in ยน, February in นธ์.
    for month in range(1, 13):
        length = (date(2010 + month // 12, month % 12 + 1, 1) - date(2010, month, 1)).days
        name = thai_date(date(2010, month, 1)).split()[1]
        assert name.endswith({31: "คม", 30: "ยน", 28: "พันธ์"}[length])


def test_fiscal_year_2554_runs_from_october_2010_to_september_2011() -> None:
    period = fiscal_year(2554)
    assert (period.start, period.end) == (date(2010, 10, 1), date(2011, 10, 1))
    assert period.covers(date(2011, 9, 30))
    assert not period.covers(date(2010, 9, 30))


@given(days)
def test_every_day_lies_in_its_fiscal_year_and_in_no_other(day: date) -> None:
    year = fiscal_year_of(day)
    assert fiscal_year(year).covers(day)
    assert not fiscal_year(year - 1).covers(day)
    assert not fiscal_year(year + 1).covers(day)


@given(st.integers(2443, 2643))
def test_fiscal_years_follow_each_other_without_gap(year: int) -> None:
    assert fiscal_year(year).end == fiscal_year(year + 1).start


@given(st.integers(1, 4000))
def test_eras_are_inverse_and_543_apart(year: int) -> None:
    assert to_ce(to_be(year)) == year
    assert to_be(year) - year == 543


@given(st.integers(1857, 2399))
def test_a_year_reads_the_same_in_both_eras_and_both_digits(year: int) -> None:
    thai_digits = str(year + 543).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert parse_year(year) == parse_year(year + 543) == parse_year(f" {thai_digits} ") == year


def test_the_border_between_the_eras_is_2400() -> None:
    assert parse_year(2399) == 2399
    assert parse_year(2400) == 1857


@pytest.mark.parametrize("written", ["", "53", "12553", "๒๕๕", "-2553", "25.3", "ปี 2553", "0999"])
def test_what_is_no_year_is_refused_in_both_languages(written: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_year(written)
    assert "2553" in error.value.th
    assert "2553" in error.value.en


@given(days)
def test_the_thai_date_names_the_day(day: date) -> None:
    number, _, year = thai_date(day).split()
    assert (int(number), int(year) - 543) == (day.day, day.year)
    assert thai_date(day) != thai_date(day + timedelta(days=1))
