"""Over how many groups the lines of a node are spread."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import two_modes
from govgraph.analysis.measures.weights import weight_of

if TYPE_CHECKING:
    import networkx as nx


def participation(
    graph: nx.Graph[str], groups: Mapping[str, str | None], weight: str | None = None
) -> dict[str, Figure]:
    """Return the participation coefficient of each node: 0 if all its lines end in one group, else towards 1.

    ``P = 1 - sum over groups s of (k_s / k)²``, where ``k_s`` is what the lines into the group weigh and ``k`` what all
    its lines weigh: R. Guimerà and L. A. N. Amaral, *Functional cartography of complex metabolic networks*, Nature 433
    (2005), eq. 2. ``groups`` says of each node to which group it belongs; one of which that is not known makes the
    figures of its neighbours unknown. With N groups the most is ``1 - 1/N``.

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "1"), ("a", "2"), ("b", "1"), ("c", "2")])
    >>> participation(graph, {"a": "x", "b": "x", "c": "y", "1": "x", "2": "y"})["a"]
    Fraction(1, 2)
    """
    reached = _groups_in_reach(graph, groups)
    return {node: reached[node] or _of_node(graph, node, groups, weight) for node in graph}


def _groups_in_reach(graph: nx.Graph[str], groups: Mapping[str, str | None]) -> dict[str, NotDefined | None]:
    """Tell of each node why there is no choice of groups for its lines, if there is none."""

    def lacking(nodes: tuple[str, ...]) -> NotDefined | None:
        known = {groups.get(node) for node in nodes} - {None}
        return None if len(known) > 1 else NotDefined.ONE_GROUP if known else NotDefined.NO_GROUPS

    modes = two_modes(graph)
    if modes is None:
        return dict.fromkeys(graph, lacking(tuple(graph)))
    first, second = modes
    return {**dict.fromkeys(first, lacking(second)), **dict.fromkeys(second, lacking(first))}


def _of_node(graph: nx.Graph[str], node: str, groups: Mapping[str, str | None], weight: str | None) -> Figure:
    into: dict[str, Fraction] = {}
    for other, line in graph[node].items():
        group, weighed = groups.get(other), weight_of(line, weight)
        if isinstance(weighed, NotDefined):
            return weighed
        if group is None:
            return NotDefined.GROUP_UNKNOWN
        into[group] = into.get(group, Fraction()) + weighed
    if not into:
        return NotDefined.NO_LINES
    total = sum(into.values())
    return 1 - sum((part / total) ** 2 for part in into.values()) if total else NotDefined.NO_WEIGHT
