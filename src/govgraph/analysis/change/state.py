"""The links at one of the two times that are compared, as they are asked for, and agency by agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from govgraph.analysis.links import links
from govgraph.analysis.questions import Record, ask, text
from govgraph.store.port import Store

Pair = tuple[str, str]
Key = tuple[str, str, str]
"""Source, target and basis of a link."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The time at which links are looked at: a day, or a fiscal year (B.E.)."""

    day: date | None = None
    fiscal_year: int | None = None

    @property
    def filters(self) -> dict[str, Any]:
        """The filters of :func:`govgraph.analysis.links.links` for it."""
        return {"as_of": self.day, "fiscal_year": self.fiscal_year}

    @property
    def evidence_day(self) -> date | None:
        """The day of the structures that count: the day itself, or the first one of the fiscal year."""
        return self.day if self.fiscal_year is None else date(self.fiscal_year - 544, 10, 1)


@dataclass(frozen=True, slots=True)
class State:
    """The links at a time, and the links of single agencies and places that stand behind them.

    ``single`` holds (agency, place or target, basis); ``members`` tells which provinces a cluster counts, and is empty
    for other targets. A cluster is a place too: it has plans and projects of its own.
    """

    rows: Mapping[Key, Record]
    single: frozenset[Key]
    members: Mapping[str, frozenset[str]]

    @classmethod
    def at(cls, store: Store, source: str, target: str, moment: Moment, **filters: Any) -> Self:
        """Look at the links of a time."""
        scope = {**filters, **moment.filters}
        rows = {_key(link): dict(link) for link in links(store, source, target, **scope)}
        of_places = target == "cluster"
        single = set(map(_key, links(store, "agency", target, **scope)))
        if of_places:
            single.update(map(_key, links(store, "agency", "province", **scope)))
        members = _members(store, moment.evidence_day) if of_places else {}
        return cls(rows, frozenset(single), members)

    def behind(self, key: Key) -> frozenset[Key]:
        """Return the links of single agencies that a link is made of: to the provinces of a cluster, or else to it."""
        _, target, basis = key
        provinces = self.members.get(target, frozenset())
        found: set[Key] = set()
        for agency in text(self.rows[key]["through"]).split():
            within = {(agency, place, basis) for place in provinces} & self.single
            found |= within or {(agency, target, basis)} & self.single
        return frozenset(found)


def _key(link: Mapping[str, object]) -> Key:
    return str(link["source"]), str(link["target"]), str(link["basis"])


def _members(store: Store, day: date | None) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for cluster, province in _memberships(store, day):
        found[cluster].add(province)
    return {cluster: frozenset(provinces) for cluster, provinces in found.items()}


def _memberships(store: Store, day: date | None) -> Iterator[Pair]:
    for row in ask(store, "cluster-members", as_of=day):
        yield text(row["cluster"]), text(row["province"])
