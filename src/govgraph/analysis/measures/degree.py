"""How many lines a node has, and what they weigh."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import two_modes
from govgraph.analysis.measures.weights import weight_of

if TYPE_CHECKING:
    import networkx as nx


def degree(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the number of lines of each node.

    L. C. Freeman, *Centrality in social networks: conceptual clarification*, Social Networks 1 (1978/79).

    >>> import networkx as nx
    >>> degree(nx.Graph([("a", "1"), ("b", "1")]))
    {'a': 1, '1': 2, 'b': 1}
    """
    return dict(graph.degree)


def strength(graph: nx.Graph[str], weight: str) -> dict[str, Figure]:
    """Return the sum of the weights of the lines of each node; ``weight`` is an attribute of the lines.

    A node with a line of unknown weight has an unknown strength, and one without lines has none.
    A. Barrat, M. Barthélemy, R. Pastor-Satorras and A. Vespignani, *The architecture of complex weighted networks*,
    PNAS 101 (2004).

    >>> import networkx as nx
    >>> strength(nx.Graph([("a", "1", {"projects": 2}), ("b", "1", {"projects": 3})]), "projects")["1"]
    5
    """
    return {node: _strength(graph, node, weight) for node in graph}


def density(graph: nx.Graph[str]) -> Figure:
    """Return the lines as a share of the pairs that could be joined: from 0 to 1.

    In a graph of two modes only nodes of different modes can be: S. P. Borgatti and M. G. Everett, *Network analysis
    of 2-mode data*, Social Networks 19 (1997).

    >>> import networkx as nx
    >>> density(nx.path_graph(3))
    Fraction(2, 3)
    """
    modes = two_modes(graph)
    nodes = len(graph)
    pairs = len(modes[0]) * len(modes[1]) if modes else nodes * (nodes - 1) // 2
    return Fraction(graph.number_of_edges(), pairs) if pairs else NotDefined.NO_PAIRS


def _strength(graph: nx.Graph[str], node: str, weight: str) -> Figure:
    total = Fraction()
    for line in graph[node].values():
        weighed = weight_of(line, weight)
        if isinstance(weighed, NotDefined):
            return weighed
        total += weighed
    if not graph.degree[node]:
        return NotDefined.NO_LINES
    return total.numerator if total.denominator == 1 else total
