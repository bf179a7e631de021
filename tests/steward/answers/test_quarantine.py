"""The file of rows that were not loaded: importable again, harmless in a spreadsheet, without private persons' data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.model import Finding, Place, Severity
from govgraph.steward.answers import quarantine
from govgraph.steward.answers.quarantine import guarded, restored
from govgraph.steward.tables import Row, read_book

HEADER = ("ลำดับ", "ชื่อโครงการ", "โทรศัพท์", "งบประมาณ", "หมายเหตุ")
ROWS = (
    Row(3, HEADER),
    Row(4, ("1", "พัฒนาแหล่งน้ำ", "02-123-4567", "45.5", "")),
    Row(5, ("2", "=cmd|'/c calc'!A1", "02-123-4567", "-12.50", "ติดต่อ 081-234-5678")),
    Row(6, ("3", 'ถนน "สายใหม่", ระยะ 2\nต่อ', "02-123-4567", "1,200", "'=เดิม")),
    Row(7, ("4", "ศูนย์")),
)
FOUND = (
    Finding("GG-NAM-001", Severity.ERROR, "ไม่พบหน่วยงาน", "No agency", Place("a.csv", row=5, column=2)),
    Finding("GG-PRS-002", Severity.ERROR, "พบเลขโทรศัพท์", "A phone", Place("a.csv", row=5, column=5), value="•••-5678"),
    Finding("GG-NAM-001", Severity.ERROR, "แถวดี", "fine", Place("a.csv", row=4, column=2)),
)


def written(**options: object) -> list[list[str]]:
    content = quarantine(ROWS, HEADER, {5, 6, 7}, FOUND, **{"personal": {3}, "units": {4: "ล้านบาท"}, **options})  # type: ignore[arg-type]
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_only_rejected_rows_stand_under_the_same_headings() -> None:
    table = written()
    assert table[0] == ["ลำดับ", "ชื่อโครงการ", "งบประมาณ (ล้านบาท)", "หมายเหตุ", "ผลการตรวจ"]
    assert [row[0] for row in table[1:]] == ["2", "3", "4"]
    assert table[2][:4] == ["3", 'ถนน "สายใหม่", ระยะ 2\nต่อ', "1,200", "''=เดิม"]
    assert table[3][:4] == ["4", "ศูนย์", "", ""]


def test_the_last_column_says_what_is_wrong() -> None:
    table = written()
    assert table[1][4] == "✗ B5: ไม่พบหน่วยงาน\n✗ E5: พบเลขโทรศัพท์"
    assert table[2][4].startswith("✗ ยังไม่นำเข้า")
    assert "No agency" in written(lang="both")[1][4]


def test_nothing_private_is_written() -> None:
    text = str(written())
    assert "02-123-4567" not in text
    assert "081-234-5678" not in text
    assert written()[1][3] == "•••-5678"


def test_a_unit_that_the_heading_names_is_not_said_twice() -> None:
    content = quarantine((), ("งบ (ล้านบาท)", "ก\nข"), set(), (), units={1: "ล้านบาท"})
    assert content.decode("utf-8-sig") == "งบ (ล้านบาท),ก ข,ผลการตรวจ\r\n"


def test_an_earlier_result_column_is_left_out() -> None:
    content = quarantine((Row(2, ("ก", "✗ เดิม")),), ("ชื่อ", "ผลการตรวจ"), {2}, FOUND)
    assert content.decode("utf-8-sig").split("\r\n")[0] == "ชื่อ,ผลการตรวจ"
    assert "เดิม" not in content.decode()


@pytest.mark.parametrize("evil", ["=1+1", "+66 2 123", "@SUM(A1)", "-cmd", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_begins_like_a_formula(evil: str) -> None:
    assert guarded(evil) == f"'{evil}"


@pytest.mark.parametrize("number", ["-5", "+3.25", "-12,500.00", "90", "-5%"])
def test_numbers_stay_numbers(number: str) -> None:
    assert guarded(number) == number


@given(st.text("'=+-@\t\n\r 5กa.%", max_size=8) | st.text(max_size=20))
def test_whatever_is_guarded_is_restored(text: str) -> None:
    assert restored(guarded(text)) == text


@given(st.text("'=+-@ 5ก", max_size=8))
def test_what_is_guarded_never_begins_like_a_formula(text: str) -> None:
    first = guarded(text).lstrip()[:1]
    assert first not in set("=@")
    assert first not in set("+-") or guarded(text) == text


def test_our_own_reader_gives_the_cells_back(tmp_path: Path) -> None:
    path = tmp_path / "กักกัน.csv"
    path.write_bytes(quarantine(ROWS, HEADER, {5, 6, 7}, FOUND, personal={3}))
    book = read_book(path)
    assert book.findings == ()
    rows = [[restored(cell) for cell in row.cells] for row in book.sheets[0].rows()]
    assert rows[1][:3] == ["2", "=cmd|'/c calc'!A1", "-12.50"]
    assert rows[2][:4] == ["3", 'ถนน "สายใหม่", ระยะ 2\nต่อ', "1,200", "'=เดิม"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert quarantine(ROWS, HEADER, {7, 5}, FOUND) == quarantine(list(ROWS), HEADER, frozenset({5, 7}), list(FOUND))
