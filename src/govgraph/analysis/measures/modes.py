"""The two modes of a network: nodes of two kinds, and lines only between the kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Modes = tuple[tuple[str, ...], tuple[str, ...]]
"""The nodes of the two modes, each sorted; the mode whose kind sorts first is the first."""


def two_modes(graph: nx.Graph[str]) -> Modes | None:
    """Return the two modes of a graph whose nodes have a ``kind``; ``None`` if it does not have two.

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "1"), ("b", "1")])
    >>> nx.set_node_attributes(graph, {"a": "agency", "b": "agency", "1": "group"}, "kind")
    >>> two_modes(graph)
    (('a', 'b'), ('1',))
    """
    kinds = kinds_of(graph)
    of = graph.nodes(data="kind")
    if len(kinds) != 2 or any(of[one] == of[other] for one, other in graph.edges):
        return None
    first, second = kinds.values()
    return first, second


def kinds_of(graph: nx.Graph[str]) -> dict[str, tuple[str, ...]]:
    """Return the nodes by kind, both sorted; a node without a kind is of the kind "node"."""
    found: dict[str, list[str]] = {}
    for node, data in graph.nodes(data=True):
        found.setdefault(data.get("kind", "node"), []).append(node)
    return {kind: tuple(sorted(found[kind])) for kind in sorted(found)}


def ordered(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return the same graph with nodes and lines in a fixed order, however it was put together."""
    copy: nx.Graph[str] = graph.__class__()
    copy.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    lines = graph.edges if graph.is_directed() else (sorted(line) for line in graph.edges)
    copy.add_edges_from((one, other, graph.edges[one, other]) for one, other in sorted(map(tuple, lines)))
    return copy


def sharing(graph: nx.Graph[str], mode: tuple[str, ...]) -> nx.Graph[str]:
    """Return the one-mode graph of a mode: two nodes are joined if they share a neighbour.

    R. L. Breiger, *The duality of persons and groups*, Social Forces 53 (1974).
    """
    import networkx as nx

    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(mode)
    for node in mode:
        found.add_edges_from(
            (node, other) for other in sorted({n for middle in graph[node] for n in graph[middle]} - {node})
        )
    return found
