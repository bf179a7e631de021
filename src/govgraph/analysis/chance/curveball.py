"""Graphs drawn at random from all in which every node of both modes has exactly the links it has.

In a trade two nodes put the partners that only one of them has on one heap and draw as many from it as they put there:
G. Strona, D. Nappo, F. Boccacci, S. Fattorini and J. San-Miguel-Ayanz, *A fast and unbiased procedure to randomize
ecological binary matrices with fixed row and column totals*, Nature Communications 5 (2014), 4114. A chain of trades
comes to every such graph equally often: C. J. Carstens, *Proof of uniform sampling of binary matrices with fixed row
sums and column sums for the fast Curveball algorithm*, Physical Review E 91 (2015), 042812.

A trade is as likely as its reverse. So the chain is first run back from the observed graph, by the trades in reverse
order, and every sample is run forward from where that ended: if the observed graph was drawn from the same
distribution, it cannot be told from the samples, and (1 + count)/(1 + n) is a p-value that holds however long or short
the chains are. J. Besag and P. Clifford, *Generalized Monte Carlo significance tests*, Biometrika 76 (1989), 633–642,
the parallel method.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Matrices = npt.NDArray[np.bool_]

TRADES_PER_ROW: Final = 10
"""Five trades a row are usually taken for enough to forget where a chain began; twice as many are made."""

_CELLS: Final = 4_000_000
"""So many cells of matrices are worked on at once."""


def curveball(matrix: Matrices, samples: int, seed: int) -> Iterator[Matrices]:
    """Give ``samples`` matrices with the row and column sums of ``matrix``, in blocks of (number, rows, columns).

    The same seed gives the same matrices.

    >>> import numpy as np
    >>> blocks = list(curveball(np.array([[1, 0], [0, 1]], dtype=bool), 1000, seed=1))
    >>> sum(len(block) for block in blocks), {tuple(m.astype(int).ravel().tolist()) for b in blocks for m in b}
    (1000, {(1, 0, 0, 1), (0, 1, 1, 0)})
    """
    import numpy as np

    # Trades are made between nodes of the smaller mode: fewer do.
    turned = matrix.shape[0] > matrix.shape[1]
    start = np.ascontiguousarray(matrix.T if turned else matrix)
    rng = np.random.default_rng(seed)
    pairs = _pairs(len(start), rng)
    hub = start[None].copy()
    for one, other in reversed(pairs):
        _trade(hub, one, other, rng)
    at_once = max(1, _CELLS // max(1, start.size))
    for first in range(0, samples, at_once):
        block = np.repeat(hub, min(at_once, samples - first), axis=0)
        for one, other in pairs:
            _trade(block, one, other, rng)
        yield block.swapaxes(1, 2) if turned else block


def _pairs(rows: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    if rows < 2:
        return []
    first = rng.integers(rows, size=TRADES_PER_ROW * rows)
    # A second row that is another: any of the others is as likely.
    second = (first + rng.integers(1, rows, size=len(first))) % rows
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _trade(block: Matrices, one: int, other: int, rng: np.random.Generator) -> None:
    """Let two rows trade in every matrix of the block, each matrix on its own."""
    import numpy as np

    a, b = block[:, one], block[:, other]
    both, heap = a & b, a ^ b
    keeps = (a & ~b).sum(axis=1)
    # Places in a random order, those of the heap before all others; the first of them go to the one row.
    order = np.argsort(np.where(heap, rng.random(heap.shape), 2.0), axis=1)
    drawn = np.zeros_like(heap)
    np.put_along_axis(drawn, order, np.arange(heap.shape[1]) < keeps[:, None], axis=1)
    block[:, one], block[:, other] = both | drawn, both | (heap & ~drawn)
