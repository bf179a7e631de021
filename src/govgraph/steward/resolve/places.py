"""Provinces named in free text, by rules held as data: what was found, by which rule, and what stayed unclear."""

from __future__ import annotations

import re
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from govgraph.names import ID
from govgraph.steward.resolve.answer import Suggestion, near
from govgraph.steward.resolve.likeness import core
from govgraph.steward.resolve.register import Register
from govgraph.steward.resolve.rules import rules
from govgraph.thai.text import key

_DEPENDENT: Final = "\u0e30-\u0e3a\u0e45-\u0e4e"
"""Letters that cannot begin a word: behind a name they show that the name goes on."""

_SPACED_FROM: Final = 6
"""From so many letters on a name may be broken by a space, as texts read from pages have them."""

_UNCLEAR_FROM: Final = 75
_SHORT: Final = 4
_UNCLEAR_FROM_SHORT: Final = 80
"""A short name has too many neighbours: of four letters one wrong is no sign of it."""

_REMEMBERED: Final = 200_000
_WORD: Final = "จังหวัด"
_BEHIND: Final = re.compile(r"\s*([ก-ฮเ-ไ][ก-๎]{2,24})")
_CUES: Final = (_WORD, "จ.", "จว.", "กทม.", "กรุงเทพ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A province named in a text: its IRI, the words, where they begin, and the key of the rule that found them.

    ``iri`` is ``None`` where a province is named but it is not clear which; ``suggestions`` say what was probably
    meant (a misspelling, or a name not valid on the day).
    """

    iri: str | None
    text: str
    start: int
    rule: str
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """Values for the sentence of :data:`govgraph.steward.resolve.answer.UNCLEAR_PLACE`."""
        return {"mention": self.text, "near": near(self.suggestions)}


def places_in(text: str, register: Register, day: date | None = None) -> tuple[Mention, ...]:
    """Return the provinces that a text names, each once, in its order; nothing is guessed.

    The rules are in ``data/rules/places.csv``; the longest name is taken, and phrases such as จังหวัดชายแดนภาคใต้ or
    กลุ่มจังหวัด name no province. Every province of the register counts, also those of an import.
    """
    if not any(cue in text for cue in _CUES):
        return ()
    if (places := _READY.get(register)) is None:
        places = _READY[register] = _Places(register)
    return places.within(text, day)


class _Places:
    """The rules with the names of one register in them."""

    def __init__(self, register: Register) -> None:
        self.register = weakref.proxy(register)
        self.named: dict[str, list[str]] = defaultdict(list)
        for thing in register.directory.things.values():
            if thing.kind == "province" and (name := core(key(thing.th))):
                self.named[name].append(thing.iri)
        names = sorted(self.named, key=lambda name: (-len(name), name))
        self.name = rf"(?:{'|'.join(map(_spaced, names))})(?![{_DEPENDENT}])" if names else r"(?!)"
        self.rules: list[Mapping[str, str]] = []
        self.pattern = self._compiled()
        self.list_rule = next(row["key"] for row in rules("places") if row["kind"] == "list")
        self.next_name = re.compile(rf"\s*(?:,|/|และ|กับ)\s*(?P<name>{self.name})(?=[\s,/()]|และ|กับ|\Z)")
        self.memo: dict[tuple[str, date | None], tuple[Mention, ...]] = {}

    def _compiled(self) -> re.Pattern[str]:
        alternatives = []
        order = {"stop": 0, "name": 1, "whole": 2}
        for row in sorted((row for row in rules("places") if row["kind"] in order), key=lambda r: order[r["kind"]]):
            before, _, _ = row["pattern"].partition("{name}")
            part = r"\s*".join(_spaced(word) for word in before.split())
            if row["kind"] != "stop" and "." in before:
                part = rf"(?<![\u0e01-\u0e4e.]){part}"
            if row["kind"] == "name":
                part += rf"\s*{self.name}"
            alternatives.append(f"(?P<rule{len(self.rules)}>{part})")
            self.rules.append(row)
        return re.compile("|".join([*alternatives, f"(?P<unread>{_WORD})"]))

    def within(self, text: str, day: date | None) -> tuple[Mention, ...]:
        asked = (text, day)
        if (known := self.memo.get(asked)) is not None:
            return known
        if len(self.memo) >= _REMEMBERED:
            self.memo.clear()
        found: dict[str, Mention] = {}
        for mention in self._mentions(text, day):
            found.setdefault(mention.iri or mention.text, mention)
        self.memo[asked] = tuple(found.values())
        return self.memo[asked]

    def _mentions(self, text: str, day: date | None) -> Iterator[Mention]:
        position = 0
        while (match := self.pattern.search(text, position)) is not None:
            position = match.end()
            group = match.lastgroup or ""
            if group == "unread":
                yield from self._unread(text, match, day)
                continue
            row = self.rules[int(group.removeprefix("rule"))]
            if row["kind"] == "stop":
                continue
            if row["means"]:
                yield self._mention([ID + row["means"]], match[0], match.start(), row["key"], day)
                continue
            head = key(row["pattern"].partition("{name}")[0])
            yield self._mention(self.named[key(match[0])[len(head) :]], match[0], match.start(), row["key"], day)
            while (more := self.next_name.match(text, position)) is not None:
                position = more.end()
                name = more["name"]
                yield self._mention(self.named[key(name)], name, more.start("name"), self.list_rule, day)

    def _mention(self, iris: list[str], words: str, start: int, rule: str, day: date | None) -> Mention:
        index = self.register.index
        current = [iri for iri in iris if iri in index.things and index.covers(iri, day)]
        if len(current) == 1:
            return Mention(current[0], words, start, rule)
        now = current or [other for iri in iris if iri in index.things for other in index.instead(iri, day)]
        return Mention(None, words, start, rule, index.listed([(iri, 100) for iri in dict.fromkeys(now)], words))

    def _unread(self, text: str, match: re.Match[str], day: date | None) -> Iterator[Mention]:
        """A word for province with no name behind it that is on record: perhaps a misspelt one."""
        behind = _BEHIND.match(text, match.end())
        if behind is None:
            return
        scores = {iri: score for name, score in _alike(behind[1], self.named) for iri in self.named[name]}
        scores = {iri: score for iri, score in scores.items() if self.register.index.covers(iri, day)}
        if scores:
            suggestions = self.register.index.suggestions(scores, behind[1])
            rule = next(row["key"] for row in self.rules if row["kind"] == "name")
            yield Mention(None, f"{match[0]}{behind[0]}", match.start(), rule, suggestions)


_READY: Final[weakref.WeakKeyDictionary[Register, _Places]] = weakref.WeakKeyDictionary()


def _spaced(name: str) -> str:
    """Return a pattern for a name that may be broken by spaces, if it is long enough to be known all the same."""
    return (r"\s?" if len(name) >= _SPACED_FROM else "").join(map(re.escape, name))


def _alike(run: str, names: Iterable[str]) -> list[tuple[str, float]]:
    """Return the names that a run of letters begins with, but for a slip or two; other words may be glued to it."""
    from rapidfuzz import fuzz

    found = []
    for name in names:
        lengths = {len(name) - 1, len(name), len(name) + 1, len(name) + 2}
        score = max(fuzz.ratio(name, run[:length]) for length in lengths)
        if score >= (_UNCLEAR_FROM if len(name) > _SHORT else _UNCLEAR_FROM_SHORT):
            found.append((name, score))
    return found
