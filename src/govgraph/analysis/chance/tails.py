"""How far out an observed count lies among those that chance would have given, as exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Tails:
    """A count against its null model.

    ``expected`` is what the model gives on average; ``at_least`` and ``at_most`` are the probabilities of a count as
    large, and as small, as the one observed. ``at_least_most`` and ``at_most_fewest`` are the same for the largest and
    the smallest count that the margins leave possible: nothing that could have been observed lies further out.
    """

    expected: Fraction
    at_least: Fraction
    at_most: Fraction
    at_least_most: Fraction
    at_most_fewest: Fraction

    @property
    def p(self) -> Fraction:
        """The two-sided p-value."""
        return two_sided(self.at_least, self.at_most)

    @property
    def p_least(self) -> Fraction:
        """The smallest p-value that any count possible under the margins would have had."""
        return two_sided(self.at_least_most, self.at_most_fewest)

    @property
    def above(self) -> bool:
        """Whether the count lies on the side of more than chance."""
        return self.at_least < self.at_most


def two_sided(at_least: Fraction, at_most: Fraction) -> Fraction:
    """Return twice the smaller tail, 1 at most.

    D. R. Cox and D. V. Hinkley, *Theoretical Statistics* (1974), chapter 3: the smaller of two one-sided tests,
    doubled for having looked at both sides. Unlike a sum over all outcomes that are no likelier than the observed one,
    it tells the direction, and means the same for distributions that can be computed and for those only sampled.

    >>> two_sided(Fraction(1, 100), Fraction(995, 1000)), two_sided(Fraction(3, 4), Fraction(2, 3))
    (Fraction(1, 50), Fraction(1, 1))
    """
    return min(Fraction(1), 2 * min(at_least, at_most))
