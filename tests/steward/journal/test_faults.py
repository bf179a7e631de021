"""Whatever step fails, the store holds the old or the new, the journal agrees, and the next attempt succeeds."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govgraph.errors import StoreError
from govgraph.steward.journal import Journal, State, history
from govgraph.store import open_store

from .conftest import Desk, built, rows

SOAK = int(os.environ.get("GOVGRAPH_SOAK", "1"))


@pytest.fixture
def folder_desk(tmp_path: Path) -> Desk:
    """A workspace with one import, which the next one replaces."""
    location = str(tmp_path / "workspace")
    store = open_store(location, write=True)
    built(store)
    desk = Desk(location, store, Journal.of(location))
    desk.bring("one", "x=ก", "x>known")
    return desk


class Faults:
    """Lets the n-th call of any of the system's writing functions fail; counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
        self.nth, self.calls = nth, 0
        for owner, name in ((os, "write"), (os, "fsync"), (Path, "replace")):
            monkeypatch.setattr(owner, name, self._failing(getattr(owner, name)))

    def _failing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls == self.nth:
                raise OSError(28, "No space left on device")
            return real(*arguments, **named)

        return call


def attempt(desk: Desk, step: str) -> None:
    desk.bring("two", "x=ข", "y=ค") if step == "replace" else desk.undo("one")


@pytest.mark.parametrize("step", ["replace", "undo"])
def test_each_write_may_fail(folder_desk: Desk, step: str) -> None:
    desk = folder_desk
    before = desk.held()
    for nth in range(1, 100):
        with pytest.MonkeyPatch.context() as monkeypatch:
            faults = Faults(monkeypatch, nth)
            try:
                attempt(desk, step)
                failed = None
            except StoreError as error:
                failed = error
        desk.reopen()
        states = {record.id: record.state for record in history(desk.store, desk.journal)}
        if failed is None:
            assert faults.calls < nth, "a failure was passed over in silence"
            break
        if "has been changed" in failed.en:
            assert desk.held() != before
            assert states["one"] is (State.REPLACED if step == "replace" else State.UNDONE)
            # The state before, to let the next step fail as well.
            if step == "replace":
                desk.undo("two")
            else:
                desk.bring("one", "x=ก", "x>known")
            before = desk.held()
        else:
            assert desk.held() == before
            assert states["one"] is State.COMMITTED
    else:
        pytest.fail("no attempt succeeded")
    assert nth > 5
    lines = desk.journal.lines()
    desk.bring("three", "x=ง", source="projects:b")
    assert len(desk.journal.lines()) == len(lines) + 3, "nothing was left to be made up for"


def test_a_copy_that_is_damaged_is_not_brought_back(folder_desk: Desk) -> None:
    desk = folder_desk
    desk.bring("two", "x=ข")
    before = desk.held()
    (copy,) = (Path(desk.location) / "journal" / "kept").iterdir()
    copy.write_bytes(copy.read_bytes()[:-20])
    with pytest.raises(StoreError, match="is damaged"):
        desk.undo("two")
    assert desk.held() == before
    copy.unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        desk.undo("two")
    assert desk.held() == before


def test_a_journal_that_lost_its_last_lines_is_completed(folder_desk: Desk) -> None:
    desk = folder_desk
    chance = random.Random(7)
    desk.bring("two", "x=ข")
    path = Path(desk.location) / "journal" / "journal.jsonl"
    whole = path.read_bytes()
    for cut in sorted(chance.sample(range(1, len(whole)), 10 * SOAK)):
        path.write_bytes(whole[:cut])
        found = {record.id: record for record in history(desk.store, desk.journal)}
        assert found["two"].state is State.COMMITTED
        assert found["two"].sha256 == "ab" * 32
        assert "one" not in found or found["one"].state is not State.COMMITTED


def test_without_its_journal_an_import_can_still_be_undone(folder_desk: Desk) -> None:
    desk = folder_desk
    shutil.rmtree(Path(desk.location) / "journal")
    desk.reopen()
    done = desk.undo("one")
    assert [one.id for one in done.undone] == ["one"]
    assert not set(rows("one", "x=ก")) & desk.held()
    assert [record.state for record in history(desk.store, desk.journal)] == [State.UNDONE]
