"""Files, names and settings that mean harm, through the command line: a sentence, an exit code, and nothing half-done.

Limits and refusals of the readers themselves are held in ``tests/steward/tables``; here it is what a steward sees.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from govgraph.cli import main
from govgraph.errors import InputError
from govgraph.model import Label
from govgraph.names import CATALOGUE
from govgraph.resources import resource
from govgraph.steward import imports
from govgraph.workspace import Workspace

HEADING = ("ลำดับ", "รหัส", "ชื่อโครงการ", "จังหวัด", "หน่วยงานรับผิดชอบ", "ปีงบประมาณ", "งบประมาณ (บาท)", "ขั้น")
GOOD = ("1", "ก-1", "โครงการขุดลอกคลอง", "จังหวัดเชียงใหม่", "กรมชลประทาน", "2554", "1000000", "ขอ")
HIDDEN = "\x1b\r\u202e\u2066\u2028"


@dataclass
class Desk:
    """A folder, a built store, and the command line."""

    folder: Path
    store: Path

    def write(self, name: str, *rows: tuple[str, ...], heading: tuple[str, ...] = HEADING) -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows((heading, *rows))
        return path

    def run(self, *arguments: str | Path, env: dict[str, str] | None = None) -> Result:
        given = ["import", "--store", str(self.store), *map(str, arguments)]
        result = CliRunner().invoke(main, given, env={"GOVGRAPH_LANG": "both", **(env or {})})
        assert "Traceback" not in result.stderr
        assert "fault of govgraph" not in result.stderr
        assert not set(HIDDEN) & set(result.stderr)
        return result

    def refused(self, code: int, words: str, *arguments: str | Path, env: dict[str, str] | None = None) -> str:
        """Tell that a call ends with this code and one line in both languages, and leaves nothing behind."""
        before = self.contents()
        result = self.run(*arguments, env=env)
        assert result.exit_code == code, result.output
        last = result.stderr.strip().split("\n")[-1]
        assert last.startswith("govgraph: ")
        assert " · " in last
        assert words in last
        assert not result.stdout
        assert self.contents() == before
        return last

    def contents(self) -> tuple[set[str], set[str], int]:
        """Return the files beside the store, the graphs in it, and how many statements its catalogue has."""
        paths = (path for path in self.folder.rglob("*") if self.store not in path.parents)
        beside = {str(path.relative_to(self.folder)) for path in paths}
        with Workspace.open(self.store) as workspace:
            graphs = {name.value for name in workspace.store.graphs()}
            return beside, graphs, sum(1 for _ in workspace.store.quads(CATALOGUE))


@pytest.fixture(scope="module")
def untouched(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store for refusals, which are held to leave it as it is."""
    return Path(shutil.copytree(built, tmp_path_factory.mktemp("hostile") / "store"))


@pytest.fixture
def fresh() -> None:
    """Say that a test loads something, and wants a store of its own."""


@pytest.fixture
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, built: Path, untouched: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """Judging costs seconds and is held elsewhere: here it says nothing."""
    monkeypatch.setattr(imports, "import_file", partial(imports.import_file, judging=lambda *_: None))
    for name in ("GOVGRAPH_STORE", "GOVGRAPH_USER", "SOURCE_DATE_EPOCH", "GOVGRAPH_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    if "fresh" not in request.fixturenames:
        return Desk(tmp_path, untouched)
    return Desk(tmp_path, Path(shutil.copytree(built, tmp_path / "store")))


def profile(desk: Desk, change: Callable[[dict[str, Any]], object]) -> Path:
    """Write a profile that is the one of projects but for a change."""
    description = json.loads(resource("data/profiles/projects.csv-metadata.json").read_text(encoding="utf-8"))
    change(description)
    path = desk.folder / "profile.json"
    path.write_text(json.dumps(description), encoding="utf-8")
    return path


def code_column(description: dict[str, Any]) -> dict[str, Any]:
    columns: list[dict[str, Any]] = description["tableSchema"]["columns"]
    return next(column for column in columns if column["name"] == "code")


# -- names and settings


@pytest.mark.parametrize(
    "name",
    ["งบ\n\x1b[31m2554.csv", "a\u202evsc.csv", "=cmd|' '!A1.csv", "😀.csv", "..%2f..%2fx.csv", "ก" * 80 + ".csv"],
)
@pytest.mark.usefixtures("fresh")
def test_a_strange_name_is_only_a_name(desk: Desk, name: str) -> None:
    result = desk.run(desk.write(name, GOOD), "-f", "json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["file"] == name
    assert report["source"].isprintable()
    text = desk.run(desk.folder / name, "-f", "text", "--dry-run")
    assert not set(HIDDEN) & set(text.stdout)
    assert desk.run(desk.folder / name, "-f", "json").exit_code == 0
    with Workspace.open(desk.store) as workspace:
        assert [record.file for record in records(workspace)] == [name]


def test_a_name_that_is_no_text_is_refused(desk: Desk) -> None:
    path = os.fsdecode(os.fsencode(desk.folder) + b"/\xff\xfe.csv")
    shutil.copy(desk.write("good.csv", GOOD), path)
    desk.refused(4, "not valid text", path)


def test_where_a_name_is_too_long_for_the_answer_nothing_is_loaded(desk: Desk) -> None:
    path = desk.write("ก" * 83 + ".csv", GOOD)
    desk.folder.joinpath("back").mkdir()
    desk.refused(4, "cannot be written", path, "--return-to", desk.folder / "back")


@pytest.mark.parametrize("key", ["a\nb", "a\x1b[31m", "a\u202eb", "x" * 201, "a\udcff"])
def test_a_source_key_that_cannot_be_shown_is_refused(desk: Desk, key: str) -> None:
    desk.refused(2, "--source", desk.write("a.csv", GOOD), "--source", key)


@pytest.mark.parametrize("key", ["../../etc/passwd", "/etc/passwd", "คำขอ 😀", "'; DROP ALL; #", "<http://x> }"])
@pytest.mark.usefixtures("fresh")
def test_a_source_key_makes_no_path_and_no_iri(desk: Desk, key: str) -> None:
    result = desk.run(desk.write("a.csv", GOOD), "--source", key)
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["source"] == key
    assert set(report["import"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert json.loads(desk.run(desk.folder / "a.csv", "--source", key).stdout)["changed"] is False


@pytest.mark.parametrize("epoch", ["x", "-1", "1e9", "٣", "253402300800", "9" * 400])
def test_a_time_that_is_none_is_refused(desk: Desk, epoch: str) -> None:
    desk.refused(2, "SOURCE_DATE_EPOCH", desk.write("a.csv", GOOD), env={"SOURCE_DATE_EPOCH": epoch})


@pytest.mark.usefixtures("fresh")
def test_the_time_that_is_set_is_the_time_of_the_import(desk: Desk) -> None:
    assert desk.run(desk.write("a.csv", GOOD), env={"SOURCE_DATE_EPOCH": "1263254400"}).exit_code == 0
    with Workspace.open(desk.store) as workspace:
        (record,) = records(workspace)
    assert record.started.isoformat() == "2010-01-12T00:00:00+00:00"


@pytest.mark.parametrize("who", ["สมหญิง\nroot\x1b[31m", "a\udcff", "x" * 5000])
@pytest.mark.usefixtures("fresh")
def test_who_imports_is_one_line_of_text(desk: Desk, who: str) -> None:
    assert desk.run(desk.write("a.csv", GOOD), env={"GOVGRAPH_USER": who}).exit_code == 0
    with Workspace.open(desk.store) as workspace:
        (record,) = records(workspace)
    assert record.who.isprintable()
    assert 0 < len(record.who) <= 200


def records(workspace: Workspace) -> tuple[Any, ...]:
    from govgraph.steward.journal import history

    return history(workspace.store, workspace.journal)


# -- files that are none


@pytest.mark.parametrize("option", ["", "--mapping", "--accept"])
@pytest.mark.parametrize("what", ["missing", "folder", "pipe", "device", "dead link", "binary"])
def test_only_regular_files_are_read(desk: Desk, option: str, what: str) -> None:
    path = desk.folder / "strange"
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "dead link":
            path.symlink_to("nowhere")
        case "binary":
            path.write_bytes(bytes(range(256)) * 40)
    good = desk.write("a.csv", GOOD)
    desk.refused(4, "strange", *((good, option, path) if option else (path,)))


@pytest.mark.usefixtures("fresh")
def test_a_link_to_a_file_is_read(desk: Desk) -> None:
    desk.write("a.csv", GOOD)
    (desk.folder / "link.csv").symlink_to("a.csv")
    assert desk.run(desk.folder / "link.csv").exit_code == 0


def without_rights() -> None:
    """Drop what lets root pass over the rights of files (PR_CAPBSET_DROP of CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    import ctypes

    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability)


@pytest.mark.usefixtures("fresh")
def test_what_one_may_not_read_or_write_is_told(desk: Desk) -> None:
    path = desk.write("a.csv", GOOD)
    call = [sys.executable, "-m", "govgraph.cli", "import", str(path), "--store", str(desk.store)]

    def told(*further: str) -> str:
        done = subprocess.run([*call, *further], capture_output=True, text=True, check=False, preexec_fn=without_rights)
        assert "Traceback" not in done.stderr
        assert done.returncode == 4, done.stderr
        return done.stderr.strip().split("\n")[-1]

    rights = {entry: entry.stat().st_mode for entry in (path, *desk.store.rglob("*"), desk.store)}
    path.chmod(0)
    if subprocess.run(["cat", str(path)], capture_output=True, check=False, preexec_fn=without_rights).returncode == 0:
        pytest.skip("rights of files do not hold here")
    try:
        assert "a.csv" in (said := told("--dry-run"))
        assert "Permission denied" in said
        path.chmod(0o600)
        for entry in rights:
            entry.chmod(0o555 if entry.is_dir() else 0o444)
        assert "may not be used by this user" in told()
        back = desk.folder / "back"
        back.mkdir(mode=0o555)
        assert "cannot be written" in told("--dry-run", "--return-to", str(back))
    finally:
        for entry, mode in rights.items():
            entry.chmod(mode)
    assert desk.contents()[0] == {"a.csv", "back", "store"}


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 4, "is empty"),
        (b"\xef\xbb\xbf", 4, "is empty"),
        (b"\0" * 5000, 4, "NUL"),
        (b'"a\n' * 100, 4, "quotation mark"),
        (b"x," * 16_384, 5, "columns"),
        (b"a,b\n" + b"x" * 20_000_000, 5, "longer than"),
        (b"a,b\n1," + "ก".encode() * 1_000_001 + b"\n", 5, "characters"),
        (b"%PDF-1.7", 4, "not a table"),
        (b"PK\x03\x04", 4, "damaged"),
    ],
    ids=["empty", "mark only", "NULs", "quotation", "16384 columns", "line", "cell", "pdf", "zip"],
)
def test_what_is_no_table_is_refused(desk: Desk, content: bytes, code: int, words: str) -> None:
    path = desk.folder / ("a.xlsx" if content[:2] == b"PK" else "a.csv")
    path.write_bytes(content)
    assert path.name in desk.refused(code, words, path)


def test_a_heading_alone_loads_nothing(desk: Desk) -> None:
    before = desk.contents()[1:]
    result = desk.run(desk.write("a.csv"))
    assert json.loads(result.stdout)["loaded"] is False
    assert "no rows to load" in result.stderr
    assert desk.contents()[1:] == before


@pytest.mark.usefixtures("fresh")
def test_one_bad_file_of_several_keeps_the_others_whole(desk: Desk) -> None:
    good, bad = desk.write("a.csv", GOOD), desk.folder / "none.csv"
    result = desk.run(good, bad)
    assert result.exit_code == 4
    with Workspace.open(desk.store) as workspace:
        assert [record.file for record in records(workspace)] == ["a.csv"]
    assert "none.csv" in result.stderr.strip().split("\n")[-1]


@pytest.mark.parametrize("encoding", ["nonsense", "zip", "rot13", "undefined", "\0", "idna", "utf-16", "ก"])
def test_an_encoding_that_does_not_fit_is_refused(desk: Desk, encoding: str) -> None:
    path = desk.write("a.csv", GOOD)
    known = encoding in {"idna", "utf-16"}
    desk.refused(4 if known else 2, "a.csv is not" if known else "utf-8", path, "--encoding", encoding)


class Meddler:
    """Does something to the file as soon as a stage begins."""

    def __init__(self, stage: str, action: Callable[[], object]) -> None:
        self.wanted, self.action = stage, action

    def stage(self, what: Label) -> None:
        if what.text("en").startswith(self.wanted):
            self.action()

    def rows(self, done: int, total: int | None) -> None:
        pass


STAGES = ("reading", "mapping", "judging", "writing")


@pytest.mark.parametrize("how", ["vanishes", "changes"])
@pytest.mark.parametrize(
    ("suffix", "stage"), [*(("csv", stage) for stage in STAGES), ("xlsx", "mapping"), ("xlsx", "writing")]
)
@pytest.mark.usefixtures("fresh")
def test_a_file_that_changes_while_it_is_read(desk: Desk, suffix: str, stage: str, how: str) -> None:
    """Either a sentence and nothing is loaded, or exactly what stood in the file at first."""
    path = desk.write("a.csv", GOOD) if suffix == "csv" else workbook(desk, "a.xlsx", [GOOD])
    other = desk.folder / f"other.{suffix}"
    changed = (*GOOD[:2], "โครงการอื่น", *GOOD[3:])
    if suffix == "csv":
        desk.write("other.csv", changed)
    else:
        workbook(desk, "other.xlsx", [changed])

    def act() -> None:
        path.unlink()
        if how == "changes":
            other.rename(path)

    before = desk.contents()[1:]
    with Workspace.open(desk.store, write=True) as workspace:
        try:
            (report,) = workspace.import_files([path], teller=Meddler(stage, act))
        except InputError:
            assert not records(workspace)
        else:
            names = {row[0].value for row in project_names(workspace)}
            # Before the first byte is read, the other file is the file.
            assert names == ({"โครงการอื่น"} if stage == "reading" else {"โครงการขุดลอกคลอง"})
            assert report.loaded
            return
    assert desk.contents()[1:] == before


def project_names(workspace: Workspace) -> tuple[Any, ...]:
    asked = (
        "SELECT DISTINCT ?name { ?p a <https://w3id.org/govgraph/ontology#Project> ; "
        "<http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
    )
    return workspace.store.select(asked).rows


@pytest.mark.parametrize("stage", STAGES)
def test_an_interruption_leaves_nothing_half_done(desk: Desk, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import contextmanager

    from govgraph.cli import importing

    def interrupt() -> None:
        raise KeyboardInterrupt

    @contextmanager
    def telling(_output: object) -> Iterator[Meddler]:
        yield Meddler(stage, interrupt)

    path = desk.write("a.csv", GOOD)
    monkeypatch.setattr(importing, "told", telling)
    desk.refused(130, "Interrupted", path)
    monkeypatch.undo()


# -- workbooks


def workbook(desk: Desk, name: str, rows: list[tuple[str, ...]], sheets: Iterable[str] = ("งบ",)) -> Path:
    path = desk.folder / name
    with xlsxwriter.Workbook(path) as book:
        for title in sheets:
            sheet = book.add_worksheet(title)
            for at, row in enumerate((HEADING, *rows)):
                for column, text in enumerate(row):
                    sheet.write_string(at, column, text)
    return path


def patched(path: Path, part: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if part in parts:
        assert old in parts[part]
    parts[part] = parts.get(part, b"").replace(old, new) if old else new
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"
END = b"</sheetData>"


@pytest.mark.parametrize(
    ("part", "old", "new", "code", "words"),
    [
        (SHEET, END, END + b'<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>', 5, "unmerge"),
        (SHEET, END, END + b'<hyperlinks><hyperlink ref="A9:XFD1048576" location="x"/></hyperlinks>', 5, "links"),
        (SHEET, END, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + END, 5, "XFD1048576"),
        (SHEET, b"<sheetData>", b'<sheetData><row r="0"><c r="A0"><v>1</v></c></row>', 4, "a.xlsx"),
        ("xl/styles.xml", b"", b"<x/>", 4, "damaged"),
        ("xl/workbook.xml", b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', 4, "DTD"),
        ("xl/x.bin", b"", b"\0" * 200_000_000, 5, "unlikely size"),
    ],
    ids=["merged", "linked", "far corner", "row zero", "styles", "entities", "bomb"],
)
def test_a_workbook_that_means_harm_is_refused(
    desk: Desk, part: str, old: bytes, new: bytes, code: int, words: str
) -> None:
    path = workbook(desk, "a.xlsx", [GOOD])
    before = path.read_bytes()
    if old == b"<workbook":
        with zipfile.ZipFile(path) as archive:
            whole = archive.read(part)
        old = whole[whole.index(b"<workbook") :][:10]
        new = b'<!DOCTYPE x [<!ENTITY a "b">]>' + old
    patched(path, part, old, new)
    assert path.read_bytes() != before
    desk.refused(code, words, path, "--return-to", desk.folder / "back")


@pytest.mark.usefixtures("fresh")
def test_a_style_in_the_far_corner_is_no_fault(desk: Desk) -> None:
    path = workbook(desk, "a.xlsx", [GOOD])
    patched(path, SHEET, END, b'<row r="1048576"><c r="XFD1048576" s="0"/></row>' + END)
    result = desk.run(path, "--return-to", desk.folder / "back")
    assert result.exit_code == 0, result.output
    assert (desk.folder / "back" / "a.checked.xlsx").exists()


def test_more_sheets_than_anybody_makes_are_refused(desk: Desk) -> None:
    path = workbook(desk, "a.xlsx", [], (f"s{number}" for number in range(1_001)))
    desk.refused(5, "1,001 sheets", path)


def test_two_sheets_of_one_name_are_refused(desk: Desk) -> None:
    path = workbook(desk, "a.xlsx", [GOOD], ("one", "two"))
    patched(path, "xl/workbook.xml", b'name="two"', b'name="one"')
    desk.refused(4, "two sheets have the same name", path)


@pytest.mark.usefixtures("fresh")
def test_names_of_sheets_reach_no_path(desk: Desk) -> None:
    titles = ("..", "=1+1", "a'b!c😀", "CON")
    bad = (*GOOD[:6], "ไม่ทราบ", GOOD[7])
    path = workbook(desk, "a.xlsx", [GOOD, bad], titles)
    result = desk.run(path, "--partial", "--return-to", desk.folder / "back")
    assert result.exit_code == 1
    written = sorted(entry.name for entry in (desk.folder / "back").iterdir())
    assert written[0] == "a.checked.xlsx"
    assert all(name.startswith("a.quarantine.") for name in written[1:])
    assert set(openpyxl.load_workbook(desk.folder / "back" / "a.checked.xlsx").sheetnames) > set(titles)
    assert {entry.name for entry in desk.folder.iterdir()} == {"a.xlsx", "back", "store"}


# -- formulas on the way out

FORMULAS = ('=HYPERLINK("http://x")', "@SUM(A1)", "-cmd|' /C calc'!A0", "+1+1", "\t=1", "＝1+1")


@pytest.mark.usefixtures("fresh")
def test_no_cell_becomes_a_formula_on_its_way_out(desk: Desk) -> None:
    rows = [(str(at), text, text, text, text, text, text, text) for at, text in enumerate(FORMULAS, 1)]
    path = desk.write("a.csv", *rows, GOOD)
    back = desk.folder / "back"
    result = desk.run(path, "--partial", "--return-to", back)
    assert result.exit_code == 1
    for form in ("csv", "tsv"):
        out = desk.folder / f"findings.{form}"
        assert desk.run(path, "--dry-run", "-o", out).exit_code == 1
        plain(out, "," if form == "csv" else "\t")
    assert desk.run(path, "--dry-run", "-o", desk.folder / "findings.xlsx").exit_code == 1
    plain(back / "a.quarantine.csv", ",")
    if (back / "a.names.csv").exists():
        plain(back / "a.names.csv", ",")
    for name in (back / "a.checked.xlsx", desk.folder / "findings.xlsx"):
        for sheet in openpyxl.load_workbook(name).worksheets:
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert cells
            assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    page = desk.folder / "findings.html"
    assert desk.run(path, "--dry-run", "-o", page).exit_code == 1
    assert "HYPERLINK" in page.read_text(encoding="utf-8")


def plain(path: Path, separator: str) -> None:
    """Tell that no cell of a file begins as a formula does, but for plain numbers."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=separator) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in set("=@+-＝＋－＠") and not cell.lstrip("+-").isdigit()]


def test_what_a_page_shows_is_no_markup(desk: Desk) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    path = desk.write("a.csv", (GOOD[0], GOOD[1], evil, evil, evil, evil, evil, evil))
    page = desk.folder / "findings.html"
    assert desk.run(path, "--dry-run", "-o", page).exit_code == 1
    text = page.read_text(encoding="utf-8")
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "<img" not in text


# -- profiles


@pytest.mark.parametrize("value", ["not an IRI", "<>", "http://[::1", "a\\b", "//x", "http://x:y"])
def test_a_cell_that_makes_no_iri_is_a_finding(desk: Desk, value: str) -> None:
    def change(description: dict[str, Any]) -> None:
        column = code_column(description)
        del column["gov:read"]
        column["valueUrl"] = "{+code}"

    path = desk.write("a.csv", (GOOD[0], value, *GOOD[2:]))
    result = desk.run(path, "--mapping", profile(desk, change))
    assert result.exit_code == 1
    (told,) = [finding for finding in json.loads(result.stdout)["findings"] if finding["severity"] == "error"]
    assert told["cell"] == "B2"
    assert told["value"] == value


def test_an_expression_that_explodes_elsewhere_takes_no_time(desk: Desk) -> None:
    def change(description: dict[str, Any]) -> None:
        column = code_column(description)
        del column["gov:read"]
        column["datatype"] = {"base": "string", "format": "^(a+)+$"}

    path = desk.write("a.csv", (GOOD[0], "a" * 5_000 + "b", *GOOD[2:]), (GOOD[0], "aaa", *GOOD[2:]))
    result = desk.run(path, "--mapping", profile(desk, change))
    found = [f["cell"] for f in json.loads(result.stdout)["findings"] if f["severity"] == "error"]
    assert found == ["B2"]


def formatted(pattern: str) -> Callable[[dict[str, Any]], object]:
    return lambda description: code_column(description).update(
        {"datatype": {"base": "string", "format": pattern}, "gov:read": "verbatim"}
    )


@pytest.mark.parametrize(
    "change",
    [
        formatted("("),
        formatted(r"(a)\1"),
        formatted("(?=a)b"),
        formatted("((a{1000}){1000}){1000}"),
        formatted("a{99999999999}"),
        lambda d: code_column(d).update({"valueUrl": "no scheme"}),
        lambda d: code_column(d).update({"valueUrl": "{code:x}"}),
        lambda d: code_column(d).update({"valueUrl": "\0http://x"}),
        lambda d: code_column(d).update({"propertyUrl": "not an IRI"}),
        lambda d: code_column(d).update({"name": "\ud800"}),
        lambda d: d.update({"gov:profile": 5}),
        lambda d: d["tableSchema"].update({"columns": "x"}),
    ],
)
def test_a_profile_that_means_harm_is_refused(desk: Desk, change: Callable[[dict[str, Any]], object]) -> None:
    desk.refused(4, "profile.json", desk.write("a.csv", GOOD), "--mapping", profile(desk, change))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, 4),
        ('{"a":' * 900 + "1" + "}" * 900, 4),
        ('{"a":' + "9" * 5_000 + "}", 4),
        ('{"tableSchema": NaN}', 4),
        ("[1]", 4),
        ("", 4),
        (" " * 5_000_000, 5),
    ],
    ids=["deep", "deep objects", "long number", "NaN", "list", "empty", "huge"],
)
def test_a_profile_that_is_no_description_is_refused(desk: Desk, text: str, code: int) -> None:
    path = desk.folder / "profile.json"
    path.write_text(text, encoding="utf-8")
    desk.refused(code, "profile.json", desk.write("a.csv", GOOD), "--mapping", path)


# -- where the answer goes, and the store


def test_a_folder_for_the_answer_that_is_none_is_refused_before_anything_is_loaded(desk: Desk) -> None:
    path = desk.write("a.csv", GOOD)
    (desk.folder / "file").write_text("x", encoding="utf-8")
    for place in (desk.folder / "file", desk.folder / "file" / "below", desk.folder / ("x" * 300), Path("/proc/none")):
        desk.refused(4, "cannot be written", path, "--return-to", place)


@pytest.mark.usefixtures("fresh")
def test_a_link_in_the_place_of_an_answer_is_not_written_through(desk: Desk) -> None:
    path = desk.write("a.csv", (*GOOD[:5], "x", *GOOD[6:]), GOOD)
    back = desk.folder / "back"
    back.mkdir()
    mine = desk.folder / "mine"
    mine.write_text("mine", encoding="utf-8")
    (back / "a.checked.xlsx").symlink_to(mine)
    (back / "a.quarantine.csv").symlink_to(mine)
    assert desk.run(path, "--partial", "--return-to", back).exit_code == 1
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (back / "a.checked.xlsx").is_symlink()
    assert {entry.name for entry in back.iterdir()} == {"a.checked.xlsx", "a.quarantine.csv"}


def test_a_full_disk_behind_the_answer_loads_nothing(desk: Desk) -> None:
    disk = desk.folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be made here: that takes the right to mount one")
    try:
        desk.refused(4, "No space left", desk.write("a.csv", GOOD), "--return-to", disk)
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.usefixtures("fresh")
def test_a_store_that_another_program_writes_to_is_told(desk: Desk) -> None:
    path = desk.write("a.csv", GOOD)
    holder = (
        "import sys; from govgraph.store import open_store\n"
        "with open_store(sys.argv[1], write=True): print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(desk.store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        desk.refused(4, "Another govgraph process", path)
        assert desk.run(path, "--dry-run").exit_code == 0
        process.communicate("\n")
    assert desk.run(path).exit_code == 0


def test_a_store_that_is_none_is_told(desk: Desk) -> None:
    path = desk.write("a.csv", GOOD)
    (desk.folder / "file").write_text("x", encoding="utf-8")
    for place in (desk.folder / "file", desk.folder, desk.folder / "none"):
        desk.refused(4, str(place), path, "--store", place, "--dry-run")
