"""Imports killed at random moments: the store holds all of the import or nothing of it, and the retry works."""

from __future__ import annotations

import csv
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Quad

from govgraph.names import CATALOGUE
from govgraph.steward.journal import State, history
from govgraph.workspace import Workspace

KILLS: Final = 50 if os.environ.get("GOVGRAPH_SOAK") else 2
ROWS: Final = 1_000
HEADING: Final = ("รหัส", "ชื่อโครงการ", "จังหวัด", "หน่วยงานรับผิดชอบ", "ปีงบประมาณ", "งบประมาณ (บาท)", "ขั้น")

PROGRAM: Final = """
import sys
from functools import partial
from govgraph.steward import imports
# Judging takes most of the time of an import and writes nothing: kills are wanted where something is written.
imports.import_file = partial(imports.import_file, judging=lambda *_: None)
from govgraph.cli import main
from govgraph.cli.progress import _Lines
stage = _Lines.stage
def heard(self, what):
    print(what.en.split()[0], flush=True)
    stage(self, what)
_Lines.stage = heard
main(["import", sys.argv[2], "--store", sys.argv[1], "-o", sys.argv[3], "--partial"])
"""
"""The command line, which prints each stage as it begins."""


def write(path: Path, word: str) -> None:
    """Write a table whose first row is faulty, so that a file of rows set aside is written on the way."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADING)
        writer.writerow(("0", "โครงการที่ไม่มีงบ", "จังหวัดเชียงใหม่", "กรมชลประทาน", "2554", "ไม่ทราบ", "ขอ"))
        for number in range(1, ROWS):
            name = f"โครงการที่ {number} {word if number % 10 == 0 else ''}".strip()
            writer.writerow((number, name, "จังหวัดเชียงใหม่", "กรมชลประทาน", "2554", number * 1000, "ขอ"))


def command(store: Path, path: Path) -> list[str]:
    return [sys.executable, "-c", PROGRAM, str(store), str(path), str(path.with_suffix(".json"))]


def done(store: Path, path: Path) -> None:
    """Import a file, and let nobody kill it."""
    ended = subprocess.run(command(store, path), capture_output=True, text=True, check=False)
    assert ended.returncode == 1, ended.stderr  # one row is faulty


def statements(store: Path) -> frozenset[Quad]:
    """Return what the store holds but for its catalogue, where the times differ."""
    with Workspace.open(store) as workspace:
        return frozenset(quad for quad in workspace.store.quads() if quad.graph_name != CATALOGUE)


def strays(folder: Path) -> list[str]:
    """Return files that are half written: ours are called so, those of the engine are its own affair."""
    return [
        str(path)
        for path in folder.rglob("*")
        if path.name.endswith((".new", ".tmp")) or ".quarantine.csv." in path.name
    ]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1263254400")
    monkeypatch.setenv("GOVGRAPH_USER", "สมหญิง")
    for name in ("GOVGRAPH_STORE", "GOVGRAPH_LANG", "GOVGRAPH_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def test_a_killed_import_is_whole_or_nothing(built: Path, tmp_path: Path, environment: None) -> None:
    """Odd kills hit a new import, even ones a replacement of it; each is then retried and taken further."""
    chance = random.Random(2010_01_12)
    path = tmp_path / "requests.csv"
    states = [tmp_path / name for name in ("nothing", "first", "second")]
    shutil.copytree(built, states[0])
    for before, after, word in (*zip(states[:1], states[1:2], ["ก"], strict=True), (states[1], states[2], "ข")):
        shutil.copytree(before, after)
        write(path, word)
        done(after, path)
    expected = [statements(state) for state in states]
    assert len({len(expected[0]), len(expected[1])}) == 2
    assert expected[1] != expected[2]

    store = tmp_path / "store"
    outcomes: set[tuple[int, bool]] = set()
    for number in range(KILLS):
        step = number % 2
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(states[step], store)
        write(path, "กข"[step])
        killed(store, path, chance, "mapping" if number == 0 else None)
        held = statements(store)
        assert held in {expected[step], expected[step + 1]}, "neither nothing nor all of it"
        whole = held == expected[step + 1]
        outcomes.add((step, whole))
        with Workspace.open(store) as workspace:
            now = [record for record in history(workspace.store, workspace.journal) if record.state is State.COMMITTED]
            assert len(now) == (step + 1 if whole and step == 0 else step or int(whole)), "history and store agree"
        done(store, path)
        assert statements(store) == expected[step + 1], "the retry brings what an import that nobody killed brings"
        with Workspace.open(store) as workspace:
            states_now = [record.state for record in history(workspace.store, workspace.journal)]
            assert states_now.count(State.COMMITTED) == 1
            assert not {State.RECEIVED, State.VALIDATED} & set(states_now), "nothing is under way any more"
        assert strays(tmp_path) == []
    assert {whole for _, whole in outcomes} >= {False}, "no kill came while an import was under way"


def killed(store: Path, path: Path, chance: random.Random, stage: str | None = None) -> None:
    """Kill an import some moment after a stage has begun, most often while it writes."""
    wanted = stage or chance.choice(("mapping", "judging", "writing", "writing", "writing"))
    with subprocess.Popen(
        command(store, path), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == wanted:
                break
        try:
            process.wait(chance.random() * 0.6)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("stage", ["mapping", "judging"])
def test_an_interrupted_import_says_so_and_leaves_nothing(
    built: Path, tmp_path: Path, environment: None, stage: str
) -> None:
    store, path = tmp_path / "store", tmp_path / "requests.csv"
    shutil.copytree(built, store)
    before = statements(store)
    write(path, "ก")
    # The signal comes from the process itself: sent from here, it might come when all is done.
    interrupting = f"""
import os, signal
def print(word, **_):
    if word == "{stage}":
        os.kill(os.getpid(), signal.SIGINT)
"""
    program, *arguments = command(store, path)[2:]
    ended = subprocess.run(
        [sys.executable, "-c", interrupting + program, *arguments], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 130
    assert "Traceback" not in ended.stderr
    assert "Interrupted; nothing is half-done." in ended.stderr.strip().split("\n")[-1]
    assert statements(store) == before
    assert {entry.name for entry in tmp_path.iterdir()} == {"store", "requests.csv"}


def test_what_a_killed_import_left_half_written_is_taken_away_by_the_next(
    built: Path, tmp_path: Path, environment: None
) -> None:
    store, path = tmp_path / "store", tmp_path / "requests.csv"
    shutil.copytree(built, store)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [(n, f"โครงการ {n}", "จังหวัดเชียงใหม่", "กรมชลประทาน", "2554", n or "ไม่ทราบ", "ขอ") for n in range(3)]
        csv.writer(file).writerows((HEADING, *rows))
    before = statements(store)
    dying = "import os, pathlib\npathlib.Path.replace = lambda *_: os.kill(os.getpid(), 9)\n"
    program, *arguments = command(store, path)[2:]
    ended = subprocess.run([sys.executable, "-c", dying + program, *arguments], capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(strays(tmp_path)) == 1, "the file of rows set aside was being written"
    assert statements(store) == before
    (store / "journal" / "kept").mkdir(parents=True)
    (store / "journal" / "kept" / "4711.new").write_bytes(b"half a copy")
    done(store, path)
    assert strays(tmp_path) == []
    assert {entry.name for entry in tmp_path.iterdir()} == {
        "store", "requests.csv", "requests.json", "requests.quarantine.csv",
    }  # fmt: skip
