"""Overlaps of two sets drawn blindly, against scipy and against all sets there are."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from govgraph.analysis.chance.hypergeometric import hypergeometric, overlap_counts


@st.composite
def overlaps(draw: st.DrawFn, most: int) -> tuple[int, int, int, int]:
    total = draw(st.integers(1, most))
    one, other = draw(st.integers(0, total)), draw(st.integers(0, total))
    observed = draw(st.integers(max(0, one + other - total), min(one, other)))
    return total, one, other, observed


@given(overlaps(60))
def test_the_tails_are_those_of_scipy(drawn: tuple[int, int, int, int]) -> None:
    total, one, other, observed = drawn
    law, tails = hypergeom(total, one, other), hypergeometric(*drawn)
    assert float(tails.at_least) == pytest.approx(law.sf(observed - 1), rel=1e-9)
    assert float(tails.at_most) == pytest.approx(law.cdf(observed), rel=1e-9)
    lowest, highest = law.support()
    assert float(tails.at_least_most) == pytest.approx(law.pmf(highest), rel=1e-9)
    assert float(tails.at_most_fewest) == pytest.approx(law.pmf(lowest), rel=1e-9)


@given(overlaps(9))
def test_the_tails_are_what_counting_all_sets_gives(drawn: tuple[int, int, int, int]) -> None:
    total, one, other, observed = drawn
    first = set(range(one))
    found = [len(first.intersection(second)) for second in combinations(range(total), other)]
    tails = hypergeometric(*drawn)
    assert tails.at_least == Fraction(sum(n >= observed for n in found), len(found))
    assert tails.at_most == Fraction(sum(n <= observed for n in found), len(found))
    assert tails.expected == Fraction(sum(found), len(found))


@given(overlaps(200))
def test_it_does_not_matter_which_of_the_two_comes_first(drawn: tuple[int, int, int, int]) -> None:
    total, one, other, observed = drawn
    assert hypergeometric(total, one, other, observed) == hypergeometric(total, other, one, observed)


@given(overlaps(200))
def test_p_values_lie_between_what_is_possible_and_one(drawn: tuple[int, int, int, int]) -> None:
    tails = hypergeometric(*drawn)
    assert 0 < tails.p_least <= tails.p <= 1


def test_far_out_nothing_is_lost_to_rounding() -> None:
    # 300 of 1,000 and the same 300 again: one way of C(1000, 300), which no float less another could show
    tails = hypergeometric(1000, 300, 300, 300)
    assert tails.at_least.numerator == 1
    assert float(tails.at_least) == pytest.approx(hypergeom.pmf(300, 1000, 300, 300), rel=1e-6)


@given(overlaps(300), st.integers(1, 50))
def test_in_floating_point_it_is_what_whole_numbers_give(drawn: tuple[int, int, int, int], times: int) -> None:
    total, one, other, observed = (number * times for number in drawn)
    exact = hypergeometric(total, one, other, observed)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("govgraph.analysis.chance.hypergeometric.EXACT_UP_TO", 0)
        near = hypergeometric.__wrapped__(total, one, other, observed)
    for name in ("at_least", "at_most", "at_least_most", "at_most_fewest"):
        known = max(float(getattr(exact, name)), 1e-300)
        assert float(getattr(near, name)) == pytest.approx(known, rel=1e-9)
    assert near.expected == exact.expected


def test_long_distributions_are_summed_in_floating_point_and_never_to_nothing() -> None:
    # 30,000 projects of a ministry, 20,000 in a province, of a million: 600 are expected
    tails = hypergeometric(1_000_000, 20_000, 30_000, 700)
    law = hypergeom(1_000_000, 20_000, 30_000)
    assert float(tails.at_least) == pytest.approx(law.sf(699), rel=1e-6)
    assert float(tails.at_most) == pytest.approx(law.cdf(700), rel=1e-9)
    assert float(hypergeometric(1_000_000, 20_000, 30_000, 20_000).p) > 0


@pytest.mark.parametrize("wrong", [(5, 6, 1, 1), (5, 2, 2, 3), (5, 4, 4, 2), (5, -1, 2, 0)])
def test_what_cannot_be_is_refused(wrong: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="out of 5"):
        hypergeometric(*wrong)


def test_nobody_out_of_nothing() -> None:
    assert overlap_counts(0, 0, 0) == (0, (1,))
    assert hypergeometric(0, 0, 0, 0).p == 1
