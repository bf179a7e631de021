"""Days and years in both calendars.

Inside the program a day is a :class:`datetime.date` and a year is of the Common Era (CE). The Buddhist Era
(B.E., พ.ศ.) appears where people read or write it. The difference is 543; before 1941 the Thai year began on
1 April, so years before 2484 B.E. can be off by one for January to March.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from govgraph.errors import UsageError
from govgraph.model import Period

MONTHS_TH: Final = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

ERA_GAP: Final = 543
FIRST_BE: Final = 2400
"""A year number from here on is of the Buddhist Era; below it, of the Common Era."""

_FISCAL_YEAR_BEGINS: Final = 10


def to_be(year: int) -> int:
    """Turn a year of the Common Era into one of the Buddhist Era.

    >>> to_be(2010)
    2553
    """
    return year + ERA_GAP


def to_ce(year: int) -> int:
    """Turn a year of the Buddhist Era into one of the Common Era.

    >>> to_ce(2553)
    2010
    """
    return year - ERA_GAP


def common_year(number: int) -> int:
    """Return the year of the Common Era that a year number means: from 2400 on it is of the Buddhist Era.

    >>> common_year(2553), common_year(2010)
    (2010, 2010)
    """
    return to_ce(number) if number >= FIRST_BE else number


def thai_date(day: date) -> str:
    """Write a day as Thai documents do, with the year in the Buddhist Era.

    >>> thai_date(date(2010, 1, 12))
    '12 มกราคม 2553'
    """
    return f"{day.day} {MONTHS_TH[day.month - 1]} {to_be(day.year)}"


def en_date(day: date) -> str:
    """Write a day in British English, with the year in the Common Era.

    >>> en_date(date(2010, 1, 12))
    '12 January 2010'
    """
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def parse_year(written: str | int) -> int:
    """Read a year number and return the year of the Common Era; 2400 and above is the Buddhist Era.

    Thai digits are read too.

    >>> parse_year("2553"), parse_year("๒๕๕๓"), parse_year(2010)
    (2010, 2010, 2010)
    """
    text = str(written).strip()
    if not (text.isdecimal() and len(text) == 4 and int(text) >= 1000):
        raise UsageError(
            th=f"“{text}” ไม่ใช่ปี: เขียนเป็นตัวเลขสี่หลัก เช่น 2553 หรือ 2010",
            en=f"“{text}” is not a year: write four digits, such as 2553 or 2010.",
        )
    return common_year(int(text))


def fiscal_year(year_be: int) -> Period:
    """Return the days of a Thai fiscal year, which is named by the Buddhist-Era year in which it ends.

    >>> fiscal_year(2554)
    Period(start=datetime.date(2010, 10, 1), end=datetime.date(2011, 10, 1))
    """
    ends = to_ce(year_be)
    return Period(date(ends - 1, _FISCAL_YEAR_BEGINS, 1), date(ends, _FISCAL_YEAR_BEGINS, 1))


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year (Buddhist Era) in which a day lies.

    >>> fiscal_year_of(date(2010, 9, 30)), fiscal_year_of(date(2010, 10, 1))
    (2553, 2554)
    """
    return to_be(day.year + (day.month >= _FISCAL_YEAR_BEGINS))
