"""The timeline: laws, policies, clusters, plans, planning events and changes of bodies, in general or of one body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import ask, records, text
from govgraph.draw.pictures.captions import joined, on_day
from govgraph.draw.pictures.timerows import collected, each
from govgraph.draw.scenes import Caption, Lane, TimelineScene, TimeRow
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.store.batches import batches
from govgraph.store.port import Store
from govgraph.thai.dates import fiscal_year, fiscal_year_of

_LANES: Final[Mapping[str, Label]] = {
    "law": Label("กฎหมาย", "Laws"),
    "policy": Label("นโยบายและแผนระดับชาติ", "National policies and plans"),
    "cluster": Label("กลุ่มจังหวัด", "Provincial clusters"),
    "membership": Label("การเป็นสมาชิกกลุ่มจังหวัด", "Membership of clusters"),
    "plan": Label("แผนของจังหวัดและกลุ่มจังหวัด", "Plans of provinces and clusters"),
    "event": Label("เหตุการณ์วางแผนและการประชุม", "Planning events and meetings"),
    "change": Label("การเปลี่ยนแปลงขององค์กร", "Changes of bodies"),
}
"""The lanes of the picture, from top to bottom."""

_LONG: Final = 25
"""An axis of up to so many fiscal years shows all of them."""

_APART: Final = timedelta(days=3652)
"""A longer one is not stretched for a first or last day that is so far from all others."""

_EARLIEST: Final = date(1, 10, 1)
"""The first day of the first fiscal year that can be named; an axis that should begin before it begins there."""

_FEW_SOURCES: Final = 3

_JURISDICTION: Final = f"""
PREFIX gov: <{PREFIXES["gov"]}>
SELECT ?body WHERE {{ ?body gov:jurisdiction <@area@> }} ORDER BY ?body LIMIT 1
"""
_SOURCES: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX gov: <{PREFIXES["gov"]}>
SELECT DISTINCT ?source WHERE {{ VALUES ?thing {{ @things@ }} ?thing dcterms:source ?source . ?source a gov:Source }}
"""


def timeline(store: Store, *, as_of: date | None = None, focus: str | None = None) -> TimelineScene:
    """Return the timeline of all that is on record, or of what is about a ``focus``, the IRI of an area or body.

    About a province is also what is about its clusters, about a ministry what is about its bodies. As of a day: what
    had begun by then, and what nobody knows the time of; the day is marked. Without a focus plans and changes of one
    kind share a row, and so do laws without a date.
    """
    body = _body(store, focus) if focus else None
    rows = ask(store, "what-was-when", focus=body, as_of=as_of)
    if any(row["lane"] == "membership" for row in rows):
        rows = [row for row in rows if row["lane"] != "cluster"]  # how long it was in them says more
    if not rows:
        raise UsageError(
            th="ไม่มีบันทึกเวลาของสิ่งนี้ในคลัง จึงไม่มีอะไรให้วาด", en="Nothing on record about this has a time: nothing to draw."
        )
    named = labels_of(store, {text(row[c]) for row in rows for c in ("thing", "type", "of")} | {body or ""})
    lanes = []
    for number, (key, heading) in enumerate(_LANES.items(), 1):
        found = [row for row in rows if row["lane"] == key]
        set_rows = each(key, found, named) if body else collected(key, found, named)
        if set_rows:
            lanes.append(Lane(heading, tuple(set_rows), number))
    first, last = _axis([row for lane in lanes for row in lane.rows], as_of)
    things = {text(row["thing"]) for row in rows}
    scene = TimelineScene(
        caption=Caption(title=Label(), source=Label()), lanes=tuple(lanes), first=first, last=last, day=as_of
    )
    return TimelineScene(
        caption=Caption(
            title=_title(named[body] if body else None),
            subtitle=_subtitle(len(things), scene.unknowns, as_of),
            source=_source(store, things),
        ),
        lanes=scene.lanes,
        first=first,
        last=last,
        day=as_of,
    )


def _body(store: Store, focus: str) -> str:
    """Return the body in charge of an area; a body is itself."""
    found = records(store.select(_JURISDICTION.replace("@area@", focus)))
    return text(found[0]["body"]) if found else focus


def _axis(rows: Sequence[TimeRow], as_of: date | None) -> tuple[date, date]:
    """Return the first day of the first fiscal year to be shown, and the day after the last."""
    stretches = [s for row in rows for s in row.stretches]
    days = sorted({day for s in stretches for day in (s.start, s.end) if day}) or [as_of or date(2010, 1, 1)]
    if fiscal_year_of(days[-1]) - fiscal_year_of(days[0]) >= _LONG:
        while len(days) > 2 and days[1] - days[0] > _APART:
            days = days[1:]
        while len(days) > 2 and days[-1] - days[-2] > _APART:
            days = days[:-1]
    days = [max(day, _EARLIEST) for day in sorted([*days, *([as_of] if as_of else [])])]
    first, last = fiscal_year(fiscal_year_of(days[0])).start, fiscal_year(fiscal_year_of(days[-1])).end
    assert first is not None
    assert last is not None
    return first, last


def _title(focus: Label | None) -> Label:
    if focus is None:
        return Label(
            "อะไรเกิดขึ้นเมื่อใดในการบริหารงานจังหวัดแบบบูรณาการ", "What was when in integrated provincial administration"
        )
    return Label(f"{focus.text('th')}: อะไรเกิดขึ้นเมื่อใด", f"{focus.text('en')}: what was when")


def _subtitle(things: int, unknown: int, as_of: date | None) -> Label:
    counted = Label(f"{things} รายการในบันทึก ทราบเวลาทุกรายการ", f"{things} things on record; of all the time is known")
    if unknown:
        counted = Label(
            f"{things} รายการในบันทึก ในจำนวนนี้ {unknown} รายการไม่ทราบเวลา",
            f"{things} things on record; of {unknown} the time is not known",
        )
    if as_of is None:
        return counted
    when = on_day(as_of)
    return joined([Label(f"เฉพาะสิ่งที่เริ่มแล้ว {when.th}", f"What had begun {when.en}"), counted], " · ")


def _source(store: Store, things: Iterable[str]) -> Label:
    """Name the sources if they are few, else say how many there are."""
    found: set[str] = set()
    for listed in batches(set(things)):
        found.update(text(row["source"]) for row in records(store.select(_SOURCES.replace("@things@", listed))))
    if len(found) > _FEW_SOURCES:
        return Label(f"แหล่งข้อมูล {len(found)} แหล่งในคลัง", f"{len(found)} sources on record in the store")
    titles = labels_of(store, found)
    return joined([titles[source] for source in sorted(found)], "; ") or Label("ข้อมูลในคลัง", "what is on record")
