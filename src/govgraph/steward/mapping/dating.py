"""The day at which the names of a row are looked up, and the days that the row speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govgraph import thai
from govgraph.steward.mapping.description import TableMapping
from govgraph.thai.reading import UnreadableTextError

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and the period that it stands for: a fiscal year, a month, or itself (the end is not included)."""

    day: date | None = None
    period: tuple[date, date] | None = None


class RowDay:
    """Reads the column that dates a row (``gov:day``); a fiscal year counts as its first day."""

    def __init__(self, mapping: TableMapping, columns: Mapping[str, int], otherwise: date | None) -> None:
        self.dating = mapping.day
        self.otherwise = Dated(otherwise, (otherwise, otherwise + timedelta(days=1)) if otherwise else None)
        self.position = columns.get(mapping.day.column) if mapping.day is not None else None
        column = next((c for c in mapping.columns if mapping.day is not None and c.name == mapping.day.column), None)
        self.read = (mapping.day and mapping.day.read) or (column.read if column else None) or "day"
        self.era = (mapping.day and mapping.day.era) or (column.era if column else "buddhist")
        self._known: dict[str, Dated] = {}

    def of(self, cells: Sequence[str]) -> Dated:
        """Return the day of a row, or the one given for the import where the row tells none."""
        if self.position is None:
            return self.otherwise
        text = cells[self.position - 1] if self.position <= len(cells) else ""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[text] = self._of(text)
        return known

    def _of(self, text: str) -> Dated:
        assert self.dating is not None
        if self.dating.pattern is not None:
            match = self.dating.pattern.search(text)
            text = match[1] if match and match[1] else ""
        try:
            if self.read == "fiscal-year":
                year = thai.fiscal_year(thai.read_fiscal_year(text, self.era).year_be)
                assert year.start is not None
                assert year.end is not None
                return Dated(year.start, (year.start, year.end))
            reading = thai.read_day(text, self.era)
        except (UnreadableTextError, ValueError):
            return self.otherwise
        return Dated(reading.start, (reading.start, reading.end))
