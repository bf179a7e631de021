"""What a cell of a workbook holds, as text: the way a person would write it into a CSV file."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

Value = str | int | float | bool | date | datetime | time | timedelta

_MIDNIGHT: Final = time()


def text_of(value: Value) -> str:
    """Return the text of a value: ``90`` for 90.0, ISO for dates, never an exponent.

    A date is told as it stands: a year of the Buddhist era stored as a true date keeps its number.

    >>> [text_of(value) for value in (90.0, 1e-07, 1e20, True, date(2553, 1, 12), datetime(2010, 1, 12, 9, 30))]
    ['90', '0.0000001', '100000000000000000000', 'true', '2553-01-12', '2010-01-12T09:30:00']
    >>> text_of(timedelta(hours=36, minutes=5)), text_of(time(9, 30)), text_of(datetime(2010, 1, 12))
    ('36:05:00', '09:30:00', '2010-01-12')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float) -> str:
    if value.is_integer():
        return str(int(value)) if abs(value) < 1e15 else format(Decimal(repr(value)), "f").removesuffix(".0")
    shortest = repr(value)
    return format(Decimal(shortest), "f") if "e" in shortest else shortest


def _duration(value: timedelta) -> str:
    seconds = abs(value) // timedelta(seconds=1)
    sign = "-" if value < timedelta() else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
