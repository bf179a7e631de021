"""Many pairs tested at once: how many of those called a finding may be none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil


def q_values(p: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return the false discovery rate at which each test would be called a finding.

    Of ``m`` p-values in rising order the i-th gets q(i) = min over j ≥ i of m·p(j)/j, and 1 at most: Y. Benjamini and
    Y. Hochberg, *Controlling the false discovery rate: a practical and powerful approach to multiple testing*, Journal
    of the Royal Statistical Society B 57 (1995), 289–300, procedure (1), as values for each test. A larger p never has
    a smaller q; q ≤ α for exactly the tests that the procedure rejects at level α.

    It holds for independent tests and for those that depend on each other positively (Y. Benjamini and D. Yekutieli,
    Annals of Statistics 29, 2001). Overlaps of the same nodes depend on each other in both directions, for which there
    is no proof but long practice.

    >>> [str(q) for q in q_values([Fraction(1, 100), Fraction(4, 100), Fraction(3, 100), Fraction(9, 10)])]
    ['1/25', '4/75', '4/75', '9/10']
    """
    q = [Fraction(1)] * len(p)
    least = Fraction(1)
    for rank, i in reversed(list(enumerate(sorted(range(len(p)), key=p.__getitem__), 1))):
        least = min(least, Fraction(p[i]) * len(p) / rank)
        q[i] = least
    return tuple(q)


def samples_needed(tests: int, level: Fraction) -> int:
    """Return how many samples it takes for one of so many tests to be able to become a finding by itself.

    Of ``n`` samples no two-sided p-value is below 2/(1 + n), and where no other test comes near, q is as many times
    that as there are tests.

    >>> samples_needed(10, Fraction(5, 100)), q_values([Fraction(2, 400)] + [Fraction(1)] * 9)[0]
    (399, Fraction(1, 20))
    """
    return ceil(2 * tests / level) - 1


def could_be_found(p: Sequence[Fraction], p_least: Sequence[Fraction], level: Fraction) -> tuple[bool, ...]:
    """Tell for each test whether any outcome possible would have made it a finding, all others being as they are.

    ``p_least`` is the smallest p-value that a test can have. The test could be a finding if its q would be at most
    ``level`` with that p in the place of its own: whether its margins leave room for a finding at all, and among so
    many tests. That counts may leave none, see R. E. Tarone, *A modified Bonferroni method for discrete data*,
    Biometrics 46 (1990), 515–522, who leaves such tests out; here they stay among those tested.

    >>> half, rare = Fraction(1, 2), Fraction(1, 100)
    >>> could_be_found([half, half], [half, rare], Fraction(5, 100))
    (False, True)
    >>> could_be_found([half] * 20, [rare] * 20, Fraction(5, 100))[0]  # rare enough alone, not among twenty
    False
    """
    m = len(p)
    order = sorted(range(m), key=p.__getitem__)
    ranked = [Fraction(p[i]) for i in order]
    # Whether the test of rank r passes the line of the procedure once another test has come in below it: the line for
    # rank r + 1. Counted up, so that a stretch of ranks can be asked at once.
    passing = [0, *accumulate(m * value <= level * (rank + 1) for rank, value in enumerate(ranked, 1))]
    q = q_values(p)
    found = [False] * m
    for place, i in enumerate(order):
        if q[i] <= level:
            found[i] = True
        elif p_least[i] < p[i]:
            below = bisect_right(ranked, p_least[i])
            found[i] = m * p_least[i] <= level * (below + 1) or passing[place] > passing[below]
    return tuple(found)
