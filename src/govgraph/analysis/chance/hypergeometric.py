"""How many partners two nodes would share that drew them blindly.

If of ``total`` partners one node draws ``one`` and the other ``other``, each set as likely as any, the number ``k``
that they share follows the hypergeometric distribution,

    P(k) = C(one, k) · C(total − one, other − k) / C(total, other).

M. Tumminello, S. Miccichè, F. Lillo, J. Piilo and R. N. Mantegna, *Statistically validated networks in bipartite
complex systems*, PLoS ONE 6 (2011), e17994, equation 1; the same model of co-occurrence, with both tails, in
D. M. Griffith, J. A. Veech and C. J. Marsh, *cooccur: probabilistic species co-occurrence analysis in R*, Journal of
Statistical Software 69 (2016), after J. A. Veech (2013).

What the model keeps is how many partners each of the two nodes has, and how many partners there are. How many nodes a
partner has does not enter it.

The same distribution tells what a table of counts would have in one cell, were the ``total`` dealt out at random and
the sums of its row and of its column kept: R. A. Fisher, *The logic of inductive inference*, Journal of the Royal
Statistical Society 98 (1935), 39–82, section 4.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import Final

from govgraph.analysis.chance.tails import Tails

EXACT_UP_TO: Final = 400
"""Distributions over so many values are summed in whole numbers, longer ones in floating point."""

_LEAST: Final = 1e-300
"""Less than that a sum in floating point does not tell; it says so much."""


def overlap_counts(total: int, one: int, other: int) -> tuple[int, tuple[int, ...]]:
    """Return the smallest overlap possible, and in how many of C(total, other) ways each from there on comes about.

    >>> overlap_counts(5, 2, 4)
    (1, (2, 3))
    """
    if not (0 <= one <= total and 0 <= other <= total):
        raise ValueError(f"nobody draws {one} and {other} out of {total}")
    fewest, most = max(0, one + other - total), min(one, other)
    ways = [comb(one, fewest) * comb(total - one, other - fewest)]
    for k in range(fewest, most):
        ways.append(ways[-1] * (one - k) * (other - k) // ((k + 1) * (total - one - other + k + 1)))
    return fewest, tuple(ways)


def summed_exactly(total: int, one: int, other: int) -> bool:
    """Tell whether the tails of such an overlap are summed in whole numbers."""
    return min(one, other) - max(0, one + other - total) < EXACT_UP_TO


@lru_cache(maxsize=4096)
def hypergeometric(total: int, one: int, other: int, observed: int) -> Tails:
    """Return the tails of an overlap of two sets of ``one`` and ``other`` out of ``total``.

    They are exact where :func:`summed_exactly` says so; else good to nine digits and better, and not below 10⁻³⁰⁰.

    The lady who tastes tea finds all four cups of eight (R. A. Fisher, *The Design of Experiments*, 1935, chapter 2):

    >>> tails = hypergeometric(8, 4, 4, 4)
    >>> tails.at_least, tails.p, tails.expected
    (Fraction(1, 70), Fraction(1, 35), Fraction(2, 1))
    """
    fewest, most = max(0, one + other - total), min(one, other)
    if not (0 <= one <= total and 0 <= other <= total and fewest <= observed <= most):
        raise ValueError(f"{one} and {other} out of {total} cannot share {observed}")
    expected = Fraction(one * other, total) if total else Fraction(0)
    at = observed - fewest
    if not summed_exactly(total, one, other):
        return Tails(expected, *(Fraction(max(tail, _LEAST)) for tail in _in_floating_point(total, one, other, at)))
    _, ways = overlap_counts(total, one, other)
    all_ways = comb(total, other)
    return Tails(
        expected,
        at_least=Fraction(sum(ways[at:]), all_ways),
        at_most=Fraction(sum(ways[: at + 1]), all_ways),
        at_least_most=Fraction(ways[-1], all_ways),
        at_most_fewest=Fraction(ways[0], all_ways),
    )


def _in_floating_point(total: int, one: int, other: int, at: int) -> tuple[float, float, float, float]:
    """Return the two tails, and those of the most and the fewest, from the likeliest overlap outwards.

    From there on each is a fraction of the one before, P(k + 1) / P(k) = (one − k)(other − k) / ((k + 1)(total − one −
    other + k + 1)), so nothing overflows and no difference of large numbers is taken.
    """
    import numpy as np

    fewest, most = max(0, one + other - total), min(one, other)
    likeliest = min(max((one + 1) * (other + 1) // (total + 2), fewest), most) - fewest
    k = np.arange(fewest, most, dtype=np.float64)
    step = (one - k) * (other - k) / ((k + 1) * (total - one - other + k + 1))
    below, above = np.cumprod(1 / step[:likeliest][::-1])[::-1], np.cumprod(step[likeliest:])
    mass = np.concatenate([below, [1.0], above])
    mass /= mass.sum()
    return float(mass[at:].sum()), float(mass[: at + 1].sum()), float(mass[-1]), float(mass[0])
