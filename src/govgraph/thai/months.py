"""The names of the months, as they are written in full, cut short, and misspelt."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from govgraph.thai.dates import MONTHS_EN, MONTHS_TH

SHORT_TH: Final = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
"""The short forms, in order of the months."""

_WITHOUT_ENDING: Final = tuple(re.sub("พันธ์$|(ยน|คม)$", "", name) for name in MONTHS_TH)
_SHORT_EN: Final = (*(name[:3].casefold() for name in MONTHS_EN), "sept")

MISSPELT: Final = {"กรกฏาคม": 7, "กรกฏา": 7, "กุมภาพันธ": 2, "กุมภาพัน": 2, "พฤษจิกายน": 11, "พฤศจิกาย": 11}
"""Misspellings that leave no doubt which month is meant."""


def _bare(written: str) -> str:
    return written.replace(".", "").replace(" ", "")


_NUMBERS: Final = {
    **{name: number for names in (MONTHS_TH, _WITHOUT_ENDING) for number, name in enumerate(names, 1)},
    **{_bare(name): number for number, name in enumerate(SHORT_TH, 1)},
    **{name.casefold(): number for number, name in enumerate(MONTHS_EN, 1)},
    **{name: number for number, name in enumerate(_SHORT_EN[:12], 1)},
    "sept": 9,
    **MISSPELT,
}

_SHORT_PATTERN: Final = "|".join(
    r" ?\.? ?".join(part for part in name.split(".") if part) + r"(?: ?\.)?" for name in SHORT_TH
)
_LONG: Final = (*MONTHS_TH, *_WITHOUT_ENDING, *(name.casefold() for name in MONTHS_EN), *MISSPELT)
_LONG_PATTERN: Final = "|".join(sorted(_LONG, reverse=True))
MONTH_PATTERN: Final = rf"(?:{_LONG_PATTERN}|(?:{'|'.join(sorted(_SHORT_EN, reverse=True))})\.?|{_SHORT_PATTERN})"
"""Matches a month in lower case, in any form that :func:`month_named` knows."""


def month_named(written: str) -> int:
    """Return the number of the month that bears this name, in lower case; ``KeyError`` where none does.

    >>> month_named("ม.ค."), month_named("กุมภา"), month_named("sept.")
    (1, 2, 9)
    """
    return _NUMBERS[_bare(written)]


def nearest_month(written: str) -> int | None:
    """Return the month whose name is most like a misspelt one; ``None`` where none is like it.

    >>> nearest_month("พฤษภาคน"), nearest_month("โครงการ")
    (5, None)
    """
    close = get_close_matches(_bare(written), list(_NUMBERS), n=1, cutoff=0.7)
    return _NUMBERS[close[0]] if close else None
