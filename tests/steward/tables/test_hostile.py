"""A file that means harm ends in one clear sentence, and costs this process next to nothing."""

from __future__ import annotations

import io
import os
import resource
import struct
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from govgraph.errors import GovGraphError, InputError, LimitError
from govgraph.steward.tables import Limits, read_book

Xlsx = Callable[..., Path]
ONE = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'


def refused(path: Path, kind: type[GovGraphError], words: str, limits: Limits | None = None) -> GovGraphError:
    with pytest.raises(kind) as caught:
        read_book(path, limits=limits)
    assert words in caught.value.en
    assert path.name in caught.value.en
    assert path.name in caught.value.th
    assert str(path.parent) not in caught.value.en
    return caught.value


def test_the_hand_made_workbook_is_sound(xlsx: Xlsx) -> None:
    (sheet,) = read_book(xlsx(ONE)).sheets
    assert [row.cells for row in sheet.rows()] == [("1",)]


@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1:B2"/>'], ids=["no dimension", "a dimension that lies"])
def test_a_cell_in_the_far_corner_is_refused_by_its_address(xlsx: Xlsx, dimension: str) -> None:
    path = xlsx(
        f'{dimension}<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = refused(path, LimitError, "XFD1048576")
    assert "XFD1048576" in told.th
    assert "งบ" in told.th
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_cell_that_is_not_in_its_row_is_found_where_it_says(xlsx: Xlsx) -> None:
    corner = '<c r="A1"><v>1</v></c><c r="ALL1048576"><v>1</v></c>'
    refused(xlsx(f'<sheetData><row r="1">{corner}</row></sheetData>'), LimitError, "ALL1048576")
    (sheet,) = read_book(xlsx('<sheetData><row><c r="B2"><v>1</v></c></row></sheetData>')).sheets
    assert [row.cells for row in sheet.rows()] == [(), ("", "1")]


def test_many_sheets_that_are_large_only_together_are_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as workbook:
        for _ in range(3):
            workbook.add_worksheet().write(99, 9, 1)
    refused(tmp_path / "t.xlsx", LimitError, "3,000 cells together", Limits(cells=2_500))
    assert len(read_book(tmp_path / "t.xlsx", limits=Limits(cells=3_000)).sheets) == 3


def test_more_merged_blocks_than_anybody_makes_are_refused(xlsx: Xlsx) -> None:
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 30))
    path = xlsx(f"{ONE}<mergeCells>{merged}</mergeCells>")
    refused(path, LimitError, "merged", Limits(merged=28))
    assert len(read_book(path).sheets[0].merged) == 29


def test_a_row_too_long_for_memory_is_refused(tmp_path: Path) -> None:
    limits = Limits(row_characters=100)
    (tmp_path / "t.csv").write_text("a,b\n1,2\n" + '"x\ny",' * 30 + "\n", encoding="utf-8")
    refused(tmp_path / "t.csv", LimitError, "row 3: the row has more than 100", limits)
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as workbook:
        workbook.add_worksheet().write_row(2, 0, ["x" * 40] * 3)
    refused(tmp_path / "t.xlsx", LimitError, "row 3: the row has more than 100", limits)


def test_a_false_dimension_and_empty_cells_with_a_format_are_no_fault(xlsx: Xlsx) -> None:
    path = xlsx(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    )
    (sheet,) = read_book(path).sheets
    assert [row.cells for row in sheet.rows()] == [("1",)]


def test_far_corners_of_other_kinds_are_refused_too(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("x")
    sheet.write(0, 0, 1)
    sheet.write(65_535, 255, 1)
    workbook.save(str(tmp_path / "t.xls"))
    refused(tmp_path / "t.xls", LimitError, "IV65536")

    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow

    document = OpenDocumentSpreadsheet()
    table = Table(name="x")
    row = TableRow(numberrowsrepeated=1_048_576)
    row.addElement(TableCell(valuetype="float", value="1", numbercolumnsrepeated=1_000))
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "t.ods"))
    refused(tmp_path / "t.ods", LimitError, "ALL1048576")


def test_a_bomb_is_refused_before_it_is_unpacked(xlsx: Xlsx) -> None:
    bomb = b"<worksheet>" + b" " * 30_000_000
    refused(xlsx("", {"xl/worksheets/sheet1.xml": bomb}), LimitError, "unlikely size")


def test_a_bomb_that_lies_of_its_size_is_refused(xlsx: Xlsx) -> None:
    path = xlsx(ONE, {"xl/sharedStrings.xml": b"<sst>" + b" " * 20_000_000 + b"</sst>"})
    content = path.read_bytes()
    true_size = struct.pack("<I", 20_000_011)
    assert content.count(true_size) >= 1
    path.write_bytes(content.replace(true_size, struct.pack("<I", 40)))
    refused(path, InputError, "damaged")


def test_too_many_parts_and_too_large_a_whole_are_refused(xlsx: Xlsx) -> None:
    refused(xlsx(ONE, {f"xl/x{n}.xml": b"" for n in range(30)}), LimitError, "parts", Limits(parts=20))
    refused(xlsx(ONE), LimitError, "unlikely size", Limits(unpacked_bytes=500))


@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_wherever_they_stand(xlsx: Xlsx, part: str, encoding: str) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>'
    told = refused(xlsx(ONE, {part: laughs.encode(encoding)}), InputError, "DTD")
    assert "root:" not in told.en


def test_a_cell_of_ten_million_letters_is_refused(tmp_path: Path, xlsx: Xlsx) -> None:
    long = "ก" * 10_000_000
    path = xlsx(f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c></row></sheetData>')
    refused(path, LimitError, "unlikely size")
    # Letters that do not pack well reach the reader, and are refused there.
    noise = "".join(chr(0x0E01 + (at * at + at // 7) % 40) for at in range(2_000_000))
    path = xlsx(f'<sheetData><row r="4"><c r="B4" t="inlineStr"><is><t>{noise}</t></is></c></row></sheetData>')
    refused(path, LimitError, "row 4: a cell has more than", Limits(unpacked_ratio=10_000))


def test_the_memory_of_the_reader_is_bounded(xlsx: Xlsx) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="ALL{n}"><v>1</v></c></row>' for n in (1, 5_000))
    path = xlsx(f"<sheetData>{rows}</sheetData>")
    refused(path, LimitError, "MiB of memory", Limits(memory_bytes=150 * 1024**2))
    (sheet,) = read_book(path).sheets
    assert sheet.width == 1_000


def test_a_reader_that_takes_too_long_is_ended(xlsx: Xlsx) -> None:
    refused(xlsx(ONE), LimitError, "0.001 seconds", Limits(wall_seconds=0.001))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("t.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 2000, "damaged"),
        ("t.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"\xff" * 5000, "damaged"),
        ("t.xls", "<html><body><table><tr><td>งบ</td></tr></table></body></html>".encode(), "a web page (HTML)"),
        ("t.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "an XML document"),
        ("t.xls", "ลำดับ,ชื่อ\n1,ก\n".encode(), "called .xls, but holds CSV"),
        ("t.xlsx", "ลำดับ\tชื่อ\n1\tก\n".encode("utf-16"), "called .xlsx, but holds CSV"),
        ("t.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not a table"),
        ("t.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a table"),
        ("t.csv", bytes(range(256)) * 40, "not a table"),
        ("t.csv", "ลำดับ,ชื่อ\n".encode("utf-16-le") * 9, "UTF-16"),
        ("t.csv", b"\0" * 5000, "NUL"),
    ],
)
def test_what_is_not_what_it_says_is_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    refused(tmp_path / name, InputError, words)


def test_a_workbook_under_another_name_is_refused_by_both(tmp_path: Path, xlsx: Xlsx) -> None:
    content = xlsx(ONE).read_bytes()
    for name in ("t.xls", "t.csv", "t.ods", "t.TXT"):
        (tmp_path / name).write_bytes(content)
        refused(tmp_path / name, InputError, "holds XLSX")
    (tmp_path / "no-suffix").write_bytes(content)
    assert read_book(tmp_path / "no-suffix").kind == "xlsx"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"word/document.xml": b"<x/>"}, "no workbook of Excel"),
        ({"xl/workbook.bin": b""}, ".xlsb"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, "no workbook of Excel"),
        ({"../../etc/passwd": b"x"}, "no workbook of Excel"),
    ],
)
def test_a_package_of_another_kind_is_named(tmp_path: Path, parts: dict[str, bytes], words: str) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    refused(path, InputError, words)


def test_a_damaged_workbook_is_told(tmp_path: Path, xlsx: Xlsx) -> None:
    content = xlsx(ONE).read_bytes()
    (tmp_path / "half.xlsx").write_bytes(content[: len(content) // 2])
    refused(tmp_path / "half.xlsx", InputError, "damaged")
    refused(xlsx("<sheetData><row>"), InputError, "damaged")
    refused(xlsx(ONE, {"xl/_rels/workbook.xml.rels": b"<Relationships/>"}), InputError, "damaged")
    refused(xlsx(ONE, {"XL/Workbook.xml": b"<workbook/>"}), InputError, "damaged")


def test_locked_workbooks_are_told(tmp_path: Path) -> None:
    # [MS-OFFCRYPTO] 2.3.4: a locked XLSX is a compound file with a stream EncryptedPackage.
    name = "EncryptedPackage".encode("utf-16-le")
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header[80:] = b"\xff" * (512 - 80)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = bytearray(512)
    for at, (entry, kind) in enumerate((("Root Entry".encode("utf-16-le"), 5), (name, 2))):
        entries[at * 128 : at * 128 + len(entry)] = entry
        struct.pack_into("<HB", entries, at * 128 + 64, len(entry) + 2, kind)
    path = tmp_path / "t.xlsx"
    path.write_bytes(bytes(header) + table + bytes(entries))
    refused(path, InputError, "password")

    ods = tmp_path / "t.ods"
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x01\x02")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>',
        )
    refused(ods, InputError, "password")

    workbook = io.BytesIO()
    book = xlwt.Workbook()
    book.add_sheet("x").write(0, 0, 1)
    book.save(workbook)
    content = workbook.getvalue()
    start = content.index(b"\x09\x08\x10\x00")  # the first record of the workbook stream
    locked = content[: start + 20] + struct.pack("<HH", 0x2F, 6) + b"\0" * 6 + content[start + 30 :]
    (tmp_path / "t.xls").write_bytes(locked)
    refused(tmp_path / "t.xls", InputError, "password")


def test_macros_and_links_outside_are_not_followed(xlsx: Xlsx) -> None:
    path = xlsx(
        '<sheetData><row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>7</v></c></row></sheetData>',
        {
            "xl/vbaProject.bin": b"Sub Auto_Open",
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        },
        "t.xlsm",
    )
    (sheet,) = read_book(path).sheets
    assert [row.cells for row in sheet.rows()] == [("7",)]


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "data.csv").write_bytes(b"a,b\n1,2\n")
    (tmp_path / "link.csv").symlink_to("data.csv")
    (tmp_path / "dead.csv").symlink_to("nowhere")
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    for name, words in (
        ("pipe.csv", "not a regular file"),
        ("device.csv", "not a regular file"),
        ("folder.csv", "is a folder"),
        ("dead.csv", "There is no file"),
        ("none.csv", "There is no file"),
    ):
        with pytest.raises(InputError, match=words):
            read_book(tmp_path / name)
    assert read_book(tmp_path / "link.csv").sheets[0].width == 2
    with pytest.raises(InputError, match="name"):
        read_book(Path("nul\0.csv"))


def test_a_strange_name_is_only_a_name(tmp_path: Path) -> None:
    name = "=HYPERLINK(..%2f..%2fetc) \n'งบ'.xlsx"
    with xlsxwriter.Workbook(tmp_path / name) as workbook:
        workbook.add_worksheet().write(0, 0, "#N/A")
    (told,) = read_book(tmp_path / name).sheets[0].findings
    assert told.place is not None
    assert told.place.source == name


def test_a_workbook_is_read_outside_the_main_thread_too(xlsx: Xlsx) -> None:
    path = xlsx(ONE)
    widths: list[int] = []
    thread = threading.Thread(target=lambda: widths.append(read_book(path).sheets[0].width))
    thread.start()
    thread.join()
    assert widths == [1]
