"""How unequally something is held: the Gini coefficient and the Herfindahl–Hirschman index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from govgraph.analysis.measures.figure import Figure, NotDefined


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unequally an amount is held by ``holders``.

    ``gini``: from 0 (all hold the same) to ``1 - 1/holders``; ``gini_normalised``: to 1 (one holds all). ``hhi``: from
    ``1/holders`` to 1; ``hhi_normalised``: from 0 to 1.
    """

    holders: int
    gini: Figure
    gini_normalised: Figure
    hhi: Figure
    hhi_normalised: Figure


def concentration(amounts: Iterable[int | Decimal | Fraction]) -> Concentration:
    """Return how unequally amounts are held, one amount a holder.

    ``gini`` is ``sum((2i - n - 1) x_i) / (n sum(x))`` over the amounts in rising order, and is normalised by
    ``n / (n - 1)``: C. Damgaard and J. Weiner, *Describing inequality in plant size or fecundity*, Ecology 81 (2000),
    after C. Gini (1912). ``hhi`` is the sum of the squared shares: A. O. Hirschman, *The paternity of an index*,
    American Economic Review 54 (1964); normalised it is ``(H - 1/n) / (1 - 1/n)``. Neither is defined where nothing is
    held or an amount is below zero; the normalised ones need two holders.

    >>> concentration([1, 3])
    Concentration(holders=2, gini=Fraction(1, 4), gini_normalised=Fraction(1, 2), hhi=Fraction(5, 8), \
hhi_normalised=Fraction(1, 4))
    """
    held = sorted(Fraction(amount) for amount in amounts)
    n, total = len(held), sum(held)
    why = NotDefined.NEGATIVE if held and held[0] < 0 else NotDefined.NOTHING if not total else None
    if why:
        return Concentration(n, why, why, why, why)
    gini = sum(((2 * i - n - 1) * x for i, x in enumerate(held, 1)), Fraction()) / (n * total)
    hhi = sum(((x / total) ** 2 for x in held), Fraction())
    if n == 1:
        return Concentration(n, gini, NotDefined.ONE_HOLDER, hhi, NotDefined.ONE_HOLDER)
    return Concentration(n, gini, gini * n / (n - 1), hhi, (hhi - Fraction(1, n)) * n / (n - 1))
