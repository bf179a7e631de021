"""Communities: groups of nodes that lines join more than chance would, and how stable the finding is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from govgraph.analysis.measures.agreement import stability
from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import ordered, two_modes
from govgraph.analysis.measures.modularity import modularity_of
from govgraph.analysis.measures.propagation import Propagation
from govgraph.analysis.measures.weights import in_proportion, weights_of

if TYPE_CHECKING:
    import networkx as nx

RUNS: Final = 20
"""How often communities are looked for, each time from another beginning."""


@dataclass(frozen=True, slots=True)
class Communities:
    """The best division that was found, and how far the runs agree.

    ``groups``: the communities, the largest first; nodes without lines are in none. ``modularity``: that of this
    division. ``stability``: the mean adjusted Rand index over all pairs of the ``runs``, 1 if all found the same. A low
    one says that the data do not decide between several divisions: then no single one should be leant on.
    """

    groups: tuple[frozenset[str], ...]
    modularity: Figure
    stability: Figure
    runs: int

    @property
    def of(self) -> dict[str, int]:
        """The number of the community of each node that is in one; 1 is the largest."""
        return {node: number for number, nodes in enumerate(self.groups, 1) for node in nodes}


def communities(
    graph: nx.Graph[str], weight: str | None = None, *, runs: int = RUNS, seed: int = 0
) -> Communities | NotDefined:
    """Return communities: of all runs those with the highest modularity.

    With two modes they are looked for by :class:`~govgraph.analysis.measures.propagation.Propagation`, which raises the
    modularity of Barber; with one mode by the method of Louvain: V. D. Blondel, J.-L. Guillaume, R. Lambiotte and
    E. Lefebvre, *Fast unfolding of communities in large networks*, Journal of Statistical Mechanics P10008 (2008). Both
    find good divisions and not surely the best one; neither sees communities much smaller than the square root of the
    number of lines (S. Fortunato and M. Barthélemy, *Resolution limit in community detection*, PNAS 104 (2007)).

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "1"), ("a", "2"), ("b", "1"), ("b", "2"), ("c", "3"), ("d", "3")])
    >>> nx.set_node_attributes(graph, {node: "agency" if node.isalpha() else "group" for node in graph}, "kind")
    >>> found = communities(graph)
    >>> [sorted(nodes) for nodes in found.groups], found.modularity, found.stability
    ([['1', '2', 'a', 'b'], ['3', 'c', 'd']], Fraction(4, 9), Fraction(1, 1))
    """
    known = weights_of(graph, weight)
    if isinstance(known, NotDefined):
        return known
    weights = in_proportion(known)
    linked = ordered(graph.subgraph(node for node, lines in graph.degree if lines))
    found = [_numbered(_run(linked, weights, seed * runs + run)) for run in range(runs)]
    # of equals the one that sorts first
    value, best = min(
        ((-modularity_of(linked, groups, weights), groups) for groups in found),
        key=lambda one: (one[0], sorted(one[1].items())),
    )
    sets: dict[int, set[str]] = {}
    for node, number in best.items():
        sets.setdefault(number, set()).add(node)
    return Communities(tuple(frozenset(sets[number]) for number in sorted(sets)), -value, stability(found), runs)


def _run(graph: nx.Graph[str], weights: Mapping[tuple[str, str], int], seed: int) -> dict[str, int]:
    import networkx as nx

    modes = two_modes(graph)
    if modes is not None:
        return Propagation(modes, weights, seed).labels()
    # numbers for names: sets of text have another order in every process, and the method follows it
    nodes = sorted(graph)
    at = {node: number for number, node in enumerate(nodes)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    lines = ((at[one], at[other], weighed) for (one, other), weighed in weights.items())
    plain.add_weighted_edges_from(sorted((min(a, b), max(a, b), weighed) for a, b, weighed in lines))
    parts = nx.community.louvain_communities(plain, seed=seed)
    return {nodes[number]: label for label, part in enumerate(parts) for number in part}


def _numbered(labels: Mapping[str, int]) -> dict[str, int]:
    """Return labels as numbers, 1 for the largest group; of groups of a size, that whose first node sorts first."""
    sets: dict[int, list[str]] = {}
    for node in sorted(labels):
        sets.setdefault(labels[node], []).append(node)
    listed = sorted(sets.values(), key=lambda nodes: (-len(nodes), nodes[0]))
    return {node: number for number, nodes in enumerate(listed, 1) for node in nodes}
