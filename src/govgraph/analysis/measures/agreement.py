"""How far two divisions of the same things into groups are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb

from govgraph.analysis.measures.figure import Figure, NotDefined


def adjusted_rand(one: Mapping[str, int], other: Mapping[str, int]) -> Fraction:
    """Return the adjusted Rand index of two partitions of the same things.

    It is 1 where they are one partition, and 0 on average where they agree by chance only; it may be below 0.
    L. Hubert and P. Arabie, *Comparing partitions*, Journal of Classification 2 (1985). Where both put everything
    together, or nothing, they are the same, and the index is 1.

    >>> adjusted_rand({"a": 1, "b": 1, "c": 2, "d": 3}, {"a": 1, "b": 1, "c": 2, "d": 2})
    Fraction(4, 7)
    """
    together = _pairs(Counter((one[thing], other[thing]) for thing in one))
    rows, columns = _pairs(Counter(one.values())), _pairs(Counter(other.values()))
    every = comb(len(one), 2)
    expected = Fraction(rows * columns, every) if every else Fraction()
    most = Fraction(rows + columns, 2)
    return (together - expected) / (most - expected) if most != expected else Fraction(1)


def stability(partitions: Sequence[Mapping[str, int]]) -> Figure:
    """Return the mean adjusted Rand index over all pairs of partitions; not defined for fewer than two.

    >>> stability([{"a": 1, "b": 1, "c": 2}] * 3)
    Fraction(1, 1)
    """
    pairs = comb(len(partitions), 2)
    if not pairs:
        return NotDefined.ONE_RUN
    return sum((adjusted_rand(one, other) for one, other in combinations(partitions, 2)), Fraction()) / pairs


def _pairs(sizes: Counter[int] | Counter[tuple[int, int]]) -> int:
    return sum(comb(size, 2) for size in sizes.values())
