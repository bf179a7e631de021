"""The small graphs that the store's counts become, for what only a graph algorithm can tell.

Every projection is named, and typed: nodes are IRIs with a ``kind``; an edge carries what it counts, and its evidence.
How a link came about in the end, down to the line of a document, tells :func:`govgraph.analysis.paths.explain`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.filters import fitting
from govgraph.analysis.labels import labels_of
from govgraph.analysis.links import SOURCES
from govgraph.analysis.projection.linked import units_and_statements, units_and_themes
from govgraph.analysis.projection.seats import agencies_and_groups, groups, tiers_or_sectors
from govgraph.analysis.projection.together import facets_together, units_in_projects, units_together
from govgraph.analysis.questions import one_of
from govgraph.model import Label
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["PROJECTIONS", "agencies_and_groups", "network", "of_kind"]

PROJECTIONS: Final[Mapping[str, Callable[..., nx.Graph[str]]]] = {
    "agency-group": agencies_and_groups,
    "group-group": groups,
    "tier-group": partial(tiers_or_sectors, "tier"),
    "sector-group": partial(tiers_or_sectors, "sector"),
    **{f"{source}-theme": partial(units_and_themes, source) for source in SOURCES},
    **{
        f"{source}-{target}": partial(units_and_statements, source, target)
        for source in SOURCES
        for target in ("strategy", "plan", "province", "cluster")
    },
    "ministry-ministry": partial(units_together, "ministry"),
    "department-department": partial(units_in_projects, "department"),
    "agency-agency": partial(units_together, "agency"),
    "tier-tier": partial(facets_together, "tier"),
    "sector-sector": partial(facets_together, "sector"),
}
"""The named projections. Each is a function of the store and of the filters that it knows, all by keyword."""


def network(store: Store, name: str, **filters: Any) -> nx.Graph[str]:
    """Return a named projection, its nodes with their names (``th`` and ``en``).

    A filter that is ``None`` is none. Raises :class:`govgraph.errors.UsageError` for a name that is not among
    :data:`PROJECTIONS`, and for a filter that the projection does not know: no graph looks narrowed when it is not.
    """
    project = PROJECTIONS[one_of(name, tuple(PROJECTIONS), "network")]
    graph = project(store, **fitting(project, Label(f"เครือข่าย {name}", f"network {name}"), filters))
    labels = labels_of(store, graph)
    for node, data in graph.nodes(data=True):
        data |= {"th": labels[node].text("th"), "en": labels[node].text("en")}
    return graph


def of_kind(graph: nx.Graph[str], kind: str) -> list[str]:
    """Return the nodes of a kind, sorted."""
    return sorted(node for node, data in graph.nodes(data=True) if data["kind"] == kind)
