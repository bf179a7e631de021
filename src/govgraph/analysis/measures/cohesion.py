"""What holds a network together: components, cut vertices, bridges, cores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govgraph.analysis.measures.modes import ordered

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Cohesion:
    """What holds a graph together.

    ``components`` are the sets of nodes that paths join, the largest first. Without a node of ``cut_vertices``, or a
    line of ``bridges``, one of them falls apart. ``core`` is the core number of each node: the largest k such that it
    is in a part of the graph where every node has at least k lines to the others of that part.
    """

    components: tuple[frozenset[str], ...]
    cut_vertices: frozenset[str]
    bridges: tuple[tuple[str, str], ...]
    core: Mapping[str, int]

    @property
    def component(self) -> dict[str, int]:
        """The number of the component of each node; 1 is the largest."""
        return {node: number for number, nodes in enumerate(self.components, 1) for node in nodes}

    @property
    def bridges_at(self) -> dict[str, int]:
        """How many of the lines of each node are bridges."""
        found = dict.fromkeys(self.core, 0)
        for line in self.bridges:
            for node in line:
                found[node] += 1
        return found


def cohesion(graph: nx.Graph[str]) -> Cohesion:
    """Return what holds a graph together.

    Cut vertices and bridges: J. Hopcroft and R. Tarjan, *Algorithm 447: efficient algorithms for graph manipulation*,
    Communications of the ACM 16 (1973). Cores: S. B. Seidman, *Network structure and minimum degree*, Social Networks 5
    (1983), computed as by V. Batagelj and M. Zaveršnik, *An O(m) algorithm for cores decomposition of networks* (2003).

    >>> import networkx as nx
    >>> found = cohesion(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    >>> sorted(found.cut_vertices), found.bridges, found.core["a"], found.core["d"]
    (['c'], (('c', 'd'),), 2, 1)
    """
    import networkx as nx

    graph = ordered(graph)
    components = sorted(map(frozenset, nx.connected_components(graph)), key=lambda nodes: (-len(nodes), min(nodes)))
    return Cohesion(
        components=tuple(components),
        cut_vertices=frozenset(nx.articulation_points(graph)),
        bridges=tuple(sorted((min(line), max(line)) for line in nx.bridges(graph))),
        core=nx.core_number(graph),
    )
