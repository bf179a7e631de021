"""``govgraph export``: what reaches the file or the pipe, and what is refused before anything is touched."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govgraph.cli import main

Call = Callable[..., Result]


@pytest.fixture
def export(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call ``govgraph export`` on the shipped data, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVGRAPH_STORE", str(built))
    return lambda *args: CliRunner().invoke(main, ["export", *args, "--lang", "en"])


WORKSHOP = ("--graph", "workshop-2010-01-12")


def test_without_a_file_n_quads_go_to_stdout(export: Call) -> None:
    done = export(*WORKSHOP)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) > 1_000
    assert all(line.endswith("<https://w3id.org/govgraph/graph/workshop-2010-01-12> .") for line in lines)
    assert export(*WORKSHOP, "-o", "-").stdout == done.stdout


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.nq", b"<https://w3id.org/govgraph/"),
        ("a.trig", b"@prefix"),
        ("a.ttl", b"@prefix"),
        ("a.jsonld", b'{\n "@context"'),
        ("a.graphml", b"<?xml"),
        ("a.gexf", b"<?xml"),
        ("a.zip", b"PK"),
        ("a.cypher", b"//"),
        ("a.CQL", b"//"),
    ],
)
def test_the_name_of_the_file_tells_the_format(export: Call, name: str, start: bytes) -> None:
    done = export(*WORKSHOP, "-o", name)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"wrote {name}\n")
    assert Path(name).read_bytes().startswith(start)
    assert [path.name for path in Path().iterdir()] == [name]
    assert export(*WORKSHOP, "-o", name, "--quiet").stderr == ""


def test_a_pipe_and_a_file_get_the_same_bytes(export: Call) -> None:
    export(*WORKSHOP, "-f", "csv", "-o", "tables.zip")
    assert export(*WORKSHOP, "-f", "csv").stdout_bytes == Path("tables.zip").read_bytes()
    with zipfile.ZipFile("tables.zip") as packed:
        assert packed.testzip() is None


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("-f", "rdfxml"), 2, "'rdfxml' is not one of 'nquads', 'trig'"),
        (("-o", "a.docx"), 2, "The name a.docx tells no format: add -f and one of nquads"),
        (("-o", "nowhere/a.nq"), 4, "Cannot write nowhere/a.nq: it has no folder"),
        (("-o", ".", "-f", "trig"), 4, "it is a folder"),
        (("--as-of", "2010-01-12"), 2, "--as-of means nothing to export"),
        (("--min-confidence", "probable"), 2, "--min-confidence means nothing to export"),
        (("--store", "nowhere"), 4, "nowhere"),
    ],
)
def test_wrong_wishes_are_refused_and_leave_nothing(export: Call, args: tuple[str, ...], code: int, said: str) -> None:
    done = export(*args)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert list(Path().iterdir()) == []


def test_a_graph_that_is_not_there_leaves_the_old_file_and_says_what_was_meant(export: Call) -> None:
    Path("a.nq").write_text("old")
    done = export("-o", "a.nq", "--graph", "refrence")
    told = json.loads(done.stderr)
    assert done.exit_code == 3
    assert told["candidates"][0] == "https://w3id.org/govgraph/graph/reference"
    assert "There is no graph called “refrence”" in told["error"]
    assert [(path.name, path.read_text()) for path in Path().iterdir()] == [("a.nq", "old")]


def test_a_full_disk_is_told_in_a_sentence(export: Call) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full to write to")
    done = export("-f", "nquads", "-o", "/dev/full")
    assert done.exit_code == 4
    assert done.stderr == "govgraph: Cannot write /dev/full: No space left on device.\n"
