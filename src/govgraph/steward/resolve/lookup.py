"""The procedure by which a name is looked up: exact names first, then what is written short, then what is alike.

Only what has one meaning on the day is resolved. Everything else is answered with what was probably meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from govgraph.steward.resolve import answer as code
from govgraph.steward.resolve.answer import Resolved, Suggestion, Unresolved, near
from govgraph.steward.resolve.index import Index
from govgraph.steward.resolve.kinds import expanded, labelled
from govgraph.steward.resolve.strategies import Numbered, numbered
from govgraph.steward.resolve.writings import bracketed, is_abbreviation, other_writings, shortened, under
from govgraph.thai import en_date, thai_date
from govgraph.thai.reading import plain, stands_for_nothing
from govgraph.thai.text import key

_BELONGING: Final = frozenset({"strategy", "plan", "group"})
"""Kinds whose names repeat from one plan, area or meeting to the next: ``within`` binds them."""

_MOST: Final = 6
"""So many candidates of an ambiguous name are listed."""


class Lookup:
    """One name, looked up as some kinds on some day."""

    def __init__(self, index: Index, text: str, kinds: tuple[str, ...], day: date | None, within: str | None) -> None:
        self.index, self.text, self.day, self.within = index, text, day, within
        self.kinds = expanded(kinds)
        self.sought = key(text)

    def answer(self) -> Resolved | Unresolved:
        """Return the thing, or why there is none."""
        if stands_for_nothing(plain(self.text)):
            return self._unresolved(code.EMPTY, {})
        for sought, how in self._readings():
            if (found := self._decide(self.index.named(sought), how)) is not None:
                return found
        return (
            self._in_brackets()
            or self._under_ministry()
            or self._with_paiyannoi()
            or self._by_number()
            or self._of_other_kind()
            or self._alike()
        )

    def _readings(self) -> Iterator[tuple[str, str | None]]:
        yield self.sought, None
        for other in other_writings(self.sought):
            yield other, "abbreviation"

    def _decide(self, named: Mapping[str, str], how: str | None = None) -> Resolved | Unresolved | None:
        """Decide between the things of a name: by kind, by day, by what they are part of."""
        right = self.index.of_kinds(named, self.kinds)
        if not right:
            return None
        current = {thing: form for thing, form in right.items() if self.index.covers(thing, self.day)}
        if not current:
            return self._of_other_date(sorted(right))
        if self.within is not None:
            inside = {t: form for t, form in current.items() if self.index.is_inside(t, self.within, self.day)}
            bound = {t for t in current if self.index.things[t].kind in _BELONGING}
            if not inside and len(bound) == len(current):
                return self._unresolved(code.ELSEWHERE, dict.fromkeys(current, 100.0))
            current = inside or current
        if len(current) > 1:
            return self._ambiguous(sorted(current))
        (thing, form) = current.popitem()
        return self._resolved(thing, how or form)

    def _resolved(self, thing: str, how: str) -> Resolved:
        record = self.index.things[thing]
        ended = how == "name" and self.day is None and record.validity.until is not None
        return Resolved(thing, record.kind, record.th, "old-name" if ended and self._is_body(thing) else how)

    def _is_body(self, thing: str) -> bool:
        return self.index.things[thing].kind in ("ministry", "agency", "province", "cluster")

    def _in_brackets(self) -> Resolved | Unresolved | None:
        """A full name with its short name behind it in brackets, or the other way round: both must agree."""
        if (split := bracketed(self.text)) is None:
            return None
        before, inside = (self._all_named(part) for part in split)
        both = {thing: form for thing, form in before.items() if thing in inside}
        if both:
            return self._decide(both, "abbreviation")
        if before and inside:
            return self._ambiguous(sorted({*before, *inside}))
        unknown = is_abbreviation(split[1]) and not self.index.named(key(split[1]))
        return self._decide(before, "abbreviation") if before and unknown else None

    def _under_ministry(self) -> Resolved | Unresolved | None:
        """A body with its ministry behind it, where the record has it there."""
        if (split := under(self.text)) is None:
            return None
        above = self.index.named(key(split[1]))
        found = self._decide(self._all_named(split[0]), "other-name")
        if isinstance(found, Resolved) and any(self.index.is_inside(found.iri, iri, self.day) for iri in above):
            return found
        return None

    def _all_named(self, text: str) -> dict[str, str]:
        for sought in (key(text), *other_writings(key(text))):
            if right := self.index.of_kinds(self.index.named(sought), self.kinds):
                return {thing: form for thing, form in right.items() if self.index.covers(thing, self.day)} or right
        return {}

    def _with_paiyannoi(self) -> Resolved | Unresolved | None:
        for sought, _ in self._readings():
            if (pattern := shortened(sought)) is not None:
                found = self.index.fitting(pattern, self.kinds, self.day)
                return self._decide(found, "abbreviation")
        return None

    def _by_number(self) -> Resolved | Unresolved | None:
        """A strategy by its number, where it is known in which plan or area; a title beside the number must agree."""
        if "strategy" not in self.kinds or (said := numbered(self.sought)) is None:
            return None
        if said.title:
            return self._numbered_title(said)
        if self.within is None:
            return self._unresolved(code.NUMBER_ALONE, {})
        found = self.index.numbered(said.cls, said.number, self.within, self.day)
        if len(found) == 1:
            return self._resolved(found[0], "other-name")
        return self._ambiguous(found) if found else None

    def _numbered_title(self, said: Numbered) -> Resolved | Unresolved | None:
        found = self._decide(self.index.named(said.title), "other-name")
        if isinstance(found, Resolved):
            number = self.index.things[found.iri].number
            if number is not None and number != said.number:
                values = {"written": said.number, "recorded": number}
                return self._unresolved(code.NUMBER_DISAGREES, {found.iri: 100.0}, **values)
        return found

    def _of_other_kind(self) -> Unresolved | None:
        for sought, _ in self._readings():
            if named := self.index.named(sought):
                kinds = dict.fromkeys(self.index.things[thing].kind for thing in sorted(named))
                found = labelled(kinds)
                scores = self.index.alike([self.sought], self.kinds, self.day, self.within)
                return self._unresolved(code.OTHER_KIND, scores, found_th=found.text("th"), found_en=found.text("en"))
        return None

    def _of_other_date(self, things: list[str]) -> Unresolved:
        now = dict.fromkeys(other for thing in things for other in self.index.instead(thing, self.day))
        validity = self.index.things[things[0]].validity
        return self._unresolved(
            code.OTHER_DATE,
            {thing: 100.0 for thing in now if self.index.things[thing].kind in self.kinds},
            period_th=validity.words("th"),
            period_en=validity.words("en"),
        )

    def _ambiguous(self, things: list[str]) -> Unresolved:
        listed = self.index.listed([(thing, 100) for thing in things[:_MOST]], self.text)
        return Unresolved(code.AMBIGUOUS, listed, self._values(listed, count=str(len(things))))

    def _alike(self) -> Unresolved:
        readings = [sought for sought, _ in self._readings()]
        if (split := bracketed(self.text)) is not None:
            readings.append(key(split[0]))
        if "strategy" in self.kinds and (said := numbered(self.sought)) is not None and said.title:
            readings.append(said.title)
        scores = self.index.alike(readings, self.kinds, self.day, self.within)
        return self._unresolved(code.CLOSE if scores else code.UNKNOWN, scores)

    def _unresolved(self, of: str, scores: Mapping[str, float], **values: str) -> Unresolved:
        suggestions = self.index.suggestions(scores, self.text)
        return Unresolved(of, suggestions, self._values(suggestions, **values))

    def _values(self, suggestions: Iterable[Suggestion], **more: str) -> dict[str, str]:
        """Return what the sentences of the catalogue may hold, beside the field and the value."""
        wanted = labelled(self.kinds)
        return {
            "wanted_th": wanted.text("th"),
            "wanted_en": wanted.text("en"),
            "near": near(suggestions),
            "day_th": "" if self.day is None else thai_date(self.day),
            "day_en": "" if self.day is None else en_date(self.day),
            **more,
        }
