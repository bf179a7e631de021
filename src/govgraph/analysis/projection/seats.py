"""Who sat with whom in the groups of a meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from govgraph.analysis.marks import marks
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

    Nodes are IRIs, in a fixed order. Groups carry ``kind="group"`` and their ``number``, with the meeting where there
    were several (see :func:`govgraph.analysis.marks.marks`); agencies ``kind="agency"`` and the ``ministry`` they were
    under on the day of their first seat, if it is known. Edges carry the number of ``participations``.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    seats = ask(store, "agency-group", as_of=as_of, fiscal_year=fiscal_year, min_confidence=min_confidence)
    days = ((text(seat["group"]), seat["held_on"], seat["number"]) for seat in seats)
    marked = marks((group, day, n) for group, day, n in days if isinstance(day, date) and isinstance(n, int))
    for seat in seats:
        agency, group = text(seat["agency"]), text(seat["group"])
        if agency not in graph:
            graph.add_node(agency, kind="agency", ministry=text(seat["ministry"]))
        graph.add_node(group, kind="group", number=marked.get(group, ""))
        graph.add_edge(agency, group, participations=number(seat["participations"]))
    return graph


def groups(store: Store, *, as_of: date | None = None, fiscal_year: int | None = None) -> nx.Graph[str]:
    """Return the graph of groups: an edge says that two groups share agencies, and how many (``agencies``).

    Nodes are IRIs of groups with ``kind="group"``; a group that shares no agency is no node.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for pair in ask(store, "group-overlap", as_of=as_of, fiscal_year=fiscal_year):
        one, other = text(pair["group_a"]), text(pair["group_b"])
        graph.add_nodes_from((one, other), kind="group")
        graph.add_edge(one, other, agencies=len(text(pair["through"]).split()))
    return graph


def tiers_or_sectors(
    facet: str,
    store: Store,
    *,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> nx.Graph[str]:
    """Return the two-mode graph of tiers (or sectors) and groups: an edge says that a body of the tier sat there.

    ``facet`` is ``tier`` or ``sector``. Nodes are IRIs with ``kind`` (``tier``, ``sector`` or ``group``). Edges carry
    how many ``bodies`` are named, the number of ``participations``, and ``as_kind``, which is true where the source
    names no body but a kind of them ("provinces").
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    scope: dict[str, Any] = {"as_of": as_of, "fiscal_year": fiscal_year, "min_confidence": min_confidence}
    for row in ask(store, "tiers-and-sectors-in-groups", facet=facet, **scope):
        unit, group = text(row["unit"]), text(row["group"])
        graph.add_node(unit, kind=facet)
        graph.add_node(group, kind="group")
        counts = {name: number(row[name]) for name in ("bodies", "participations")}
        graph.add_edge(unit, group, **counts, as_kind=bool(row["as_kind"]))
    return graph
