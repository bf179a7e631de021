"""Many tests at once, against scipy, the example of the paper, and the definition carried out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from govgraph.analysis.chance.discovery import could_be_found, q_values

P = st.fractions(Fraction(0), Fraction(1), max_denominator=200)


@given(st.lists(P, min_size=1, max_size=40))
def test_q_values_are_those_of_scipy(p: list[Fraction]) -> None:
    expected = false_discovery_control([float(value) for value in p], method="bh")
    assert [float(q) for q in q_values(p)] == pytest.approx(list(expected))


def test_the_example_of_benjamini_and_hochberg() -> None:
    # Section 3.2 of the paper of 1995: fifteen p-values, of which the four smallest are rejected at 0.05.
    written = "0.0001 0.0004 0.0019 0.0095 0.0201 0.0278 0.0298 0.0344 0.0459 0.3240 0.4262 0.5719 0.6528 0.7590 1.0000"
    q = q_values([Fraction(value) for value in written.split()])
    assert sum(value <= Fraction(5, 100) for value in q) == 4


@given(st.lists(P, min_size=1, max_size=30))
def test_q_values_rise_with_p_and_lie_above_it(p: list[Fraction]) -> None:
    q = q_values(p)
    assert all(value <= corrected <= 1 for value, corrected in zip(p, q, strict=True))
    pairs = sorted(zip(p, q, strict=True))
    assert [corrected for _, corrected in pairs] == sorted(q)


@given(st.lists(P, min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_tests_does_not_matter(p: list[Fraction], random: object) -> None:
    from random import Random

    assert isinstance(random, Random)
    order = list(range(len(p)))
    random.shuffle(order)
    q, mixed = q_values(p), q_values([p[i] for i in order])
    assert list(mixed) == [q[i] for i in order]


def test_no_tests_no_q_values() -> None:
    assert q_values([]) == ()
    assert could_be_found([], [], Fraction(1, 20)) == ()


@given(
    st.lists(st.tuples(P, P), min_size=1, max_size=12),
    st.sampled_from([Fraction(1, 100), Fraction(1, 20), Fraction(1, 5), Fraction(1, 2)]),
)
def test_what_could_be_found_is_what_q_says_with_the_smallest_p_possible(
    tests: list[tuple[Fraction, Fraction]], level: Fraction
) -> None:
    p = [max(pair) for pair in tests]
    least = [min(pair) for pair in tests]
    expected = [q_values([*p[:i], least[i], *p[i + 1 :]])[i] <= level for i in range(len(p))]
    assert list(could_be_found(p, least, level)) == expected


def test_a_test_may_be_lifted_by_others_that_are_findings() -> None:
    # Alone, 0.04 of two tests would need q = 0.08; beside a p of 0.001 it has q = 0.04.
    level, rare, some = Fraction(5, 100), Fraction(1, 1000), Fraction(4, 100)
    assert could_be_found([Fraction(1), Fraction(1)], [some, some], level) == (False, False)
    assert could_be_found([rare, Fraction(1)], [rare, some], level) == (True, True)
