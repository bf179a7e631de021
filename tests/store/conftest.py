"""The three stores that must behave alike: in memory, in a folder, and on a real SPARQL server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govgraph.store import open_store
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.remote import RemoteStore

Opener = Callable[[bool], EmbeddedStore | RemoteStore]


def _oxigraph() -> str | None:
    return shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query address of an Oxigraph server of our own, on loopback."""
    binary = _oxigraph()
    if binary is None:
        pytest.skip("no SPARQL server to test against: `pip install oxigraph` brings one")
    port = _free_port()
    command = [binary, "serve", "--location", str(tmp_path_factory.mktemp("server")), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(process, port)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.kill()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("the Oxigraph server did not start")


@pytest.fixture
def clean_server(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the server, emptied, with an environment that says nothing about it."""
    for name in ("USER", "PASSWORD", "AUTH"):
        monkeypatch.delenv(f"GOVGRAPH_REMOTE_{name}", raising=False)
    monkeypatch.delenv("GOVGRAPH_UPDATE_URL", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with RemoteStore.from_environment(server, write=True) as store:
        store._update("DROP ALL")
    return server


@pytest.fixture(params=["memory", "folder", "server"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the same store, for writing or reading, as often as wanted."""
    if request.param == "memory":
        kept = EmbeddedStore.in_memory()
        yield lambda _: kept
        kept.close()
        return
    location = tmp_path / "workspace" if request.param == "folder" else request.getfixturevalue("clean_server")
    opened: list[EmbeddedStore | RemoteStore] = []

    def open_again(write: bool) -> EmbeddedStore | RemoteStore:
        opened.append(open_store(location, write=write))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def writer(opener: Opener) -> EmbeddedStore | RemoteStore:
    return opener(True)
