"""Who is linked to what, and how strongly: as ribbons, and as a table."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from govgraph.draw.pictures import words
from govgraph.draw.pictures.asked import Asked
from govgraph.draw.pictures.cascade import cascade
from govgraph.draw.pictures.namesakes import told_apart
from govgraph.draw.pictures.sources import link_caption
from govgraph.draw.pictures.table import APART, Table, group_numbers, unknown_means
from govgraph.draw.scenes import CascadeScene, Column, FlowScene, MatrixScene, Row
from govgraph.errors import UsageError
from govgraph.store.port import Store

_LONG_NAMES: Final = ("strategy", "plan")


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
    columns: int = 2,
) -> FlowScene | CascadeScene:
    """Return the picture of which sources are linked to which targets, as ribbons.

    ``source`` and ``target`` are levels of :func:`govgraph.analysis.links`; without a ``basis`` it is participation
    for themes, the theme for other targets, and the project for ``value`` projects or amount. Amounts add up to all
    money on record: what several share and what names none stand apart. With three ``columns`` the ribbons lead from
    ministries through agencies, or departments if these are the source.
    """
    if columns not in (2, 3):
        raise UsageError(th=f"ภาพ flow มี 2 หรือ 3 คอลัมน์ ไม่ใช่ {columns}", en=f"A flow has 2 or 3 columns, not {columns}.")
    source = "agency" if (columns, source) == (3, "ministry") else source
    asked = Asked.of(
        source, target, basis, value, area=area, fiscal_year=fiscal_year, as_of=as_of, min_confidence=min_confidence
    )
    if columns == 3:
        return cascade(store, asked)
    found = asked.ask(store)
    table = Table.of(found, asked)
    return FlowScene(
        caption=link_caption(store, asked, found, words.flow_title(asked), asked.record("flow")),
        **_grid(store, asked, table),
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
    caption = link_caption(store, asked, found, words.matrix_title(asked), asked.record("matrix"))
    turned = target in _LONG_NAMES or (target != "theme" and len(table.totals(1)) > len(table.totals(0)))
    grid = _grid(store, asked, table.turned() if turned else table, turned=turned)
    return MatrixScene(caption=caption, row_order="best" if _of_groups(asked) else "fixed", **grid)


def _of_groups(asked: Asked) -> bool:
    return asked.usual and asked.target == "theme"


def _grid(store: Store, asked: Asked, table: Table, *, turned: bool = False) -> dict[str, Any]:
    numbers = group_numbers(store, asked)
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
        "unknown_means": unknown_means(asked),
    }
