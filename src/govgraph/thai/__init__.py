"""Thai in cells and on the page: text put right, days, fiscal years and amounts read, lines broken, dates written.

>>> from datetime import date
>>> from govgraph.thai import thai_date
>>> thai_date(date(2010, 1, 12))
'12 มกราคม 2553'
"""

from __future__ import annotations

from govgraph.thai.amounts import AmountReading, read_amount, unit_in
from govgraph.thai.breaking import lines, words
from govgraph.thai.dates import en_date, fiscal_year, fiscal_year_of, parse_year, thai_date, to_be, to_ce
from govgraph.thai.days import DayReading, read_day
from govgraph.thai.reading import Remark, UnreadableTextError
from govgraph.thai.text import Normal, arabic_digits, key, normalise
from govgraph.thai.years import FiscalYearReading, read_fiscal_year

__all__ = [
    "AmountReading",
    "DayReading",
    "FiscalYearReading",
    "Normal",
    "Remark",
    "UnreadableTextError",
    "arabic_digits",
    "en_date",
    "fiscal_year",
    "fiscal_year_of",
    "key",
    "lines",
    "normalise",
    "parse_year",
    "read_amount",
    "read_day",
    "read_fiscal_year",
    "thai_date",
    "to_be",
    "to_ce",
    "unit_in",
    "words",
]
