"""How many of many things that happen independently, each with a probability of its own, happen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import erfc, exp, fsum, pi, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

EXACT_UP_TO: Final = 5_000
"""So many things that may happen or not are counted through exactly; of more the distribution is approximated."""


@dataclass(frozen=True, slots=True, eq=False)
class PoissonBinomial:
    """The distribution of a sum of independent things of unequal probability.

    ``exact`` tells how it was found: by adding one thing after the other to the distribution of those before
    (Y. Hong, *On computing the distribution function for the Poisson binomial distribution*, Computational Statistics &
    Data Analysis 59 (2013), 41–51, there the direct convolution), or, of more than :data:`EXACT_UP_TO`, by the refined
    normal approximation G(x) = Φ(x) + γ (1 − x²) φ(x) / 6 at x = (k + ½ − μ)/σ with the skewness γ (ibid., after
    A. Y. Volkova, 1996).

    >>> halves = PoissonBinomial.of([0.5, 0.5, 1.0])
    >>> [halves.at_least(k) for k in range(5)], halves.mean, halves.exact
    ([1.0, 1.0, 0.75, 0.25, 0.0], 2.0, True)
    """

    mean: float
    _certain: int
    _mass: npt.NDArray[np.float64] | None
    _spread: float = 0.0
    _skew: float = 0.0

    @classmethod
    def of(cls, probabilities: Iterable[float], *, exact_up_to: int = EXACT_UP_TO) -> PoissonBinomial:
        """Return the distribution of how many happen, from the probability of each."""
        import numpy as np

        all_ = sorted(probabilities)
        open_ = [p for p in all_ if 0.0 < p < 1.0]
        certain = sum(p >= 1.0 for p in all_)
        if len(open_) <= exact_up_to:
            mass = np.zeros(len(open_) + 1)
            mass[0] = 1.0
            for n, p in enumerate(open_, 1):
                mass[1 : n + 1] = mass[1 : n + 1] * (1.0 - p) + mass[:n] * p
                mass[0] *= 1.0 - p
            return cls(fsum(all_), certain, mass)
        variance = fsum(p * (1.0 - p) for p in open_)
        third = fsum(p * (1.0 - p) * (1.0 - 2.0 * p) for p in open_)
        return cls(fsum(all_), certain, None, sqrt(variance), third / sqrt(variance) ** 3)

    @property
    def exact(self) -> bool:
        """Whether the distribution was counted through."""
        return self._mass is not None

    def at_least(self, count: int) -> float:
        """Return the probability that as many happen, or more."""
        open_ = count - self._certain
        if self._mass is None:
            return self._upper(open_ - 0.5) if open_ > 0 else 1.0
        # Never one less the rest: far out, that would leave nothing but rounding.
        return 1.0 if open_ <= 0 else min(1.0, fsum(self._mass[open_:]))

    def at_most(self, count: int) -> float:
        """Return the probability that as many happen, or fewer."""
        open_ = count - self._certain
        if open_ < 0:
            return 0.0
        if self._mass is None:
            return 1.0 - self._upper(open_ + 0.5)
        return 1.0 if open_ >= len(self._mass) - 1 else min(1.0, fsum(self._mass[: open_ + 1]))

    def _upper(self, at: float) -> float:
        x = (at - (self.mean - self._certain)) / self._spread
        bend = self._skew * (1.0 - x * x) * exp(-x * x / 2.0) / sqrt(2.0 * pi) / 6.0
        return min(1.0, max(0.0, erfc(x / sqrt(2.0)) / 2.0 - bend))
