"""The projection of a two-mode graph that keeps what chance does not explain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from govgraph.analysis.chance.verdicts import Judged, Verdict

if TYPE_CHECKING:
    import networkx as nx


def backbone_of(judged: Judged, nodes: Mapping[str, Mapping[str, Any]]) -> nx.Graph[str]:
    """Return the graph in which those nodes are linked whose verdict is ``more``; all ``nodes`` are in it.

    A statistically validated network (M. Tumminello et al., PLoS ONE 6, 2011, e17994), with the false discovery rate of
    Benjamini and Hochberg in the place of Bonferroni's correction. Nodes keep what they carry; edges carry
    ``observed``, ``expected``, ``ratio``, ``difference``, ``p`` and ``q`` as numbers.

    >>> import networkx as nx
    >>> from fractions import Fraction
    >>> from govgraph.analysis.chance import Model, TwoMode, judge_pairs
    >>> graph = nx.Graph([(g, a) for g, sat in {"1": "abcde", "2": "abcde", "3": "fghij"}.items() for a in sat])
    >>> nx.set_node_attributes(graph, {n: "group" if n.isdigit() else "agency" for n in graph}, "kind")
    >>> judged = judge_pairs(TwoMode.of(graph, "group"), Model.HYPERGEOMETRIC, Fraction(5, 100))
    >>> [(pair.one, pair.other, str(pair.verdict)) for pair in judged.pairs]
    [('1', '2', 'more'), ('1', '3', 'less'), ('2', '3', 'less')]
    >>> kept = backbone_of(judged, {group: graph.nodes[group] for group in "123"})
    >>> list(kept), [(one, other, data["observed"], data["expected"]) for one, other, data in kept.edges.data()]
    (['1', '2', '3'], [('1', '2', 5, 2.5)])
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((node, dict(data)) for node, data in sorted(nodes.items()))
    for pair in judged.pairs:
        if pair.verdict is Verdict.MORE:
            graph.add_edge(
                pair.one,
                pair.other,
                observed=pair.observed,
                expected=float(pair.tails.expected),
                ratio=None if pair.ratio is None else float(pair.ratio),
                difference=float(pair.difference),
                p=float(pair.tails.p),
                q=float(pair.q),
            )
    return graph
