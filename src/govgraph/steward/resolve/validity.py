"""On which days a thing may have borne its name, given bounds that are known to the day, roughly, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from govgraph.thai import en_date, thai_date, to_be
from govgraph.thai.dates import MONTHS_EN, MONTHS_TH

FIRST: Final = date.min
LAST: Final = date.max


@dataclass(frozen=True, slots=True)
class Bound:
    """A recorded day with its precision: ``day``, ``month``, ``year`` or ``attested``.

    >>> Bound(date(2017, 11, 1), "month").latest
    datetime.date(2017, 12, 1)
    """

    day: date
    precision: str = "day"

    @property
    def latest(self) -> date:
        """The last day that may be meant."""
        if self.precision == "month":
            return date(self.day.year + self.day.month // 12, self.day.month % 12 + 1, 1)
        return date(self.day.year + 1, 1, 1) if self.precision == "year" else self.day

    def words(self, lang: str) -> str:
        """Return the day as exactly as it is known, in Thai (Buddhist era) or English."""
        day, thai = self.day, lang == "th"
        if self.precision == "day":
            return thai_date(day) if thai else en_date(day)
        if self.precision == "month":
            month = day.month - 1
            return f"{MONTHS_TH[month]} {to_be(day.year)}" if thai else f"{MONTHS_EN[month]} {day.year}"
        return f"พ.ศ. {to_be(day.year)}" if thai else str(day.year)


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a name may hold (``start`` included, ``end`` not), and the recorded bounds, for people."""

    start: date = FIRST
    end: date = LAST
    since: Bound | None = None
    until: Bound | None = None

    def covers(self, day: date | None) -> bool:
        """Tell whether the name may hold on the day; without a day, whether it may hold at all: always."""
        return day is None or self.start <= day < self.end

    def words(self, lang: str) -> str:
        """Return the period in words, empty where nothing is recorded.

        >>> Validity(until=Bound(date(2010, 8, 27))).words("th")
        'ถึงก่อน 27 สิงหาคม 2553'
        >>> Validity(since=Bound(date(2009, 2, 17)), until=Bound(date(2017, 11, 1), "month")).words("en")
        'from 17 February 2009 until November 2017'
        """
        thai = lang == "th"
        parts = []
        if self.since is not None:
            parts.append(f"{'ตั้งแต่' if thai else 'from'} {self.since.words(lang)}")
        if self.until is not None:
            parts.append(f"{'ถึงก่อน' if thai else 'until'} {self.until.words(lang)}")
        return " ".join(parts)
