"""What chance would give each two nodes to share, by each of the null models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.chance.attainable import overlap_range
from govgraph.analysis.chance.bicm import bicm
from govgraph.analysis.chance.curveball import curveball
from govgraph.analysis.chance.hypergeometric import hypergeometric
from govgraph.analysis.chance.poisson_binomial import PoissonBinomial
from govgraph.analysis.chance.tails import Tails

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from govgraph.analysis.chance.twomode import TwoMode

SAMPLES: Final = 9_999
"""So many random graphs are drawn unless somebody asks for another number."""

SEED: Final = 1

_OVERLAPS: Final = 4_000_000
"""So many overlaps of two nodes are counted at once."""


class Model(StrEnum):
    """What is kept of the observed graph, while all else is left to chance."""

    HYPERGEOMETRIC = "hypergeometric"
    """How many partners each of two nodes has, and how many partners there are."""
    BICM = "bicm"
    """How many links each node of both modes has, on average."""
    CURVEBALL = "curveball"
    """How many links each node of both modes has, exactly."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How often, and from which seed, random graphs are drawn where a model needs it."""

    samples: int = SAMPLES
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Expectation:
    """The tails of every pair of nodes, in the order of their combinations, and whether they are exact."""

    tails: tuple[Tails, ...]
    exact: bool


def expectation(two: TwoMode, model: Model, drawn: Drawn) -> Expectation:
    """Return how the overlap of every two nodes stands against a model."""
    return _MODELS[model](two, drawn)


def _hypergeometric(two: TwoMode, _: Drawn) -> Expectation:
    degrees, shared = two.degrees, two.overlaps()
    total = len(two.partners)
    return Expectation(
        tuple(
            hypergeometric(total, *sorted((degrees[one], degrees[other])), int(shared[one, other]))
            for one, other in combinations(range(len(two.nodes)), 2)
        ),
        exact=True,
    )


def _bicm(two: TwoMode, _: Drawn) -> Expectation:
    degrees, shared = two.degrees, two.overlaps()
    links = bicm(degrees, two.partner_degrees)
    ranges = _Ranges(two)
    laws: dict[tuple[int, int], PoissonBinomial] = {}
    found = []
    for one, other in combinations(range(len(two.nodes)), 2):
        # Nodes of the same degree have the same probabilities, so pairs of the same degrees the same distribution.
        low, high = sorted((degrees[one], degrees[other]))
        if (law := laws.get((low, high))) is None:
            law = laws[low, high] = PoissonBinomial.of((links[one] * links[other]).tolist())
        fewest, most = ranges.of(one, other)
        observed = int(shared[one, other])
        found.append(
            Tails(
                Fraction(law.mean),
                Fraction(law.at_least(observed)),
                Fraction(law.at_most(observed)),
                Fraction(law.at_least(most)),
                Fraction(law.at_most(fewest)),
            )
        )
    return Expectation(tuple(found), exact=all(law.exact for law in laws.values()))


def _curveball(two: TwoMode, drawn: Drawn) -> Expectation:
    import numpy as np

    pairs = list(combinations(range(len(two.nodes)), 2))
    if not pairs:
        return Expectation((), exact=False)
    ranges = _Ranges(two)
    ones, others = (np.array(side) for side in zip(*pairs, strict=True))
    observed = two.overlaps()[ones, others]
    fewest, most = (np.array(side) for side in zip(*(ranges.of(*pair) for pair in pairs), strict=True))
    total = np.zeros_like(observed)
    # The graph at hand is one of those that chance could have given, and counts among them.
    counts = [np.ones_like(total) for _ in range(4)]
    # Blocks are sized by their cells. Where partners are few, pairs are far more: some graphs of a block at a time.
    at_once = max(1, _OVERLAPS // len(two.nodes) ** 2)
    for block in curveball(two.matrix, drawn.samples, drawn.seed):
        for first in range(0, len(block), at_once):
            shared = _overlaps(block[first : first + at_once], ones, others)
            total += shared.sum(axis=0)
            beyond = (shared >= observed, shared <= observed, shared >= most, shared <= fewest)
            counts = [count + hit.sum(axis=0) for count, hit in zip(counts, beyond, strict=True)]
    n = drawn.samples
    return Expectation(
        tuple(
            Tails(Fraction(sum_, n), *(Fraction(count, 1 + n) for count in counted))
            for sum_, *counted in zip(total.tolist(), *(count.tolist() for count in counts), strict=True)
        ),
        exact=False,
    )


def _overlaps(block: npt.NDArray[np.bool_], ones: npt.NDArray[Any], others: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    import numpy as np

    # Products of floats are much faster than of whole numbers, and exact for counts of this size.
    counts = block.astype(np.float32)
    shared: npt.NDArray[np.int64] = (counts @ counts.swapaxes(1, 2))[:, ones, others].astype(np.int64)
    return shared


class _Ranges:
    """The fewest and the most partners that two nodes can share, worked out once for each two degrees."""

    def __init__(self, two: TwoMode) -> None:
        self._rows, self._columns = two.degrees, two.partner_degrees
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def of(self, one: int, other: int) -> tuple[int, int]:
        low, high = sorted((self._rows[one], self._rows[other]))
        if (known := self._known.get((low, high))) is None:
            known = self._known[low, high] = overlap_range(self._rows, self._columns, one, other)
        return known


_MODELS: Final[Mapping[Model, Callable[[TwoMode, Drawn], Expectation]]] = {
    Model.HYPERGEOMETRIC: _hypergeometric,
    Model.BICM: _bicm,
    Model.CURVEBALL: _curveball,
}
