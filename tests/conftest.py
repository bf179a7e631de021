"""What several test rooms need: the shipped data, built once for the whole run, and the source text."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph.steward.ingest import build
from govgraph.store import open_store
from govgraph.store.port import Store

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace folder with the shipped data, built by whichever worker comes first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "built"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            with open_store(folder, write=True) as store:
                report = build(store)
            assert report.loaded, [f.message_en for f in report.findings if f.severity == "error"]
            (folder / "done").touch()
    return folder


@pytest.fixture
def workshop_store(built: Path) -> Iterator[Store]:
    """The shipped data, open for reading."""
    with open_store(built) as store:
        yield store


@pytest.fixture(scope="session")
def seed_lines() -> list[str]:
    """The lines of the source text, which stays outside the repository."""
    folder = ROOT.parent / "shared" / "seeds"
    texts = sorted(folder.glob("*.txt"))
    if not texts:
        pytest.skip(f"the source text is not there: {folder.relative_to(ROOT.parent)} holds no .txt file")
    return texts[0].read_text(encoding="utf-8").split("\n")
