"""Two nodes that draw their partners blindly: how many would they share? Exact, in whole numbers.

If of ``total`` partners one node draws ``one`` and the other ``other``, each set as likely as any, the number ``k``
that they share follows the hypergeometric distribution,

    P(k) = C(one, k) · C(total − one, other − k) / C(total, other).

M. Tumminello, S. Miccichè, F. Lillo, J. Piilo and R. N. Mantegna, *Statistically validated networks in bipartite
complex systems*, PLoS ONE 6 (2011), e17994, equation 1; the same model of co-occurrence, with both tails, in
D. M. Griffith, J. A. Veech and C. J. Marsh, *cooccur: probabilistic species co-occurrence analysis in R*, Journal of
Statistical Software 69 (2016), after J. A. Veech (2013).

What the model keeps is how many partners each of the two nodes has, and how many partners there are. How many nodes a
partner has does not enter it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb

from govgraph.analysis.chance.tails import Tails


def overlap_counts(total: int, one: int, other: int) -> tuple[int, tuple[int, ...]]:
    """Return the smallest overlap possible, and in how many of C(total, other) ways each from there on comes about.

    >>> overlap_counts(5, 2, 4)
    (1, (2, 3))
    """
    if not (0 <= one <= total and 0 <= other <= total):
        raise ValueError(f"nobody draws {one} and {other} out of {total}")
    fewest, most = max(0, one + other - total), min(one, other)
    return fewest, tuple(comb(one, k) * comb(total - one, other - k) for k in range(fewest, most + 1))


@lru_cache(maxsize=4096)
def hypergeometric(total: int, one: int, other: int, observed: int) -> Tails:
    """Return the tails of an overlap of two sets of ``one`` and ``other`` out of ``total``, exactly.

    The lady who tastes tea finds all four cups of eight (R. A. Fisher, *The Design of Experiments*, 1935, chapter 2):

    >>> tails = hypergeometric(8, 4, 4, 4)
    >>> tails.at_least, tails.p, tails.expected
    (Fraction(1, 70), Fraction(1, 35), Fraction(2, 1))
    """
    fewest, ways = overlap_counts(total, one, other)
    if not fewest <= observed < fewest + len(ways):
        raise ValueError(f"{one} and {other} out of {total} cannot share {observed}")
    at, all_ways = observed - fewest, comb(total, other)
    return Tails(
        expected=Fraction(one * other, total) if total else Fraction(0),
        at_least=Fraction(sum(ways[at:]), all_ways),
        at_most=Fraction(sum(ways[: at + 1]), all_ways),
        at_least_most=Fraction(ways[-1], all_ways),
        at_most_fewest=Fraction(ways[0], all_ways),
    )
