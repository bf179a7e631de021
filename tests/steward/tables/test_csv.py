"""A CSV file comes back cell by cell, whatever encoding, separator or line end it was written with."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.errors import GovGraphError, InputError, LimitError, UsageError
from govgraph.model import Severity
from govgraph.steward.tables import Book, Limits, read_book

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
THAI = st.text(st.sampled_from('กขคงจฉชซญดตถทนบปผพมยรลวสหอฮะาิีืุูเแโใไ่้์ๆฯ๑๒ 12.,;"-\n'), max_size=12)
TEXT = "ลำดับ,ชื่อ,จังหวัด\n1,กรมการข้าว,เชียงใหม่\n2,กรมปศุสัตว์,แขก\n3,โขน,สงขลา\n"
ROWS = [["ลำดับ", "ชื่อ", "จังหวัด"], ["1", "กรมการข้าว", "เชียงใหม่"], ["2", "กรมปศุสัตว์", "แขก"], ["3", "โขน", "สงขลา"]]


def read(tmp_path: Path, content: bytes, encoding: str | None = None, name: str = "t.csv") -> Book:
    path = tmp_path / name
    path.write_bytes(content)
    return read_book(path, encoding=encoding)


def cells(book: Book) -> list[list[str]]:
    (sheet,) = book.sheets
    return [list(row.cells) for row in sheet.rows()]


def trimmed(table: list[list[str]]) -> list[list[str]]:
    rows = []
    for row in table:
        last = max((at for at, cell in enumerate(row, 1) if cell), default=0)
        rows.append(row[:last])
    return rows


def written(table: list[list[str]], separator: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(table)
    return text.getvalue()


@settings(deadline=None)
@given(
    table=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6).filter(
        lambda table: any(cell for row in table for cell in row)
    ),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
def test_any_table_comes_back_at_its_addresses(table: list[list[str]], separator: str, encoding: str) -> None:
    with TemporaryDirectory() as folder:
        book = read(Path(folder), written(table, separator).encode(encoding))
        assert cells(book) == trimmed(table)
        assert [row.number for row in book.sheets[0].rows()] == list(range(1, len(table) + 1))
        assert cells(book) == cells(book)  # the rows may be walked through again


@settings(deadline=None)
@given(table=st.lists(st.lists(THAI, min_size=2, max_size=2), min_size=1, max_size=5))
def test_thai_comes_back_from_windows_874(table: list[list[str]]) -> None:
    table = [["ลำดับ", "กรมการข้าว"], *table]
    with TemporaryDirectory() as folder:
        assert cells(read(Path(folder), written(table, ",").encode("cp874"))) == trimmed(table)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp874"), "cp874"),
        (
            b"".join(line.encode(("utf-8", "cp874")[at % 2]) for at, line in enumerate(TEXT.splitlines(True))),
            "utf-8+cp874",
        ),
        (TEXT.replace("\n", "\r\n").encode("cp874"), "cp874"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_the_same_rows_in_every_encoding(tmp_path: Path, content: bytes, encoding: str) -> None:
    book = read(tmp_path, content)
    assert cells(book) == ROWS
    assert book.encoding == encoding


@settings(deadline=None)
@given(
    content=st.lists(
        st.sampled_from(
            (b"\n", b"\r", b'"', b",", b";", b"\t", b"a", "ก".encode(), "ก".encode("cp874"), b"\xe0", b"\0")
        )
        | st.binary(max_size=4),
        max_size=40,
    ).map(b"".join)
)
def test_any_bytes_are_read_or_refused_in_both_languages(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        try:
            (sheet,) = read(Path(folder), content).sheets
        except GovGraphError as error:
            refusal = error
        else:
            rows = [row.cells for row in sheet.rows()]
            assert max(map(len, rows)) == sheet.width
            assert all(0 < (f.place.row or 0) <= len(rows) for f in sheet.findings if f.place)
            return
    assert "t.csv" in refusal.th
    assert "t.csv" in refusal.en


def test_lines_in_another_encoding_are_told_by_number(tmp_path: Path) -> None:
    lines = TEXT.splitlines(keepends=True)
    book = read(tmp_path, (lines[0] + lines[1]).encode() + (lines[2] + lines[3]).encode("cp874"))
    (told,) = book.findings
    assert (told.code, told.severity) == ("GG-FIL-002", Severity.INFO)
    assert "3–4" in told.message_th
    assert "3–4" in told.message_en
    assert told.place is not None
    assert (told.place.source, told.place.line, told.place.last_line) == ("t.csv", 3, 4)


def test_a_file_in_windows_874_whose_words_happen_to_be_utf8_is_read_as_one(tmp_path: Path) -> None:
    # โขน is the bytes of U+28B9 in UTF-8; no other line of the file is UTF-8.
    book = read(tmp_path, "ก,ข\n1,โขน\n".encode("cp874"))
    assert cells(book) == [["ก", "ข"], ["1", "โขน"]]
    assert [finding.code for finding in book.findings] == ["GG-FIL-001"]


def test_a_damaged_line_of_utf8_is_told_and_not_read_as_windows_874(tmp_path: Path) -> None:
    damaged = "1,กรมการข้าว\n".encode().replace("ข".encode(), b"\xe0\xb8", 1)
    book = read(tmp_path, "ลำดับ,ชื่อ\n".encode() + damaged)
    (sheet,) = book.sheets
    (told,) = sheet.findings
    assert (told.code, told.severity, told.place.cell if told.place else "") == ("GG-TAB-002", Severity.ERROR, "B2")
    assert book.findings == ()


def test_an_encoding_may_be_forced(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "a,é\n".encode("latin-1"), "latin-1")) == [["a", "é"]]
    assert cells(read(tmp_path, TEXT.encode("utf-16-be"), "utf-16-be")) == ROWS
    assert cells(read(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16")) == ROWS
    assert read(tmp_path, TEXT.encode("cp874"), "TIS-620").encoding == "cp874"
    with pytest.raises(InputError, match="line 2"):
        read(tmp_path, b"a,b\n1," + "ก".encode("cp874") + b"\n", "utf-8")
    with pytest.raises(UsageError, match="klingon"):
        read(tmp_path, b"a,b\n", "klingon")
    with pytest.raises(UsageError, match="base64"):
        read(tmp_path, b"a,b\n", "base64")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ชื่อ;จำนวน\nก;1,5\nข;2,5\n", ["ชื่อ", "จำนวน"]),
        ('ชื่อ,หมายเหตุ\n"ก","ข;ค;ง"\n', ["ชื่อ", "หมายเหตุ"]),
        ("ชื่อ\tจำนวน, บาท\nก\t1\n", ["ชื่อ", "จำนวน, บาท"]),
        ("รายชื่อโครงการ\nชื่อ;จำนวน\nก;1,5\nข;2,5\n", ["รายชื่อโครงการ"]),
        ("ชื่อ\nก\n", ["ชื่อ"]),
        ("sep=;\nชื่อ;จำนวน\n", ["ชื่อ", "จำนวน"]),
    ],
)
def test_the_separator_is_recognised(tmp_path: Path, text: str, first: list[str]) -> None:
    assert cells(read(tmp_path, text.encode()))[0] == first


def test_a_row_is_numbered_as_a_person_counts_it(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, b'a,b\n"line\nline",1\n\n2,3\n').sheets
    assert [(row.number, row.cells) for row in sheet.rows()] == [
        (1, ("a", "b")),
        (2, ("line\nline", "1")),
        (3, ()),
        (4, ("2", "3")),
    ]


def test_rows_of_another_length_are_named(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, b"title\na,b,c\n1,2,3\n4,5,6,7\n8,9\n1,2,3,,\n\n1,2,3\n").sheets
    assert [(f.code, f.severity, f.place and f.place.row) for f in sheet.findings] == [
        ("GG-TAB-007", Severity.ERROR, 4),
        ("GG-TAB-008", Severity.WARNING, 5),
    ]
    assert "4 cells" in sheet.findings[0].message_en
    assert "3" in sheet.findings[0].message_th


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'a,b\n1,"never closed\n2,3\n', "row 2 (from line 2)"),
        (b'a,b\n"x\ny",2\n"bad"quote,3\n', "row 3 (from line 4)"),
    ],
)
def test_broken_quotation_marks_refuse_the_file_and_name_the_row(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert words in caught.value.en
    assert "แถวที่" in caught.value.th


def test_spoilt_cells_are_named_at_their_address(tmp_path: Path) -> None:
    lines = [
        "ชื่อ,ค่า",
        "กรม,\N{REPLACEMENT CHARACTER}ก",
        "กรม,????? ???",
        "กรม,#REF!",
        "nul\0,1",
        "จริงหรือ???,1",
        "กรม,เลขที่ #N/A ของสูตร",
    ]
    (sheet,) = read(tmp_path, "\n".join(lines).encode()).sheets
    assert [(f.code, f.place and f.place.cell) for f in sheet.findings] == [
        ("GG-TAB-002", "B2"),
        ("GG-TAB-003", "B3"),
        ("GG-TAB-005", "B4"),
        ("GG-TAB-004", "A5"),
    ]
    assert all(f.severity is Severity.ERROR and f.place and f.place.source == "t.csv" for f in sheet.findings)
    assert [row.cells for row in sheet.rows()][4] == ("nul\0", "1")  # nothing is changed in silence


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("กรมการข้าว".encode().decode("latin-1"), "กรมการข้าว"),
        ("กรมการข้าว".encode("cp874").decode("latin-1"), "กรมการข้าว"),
        ("มหาสาร".encode().decode("cp874"), "มหาสาร"),
        ("เธ\x81เธฃเธก", "กรม"),  # Windows gives the byte that Windows-874 lacks as a control character
        ("สหกรณ์ (1)".encode("cp874").decode("cp1252"), "สหกรณ์ (1)"),
    ],
)
def test_text_read_in_the_wrong_encoding_is_named_with_its_repair(tmp_path: Path, misread: str, meant: str) -> None:
    (sheet,) = read(tmp_path, f"ลำดับ,ชื่อ\n1,{misread}\n".encode()).sheets
    (told,) = sheet.findings
    assert (told.code, told.severity) == ("GG-TAB-001", Severity.ERROR)
    assert (told.place and told.place.cell, told.value, told.suggestions) == ("B2", misread, (meant,))
    assert [row.cells for row in sheet.rows()][1] == ("1", misread)


def test_what_is_beyond_repair_is_named_without_one(tmp_path: Path) -> None:
    lost = "กรมการข้าว".encode().decode("cp1252", "replace").replace("\N{REPLACEMENT CHARACTER}", "")
    (sheet,) = read(tmp_path, f"ลำดับ,ชื่อ\n1,{lost}\n".encode()).sheets
    assert [(f.code, f.suggestions) for f in sheet.findings] == [("GG-TAB-001", ())]


def test_names_in_other_languages_are_no_fault(tmp_path: Path) -> None:
    (sheet,) = read(
        tmp_path, "ชื่อ,note\nÉcole supérieure,Köln–Düsseldorf “à la carte” £20 ±5°\nเธอเน้น,เนื่องเธอเนย\n".encode()
    ).sheets
    assert sheet.findings == ()


def test_no_shipped_name_is_taken_for_misread() -> None:
    folder = Path(__file__).resolve().parents[3] / "data"
    tables = sorted(folder.rglob("*.csv"))
    assert tables
    assert {path.name: [f.value for f in read_book(path).sheets[0].findings] for path in tables} == {
        path.name: [] for path in tables
    }


def test_faults_beyond_the_limit_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "x,#REF!\n" * 25, encoding="utf-8")
    (sheet,) = read_book(path, limits=Limits(faults=10)).sheets
    assert [f.code for f in sheet.findings] == ["GG-TAB-005"] * 10 + ["GG-TAB-012"]
    assert "15" in sheet.findings[-1].message_en


@pytest.mark.parametrize(
    ("content", "limits", "words"),
    [
        (b"a,b\n1,2\n", Limits(file_bytes=5), "8 bytes"),
        (b"a\n" * 9, Limits(rows=5), "more than 5 rows"),
        (b"a,b\n1,2,3\n", Limits(columns=2), "row 2: more than 2 columns"),
        (b"a,b\n1," + b"x" * 50, Limits(cell_characters=40), "row 2: a cell has more than 40"),
        (b"a,b\n1," + b"x" * 5000, Limits(line_bytes=100), "line 2 is longer than 100"),
    ],
)
def test_what_is_too_large_is_refused(tmp_path: Path, content: bytes, limits: Limits, words: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(LimitError) as caught:
        read_book(path, limits=limits)
    assert words in caught.value.en


def test_a_cell_of_ten_million_letters_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,"' + "ก" * 10_000_000 + '"\n', encoding="utf-8")
    with pytest.raises(LimitError, match="line 2 is longer than"):
        read_book(path)
    path.write_text('a,b\n1,"' + "x" * 10_000_000 + '"\n', encoding="utf-8")
    with pytest.raises(LimitError, match="row 2: a cell has more than"):
        read_book(path)


def test_a_long_file_is_never_in_memory_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("ลำดับ,ชื่อ\n" + "1,กรมการข้าว กระทรวงเกษตรและสหกรณ์ (กษ.)\n" * 50_000, encoding="utf-8")
    assert path.stat().st_size > 5_000_000
    read_book(path)  # what is loaded once and kept is not the file's
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_book(path).sheets[0].rows()) == 50_001
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_changes_after_it_was_judged_is_refused(tmp_path: Path) -> None:
    book = read(tmp_path, b"a,b\n1,2\n")
    book.path.write_bytes(b"a,b\n1,2\n3,4\n")
    with pytest.raises(InputError, match="changed"):
        list(book.sheets[0].rows())


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b",,\n,,\n", b"\xff\xfe"])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError, match="is empty"):
        read(tmp_path, content)


def test_the_hash_is_of_the_whole_file(tmp_path: Path) -> None:
    # printf 'a,b\n1,2\n' | sha256sum
    assert read(tmp_path, b"a,b\n1,2\n").sha256 == "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470"


def test_values_of_a_book_have_no_path_in_their_findings(tmp_path: Path) -> None:
    book = read(tmp_path, b"a,b\n1,#REF!\n", name="..%2F=cmd.csv")
    (told,) = book.sheets[0].findings
    assert told.place is not None
    assert told.place.source == "..%2F=cmd.csv"
    assert str(tmp_path) not in json.dumps([told.message_en, told.message_th, told.place.source])
