"""The small graphs that the store's counts become, for what only a graph algorithm can tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from govgraph.analysis.questions import ask, number, text
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx


def agencies_and_groups(
    store: Store,
    *,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> nx.Graph[str]:
    """Return the two-mode graph of agencies and groups: an edge says that the agency sat in the group.

    Nodes are IRIs, in a fixed order. Groups carry ``kind="group"`` and their ``number``; agencies
    ``kind="agency"`` and the ``ministry`` they were under on the day of their first seat, if it is known. Edges carry
    the number of ``participations``.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    seats = ask(store, "agency-group", as_of=as_of, fiscal_year=fiscal_year, min_confidence=min_confidence)
    for seat in seats:
        agency, group = text(seat["agency"]), text(seat["group"])
        if agency not in graph:
            graph.add_node(agency, kind="agency", ministry=text(seat["ministry"]))
        graph.add_node(group, kind="group", number=text(seat["number"]))
        graph.add_edge(agency, group, participations=number(seat["participations"]))
    return graph


def of_kind(graph: nx.Graph[str], kind: str) -> list[str]:
    """Return the nodes of a kind, sorted."""
    return sorted(node for node, data in graph.nodes(data=True) if data["kind"] == kind)
