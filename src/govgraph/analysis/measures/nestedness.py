"""How far the partners of those who have few are partners of those who have many."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import two_modes

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Nestedness:
    """NODF from 0 to 100: of the ``whole`` graph, and among the nodes of its ``first`` and ``second`` mode."""

    whole: Figure
    first: Figure
    second: Figure


def nestedness(graph: nx.Graph[str]) -> Nestedness:
    """Return the nestedness metric based on overlap and decreasing fill (NODF) of a two-mode graph.

    Of two nodes of a mode, the one with fewer neighbours counts the percentage of its neighbours that the other has
    too; if both have as many neighbours the pair counts 0. NODF is the mean over the pairs of each mode, and over all
    pairs of both: M. Almeida-Neto, P. Guimarães, P. R. Guimarães Jr, R. D. Loyola and W. Ulrich, *A consistent metric
    for nestedness analysis in ecological systems: reconciling concept and measurement*, Oikos 117 (2008). Nodes without
    lines are in no pair; weights do not count.

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "1"), ("a", "2"), ("b", "1")])
    >>> nx.set_node_attributes(graph, {node: "agency" if node.isalpha() else "group" for node in graph}, "kind")
    >>> nestedness(graph).whole
    Fraction(100, 1)
    """
    modes = two_modes(graph)
    if modes is None:
        return Nestedness(NotDefined.NOT_TWO_MODES, NotDefined.NOT_TWO_MODES, NotDefined.NOT_TWO_MODES)
    (paired, pairs), (other_paired, other_pairs) = (_paired(graph, mode) for mode in modes)

    def mean(total: Fraction, count: int) -> Figure:
        if not graph.number_of_edges():
            return NotDefined.NO_LINES
        return total / count if count else NotDefined.NO_PAIRS

    return Nestedness(
        mean(paired + other_paired, pairs + other_pairs), mean(paired, pairs), mean(other_paired, other_pairs)
    )


def _paired(graph: nx.Graph[str], mode: tuple[str, ...]) -> tuple[Fraction, int]:
    """Return the sum of the percentages of all pairs of a mode, and how many pairs there are."""
    linked = [node for node in mode if graph.degree[node]]
    bit = {node: 1 << at for at, node in enumerate(sorted(graph))}
    # neighbours as bits of one number: what two have in common is then a single step
    masks = [(graph.degree[node], sum(bit[n] for n in graph[node])) for node in linked]
    common: dict[int, int] = {}
    for (one, of_one), (other, of_other) in combinations(masks, 2):
        if one != other:
            fewer = min(one, other)
            common[fewer] = common.get(fewer, 0) + (of_one & of_other).bit_count()
    total = sum((Fraction(100 * n, fewer) for fewer, n in sorted(common.items())), Fraction())
    return total, len(linked) * (len(linked) - 1) // 2
