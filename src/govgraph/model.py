"""The small values that every room passes around: places, findings, periods, labels.

All are frozen; none knows of RDF, files or pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is. Only ``ERROR`` makes a command end with exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Label:
    """A name in Thai and English; either may be missing, and then the other stands in.

    >>> Label(th="จังหวัด", en="province").text("both")
    'จังหวัด · province'
    >>> Label(th=None, en="Good place to live").text("th")
    'Good place to live'
    """

    th: str | None = None
    en: str | None = None

    def text(self, lang: str = "both") -> str:
        """Return the label in ``th``, ``en`` or ``both``; never an empty string if any language has one."""
        if lang == "both":
            return " · ".join(part for part in (self.th, self.en) if part)
        first, second = (self.th, self.en) if lang == "th" else (self.en, self.th)
        return first or second or ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a source, and in it lines, a row, or a sheet and cell, as a person counts them.

    ``row`` counts the header as row 1; ``column`` counts from 1; ``line`` and ``last_line`` count from 1 and
    are both included.

    >>> Place("opdc", line=65).words("en")
    'line 65'
    >>> Place("opdc", line=61, last_line=69).words("th")
    'บรรทัด 61–69'
    >>> Place("agencies.csv", row=4, column=3).words("en")
    'row 4, column C'
    """

    source: str
    line: int | None = None
    last_line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        """The address of the cell as a spreadsheet writes it (``D17``), where row and column are known."""
        return f"{column_letters(self.column)}{self.row}" if self.column and self.row else None

    def words(self, lang: str = "en") -> str:
        """Return the place inside its source in words, without the name of the source."""
        thai = lang == "th"
        if self.line is not None:
            end = f"–{self.last_line}" if self.last_line not in (None, self.line) else ""
            plural = "s" if end and not thai else ""
            return f"{'บรรทัด' if thai else 'line'}{plural} {self.line}{end}"
        parts = []
        if self.sheet is not None:
            parts.append(f"{'แผ่นงาน' if thai else 'sheet'} {self.sheet}")
        if self.row is not None:
            parts.append(f"{'แถว' if thai else 'row'} {self.row}")
        if self.column is not None:
            parts.append(f"{'คอลัมน์' if thai else 'column'} {column_letters(self.column)}")
        return ", ".join(parts)


def column_letters(column: int) -> str:
    """Return the letters by which a spreadsheet names a column, counted from 1.

    >>> [column_letters(n) for n in (1, 26, 27, 702, 703)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, doubtful or worth knowing about what was read.

    ``code`` is stable and documented; ``message_th`` and ``message_en`` hold the values in the sentence;
    ``suggestions`` are what was probably meant. ``focus`` is the IRI of the thing, where there is one, and
    ``shape`` the IRI of the rule that found it.
    """

    code: str
    severity: Severity
    message_th: str
    message_en: str
    place: Place | None = None
    field: str | None = None
    value: str | None = None
    suggestions: tuple[str, ...] = ()
    focus: str | None = None
    shape: str | None = None

    def message(self, lang: str = "both") -> str:
        """Return the sentence in ``th``, ``en`` or ``both``."""
        return Label(self.message_th, self.message_en).text(lang)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days: ``start`` is included, ``end`` is not; ``None`` means not known.

    >>> Period(date(2009, 2, 17), date(2017, 11, 1)).covers(date(2010, 1, 12))
    True
    """

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the day lies inside; an unknown bound does not exclude it."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)
