"""Stores to work on, and what the system says about the processes that do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.store import Change, open_store
from govgraph.workers import Limits, Worker
from tests.processes import gone

ROOT = Path(__file__).resolve().parent.parent.parent
LIMITS = Limits(seconds=120.0, memory=512 << 20)
GRAPH = NamedNode("urn:g")


@pytest.fixture(autouse=True)
def jobs_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers find the classes of these jobs."""
    monkeypatch.syspath_prepend(str(ROOT))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a thousand statements."""
    folder = tmp_path / "store"
    write(folder, 0, 1000)
    return folder


def write(folder: Path, first: int, end: int) -> None:
    """Add statements to a store."""
    quads = [Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), Literal(n), GRAPH) for n in range(first, end)]
    with open_store(folder, write=True) as opened:
        opened.commit(Change(add=quads))


@pytest.fixture
def worker(store: Path) -> Iterator[Worker]:
    """A worker on the store."""
    made = Worker(str(store), LIMITS)
    yield made
    made.kill()


def open_files() -> int:
    """The number of files that this process has open."""
    if not Path("/proc/self/fd").exists():
        pytest.skip("this system does not tell open files in /proc")
    return len(list(Path("/proc/self/fd").iterdir()))


def eventually_gone(process: int) -> None:
    """Wait until a process of somebody else has ended."""
    until = monotonic() + 120
    while monotonic() < until:
        with suppress(OSError):
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return
        if gone(process):
            return
        sleep(0.01)
    pytest.fail("the process goes on")
