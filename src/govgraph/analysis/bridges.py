"""Who holds the groups together: agencies in several of them, and what their absence would cut apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.marks import order
from govgraph.analysis.measures.betweenness import betweenness
from govgraph.analysis.measures.figure import rounded
from govgraph.analysis.projection import agencies_and_groups, of_kind
from govgraph.analysis.questions import Record, ask, text
from govgraph.model import Label
from govgraph.research.rows import Column, Kind, Rows, named
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

COLUMNS: Final = (
    *named("agency", Label("หน่วยงาน", "agency")),
    *named("ministry", Label("กระทรวง", "ministry")),
    Column("groups", Label("จำนวนกลุ่มย่อย", "groups"), Kind.INTEGER),
    Column("group_numbers", Label("กลุ่มที่", "group numbers")),
    Column("cut_vertex", Label("ถ้าขาดจะแยกเครือข่าย", "cut vertex"), Kind.BOOLEAN),
    Column("betweenness", Label("ค่าความเป็นตัวกลาง", "betweenness"), Kind.DECIMAL),
    Column("separates", Label("ถ้าขาดจะแยกเป็น", "separates")),
)

OVERLAP_COLUMNS: Final = (
    *named("group_a", Label("กลุ่มย่อย", "group")),
    *named("group_b", Label("กลุ่มย่อยอีกกลุ่ม", "other group")),
    Column("agencies", Label("จำนวนหน่วยงานร่วม", "agencies shared"), Kind.INTEGER),
    Column("through", Label("หน่วยงานร่วม", "through")),
    Column("through_th", Label("ชื่อหน่วยงานร่วม", "through (Thai)")),
    Column("through_en", Label("ชื่อหน่วยงานร่วม (อังกฤษ)", "through (English)")),
)


def bridges(
    store: Store,
    *,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> Rows:
    """Return the agencies in more than one group, the strongest brokers first.

    ``cut_vertex``: without the agency, groups that are now joined fall apart, as ``separates`` tells
    (``"1 3 5 | 2 4"``). ``betweenness``: on how large a share of the shortest ways between agencies and groups the
    agency lies, from 0 to 1 (see :func:`~govgraph.analysis.measures.betweenness.betweenness`).
    """
    import networkx as nx

    graph = agencies_and_groups(store, as_of=as_of, fiscal_year=fiscal_year, min_confidence=min_confidence)
    agencies = of_kind(graph, "agency")
    between = betweenness(graph, exact_up_to=None).of
    cuts = set(nx.articulation_points(graph))
    several = [agency for agency in agencies if graph.degree[agency] > 1]
    ministries = {agency: str(graph.nodes[agency]["ministry"]) for agency in several}
    labels = labels_of(store, [*several, *ministries.values()])
    found: list[Record] = []
    for agency in several:
        ministry = ministries[agency]
        found.append(
            {
                "agency": agency,
                "agency_th": labels[agency].th,
                "agency_en": labels[agency].en,
                "ministry": ministry or None,
                "ministry_th": labels[ministry].th if ministry else None,
                "ministry_en": labels[ministry].en if ministry else None,
                "groups": graph.degree[agency],
                "group_numbers": _numbers(graph, graph[agency]),
                "cut_vertex": agency in cuts,
                "betweenness": rounded(between[agency]),
                "separates": separated(graph, agency) if agency in cuts else None,
            }
        )
    return Rows.of(COLUMNS, sorted(found, key=lambda row: (-Decimal(str(row["betweenness"])), text(row["agency"]))))


def overlaps(store: Store, *, as_of: date | None = None, fiscal_year: int | None = None) -> Rows:
    """Return how many agencies each two groups share, and which."""
    found = ask(store, "group-overlap", as_of=as_of, fiscal_year=fiscal_year)
    things = {text(row[column]) for row in found for column in ("group_a", "group_b")}
    labels = labels_of(store, things | {iri for row in found for iri in text(row["through"]).split()})
    for row in found:
        for column in ("group_a", "group_b"):
            label = labels[text(row[column])]
            row[f"{column}_th"], row[f"{column}_en"] = label.th, label.en
        through = sorted(text(row["through"]).split())
        row["through"] = " ".join(through)
        row["through_th"] = "; ".join(labels[iri].text("th") for iri in through)
        row["through_en"] = "; ".join(labels[iri].text("en") for iri in through)
    return Rows.of(OVERLAP_COLUMNS, found)


def separated(graph: nx.Graph[str], agency: str) -> str:
    """Tell into which sets of groups the graph falls without an agency: ``"1 3 5 | 2 4"``."""
    import networkx as nx

    around = graph.subgraph(nx.node_connected_component(graph, agency) - {agency})
    parts = [_numbers(graph, part) for part in nx.connected_components(around)]
    return " | ".join(sorted((part for part in parts if part), key=lambda part: [order(mark) for mark in part.split()]))


def _numbers(graph: nx.Graph[str], nodes: object) -> str:
    assert hasattr(nodes, "__iter__")
    numbers = [str(graph.nodes[n]["number"] or n) for n in nodes if graph.nodes[n]["kind"] == "group"]
    return " ".join(sorted(numbers, key=order))
