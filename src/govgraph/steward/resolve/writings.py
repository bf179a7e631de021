"""Other ways to write one name: short words, a full stop left out, ฯ, a second name in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from govgraph.steward.resolve.rules import rules
from govgraph.thai.text import key

SHORT: Final = 8
"""Up to so many letters a word may be an abbreviation whose full stop was left out."""

PAIYANNOI: Final = "ฯ"

_BRACKETS: Final = re.compile(r"(.+)\(([^()]+)\)\Z", re.DOTALL)
_ABBREVIATION: Final = re.compile(r"(?:[ก-ฮเ-ไ][ก-ฮเ-ไ]*\.)+[ก-ฮ]*\Z|[A-Z][A-Za-z&-]{1,9}\Z")
_UNDER: Final = re.compile(r"(.+?)(?:\s+|\s*สังกัด\s*)((?:กระทรวง|สำนักนายกรัฐมนตรี).*)\Z", re.DOTALL)
_LEGAL_FORMS: Final = frozenset({"องค์การมหาชน", "มหาชน", "ประเทศไทย"})


def is_abbreviation(text: str) -> bool:
    """Tell whether a name is a short form: Thai letters with full stops, or capitals.

    >>> [is_abbreviation(name) for name in ("ส.ป.ก.", "DLD", "DMSc", "กรมปศุสัตว์", "Bangkok")]
    [True, True, True, False, False]
    """
    short = text.rpartition(" ")[2]
    return bool(_ABBREVIATION.match(short)) and (not short.isascii() or sum(map(str.isupper, short)) > 1)


def other_writings(sought: str) -> Iterator[str]:
    """Give what a key may stand for if it is written short, by the table ``data/rules/writings.csv``.

    >>> list(other_writings(key("สนง. ปลัดกระทรวงพาณิชย์")))[0]
    'สำนักงานปลัดกระทรวงพาณิชย์'
    >>> list(other_writings("ททท"))
    ['ททท.']
    """
    for written, means, whole in _writings():
        if sought == written and whole:
            yield means
        elif not whole and sought.startswith(written) and len(sought) > len(written):
            yield means + sought[len(written) :]
    if len(sought) <= SHORT and not sought.endswith(".") and not sought.isascii():
        yield f"{sought}."


@cache
def _writings() -> tuple[tuple[str, str, bool], ...]:
    return tuple((key(row["written"]), key(row["means"]), row["place"] == "whole") for row in rules("writings"))


def bracketed(text: str) -> tuple[str, str] | None:
    """Split a name with a second name in brackets behind it; a legal form in brackets is part of the name.

    >>> bracketed("กรมปศุสัตว์ (ปศ.)")
    ('กรมปศุสัตว์', 'ปศ.')
    >>> bracketed("สถาบันวิจัยและพัฒนาพื้นที่สูง (องค์การมหาชน)") is None
    True
    """
    found = _BRACKETS.match(text.strip())
    if found is None or key(found[2]) in _LEGAL_FORMS:
        return None
    return found[1].strip(), found[2].strip()


def shortened(sought: str) -> re.Pattern[str] | None:
    """Return a pattern for the full names that a key with ฯ may stand for; ``None`` where there is no ฯ.

    >>> bool(shortened("กรมอุทยานฯ").match("กรมอุทยานแห่งชาติสัตว์ป่าและพันธุ์พืช"))
    True
    """
    if PAIYANNOI not in sought:
        return None
    parts = [re.escape(part) for part in sought.split(PAIYANNOI)]
    return re.compile(".*".join(parts) + r"\Z", re.DOTALL)


def under(text: str) -> tuple[str, str] | None:
    """Split the name of a body from that of the ministry written behind it.

    >>> under("กรมปศุสัตว์ กระทรวงเกษตรและสหกรณ์")
    ('กรมปศุสัตว์', 'กระทรวงเกษตรและสหกรณ์')
    """
    found = _UNDER.match(text.strip())
    return None if found is None else (found[1].strip(), found[2].strip())
