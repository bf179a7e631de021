"""Ask a question of the shipped library, and get plain values back."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.errors import UsageError
from govgraph.research.library import Library
from govgraph.research.rows import Cell, plain
from govgraph.research.run import run
from govgraph.research.terms import Value
from govgraph.store.port import Store, Table

Record = dict[str, Cell]


def ask(store: Store, name: str, **values: Value | None) -> list[Record]:
    """Return the rows of a shipped SELECT query as mappings from column to plain value."""
    answer = run(store, Library.shipped()[name], values)
    assert isinstance(answer, Table), f"{name} is no SELECT query"
    return records(answer)


def records(table: Table) -> list[Record]:
    """Return the rows of an answer as mappings from column to plain value."""
    return [dict(zip(table.columns, map(plain, row), strict=True)) for row in table.rows]


def text(cell: Cell) -> str:
    """Return a cell as text, an empty one as nothing."""
    return "" if cell is None else str(cell)


def number(cell: Cell) -> int:
    """Return a cell that holds a count."""
    return int(cell) if isinstance(cell, int) else 0


def one_of(value: str, allowed: Sequence[str], name: str) -> str:
    """Return the value if it is one of those allowed, else raise :class:`UsageError`."""
    if value not in allowed:
        listed = ", ".join(allowed)
        raise UsageError(
            th=f"{name} เป็น “{value}” ไม่ได้ เลือกได้: {listed}",
            en=f"{name} cannot be “{value}”; it is one of: {listed}.",
        )
    return value
