"""Which overlaps two nodes can have at all, when every node of both modes keeps its number of links. Exact."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def realisable(rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether a matrix of zeros and ones with these sums of rows and columns exists.

    It does if both add up to the same, and for every k the k largest rows hold no more than Σ min(column, k): D. Gale,
    *A theorem on flows in networks*, Pacific Journal of Mathematics 7 (1957), 1073–1082; H. J. Ryser, *Combinatorial
    properties of matrices of zeros and ones*, Canadian Journal of Mathematics 9 (1957), 371–377.

    >>> realisable([2, 1], [1, 1, 1]), realisable([3, 0], [2, 1, 0]), realisable([1], [2])
    (True, False, False)
    """
    if min((*rows, *columns), default=0) < 0:
        return False
    return all(room >= 0 for room in rooms(rows, columns)) and sum(rows) == sum(columns)


def rooms(rows: Sequence[int], columns: Sequence[int]) -> tuple[int, ...]:
    """Return Σ min(column, k) less the sum of the k largest rows, for k from 0 to the number of rows.

    A value below zero: there is no such matrix. Zero: the k largest rows are as full as can be, and where their ones
    stand is settled in part.

    >>> rooms([2, 1], [1, 1, 1])
    (0, 1, 0)
    """
    # How many columns hold at least k ones: min(column, k) grows by one for each of them as k does.
    holding = [0] * (max(columns, default=0) + 1)
    for column in columns:
        holding[column] += 1
    at_least = list(accumulate(reversed(holding)))[::-1] + [0] * (len(rows) + 1)
    most = accumulate(at_least[1 : len(rows) + 1], initial=0)
    taken = accumulate(sorted(rows, reverse=True), initial=0)
    return tuple(room - sum_ for room, sum_ in zip(most, taken, strict=True))


def overlap_range(rows: Sequence[int], columns: Sequence[int], one: int, other: int) -> tuple[int, int]:
    """Return the fewest and the most partners that the rows at ``one`` and ``other`` share in any matrix of these sums.

    All numbers between are possible too: an exchange between two rows changes an overlap by one at most, and exchanges
    lead from any matrix to any other (Ryser 1957).

    Groups of 2, 2 and 1 out of agencies in one group each, but for one agency in two: two groups share it, or none.

    >>> overlap_range([2, 2, 1], [2, 1, 1, 1], 0, 1)
    (0, 1)
    """
    a, b = rows[one], rows[other]
    fewest, most = max(0, a + b - len(columns)), min(a, b)
    others = [row for i, row in enumerate(rows) if i not in (one, other)]
    largest = sorted(columns, reverse=True)
    while fewest < most and not _leaves_room(others, largest, fewest, a + b):
        fewest += 1
    while fewest < most and not _leaves_room(others, largest, most, a + b):
        most -= 1
    return fewest, most


def _leaves_room(others: Sequence[int], largest: Sequence[int], shared: int, taken: int) -> bool:
    """Tell whether the other rows can be filled when two rows share so many columns.

    The two rows take two from each shared column and one from those that only one of them has. If any choice of
    columns leaves what the others can fill, then so does taking most from the largest: what is left is then as even as
    it can be, and even sums are the easiest to fill (A. W. Marshall, I. Olkin and B. C. Arnold, *Inequalities: Theory
    of Majorization and Its Applications*, 2nd edition 2011, section 6.A: x↓ − y↓ ≺ x − y; with Gale and Ryser above).
    """
    single = taken - 2 * shared
    left = [column - (2 if i < shared else 1 if i < shared + single else 0) for i, column in enumerate(largest)]
    return realisable(others, left)
