"""What a test of two nodes tells: whether they share, or hold, more than chance would have it, or fewer, or neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from govgraph.analysis.chance.discovery import could_be_found, q_values
from govgraph.errors import LimitError
from govgraph.model import Label

if TYPE_CHECKING:
    from govgraph.analysis.chance.nulls import Expectation, Model
    from govgraph.analysis.chance.tails import Tails

MOST: Final = 1_000_000
"""So many pairs, or links that are there or could be, are tested at once, and no more."""


class Verdict(StrEnum):
    """What a test tells."""

    MORE = "more"
    LESS = "less"
    AS_EXPECTED = "as-expected"
    CANNOT_TELL = "cannot-tell"
    NOT_DEFINED = "not-defined"
    """There is nothing to test: the score of the node has no value."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes, what they have in common, and how that stands against the null model.

    Of two nodes of one kind ``observed`` counts the partners that they share and ``margins`` the partners of each. Of a
    node and a partner it is what their link counts, none being 0, and ``margins`` are what all links of each count.
    ``q`` is the false discovery rate over all pairs tested; see :func:`govgraph.analysis.chance.discovery.q_values`.
    """

    one: str
    other: str
    margins: tuple[int, int]
    observed: int
    tails: Tails
    q: Fraction
    verdict: Verdict

    @property
    def difference(self) -> Fraction:
        """How many more there are than expected; fewer, if below zero."""
        return self.observed - self.tails.expected

    @property
    def ratio(self) -> Fraction | None:
        """How many times as many there are as expected; ``None`` where none are expected."""
        return self.observed / self.tails.expected if self.tails.expected else None


@dataclass(frozen=True, slots=True)
class Judged:
    """All pairs that were tested against one model; ``exact`` tells whether their p-values are."""

    pairs: tuple[Pair, ...]
    model: Model
    exact: bool


Seen = tuple[str, str, tuple[int, int], int]
"""Two nodes, their margins, and what was observed between them."""


def refuse_too_many(tests: int, what: Label) -> None:
    """Raise :class:`govgraph.errors.LimitError` beyond :data:`MOST` tests; ``what`` says what is tested."""
    if tests > MOST:
        raise LimitError(
            th=f"มี{what.text('th')} {tests:,} รายการ ทดสอบพร้อมกันได้ไม่เกิน {MOST:,} "
            "จำกัดด้วย --basis หรือ --fiscal-year (ใน Python จำกัดด้วย area ได้ด้วย) หรือเลือกเครือข่ายที่หยาบกว่า เช่น "
            "ministry-province",
            en=f"There are {tests:,} {what.text('en')}, and no more than {MOST:,} are tested at once: narrow them by "
            "--basis or --fiscal-year (in Python also by area), or take a coarser network such as ministry-province.",
            limit="tests",
        )


def judged(seen: Iterable[Seen], against: Expectation, model: Model, level: Fraction) -> Judged:
    """Hold what was seen against what was expected; the level is that of the false discovery rate among all pairs.

    ``more`` and ``less``: q is at most the level. ``cannot-tell``: it would not be, had the two as much, or as little,
    in common as they possibly could, and all other pairs what they have. ``as-expected``: it could have been, and is
    not.
    """
    p, p_least = [tails.p for tails in against.tails], [tails.p_least for tails in against.tails]
    q, found = q_values(p), could_be_found(p, p_least, level)
    pairs = tuple(
        Pair(*pair, tails, q[n], verdict(q[n], tails.above, found[n], level))
        for n, (pair, tails) in enumerate(zip(seen, against.tails, strict=True))
    )
    return Judged(pairs, model, against.exact)


def verdict(q: Fraction, above: bool, could_be: bool, level: Fraction) -> Verdict:
    """Return what a test tells.

    >>> str(verdict(Fraction(1, 2), above=True, could_be=False, level=Fraction(5, 100)))
    'cannot-tell'
    """
    if q <= level:
        return Verdict.MORE if above else Verdict.LESS
    return Verdict.AS_EXPECTED if could_be else Verdict.CANNOT_TELL
