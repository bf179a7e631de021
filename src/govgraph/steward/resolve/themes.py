"""Themes of a project's name, by keywords held as data: our own classification, never what a source says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from govgraph.names import ID
from govgraph.steward.resolve.rules import rules
from govgraph.thai.text import key


@dataclass(frozen=True, slots=True)
class ThemeMatch:
    """A theme (its IRI), the keyword that told it, and the key of the rule in ``data/rules/themes.csv``."""

    iri: str
    keyword: str
    rule: str


@lru_cache(maxsize=65536)
def themes_of(text: str) -> tuple[ThemeMatch, ...]:
    """Return the themes that a project's name tells: several, one or none; each once, in the order of the text.

    Longer keywords go before shorter ones in them, so that อุตสาหกรรมการท่องเที่ยว is tourism, not industry. A row
    without a theme stops a phrase from being read, such as the name of a ministry.

    >>> [match.rule for match in themes_of("โครงการส่งเสริมและพัฒนาการท่องเที่ยวและบริการ")]
    ['tourism']
    >>> themes_of("โครงการเสริมสร้างความมั่นคงและความปลอดภัย")
    ()
    """
    pattern, by_key = _keywords()
    found: dict[str, ThemeMatch] = {}
    for match in pattern.finditer(key(text)):
        for rule, keyword, theme in by_key[match[0]]:
            if theme:
                found.setdefault(theme, ThemeMatch(f"{ID}theme/{theme}", keyword, rule))
    return tuple(found.values())


@cache
def _keywords() -> tuple[re.Pattern[str], dict[str, list[tuple[str, str, str]]]]:
    by_key: dict[str, list[tuple[str, str, str]]] = {}
    for row in rules("themes"):
        by_key.setdefault(key(row["keyword_th"]), []).append((row["key"], row["keyword_th"], row["theme"]))
    longest_first = sorted(by_key, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))), by_key
