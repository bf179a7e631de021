"""What somebody supposes, and the store as it would then be: a copy in memory, never the store itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.analysis.questions import text
from govgraph.errors import LimitError, UsageError
from govgraph.names import PREFIXES, graph, shorten, term, thing
from govgraph.research.rows import plain
from govgraph.store import open_store
from govgraph.store.port import Change, Store
from govgraph.store.visibility import entry

MOST: Final = 2_000_000
"""Statements of which a copy is made in memory: about 1.5 GB."""

_SUPPOSED: Final = graph("supposed")
_SEATED: Final = frozenset({term("gov:participant")})
_NAMED: Final = frozenset(
    term(curie) for curie in ("gov:involvesAgency", "gov:askedOf", "gov:requestsSupportFrom", "gov:budgetUnit")
)
_ALWAYS: Final = (
    Literal("0001-01-01", datatype=term("xsd:date")),
    Literal("9999-12-31", datatype=term("xsd:date")),
)
_UNDER: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
PREFIX org: <{PREFIXES["org"]}>
SELECT DISTINCT ?body WHERE {{
  {{ ?tile gov:ministry <@of@> }} UNION {{ ?attachment org:organization <@of@> . ?tile gov:inferredFrom ?attachment }}
  ?tile gov:affiliate ?body ; gov:from ?from ; gov:until ?until .
  FILTER(?body != <@of@>) @day@
}} ORDER BY ?body"""
_IS_BODY: Final = f"""{{ <@body@> {term("gov:tier")} ?tier }} UNION {{ ?tile {term("gov:affiliate")} <@body@> }}
  UNION {{ ?seat {term("gov:participant")} <@body@> }}"""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is supposed, by IRIs: who is not there, who is under which ministry, who sits in which group besides."""

    without: Sequence[str] = ()
    moved: Sequence[tuple[str, str]] = ()
    """Pairs of a body and the ministry that it is under, on every day."""
    seated: Sequence[tuple[str, str]] = ()
    """Pairs of a body and a group."""

    def __post_init__(self) -> None:
        if not (self.without or self.moved or self.seated):
            raise UsageError(th="ยังไม่ได้สมมุติสิ่งใด", en="Nothing is supposed.")
        ministries: dict[str, str] = {}
        for body, ministry in self.moved:
            if body == ministry:
                raise UsageError(
                    th=f"ย้าย {shorten(body)} ไปสังกัดตัวเองไม่ได้", en=f"{shorten(body)} cannot be moved under itself."
                )
            if ministries.setdefault(body, ministry) != ministry:
                raise UsageError(
                    th=f"สมมุติให้ {shorten(body)} ย้ายไปสังกัดสองแห่งพร้อมกันไม่ได้",
                    en=f"{shorten(body)} cannot be under two ministries at once.",
                )
        for one in (*(one for pair in self.moved for one in pair), *(body for body, _ in self.seated)):
            if one in self.without:
                raise UsageError(
                    th=f"สมมุติให้ {shorten(one)} ไม่มีอยู่แล้ว จึงสมมุติอย่างอื่นกับ {shorten(one)} อีกไม่ได้",
                    en=f"{shorten(one)} is supposed not to be there: nothing else can be supposed of it.",
                )


def supposed(store: Store, scenario: Scenario, *, as_of: date | None = None) -> Store:
    """Return a copy of a store in memory in which a scenario holds; whoever gets it closes it.

    Without a ministry or department, the bodies under it (on the day, or ever) are not there either, but for those that
    are moved elsewhere; a body that is not there sits nowhere, and no project names it. One that is moved takes the
    bodies under it along. Raises :class:`LimitError` for a store of more than :data:`MOST` statements, and
    :class:`UsageError` for a body, group or ministry that is none.
    """
    for body in (*scenario.without, *(body for body, _ in (*scenario.moved, *scenario.seated))):
        _check(store, body, _IS_BODY.replace("@body@", body), "หน่วยงานหรือกระทรวง", "an agency or ministry")
    for _, group in scenario.seated:
        _check(store, group, f"<{group}> a {term('gov:ThematicGroup')}", "กลุ่มย่อย", "a group")
    for _, ministry in scenario.moved:
        _check(store, ministry, f"?tile {term('gov:ministry')} <{ministry}>", "กระทรวง", "a ministry")
    moved = {**_along(store, scenario.moved, as_of), **dict(scenario.moved)}
    below = {body for one in scenario.without for body in _under(store, one, as_of)}
    gone = {*scenario.without, *(below - moved.keys())}
    copy = open_store(":memory:", write=True)
    try:
        kept = _without(_counted(store.quads()), gone, set(moved))
        copy.commit(Change(add=kept))
        added = [*_moves(sorted(moved.items())), *_seats(store, scenario.seated)]
        if added:
            copy.commit(Change(add=[*added, entry(_SUPPOSED)]))
    except BaseException:
        copy.close()
        raise
    return copy


def _check(store: Store, iri: str, pattern: str, th: str, en: str) -> None:
    if not store.ask(f"ASK {{ {pattern} }}"):
        raise UsageError(th=f"{shorten(iri)} ไม่ใช่{th}", en=f"{shorten(iri)} is not {en}.")


def _along(store: Store, moved: Iterable[tuple[str, str]], day: date | None) -> dict[str, str]:
    """Return where the bodies under those that are moved come to be: with the nearest of them."""
    taken = [(ministry, set(_under(store, body, day)) - {ministry}) for body, ministry in moved]
    widest_first = sorted(taken, key=lambda one: -len(one[1]))
    return {body: ministry for ministry, bodies in widest_first for body in bodies}


def _under(store: Store, above: str, day: date | None) -> Iterator[str]:
    of_day = f'FILTER(?from <= "{day}"^^{term("xsd:date")} && "{day}"^^{term("xsd:date")} < ?until)' if day else ""
    for (body,) in store.select(_UNDER.replace("@of@", above).replace("@day@", of_day)).rows:
        yield text(plain(body))


def _counted(quads: Iterable[Quad]) -> Iterator[Quad]:
    quads = iter(quads)
    yield from islice(quads, MOST)
    if next(quads, None) is not None:
        raise LimitError(
            th=f"คลังข้อมูลมีเกิน {MOST:,} ข้อความ จึงสร้างสำเนาเพื่อสมมุติในหน่วยความจำไม่ได้",
            en=f"The store holds more than {MOST:,} statements: too many for a copy in memory to suppose things in.",
            limit="size",
        )


def _without(quads: Iterable[Quad], gone: set[str], moved: set[str]) -> Iterator[Quad]:
    """Leave out what names a body that is not there, and where a body that is moved was before."""
    affiliate = term("gov:affiliate")
    for quad in quads:
        value = getattr(quad.object, "value", None)
        if quad.predicate in _SEATED | _NAMED and value in gone:
            continue
        if quad.predicate == affiliate and value in moved:
            continue
        yield quad


def _moves(moved: Iterable[tuple[str, str]]) -> Iterator[Quad]:
    for number, (body, ministry) in enumerate(moved, 1):
        tile = thing("affiliation", f"supposed-{number}")
        for predicate, value in (
            ("rdf:type", term("gov:MinistryAffiliation")),
            ("gov:affiliate", NamedNode(body)),
            ("gov:ministry", NamedNode(ministry)),
            ("gov:from", _ALWAYS[0]),
            ("gov:until", _ALWAYS[1]),
            ("gov:confidence", thing("confidence", "unconfirmed")),
        ):
            yield Quad(tile, term(predicate), value, _SUPPOSED)


def _seats(store: Store, seated: Iterable[tuple[str, str]]) -> Iterator[Quad]:
    for number, (body, group) in enumerate(seated, 1):
        seat = thing("participation", f"supposed-{number}")
        days = store.select(f"SELECT DISTINCT ?day {{ <{group}> {term('gov:heldOn')} ?day }} ORDER BY ?day").rows
        for predicate, value in (
            ("rdf:type", term("gov:Participation")),
            ("gov:participant", NamedNode(body)),
            ("gov:inGroup", NamedNode(group)),
            ("gov:confidence", thing("confidence", "unconfirmed")),
        ):
            yield Quad(seat, term(predicate), value, _SUPPOSED)
        for (day,) in days[:1]:
            assert isinstance(day, Literal)
            yield Quad(seat, term("gov:heldOn"), day, _SUPPOSED)
