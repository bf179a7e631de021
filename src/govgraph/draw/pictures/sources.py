"""The words around pictures of links: what is counted, how sure it is, and which documents say so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Final

from govgraph.analysis.documents import documents_of, documents_of_projects
from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import number, text
from govgraph.analysis.seats import seats
from govgraph.draw.pictures import words
from govgraph.draw.pictures.asked import Asked
from govgraph.draw.pictures.captions import documents
from govgraph.draw.scenes import Caption
from govgraph.model import Label
from govgraph.names import expand
from govgraph.research.rows import Rows
from govgraph.store.port import Store

_LISTED: Final = 3
"""So many documents are named; more are counted."""

OUR_THEMES: Final = Label(
    "ด้านของยุทธศาสตร์เป็นการจัดหมวดของ govgraph เอง",
    "The themes of strategies are govgraph's own classification",
)
_COUNTED_TWICE: Final = Label(
    "ผลรวมบวกจากทุกช่อง: สิ่งที่เชื่อมกับหลายแห่งนับทุกแห่ง",
    "Totals add up the cells: what is linked to several counts in each",
)


def link_caption(store: Store, asked: Asked, found: Rows, title: Label, record: str) -> Caption:
    """Return the caption of a picture of links; ``record`` is the command that draws it."""
    source, day = _documents(store, asked, found)
    if asked.usual and asked.target == "theme":
        said = [_counted(asked, found), *words.narrowed(asked, None)[1:]]
        if asked.as_of is not None:
            said.remove(words.on(asked.as_of))
        return Caption(
            title=title,
            subtitle=words.several(said),
            source=source,
            date=day,
            record=record,
        )
    area = labels_of(store, [asked.area])[asked.area] if asked.area else None
    said = words.narrowed(asked, area)
    if asked.value == "amount":
        said += _stages(store, found)
    notes = [OUR_THEMES] if asked.basis == "theme" else []
    if asked.value != "amount":
        notes.append(_COUNTED_TWICE)
    return Caption(
        title=title,
        subtitle=words.several(said),
        source=source,
        date=day,
        notes=tuple(notes),
        record=record,
    )


def _counted(asked: Asked, found: Rows) -> Label:
    """Say how many participations there are, of how many agencies, and of how many ministries or departments."""
    seated = sum(number(link["evidence"]) for link in found)
    agencies = len({iri for link in found for iri in text(link["through"]).split()})
    count, source = len(set(found["source"])), words.SINGULAR[asked.source]
    th = f"การเข้าร่วม {seated:,} รายการ ของ {agencies:,} หน่วยงาน"
    en = f"{seated:,} participations by {agencies:,} agencies"
    if asked.source == "agency":
        return Label(th, en)
    return Label(f"{th} ใน {count:,} {source.th}", f"{en} of {count:,} {words.PLURAL[asked.source]}")


def _stages(store: Store, found: Rows) -> list[Label]:
    """Say of which stage the amounts are: asked for, granted, or not stated."""
    keys = sorted({key for link in found for key in text(link["stage"]).split()})
    names = labels_of(store, [expand(f"id:stage/{key}") for key in keys])
    stages = words.several([names[expand(f"id:stage/{key}")] for key in keys], ", ")
    return [Label(f"จำนวนเงิน: {stages.th}", f"amounts: {stages.en}")] if keys else []


def _documents(store: Store, asked: Asked, found: Rows) -> tuple[Label, date | None]:
    def statements() -> Rows:
        return found if asked.target == "strategy" else asked.ask(store, target="strategy")

    return documents_behind(
        store, {asked.basis}, statements, area=asked.area, as_of=asked.as_of, fiscal_year=asked.fiscal_year
    )


def documents_behind(
    store: Store,
    bases: Collection[str],
    statements: Callable[[], Rows],
    *,
    area: str | None,
    as_of: date | None,
    fiscal_year: int | None,
) -> tuple[Label, date | None]:
    """Return the documents that tell of links on some bases, and the day of the meetings if it is one.

    ``statements`` gives the links to strategic statements, whose documents count on the basis ``theme``.
    """
    said: list[Label] = []
    day = None
    if {"participation", "theme"} & set(bases):
        meetings, day = documents(seats(store, as_of=as_of))
        said.append(meetings)
    if "theme" in bases:
        plans = documents_of(store, {text(link["target"]) for link in statements()})
        of_plans = Label(f"เอกสารยุทธศาสตร์ {len(plans):,} ฉบับ", f"{len(plans):,} documents of strategies")
        said.append(of_plans if len(plans) > _LISTED else listed(plans))
    if "project" in bases:
        said.append(listed(documents_of_projects(store, area=area, as_of=as_of, fiscal_year=fiscal_year)))
    return words.several(said, "; "), None if "project" in bases else day


def listed(titles: Sequence[Label]) -> Label:
    """Name the documents, or the first of them and how many more there are."""
    if not titles:
        return Label("ไม่มีเอกสารที่บันทึกไว้", "no document on record")
    named = words.several(titles[:_LISTED], "; ")
    if (more := len(titles) - _LISTED) <= 0:
        return named
    return Label(f"{named.th} และอีก {more:,} ฉบับ", f"{named.en} and {more:,} more")
