"""Who is linked to what, and how strongly: as ribbons, and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from govgraph.analysis.links import SHARED, UNASSIGNED
from govgraph.analysis.questions import text
from govgraph.analysis.seats import seats
from govgraph.draw.pictures import words
from govgraph.draw.pictures.asked import Asked
from govgraph.draw.pictures.namesakes import told_apart
from govgraph.draw.pictures.sources import link_caption
from govgraph.draw.scenes import Column, FlowScene, MatrixScene, Row
from govgraph.draw.scenes.grid import Weight
from govgraph.model import Label
from govgraph.research.rows import Cell, Rows
from govgraph.store.port import Store

APART: Final = (SHARED, UNASSIGNED)
"""What stands for no thing of its own: money of several, and of none."""

_COLUMN_OF: Final = {"agencies": "agencies", "projects": "projects", "evidence": "evidence", "amount": "amount_thb"}
_LONG_NAMES: Final = ("strategy", "plan")


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


def flow(
    store: Store,
    *,
    source: str = "ministry",
    target: str = "theme",
    basis: str | None = None,
    value: str = "agencies",
    area: str | None = None,
    fiscal_year: int | None = None,
    as_of: date | None = None,
    min_confidence: str | None = None,
) -> FlowScene:
    """Return the picture of which sources are linked to which targets, as ribbons.

    ``source`` and ``target`` are levels of :func:`govgraph.analysis.links`; without a ``basis`` it is participation
    for themes, the theme for other targets, and the project for ``value`` projects or amount. Amounts add up to all
    money on record: what several share and what names none stand apart.
    """
    asked = Asked.of(
        source, target, basis, value, area=area, fiscal_year=fiscal_year, as_of=as_of, min_confidence=min_confidence
    )
    found = asked.ask(store)
    table = Table.of(found, asked)
    return FlowScene(
        caption=link_caption(store, asked, found, words.flow_title(asked), "flow"), **_grid(store, asked, table)
    )


def matrix(
    store: Store,
    *,
    source: str = "ministry",
    target: str = "theme",
    basis: str | None = None,
    value: str = "agencies",
    area: str | None = None,
    fiscal_year: int | None = None,
    as_of: date | None = None,
    min_confidence: str | None = None,
) -> MatrixScene:
    """Return the same as a table of numbers; long names, and the longer side, stand in the rows."""
    asked = Asked.of(
        source, target, basis, value, area=area, fiscal_year=fiscal_year, as_of=as_of, min_confidence=min_confidence
    )
    found = asked.ask(store)
    table = Table.of(found, asked)
    caption = link_caption(store, asked, found, words.matrix_title(asked), "matrix")
    turned = target in _LONG_NAMES or (target != "theme" and len(table.totals(1)) > len(table.totals(0)))
    grid = _grid(store, asked, table.turned() if turned else table, turned=turned)
    return MatrixScene(caption=caption, row_order="best" if _of_groups(asked) else "fixed", **grid)


def _of_groups(asked: Asked) -> bool:
    return asked.usual and asked.target == "theme"


def _grid(store: Store, asked: Asked, table: Table, *, turned: bool = False) -> dict[str, Any]:
    numbers = _group_numbers(store, asked) if asked.target == "theme" else {}
    unit = words.UNITS[asked.value]
    in_rows, in_columns = table.totals(0), table.totals(1)
    ends = (asked.target, asked.source) if turned else (asked.source, asked.target)
    names = told_apart(store, table.names)
    if _of_groups(asked):
        # The order of the groups' numbers, and of the ministries' keys: the layout finds the one that reads best.
        in_rows = {key: in_rows[key] for key in dict.fromkeys(source for source, _ in table.weights)}
    order = sorted(in_columns, key=lambda key: (key in APART, numbers.get(key, len(numbers) + 1)))
    return {
        "rows": tuple(Row(key, names[key], total, key in APART) for key, total in in_rows.items()),
        "columns": tuple(
            Column(key, names[key], in_columns[key], numbers.get(key), unit, key in APART) for key in order
        ),
        "weights": table.weights,
        "total": sum(in_rows.values()),
        "inferred": table.inferred,
        "other_rows": words.others(ends[0]),
        "other_columns": words.others(ends[1]),
        "money": asked.value == "amount",
        **({"unknown_means": words.NO_AMOUNT} if asked.value == "amount" else {}),
    }


def _group_numbers(store: Store, asked: Asked) -> dict[str, int]:
    """Return the numbers of the groups by theme, by which a theme looks the same in all pictures."""
    return {seat.theme: seat.number for seat in reversed(seats(store, as_of=asked.as_of))}


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
