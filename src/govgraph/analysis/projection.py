"""The small graphs that the store's counts become, for what only a graph algorithm can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.filters import fitting
from govgraph.analysis.labels import labels_of
from govgraph.analysis.links import links
from govgraph.analysis.questions import ask, number, one_of, text
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


def ministries_and_themes(
    store: Store,
    *,
    basis: str = "participation",
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> nx.Graph[str]:
    """Return the two-mode graph of ministries and themes, by one ``basis`` (``participation`` or ``project``).

    Nodes are IRIs with ``kind="ministry"`` or ``kind="theme"``. Edges carry the number of ``agencies``, ``projects``
    and records of ``evidence`` behind the link, and its ``confidence``; see :func:`govgraph.analysis.links.links`.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    scope: dict[str, Any] = {"as_of": as_of, "fiscal_year": fiscal_year, "min_confidence": min_confidence}
    for link in links(store, "ministry", "theme", basis=basis, **scope):
        ministry, theme = text(link["source"]), text(link["target"])
        graph.add_node(ministry, kind="ministry")
        graph.add_node(theme, kind="theme")
        counts = {name: number(link[name]) for name in ("agencies", "projects", "evidence")}
        graph.add_edge(ministry, theme, **counts, confidence=text(link["confidence"]))
    return graph


PROJECTIONS: Final[Mapping[str, Callable[..., nx.Graph[str]]]] = {
    "agency-group": agencies_and_groups,
    "group-group": groups,
    "ministry-theme": ministries_and_themes,
}
"""The named projections. Each is a function of the store and of the filters that it knows, all by keyword."""


def network(store: Store, name: str, **filters: Any) -> nx.Graph[str]:
    """Return a named projection, its nodes with their names (``th`` and ``en``).

    A filter that is ``None`` is none. Raises :class:`govgraph.errors.UsageError` for a name that is not among
    :data:`PROJECTIONS`, and for a filter that the projection does not know: no graph looks narrowed when it is not.
    """
    project = PROJECTIONS[one_of(name, tuple(PROJECTIONS), "network")]
    graph = project(store, **fitting(project, f"network {name}", filters))
    labels = labels_of(store, graph)
    for node, data in graph.nodes(data=True):
        data |= {"th": labels[node].text("th"), "en": labels[node].text("en")}
    return graph


def of_kind(graph: nx.Graph[str], kind: str) -> list[str]:
    """Return the nodes of a kind, sorted."""
    return sorted(node for node, data in graph.nodes(data=True) if data["kind"] == kind)
