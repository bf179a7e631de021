"""Graphs for the tests of measures: published ones, and made-up ones of every shape."""

from __future__ import annotations

from itertools import combinations, product

import igraph
import networkx as nx
from hypothesis import strategies as st

from govgraph.analysis.measures.figure import Figure, NotDefined


def typed(graph: nx.Graph[str], first: object, kinds: tuple[str, str] = ("agency", "group")) -> nx.Graph[str]:
    """Give every node a kind: those of ``first`` the one, the others the other."""
    assert isinstance(first, (set, frozenset, list, tuple))
    nx.set_node_attributes(graph, {node: kinds[node not in first] for node in graph}, "kind")
    return graph


def southern_women() -> nx.Graph[str]:
    """The 18 women and 14 events of A. Davis, B. B. Gardner and M. R. Gardner, *Deep South* (1941)."""
    graph: nx.Graph[str] = nx.davis_southern_women_graph()
    return typed(graph, {node for node in graph if graph.nodes[node]["bipartite"] == 0})


def number(figure: Figure) -> float:
    """A figure that is defined."""
    assert not isinstance(figure, NotDefined), figure
    return float(figure)


@st.composite
def two_mode_graphs(draw: st.DrawFn, most: int = 6) -> nx.Graph[str]:
    """A graph of agencies and groups, also with nodes that have no line, and with nothing at all."""
    agencies = [f"a{i}" for i in range(draw(st.integers(0, most)))]
    groups = [f"g{i}" for i in range(draw(st.integers(0, most)))]
    pairs = list(product(agencies, groups))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([*agencies, *groups])
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])
    return typed(graph, agencies)


@st.composite
def one_mode_graphs(draw: st.DrawFn, most: int = 8) -> nx.Graph[str]:
    """A graph of nodes of one kind."""
    nodes = [f"n{i}" for i in range(draw(st.integers(0, most)))]
    pairs = list(combinations(nodes, 2))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes, kind="group")
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])
    return graph


graphs = st.one_of(two_mode_graphs(), one_mode_graphs())


def in_igraph(graph: nx.Graph[str]) -> tuple[igraph.Graph, list[str]]:
    """The same graph for igraph, and the names of its nodes by their numbers."""
    nodes = list(graph)
    at = {node: number for number, node in enumerate(nodes)}
    return igraph.Graph(n=len(nodes), edges=[(at[one], at[other]) for one, other in graph.edges]), nodes
