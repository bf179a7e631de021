"""Thai on the page: where a line may break, and how a date is written.

>>> from datetime import date
>>> from govgraph.thai import thai_date
>>> thai_date(date(2010, 1, 12))
'12 มกราคม 2553'
"""

from __future__ import annotations

from govgraph.thai.breaking import lines, words
from govgraph.thai.dates import en_date, fiscal_year, fiscal_year_of, parse_year, thai_date, to_be, to_ce

__all__ = [
    "en_date",
    "fiscal_year",
    "fiscal_year_of",
    "lines",
    "parse_year",
    "thai_date",
    "to_be",
    "to_ce",
    "words",
]
