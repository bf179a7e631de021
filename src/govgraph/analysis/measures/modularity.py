"""How far the lines of a network stay inside groups, more than chance would have it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import two_modes
from govgraph.analysis.measures.weights import in_proportion, weights_of

if TYPE_CHECKING:
    import networkx as nx


def modularity(graph: nx.Graph[str], groups: Mapping[str, int], weight: str | None = None) -> Figure:
    """Return the modularity of a division of the nodes into groups: 0 is chance, and it is always below 1.

    With two modes it is that of M. J. Barber, *Modularity and community detection in bipartite networks*, Physical
    Review E 76, 066102 (2007): ``Q = sum over groups (w / m - K D / m²)``, where ``w`` is what the lines inside the
    group weigh, ``K`` and ``D`` what all lines of its nodes of the one and of the other mode weigh, and ``m`` what all
    lines weigh. The chance is that of lines which join the two modes, as all lines here do. With one mode it is
    ``Q = sum over groups (w / m - (K / 2m)²)``: M. E. J. Newman and M. Girvan, *Finding and evaluating community
    structure in networks*, Physical Review E 69, 026113 (2004); with weights M. E. J. Newman (2004).

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "1"), ("b", "2")])
    >>> nx.set_node_attributes(graph, {node: "agency" if node.isalpha() else "group" for node in graph}, "kind")
    >>> modularity(graph, {"a": 1, "1": 1, "b": 2, "2": 2})
    Fraction(1, 2)
    """
    weights = weights_of(graph, weight)
    return weights if isinstance(weights, NotDefined) else modularity_of(graph, groups, in_proportion(weights))


def modularity_of(graph: nx.Graph[str], groups: Mapping[str, int], weights: Mapping[tuple[str, str], int]) -> Fraction:
    """Return the modularity where it is known what all lines weigh, in whole numbers."""
    modes = two_modes(graph)
    first = frozenset(modes[0] if modes else ())
    total, inside = sum(weights.values()), 0
    # what the lines of the nodes of each group weigh: of the one mode and of the other
    held: dict[int, list[int]] = {group: [0, 0] for group in groups.values()}
    for (one, other), weighed in weights.items():
        inside += weighed if groups[one] == groups[other] else 0
        held[groups[one]][one in first] += weighed
        held[groups[other]][other in first] += weighed
    if modes:
        return Fraction(inside, total) - Fraction(sum(k * d for k, d in held.values()), total**2)
    return Fraction(inside, total) - Fraction(sum(k * k for k, _ in held.values()), (2 * total) ** 2)
