"""What several test rooms need: the shipped data, a SPARQL server, the source text."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph.store import open_store
from govgraph.store.port import Store
from tests.servers import Server, emptied, oxigraph, virtuoso

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Let what the tests start hear Ctrl-C: a shell that runs them in the background has all of it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server: its default graph is the one without a name."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def union_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server whose default graph is the union of all."""
    with oxigraph(tmp_path_factory.mktemp("union"), "--union-default-graph") as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso server that gives at most 5,000 rows at a time."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), rows=5_000) as server:
        yield server


@pytest.fixture
def clean_server(oxigraph_server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the Oxigraph server, emptied, with an environment that says nothing about it."""
    oxigraph_server.announce(monkeypatch)
    return emptied(oxigraph_server).url


@pytest.fixture(params=["oxigraph", "union", "virtuoso"])
def any_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of each server in turn, emptied, with the credentials for it in the environment."""
    server: Server = request.getfixturevalue(f"{request.param}_server")
    server.announce(monkeypatch)
    return emptied(server).url
