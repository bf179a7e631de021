"""Days and stretches of time in few words, for the column of a table: as precise as they are known and no more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from govgraph.model import Label
from govgraph.thai.dates import MONTHS_EN, fiscal_year_of, to_be, to_ce
from govgraph.thai.months import SHORT_TH

NOT_KNOWN: Final = Label("ไม่ทราบ", "not known")


def short_day(day: date, precision: str | None = None) -> Label:
    """Return a day, or its month or year.

    >>> short_day(date(2009, 7, 22)), short_day(date(2017, 11, 1), "month")
    (Label(th='22 ก.ค. 2552', en='22 Jul 2009'), Label(th='พ.ย. 2560', en='Nov 2017'))
    """
    be, th, en = to_be(day.year), SHORT_TH[day.month - 1], MONTHS_EN[day.month - 1][:3]
    match precision:
        case "year" | "attested":
            return Label(f"พ.ศ. {be}", str(day.year))
        case "month":
            return Label(f"{th} {be}", f"{en} {day.year}")
    return Label(f"{day.day} {th} {be}", f"{day.day} {en} {day.year}")


def short_stretch(start: date | None, end: date | None, first: str | None = None, last: str | None = None) -> Label:
    """Return a stretch from a day to before another, in fiscal or calendar years where it was given in them.

    ``first`` and ``last`` are the precisions of the bounds; a bound that is not known is left open.

    >>> short_stretch(date(2009, 10, 1), date(2013, 10, 1), "year", "year")
    Label(th='ปีงบฯ 2553–2556', en='FY 2010–2013')
    >>> short_stretch(date(2009, 2, 17), date(2017, 11, 1), "day", "month").en
    '17 Feb 2009 – Nov 2017'
    >>> short_stretch(date(2010, 1, 18), date(2010, 1, 20)).en
    '18–19 Jan 2010'
    """
    if start and end and first == last == "year":
        if (start.month, end.month) == (10, 10):
            years = fiscal_year_of(start), fiscal_year_of(end - timedelta(days=1))
            return Label(f"ปีงบฯ {_years(*years)}", f"FY {_years(*map(to_ce, years))}")
        years = start.year, (end - timedelta(days=1)).year
        return Label(f"พ.ศ. {_years(*map(to_be, years))}", _years(*years))
    begins = short_day(start, first) if start else None
    # A bound known to the month lies in that month; one known to the day or year is the first after the last.
    ends = short_day(end if last == "month" else end - timedelta(days=1), last) if end else None
    last_day = end - timedelta(days=1) if end else None
    if (
        start
        and last_day
        and first in (None, "day")
        and last in (None, "day")
        and start.replace(day=1) == last_day.replace(day=1)
    ):
        month = short_day(start, "month")
        days = _years(start.day, last_day.day)
        return Label(f"{days} {month.th}", f"{days} {month.en}")
    if begins and ends:
        return Label(f"{begins.th} – {ends.th}", f"{begins.en} – {ends.en}")
    if begins:
        return Label(f"ตั้งแต่ {begins.th}", f"since {begins.en}")
    return Label(f"ถึง {ends.th}", f"until {ends.en}") if ends else NOT_KNOWN


def unknown(not_before: date | None) -> Label:
    """Say that a time is not known, and before when it was not.

    >>> unknown(date(2010, 2, 1)).en
    'not known (not before 1 Feb 2010)'
    """
    if not_before is None:
        return NOT_KNOWN
    day = short_day(not_before)
    return Label(f"{NOT_KNOWN.th} (ไม่ก่อน {day.th})", f"{NOT_KNOWN.en} (not before {day.en})")


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
