"""Every link there is or could be: whether it is stronger than its margins explain, or weaker, or it cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.chance.bicm import bicm, settled
from govgraph.analysis.chance.curveball import curveball
from govgraph.analysis.chance.hypergeometric import hypergeometric, summed_exactly
from govgraph.analysis.chance.nulls import Drawn, Expectation, Model
from govgraph.analysis.chance.tails import Tails
from govgraph.analysis.chance.verdicts import Judged, judged, refuse_too_many
from govgraph.errors import UsageError
from govgraph.model import Label

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

    from govgraph.analysis.chance.twomode import TwoMode

    Counts = npt.NDArray[np.int64]

LINK: Final = "link"
"""What is tested, where it is not the pairs of a kind."""


def means_links(of: str) -> bool:
    """Tell whether somebody asks for links.

    >>> means_links("link"), means_links("Links"), means_links("group")
    (True, True, False)
    """
    return of.casefold().removesuffix("s") == LINK


_UNCOUNTABLE: Final = frozenset({"amount_thb"})
"""Weights that may be whole numbers and yet count no things."""


def judge_links(
    two: TwoMode, model: Model, level: Fraction, drawn: Drawn | None = None, counts: Counts | None = None
) -> Judged:
    """Test the link of every node with every partner, also where there is none.

    ``counts`` (see :func:`counted`) is what each link counts; without it a link counts 1.

    * ``hypergeometric``: all that is counted is dealt out at random, and every node and every partner keeps its sum;
      how much then falls to one link is hypergeometric. V. Hatzopoulos, G. Iori, R. N. Mantegna, S. Miccichè and
      M. Tumminello, *Quantifying preferential trading in the e-MID interbank market*, Quantitative Finance 15 (2015),
      693–710, who so find the links that are preferred; it is R. A. Fisher's exact test of the link.
    * ``curveball`` and ``bicm``: whether there is a link, in random graphs in which every node and every partner keeps
      its number of links, exactly or on average. They know no counts.

    See :func:`govgraph.analysis.chance.verdicts.judged` for what comes of it. Raises
    :class:`govgraph.errors.LimitError` beyond :data:`~govgraph.analysis.chance.verdicts.MOST` links.

    >>> import networkx as nx
    >>> from govgraph.analysis.chance import Model, TwoMode
    >>> graph = nx.Graph()
    >>> graph.add_nodes_from(["transport", "health"], kind="ministry")
    >>> graph.add_nodes_from(["roads", "care"], kind="theme")
    >>> graph.add_weighted_edges_from(
    ...     [("transport", "roads", 9), ("health", "care", 8), ("health", "roads", 1)], weight="agencies"
    ... )
    >>> two = TwoMode.of(graph, "ministry")
    >>> found = judge_links(two, Model.HYPERGEOMETRIC, Fraction(1, 20), counts=counted(graph, two, "agencies"))
    >>> [(pair.one, pair.other, pair.observed, float(pair.tails.expected), str(pair.verdict)) for pair in found.pairs]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('health', 'care', 8, 4.0, 'more'), ('health', 'roads', 1, 5.0, 'less'),
     ('transport', 'care', 0, 4.0, 'less'), ('transport', 'roads', 9, 5.0, 'more')]
    """
    import numpy as np

    refuse_too_many(len(two.nodes) * len(two.partners), Label("ความเชื่อมโยงที่เป็นไปได้", "possible links"))
    matrix = two.matrix.astype(np.int64) if counts is None else counts
    rows, columns = matrix.sum(axis=1).tolist(), matrix.sum(axis=0).tolist()
    seen = (
        (two.nodes[i], two.partners[j], (rows[i], columns[j]), int(matrix[i, j]))
        for i, j in product(range(len(rows)), range(len(columns)))
    )
    return judged(seen, _MODELS[model](matrix, drawn or Drawn()), model, level)


def counted(graph: nx.Graph[str], two: TwoMode, weight: str) -> Counts:
    """Return what each link counts, a row for each node and a column for each partner; 0 where there is no link.

    Raises :class:`govgraph.errors.UsageError` unless ``weight`` is a whole number, not below 0, on every link, and
    above it on some: what is dealt out must come in pieces. Money does not.
    """
    import numpy as np

    if two.matrix.any() and weight not in (there := _countable(graph)):
        listed = ", ".join(there) or "–"
        raise UsageError(
            th=f"ความเชื่อมโยงในเครือข่ายนี้ไม่ได้นับ “{weight}” เป็นชิ้น จึงสุ่มจัดสรรไม่ได้ เลือกได้: {listed}",
            en=f"The links of this network do not count “{weight}” piece by piece, so it cannot be dealt out at "
            f"random; it is one of: {listed}.",
        )
    counts = np.zeros(two.matrix.shape, dtype=np.int64)
    at = {name: i for names in (two.nodes, two.partners) for i, name in enumerate(names)}
    for one, other, line in graph.edges(data=True):
        node, partner = (one, other) if graph.nodes[one]["kind"] == two.kind else (other, one)
        counts[at[node], at[partner]] = line[weight]
    return counts


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _countable(graph: nx.Graph[str]) -> list[str]:
    lines = [line for *_, line in graph.edges(data=True)]
    names = sorted({name for line in lines for name in line} - _UNCOUNTABLE)
    whole = [name for name in names if all(_whole(line.get(name)) for line in lines)]
    return [name for name in whole if any(line[name] for line in lines)]


def _dealt(matrix: Counts, _: Drawn) -> Expectation:
    rows, columns, total = matrix.sum(axis=1).tolist(), matrix.sum(axis=0).tolist(), int(matrix.sum())
    tails = tuple(
        hypergeometric(total, *sorted((rows[i], columns[j])), int(matrix[i, j]))
        for i, j in product(range(len(rows)), range(len(columns)))
    )
    sums = product(set(rows), set(columns))
    return Expectation(tails, exact=all(summed_exactly(total, row, column) for row, column in sums))


def _drawn(matrix: Counts, drawn: Drawn) -> Expectation:
    import numpy as np

    there = matrix.astype(np.bool_)
    # Links that stand, or fail, in every graph of these degrees are known beyond all sampling.
    known = settled(there.sum(axis=1).tolist(), there.sum(axis=0).tolist())
    times = np.zeros(matrix.shape, dtype=np.int64)
    for block in curveball(there, drawn.samples, drawn.seed):
        times += block.sum(axis=0)
    n = drawn.samples
    return Expectation(
        tuple(
            _of_link(link, Fraction(count, n), Fraction(1 + count, 1 + n), Fraction(1 + n - count, 1 + n), fixed)
            for link, count, fixed in zip(there.flat, times.ravel().tolist(), known.flat, strict=True)
        ),
        exact=False,
    )


def _on_average(matrix: Counts, _: Drawn) -> Expectation:
    import numpy as np

    there = matrix.astype(np.bool_)
    chances = bicm(there.sum(axis=1).tolist(), there.sum(axis=0).tolist())
    return Expectation(
        tuple(
            _of_link(link, Fraction(p), Fraction(p), 1 - Fraction(p), p in {0.0, 1.0})
            for link, p in zip(there.flat, chances.ravel().tolist(), strict=True)
        ),
        exact=True,
    )


def _of_link(there: Any, expected: Fraction, linked: Fraction, unlinked: Fraction, known: Any) -> Tails:
    """Return the tails of a link that is there or not, from the probabilities that it is, and that it is not."""
    one = Fraction(1)
    if known:
        return Tails(expected, one, one, one, one)
    return Tails(expected, linked if there else one, one if there else unlinked, linked, unlinked)


_MODELS: Final[Mapping[Model, Callable[[Counts, Drawn], Expectation]]] = {
    Model.HYPERGEOMETRIC: _dealt,
    Model.BICM: _on_average,
    Model.CURVEBALL: _drawn,
}
