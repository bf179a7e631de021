"""Round a table so that it still adds up: controlled rounding.

Every cell, every total of a row or column, and the total of all becomes the whole number below or above it, and the
rounded cells add up to the rounded totals; among all such tables the one nearest to the exact figures is taken. Such
a table always exists, because the flow of a network whose bounds are whole numbers can be whole too: L. H. Cox and
L. R. Ernst, *Controlled rounding*, INFOR 20 (1982), pages 423 to 432.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Final, TypeVar

Place = TypeVar("Place", bound=Hashable)

_FINE: Final = 10_000
"""Costs are whole numbers: parts of a unit are told apart to this share."""

_OF_TOTALS: Final = 3
_OF_ALL: Final = 1_000
"""How much more a total counts than a cell, and the total of all than anything: it is what is compared first."""


def whole_numbers(flows: Mapping[tuple[Place, Place], Decimal]) -> dict[tuple[Place, Place], int]:
    """Round the flows of a network without cycles, so that what comes to a place still leaves it.

    The cells of a table are flows from its rows to its columns; those of a picture with three columns go on from the
    middle, where as much must leave as comes.

    >>> table = {("a", "x"): Decimal("0.4"), ("a", "y"): Decimal("0.4"), ("b", "x"): Decimal("0.4")}
    >>> sum(whole_numbers(table).values())
    1
    """
    import networkx as nx

    coming: dict[Place, Decimal] = defaultdict(Decimal)
    leaving: dict[Place, Decimal] = defaultdict(Decimal)
    for (start, end), flow in flows.items():
        leaving[start] += flow
        coming[end] += flow
    graph: nx.DiGraph[Hashable] = nx.DiGraph()
    needs: dict[Hashable, int] = defaultdict(int)

    def allow(start: Hashable, end: Hashable, flow: Decimal, counts: int) -> None:
        """Send the whole part this way, and let one unit more go at the cost of the distance from the exact figure."""
        below = _floor(flow)
        needs[start] += below
        needs[end] -= below
        if part := flow - below:
            graph.add_edge(start, end, capacity=1, weight=counts * round(_FINE * (1 - 2 * part)))

    for (start, end), flow in flows.items():
        allow(("out", start), ("in", end), flow, 1)
    for place in dict.fromkeys(place for pair in flows for place in pair):
        if place not in coming:
            allow("source", ("out", place), leaving[place], _OF_TOTALS)
        elif place not in leaving:
            allow(("in", place), "sink", coming[place], _OF_TOTALS)
        else:
            allow(("in", place), ("out", place), coming[place], _OF_TOTALS)
    total = sum((flow for place, flow in leaving.items() if place not in coming), Decimal(0))
    allow("sink", "source", total, _OF_ALL)
    graph.add_nodes_from(needs)
    nx.set_node_attributes(graph, dict(needs), "demand")
    more = nx.min_cost_flow(graph)
    return {(start, end): _floor(flow) + more["out", start].get(("in", end), 0) for (start, end), flow in flows.items()}


def _floor(flow: Decimal) -> int:
    return int(flow.to_integral_value(ROUND_FLOOR))
