"""For whom a report is: a ministry, a cluster, a province or the nation; and the day it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, ask, one_of, records, text
from govgraph.analysis.search import resolve
from govgraph.draw.pictures.captions import newest_day
from govgraph.errors import AmbiguousNameError, StoreError, UsageError
from govgraph.model import Label
from govgraph.names import PREFIXES, shorten
from govgraph.report.territory import Territory
from govgraph.store.port import Store

AUDIENCES: Final = ("ministry", "cluster", "province", "national")

_CLASSES: Final = {
    "ministry": "gov:Ministry",
    "cluster": "gov:ProvincialCluster",
    "province": "gov:ProvincialAdministration",
}
_NOUNS: Final = {
    "ministry": Label("กระทรวง", "ministry"),
    "cluster": Label("กลุ่มจังหวัด", "cluster"),
    "province": Label("จังหวัด", "province"),
}

_IS: Final = f"PREFIX gov: <{PREFIXES['gov']}> ASK {{ <@thing@> a @class@ }}"

_YEARS: Final = f"""
PREFIX gov: <{PREFIXES["gov"]}>
SELECT ?day (COUNT(DISTINCT ?record) AS ?records) WHERE {{
  ?record gov:amount ?amount .
  OPTIONAL {{ ?record gov:forFiscalYear ?own }}
  OPTIONAL {{ ?record gov:forProject/gov:forFiscalYear ?its }}
  BIND(COALESCE(?own, ?its) AS ?year)
  ?year gov:from ?day .
}} GROUP BY ?day ORDER BY DESC(?records) DESC(?day)
"""


@dataclass(frozen=True, slots=True)
class Audience:
    """A kind of :data:`AUDIENCES`, and which one of it; the nation has none."""

    kind: str
    thing: str | None = None


def audience(store: Store, kind: str, thing: str | None) -> Audience:
    """Return an audience; raise :class:`govgraph.errors.UsageError` where the thing is no such thing, or is missing."""
    one_of(kind, AUDIENCES, "for")
    if kind == "national":
        if thing is not None:
            raise UsageError(
                th="รายงานระดับประเทศไม่ต้องระบุชื่อ: สั่ง --for national เท่านั้น",
                en="A national report is about nobody in particular: give --for national alone.",
            )
        return Audience(kind)
    noun = _NOUNS[kind]
    if thing is None:
        raise UsageError(
            th=f"ระบุ{noun.th}ด้วย เช่น --for {kind} “ชื่อ{noun.th}”", en=f"Say which {noun.en}: --for {kind} NAME."
        )
    if not store.ask(_IS.replace("@thing@", thing).replace("@class@", _CLASSES[kind])):
        label = labels_of(store, [thing])[thing]
        raise UsageError(
            th=f"{label.text('th')} ({shorten(thing)}) ไม่ใช่{noun.th}",
            en=f"{label.text('en')} ({shorten(thing)}) is no {noun.en}.",
        )
    return Audience(kind, thing)


def named(store: Store, kind: str, name: str, day: date | None) -> str:
    """Return the IRI that a name stands for; of clusters of one name the one that was there on the day.

    The regrouping of 2017 made new clusters under old names. Raises what :func:`govgraph.analysis.search.resolve` does.
    """
    if kind == "national":  # of which there is one: that a name was given is told by whoever asks for the audience
        return name
    try:
        return resolve(store, name)
    except AmbiguousNameError as error:
        there = [c for c in error.candidates if kind == "cluster" and day and Territory.of(store, c, kind).on(day)]
        if len(there) != 1:
            raise
        return there[0]


def records_of(store: Store, whom: Audience) -> list[Record]:
    """Return the budget records of a ministry, or in a province or cluster, of all years; of the nation none."""
    if whom.thing is None:
        return []
    narrowed: dict[str, Any] = {"ministry" if whom.kind == "ministry" else "area": whom.thing}
    return ask(store, "budget-records", **narrowed)


def day_of(store: Store, whom: Audience, known: Sequence[Record]) -> date:
    """Return the day a report is about, where none is given.

    It is the first day of the fiscal year with most budget records (those ``known`` of the audience); where there are
    none, the day of the newest participation; of a province or cluster that did not exist then, the nearest day on
    which it did.
    Raises :class:`govgraph.errors.StoreError` where nothing on record has a day.
    """
    found = _fullest_year(store, whom, known) or newest_day(store)
    if found is None:
        raise StoreError(
            th="คลังข้อมูลไม่มีการเข้าร่วมและไม่มีรายการงบประมาณ จึงไม่มีอะไรให้รายงาน",
            en="The store holds no participation and no budget record: there is nothing to report.",
        )
    if whom.thing is not None and whom.kind in ("cluster", "province"):
        return Territory.of(store, whom.thing, whom.kind).within(found)
    return found


def _fullest_year(store: Store, whom: Audience, known: Sequence[Record]) -> date | None:
    if whom.thing is None:
        rows = records(store.select(_YEARS))
        return _date(rows[0]["day"]) if rows else None
    years = {text(row["record"]): text(row["for_year"]) for row in known}
    counts = Counter(year for year in years.values() if year)
    if not counts:
        return None
    fullest = max(counts, key=lambda year: (counts[year], year))
    first = records(store.select(f"SELECT ?day WHERE {{ <{fullest}> <{PREFIXES['gov']}from> ?day }}"))
    return _date(first[0]["day"]) if first else None


def _date(cell: object) -> date | None:
    return cell if isinstance(cell, date) else None
