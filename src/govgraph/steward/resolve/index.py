"""The names of a directory, arranged for looking up: by key, by kind, by day, and by what they are part of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from govgraph.names import ID, expand
from govgraph.steward.resolve.answer import Suggestion
from govgraph.steward.resolve.directory import Directory, Name, Thing, Under
from govgraph.steward.resolve.likeness import LEAD, Likeness, core, shown
from govgraph.steward.resolve.writings import is_abbreviation, other_writings
from govgraph.thai.text import key

AREAS: Final = ("province", "cluster")

_ORDER: Final = {"name": 0, "other-name": 1, "abbreviation": 2, "spelling": 3}
"""Which name of a thing counts where two have the same key."""

_LONGEST_CHAIN: Final = 20
"""No body was renamed so often; longer chains come from broken tables."""


class Index:
    """What is called what, with everything needed to decide between several."""

    def __init__(self, directory: Directory) -> None:
        self.things: Mapping[str, Thing] = directory.things
        self._by_key: dict[str, dict[str, str]] = {}
        for name in directory.names:
            self._enter(key(name.text), name.thing, _form(name))
        for thing in directory.things.values():
            if thing.kind in AREAS:
                self._enter(core(key(thing.th)), thing.iri, "other-name")
        self._names = directory.names
        self._changes = directory.changes
        self._above: dict[str, list[Under]] = defaultdict(list)
        for under in directory.under:
            self._above[under.body].append(under)
        self._likeness: dict[tuple[str, ...], Likeness] = {}

    def _enter(self, name: str, thing: str, form: str) -> None:
        if not name:
            return
        entry = self._by_key.setdefault(name, {})
        if thing not in entry or _ORDER[form] < _ORDER[entry[thing]]:
            entry[thing] = form

    def named(self, sought: str) -> Mapping[str, str]:
        """Return the things with a name of this key, each with the form of that name."""
        return self._by_key.get(sought, {})

    def of_kinds(self, named: Mapping[str, str], kinds: Sequence[str]) -> dict[str, str]:
        """Keep the things of some kinds; those that go by it as their name of record go before all others."""
        right = {thing: form for thing, form in named.items() if self.things[thing].kind in kinds}
        of_record = {thing: form for thing, form in right.items() if form == "name"}
        return of_record or right

    def covers(self, thing: str, day: date | None) -> bool:
        """Tell whether a thing may have borne its name on a day."""
        return self.things[thing].validity.covers(day)

    def is_inside(self, thing: str, within: str, day: date | None) -> bool:
        """Tell whether a thing is part of another: of a plan, area or meeting, or under a ministry on that day."""
        if thing == within or within in self.things[thing].parts_of:
            return True
        return any(
            under.above == within and (day is None or under.start <= day < under.end)
            for under in self._above.get(thing, ())
        )

    def fitting(self, pattern: re.Pattern[str], kinds: Sequence[str], day: date | None) -> dict[str, str]:
        """Return the things whose name of record fits a pattern of keys and is valid on the day."""
        return {
            thing: "abbreviation"
            for thing, record_key in self._records
            if self.things[thing].kind in kinds and self.covers(thing, day) and pattern.match(record_key)
        }

    @cached_property
    def _records(self) -> tuple[tuple[str, str], ...]:
        return tuple((name.thing, key(name.text)) for name in self._names if name.form == "name")

    def numbered(self, cls: str, number: str, within: str, day: date | None) -> list[str]:
        """Return the statements of a class with a number in the plans of an area, or in a plan, valid on the day."""
        return [
            thing.iri
            for thing in self.things.values()
            if thing.kind == "strategy"
            and thing.number == number
            and thing.cls == cls
            and within in thing.parts_of
            and thing.validity.covers(day)
        ]

    def instead(self, thing: str, day: date | None) -> tuple[str, ...]:
        """Return what a thing is on a day: itself, or those that follow or precede it through recorded changes."""
        if day is None or self.covers(thing, day):
            return (thing,)
        forward = day >= self.things[thing].validity.end
        found: dict[str, None] = {}
        reached, front = {thing}, [thing]
        for _ in range(_LONGEST_CHAIN):
            front = [other for other in self._next(front, forward) if other not in reached]
            if not front:
                break
            reached.update(front)
            found.update(dict.fromkeys(other for other in front if self.covers(other, day)))
            front = [other for other in front if other not in found]
        return tuple(found)

    def _next(self, bodies: Iterable[str], forward: bool) -> list[str]:
        steps: set[str] = set()
        for change in self._changes:
            here, there = (change.before, change.after) if forward else (change.after, change.before)
            if here.intersection(bodies):
                steps |= there
        return sorted(step for step in steps if step in self.things)

    def alike(
        self, keys: Iterable[str], kinds: tuple[str, ...], day: date | None, within: str | None
    ) -> dict[str, float]:
        """Return things of the kinds, valid on the day, with names like one of the keys, and how alike they are.

        What is valid only on another day stands for what it is on this one, if it leads clearly. Where ``within`` is
        given and holds some of them, only those.
        """
        if kinds not in self._likeness:
            self._likeness[kinds] = self._likeness_of(kinds)
        scores: dict[str, float] = {}
        followed: dict[str, float] = {}
        for sought in keys:
            for thing, score in self._likeness[kinds].scores(sought).items():
                for now in self.instead(thing, day):
                    if self.things[now].kind in kinds:
                        found = scores if now == thing else followed
                        found[now] = max(score, found.get(now, 0.0))
        clear = max(scores.values(), default=0.0) + LEAD
        scores.update((thing, score) for thing, score in followed.items() if score > scores.get(thing, clear))
        inside = {t: score for t, score in scores.items() if within and self.is_inside(t, within, day)}
        return inside or scores

    def _likeness_of(self, kinds: tuple[str, ...]) -> Likeness:
        return Likeness(
            (name, thing, self.things[thing].kind in AREAS)
            for name, entry in self._by_key.items()
            for thing, form in entry.items()
            if form != "abbreviation" and self.things[thing].kind in kinds
        )

    def suggestions(self, scores: Mapping[str, float], text: str) -> tuple[Suggestion, ...]:
        """Return what to suggest, best first, in the language of the text; equal names are told apart by their days."""
        ranked = shown(dict(scores), lambda thing: (self.things[thing].th, thing))
        return self.listed([(thing, round(score)) for thing, score in ranked], text)

    def listed(self, things: Iterable[tuple[str, int]], text: str) -> tuple[Suggestion, ...]:
        """Return things as suggestions, in the order given."""
        lang = "en" if text.isascii() and not is_abbreviation(text) else "th"
        scored = list(things)
        names = [self.label(thing, lang) for thing, _ in scored]
        told = []
        for (thing, score), name in zip(scored, names, strict=True):
            words = self.things[thing].validity.words(lang)
            told.append(Suggestion(thing, f"{name} ({words})" if names.count(name) > 1 and words else name, score))
        return tuple(told)

    def label(self, thing: str, lang: str) -> str:
        """Return the name of record in a language, or in the other where there is only that."""
        return self.things[thing].th if lang == "th" else self.things[thing].en

    def meant(self, means: str) -> tuple[str, ...]:
        """Return the things that a key (``province/TH-17``), an IRI or a name in full stands for, on any day."""
        text = means.strip()
        for iri in (f"{ID}{text}", expand(text)):
            if iri in self.things:
                return (iri,)
        named = self.named(key(text)) or next(
            (found for other in other_writings(key(text)) if (found := self.named(other))), {}
        )
        return tuple(sorted(named))


def _form(name: Name) -> str:
    return "abbreviation" if name.form == "other-name" and is_abbreviation(name.text) else name.form
