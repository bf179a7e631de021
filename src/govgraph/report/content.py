"""What the report says, as plain values: gathered from the store, worded here, set by the template."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govgraph.analysis.bridges import bridges, overlaps
from govgraph.analysis.chance import cooccurrences
from govgraph.analysis.gaps import REASONS, gaps
from govgraph.analysis.labels import labels_of
from govgraph.analysis.links import links
from govgraph.analysis.marks import legend, marks_of, number_in, order
from govgraph.analysis.questions import ask, text
from govgraph.analysis.seats import Seat, seats, seats_table
from govgraph.errors import StoreError
from govgraph.model import Finding, Label
from govgraph.report.chapters.chance import HOW, overlaps_sentence
from govgraph.report.documents import documents, sources
from govgraph.report.references import located
from govgraph.report.sentences import (
    answer_sentence,
    bridging_sentence,
    inferred_sentence,
    met_on,
    pairs,
    record_sentence,
)
from govgraph.report.words import (
    GAP_KINDS,
    STATEMENT_KINDS,
    STATUSES,
    verdict,
)
from govgraph.research.rows import Column, Rows
from govgraph.steward import findings as reports
from govgraph.store.port import Store
from govgraph.thai.dates import en_date, thai_date

SHOWN_GAPS = 24
"""Things listed under one kind of gap on the page; the table beside it has them all."""


@dataclass(frozen=True, slots=True)
class Content:
    """The day it is about, the values for the template, and the tables that lie beside the page."""

    day: date
    values: Mapping[str, Any]
    tables: Mapping[str, Rows]


def seated(store: Store, as_of: date | None = None) -> tuple[Seat, ...]:
    """Return the participations up to a day; raise :class:`govgraph.errors.StoreError` where there is none."""
    found = seats(store, as_of=as_of)
    if not found:
        raise StoreError(
            th="คลังข้อมูลไม่มีการเข้าร่วมจนถึงวันนั้น จึงไม่มีอะไรให้รายงาน",
            en="The store holds no participation up to that day: there is nothing to report.",
        )
    return found


def gather(store: Store, findings: Sequence[Finding], *, as_of: date | None = None) -> Content:
    """Ask the store everything that the report tells; without a day, as of the last day of evidence."""
    found = seated(store, as_of)
    day = as_of or max(seat.day for seat in found)
    themes = links(store, "ministry", "theme", as_of=day)
    strategies = links(store, "ministry", "strategy", as_of=day)
    statements = ask(store, "statements-as-of", as_of=day)
    bridging, shared = bridges(store, as_of=day), overlaps(store, as_of=day)
    chances = cooccurrences(store, "agency-group", "group", as_of=day)
    missing = gaps(store, as_of=day)
    named = labels_of(store, (text(r[c]) for r in statements for c in ("node", "area")))
    on_record = [r for r in {text(r["node"]): r for r in statements}.values() if r["status"] != "unknown"]
    marked = marks_of(found)
    of_theme: dict[str, str] = {}
    for seat in found:
        of_theme.setdefault(seat.theme, marked[seat.group])
    values = {
        "title": Label(
            "กระทรวงใดเชื่อมกับยุทธศาสตร์ใดของจังหวัดและกลุ่มจังหวัด", "Which ministries link to which provincial strategies"
        ),
        "subtitle": Label(f"ณ วันที่ {thai_date(day)}", f"As of {en_date(day)}"),
        "record": {"sentence": record_sentence(on_record, named)},
        "figures": _figures(found, themes, strategies, on_record),
        "answer": answer_sentence(themes, strategies, len(on_record), met_on(seat.day for seat in found)),
        "ministries": _ministries(store, themes, strategies, found),
        "legend": legend(found),
        "inferred": inferred_sentence(strategies),
        "statements": _statements(statements, strategies, named, of_theme),
        "bridging": bridging_sentence(bridging),
        "bridges": [
            {
                "label": _label(row, "agency"),
                "groups": _badges(marked[seat.group] for seat in found if seat.agency == row["agency"]),
                "betweenness": f"{row['betweenness']:.2f}",
                "cut": row["cut_vertex"],
            }
            for row in bridging
        ],
        "group_marks": _badges(marked.values()),
        "overlaps": _overlaps(shared, marked),
        "chance": overlaps_sentence(chances, marked),
        "chance_how": HOW,
        "gaps": _gaps(missing),
        "groups": _groups(found),
        "validation": _validation(findings),
        "sources": documents(store, found, [text(r["node"]) for r in on_record]),
    }
    tables = {
        "links-ministry-theme": themes,
        "links-ministry-strategy": strategies,
        "links-department-strategy": links(store, "department", "strategy", as_of=day),
        "statements": _statement_table(store, day),
        "bridges": bridging,
        "group-overlaps": shared,
        "chance-groups": chances,
        "gaps": missing,
        "participations": seats_table(found),
        "sources": sources(store),
        "validation": Rows.of(
            (Column(name, label) for name, label in reports.COLUMNS.items()),
            ({**reports.record(f), "suggestions": "; ".join(f.suggestions)} for f in findings),
        ),
    }
    return Content(day, values, tables)


def _label(row: Mapping[str, Any], name: str) -> Label:
    return Label(row.get(f"{name}_th") or None, row.get(f"{name}_en") or None)


def _figures(
    found: Sequence[Seat], themes: Rows, strategies: Rows, on_record: Sequence[object]
) -> list[dict[str, Any]]:
    def figure(value: int, th: str, en: str) -> dict[str, Any]:
        return {"value": value, "label": Label(th, en)}

    return [
        figure(len({row["source"] for row in (*themes, *strategies)}), "กระทรวงที่เชื่อม", "ministries linked"),
        figure(len({seat.agency for seat in found}), "หน่วยงาน", "agencies"),
        figure(len(found), "การเข้าร่วม", "participations"),
        figure(len(pairs(themes)), "ความเชื่อมโยงกระทรวง–ด้าน", "ministry–theme links"),
        figure(len(on_record), "ข้อความเชิงยุทธศาสตร์ที่มีบันทึก", "strategic statements on record"),
        figure(len(pairs(strategies)), "ความเชื่อมโยงกระทรวง–ยุทธศาสตร์", "ministry–statement links"),
    ]


def _ministries(store: Store, themes: Rows, strategies: Rows, found: Sequence[Seat]) -> list[dict[str, Any]]:
    statements: dict[str, set[object]] = defaultdict(set)
    for row in strategies:
        statements[text(row["source"])].add(row["target"])
    labels = {text(row["source"]): _label(row, "source") for row in (*themes, *strategies)}
    agencies: dict[str, dict[str, Label]] = defaultdict(dict)
    groups: dict[str, set[str]] = defaultdict(set)
    marked = marks_of(found)
    for seat in found:
        if seat.ministry is not None:
            agencies[seat.ministry][seat.agency] = seat.agency_label
            groups[seat.ministry].add(marked[seat.group])
    working = [row for row in (*themes, *strategies) if row["basis"] == "project"]
    names = labels_of(store, {agency for row in working for agency in text(row["through"]).split()})
    for row in working:
        for agency in text(row["through"]).split():
            agencies[text(row["source"])].setdefault(agency, names[agency])
    rows = [
        {
            "label": label,
            "groups": _badges(groups[iri]),
            "agencies": len(agencies[iri]),
            "statements": len(statements[iri]),
            "through": list(agencies[iri].values()),
        }
        for iri, label in labels.items()
    ]
    return sorted(rows, key=lambda row: (-row["statements"], -row["agencies"], row["label"].th or ""))


def _statements(
    records: Sequence[Mapping[str, Any]],
    strategies: Rows,
    named: Mapping[str, Label],
    of_theme: Mapping[str, str],
) -> list[dict[str, Any]]:
    ministries: dict[str, set[object]] = defaultdict(set)
    for row in strategies:
        ministries[text(row["target"])].add(row["source"])
    themes: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Mapping[str, Any]] = {}
    for record in records:
        if record["status"] != "unknown":
            first.setdefault(text(record["node"]), record)
            if (mark := of_theme.get(text(record["theme"]))) is not None:
                themes[text(record["node"])].add(mark)
    return [
        {
            "area": named[text(record["area"])],
            "kind": STATEMENT_KINDS[text(record["statement"])],
            "label": named[node],
            "themes": _badges(themes[node]),
            "status": STATUSES[text(record["status"])],
            "ministries": len(ministries[node]),
        }
        for node, record in first.items()
    ]


def _statement_table(store: Store, day: date) -> Rows:
    records = ask(store, "statements-as-of", as_of=day)
    named = labels_of(store, (text(r[c]) for r in records for c in ("node", "area", "theme") if r[c]))
    labelled: list[dict[str, Any]] = []
    for record in records:
        row: dict[str, Any] = dict(record)
        for column in ("node", "area", "theme"):
            label = named.get(text(record[column]), Label())
            row[f"{column}_th"], row[f"{column}_en"] = label.th, label.en
        labelled.append(row)
    columns = ("area", "area_th", "area_en", "plan", "status", "statement", "node", "node_th", "node_en", "theme")
    return Rows.of((Column(name) for name in (*columns, "theme_th", "theme_en")), labelled)


def _badges(marked: Iterable[str]) -> list[tuple[str, str]]:
    """Return marks of groups in order, each with the number of the group, which tells its colour."""
    return sorted({(mark, number_in(mark)) for mark in marked}, key=lambda badge: order(badge[0]))


def _overlaps(shared: Rows, marked: Mapping[str, str]) -> dict[tuple[str, str], int]:
    counts: Counter[tuple[str, str]] = Counter()
    for row in shared:
        a, b, agencies = marked[text(row["group_a"])], marked[text(row["group_b"])], row["agencies"]
        assert isinstance(agencies, int)
        counts[a, b] = counts[b, a] = agencies
    return counts


def _gaps(missing: Rows) -> list[dict[str, Any]]:
    kinds: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for row in missing:
        kinds[text(row["kind"]), text(row["why"])].append(_label(row, "subject"))
    return [
        {
            "title": Label(f"{GAP_KINDS[kind].th}: {REASONS[why].th}", f"{GAP_KINDS[kind].en}: {REASONS[why].en}"),
            "count": len(items),
            # The page has listed the statements already.
            "above": kind == "strategy",
            "listed": [] if kind == "strategy" else items[:SHOWN_GAPS],
            "more": 0 if kind == "strategy" else max(0, len(items) - SHOWN_GAPS),
        }
        for (kind, why), items in kinds.items()
    ]


def _groups(found: Sequence[Seat]) -> list[dict[str, Any]]:
    groups: dict[str, list[Seat]] = defaultdict(list)
    for seat in found:
        groups[seat.group].append(seat)
    marked = marks_of(found)
    return [
        {
            "badges": _badges([marked[group]]),
            "label": groups[group][0].theme_label,
            "seats": [_seat(seat) for seat in groups[group]],
        }
        for group in sorted(groups, key=lambda group: order(marked[group]))
    ]


def _seat(seat: Seat) -> dict[str, Any]:
    document = seat.document
    written = (document,) if document else located(seat.evidence)
    place = {
        lang: "; ".join(e.place.words(lang) if document else e.words(lang) for e in written) for lang in ("th", "en")
    }
    return {
        "agency": seat.agency_label,
        "ministry": seat.ministry_label,
        "written": seat.written_as if seat.written_as != seat.agency_label.th else None,
        "place": place if written else {"th": "–", "en": "–"},
    }


def _validation(findings: Iterable[Finding]) -> dict[str, Any]:
    listed = list(findings)
    counts: Counter[tuple[str, str]] = Counter((f.code, f.severity.value) for f in listed)
    example = {f.code: f for f in reversed(listed)}
    kinds = [
        {
            "code": code,
            "severity": severity,
            "count": count,
            "message": Label(example[code].message_th, example[code].message_en),
        }
        for (code, severity), count in sorted(counts.items(), key=lambda item: (item[0][1], item[0][0]))
    ]
    return {"verdict": verdict(listed), "kinds": kinds}
