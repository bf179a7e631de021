"""What is said of two nodes: more, less, as expected, or that it cannot be told."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis.chance import Drawn, Model, TwoMode, Verdict, judge_pairs
from govgraph.analysis.chance.backbone import backbone_of
from govgraph.analysis.chance.nulls import expectation
from govgraph.analysis.chance.verdicts import Pair
from govgraph.errors import LimitError, UsageError
from tests.analysis.chance.enumeration import graph_of

LEVEL = Fraction(5, 100)
FEW = Drawn(samples=99, seed=1)
SATS = st.lists(st.text("abcdefgh", max_size=8), min_size=2, max_size=5).map(
    lambda sat: {str(i): "".join(sorted(set(agencies))) for i, agencies in enumerate(sat)}
)
MODELS = st.sampled_from(list(Model))


def judged(sat: dict[str, str], model: Model = Model.HYPERGEOMETRIC, level: Fraction = LEVEL) -> dict[str, Pair]:
    pairs = judge_pairs(TwoMode.of(graph_of(sat), "group"), model, level, FEW).pairs
    return {pair.one + pair.other: pair for pair in pairs}


def test_more_and_less_than_chance() -> None:
    found = judged({"1": "abcde", "2": "abcde", "3": "fghij"})
    # 1 of C(10, 5) = 252 draws gives five in common, and 1 gives none; twice that is 1/126, and q is the same for all
    assert {key: (pair.tails.p, pair.q, pair.verdict) for key, pair in found.items()} == {
        "12": (Fraction(1, 126), Fraction(1, 126), Verdict.MORE),
        "13": (Fraction(1, 126), Fraction(1, 126), Verdict.LESS),
        "23": (Fraction(1, 126), Fraction(1, 126), Verdict.LESS),
    }
    assert (found["12"].ratio, found["12"].difference) == (Fraction(2), Fraction(5, 2))
    assert (found["13"].ratio, found["13"].difference) == (Fraction(0), Fraction(-5, 2))


def test_with_so_few_it_cannot_be_told_whatever_they_share() -> None:
    # Of five agencies two draw two each: even the same two are 1 in 10, doubled 1 in 5.
    found = judged({"1": "ab", "2": "ab", "3": "cde"})
    assert found["12"].tails.p_least == Fraction(1, 5)
    assert found["12"].verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("level", "verdict"),
    [(Fraction(1, 10), Verdict.AS_EXPECTED), (Fraction(999, 10_000), Verdict.CANNOT_TELL)],
)
def test_the_smallest_p_possible_is_compared_exactly(level: Fraction, verdict: Verdict) -> None:
    # Of six agencies two draw three each: all in common, or none, is 1 in 20, doubled exactly 1 in 10.
    graph = graph_of({"1": "abc", "2": "abd"})
    graph.add_nodes_from("ef", kind="agency")
    (pair,) = judge_pairs(TwoMode.of(graph, "group"), Model.HYPERGEOMETRIC, level).pairs
    assert pair.tails.p_least == Fraction(1, 10)
    assert pair.verdict is verdict


def test_what_could_be_told_of_one_pair_cannot_be_told_among_many() -> None:
    # Five of ten in common with another: p = 1/126 at best. Alone that is less than 0.05; of 28 pairs it is not.
    alone = graph_of({"1": "abcde", "2": "abcfg"})
    alone.add_nodes_from("hij", kind="agency")
    (pair,) = judge_pairs(TwoMode.of(alone, "group"), Model.HYPERGEOMETRIC, LEVEL).pairs
    assert pair.verdict is Verdict.AS_EXPECTED
    sat = ("abcde", "abcfg", "abdhi", "cefhj", "degij", "bfghj", "aegij", "cdfhi")
    found = judged({str(i): agencies for i, agencies in enumerate(sat)})
    assert len(found) == 28
    assert found["01"].tails.p_least == Fraction(1, 126)
    assert found["01"].verdict is Verdict.CANNOT_TELL


def test_a_model_that_keeps_both_sides_knows_what_they_leave_open() -> None:
    # Every agency sits in one group: there is no graph in which groups share any.
    sat = {"1": "abcdefgh", "2": "ijklmnop", "3": "qrstuvwx"}
    assert Counter(pair.verdict for pair in judged(sat).values()) == {Verdict.LESS: 3}
    for model in (Model.BICM, Model.CURVEBALL):
        found = judged(sat, model)
        assert {pair.observed for pair in found.values()} == {0}
        assert all(pair.tails.at_most_fewest == pair.tails.at_most for pair in found.values())
    assert {pair.verdict for pair in judged(sat, Model.CURVEBALL).values()} == {Verdict.CANNOT_TELL}


def test_what_many_share_is_a_finding_only_where_the_other_side_is_left_open() -> None:
    """Groups that draw popular agencies more often, and nothing else: sizes alone do not explain what they share."""
    rng = np.random.default_rng(8)
    popular = rng.pareto(1.5, 200) + 0.2
    graph: nx.Graph[str] = nx.Graph()
    for group in range(10):
        members = rng.choice(200, size=int(rng.integers(10, 40)), replace=False, p=popular / popular.sum())
        graph.add_edges_from((f"g{group}", f"a{agency}") for agency in members)
    for node, data in graph.nodes(data=True):
        data["kind"] = "group" if node[0] == "g" else "agency"
    two = TwoMode.of(graph, "group")
    said = {
        model: Counter(pair.verdict for pair in judge_pairs(two, model, LEVEL, Drawn(1_999, 1)).pairs)
        for model in Model
    }
    assert said[Model.HYPERGEOMETRIC][Verdict.MORE] > 10
    assert said[Model.BICM][Verdict.MORE] == said[Model.CURVEBALL][Verdict.MORE] == 0


@settings(deadline=None, max_examples=60)
@given(SATS, MODELS)
def test_what_holds_of_all_tests(sat: dict[str, str], model: Model) -> None:
    graph = graph_of(sat)
    if not any(sat.values()):
        return
    two = TwoMode.of(graph, "group")
    for pair in judge_pairs(two, model, LEVEL, FEW).pairs:
        tails = pair.tails
        assert 0 <= tails.p_least <= tails.p <= pair.q <= 1
        assert tails.at_least + tails.at_most >= 1 - Fraction(1, 10**9)
        assert (pair.q <= LEVEL) is (pair.verdict in (Verdict.MORE, Verdict.LESS))
        if pair.verdict is Verdict.MORE:
            assert pair.observed > tails.expected
        if pair.verdict is Verdict.LESS:
            assert pair.observed < tails.expected


@settings(deadline=None, max_examples=40)
@given(SATS, MODELS, st.randoms(use_true_random=False))
def test_the_order_in_which_a_graph_was_put_together_does_not_matter(
    sat: dict[str, str], model: Model, random: Any
) -> None:
    graph = graph_of(sat)
    if not any(sat.values()):
        return
    mixed: nx.Graph[str] = nx.Graph()
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    mixed.add_nodes_from(nodes)
    mixed.add_edges_from((b, a) for a, b in edges)
    one, other = TwoMode.of(graph, "group"), TwoMode.of(mixed, "group")
    assert judge_pairs(one, model, LEVEL, FEW) == judge_pairs(other, model, LEVEL, FEW)


@settings(deadline=None, max_examples=40)
@given(SATS, st.sampled_from([Model.HYPERGEOMETRIC, Model.BICM]))
def test_names_do_not_matter(sat: dict[str, str], model: Model) -> None:
    if not any(sat.values()):
        return
    graph = graph_of(sat)
    renamed = nx.relabel_nodes(graph, {node: f"{'zyxwvutsr'[i % 9]}{i}" for i, node in enumerate(graph)})
    one, other = TwoMode.of(graph, "group"), TwoMode.of(renamed, "group")
    ours = sorted((float(t.p), float(t.expected)) for t in expectation(one, model, FEW).tails)
    theirs = sorted((float(t.p), float(t.expected)) for t in expectation(other, model, FEW).tails)
    assert np.array(ours).ravel() == pytest.approx(np.array(theirs).ravel(), abs=1e-9)


def test_pairs_of_bicm_against_all_graphs_of_independent_links() -> None:
    """The overlap of two nodes, over every choice of links with its probability."""
    from govgraph.analysis.chance.bicm import bicm

    two = TwoMode.of(graph_of({"1": "ab", "2": "acd", "3": "b"}), "group")
    links = bicm(two.degrees, two.partner_degrees)
    tails = expectation(two, Model.BICM, FEW).tails[0]
    at_least = 0.0
    for bits in np.ndindex(*(2,) * 8):
        rows = np.array(bits).reshape(2, 4)
        chance = np.where(rows == 1, links[:2], 1 - links[:2]).prod()
        at_least += chance * (int((rows[0] * rows[1]).sum()) >= 1)
    assert float(tails.at_least) == pytest.approx(at_least)
    assert float(tails.expected) == pytest.approx(float((links[0] * links[1]).sum()))


def test_the_backbone_keeps_all_nodes_and_the_pairs_above_chance() -> None:
    graph = graph_of({"1": "abcde", "2": "abcde", "3": "fghij"})
    found = judge_pairs(TwoMode.of(graph, "group"), Model.HYPERGEOMETRIC, LEVEL)
    kept = backbone_of(found, {node: graph.nodes[node] for node in "123"})
    assert {node: kept.nodes[node] for node in kept} == {node: {"kind": "group"} for node in "123"}
    assert list(kept.edges) == [("1", "2")]
    data = kept.edges["1", "2"]
    assert (data["observed"], data["expected"], data["ratio"], data["difference"]) == (5, 2.5, 2.0, 2.5)
    assert (data["p"], data["q"]) == (pytest.approx(1 / 126), pytest.approx(1 / 126))


def test_a_graph_of_one_mode_is_refused() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("12", kind="group")
    graph.add_edge("1", "2")
    with pytest.raises(UsageError, match="two kinds"):
        TwoMode.of(graph, "group")
    graph.add_node("a", kind="agency")
    with pytest.raises(UsageError, match="two kinds"):
        TwoMode.of(graph, "group")
    with pytest.raises(UsageError, match="no “theme”; it has: agency, group"):
        TwoMode.of(graph, "theme")


@pytest.mark.parametrize("model", Model)
def test_of_nothing_there_is_nothing_to_say(model: Model) -> None:
    assert judge_pairs(TwoMode.of(nx.Graph(), "group"), model, LEVEL, FEW).pairs == ()
    assert judge_pairs(TwoMode.of(graph_of({"1": "abc"}), "group"), model, LEVEL, FEW).pairs == ()


def test_too_many_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govgraph.analysis.chance.verdicts.MOST", 2)
    with pytest.raises(LimitError) as raised:
        judged({"1": "a", "2": "b", "3": "c"})
    assert "There are 3 pairs, and no more than 2 are tested at once" in raised.value.en
    assert raised.value.th


def test_many_nodes_of_few_partners_take_little_memory() -> None:
    """The overlaps of 150 nodes in 2,000 graphs are 360 MB at once; of some graphs at a time they are a tenth."""
    two = TwoMode.of(graph_of({str(i): "ab"[i % 2] for i in range(150)}), "group")
    tracemalloc.start()
    try:
        found = judge_pairs(two, Model.CURVEBALL, LEVEL, Drawn(2_000, 1))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.pairs) == 150 * 149 // 2
    assert peak < 150e6
