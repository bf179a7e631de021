"""The bipartite configuration model: the most random graphs in which every node has, on average, the links it has.

Of all distributions over graphs of two modes, the one of the largest entropy whose expected degrees are those observed
links node ``i`` and partner ``j`` independently of all else with probability

    p(i, j) = x(i) y(j) / (1 + x(i) y(j)),    Σ_j p(i, j) = k(i),    Σ_i p(i, j) = d(j).

F. Saracco, R. Di Clemente, A. Gabrielli and T. Squartini, *Randomizing bipartite networks: the case of the World Trade
Web*, Scientific Reports 5 (2015), 10595, section Methods; used to judge co-occurrences in F. Saracco, M. J. Straka,
R. Di Clemente, A. Gabrielli, G. Caldarelli and T. Squartini, *Inferring monopartite projections of bipartite networks:
an entropy-based approach*, New Journal of Physics 19 (2017), 053022, appendices A (the number of partners that two
nodes share has a Poisson-binomial distribution) and C (the model).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from govgraph.analysis.chance.attainable import realisable, rooms
from govgraph.errors import LimitError, UsageError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Indices = npt.NDArray[np.int64]

CLOSE: Final = 1e-10
"""So near must each expected degree come to the degree observed."""

_STEPS: Final = 200


def bicm(degrees: Sequence[int], partner_degrees: Sequence[int], *, steps: int = _STEPS) -> Floats:
    """Return the probability of every link, a row for each node and a column for each partner.

    Rows and columns add up to the degrees, to 10⁻⁹ and better. Links that stand, or fail, in every graph of these
    degrees have exactly 1, or 0: those of a node linked to everybody or nobody, and all others that the degrees settle.

    Raises :class:`govgraph.errors.UsageError` for degrees that no graph has, and :class:`govgraph.errors.LimitError` if
    the probabilities are not found within so many ``steps``.

    >>> bicm([2, 2], [1, 1, 1, 1]).round(9).tolist()
    [[0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5]]
    >>> bicm([2, 1, 0], [2, 1]).tolist()
    [[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]
    """
    import numpy as np

    links, parts = _divided(degrees, partner_degrees)
    for part in parts:
        links[np.ix_(part.at_rows, part.at_columns)] = _inside(part.rows, part.columns, steps)
    return links


def settled(degrees: Sequence[int], partner_degrees: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Tell of every link whether it stands, or fails, in all graphs of these degrees.

    Raises :class:`govgraph.errors.UsageError` for degrees that no graph has.

    >>> settled([2, 1, 1], [3, 1]).tolist()
    [[True, True], [True, True], [True, True]]
    >>> settled([1, 1], [1, 1]).tolist()
    [[False, False], [False, False]]
    """
    import numpy as np

    links, parts = _divided(degrees, partner_degrees)
    same = np.ones(links.shape, dtype=np.bool_)
    for part in parts:
        same[np.ix_(part.at_rows, part.at_columns)] = False
    return same


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Some of the rows and columns, where they stand, and what they have left to share among themselves."""

    at_rows: Indices
    at_columns: Indices
    rows: Indices
    columns: Indices


def _divided(degrees: Sequence[int], partner_degrees: Sequence[int]) -> tuple[Floats, list[_Part]]:
    """Return the links that are settled, 1 or 0, and the parts of the matrix, 0 there, in which none is."""
    import numpy as np

    if not realisable(degrees, partner_degrees):
        raise UsageError(
            th="ไม่มีกราฟใดที่มีจำนวนความเชื่อมโยงตามนี้ทั้งสองฝ่าย",
            en="There is no graph with these numbers of links on both sides.",
        )
    rows, columns = np.array(degrees, dtype=np.int64), np.array(partner_degrees, dtype=np.int64)
    links = np.zeros((len(rows), len(columns)))
    parts, open_ = [_Part(np.arange(len(rows)), np.arange(len(columns)), rows, columns)], []
    while parts:
        part = parts.pop()
        rows, columns = part.rows, part.columns
        if not (len(rows) and len(columns)):
            continue
        full = _full_rows(rows, columns)
        if full is None:
            open_.append(part)
            continue
        # The fullest rows hold all of the columns that can fill them, and no other row any of those too short to.
        order = np.argsort(-rows, kind="stable")
        top, bottom = order[:full], order[full:]
        short, tall = columns < full, columns > full
        at = part.at_columns
        links[np.ix_(part.at_rows[top], at[~short])] = 1.0
        parts.append(_Part(part.at_rows[top], at[short], rows[top] - int((~short).sum()), columns[short]))
        parts.append(_Part(part.at_rows[bottom], at[tall], rows[bottom], columns[tall] - full))
    return links, open_


def _full_rows(rows: Indices, columns: Indices) -> int | None:
    """Return a number of largest rows that leave no room (see :func:`rooms`) and settle some link, if there is one."""
    room = rooms(rows.tolist(), columns.tolist())
    if (columns == 0).any():
        return 0
    if (columns == len(rows)).any():
        return len(rows)
    return next((k for k in range(1, len(rows)) if room[k] == 0), None)


def _inside(rows: Indices, columns: Indices, steps: int) -> Floats:
    """Solve where no link is settled: then the probabilities exist, all between 0 and 1, and are unique.

    With x = eᵅ and y = eᵝ they are where Σ log(1 + eᵅ⁽ⁱ⁾⁺ᵝ⁽ʲ⁾) − Σ k(i) α(i) − Σ d(j) β(j) is least, a convex function;
    Newton's method goes there, each step halved until it leads down. Nodes of the same degree have the same
    probabilities and are solved for once.
    """
    import numpy as np

    k, of_row, many_k = np.unique(rows, return_inverse=True, return_counts=True)
    d, of_column, many_d = np.unique(columns, return_inverse=True, return_counts=True)
    weight = np.outer(many_k, many_d).astype(np.float64)

    def height(at: Floats) -> float:
        raised = np.logaddexp(0.0, at[: len(k), None] + at[len(k) :])
        return float((weight * raised).sum() - (many_k * k) @ at[: len(k)] - (many_d * d) @ at[len(k) :])

    root = np.sqrt(float(rows.sum()))
    at = np.log(np.concatenate([k / root, d / root]))
    # α and β are known but for what is added to the one and taken from the other.
    idle = np.concatenate([np.ones(len(k)), -np.ones(len(d))])
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-(at[: len(k), None] + at[len(k) :])))
        off = np.concatenate([p @ many_d - k, many_k @ p - d])
        if float(np.abs(off).max()) <= CLOSE:
            solved: Floats = p[np.ix_(of_row, of_column)]
            return solved
        slope = off * np.concatenate([many_k, many_d])
        bent = weight * p * (1.0 - p)
        curvature = np.block([[np.diag(bent.sum(axis=1)), bent], [bent.T, np.diag(bent.sum(axis=0))]])
        step = np.linalg.solve(curvature + np.outer(idle, idle), -slope)
        now, size = height(at), 1.0
        while height(at + size * step) > now + 1e-4 * size * float(slope @ step) and size > 1e-6:
            size /= 2
        at = at + size * step
    raise LimitError(
        th=f"หาความน่าจะเป็นของแบบจำลอง BiCM ไม่ลงตัวใน {steps} ขั้น ใช้แบบจำลอง hypergeometric หรือ curveball แทนได้",
        en=f"The probabilities of the bipartite configuration model were not found in {steps} steps; "
        "the models hypergeometric and curveball need no such search.",
        limit="steps",
    )
