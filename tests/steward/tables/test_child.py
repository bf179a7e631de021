"""Work in a limited process: what it gives, how it fails, and that nothing of it stays behind."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph.errors import InputError, LimitError
from govgraph.steward.tables.child import Budget, in_child
from tests.processes import gone

BUDGET = Budget(memory_bytes=512 * 1024**2, cpu_seconds=20, wall_seconds=60.0)
WORK = """
import os, sys, time
from govgraph.errors import InputError
def echo(descriptor, *words):
    print("this must not get between the pieces")
    yield from (word.encode() for word in words)
    yield str(os.getpid()).encode()
def content(descriptor):
    yield os.pread(descriptor, 100, 0)
def large(descriptor):
    yield b"x" * 5_000_000
def refuse(descriptor):
    yield b"one"
    raise InputError(th="ไม่ได้", en="No.")
def fail(descriptor):
    raise ValueError("odd")
def eat(descriptor):
    yield b"x" * 10**9
def abort(descriptor):
    yield b"one"
    os.abort()
def leave(descriptor):
    os._exit(3)
def spin(descriptor):
    while True: pass
def sleep(descriptor):
    yield b"one"
    time.sleep(600)
def many(descriptor):
    yield str(os.getpid()).encode()
    while True: yield b"x" * 1000
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[types.ModuleType]:
    (tmp_path / "strange_work.py").write_text(WORK, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import importlib

    yield importlib.import_module("strange_work")
    sys.modules.pop("strange_work", None)


@pytest.fixture
def descriptor(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "file").write_bytes(b"content")
    with (tmp_path / "file").open("rb") as file:
        yield file.fileno()


def test_pieces_come_in_order_from_another_process(work: types.ModuleType, descriptor: int) -> None:
    *words, process = in_child(work.echo, ("ก", "ข"), BUDGET, "t", descriptor)
    assert words == ["ก".encode(), "ข".encode()]
    assert int(process) != os.getpid()
    assert gone(int(process))
    assert list(in_child(work.content, (), BUDGET, "t", descriptor)) == [b"content"]
    assert [len(piece) for piece in in_child(work.large, (), BUDGET, "t", descriptor)] == [5_000_000]


def test_an_error_of_the_family_comes_through(work: types.ModuleType, descriptor: int) -> None:
    pieces = in_child(work.refuse, (), BUDGET, "t", descriptor)
    assert next(pieces) == b"one"
    with pytest.raises(InputError) as caught:
        next(pieces)
    assert (caught.value.th, caught.value.en) == ("ไม่ได้", "No.")


@pytest.mark.parametrize(
    ("function", "kind", "words"),
    [
        ("fail", InputError, "ValueError: odd"),
        ("eat", LimitError, "512 MiB"),
        ("abort", LimitError, "512 MiB"),
        ("leave", InputError, "exit 3"),
    ],
)
def test_any_other_end_is_told_by_name(
    work: types.ModuleType, descriptor: int, function: str, kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words):
        list(in_child(getattr(work, function), (), BUDGET, "งบ.xlsx", descriptor))


def test_time_is_limited_on_the_processor_and_on_the_wall(work: types.ModuleType, descriptor: int) -> None:
    with pytest.raises(LimitError, match="1 seconds"):
        list(in_child(work.spin, (), Budget(512 * 1024**2, 1, 60.0), "t", descriptor))
    with pytest.raises(LimitError, match=r"0\.5 seconds"):
        list(in_child(work.sleep, (), Budget(512 * 1024**2, 20, 0.5), "t", descriptor))


def test_a_walk_that_is_left_early_ends_the_process(work: types.ModuleType, descriptor: int) -> None:
    pieces = in_child(work.many, (), BUDGET, "t", descriptor)
    process = int(next(pieces))
    assert not gone(process)
    pieces.close()  # type: ignore[attr-defined]
    assert gone(process)
