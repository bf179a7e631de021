"""A province or a cluster on a day: which provinces belong to it, and on what record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self

from govgraph.analysis.questions import Record, records, text
from govgraph.model import Period
from govgraph.names import PREFIXES
from govgraph.store.port import Store

_MEMBERSHIPS: Final = f"""
PREFIX gov: <{PREFIXES["gov"]}>
PREFIX org: <{PREFIXES["org"]}>
SELECT DISTINCT ?membership ?cluster ?province ?from ?until ?rank WHERE {{
  VALUES ?asked {{ @asked@ }}
  ?membership a gov:ClusterMembership ; org:organization ?cluster ; org:member ?province ;
    org:role <https://w3id.org/govgraph/id/role/cluster-member> ; org:memberDuring ?during .
  FILTER(?asked = ?cluster || ?asked = ?province)
  OPTIONAL {{ ?during gov:from ?from }}
  OPTIONAL {{ ?during gov:until ?until }}
  OPTIONAL {{ ?membership gov:confidence/gov:rank ?rank }}
}} ORDER BY ?cluster ?from ?province ?membership
"""


_EXISTS: Final = f"""
PREFIX gov: <{PREFIXES["gov"]}>
SELECT ?from ?until WHERE {{
  VALUES ?body {{ <@body@> }}
  OPTIONAL {{ ?body gov:from ?from }}
  OPTIONAL {{ ?body gov:until ?until }}
}} ORDER BY ?from ?until
"""


@dataclass(frozen=True, slots=True)
class Membership:
    """A record that says: this province was in this cluster, from when until when, and how sure that is (1 to 3)."""

    iri: str
    cluster: str
    province: str
    period: Period
    rank: int


@dataclass(frozen=True, slots=True)
class Territory:
    """A province or cluster (``iri``, a ``kind``) with the memberships on record of it, and when it exists."""

    iri: str
    kind: str
    memberships: tuple[Membership, ...]
    exists: Period = field(default_factory=Period)

    @classmethod
    def of(cls, store: Store, iri: str, kind: str) -> Self:
        """Look up the memberships of a province or cluster, and from when until when it exists."""
        found = records(store.select(_EXISTS.replace("@body@", iri)))
        return cls(iri, kind, memberships(store, [iri]), _period(found[0]) if found else Period())

    def on(self, day: date) -> tuple[Membership, ...]:
        """Return the memberships that hold on a day."""
        return tuple(m for m in self.memberships if m.period.covers(day))

    def bodies(self, day: date) -> frozenset[str]:
        """Return it and, of a cluster, the provinces that are its members on a day."""
        members = {m.province for m in self.on(day)} if self.kind == "cluster" else set()
        return frozenset({self.iri, *members})

    def within(self, day: date) -> date:
        """Return the day, or where the province or cluster did not exist then the nearest day on which it did.

        A cluster exists as long as it has members.

        >>> year = Membership("m", "c", "p", Period(date(2017, 11, 1), date(2020, 1, 1)), 3)
        >>> cluster = Territory("c", "cluster", (year,))
        >>> [cluster.within(date(y, 6, 1)).isoformat() for y in (2010, 2018, 2024)]
        ['2017-11-01', '2018-06-01', '2019-12-31']
        >>> Territory("p", "province", (), Period(date(2011, 3, 23), None)).within(date(2010, 1, 12)).isoformat()
        '2011-03-23'
        """
        if self.kind != "cluster":
            return _nearest(self.exists, day)
        if not self.memberships or self.on(day):
            return day
        starts = [m.period.start for m in self.memberships if m.period.start and m.period.start > day]
        ends = [m.period.end for m in self.memberships if m.period.end and m.period.end <= day]
        if starts:
            return min(starts)
        return date.fromordinal(max(ends).toordinal() - 1) if ends else day


def memberships(store: Store, things: Iterable[str]) -> tuple[Membership, ...]:
    """Return the records of any of these clusters and provinces."""
    asked = " ".join(f"<{thing}>" for thing in sorted(set(things)))
    return tuple(map(_membership, records(store.select(_MEMBERSHIPS.replace("@asked@", asked)))))


def _membership(row: Record) -> Membership:
    rank = row["rank"]
    return Membership(
        text(row["membership"]),
        text(row["cluster"]),
        text(row["province"]),
        _period(row),
        rank if isinstance(rank, int) else 1,
    )


def _period(row: Record) -> Period:
    start, end = row["from"], row["until"]
    return Period(start if isinstance(start, date) else None, end if isinstance(end, date) else None)


def _nearest(period: Period, day: date) -> date:
    """Return the day, or the nearest one of a period that does not have it."""
    if period.start and day < period.start:
        return period.start
    return date.fromordinal(period.end.toordinal() - 1) if period.end and day >= period.end else day
