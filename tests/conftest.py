"""What several test rooms need: the shipped data, a SPARQL server, the source text."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph.store import open_store
from govgraph.store.port import Store
from govgraph.store.remote import RemoteStore

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
