"""What two nodes can share when all keep their links, against all graphs there are."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis.chance.attainable import overlap_range, realisable
from tests.analysis.chance.enumeration import matrices, shared

BITS = st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=2, max_size=4)


@given(st.lists(st.integers(-1, 4), max_size=4), st.lists(st.integers(-1, 4), max_size=4))
def test_a_graph_exists_where_one_is_found(rows: list[int], columns: list[int]) -> None:
    possible = min((*rows, *columns), default=0) >= 0
    found = possible and any(True for _ in matrices(rows, columns))
    assert realisable(rows, columns) is found


@settings(max_examples=60)
@given(BITS)
def test_the_fewest_and_the_most_are_those_of_all_graphs(bits: list[list[int]]) -> None:
    rows, columns = [sum(row) for row in bits], [sum(column) for column in zip(*bits, strict=True)]
    every = list(matrices(rows, columns))
    for one, other in combinations(range(len(rows)), 2):
        found = {shared(matrix, one, other) for matrix in every}
        fewest, most = overlap_range(rows, columns, one, other)
        assert found == set(range(fewest, most + 1))


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        # every agency sits in one group: no two groups share any
        ([3, 2, 1], [1, 1, 1, 1, 1, 1], (0, 0)),
        # every agency sits in both groups
        ([3, 3], [2, 2, 2], (3, 3)),
        # the third group takes two of the agencies that sit twice, or two that sit once
        ([4, 4, 2], [2, 2, 2, 2, 1, 1], (2, 4)),
    ],
)
def test_by_hand(rows: list[int], columns: list[int], expected: tuple[int, int]) -> None:
    assert overlap_range(rows, columns, 0, 1) == expected
