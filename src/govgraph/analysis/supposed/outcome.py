"""What would be otherwise: strategies that lose their last central agency, links lost and gained, groups apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.gaps import REASONS, gaps
from govgraph.analysis.labels import labels_of
from govgraph.analysis.links import links
from govgraph.analysis.marks import order
from govgraph.analysis.projection import agencies_and_groups, of_kind
from govgraph.analysis.questions import Record, text
from govgraph.analysis.supposed.scenario import Scenario, supposed
from govgraph.model import Label
from govgraph.research.rows import Cell, Column, Rows, named
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

EFFECTS: Final[Mapping[str, Label]] = {
    "groups-apart": Label("กลุ่มย่อยขาดจากกัน", "groups fall apart"),
    "groups-joined": Label("กลุ่มย่อยเชื่อมกัน", "groups come together"),
    "new-gap": Label("เกิดช่องว่าง", "a new gap"),
    "closed-gap": Label("ช่องว่างหมดไป", "a gap is closed"),
    "link-lost": Label("ความเชื่อมโยงหายไป", "a link is lost"),
    "link-gained": Label("เกิดความเชื่อมโยง", "a link is gained"),
}

COLUMNS: Final = (
    Column("effect", Label("ผล", "effect")),
    Column("effect_th", Label("ผล (ไทย)", "effect (Thai)")),
    Column("effect_en", Label("ผล (อังกฤษ)", "effect (English)")),
    *named("subject", Label("สิ่งที่กระทบ", "what it concerns")),
    *named("other", Label("กับ", "and")),
    Column("basis", Label("ฐานของความเชื่อมโยง", "basis")),
    Column("why_th", Label("คำอธิบาย", "explanation (Thai)")),
    Column("why_en", Label("คำอธิบาย (อังกฤษ)", "explanation (English)")),
)


def what_if(store: Store, scenario: Scenario, *, as_of: date | None = None, include_unknown: bool = False) -> Rows:
    """Return what a scenario would change, one row an effect; nothing is written to the store.

    ``groups-apart`` and ``groups-joined``: the parts into which the network of agencies and groups falls, by the
    numbers of the groups. ``new-gap`` and ``closed-gap``: what :func:`govgraph.analysis.gaps.gaps` would say besides,
    or no more. ``link-lost`` and ``link-gained``: links of ministries and themes, by basis. What is on record is all
    that is looked at: an agency that is not there may be replaced by one of which nobody wrote.
    """
    with closing(supposed(store, scenario, as_of=as_of)) as copy:
        options: dict[str, Any] = {"as_of": as_of, "include_unknown": include_unknown}
        then = _set(links(copy, as_of=as_of), _LINK)
        found = [
            *_parts(agencies_and_groups(store, as_of=as_of), agencies_and_groups(copy, as_of=as_of)),
            *_gaps(
                _set(gaps(store, **options), _GAP), _set(gaps(copy, **options), _GAP), {source for source, *_ in then}
            ),
            *_links(_set(links(store, as_of=as_of), _LINK), then),
        ]
    labels = labels_of(store, {text(row.get(column)) for row in found for column in ("subject", "other")} - {""})
    records: list[Record] = []
    for row in found:
        effect = EFFECTS[text(row["effect"])]
        record: Record = {"effect_th": effect.th, "effect_en": effect.en, **row}
        for column in ("subject", "other"):
            label = labels.get(text(row.get(column)), Label())
            record[f"{column}_th"], record[f"{column}_en"] = label.th, label.en
        records.append(record)
    return Rows.of(COLUMNS, sorted(records, key=_order))


_GAP: Final = ("kind", "subject", "why")
_LINK: Final = ("source", "target", "basis")


def _set(rows: Rows, columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {tuple(text(row[column]) for column in columns) for row in rows}


def _gaps(before: set[tuple[str, ...]], after: set[tuple[str, ...]], linked: set[str]) -> Iterator[Record]:
    """Give new reasons for gaps, and reasons that are gone with the whole gap, not for a worse one.

    A ministry's gap is closed only if it is ``linked``: one also drops out of the list with the days of evidence.
    """
    still = {subject for _, subject, _ in after}
    closed = {gap for gap in before - after if gap[1] not in still and (gap[0] != "ministry" or gap[1] in linked)}
    for effect, found in (("new-gap", after - before), ("closed-gap", closed)):
        for _, subject, why in found:
            reason = REASONS[why]
            yield {"effect": effect, "subject": subject, "why_th": reason.th, "why_en": reason.en}


def _links(before: set[tuple[str, ...]], after: set[tuple[str, ...]]) -> Iterator[Record]:
    for effect, found in (("link-lost", before - after), ("link-gained", after - before)):
        for source, target, basis in found:
            yield {"effect": effect, "subject": source, "other": target, "basis": basis}


def _parts(before: nx.Graph[str], after: nx.Graph[str]) -> Iterator[Record]:
    old, new = _groups(before), _groups(after)
    if old == new:
        return
    effect = "groups-apart" if len(new) > len(old) else "groups-joined"
    words = [" | ".join(parts) for parts in (old, new)]
    yield {
        "effect": effect,
        "why_th": f"ก่อน: {words[0] or '–'} หลัง: {words[1] or '–'}",
        "why_en": f"before: {words[0] or '–'}, after: {words[1] or '–'}",
    }


def _groups(graph: nx.Graph[str]) -> list[str]:
    """Return the numbers of the groups in each part of the network, as they are read: ``["1 3 5", "2 4"]``."""
    import networkx as nx

    groups = set(of_kind(graph, "group"))
    parts = ([str(graph.nodes[n]["number"]) for n in part & groups] for part in nx.connected_components(graph))
    return sorted(" ".join(sorted(part, key=order)) for part in parts if part)


def _order(row: Mapping[str, Cell]) -> tuple[int, str, str, str, str]:
    place = list(EFFECTS).index(text(row["effect"]))
    return place, text(row.get("subject")), text(row.get("other")), text(row.get("basis")), text(row.get("why_en"))
