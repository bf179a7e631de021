"""What is on record about names: what is called what, when, under whom, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from govgraph.steward.resolve.validity import Bound, Validity


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing, and which of its names: ``name`` of record, ``other-name`` or ``spelling``."""

    thing: str
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that has names: its kind, class, names of record, days, and what it is part of."""

    iri: str
    kind: str
    cls: str
    th: str
    en: str
    validity: Validity
    parts_of: frozenset[str] = frozenset()
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of organisations: what it ended, what it began (a body may be in both), and when."""

    before: frozenset[str]
    after: frozenset[str]
    when: Bound


@dataclass(frozen=True, slots=True)
class Under:
    """A body under a ministry or another body for some days; ``end`` is excluded."""

    body: str
    above: str
    start: date
    end: date


@dataclass(frozen=True)
class Directory:
    """Things by IRI, their names, the changes between them, and who was under whom."""

    things: Mapping[str, Thing]
    names: tuple[Name, ...]
    changes: tuple[Change, ...]
    under: tuple[Under, ...]
