"""Data frames of the real libraries: types that allow for gaps, and no number changed."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UsageError
from govgraph.research.results import Cell, Column, Kind, Rows

ROWS = Rows(
    (
        Column("thing", kind=Kind.IRI),
        Column("agencies", kind=Kind.INTEGER),
        Column("amount_thb", kind=Kind.DECIMAL),
        Column("sure", kind=Kind.BOOLEAN),
        Column("day", kind=Kind.DATE),
        Column("nothing", kind=Kind.DECIMAL),
    ),
    (
        ("urn:a", 9, Decimal("1.50"), True, date(2010, 1, 12), None),
        (None, None, None, None, None, None),
        ("urn:c", 2, 3, False, date(1, 1, 1), None),
    ),
)


def one(*cells: Cell, kind: Kind = Kind.TEXT) -> Rows:
    return Rows((Column("x", kind=kind),), tuple((cell,) for cell in cells))


def test_pandas_types_allow_for_gaps() -> None:
    frame = ROWS.to_pandas()
    assert [str(dtype) for dtype in frame.dtypes] == [
        "string",
        "Int64",
        "Float64",
        "boolean",
        "datetime64[s]",
        "Float64",
    ]
    assert frame["agencies"].sum() == 11
    assert frame["amount_thb"].sum() == 4.5
    assert frame["day"][0] == pd.Timestamp(2010, 1, 12)
    assert frame["day"][2].date() == date(1, 1, 1)
    assert frame.isna().sum().to_list() == [1, 1, 1, 1, 1, 3]


def test_polars_types_are_those_of_the_columns() -> None:
    frame = ROWS.to_polars()
    assert frame.dtypes == [pl.String, pl.Int64, pl.Float64, pl.Boolean, pl.Date, pl.Float64]
    assert frame["agencies"].sum() == 11
    assert frame.row(0) == ("urn:a", 9, 1.5, True, date(2010, 1, 12), None)
    assert frame.row(1) == (None,) * 6
    assert frame["day"][2] == date(1, 1, 1)


@pytest.mark.parametrize("number", [Decimal("12345678901234567.89"), Decimal("0.1000000000000000000001")])
def test_an_amount_that_a_float_would_change_stays_a_decimal(number: Decimal) -> None:
    rows = one(number, None, 7, kind=Kind.DECIMAL)
    pandas, polars = rows.to_pandas()["x"], rows.to_polars()["x"]
    assert pandas.dtype == object
    assert pandas[0] == number
    assert pandas[1] is pd.NA
    assert isinstance(polars.dtype, pl.Decimal)
    assert polars.to_list() == [number, None, 7]


def test_a_whole_number_of_any_size_is_kept() -> None:
    assert one(2**63 - 1, -(2**63)).to_pandas()["x"].dtype == "Int64"
    assert one(2**64).to_pandas()["x"].to_list() == [2**64]
    assert one(2**64).to_polars()["x"].to_list() == [Decimal(2**64)]
    assert one(10**40).to_polars()["x"].to_list() == [str(10**40)]


def test_cells_of_several_kinds_are_text() -> None:
    rows = one(1, "x", None, date(2010, 1, 12))
    assert rows.to_polars()["x"].to_list() == ["1", "x", None, "2010-01-12"]
    assert rows.to_pandas()["x"].dropna().to_list() == ["1", "x", "2010-01-12"]


def test_what_the_cells_are_goes_before_what_the_column_says() -> None:
    assert one(1, 2).to_polars()["x"].dtype == pl.Int64
    assert one("many", kind=Kind.INTEGER).to_polars()["x"].to_list() == ["many"]
    assert one(1, 2, kind=Kind.DECIMAL).to_polars()["x"].dtype == pl.Float64


@pytest.mark.parametrize("rows", [ROWS[:0], Rows(()), Rows((), ((), ()))], ids=["no rows", "nothing", "no columns"])
def test_an_empty_table_is_an_empty_frame(rows: Rows) -> None:
    assert list(rows.to_pandas().columns) == list(rows.names)
    assert rows.to_polars().columns == list(rows.names)
    assert len(rows.to_pandas()) == len(rows)


@given(
    st.lists(
        st.none()
        | st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**20), max_value=10**20)
        | st.integers(-(10**25), 10**25)
    )
)
def test_no_number_is_changed(cells: list[Cell]) -> None:
    rows = one(*cells, kind=Kind.DECIMAL)
    pandas = [None if cell is pd.NA else Decimal(str(cell)) for cell in rows.to_pandas()["x"].to_list()]
    polars = [None if cell is None else Decimal(str(cell)) for cell in rows.to_polars()["x"].to_list()]
    assert pandas == cells
    assert polars == cells


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_told_with_what_to_do(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf'pip install "govgraph\[{library}\]"'):
        getattr(ROWS, f"to_{library}")()
