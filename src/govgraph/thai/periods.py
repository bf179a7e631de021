"""Stretches of time in words, as precisely as they are known and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from govgraph.model import Label
from govgraph.thai.dates import MONTHS_EN, MONTHS_TH, en_date, thai_date, to_be

_ATTESTED: Final = "attested"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day to before another; ``None`` is not known, or open.

    A precision is ``day``, ``month``, ``year``, or ``attested``: a bound of what is on record, not of what was.
    """

    start: date | None = None
    end: date | None = None
    start_precision: str | None = None
    end_precision: str | None = None

    def words(self) -> Label:
        """Return the stretch in both languages; nothing where neither bound is known.

        >>> Stretch(date(2011, 3, 23)).words().en
        'since 23 March 2011'
        >>> Stretch(date(2009, 2, 17), date(2017, 11, 1), "day", "month").words().en
        'from 17 February 2009 to November 2017'
        """
        start = on_day(self.start, self.start_precision) if self.start else None
        end = _last(self.end, self.end_precision) if self.end else None
        vague_start = start is not None and self.start_precision == _ATTESTED
        vague_end = end is not None and self.end_precision == _ATTESTED
        if start is None and end is None:
            return Label()
        if start is None or end is None:
            th, en = _one_sided(start, end)
        else:
            recorded = " มีหลักฐาน" if vague_end and not vague_start else " "
            record = " on record" if vague_end and not vague_start else ""
            th = f"ตั้งแต่{start.th}{recorded}ถึง{end.th}"
            en = f"from {start.en}{record} to {end.en}"
        doubt = _doubt(vague_start, vague_end)
        if vague_start or (vague_end and start is None):
            th, en = f"มีหลักฐาน{th}", f"on record {en}"
        return Label(f"{th}{doubt.th}", f"{en}{doubt.en}")


def on_day(day: date, precision: str | None = None) -> Label:
    """Return a day in both languages, or only its month or year if no more is known.

    >>> on_day(date(2014, 1, 1), "year")
    Label(th='ปี 2557', en='2014')
    """
    match precision:
        case "year":
            return Label(f"ปี {to_be(day.year)}", str(day.year))
        case "month":
            return Label(f"เดือน{MONTHS_TH[day.month - 1]} {to_be(day.year)}", f"{MONTHS_EN[day.month - 1]} {day.year}")
    return Label(f"วันที่ {thai_date(day)}", en_date(day))


def _last(end: date, precision: str | None) -> Label:
    """Return the last day of a stretch; of a bound known to the month or year, the month or year it lies in."""
    return on_day(end, precision) if precision in {"month", "year"} else on_day(end - timedelta(days=1))


def _one_sided(start: Label | None, end: Label | None) -> tuple[str, str]:
    if start is not None:
        return f"ตั้งแต่{start.th}", f"since {start.en}"
    assert end is not None
    return f"ถึง{end.th}", f"until {end.en}"


def _doubt(start: bool, end: bool) -> Label:
    if start and end:
        return Label(" และอาจก่อนหรือหลังจากนั้น", " and perhaps before and after")
    if start:
        return Label(" และอาจก่อนนั้น", " and perhaps earlier")
    return Label(" และอาจหลังจากนั้น", " and perhaps later") if end else Label("", "")
