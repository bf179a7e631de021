"""Every two nodes of one mode: whether they share more than chance would have it, or fewer, or it cannot be told."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from govgraph.analysis.chance.nulls import Drawn, Model, expectation
from govgraph.analysis.chance.verdicts import Judged, judged, refuse_too_many
from govgraph.model import Label

if TYPE_CHECKING:
    from fractions import Fraction

    from govgraph.analysis.chance.twomode import TwoMode


def judge_pairs(two: TwoMode, model: Model, level: Fraction, drawn: Drawn | None = None) -> Judged:
    """Test every two nodes; see :func:`govgraph.analysis.chance.verdicts.judged`.

    Raises :class:`govgraph.errors.LimitError` beyond :data:`~govgraph.analysis.chance.verdicts.MOST` pairs.
    """
    refuse_too_many(comb(len(two.nodes), 2), Label("คู่ที่จะเทียบ", "pairs"))
    shared, degrees = two.overlaps(), two.degrees
    seen = (
        (two.nodes[one], two.nodes[other], (degrees[one], degrees[other]), int(shared[one, other]))
        for one, other in combinations(range(len(two.nodes)), 2)
    )
    return judged(seen, expectation(two, model, drawn or Drawn()), model, level)
