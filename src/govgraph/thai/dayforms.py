"""The forms in which days are written, as patterns over text in lower case with Arabic digits and plain dashes."""

from __future__ import annotations

import re
from typing import Final

from govgraph.thai.months import MONTH_PATTERN
from govgraph.thai.patterns import Pattern
from govgraph.thai.years import BUDDHIST_WORDS, COMMON_WORDS

_ERA: Final = rf"(?:ปี ?)?(?:(?P<be>{BUDDHIST_WORDS})|(?P<ce>{COMMON_WORDS}))?"
_ERA_AFTER: Final = rf"(?: ?(?:(?P<be_after>{BUDDHIST_WORDS})|(?P<ce_after>{COMMON_WORDS})))?"
_YEAR: Final = rf"{_ERA} ?(?P<year>\d{{4}}|\d\d){_ERA_AFTER}"
_HOUR: Final = r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?"
_TIME: Final = rf"(?:,? ?(?:เวลา ?| ){_HOUR}(?: ?- ?{_HOUR})?(?: ?น\.?| ?[ap]\.?m\.?)?)?"
_WEEKDAY: Final = (
    r"(?:(?:วัน ?)?(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อา\.|จ\.|อ\.|พฤ\.|พ\.|ศ\.|ส\.)"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?)"
)
_BEFORE: Final = rf"(?:{_WEEKDAY},? ?)?(?:วัน)?(?:ที่)? ?"
_DAY: Final = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_MONTH: Final = rf"(?:เดือน ?)?(?P<month>{MONTH_PATTERN})"


def _form(pattern: str) -> Pattern:
    return Pattern(pattern, re.ASCII)


IN_WORDS: Final = _form(rf"{_BEFORE}{_DAY}(?: of)?[ .\-/,]*{_MONTH}[ .\-/,]*{_YEAR}{_TIME}")
"""12 มกราคม พ.ศ. 2553, 12-ม.ค.-53, 12th January 2010."""

MONTH_THEN_DAY: Final = _form(rf"{_BEFORE}{_MONTH} {_DAY},? {_YEAR}{_TIME}")
"""January 12, 2010."""

IN_NUMBERS: Final = _form(
    rf"{_BEFORE}(?P<day>\d\d?) ?(?P<between>[/.\-]) ?(?P<month>\d\d?) ?(?P=between) ?{_YEAR}{_TIME}"
)
"""12/01/2553, 12-1-53, 12.01.2553 09.30 น."""

YEAR_FIRST: Final = _form(
    r"(?P<year>\d{4})(?P<between>[/.\-])(?P<month>\d\d?)(?P=between)(?P<day>\d\d?)"
    r"(?:[t ](?P<time>\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(?P<zone>z|[+\-]\d\d(?::?\d\d)?)?)?"
)
"""2010-01-12, 2010-01-12T09:30:00+07:00, 2553/01/12."""

MONTH_AND_YEAR: Final = _form(rf"{_MONTH}[ .\-/,]*{_YEAR}")
"""ต.ค. 2553."""

MONTH_NUMBER_AND_YEAR: Final = _form(
    r"(?P<month>\d\d?) ?[/.\-] ?(?P<year>\d{4})|(?P<first_year>\d{4})(?P<between>[/\-])(?P<last_month>\d\d?)"
)
"""10/2553, 2010-10."""

YEAR_ALONE: Final = _form(
    rf"(?P<word>ปี ?)?(?:(?P<be>{BUDDHIST_WORDS})|(?P<ce>{COMMON_WORDS}))? ?(?P<year>\d{{4}}|\d\d){_ERA_AFTER}"
)
"""2553, ปี 53, พ.ศ. 2553; two digits are a year only where a word says so."""

SERIAL: Final = _form(r"(?P<days>\d{5})(?:\.\d+)?")
"""The number by which Excel counts days, where the cell lost its form."""

FISCAL: Final = _form(r"งบประมาณ|ปีงบ|งปม|fiscal|\bfy")

WITHOUT_YEAR: Final = _form(
    rf"{_BEFORE}(?:\d\d?(?:st|nd|rd|th)?[ .\-/,]*)?(?:เดือน ?)?{MONTH_PATTERN}(?:[ \-]\d\d?(?:st|nd|rd|th)?)?"
    r"|\d\d?[/.\-]\d\d?"
)
SHORT_YEAR_FIRST: Final = _form(r"[4-9]\d(?P<between>[/.\-])\d\d?(?P=between)\d\d?")
OTHER_MONTH: Final = _form(rf"{_BEFORE}(?:(?P<day>\d\d?) ?)?(?:เดือน ?)?(?P<month>[^\d\s/,\-]{{2,20}}?) ?{_YEAR}")

BETWEEN: Final = _form(r" ?(?:-|~|จนถึง|ถึง|และ|กับ|,|&|\bto\b|\buntil\b|\band\b) ?")
"""What may stand between two days."""

DAY_NUMBER: Final = _form(rf"{_BEFORE}\d\d?(?:st|nd|rd|th)?")
LAST_YEAR: Final = _form(rf"[ .\-/,]*{_YEAR}\Z")
DAYS_BEFORE_MONTH: Final = _form(rf"{_BEFORE}(?:\d\d?(?:st|nd|rd|th)?(?:{BETWEEN.pattern}| ))+{_DAY}[ .\-/]*{_MONTH}.*")
DAYS_AFTER_MONTH: Final = _form(rf"{_BEFORE}{_MONTH} \d\d?(?:{BETWEEN.pattern}\d\d?)+,? {_YEAR}")
YEARS: Final = _form(rf"(?:ปี ?)?(?:{BUDDHIST_WORDS}|{COMMON_WORDS})? ?\d{{4}} ?(?:[/\-]|{BETWEEN.pattern}) ?\d{{2,4}}")
