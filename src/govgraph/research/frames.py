"""A table as a data frame of pandas or polars, with the types that its columns have.

Neither library comes with govgraph: each is an extra.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from govgraph.errors import UsageError
from govgraph.research.rows import Cell, Column, Kind, Rows, kind_of, written

if TYPE_CHECKING:
    import pandas
    import polars

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_DIGITS: Final = 38
"""So many digits fit into a decimal of polars."""

_PANDAS: Final = {
    Kind.TEXT: "string",
    Kind.IRI: "string",
    Kind.INTEGER: "Int64",
    Kind.DECIMAL: "Float64",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "datetime64[s]",
}


def pandas_frame(rows: Rows) -> pandas.DataFrame:
    """Return a table as a pandas data frame; see :meth:`Rows.to_pandas`."""
    pd = _library("pandas")
    series = {}
    for column, cells in _columns(rows):
        kind = _held(column, cells)
        if _exceeds(kind, cells):
            values, dtype = [pd.NA if cell is None else cell for cell in cells], "object"
        else:
            values, dtype = _simple(kind, cells), _PANDAS[kind]
        series[column.name] = pd.Series(values, dtype=dtype, index=range(len(rows)))
    frame: pandas.DataFrame = pd.DataFrame(series, index=range(len(rows)))
    return frame


def polars_frame(rows: Rows) -> polars.DataFrame:
    """Return a table as a polars data frame; see :meth:`Rows.to_polars`."""
    pl = _library("polars")
    types = {
        Kind.TEXT: pl.String,
        Kind.IRI: pl.String,
        Kind.INTEGER: pl.Int64,
        Kind.DECIMAL: pl.Float64,
        Kind.BOOLEAN: pl.Boolean,
        Kind.DATE: pl.Date,
    }
    series = []
    for column, cells in _columns(rows):
        kind = _held(column, cells)
        if not _exceeds(kind, cells):
            series.append(pl.Series(column.name, _simple(kind, cells), dtype=types[kind]))
            continue
        places = max(map(_places, cells))
        if max(len(written(cell).partition(".")[0].lstrip("-")) for cell in cells) + places <= _DIGITS:
            exact = [None if cell is None else Decimal(written(cell)) for cell in cells]
            series.append(pl.Series(column.name, exact, dtype=pl.Decimal(_DIGITS, places)))
        else:
            series.append(pl.Series(column.name, _simple(Kind.TEXT, cells), dtype=pl.String))
    frame: polars.DataFrame = pl.DataFrame(series)
    return frame


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            th=f'ยังไม่ได้ติดตั้ง {name}: สั่ง pip install "govgraph[{name}]"',
            en=f'{name} is not installed: run pip install "govgraph[{name}]".',
        ) from error


def _columns(rows: Rows) -> list[tuple[Column, list[Cell]]]:
    return [(column, [row[at] for row in rows.rows]) for at, column in enumerate(rows.columns)]


def _held(column: Column, cells: Sequence[Cell]) -> Kind:
    """Return what a column holds: what it declares, unless its cells are of another kind."""
    found = kind_of(cells, column.kind)
    if found is Kind.INTEGER and column.kind is Kind.DECIMAL:
        return Kind.DECIMAL
    return found


def _simple(kind: Kind, cells: Sequence[Cell]) -> list[Any]:
    match kind:
        case Kind.DECIMAL:
            return [None if cell is None else float(cell) for cell in cells]  # type: ignore[arg-type]
        case Kind.TEXT | Kind.IRI:
            return [None if cell is None else written(cell) for cell in cells]
    return list(cells)


def _exceeds(kind: Kind, cells: Sequence[Cell]) -> bool:
    """Tell whether a number would not come through the usual type unchanged."""
    if kind is Kind.INTEGER:
        return any(isinstance(cell, int) and not _SMALLEST <= cell <= _LARGEST for cell in cells)
    return kind is Kind.DECIMAL and any(cell is not None and not _in_float(cell) for cell in cells)


def _in_float(cell: Cell) -> bool:
    return isinstance(cell, (int, Decimal)) and Decimal(repr(float(cell))) == cell


def _places(cell: Cell) -> int:
    """Return how many digits of a number stand behind the point."""
    return len(written(cell).partition(".")[2])
