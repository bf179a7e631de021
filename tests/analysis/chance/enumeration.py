"""All graphs of two modes with given numbers of links, one by one: slow, and beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

import networkx as nx

Matrix: TypeAlias = tuple[tuple[int, ...], ...]


def matrices(rows: Sequence[int], columns: Sequence[int]) -> Iterator[Matrix]:
    """Every matrix of zeros and ones with these sums of rows and columns."""
    if not rows:
        if not any(columns):
            yield ()
        return
    for chosen in combinations([j for j, left in enumerate(columns) if left], rows[0]):
        row = tuple(int(j in chosen) for j in range(len(columns)))
        for rest in matrices(rows[1:], [left - one for left, one in zip(columns, row, strict=True)]):
            yield (row, *rest)


def shared(matrix: Matrix, one: int, other: int) -> int:
    return sum(a * b for a, b in zip(matrix[one], matrix[other], strict=True))


def graph_of(sat: dict[str, str]) -> nx.Graph[str]:
    """A graph of groups and the agencies in them, each a letter: ``{"1": "abc", "2": "bd"}``."""
    graph: nx.Graph[str] = nx.Graph()
    for group, agencies in sat.items():
        graph.add_node(group, kind="group")
        for agency in agencies:
            graph.add_node(agency, kind="agency")
            graph.add_edge(group, agency)
    return graph
