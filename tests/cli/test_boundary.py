"""One sentence, the right exit code, no traceback, nothing half-written."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

from govgraph import __version__
from govgraph.cli import VERBS
from govgraph.errors import AmbiguousNameError, InputError, LimitError, NotFoundError, StoreError, UsageError

if TYPE_CHECKING:
    from tests.cli.conftest import FakeWorkspace

Call = Callable[..., Result]

BIG_TABLE = """
import sys, types
from govgraph.research.results import Column, Rows
class Workspace:
    @classmethod
    def open(cls, location=None, *, write=False): return cls()
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def gaps(self, **_):
        if {interrupt}: raise KeyboardInterrupt
        return Rows((Column("n"), Column("name")), tuple((i, "ก" * 60) for i in range({rows})))
sys.modules["govgraph.workspace"] = module = types.ModuleType("govgraph.workspace")
module.Workspace = Workspace
from govgraph.cli import main
main(sys.argv[1:])
"""


def program(rows: int = 3, interrupt: bool = False) -> list[str]:
    return [sys.executable, "-c", BIG_TABLE.format(rows=rows, interrupt=interrupt)]


def test_help_and_version_need_no_heavy_library() -> None:
    heavy = {"rdflib", "matplotlib", "pyshacl", "networkx", "pythainlp", "rich", "pyoxigraph", "yaml", "jinja2"}
    for args in (["--help"], ["--version"]):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "govgraph.cli", *args],
            capture_output=True,
            text=True,
            check=True,
        )
        loaded = {line.split("|")[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
        assert "click" in loaded
        assert loaded & heavy == set()


def test_help_answers_at_once() -> None:
    def processor_seconds() -> float:
        before = os.times()
        subprocess.run([sys.executable, "-m", "govgraph.cli", "--help"], stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    # Processor time, the best of three: what others do on the machine is not the question.
    assert min(processor_seconds() for _ in range(3)) < 0.4


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_in_both_languages_and_wakes_nothing_heavy(verb: str) -> None:
    code = (
        "import sys; from govgraph.cli import main\n"
        f"try: main(['{verb}', '--help'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print(sorted({'rdflib', 'matplotlib', 'pyshacl', 'networkx', 'pythainlp'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *text, heavy = done.stdout.splitlines()
    assert heavy == "[]"
    assert re.search("[ก-๙]{5}", "\n".join(text))
    assert re.search("[A-Z][a-z]+ [a-z]+ ", "\n".join(text))


def test_version(govgraph: Call) -> None:
    assert govgraph("--version").stdout == f"govgraph {__version__}\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError(th="ผิด", en="Wrong."), 2),
        (InputError(th="ผิด", en="Wrong."), 4),
        (StoreError(th="ผิด", en="Wrong."), 4),
        (LimitError(th="ผิด", en="Wrong."), 5),
        (NotFoundError(th="ผิด", en="Wrong."), 3),
    ],
)
def test_an_error_is_one_sentence_in_the_language_asked_for(
    govgraph: Call, workspace: FakeWorkspace, error: Exception, code: int
) -> None:
    workspace.answers["links"] = error
    for lang, said in (("en", "Wrong."), ("th", "ผิด"), ("both", "ผิด · Wrong.")):
        done = govgraph("links", "--lang", lang)
        assert (done.exit_code, done.stdout, done.stderr) == (code, "", f"govgraph: {said}\n")


def test_candidates_are_json_in_a_pipe(govgraph: Call, workspace: FakeWorkspace) -> None:
    workspace.answers["show"] = AmbiguousNameError(th="กำกวม", en="Ambiguous.", candidates=["urn:ก", "urn:b"])
    done = govgraph("show", "x", "--lang=th")
    assert done.exit_code == 3
    assert json.loads(done.stderr) == {"error": "กำกวม", "candidates": ["urn:ก", "urn:b"]}
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("links", "--nope"), "No such option '--nope'"),
        (("lnks",), "did you mean links"),
        (("links", "--to", "moon"), "'moon' is not one of 'theme'"),
        (("explain", "a"), "Missing argument 'B'"),
        (("links", "surplus"), "surplus"),
        (("links", "--as-of", "2553-01-12"), "--as-of: “2553-01-12” has a Buddhist-Era year"),
        (("links", "--as-of", "2010-02-30"), "is not a date"),
        (("links", "--fiscal-year", "54"), "--fiscal-year: “54” is not a year"),
        (("links", "-f", "xml"), "'xml' is not one of"),
        (("links", "-o", "picture.bmp"), "add -f and one of table, csv"),
        (("find", "x", "--limit", "0"), "--limit"),
    ],
)
def test_wrong_use_is_2_and_one_sentence(
    govgraph: Call, workspace: FakeWorkspace, args: tuple[str, ...], said: str
) -> None:
    done = govgraph(*args)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert re.search("[ก-๙]{3}", done.stderr)
    assert workspace.opened == []


def test_nothing_asked_is_help_and_2(govgraph: Call) -> None:
    done = govgraph()
    assert done.exit_code == 2
    assert "bridges" in done.stderr


def test_a_fault_of_our_own_asks_for_a_report_and_shows_its_trace_only_on_request(
    govgraph: Call, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.answers["links"] = ZeroDivisionError("one\nby zero")
    done = govgraph("links", "--lang", "en")
    assert done.exit_code == 4
    assert done.stderr.startswith("govgraph: This is a fault of govgraph: please report it")
    assert "ZeroDivisionError: one by zero" in done.stderr
    assert done.stderr.count("\n") == 1
    monkeypatch.setenv("GOVGRAPH_DEBUG", "1")
    assert "Traceback" in govgraph("links").stderr


def test_an_error_of_the_system_names_the_file(govgraph: Call, workspace: FakeWorkspace) -> None:
    workspace.answers["links"] = PermissionError(13, "Permission denied", "/data/x.nt")
    done = govgraph("links", "--lang", "en")
    assert (done.exit_code, done.stderr) == (4, "govgraph: Cannot read or write /data/x.nt: Permission denied.\n")


def test_interruption_is_130_and_leaves_no_draft(govgraph: Call, workspace: FakeWorkspace) -> None:
    def interrupted(_kind: str, path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    workspace.answers["draw"] = interrupted
    done = govgraph("draw", "flow", "-o", "f.svg", "--lang", "en")
    assert done.exit_code == 130
    assert "nothing is half-done" in done.stderr
    assert list(Path().iterdir()) == []


def test_interruption_of_the_program_is_130_without_a_trace() -> None:
    done = subprocess.run([*program(interrupt=True), "gaps"], capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


# -- files


def test_a_file_is_written_whole_with_its_format_by_name(govgraph: Call) -> None:
    assert govgraph("links", "-o", "a.json").exit_code == 0
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))[0]["agencies"] == 9
    assert govgraph("links", "-o", "a.json", "-f", "csv").exit_code == 0
    assert Path("a.json").read_text(encoding="utf-8").startswith("source,")
    assert govgraph("links", "-o", "-").stdout.startswith("source,")
    assert [path.name for path in Path().iterdir()] == ["a.json"]


def test_a_finished_file_has_the_rights_of_any_other_file(govgraph: Call) -> None:
    Path("plain").write_text("")
    govgraph("links", "-o", "a.csv")
    assert Path("a.csv").stat().st_mode == Path("plain").stat().st_mode


@pytest.mark.parametrize(("target", "said"), [("no/such/a.csv", "is missing"), ("folder.csv", "is a folder")])
def test_a_file_that_cannot_be_written_is_4_before_any_work(
    govgraph: Call, workspace: FakeWorkspace, target: str, said: str
) -> None:
    Path("folder.csv").mkdir()
    done = govgraph("links", "-o", target, "--lang", "en")
    assert done.exit_code == 4
    assert said in done.stderr
    assert target in done.stderr
    assert workspace.opened == []


def test_a_read_only_folder_is_4_before_any_work(
    govgraph: Call, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The rights of the folder itself stop nobody who runs as root, as tests may.
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = govgraph("links", "-o", "a.csv", "--lang", "en")
    assert (done.exit_code, workspace.opened) == (4, [])
    assert "read-only" in done.stderr


def test_a_disk_that_fails_while_writing_keeps_the_old_file(govgraph: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.csv").write_text("old")

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    done = govgraph("links", "-o", "a.csv", "--lang", "en")
    assert (done.exit_code, done.stderr) == (4, "govgraph: Cannot write a.csv: No space left on device.\n")
    assert [(p.name, p.read_text()) for p in Path().iterdir()] == [("a.csv", "old")]


def test_a_device_takes_the_answer_and_stays_a_device(govgraph: Call, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True)
    assert govgraph("links", "-o", "pipe.csv").exit_code == 0
    shown, _ = reader.communicate(timeout=20)
    assert shown.startswith("source,")
    assert pipe.is_fifo()
    assert [path.name for path in Path().iterdir()] == ["pipe.csv"]


def test_a_link_stays_a_link_to_the_new_file(govgraph: Call) -> None:
    Path("data").mkdir()
    Path("data/real.csv").write_text("old")
    Path("link.csv").symlink_to("data/real.csv")
    assert govgraph("links", "-o", "link.csv").exit_code == 0
    assert Path("link.csv").is_symlink()
    assert Path("data/real.csv").read_text(encoding="utf-8").startswith("source,")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no disk that is always full")
@pytest.mark.parametrize("args", [["gaps"], ["gaps", "-o", "/dev/full", "-f", "csv"]])
def test_a_full_disk_behind_stdout_or_a_device_is_4_and_named(args: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device, not a file of ours
        done = subprocess.run([*program(), *args], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 4
    name = "/dev/full" if "-o" in args else "stdout"
    assert f"Cannot write {name}: No space left on device." in done.stderr
    assert done.stderr.count("\n") == 1
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(("closed", "code"), [(">&-", 4), ("2>/dev/full", 3), ("2>&-", 3)])
def test_streams_that_are_closed_or_full_leave_the_exit_code(closed: str, code: int) -> None:
    command = '"$0" -m govgraph.cli query --list' if code == 4 else '"$0" -m govgraph.cli query nope'
    done = subprocess.run(
        ["sh", "-c", f"{command} {closed}", sys.executable], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "fault of govgraph" not in done.stderr


def test_a_stream_without_thai_letters_is_no_fault() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-m", "govgraph.cli", "--help"], capture_output=True, env=env, check=False)
    assert done.returncode == 0
    assert b"\\u0e01" in done.stdout


# -- what is told


def test_endless_and_invisible_input_is_told_in_one_short_line(govgraph: Call) -> None:
    for args in (["links", "--as-of", "ก" * 30_000], ["links", "--to", "ก" * 30_000], ["ก" * 30_000, "x"],
                 ["links", "-o", "n" * 30_000 + ".csv"], ["a\x1b[31mb\nc"]):  # fmt: skip
        done = govgraph(*args)
        assert done.exit_code in {2, 4}
        assert len(done.stderr) < 1500
        assert done.stderr.count("\n") == 1
        assert "\x1b" not in done.stderr


def test_a_value_that_does_not_fit_is_told_in_thai_too(govgraph: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ค่าของ --to ใช้ไม่ได้: เลือกจาก theme strategy" in govgraph("links", "--to", "moon", "--lang", "th").stderr
    assert "จำนวนเต็มตั้งแต่ 1 ถึง 100" in govgraph("explain", "a", "b", "--max-paths", "0").stderr
    monkeypatch.setenv("GOVGRAPH_LANG", "xx")
    done = govgraph("links")
    assert done.exit_code == 2
    assert "ค่าของ GOVGRAPH_LANG ใช้ไม่ได้: เลือกจาก th en both" in done.stderr
    assert "Invalid value for 'GOVGRAPH_LANG'" in done.stderr


# -- pipes and terminals


def test_a_reader_that_goes_away_is_no_fault() -> None:
    with subprocess.Popen(
        [*program(rows=20_000), "gaps"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "n,name\n"
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait() == 0
    assert said == ""


def test_in_a_pipe_data_is_on_stdout_alone() -> None:
    done = subprocess.run([*program(), "gaps"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["n,name", *(f"{i},{'ก' * 60}" for i in range(3))]
    assert done.stderr == ""


def on_terminal(command: list[str]) -> tuple[int, str]:
    """Run with a terminal, 40 columns wide, on all three streams."""
    import fcntl
    import struct
    import termios

    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    env = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env={**env, "NO_COLOR": "1"}) as process:
        os.close(side)
        shown = b""
        try:
            while chunk := os.read(main, 65536):
                shown += chunk
        except OSError:
            pass
        os.close(main)
        return process.wait(), shown.decode().replace("\r\n", "\n")


def test_at_a_terminal_it_is_a_folded_table() -> None:
    code, shown = on_terminal([*program(rows=1), "gaps"])
    assert code == 0
    assert "─" in shown
    assert shown.count("ก") == 60
    assert max(map(len, shown.splitlines())) <= 40


def test_a_workbook_is_not_for_terminals() -> None:
    code, shown = on_terminal([*program(), "gaps", "-f", "xlsx", "--lang", "en"])
    assert code == 2
    assert "add -o FILE.xlsx" in " ".join(shown.split())


def test_at_a_terminal_candidates_are_a_list() -> None:
    code, shown = on_terminal([*program(), "query", "themes-by-participatoin"])
    assert code == 3
    assert "\n  themes-by-participation\n" in shown
