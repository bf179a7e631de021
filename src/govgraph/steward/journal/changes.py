"""What differs between two versions of an import: statements added, changed and gone.

Compared is what is said, not where it stood: graph names, places in the file, how cells were read, and facts about
the file itself do not count, and a thing that is named by its row and only moved is the same thing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad

from govgraph.names import CATALOGUE, term
from govgraph.store.port import Term

LISTED: Final = 100_000
"""Up to so many differences, things that only moved are recognised; beyond, statements are merely counted."""

_A: Final = term("rdf:type")
_RECORDED_AT: Final = term("gov:recordedAt")
_KINDS_OF_PLACES: Final = frozenset({term("gov:Place"), term("gov:CellReading")})
_ABOUT_PLACES: Final = frozenset(
    term(curie)
    for curie in (
        "gov:recordedAt", "gov:inSource", "gov:row", "gov:column", "gov:cell", "gov:sheet", "gov:line",
        "gov:lastLine", "gov:fileName", "gov:sha256", "gov:rowCount", "dcterms:source",
        "gov:rawText", "gov:readAs", "gov:finding", "gov:acceptedBy", "gov:acceptedOn",
    )
)  # fmt: skip

_ROW: Final = re.compile(r"[#&](?:row=|cell=[A-Z]*)(\d+)")
_LAST_NUMBER: Final = re.compile(r"(\d+)\Z")

_Said = tuple[Term, Term, Term]
Version = Callable[[], Iterable[Quad]]
"""Gives the statements of a version, as often as it is called."""


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """How many statements are new, have another value, and are no longer there."""

    added: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """One difference: ``kind`` is ``added``, ``changed`` or ``gone``; IRIs in full; values as terms."""

    kind: str
    subject: str
    property: str
    before: Term | None
    after: Term | None


class Comparison:
    """Compares an old version with a new one that passes by; about 120 bytes a statement are kept.

    >>> from pyoxigraph import Literal, NamedNode
    >>> a, p, g = (NamedNode(f"https://example.org/{name}") for name in "apg")
    >>> old, new = [Quad(a, p, Literal(1), g)], [Quad(a, p, Literal(2), g)]
    >>> comparison = Comparison(lambda: old)
    >>> _ = list(comparison.passing(new))
    >>> comparison.counts(lambda: new)
    ChangeCounts(added=0, changed=1, gone=0)
    """

    def __init__(self, old: Version, *, listed: int | None = LISTED) -> None:
        self._version = old
        self._most = listed
        self._old = {hash((s, p, o)): hash((s, p)) for s, p, o in _said(old())}
        self._met: set[int] = set()
        self._new: dict[int, int] = {}

    def passing(self, new: Iterable[Quad]) -> Iterator[Quad]:
        """Hand on the new version, and note what is not in the old one."""
        for quad in new:
            for s, p, o in _said((quad,)):
                key = hash((s, p, o))
                if key in self._old:
                    self._met.add(key)
                else:
                    self._new[key] = hash((s, p))
            yield quad

    def counts(self, new: Version, old: Version | None = None) -> ChangeCounts:
        """Return the numbers; ``new`` is what has passed, ``old`` where the old version is to be found by now."""
        gone = len(self._old) - len(self._met)
        if self._most is not None and max(gone, len(self._new)) > self._most:
            return self._bare_counts()
        kinds = Counter(row.kind for row in self.rows(new, old))
        return ChangeCounts(kinds["added"], kinds["changed"], kinds["gone"])

    def rows(self, new: Version, old: Version | None = None) -> tuple[ChangedStatement, ...]:
        """Return each difference, sorted; the versions are those of :meth:`counts`."""
        if len(self._old) == len(self._met) and not self._new:
            return ()
        old = old or self._version
        touched = {said[0] for said in _said(old()) if hash(said) not in self._met}
        touched |= {said[0] for said in _said(new()) if hash(said) in self._new}
        before, after = _differing(_Things(old(), touched), _Things(new(), touched))
        rows = []
        for subject, predicate in sorted(before.keys() | after.keys(), key=lambda pair: (str(pair[0]), str(pair[1]))):
            olds, news = before.get((subject, predicate), []), after.get((subject, predicate), [])
            same = min(len(olds), len(news))
            at = (_iri(subject), _iri(predicate))
            rows += [ChangedStatement("changed", *at, *pair) for pair in zip(olds, news, strict=False)]
            rows += [ChangedStatement("gone", *at, value, None) for value in olds[same:]]
            rows += [ChangedStatement("added", *at, None, value) for value in news[same:]]
        return tuple(rows)

    def _bare_counts(self) -> ChangeCounts:
        olds = Counter(pair for key, pair in self._old.items() if key not in self._met)
        news = Counter(self._new.values())
        changed = (olds & news).total()
        return ChangeCounts(news.total() - changed, changed, olds.total() - changed)


class _Things:
    """What a version says of some things, and which of them are named by the row they stand in."""

    def __init__(self, quads: Iterable[Quad], touched: set[Term]) -> None:
        self.said: dict[Term, set[tuple[Term, Term]]] = defaultdict(set)
        self.by_row: set[Term] = set()
        for quad in quads:
            subject = quad.subject
            if subject not in touched:
                continue
            if quad.predicate == _RECORDED_AT and _row_of(quad.object) == _last_number(subject):
                self.by_row.add(subject)
            for _, p, o in _said((quad,)):
                self.said[subject].add((p, o))


_Values = Mapping[tuple[Term, Term], list[Term]]


def _differing(old: _Things, new: _Things) -> tuple[_Values, _Values]:
    """Return old and new values by subject and property; a thing that only changed its name has none."""
    moved = _moved(old, new)
    before = {(moved.get(s, s), p, moved.get(o, o)) for s, pairs in old.said.items() for p, o in pairs}
    after = {(s, p, o) for s, pairs in new.said.items() for p, o in pairs}
    return _values(before - after), _values(after - before)


def _moved(old: _Things, new: _Things) -> dict[Term, Term]:
    """Return the new names of things of which the same is said: those named by their row, and what hangs on them.

    Found from the leaves up, since things are said of things. Any other thing of which the same is said as was of
    another one is another thing.
    """
    moved: dict[Term, Term] = {}
    going = sorted((s for s in old.said if s in old.by_row or s not in new.said), key=str)
    coming = sorted((s for s in new.said if s in new.by_row or s not in old.said), key=str)
    while True:
        twins: dict[frozenset[tuple[Term, Term]], list[Term]] = defaultdict(list)
        taken = set(moved.values())
        for subject in reversed(coming):
            if subject not in taken:
                twins[frozenset(new.said[subject])].append(subject)
        before = len(moved)
        for subject in going:
            if subject not in moved:
                content = frozenset((p, moved.get(o, o)) for p, o in old.said[subject])
                hangs = subject in old.by_row or any(o in moved for _, o in old.said[subject])
                if hangs and (waiting := twins.get(content)):
                    moved[subject] = waiting.pop()
        if len(moved) == before:
            return moved


def _said(quads: Iterable[Quad]) -> Iterator[_Said]:
    for quad in quads:
        predicate = quad.predicate
        if predicate in _ABOUT_PLACES or quad.graph_name == CATALOGUE:
            continue
        value = quad.object
        if predicate == _A and value in _KINDS_OF_PLACES:
            continue
        yield quad.subject, predicate, value


def _row_of(place: Term) -> str | None:
    found = _ROW.search(_iri(place))
    return found[1] if found else None


def _last_number(node: Term) -> str:
    found = _LAST_NUMBER.search(_iri(node))
    return found[1] if found else ""


def _values(said: set[_Said]) -> _Values:
    found: dict[tuple[Term, Term], list[Term]] = defaultdict(list)
    for s, p, o in sorted(said, key=lambda each: tuple(map(str, each))):
        found[s, p].append(o)
    return found


def _iri(node: Term) -> str:
    return getattr(node, "value", None) or str(node)
