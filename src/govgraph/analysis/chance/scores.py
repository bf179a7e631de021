"""Whether a score of nodes, any that a function can tell from a graph, is more than chance would have given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isnan, nan
from typing import TYPE_CHECKING, Final

from govgraph.analysis.chance.bicm import bicm
from govgraph.analysis.chance.curveball import curveball
from govgraph.analysis.chance.discovery import could_be_found, q_values
from govgraph.analysis.chance.nulls import Drawn, Model
from govgraph.analysis.chance.tails import Tails
from govgraph.analysis.chance.twomode import TwoMode
from govgraph.analysis.chance.verdicts import Verdict, verdict

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Matrix = npt.NDArray[np.bool_]

Score = Callable[["nx.Graph[str]"], Mapping[str, float]]
"""What gives each node of a graph its score; nodes without one, and those of the other kind, may be left out."""

Heard = Callable[[int], None]
"""Told how many random graphs are scored."""

_ALIKE: Final = 1e-9
"""Scores that differ by less than this share of themselves differ by rounding only."""

_SURE: Final = 10
"""So many random graphs with the highest score of all, to the digit, and none beyond: it goes no higher."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of a node against those it had in random graphs; ``expected`` is their mean.

    Random graphs in which it has none are left out.
    """

    node: str
    score: float
    expected: float
    p: Fraction
    q: Fraction
    p_least: Fraction
    verdict: Verdict


def judge_scores(
    graph: nx.Graph[str],
    kind: str,
    score: Score,
    *,
    model: Model = Model.CURVEBALL,
    level: Fraction = Fraction(1, 20),
    drawn: Drawn | None = None,
    heard: Heard | None = None,
) -> tuple[Scored, ...]:
    """Test the score of every node of a kind, from the least p-value on.

    Random graphs are drawn from the model: ``curveball`` keeps the links of every node, ``bicm`` keeps them on average;
    with ``hypergeometric`` each node of the *other* kind draws its number of partners at random from all nodes of this
    kind. p is two-sided, twice the smaller of (1 + count)/(1 + n) on either side: B. V. North, D. Curtis and
    P. C. Sham, *A note on the calculation of empirical P values from Monte Carlo procedures*, American Journal of Human
    Genetics 71 (2002), 439–441. A score that is the same in all graphs, one that so few samples could not tell from
    chance, and one that chance often brings as far as it goes, is ``cannot-tell``; nodes without a score are left out.

    Edges of random graphs carry nothing; the score must do without. Nodes keep what they carry.

    >>> import networkx as nx
    >>> graph = nx.Graph([("g1", "a"), ("g2", "a"), ("g3", "a"), ("g3", "b")])
    >>> nx.set_node_attributes(graph, {n: "group" if n[0] == "g" else "agency" for n in graph}, "kind")
    >>> degree = lambda graph: dict(graph.degree)
    >>> found = judge_scores(graph, "agency", degree, drawn=Drawn(samples=99))
    >>> [(scored.node, scored.score, str(scored.verdict)) for scored in found]  # degrees are kept
    [('a', 3.0, 'cannot-tell'), ('b', 1.0, 'cannot-tell')]
    """
    two = TwoMode.of(graph, kind)
    drawn = drawn or Drawn()
    observed = _scores(graph, two, score)
    seen = _Seen(observed)
    for n, matrix in enumerate(_matrices(two, model, drawn), 1):
        seen.add(_scores(_graph(two, matrix, graph), two, score))
        if heard:
            heard(n)
    tested = [i for i in range(len(two.nodes)) if seen.defined[i] and not isnan(observed[i])]
    tails = [seen.tails(i) for i in tested]
    p, p_least = [one.p for one in tails], [one.p_least for one in tails]
    q, found = q_values(p), could_be_found(p, p_least, level)
    scored = [
        Scored(
            two.nodes[i],
            float(observed[i]),
            float(tails[n].expected),
            p[n],
            q[n],
            p_least[n],
            verdict(q[n], tails[n].above, found[n], level),
        )
        for n, i in enumerate(tested)
    ]
    return tuple(sorted(scored, key=lambda found: (found.p, found.node)))


class _Seen:
    """How often the scores of random graphs were as high, and as low, as those observed, and how far they went."""

    def __init__(self, observed: Floats) -> None:
        import numpy as np

        self._observed, self._margin = observed, _margin(observed)
        self.defined = np.zeros(len(observed), dtype=np.int64)
        self._above, self._below = self.defined.copy(), self.defined.copy()
        self._beyond = np.zeros(len(observed))
        self._highest, self._lowest = _Furthest(observed), _Furthest(-observed)

    def add(self, scores: Floats) -> None:
        """Count the scores of one more graph; a node without one is passed over."""
        import numpy as np

        self.defined += ~np.isnan(scores)
        above, below = scores >= self._observed - self._margin, scores <= self._observed + self._margin
        self._above += above
        self._below += below
        self._beyond += np.where(above & below, 0.0, np.nan_to_num(scores - self._observed))
        self._highest.add(scores)
        self._lowest.add(-scores)

    def tails(self, i: int) -> Tails:
        """Return the tails of the score of a node; the graph at hand counts among those that chance could have given.

        How far out a score can be at all is learnt from the samples, see :class:`_Furthest`.
        """
        n, above, below = (int(counts[i]) for counts in (self.defined, self._above, self._below))
        highest, lowest = (end.reached(i, n) for end in (self._highest, self._lowest))
        return Tails(
            Fraction(float(self._observed[i])) + Fraction(float(self._beyond[i])) / n,
            Fraction(above + 1, n + 1),
            Fraction(below + 1, n + 1),
            Fraction(min(above, highest) + 1, n + 1),
            Fraction(min(below, lowest) + 1, n + 1),
        )


class _Furthest:
    """The highest score of each node in any graph, and how many random graphs had it."""

    def __init__(self, observed: Floats) -> None:
        import numpy as np

        self._score = observed.copy()
        self._graphs = np.zeros(len(observed), dtype=np.int64)

    def add(self, scores: Floats) -> None:
        """Look at the scores of one more graph."""
        import numpy as np

        margin = _margin(scores)
        further = scores > self._score + margin
        self._graphs += scores >= self._score - margin
        self._graphs = np.where(further, 1, self._graphs)
        self._score = np.where(further, scores, self._score)

    def reached(self, i: int, n: int) -> int:
        """Return in how many of ``n`` random graphs the score of a node was as high as it can be.

        If more than :data:`_SURE` of them, or all, share the highest score, it is taken for the end of the scale, such
        as 1 of a share. Else a score beyond all samples is possible: none was as high.
        """
        graphs = int(self._graphs[i])
        return graphs if graphs > _SURE or graphs == n else 0


def _margin(scores: Floats) -> Floats:
    import numpy as np

    margin: Floats = _ALIKE * np.maximum(1.0, np.abs(scores))
    return margin


def _scores(graph: nx.Graph[str], two: TwoMode, score: Score) -> Floats:
    import numpy as np

    given = score(graph)
    return np.array([given.get(node, nan) for node in two.nodes], dtype=np.float64)


def _matrices(two: TwoMode, model: Model, drawn: Drawn) -> Iterator[Matrix]:
    import numpy as np

    if model is Model.CURVEBALL:
        for block in curveball(two.matrix, drawn.samples, drawn.seed):
            yield from block
        return
    rng = np.random.default_rng(drawn.seed)
    if model is Model.BICM:
        links = bicm(two.degrees, two.partner_degrees)
        for _ in range(drawn.samples):
            yield rng.random(links.shape) < links
        return
    sizes = np.array(two.partner_degrees)
    for _ in range(drawn.samples):
        ranks = rng.random(two.matrix.shape).argsort(axis=0).argsort(axis=0)
        yield ranks < sizes


def _graph(two: TwoMode, matrix: Matrix, like: nx.Graph[str]) -> nx.Graph[str]:
    graph = like.__class__()
    graph.add_nodes_from(like.nodes(data=True))
    rows, columns = matrix.nonzero()
    graph.add_edges_from(
        (two.nodes[row], two.partners[column]) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    )
    return graph
