"""The journal on disk: lines that stay, copies that are whole, and what happens when they are not."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import StoreError
from govgraph.names import graph
from govgraph.steward.journal import Journal, State
from govgraph.store import open_store

from .conftest import record

ONE = graph("one")
P = NamedNode("https://example.org/p")
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def quads(count: int = 3) -> list[Quad]:
    return [Quad(P, P, Literal(f'"ก"\n\\{n}', language="th"), ONE) for n in range(count)]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "deep" / "journal", clock=lambda: NOON)


@pytest.fixture
def file(journal: Journal) -> Path:
    """The file of a journal with two lines."""
    journal.write(record("one"))
    journal.write(replace(record("one"), state=State.COMMITTED), kept={"zero": "copy"})
    return Path(journal.location) / "journal.jsonl"


def ids(journal: Journal) -> list[tuple[str, str]]:
    return [(line.record.id, line.state.value) for line in journal.lines()]


def test_a_line_says_when_what_and_whose(file: Path) -> None:
    first, second = (json.loads(text) for text in file.read_text(encoding="utf-8").splitlines())
    assert (first["time"], first["state"]) == ("2026-01-05T12:00:00+00:00", "received")
    assert (second["state"], second["kept"]) == ("committed", {"zero": "copy"})
    expected = {"id": "one", "source_key": "projects:a", "file": "คำขอ 2554.xlsx", "sha256": "ab" * 32, "who": "สมหญิง"}
    assert expected.items() <= first["import"].items()
    assert (first["import"]["rows_read"], first["import"]["version"]) == (3, "9.9")
    assert "คำขอ" in file.read_text(encoding="utf-8")


def test_what_was_written_is_read_by_whoever_comes_next(file: Path) -> None:
    line = Journal(file.parent).lines()[1]
    assert (line.time, line.record, line.kept) == (
        NOON,
        replace(record("one"), state=State.COMMITTED),
        {"zero": "copy"},
    )


@pytest.mark.parametrize("cut", [1, 10, 300])
def test_a_line_that_a_crash_cut_off_never_was(file: Path, cut: int) -> None:
    content = file.read_bytes()
    second = content.index(b"\n") + 1
    file.write_bytes(content[: second + cut])
    journal = Journal(file.parent)
    assert ids(journal) == [("one", "received")]
    journal.write(record("two"))
    assert ids(journal) == [("one", "received"), ("two", "received")]
    assert file.read_bytes()[:second] == content[:second]
    assert all(json.loads(text) for text in file.read_bytes().splitlines())


def test_a_line_that_lacks_only_its_end_counts(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])
    journal = Journal(file.parent)
    assert ids(journal) == [("one", "received"), ("one", "committed")]
    journal.write(record("two"))
    assert ids(journal)[1:] == [("one", "committed"), ("two", "received")]


@pytest.mark.parametrize(("number", "text"), [(1, b"{}"), (2, b'{"time": 3}'), (2, b""), (1, b"\xff")])
def test_damage_elsewhere_is_said_and_not_passed_over(file: Path, number: int, text: bytes) -> None:
    lines = file.read_bytes().splitlines()
    lines[number - 1] = text
    file.write_bytes(b"\n".join(lines) + b"\n")
    with pytest.raises(StoreError, match=f"Line {number} of the journal .* is damaged") as caught:
        Journal(file.parent).lines()
    assert f"บรรทัดที่ {number}" in caught.value.th


def test_where_the_journal_of_a_store_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOVGRAPH_JOURNAL", raising=False)
    assert Journal.of(":memory:").location == ":memory:"
    assert Path(Journal.of("data/ws").location) == Path("data/ws/journal")
    urls = ("http://localhost:7878/query", "https://sparql.example.org/query")
    one, two = (Path(Journal.of(url).location) for url in urls)
    assert one != two
    assert one.parent == two.parent == Path(".govgraph/journal")
    monkeypatch.setenv("GOVGRAPH_JOURNAL", "elsewhere")
    assert Journal.of(urls[0]).location == "elsewhere"
    assert Path(Journal.of("data/ws").location) == Path("data/ws/journal")


def test_a_workspace_may_have_its_journal_before_its_store(tmp_path: Path) -> None:
    Journal.of(str(tmp_path / "ws")).write(record("one"))
    with open_store(tmp_path / "ws", write=True) as store:
        assert store.graphs() == ()
    assert ids(Journal.of(str(tmp_path / "ws"))) == [("one", "received")]


class TestCopies:
    """What left the store can be had again, whole or not at all."""

    def test_it_comes_back_as_it_was(self, journal: Journal) -> None:
        name = journal.keep("one", iter(quads()))
        assert list(journal.kept("one")) == list(journal.kept("one", name)) == quads()
        assert list(Journal(journal.location).kept("one")) == quads()

    def test_it_is_plain_n_quads_for_anybody(self, journal: Journal) -> None:
        name = journal.keep("one", quads())
        *lines, last = gzip.decompress((Path(journal.location) / "kept" / name).read_bytes()).decode().splitlines()
        assert lines == [f"{quad} ." for quad in quads()]
        assert last.startswith("# statements=3 sha256=")

    def test_equal_statements_are_equal_bytes(self, journal: Journal, tmp_path: Path) -> None:
        other = Journal(tmp_path / "other")
        names = [each.keep("one", quads()) for each in (journal, other)]
        assert names[0] == names[1]
        one, two = (Path(each.location) / "kept" / names[0] for each in (journal, other))
        assert one.read_bytes() == two.read_bytes()

    def test_nothing_is_a_copy_too(self, journal: Journal) -> None:
        journal.keep("one", [])
        assert list(journal.kept("one")) == []

    def test_ids_do_not_lead_elsewhere(self, journal: Journal) -> None:
        for import_id in ("../x", "a/b", "a*", "a[b"):
            journal.keep(import_id, quads(1))
            assert list(journal.kept(import_id)) == quads(1)
        folder = Path(journal.location)
        assert {path.parent for path in folder.rglob("*.gz")} == {folder / "kept"}
        assert journal.latest("a") is None

    def test_there_may_be_none(self, journal: Journal) -> None:
        with pytest.raises(StoreError, match="no copy of the import one"):
            journal.kept("one")

    DAMAGE: list[tuple[str, Callable[[bytes], bytes]]] = [  # noqa: RUF012
        ("empty", lambda _: b""),
        ("cut", lambda whole: whole[:-9]),
        ("halved", lambda whole: whole[: len(whole) // 2]),
        ("garbled", lambda whole: whole[:40] + bytes(8) + whole[48:]),
        ("no gzip", lambda _: b"plain text"),
        ("without its seal", lambda _: gzip.compress(b"<a:b> <a:b> <a:b> <a:b> .\n")),
        ("one line less", lambda whole: gzip.compress(gzip.decompress(whole).split(b"\n", 1)[1])),
        ("another line", lambda whole: gzip.compress(gzip.decompress(whole).replace("ก".encode(), "ข".encode(), 1))),
    ]

    @pytest.mark.parametrize("how", [how for _, how in DAMAGE], ids=[name for name, _ in DAMAGE])
    def test_damage_is_noticed_before_the_first_statement(
        self, journal: Journal, how: Callable[[bytes], bytes]
    ) -> None:
        path = Path(journal.location) / "kept" / journal.keep("one", quads(50))
        path.write_bytes(how(path.read_bytes()))
        with pytest.raises(StoreError, match="is damaged or cannot be read") as caught:
            journal.kept("one")
        assert "เสียหาย" in caught.value.th

    def test_a_source_that_fails_leaves_no_half_copy(self, journal: Journal) -> None:
        def failing() -> list[Quad]:
            raise ValueError("row 7")

        with pytest.raises(ValueError, match="row 7"):
            journal.keep("one", (quad for _ in range(1) for quad in failing()))
        assert list((Path(journal.location) / "kept").iterdir()) == []


@pytest.mark.parametrize(("call", "what"), [("write", "write"), ("write", "fsync"), ("keep", "fsync")])
def test_a_full_disk_is_said_and_leaves_what_was_there(
    journal: Journal, file: Path, monkeypatch: pytest.MonkeyPatch, call: str, what: str
) -> None:
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, what, full)
    with pytest.raises(StoreError, match="disk is full"):
        journal.write(record("two")) if call == "write" else journal.keep("two", quads())
    monkeypatch.undo()
    assert file.read_bytes() == before
    assert not list(file.parent.rglob("*.new"))
    journal.write(record("two"))
    assert len(journal.lines()) == 3
