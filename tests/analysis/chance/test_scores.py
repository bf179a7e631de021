"""Scores of nodes against those of random graphs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import sqrt

import networkx as nx
import pytest

from govgraph.analysis.chance import Drawn, Model, Verdict, judge_scores
from govgraph.analysis.chance.poisson_binomial import PoissonBinomial
from tests.analysis.chance.enumeration import graph_of

SAT = {"1": "abcdefg", "2": "ahijk", "3": "alm", "4": "anop"}


def links(graph: nx.Graph[str]) -> Mapping[str, float]:
    return dict(graph.degree)


def test_the_number_of_groups_of_an_agency_when_groups_draw_agencies() -> None:
    """Each group draws its members: an agency sits in a Poisson-binomial number of them."""
    samples = 4_000
    found = judge_scores(graph_of(SAT), "agency", links, model=Model.HYPERGEOMETRIC, drawn=Drawn(samples, 5))
    first = found[0]
    law = PoissonBinomial.of([len(sat) / 16 for sat in SAT.values()])
    # In more than all four groups nobody sits: nothing further out was possible, and it is not far enough out.
    assert (first.node, first.score, first.verdict) == ("a", 4.0, Verdict.CANNOT_TELL)
    assert first.p_least == first.p
    exact = 2 * law.at_least(4)  # 2 · 7·5·3·4 / 16⁴
    assert exact == pytest.approx(2 * 420 / 65536)
    assert abs(float(first.p) - exact) <= 2 * 5 * sqrt(exact / 2 / samples) + 2 / samples
    assert first.expected == pytest.approx(law.mean, abs=0.1)
    assert first.q == min(Fraction(1), first.p * 16)


def test_a_score_that_the_model_keeps_cannot_be_told_from_chance() -> None:
    found = judge_scores(graph_of(SAT), "agency", links, drawn=Drawn(50, 5))
    assert {(scored.p, scored.verdict) for scored in found} == {(Fraction(1), Verdict.CANNOT_TELL)}


def test_of_what_is_so_or_not_the_less_frequent_is_the_furthest_out() -> None:
    """Whether a sits in the first group, of two that draw 2 and 1 of four agencies: it does in half of all graphs."""
    graph = graph_of({"1": "ab", "2": "c"})
    graph.add_node("d", kind="agency")

    def first(graph: nx.Graph[str]) -> Mapping[str, float]:
        return {node: float(graph.has_edge("1", node)) for node in "abcd"}

    found = judge_scores(graph, "agency", first, model=Model.HYPERGEOMETRIC, drawn=Drawn(999, 1))
    assert {scored.verdict for scored in found} == {Verdict.CANNOT_TELL}
    assert all(scored.p_least > Fraction(9, 10) for scored in found)


def test_what_never_changes_is_expected_to_the_last_digit() -> None:
    thirds = judge_scores(graph_of(SAT), "group", lambda graph: dict.fromkeys(graph, 2 / 3), drawn=Drawn(19, 1))
    assert {(scored.score, scored.expected) for scored in thirds} == {(2 / 3, 2 / 3)}


def test_so_few_samples_tell_nothing_of_so_many() -> None:
    found = judge_scores(graph_of(SAT), "agency", links, model=Model.BICM, drawn=Drawn(99, 5))
    # two-sided 1/50 at best, times sixteen agencies
    assert {scored.verdict for scored in found} == {Verdict.CANNOT_TELL}


def test_a_broker_is_found_by_any_score() -> None:
    """Two full halves that one agency alone joins: in random graphs they mix, and nobody is so much between."""
    half = {str(n): "abcdefgh" for n in range(5)} | {str(n): "ijklmnop" for n in range(5, 10)}
    graph = graph_of({**half, "0": "abcdefghx", "9": "ijklmnopx"})
    found = judge_scores(graph, "agency", nx.betweenness_centrality, drawn=Drawn(799, 3))
    assert (found[0].node, found[0].verdict) == ("x", Verdict.MORE)
    assert found[0].p == Fraction(2, 800)
    assert found[0].score > 5 * found[0].expected


def test_a_seed_gives_the_same_and_the_order_of_nodes_does_not_matter() -> None:
    graph = graph_of({"1": "abcd", "2": "abe", "3": "cf", "4": "ag"})
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges)))
    first = judge_scores(graph, "group", nx.betweenness_centrality, drawn=Drawn(60, 2))
    assert judge_scores(turned, "group", nx.betweenness_centrality, drawn=Drawn(60, 2)) == first
    assert judge_scores(graph, "group", nx.betweenness_centrality, drawn=Drawn(60, 3)) != first


def test_a_node_without_a_score_is_left_out_and_so_are_graphs_in_which_it_has_none() -> None:
    """A score that only those have who sit in the first group: of the random graphs those count in which they do."""
    graph = graph_of({"1": "ab", "2": "bc", "3": "cd"})

    def of_the_first(graph: nx.Graph[str]) -> Mapping[str, float]:
        return dict.fromkeys(graph["1"], 1.0)

    found = judge_scores(graph, "agency", of_the_first, drawn=Drawn(60, 2))
    assert {scored.node for scored in found} == {"a", "b"}
    assert {(scored.expected, scored.p, scored.verdict) for scored in found} == {
        (1.0, Fraction(1), Verdict.CANNOT_TELL)
    }
