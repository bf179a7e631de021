"""Days as Thai documents write them: the day meant, how exact it is, and what a person should look at.

Kept apart from :mod:`govgraph.thai.dates`, which writes days and knows the calendars.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from govgraph.thai import dayforms as forms
from govgraph.thai.dates import FIRST_BE, MONTHS_EN, MONTHS_TH, en_date, thai_date, to_be
from govgraph.thai.months import MISSPELT, month_named, nearest_month
from govgraph.thai.reading import LONGEST, Remark, UnreadableTextError, checked_era, plain, stands_for_nothing
from govgraph.thai.years import LAST_BE, YearCodes, read_year, stated_era

BLANK: Final = "GG-DAT-001"
NO_DAY: Final = "GG-DAT-002"
IMPOSSIBLE: Final = "GG-DAT-003"
SEVERAL: Final = "GG-DAT-004"
SERIAL: Final = "GG-DAT-005"
MONTH_FIRST: Final = "GG-DAT-006"
NO_YEAR: Final = "GG-DAT-007"
NO_SUCH_MONTH: Final = "GG-DAT-010"
FISCAL_YEAR: Final = "GG-DAT-011"
OTHER_ZONE: Final = "GG-DAT-012"
UNCLEAR: Final = "GG-DAT-013"
STORED_AS_COMMON: Final = "GG-DAT-023"
MISSPELT_MONTH: Final = "GG-DAT-025"
OLD_NEW_YEAR: Final = "GG-DAT-026"

_CODES: Final = YearCodes(
    eras_disagree="GG-DAT-008",
    out_of_range="GG-DAT-009",
    common_for_buddhist="GG-DAT-021",
    two_digits="GG-DAT-022",
    buddhist_for_common="GG-DAT-024",
)
_YEAR_FROM_JANUARY: Final = 1941
"""Until พ.ศ. 2483 the Thai year began on 1 April (dates.py)."""
_BANGKOK: Final = timezone(timedelta(hours=7))
_SERIAL_ZERO: Final = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class DayReading:
    """The day, month or year that a text names: from ``start`` up to, not including, ``end``.

    ``precision`` is ``day``, ``month`` or ``year``; ``remarks`` are codes with the values for their sentences.
    """

    start: date
    end: date
    precision: str
    remarks: tuple[Remark, ...] = ()


def read_day(text: str, era: str = "buddhist") -> DayReading:
    """Read a day, or a whole month or year, in Thai or English, in words or numbers, in either kind of digits.

    ``era`` is the era in which the column gives its years. Numbers stand in the Thai order, day before month. A
    weekday and a time of day are passed over. ISO 8601 counts in the Common Era whatever the column does; a year
    from 2400 on is of the Buddhist Era even there. Raises :class:`UnreadableTextError` with a code ``GG-DAT-…`` for
    what is no day, no possible day, or more than one.

    >>> read_day("วันที่ ๑๒ เดือน มกราคม พ.ศ. ๒๕๕๓")
    DayReading(start=datetime.date(2010, 1, 12), end=datetime.date(2010, 1, 13), precision='day', remarks=())
    >>> read_day("ต.ค. 2553").end, read_day("12/1/53").remarks[0][0]
    (datetime.date(2010, 11, 1), 'GG-DAT-022')
    """
    checked_era(era)
    written = plain(text)
    if stands_for_nothing(written):
        raise UnreadableTextError(BLANK)
    written = written.rstrip(" .,;")
    if len(written) > LONGEST:
        raise UnreadableTextError(NO_DAY)
    reading = _one(written, era) or _whole_span(written, era)
    if reading is None:
        raise _why_not(written)
    return reading


def _one(written: str, era: str) -> DayReading | None:
    """Read what names one day, month or year; ``None`` where the text has another form."""
    if found := forms.IN_WORDS.fullmatch(written) or forms.MONTH_THEN_DAY.fullmatch(written):
        month, remarks = _month(found["month"])
        year, of_year = _year(found, era)
        return _exact(year, month, int(found["day"]), found["year"], (*remarks, *of_year))
    if forms.SHORT_YEAR_FIRST.fullmatch(written):
        raise UnreadableTextError(UNCLEAR)
    if found := forms.IN_NUMBERS.fullmatch(written):
        year, of_year = _year(found, era)
        return _exact(year, int(found["month"]), int(found["day"]), found["year"], of_year)
    if found := forms.YEAR_FIRST.fullmatch(written):
        return _year_first(found, era)
    return _month_or_year(written, era)


def _month_or_year(written: str, era: str) -> DayReading | None:
    if found := forms.MONTH_AND_YEAR.fullmatch(written):
        if found["month"].isascii() and len(found["year"]) == 2 and not (found["be"] or found["ce"]):
            # “Oct 12” is a day to some and a year to others.
            raise UnreadableTextError(UNCLEAR)
        month, remarks = _month(found["month"])
        year, of_year = _year(found, era)
        return _whole_month(year, month, found["year"], (*remarks, *of_year))
    if found := forms.MONTH_NUMBER_AND_YEAR.fullmatch(written):
        if found["last_month"] and int(found["last_month"]) > 12:
            raise UnreadableTextError(SEVERAL)
        digits = found["year"] or found["first_year"]
        year, of_year = _iso_year(digits) if found["between"] == "-" else read_year(digits, era, None, _CODES)
        return _whole_month(year, int(found["month"] or found["last_month"]), digits, of_year)
    if found := forms.YEAR_ALONE.fullmatch(written):
        if len(found["year"]) == 2 and not (found["word"] or found["be"] or found["ce"]):
            return None
        year, of_year = _year(found, era)
        names = {"read_th": f"พ.ศ. {to_be(year)}", "read_en": str(year)}
        return DayReading(date(year, 1, 1), date(year + 1, 1, 1), "year", _told(of_year, names))
    return None


def _month(written: str) -> tuple[int, tuple[Remark, ...]]:
    month = month_named(written)
    return month, ((MISSPELT_MONTH, {"written": written}),) if written in MISSPELT else ()


def _year(found: re.Match[str], era: str) -> tuple[int, tuple[Remark, ...]]:
    stated = stated_era(found["be"] or found["be_after"], found["ce"] or found["ce_after"])
    return read_year(found["year"], era, stated, _CODES)


def _iso_year(digits: str) -> tuple[int, tuple[Remark, ...]]:
    # A true date of a worksheet arrives in this form; a Buddhist year in it was typed into a Common-Era calendar.
    year, remarks = read_year(digits, "common", None, _CODES)
    return year, tuple((STORED_AS_COMMON, values) for _, values in remarks)


def _told(remarks: tuple[Remark, ...], names: dict[str, str]) -> tuple[Remark, ...]:
    """Add to each remark how the text was read."""
    return tuple((code, {**values, **names}) for code, values in remarks)


def _exact(year: int, month: int, day: int, digits: str, remarks: tuple[Remark, ...]) -> DayReading:
    if month > 12 >= day >= 1 and month <= _length(year, day):
        raise UnreadableTextError(MONTH_FIRST, {"suggestion": thai_date(date(year, day, month))})
    _check_month(month)
    if not 1 <= day <= _length(year, month):
        names = {
            "month_th": f"{MONTHS_TH[month - 1]} พ.ศ. {to_be(year)}",
            "month_en": f"{MONTHS_EN[month - 1]} {year}",
        }
        raise UnreadableTextError(IMPOSSIBLE, {"day": str(day), "last": str(_length(year, month)), **names})
    start = date(year, month, day)
    names = {"read_th": thai_date(start), "read_en": en_date(start)}
    told = _told((*remarks, *_before_1941(year, month, digits)), names)
    return DayReading(start, start + timedelta(days=1), "day", told)


def _whole_month(year: int, month: int, digits: str, remarks: tuple[Remark, ...]) -> DayReading:
    _check_month(month)
    names = {"read_th": f"{MONTHS_TH[month - 1]} {to_be(year)}", "read_en": f"{MONTHS_EN[month - 1]} {year}"}
    told = _told((*remarks, *_before_1941(year, month, digits)), names)
    return DayReading(date(year, month, 1), _next_month(year, month), "month", told)


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise UnreadableTextError(
            NO_SUCH_MONTH, {"written": str(month), "suggestion": "", "hint_th": "", "hint_en": ""}
        )


def _before_1941(year: int, month: int, digits: str) -> tuple[Remark, ...]:
    is_doubtful = year < _YEAR_FROM_JANUARY and month <= 3 and int(digits) >= FIRST_BE
    return ((OLD_NEW_YEAR, {"written": digits}),) if is_doubtful else ()


def _year_first(found: re.Match[str], era: str) -> DayReading:
    digits, month, day = found["year"], int(found["month"]), int(found["day"])
    year, remarks = _iso_year(digits) if found["between"] == "-" else read_year(digits, era, None, _CODES)
    reading = _exact(year, month, day, digits, remarks)
    if found["zone"]:
        stamp = f"{reading.start.isoformat()}T{found['time'].replace(',', '.')}{found['zone'].upper()}"
        _check_zone(stamp, reading.start)
    return reading


def _check_zone(stamp: str, day: date) -> None:
    """Refuse an hour elsewhere that falls on another day in Thailand."""
    try:
        here = datetime.fromisoformat(stamp).astimezone(_BANGKOK).date()
    except ValueError:
        raise UnreadableTextError(NO_DAY) from None
    if here != day:
        raise UnreadableTextError(OTHER_ZONE, {"suggestion": thai_date(here)})


def _whole_span(written: str, era: str) -> DayReading | None:
    """Read two days that are the ends of one month or year; raise where they are the ends of another span."""
    for between in forms.BETWEEN.finditer(written):
        left, right = written[: between.start()], written[between.end() :]
        try:
            last = _one(right, era)
            first = next(filter(None, (_one(text, era) for text in _completed(left, right))), None) if last else None
        except UnreadableTextError:
            continue
        if first is None or last is None:
            continue
        return _covering(first, last)
    if any(form.fullmatch(written) for form in (forms.YEARS, forms.DAYS_BEFORE_MONTH, forms.DAYS_AFTER_MONTH)):
        raise UnreadableTextError(SEVERAL)
    return None


def _completed(left: str, right: str) -> list[str]:
    """Return how the first of two days may be meant, the rest taken from the second: 1 (ก.พ. 2553), 1 ก.พ. (2553)."""
    texts = [left]
    if number := forms.DAY_NUMBER.match(right):
        texts.append(left + right[number.end() :])
    if year := forms.LAST_YEAR.search(right):
        texts.append(left + year[0])
    return texts


def _covering(first: DayReading, last: DayReading) -> DayReading:
    start, end = first.start, last.end
    remarks = tuple({code: (code, values) for code, values in (*first.remarks, *last.remarks)}.values())
    if (start, end) == (last.start, first.end):
        return last
    if start.day == 1 and end == _next_month(start.year, start.month):
        return DayReading(start, end, "month", remarks)
    if (start.month, start.day) == (1, 1) and end == date(start.year + 1, 1, 1):
        return DayReading(start, end, "year", remarks)
    raise UnreadableTextError(SEVERAL)


def _why_not(written: str) -> UnreadableTextError:
    """Return what to tell of a text that names no day."""
    if found := forms.SERIAL.fullmatch(written):
        meant = _SERIAL_ZERO + timedelta(days=int(found["days"]))
        if to_be(meant.year) <= LAST_BE:
            return UnreadableTextError(SERIAL, {"suggestion": thai_date(meant)})
    if forms.FISCAL.search(written):
        return UnreadableTextError(FISCAL_YEAR)
    if forms.WITHOUT_YEAR.fullmatch(written):
        return UnreadableTextError(NO_YEAR)
    if (found := forms.OTHER_MONTH.fullmatch(written)) and (month := nearest_month(found["month"])):
        suggestion = " ".join(filter(None, (found["day"], MONTHS_TH[month - 1], found["year"])))
        hints = {"hint_th": f" อาจหมายถึง “{suggestion}”", "hint_en": f" “{suggestion}” may be meant."}
        return UnreadableTextError(NO_SUCH_MONTH, {"written": found["month"], "suggestion": suggestion, **hints})
    return UnreadableTextError(NO_DAY)


def _length(year: int, month: int) -> int:
    return (_next_month(year, month) - timedelta(days=1)).day


def _next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
