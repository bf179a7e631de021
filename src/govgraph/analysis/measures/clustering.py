"""How far the neighbours of nodes are the same: clustering, in graphs of one and of two modes."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import comb, fsum
from typing import TYPE_CHECKING, cast

from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import two_modes

if TYPE_CHECKING:
    import networkx as nx


def clustering(graph: nx.Graph[str]) -> dict[str, Figure]:
    """Return the clustering of each node, from 0 to 1.

    With two modes it is cc•: of the nodes that share a neighbour with it, what part of all neighbours of the two is
    common, on average. M. Latapy, C. Magnien and N. Del Vecchio, *Basic notions for the analysis of large two-mode
    networks*, Social Networks 30 (2008). With one mode it is the share of the pairs of its neighbours that
    are joined: D. J. Watts and S. H. Strogatz, *Collective dynamics of “small-world” networks*, Nature 393 (1998).

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "1"), ("a", "2"), ("b", "1")])
    >>> nx.set_node_attributes(graph, {node: "agency" if node.isalpha() else "group" for node in graph}, "kind")
    >>> clustering(graph)["a"]
    0.5
    """
    import networkx as nx

    if two_modes(graph):
        return {node: _two_mode(graph, node) for node in graph}
    found = cast("dict[str, float]", nx.clustering(graph))
    return {node: found[node] if graph.degree[node] > 1 else NotDefined.ONE_NEIGHBOUR for node in graph}


def closure(graph: nx.Graph[str]) -> Figure:
    """Return how far paths close, in the graph as a whole: from 0 to 1.

    With two modes, the paths of three lines that are part of a cycle of four: G. Robins and M. Alexander, *Small worlds
    among interlocking directors: network structure and distance in bipartite graphs*, Computational and Mathematical
    Organization Theory 10 (2004), ``4 C4 / L3``. With one mode, the paths of two lines that are part of a triangle:
    M. E. J. Newman, *The structure and function of complex networks*, SIAM Review 45 (2003), eq. 3.

    >>> import networkx as nx
    >>> closure(nx.complete_graph(4))
    1.0
    """
    import networkx as nx

    if two_modes(graph) is None:
        return nx.transitivity(graph) if any(d > 1 for _, d in graph.degree) else NotDefined.NO_TWO_PATH
    three = sum((graph.degree[one] - 1) * (graph.degree[other] - 1) for one, other in graph.edges)
    return Fraction(4 * _squares(graph), three) if three else NotDefined.NO_THREE_PATH


def _two_mode(graph: nx.Graph[str], node: str) -> Figure:
    common = Counter(other for neighbour in graph[node] for other in graph[neighbour])
    both = common.pop(node, 0)
    if not common:
        return NotDefined.NO_SHARED_NEIGHBOUR
    # math.fsum: the same to the last bit in whatever order a set gives the nodes
    return fsum(n / (both + graph.degree[other] - n) for other, n in common.items()) / len(common)


def _squares(graph: nx.Graph[str]) -> int:
    """Return how many cycles of four lines a two-mode graph has: each is seen from two nodes of each mode."""
    modes = two_modes(graph)
    assert modes is not None
    found = 0
    for node in min(modes, key=len):
        common = Counter(other for neighbour in graph[node] for other in graph[neighbour] if other != node)
        found += sum(comb(n, 2) for n in common.values())
    return found // 2
