"""How often a node lies on the shortest ways between others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import ordered, two_modes

if TYPE_CHECKING:
    import networkx as nx

EXACT_UP_TO: Final = 500
"""The most nodes of which betweenness is computed from every node; of larger graphs it is estimated."""

PIVOTS: Final = 250
"""From how many nodes the betweenness of larger graphs is estimated."""


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The betweenness of each node, and from how many of the ``nodes`` it was computed.

    ``pivots`` is ``None`` where that is all of them: the figures are exact. Else they are estimates, which may lie a
    little above the most that is possible.
    """

    of: Mapping[str, Figure]
    nodes: int
    pivots: int | None = None


def betweenness(
    graph: nx.Graph[str], *, exact_up_to: int | None = EXACT_UP_TO, pivots: int = PIVOTS, seed: int = 0
) -> Betweenness:
    """Return on how large a share of the shortest ways between others each node lies, from 0 to 1.

    Lines count as one step each, whatever they weigh: a weight here is a strength and no distance. The share is of the
    most that a node can have: ``(n - 1)(n - 2) / 2`` ways, L. C. Freeman, *A set of measures of centrality based on
    betweenness*, Sociometry 40 (1977); with two modes see :func:`most_betweenness`. Computed as by U. Brandes, *A
    faster algorithm for betweenness centrality*, Journal of Mathematical Sociology 25 (2001). Above ``exact_up_to``
    nodes (``None``: never) the ways from ``pivots`` nodes stand for all, drawn with ``seed``: U. Brandes and C. Pich,
    *Centrality estimation in large networks*, International Journal of Bifurcation and Chaos 17 (2007).

    >>> import networkx as nx
    >>> betweenness(nx.relabel_nodes(nx.path_graph(3), str)).of
    {'0': 0.0, '1': 1.0, '2': 0.0}
    """
    import networkx as nx

    graph, nodes = ordered(graph), len(graph)
    chosen = sampled_from(nodes, exact_up_to, pivots)
    found = nx.betweenness_centrality(graph, k=chosen, normalized=False, seed=seed)
    most = _most(graph)
    shares = {node: found[node] / most[node] if most[node] else NotDefined.NOTHING_BETWEEN for node in graph}
    return Betweenness(shares, nodes, chosen)


def sampled_from(nodes: int, exact_up_to: int | None = EXACT_UP_TO, pivots: int = PIVOTS) -> int | None:
    """Return from how many nodes the betweenness of a graph of so many is estimated; ``None`` where it is exact.

    >>> sampled_from(500), sampled_from(501)
    (None, 250)
    """
    if exact_up_to is None or nodes <= exact_up_to or pivots >= nodes:
        return None
    return max(pivots, 2)


def most_betweenness(same: int, other: int) -> float:
    """Return the most betweenness that a node of a two-mode graph can have.

    ``same`` counts the nodes of its own mode, ``other`` those of the other. Dividing by it makes figures of
    graphs of any size comparable: S. P. Borgatti and D. S. Halgin, *Analyzing affiliation networks*, The SAGE
    Handbook of Social Network Analysis (2011), after Freeman (1977).

    >>> most_betweenness(3, 2)
    4.0
    """
    if not same or not other:
        return 0.0
    s, t = divmod(same - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _most(graph: nx.Graph[str]) -> dict[str, float]:
    modes = two_modes(graph)
    if modes is None:
        nodes = len(graph)
        return dict.fromkeys(graph, (nodes - 1) * (nodes - 2) / 2)
    first, second = map(len, modes)
    return {
        **dict.fromkeys(modes[0], most_betweenness(first, second)),
        **dict.fromkeys(modes[1], most_betweenness(second, first)),
    }
