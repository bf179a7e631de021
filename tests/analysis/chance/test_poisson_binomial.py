"""How many of many independent things happen, against all outcomes there are, scipy and the package of BiCM."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from govgraph.analysis.chance.poisson_binomial import PoissonBinomial

PROBABILITIES = st.lists(st.floats(0, 1), max_size=8)


@given(PROBABILITIES)
def test_the_tails_are_what_counting_all_outcomes_gives(chances: list[float]) -> None:
    law = PoissonBinomial.of(chances)
    mass = [0.0] * (len(chances) + 2)
    for outcome in product((0, 1), repeat=len(chances)):
        mass[sum(outcome)] += prod(p if hit else 1 - p for p, hit in zip(chances, outcome, strict=True))
    for count in range(len(chances) + 2):
        assert law.at_least(count) == pytest.approx(sum(mass[count:]), abs=1e-12)
        assert law.at_most(count) == pytest.approx(sum(mass[: count + 1]), abs=1e-12)
    assert law.mean == pytest.approx(sum(chances))
    assert (law.at_most(-1), law.at_least(-1), law.exact) == (0.0, 1.0, True)


@pytest.mark.parametrize(("n", "p"), [(10, 0.3), (300, 0.02), (1000, 0.5)])
def test_equal_chances_are_the_binomial_far_out_too(n: int, p: float) -> None:
    law, expected = PoissonBinomial.of([p] * n), binom(n, p)
    for count in {0, 1, n // 10, n // 2, n - 1, n}:
        assert law.at_least(count) == pytest.approx(expected.sf(count - 1), rel=1e-6)
        assert law.at_most(count) == pytest.approx(expected.cdf(count), rel=1e-6)


def test_certain_things_only_shift() -> None:
    law, shifted = PoissonBinomial.of([0.2, 0.7]), PoissonBinomial.of([0.2, 1.0, 0.7, 0.0, 1.0])
    assert [shifted.at_least(n + 2) for n in range(4)] == [law.at_least(n) for n in range(4)]
    assert shifted.at_most(1) == 0.0


@given(PROBABILITIES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(chances: list[float], random: object) -> None:
    from random import Random

    assert isinstance(random, Random)
    mixed = random.sample(chances, len(chances))
    law, other = PoissonBinomial.of(chances), PoissonBinomial.of(mixed)
    assert [law.at_least(n) for n in range(9)] == [other.at_least(n) for n in range(9)]


def test_of_too_many_the_approximation_is_near_and_says_so() -> None:
    chances = np.random.default_rng(5).random(600).tolist()
    exact, near = PoissonBinomial.of(chances), PoissonBinomial.of(chances, exact_up_to=599)
    assert (exact.exact, near.exact) == (True, False)
    for count in range(250, 350):
        assert near.at_least(count) == pytest.approx(exact.at_least(count), abs=2e-4)
        assert near.at_most(count) == pytest.approx(exact.at_most(count), abs=2e-4)
    assert (near.at_least(0), near.at_most(-1)) == (1.0, 0.0)
    assert near.at_most(600) == pytest.approx(1.0)
