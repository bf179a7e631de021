"""Which ministry a body was under on which day, inferred from the recorded attachments.

Attachments (การสังกัด) are recorded with what a source says: "under Industry in January 2010". To count by
ministry one needs an answer for *every* day, and how sure it is. This module lays tiles over the whole of
time: where an attachment is known to hold, the tile is as sure as the record; where it is only known to hold
nearby (precision ``attested``), the tile is ``probable``; where nothing is known, there is no tile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import ID, PREFIXES, expand, term

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
"""The open ends of time."""

LONGEST_CHAIN = 100
"""No administration is so deep; longer chains come from broken tables, and would end the process."""

_RANKS = {"confirmed": 3, "probable": 2, "unconfirmed": 1}
_NAMES = {rank: name for name, rank in _RANKS.items()}
_PROBABLE = _RANKS["probable"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A recorded attachment of a body to a parent; bounds may be unknown or merely attested."""

    iri: str
    member: str
    parent: str
    start: date | None
    end: date | None
    start_attested: bool
    end_attested: bool
    rank: int


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A stretch of days on which a body was under ``ministry``, at most as sure as ``rank`` (3 = confirmed)."""

    start: date
    end: date
    ministry: str
    rank: int
    because: tuple[str, ...] = ()

    def meet(self, other: Tile) -> Tile | None:
        """Return the part of ``other`` that lies in this tile, as sure as the less sure of both."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        if start >= end:
            return None
        return Tile(start, end, other.ministry, min(self.rank, other.rank), self.because + other.because)


def parent_tiles(attachments: Sequence[Attachment]) -> list[Tile]:
    """Lay the attachments of one body over time, filling what lies beyond attested bounds as probable.

    >>> a = Attachment("a", "boi", "industry", date(2010, 1, 1), date(2010, 2, 1), True, True, 3)
    >>> b = Attachment("b", "boi", "pmo", date(2014, 1, 1), None, False, False, 2)
    >>> [(t.start.year, t.end.year, t.ministry, t.rank) for t in parent_tiles([a, b])]
    [(1, 2010, 'industry', 2), (2010, 2010, 'industry', 3), (2010, 2014, 'industry', 2), (2014, 9999, 'pmo', 2)]
    """
    known = sorted(attachments, key=lambda a: (a.start or FIRST, a.end or LAST, a.iri))
    tiles: list[Tile] = []
    previous_end, previous = FIRST, None
    for attachment in known:
        start, end = attachment.start or FIRST, attachment.end or LAST
        sure = Tile(start, end, attachment.parent, attachment.rank, (attachment.iri,))
        if previous_end < start:
            if previous is not None and previous.end_attested:
                tiles.append(_guess(previous, previous_end, start))
            elif attachment.start_attested:
                tiles.append(_guess(attachment, previous_end, start))
        tiles.append(sure)
        if end >= previous_end:
            previous_end, previous = end, attachment
    if previous is not None and previous.end_attested and previous_end < LAST:
        tiles.append(_guess(previous, previous_end, LAST))
    return tiles


def _guess(attachment: Attachment, start: date, end: date) -> Tile:
    return Tile(start, end, attachment.parent, min(attachment.rank, _PROBABLE), (attachment.iri,))


def ministry_tiles(attachments: Iterable[Attachment], ministries: frozenset[str]) -> Mapping[str, list[Tile]]:
    """Follow the attachments of every body up to a ministry-level body, day by day.

    A ministry-level body is under itself. A chain that ends elsewhere, runs in a circle, or has more than
    :data:`LONGEST_CHAIN` steps gives no tile: the shapes report it.
    """
    by_member: dict[str, list[Attachment]] = defaultdict(list)
    for attachment in attachments:
        by_member[attachment.member].append(attachment)
    tiles: dict[str, list[Tile]] = {ministry: [Tile(FIRST, LAST, ministry, 3)] for ministry in ministries}

    def follow(body: str, below: frozenset[str]) -> list[Tile]:
        if body in tiles:
            return tiles[body]
        if body in below or len(below) > LONGEST_CHAIN:
            return []
        found = []
        for step in parent_tiles(by_member.get(body, ())):
            for above in follow(step.ministry, below | {body}):
                if (met := step.meet(above)) is not None:
                    found.append(met)
        return found

    for member in sorted(by_member):
        if member not in ministries:
            tiles[member] = _joined(follow(member, frozenset()))
    return tiles


def _joined(tiles: Iterable[Tile]) -> list[Tile]:
    """Join tiles that follow each other and say the same."""
    joined: list[Tile] = []
    for tile in sorted(set(tiles)):
        last = joined[-1] if joined else None
        if last and last.end == tile.start and (last.ministry, last.rank) == (tile.ministry, tile.rank):
            joined[-1] = replace(last, end=tile.end, because=tuple(sorted({*last.because, *tile.because})))
        else:
            joined.append(tile)
    return joined


def affiliations(quads: Iterable[Quad], graph: NamedNode) -> Iterator[Quad]:
    """Give the ``gov:MinistryAffiliation`` statements that follow from the attachments among ``quads``."""
    facts = _Facts(quads)
    tiles = ministry_tiles(facts.attachments(), facts.ministries())
    for member, laid in sorted(tiles.items()):
        for tile in laid:
            yield from _statements(member, tile, graph)


def _statements(member: str, tile: Tile, graph: NamedNode) -> Iterator[Quad]:
    body, ministry = (iri.removeprefix(ID).replace("/", ".") for iri in (member, tile.ministry))
    # All that tells two tiles apart: sources that disagree about an end, or are not equally sure, make two.
    key = f"{body}.{tile.start.isoformat()}.{tile.end.isoformat()}.{ministry}.{_NAMES[tile.rank]}"
    node = NamedNode(f"{ID}affiliation/{key}")
    day = term("xsd:date")
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", term("gov:MinistryAffiliation")),
        ("gov:affiliate", NamedNode(member)),
        ("gov:ministry", NamedNode(tile.ministry)),
        ("gov:from", Literal(tile.start.isoformat(), datatype=day)),
        ("gov:until", Literal(tile.end.isoformat(), datatype=day)),
        ("gov:confidence", NamedNode(f"{ID}confidence/{_NAMES[tile.rank]}")),
        ("gov:derivation", NamedNode(f"{ID}derivation/inferred")),
        *(("gov:inferredFrom", NamedNode(iri)) for iri in sorted(set(tile.because))),
    ]
    for predicate, value in facts:
        yield Quad(node, term(predicate), value, graph)


class _Facts:
    """The few properties of all statements that matter here, by subject."""

    _wanted = frozenset(
        expand(curie)
        for curie in (
            "rdf:type", "org:member", "org:organization", "org:memberDuring", "gov:confidence",
            "gov:from", "gov:until", "gov:fromPrecision", "gov:untilPrecision",
        )
    )  # fmt: skip

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if quad.predicate.value in self._wanted and isinstance(quad.subject, NamedNode):
                self.values[quad.subject.value][quad.predicate.value].append(_text(quad.object))

    def one(self, subject: str, curie: str) -> str | None:
        found = self.values[subject].get(expand(curie)) if subject in self.values else None
        return min(found) if found else None

    def ministries(self) -> frozenset[str]:
        classes = {expand("gov:Ministry"), expand("gov:IndependentAgency"), expand("gov:MinistryLevelBody")}
        rdf_type = PREFIXES["rdf"] + "type"
        return frozenset(s for s, facts in self.values.items() if classes & set(facts.get(rdf_type, ())))

    def attachments(self) -> Iterator[Attachment]:
        rdf_type, wanted = PREFIXES["rdf"] + "type", expand("gov:Attachment")
        for iri in sorted(self.values):
            if wanted not in self.values[iri].get(rdf_type, ()):
                continue
            member, parent = self.one(iri, "org:member"), self.one(iri, "org:organization")
            if member is None or parent is None:
                continue  # the shapes report an attachment that lacks an end
            period = self.one(iri, "org:memberDuring") or ""
            confidence = (self.one(iri, "gov:confidence") or "").rpartition("/")[2]
            yield Attachment(
                iri, member, parent,
                self.day(period, "gov:from"), self.day(period, "gov:until"),
                self.attested(period, "gov:fromPrecision"), self.attested(period, "gov:untilPrecision"),
                _RANKS.get(confidence, 1),
            )  # fmt: skip

    def day(self, period: str, curie: str) -> date | None:
        text = self.one(period, curie)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return None  # the shapes report a date that is none

    def attested(self, period: str, curie: str) -> bool:
        return (self.one(period, curie) or "").endswith("/precision/attested")


def _text(value: object) -> str:
    return value.value if isinstance(value, (NamedNode, Literal)) else ""
