"""Years as people write them, and the fiscal years of the State (1 October to 30 September)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from govgraph.thai.dates import FIRST_BE, common_year, to_be, to_ce
from govgraph.thai.patterns import Pattern
from govgraph.thai.reading import LONGEST, Remark, UnreadableTextError, checked_era, plain, stands_for_nothing

LAST_BE: Final = 2700
"""Years after this one are mistakes of typing."""

BUDDHIST_WORDS: Final = r"พ ?\. ?ศ ?\.?|พศ|พุทธศักราช|b\.? ?e\.?"
COMMON_WORDS: Final = r"ค ?\. ?ศ ?\.?|คศ|คริสต์?ศักราช|a\.? ?d\.?|c\.? ?e\.?"

BLANK: Final = "GG-FYR-001"
NO_FISCAL_YEAR: Final = "GG-FYR-002"
SEVERAL: Final = "GG-FYR-003"
SHORT_ENGLISH: Final = "GG-FYR-006"


@dataclass(frozen=True, slots=True)
class YearCodes:
    """The codes by which doubts about a year are told."""

    eras_disagree: str
    out_of_range: str
    two_digits: str
    common_for_buddhist: str
    buddhist_for_common: str


_FISCAL: Final = YearCodes(
    eras_disagree="GG-FYR-004",
    out_of_range="GG-FYR-005",
    two_digits="GG-FYR-021",
    common_for_buddhist="GG-FYR-022",
    buddhist_for_common="GG-FYR-023",
)

_WORDS: Final = Pattern(
    rf"""(?:(?:ประจำ|ปี|งบประมาณ|แผ่นดิน|รายจ่าย|งบฯ?|งปม\.?|fiscal|budget|year|(?P<fy>fy\.?|f\.y\.))[ ]?)*
    (?:(?P<be>{BUDDHIST_WORDS})|(?P<ce>{COMMON_WORDS}))?[ ]?(?P<year>\d{{4}}|\d\d)(?:\.0+)?
    [ ]?(?:(?P<be_after>{BUDDHIST_WORDS})|(?P<ce_after>{COMMON_WORDS}))?""".replace(" ?", "[ ]?"),
    re.VERBOSE | re.ASCII,
)
_SEVERAL: Final = Pattern(r"\b\d{2,4}\D{0,12}(?:-|ถึง|และ|กับ|,|/|;|\bto\b|\band\b|&)\D{0,24}\d{1,4}(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class FiscalYearReading:
    """A fiscal year, named by the Buddhist-Era year in which it ends, and remarks on how it was read."""

    year_be: int
    remarks: tuple[Remark, ...] = ()


def read_year(digits: str, era: str, stated: str | None, codes: YearCodes) -> tuple[int, tuple[Remark, ...]]:
    """Return the year of the Common Era that two or four digits mean, and remarks.

    ``era`` is the era of the column, ``stated`` the era that the text itself names. Numbers from 2400 on are of
    the Buddhist Era. Two digits belong to the century of the era: 25xx of the Buddhist, 20xx of the Common Era.
    """
    number = int(digits)
    if len(digits) == 2:
        year = 2000 + number if (stated or era) == "common" else to_ce(2500 + number)
        return year, ((codes.two_digits, _both_years(year) | {"written": digits}),)
    is_buddhist = number >= FIRST_BE
    year = common_year(number)
    if not FIRST_BE <= to_be(year) <= LAST_BE:
        raise UnreadableTextError(
            codes.out_of_range, {"written": digits, "first_be": str(FIRST_BE), "last_be": str(LAST_BE)}
        )
    if stated is not None:
        if (stated == "buddhist") is not is_buddhist:
            raise UnreadableTextError(
                codes.eras_disagree, _both_years(year) | {"written": digits, "suggestion": f"พ.ศ. {to_be(year)}"}
            )
        return year, ()
    if (era == "buddhist") is is_buddhist:
        return year, ()
    code = codes.buddhist_for_common if is_buddhist else codes.common_for_buddhist
    return year, ((code, _both_years(year) | {"written": digits}),)


def stated_era(buddhist: str | None, common: str | None) -> str | None:
    """Return the era that a text names, by the words found for each."""
    return "buddhist" if buddhist else "common" if common else None


def read_fiscal_year(text: str, era: str = "buddhist") -> FiscalYearReading:
    """Read a fiscal year: ``2554``, ``๒๕๕๔``, ``54``, ``2011``, ``ปีงบประมาณ พ.ศ. 2554``, ``FY2011``.

    ``era`` is the era in which the column gives its years. Raises :class:`UnreadableTextError` with a code
    ``GG-FYR-…`` for what is no fiscal year, or several.

    >>> read_fiscal_year("ปีงบประมาณ พ.ศ. ๒๕๕๔")
    FiscalYearReading(year_be=2554, remarks=())
    >>> read_fiscal_year("FY2022", era="common").year_be
    2565
    """
    checked_era(era)
    written = plain(text)
    if stands_for_nothing(written):
        raise UnreadableTextError(BLANK)
    if len(written) > LONGEST:
        raise UnreadableTextError(NO_FISCAL_YEAR)
    found = _WORDS.fullmatch(written)
    if found is None:
        raise UnreadableTextError(SEVERAL if _SEVERAL.search(written) else NO_FISCAL_YEAR)
    stated = stated_era(found["be"] or found["be_after"], found["ce"] or found["ce_after"])
    if found["fy"] and len(found["year"]) == 2 and stated is None:
        raise UnreadableTextError(SHORT_ENGLISH, {"written": found["year"]})
    year, remarks = read_year(found["year"], era, stated, _FISCAL)
    return FiscalYearReading(to_be(year), remarks)


def _both_years(year: int) -> dict[str, str]:
    return {"year_be": str(to_be(year)), "year_ce": str(year)}
