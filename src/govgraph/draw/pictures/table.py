"""Links as weights of pairs, with the names of both ends: what all pictures of links are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from govgraph.analysis.links import SHARED, UNASSIGNED
from govgraph.analysis.questions import text
from govgraph.analysis.seats import seats
from govgraph.draw.pictures import words
from govgraph.draw.pictures.asked import Asked
from govgraph.draw.scenes.grid import NUMBER_UNKNOWN, Weight
from govgraph.model import Label
from govgraph.research.rows import Cell, Rows
from govgraph.store.port import Store

APART: Final = (SHARED, UNASSIGNED)
"""What stands for no thing of its own: money of several, and of none."""

_COLUMN_OF: Final = {"agencies": "agencies", "projects": "projects", "evidence": "evidence", "amount": "amount_thb"}


@dataclass(frozen=True, slots=True)
class Table:
    """Links as weights of pairs, with the names of both ends and which of them are inferred."""

    weights: Mapping[tuple[str, str], Weight | None]
    names: Mapping[str, Label]
    inferred: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, found: Rows, asked: Asked) -> Table:
        """Return the weights of links; money of budget lines without a project counts for their pair too."""
        weights: dict[tuple[str, str], Weight | None] = {}
        names: dict[str, Label] = {}
        inferred: set[tuple[str, str]] = set()
        for link in found:
            pair = text(link["source"]), text(link["target"])
            weights[pair] = _added(weights.get(pair), _weight(link[_COLUMN_OF[asked.value]]))
            names[pair[0]] = _label(link, "source")
            names[pair[1]] = _with_area(link) if asked.target == "strategy" else _label(link, "target")
            if link["derivation"] == "inferred":
                inferred.add(pair)
        return cls(weights, names, frozenset(inferred))

    def totals(self, end: int) -> dict[str, Weight]:
        """Add up what each source (end 0) or target (end 1) has, the largest first, what stands apart last."""
        found: dict[str, Weight] = {}
        for pair, weight in self.weights.items():
            found[pair[end]] = found.get(pair[end], 0) + (weight or 0)
        order = sorted(found, key=lambda key: (key in APART, APART.index(key) if key in APART else -found[key], key))
        return {key: found[key] for key in order}

    def turned(self) -> Table:
        """Return the same with sources and targets exchanged."""
        weights = {(target, source): weight for (source, target), weight in self.weights.items()}
        return Table(weights, self.names, frozenset((target, source) for source, target in self.inferred))


def group_numbers(store: Store, asked: Asked) -> dict[str, int]:
    """Return the numbers of the groups by theme, by which a theme looks the same in all pictures."""
    if asked.target != "theme":
        return {}
    return {seat.theme: seat.number for seat in reversed(seats(store, as_of=asked.as_of))}


def unknown_means(asked: Asked) -> Label:
    """Return what a link without a weight is."""
    return words.NO_AMOUNT if asked.value == "amount" else NUMBER_UNKNOWN


def _weight(cell: Cell) -> Weight | None:
    return cell if isinstance(cell, int | Decimal) else None


def _added(one: Weight | None, other: Weight | None) -> Weight | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other


def _label(link: Mapping[str, Cell], end: str) -> Label:
    return Label(text(link[f"{end}_th"]) or None, text(link[f"{end}_en"]) or None)


def _with_area(link: Mapping[str, Cell]) -> Label:
    """Name a statement with whose it is: several areas have the same one."""
    statement, area = _label(link, "target"), _label(link, "area")
    th, en = (f"{s} ({a})" if s and a else s for s, a in ((statement.th, area.th), (statement.en, area.en)))
    return Label(th, en)
