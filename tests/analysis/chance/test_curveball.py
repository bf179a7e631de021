"""Random graphs in which all keep their links, against all such graphs."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from math import sqrt

import numpy as np
import pytest

from govgraph.analysis.chance.curveball import curveball
from govgraph.analysis.chance.nulls import Drawn, Model, expectation
from govgraph.analysis.chance.twomode import TwoMode
from tests.analysis.chance.enumeration import Matrix, graph_of, matrices, shared

SAT = {"1": "abcd", "2": "abe", "3": "cf", "4": "ag"}


def drawn(matrix: Matrix, samples: int, seed: int) -> list[Matrix]:
    blocks = curveball(np.array(matrix, dtype=bool), samples, seed)
    return [tuple(map(tuple, found.astype(int).tolist())) for block in blocks for found in block]


@pytest.mark.parametrize("turned", [False, True])
def test_every_graph_is_drawn_equally_often(turned: bool) -> None:
    start: Matrix = ((1, 1, 1, 0, 0), (0, 1, 0, 1, 0), (0, 0, 1, 0, 1))
    if turned:
        start = tuple(zip(*start, strict=True))
    every = list(matrices([sum(row) for row in start], [sum(column) for column in zip(*start, strict=True)]))
    samples = 20_000
    found = Counter(drawn(start, samples, seed=11))
    assert set(found) == set(every)
    share = samples / len(every)
    # five standard deviations of a count: one seed in a hundred thousand would fail of itself
    assert all(abs(found[matrix] - share) < 5 * sqrt(share) for matrix in every), (len(every), found)


def test_a_graph_that_is_the_only_one_stays() -> None:
    assert set(drawn(((1, 1, 1), (1, 1, 0), (1, 0, 0)), 200, seed=2)) == {((1, 1, 1), (1, 1, 0), (1, 0, 0))}
    assert set(drawn(((1, 0, 1),), 10, seed=2)) == {((1, 0, 1),)}


def test_large_graphs_keep_their_links_through_several_blocks() -> None:
    matrix = np.random.default_rng(4).random((30, 700)) < 0.1
    found = list(curveball(matrix, 250, seed=9))
    assert len(found) > 1
    assert sum(len(block) for block in found) == 250
    for block in found:
        assert (block.sum(axis=1) == matrix.sum(axis=0)).all()
        assert (block.sum(axis=2) == matrix.sum(axis=1)).all()


def test_a_seed_gives_the_same_graphs_and_another_seed_others() -> None:
    matrix = tuple(tuple(int(letter in sat) for letter in "abcdefg") for sat in SAT.values())
    assert drawn(matrix, 50, seed=1) == drawn(matrix, 50, seed=1)
    assert drawn(matrix, 50, seed=1) != drawn(matrix, 50, seed=2)


def test_p_values_come_near_those_of_all_graphs() -> None:
    two = TwoMode.of(graph_of(SAT), "group")
    every = list(matrices(two.degrees, two.partner_degrees))
    observed, samples = two.overlaps(), 20_000
    found = expectation(two, Model.CURVEBALL, Drawn(samples, seed=3))
    assert not found.exact
    for (one, other), tails in zip(combinations(range(4), 2), found.tails, strict=True):
        counts = [shared(matrix, one, other) for matrix in every]
        seen = int(observed[one, other])
        exact = {
            "at_least": Fraction(sum(n >= seen for n in counts), len(every)),
            "at_most": Fraction(sum(n <= seen for n in counts), len(every)),
            "at_least_most": Fraction(sum(n >= max(counts) for n in counts), len(every)),
            "at_most_fewest": Fraction(sum(n <= min(counts) for n in counts), len(every)),
        }
        for name, expected in exact.items():
            margin = 5 * sqrt(float(expected * (1 - expected)) / samples) + 1 / samples
            assert abs(float(getattr(tails, name) - expected)) <= margin, (one, other, name)
        assert float(tails.expected) == pytest.approx(sum(counts) / len(every), abs=0.03)


def test_the_graph_at_hand_counts_among_the_samples() -> None:
    # Both groups have the same single agency in every graph: all of 9 samples and the graph itself are as extreme.
    (tails,) = expectation(TwoMode.of(graph_of({"1": "a", "2": "a"}), "group"), Model.CURVEBALL, Drawn(9, 1)).tails
    assert {tails.at_least, tails.at_most, tails.p, tails.p_least} == {Fraction(1)}
    # Rare in the samples is not impossible: no p-value is below 1 in 1 + n.
    apart = {"1": "abcdefgh", "2": "ijklmnop", "3": "abcdefgh"}
    found = expectation(TwoMode.of(graph_of(apart), "group"), Model.CURVEBALL, Drawn(99, 1)).tails
    assert min(tails.at_least for tails in found) == Fraction(1, 100)


@pytest.mark.parametrize("level", [Fraction(1, 10), Fraction(1, 4)])
def test_p_values_hold_what_they_promise(level: Fraction) -> None:
    """If the graph itself is one that chance gave, p is at most a level no more often than the level says."""
    every = list(matrices([3, 2, 2, 2], [3, 2, 2, 1, 1]))
    below = 0
    for seed, matrix in enumerate(every):
        sat = {
            str(i): "".join(letter for letter, hit in zip("abcde", row, strict=True) if hit)
            for i, row in enumerate(matrix)
        }
        tails = expectation(TwoMode.of(graph_of(sat), "group"), Model.CURVEBALL, Drawn(19, seed)).tails[0]
        below += tails.at_least <= level
    assert len(every) > 100
    assert below / len(every) <= float(level) + 3 * sqrt(float(level * (1 - level)) / len(every))
