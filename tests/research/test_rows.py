"""A table in Python: rows, columns, slices, equality, and the same files as the command line writes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pyoxigraph import Literal, NamedNode

from govgraph.errors import GovGraphError, UnreadableError, UsageError
from govgraph.model import Label
from govgraph.research.results import Column, Kind, Rows, encode
from govgraph.store.port import Table

XSD = "http://www.w3.org/2001/XMLSchema#"
ROWS = Rows(
    (
        Column("ministry", Label("กระทรวง", "ministry"), Kind.IRI),
        Column("agencies", Label("จำนวนหน่วยงาน", "agencies"), Kind.INTEGER),
        Column("amount_thb", Label("จำนวนเงิน (บาท)", "amount (THB)"), Kind.DECIMAL),
    ),
    (("urn:a", 9, Decimal("1.50")), ("urn:b", None, None), ("urn:c", 2, Decimal(3))),
)
TABLE = Table(
    ("n", "day", "name"),
    (
        (
            Literal("07", datatype=NamedNode(XSD + "integer")),
            Literal("2010-01-12", datatype=NamedNode(XSD + "date")),
            Literal("เกษตร", language="th"),
        ),
        (None, None, NamedNode("urn:x")),
    ),
)


def test_a_row_is_a_mapping_a_slice_a_table_and_a_name_a_column() -> None:
    assert ROWS[0] == {"ministry": "urn:a", "agencies": 9, "amount_thb": Decimal("1.50")}
    assert ROWS[-1]["ministry"] == "urn:c"
    assert ROWS["agencies"] == (9, None, 2)
    assert ROWS[1:] == Rows(ROWS.columns, ROWS.rows[1:])
    assert len(ROWS[:0]) == 0
    assert [row["ministry"] for row in ROWS] == ["urn:a", "urn:b", "urn:c"]
    with pytest.raises(IndexError):
        ROWS[3]


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(KeyError) as error:
        ROWS["agency"]
    assert isinstance(error.value, UsageError)
    assert "ministry, agencies, amount_thb" in str(error.value)
    assert "ตารางนี้ไม่มีคอลัมน์" in str(error.value)


def test_equality_is_that_of_columns_and_values() -> None:
    assert Rows(ROWS.columns, ROWS.rows) == ROWS
    assert ROWS[:2] != ROWS
    assert Rows((Column("other"), *ROWS.columns[1:]), ROWS.rows) != ROWS
    assert hash(ROWS) == hash(Rows(ROWS.columns, ROWS.rows))


def test_an_answer_has_plain_values_and_keeps_its_terms() -> None:
    rows = Rows.of_table(TABLE, {"name": Label("ชื่อ", "name")})
    assert rows[0] == {"n": 7, "day": date(2010, 1, 12), "name": "เกษตร"}
    assert rows[1] == {"n": None, "day": None, "name": "urn:x"}
    assert rows.terms == TABLE
    assert rows[1:].terms == Table(TABLE.columns, TABLE.rows[1:])
    assert [column.kind for column in rows.columns] == [Kind.INTEGER, Kind.DATE, Kind.TEXT]
    assert rows.columns[2].heading() == "ชื่อ · name"
    assert ROWS.terms is None


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_an_answer_is_written_from_its_exact_terms(form: str) -> None:
    assert encode(Rows.of_table(TABLE), form) == encode(TABLE, form)
    assert b"07" in encode(Rows.of_table(TABLE), form)


def test_text_is_what_the_command_line_writes(tmp_path: Path) -> None:
    assert ROWS.to_csv() == "ministry,agencies,amount_thb\nurn:a,9,1.50\nurn:b,,\nurn:c,2,3\n"
    assert json.loads(ROWS.to_json())[1] == {"ministry": "urn:b", "agencies": None, "amount_thb": None}
    assert ROWS.to_markdown(lang="th").splitlines()[0] == "| กระทรวง | จำนวนหน่วยงาน | จำนวนเงิน (บาท) |"
    ROWS.to_csv(tmp_path / "rows.csv")
    ROWS.to_json(str(tmp_path / "rows.json"))
    ROWS.to_markdown(tmp_path / "rows.md")
    assert (tmp_path / "rows.csv").read_text(encoding="utf-8") == ROWS.to_csv()
    assert (tmp_path / "rows.json").read_text(encoding="utf-8") == ROWS.to_json()
    assert (tmp_path / "rows.md").read_text(encoding="utf-8") == ROWS.to_markdown()


def test_a_workbook_holds_numbers_as_numbers(tmp_path: Path) -> None:
    ROWS.to_xlsx(tmp_path / "rows.xlsx", lang="en")
    sheet = openpyxl.load_workbook(tmp_path / "rows.xlsx").active
    assert sheet is not None
    assert list(sheet.values)[:2] == [("ministry", "agencies", "amount (THB)"), ("urn:a", 9, 1.5)]


@pytest.mark.parametrize("name", ["missing/rows.csv", "."])
def test_a_file_that_cannot_be_written_is_an_error_of_ours(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="Cannot write"):
        ROWS.to_csv(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_was_in_a_file_stays_where_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "rows.xlsx").write_text("before", encoding="utf-8")
    too_long = Rows((Column("a"),), (("x" * 40_000,),))
    with pytest.raises(GovGraphError):
        too_long.to_xlsx(tmp_path / "rows.xlsx")
    assert (tmp_path / "rows.xlsx").read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["rows.xlsx"]


def test_it_says_what_it_is() -> None:
    assert repr(ROWS) == "<Rows: 3 rows of ministry, agencies, amount_thb>"
    assert repr(Rows(())) == "<Rows: 0 rows of no column>"
