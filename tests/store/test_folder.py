"""The store in a folder: locks, damage, a full disk, and a process that is killed while it writes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from govgraph.errors import StoreError, UsageError
from govgraph.names import graph
from govgraph.store import Change, open_store
from govgraph.store.embedded import EmbeddedStore

ONE, TWO = graph("one"), graph("two")
P = NamedNode("https://example.org/p")


def rows(count: int, text: str = "ก", name: NamedNode = ONE) -> list[Quad]:
    return [Quad(NamedNode(f"https://example.org/{n}"), P, Literal(text, language="th"), name) for n in range(count)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with ten statements, closed."""
    folder = tmp_path / "workspace"
    with EmbeddedStore.open(folder, write=True) as store:
        store.commit(Change(add=rows(10)))
    return folder


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python in a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_folder_says_what_it_is(folder: Path) -> None:
    assert json.loads((folder / "workspace.json").read_text()) == {"format": 1, "engine": "oxigraph"}
    assert {entry.name for entry in folder.iterdir()} == {"workspace.json", "store"}


def test_what_is_written_is_there_after_closing_and_opening(folder: Path) -> None:
    with open_store(folder) as store:
        assert set(store.quads()) == set(rows(10))
        assert store.location == str(folder)


def test_the_default_place_is_taken_from_the_environment_then_from_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("GOVGRAPH_STORE", "workspace")
    with open_store() as store:
        assert len(list(store.quads())) == 10
    monkeypatch.delenv("GOVGRAPH_STORE")
    with pytest.raises(StoreError, match=r"no store in \.govgraph yet\. Run `govgraph build` first"):
        open_store()
    assert not Path(".govgraph").exists()


def test_one_writes_and_others_read(folder: Path) -> None:
    with open_store(folder, write=True) as writer, open_store(folder) as reader:
        writer.commit(Change(drop=frozenset({ONE}), add=rows(3, "ข")))
        assert set(reader.quads()) == set(rows(10)), "a reader keeps the state of its opening"
        with open_store(folder) as later:
            assert set(later.quads()) == set(rows(3, "ข"))
        with pytest.raises(StoreError, match="Another govgraph process is writing") as caught:
            open_store(folder, write=True)
        assert "กำลังเขียน" in caught.value.th
    open_store(folder, write=True).close()


def test_a_writer_in_another_process_is_noticed_and_its_reader_works(folder: Path) -> None:
    code = """
import sys
from govgraph.store import open_store
print(len(list(open_store(sys.argv[1]).quads())))
open_store(sys.argv[1], write=True)
"""
    with open_store(folder, write=True):
        result = run(code, folder)
    assert result.stdout == "10\n"
    assert "Another govgraph process is writing" in result.stderr


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    code = """
import sys
from govgraph.store import open_store
open_store(":memory:").ask("ASK {}")
print({"rdflib", "SPARQLWrapper", "oxrdflib"} & set(sys.modules))
"""
    assert run(code).stdout == "set()\n"


def test_a_closed_store_says_so(folder: Path) -> None:
    store = open_store(folder)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.graphs()


@pytest.mark.parametrize("error", [OSError("the file went away"), ValueError("row 7")])
def test_a_long_source_that_fails_is_not_blamed_on_the_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def source() -> Iterator[Quad]:
        yield from rows(20, "ข")
        raise error

    monkeypatch.setattr("govgraph.store.writing.BULK", 10)
    with open_store(folder, write=True) as store:
        with pytest.raises(type(error), match=str(error)):
            store.commit(Change(add=source()))
        assert set(store.quads()) == set(rows(10))
        store.commit(Change(add=rows(20, "ข")))
        assert set(store.quads()) == set(rows(10)) | set(rows(20, "ข"))


def test_replacing_a_graph_by_itself_writes_nothing(folder: Path) -> None:
    tree = [
        Quad(NamedNode("https://example.org/0"), P, BlankNode("list"), TWO),
        Quad(BlankNode("list"), P, Literal("ข", language="th"), TWO),
        Quad(BlankNode("list"), P, BlankNode("rest"), TWO),
        Quad(BlankNode("rest"), P, Literal(1), TWO),
    ]
    renamed = [
        Quad(NamedNode("https://example.org/0"), P, BlankNode("x"), TWO),
        Quad(BlankNode("x"), P, Literal("ข", language="th"), TWO),
        Quad(BlankNode("x"), P, BlankNode("y"), TWO),
        Quad(BlankNode("y"), P, Literal(1), TWO),
    ]
    with open_store(folder, write=True) as store:
        store.commit(Change(add=tree))
        before = set(store.quads())
        store.commit(Change(drop=frozenset({ONE, TWO}), add=[*renamed, *rows(10)]))
        # Writing would have given the blank nodes new names (the files themselves change whenever the engine tidies).
        assert set(store.quads()) == before
        store.commit(Change(drop=frozenset({ONE, TWO}), add=[*renamed[:-1], *rows(10)]))
        assert set(store.quads()) != before
        assert len(list(store.quads(TWO))) == 3


@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
class TestDamage:
    """Every opening of what is no whole store ends at once in one sentence, and never in a crash."""

    def refused(self, folder: Path, write: bool) -> str:
        start = time.monotonic()
        with pytest.raises(StoreError) as caught:
            open_store(folder, write=write)
        assert time.monotonic() - start < 5
        assert str(folder) in caught.value.en
        assert str(folder) in caught.value.th
        assert caught.value.exit_code == 4
        return caught.value.en

    @pytest.mark.parametrize(
        ("pattern", "how"),
        [
            (pattern, how)
            for pattern in ("CURRENT", "MANIFEST-*", "*.sst")
            for how in ("emptied", "halved", "garbled", "removed")
            if (pattern, how) != ("MANIFEST-*", "halved")  # that is a valid manifest of an earlier state
        ],
    )
    def test_in_a_file_of_the_engine(self, folder: Path, write: bool, pattern: str, how: str) -> None:
        victim = max((folder / "store").glob(pattern), key=lambda path: path.stat().st_size)
        content = victim.read_bytes()
        if how == "removed":
            victim.unlink()
        else:
            damaged = {"emptied": b"", "halved": content[: len(content) // 2], "garbled": bytes(len(content))}
            victim.write_bytes(damaged[how])
        if pattern == "CURRENT" and how == "removed" and not write:
            assert "Run `govgraph build` first" in self.refused(folder, write)
        else:
            message = self.refused(folder, write)
            assert "is damaged" in message
            assert "Restore it from a backup" in message

    def test_a_file_in_the_place_of_the_folder(self, tmp_path: Path, write: bool) -> None:
        (tmp_path / "file").write_text("x")
        assert "is a file" in self.refused(tmp_path / "file", write)

    def test_a_file_in_the_place_of_the_engines_folder(self, folder: Path, write: bool) -> None:
        shutil.rmtree(folder / "store")
        (folder / "store").write_text("x")
        self.refused(folder, write)

    def test_a_folder_of_somebody_else(self, tmp_path: Path, write: bool) -> None:
        (tmp_path / "thesis.docx").write_text("x")
        assert "no folder of govgraph" in self.refused(tmp_path, write)
        assert {entry.name for entry in tmp_path.iterdir()} == {"thesis.docx"}

    @pytest.mark.parametrize("marker", ['{"format": 2, "engine": "oxigraph"}', "[]"])
    def test_a_folder_of_another_version(self, folder: Path, write: bool, marker: str) -> None:
        (folder / "workspace.json").write_text(marker)
        assert "another version" in self.refused(folder, write)

    @pytest.mark.parametrize("marker", [b"", b"\xff{"])
    def test_an_unreadable_marker(self, folder: Path, write: bool, marker: bytes) -> None:
        (folder / "workspace.json").write_bytes(marker)
        assert "workspace.json cannot be read" in self.refused(folder, write)


@pytest.mark.parametrize("leftover", [None, "workspace.json.new"])
def test_an_empty_folder_is_not_built_yet_and_becomes_a_workspace(tmp_path: Path, leftover: str | None) -> None:
    if leftover:
        (tmp_path / leftover).write_text("{")
    with pytest.raises(StoreError, match="Run `govgraph build` first"):
        open_store(tmp_path)
    with open_store(tmp_path, write=True) as store:
        assert store.graphs() == ()
    with open_store(tmp_path) as store:
        assert store.graphs() == ()


def test_a_store_that_was_deleted_is_not_built_yet(folder: Path) -> None:
    shutil.rmtree(folder / "store")
    with pytest.raises(StoreError, match="Run `govgraph build` first"):
        open_store(folder)
    open_store(folder, write=True).close()


def test_a_place_where_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="could not be written"):
        open_store(tmp_path / "file" / "workspace", write=True)


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs users and rights as Unix has them")
@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
@pytest.mark.parametrize("closed", [".", "..", "workspace.json", "store"])
def test_a_folder_that_belongs_to_someone_else(folder: Path, write: bool, closed: str) -> None:
    code = """
import os, sys
from pathlib import Path
import govgraph.store.embedded
from govgraph.errors import StoreError, UsageError
folder, write = Path(sys.argv[1]), sys.argv[2] == "True"
os.chdir(folder.parent)  # what lies above may be closed to others
folder.parent.chmod(0o755)
closed = folder / sys.argv[3]
closed.chmod(0o000)
if os.geteuid() == 0:
    os.setuid(65534)  # root may do anything, so become nobody
try:
    govgraph.store.embedded.EmbeddedStore.open("workspace", write=write)
except StoreError as error:
    print(error.en)
"""
    try:
        result = run(code, folder, write, closed)
    finally:
        (folder / closed).chmod(0o700)
    assert "may not be used by this user" in result.stdout, result.stderr


def test_a_full_disk_leaves_the_store_as_it_was(folder: Path) -> None:
    code = """
import resource, sys
from govgraph.errors import StoreError, UsageError
from govgraph.names import graph
from govgraph.store import Change, open_store
from pyoxigraph import Literal, NamedNode, Quad
store = open_store(sys.argv[1], write=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))  # no file may grow beyond this
p = NamedNode("https://example.org/p")
try:
    store.commit(Change(add=[Quad(p, p, Literal(f"{n:0200}"), graph("one")) for n in range(5_000)]))
except StoreError as error:
    print(error.en)
"""
    result = run(code, folder)
    assert "The disk is full" in result.stdout, result.stdout + result.stderr
    assert "stays as it was" in result.stdout
    with open_store(folder) as store:
        assert set(store.quads()) == set(rows(10))


class Spy:
    """An engine that notes each transaction, and each flush, before it carries it out."""

    def __init__(self, engine: pyoxigraph.Store) -> None:
        self.engine = engine
        self.noted: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name in {"update", "extend", "bulk_extend", "add", "remove", "remove_graph", "load", "bulk_load", "flush"}:
            self.noted.append(name)
        return getattr(self.engine, name)


@pytest.mark.parametrize("drop", [frozenset(), frozenset({ONE}), frozenset({ONE, TWO})], ids=len)
def test_a_change_is_one_transaction_and_is_flushed(drop: frozenset[NamedNode]) -> None:
    engine = pyoxigraph.Store()
    spy = Spy(engine)
    store = EmbeddedStore(cast(pyoxigraph.Store, spy), location=":memory:", writable=True)
    store.commit(Change(add=[*rows(10), *rows(10, name=TWO), Quad(BlankNode(), P, BlankNode(), TWO)]))
    assert spy.noted == ["extend", "flush"]
    spy.noted.clear()
    store.commit(Change(drop=drop, add=[*rows(3, "ข"), *rows(3, "ข", TWO)]))
    assert len(spy.noted) == 2
    assert spy.noted[1] == "flush"


WRITER = """
import sys
from govgraph.names import graph
from govgraph.store import Change, open_store
from pyoxigraph import Literal, NamedNode, Quad
one, p = graph("one"), NamedNode("https://example.org/p")
subjects = [NamedNode(f"https://example.org/{n}") for n in range(2_000)]
store = open_store(sys.argv[1], write=True)
for version in range(int(sys.argv[2]), 10_000):
    print("begin", version, flush=True)
    store.commit(Change(drop=frozenset({one}), add=[Quad(s, p, Literal(version), one) for s in subjects]))
    print("done", version, flush=True)
"""


def test_a_process_killed_while_it_writes_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    chance = random.Random(2010_01_12)
    folder, version = tmp_path / "workspace", 0
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(version)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == f"begin {version}\n"
            assert process.stdout.readline() == f"done {version}\n"
            time.sleep(chance.uniform(0, 0.5))
            process.send_signal(signal.SIGKILL)
            said = process.stdout.read().split("\n")
        done = max([version, *(int(line.split()[1]) for line in said if line.startswith("done ") and line[5:])])
        with open_store(folder) as store:
            held = [quad.object.value for quad in store.quads() if isinstance(quad.object, Literal)]
        assert len(held) == 2_000, "whole"
        assert len(set(held)) == 1, "one version, not a mixture"
        assert int(held[0]) in {done, done + 1}, "nothing that was reported done is lost"
        version = int(held[0]) + 1


@pytest.mark.parametrize("write", [False, True])
def test_an_address_of_another_kind_is_no_folder_to_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="begins with http:// or https://"):
        open_store("ftp://example.org/graph", write=write)
    assert list(tmp_path.iterdir()) == []
