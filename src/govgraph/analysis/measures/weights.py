"""What lines weigh, exactly: counts and amounts never become binary fractions on the way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from govgraph.analysis.measures.figure import NotDefined
from govgraph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx


def weight_of(line: Mapping[str, Any], weight: str | None) -> Fraction | NotDefined:
    """Return what a line weighs by one of its attributes, 1 without one; an empty attribute is unknown.

    >>> weight_of({"projects": 3}, "projects"), weight_of({}, None), weight_of({}, "projects")
    (Fraction(3, 1), Fraction(1, 1), not defined: the weight of a line is not on record)
    """
    if weight is None:
        return Fraction(1)
    value: Any = line.get(weight)
    if not _number(value):
        return NotDefined.WEIGHT_UNKNOWN
    return NotDefined.WEIGHT_NEGATIVE if value < 0 else Fraction(value)


def weights_of(graph: nx.Graph[str], weight: str | None) -> dict[tuple[str, str], Fraction] | NotDefined:
    """Return what every line weighs; the reason if one cannot be weighed, or if there is nothing to weigh."""
    found: dict[tuple[str, str], Fraction] = {}
    for one, other, line in graph.edges(data=True):
        weighed = weight_of(line, weight)
        if isinstance(weighed, NotDefined):
            return weighed
        found[one, other] = weighed
    if not found:
        return NotDefined.NO_LINES
    return found if sum(found.values()) else NotDefined.NO_WEIGHT


def in_proportion(weights: Mapping[tuple[str, str], Fraction]) -> dict[tuple[str, str], int]:
    """Return weights as whole numbers that stand to each other as the weights do.

    >>> in_proportion({("a", "1"): Fraction(1, 2), ("b", "1"): Fraction(2)})
    {('a', '1'): 1, ('b', '1'): 4}
    """
    scale = lcm(*(weight.denominator for weight in weights.values()))
    return {line: weight.numerator * (scale // weight.denominator) for line, weight in weights.items()}


def weights_there(graph: nx.Graph[str]) -> list[str]:
    """Return the names of what lines can be weighed by.

    >>> import networkx as nx
    >>> weights_there(nx.Graph([("a", "1", {"projects": 2, "confidence": "probable"})]))
    ['projects']
    """
    return sorted({name for *_, line in graph.edges(data=True) for name, value in line.items() if _number(value)})


def known_weight(graph: nx.Graph[str], weight: str | None) -> str | None:
    """Return the name of a weight if lines have it, or if there are none; else raise :class:`UsageError`."""
    there = weights_there(graph)
    if weight is None or weight in there or not graph.number_of_edges():
        return weight
    listed = ", ".join(there)
    raise UsageError(
        th=f"เส้นเชื่อมของเครือข่ายนี้ไม่มีน้ำหนัก “{weight}” มี: {listed}",
        en=f"The lines of this network have no weight “{weight}”; they have: {listed}.",
    )


def _number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal, Fraction)) and not isinstance(value, bool)
