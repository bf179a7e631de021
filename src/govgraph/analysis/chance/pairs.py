"""Every two nodes of one mode: whether they share more than chance would have it, or fewer, or it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from govgraph.analysis.chance.discovery import could_be_found, q_values
from govgraph.analysis.chance.nulls import Drawn, Model, expectation

if TYPE_CHECKING:
    from govgraph.analysis.chance.tails import Tails
    from govgraph.analysis.chance.twomode import TwoMode


class Verdict(StrEnum):
    """What a test tells."""

    MORE = "more"
    LESS = "less"
    AS_EXPECTED = "as-expected"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes, what they share, and how that stands against the null model.

    ``q`` is the false discovery rate over all pairs tested; see :func:`govgraph.analysis.chance.discovery.q_values`.
    """

    one: str
    other: str
    degrees: tuple[int, int]
    observed: int
    tails: Tails
    q: Fraction
    verdict: Verdict

    @property
    def difference(self) -> Fraction:
        """How many more they share than expected; fewer, if below zero."""
        return self.observed - self.tails.expected

    @property
    def ratio(self) -> Fraction | None:
        """How many times as many they share as expected; ``None`` where none are expected."""
        return self.observed / self.tails.expected if self.tails.expected else None


@dataclass(frozen=True, slots=True)
class Judged:
    """All pairs of nodes of one mode against one model; ``exact`` tells whether their p-values are."""

    pairs: tuple[Pair, ...]
    model: Model
    exact: bool
    level: Fraction


def judge_pairs(two: TwoMode, model: Model, level: Fraction, drawn: Drawn | None = None) -> Judged:
    """Test every two nodes; the level is that of the false discovery rate among all of them.

    ``more`` and ``less``: q is at most the level. ``cannot-tell``: it would not be, had the two shared as many, or as
    few, as they possibly could, and all other pairs what they do. ``as-expected``: it could have been, and is not.
    """
    against = expectation(two, model, drawn or Drawn())
    p, p_least = [tails.p for tails in against.tails], [tails.p_least for tails in against.tails]
    q, found = q_values(p), could_be_found(p, p_least, level)
    shared, degrees = two.overlaps(), two.degrees
    places = combinations(range(len(two.nodes)), 2)
    pairs = tuple(
        Pair(
            two.nodes[one],
            two.nodes[other],
            (degrees[one], degrees[other]),
            int(shared[one, other]),
            against.tails[n],
            q[n],
            verdict(q[n], against.tails[n].above, found[n], level),
        )
        for n, (one, other) in enumerate(places)
    )
    return Judged(pairs, model, against.exact, level)


def verdict(q: Fraction, above: bool, could_be: bool, level: Fraction) -> Verdict:
    """Return what a test tells.

    >>> str(verdict(Fraction(1, 2), above=True, could_be=False, level=Fraction(5, 100)))
    'cannot-tell'
    """
    if q <= level:
        return Verdict.MORE if above else Verdict.LESS
    return Verdict.AS_EXPECTED if could_be else Verdict.CANNOT_TELL
