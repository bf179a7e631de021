"""Real SPARQL servers on loopback, each with a folder of its own, started when a test asks and ended with the run."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from pyoxigraph import NamedNode

from govgraph.names import BASE
from govgraph.store import Table
from govgraph.store.address import Address
from govgraph.store.remote import RemoteStore

START = 90.0
"""Seconds that a server may take until it answers; the first start of Virtuoso takes three on an idle machine."""

_VIRTUOSO = "virtuoso-opensource-7-bin"
_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
LiteMode = 0
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 7500
DirsAllowed = .
ThreadsPerQuery = 1

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
EnabledDavVSP = 0

[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""
_SETUP = """user_set_password('dba', 'not-the-default');
DB.DBA.USER_CREATE('steward', 'steward-secret');
GRANT SPARQL_UPDATE TO "steward";
"""


@dataclass(frozen=True)
class Server:
    """Where a server is, and what the environment has to say to write to it."""

    url: str
    settings: Mapping[str, str] = field(default_factory=dict)

    def open(self, *, write: bool = False) -> RemoteStore:
        return RemoteStore(Address.parse(self.url, self.settings), write=write)

    def announce(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Set the environment for this server and no other."""
        for name in ("USER", "PASSWORD", "AUTH", "TOKEN"):
            monkeypatch.delenv(f"GOVGRAPH_REMOTE_{name}", raising=False)
        monkeypatch.delenv("GOVGRAPH_UPDATE_URL", raising=False)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        for name, value in self.settings.items():
            monkeypatch.setenv(name, value)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Server]:
    """An Oxigraph server, from the package ``oxigraph``."""
    binary = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")
    # It comes with the packages that the tests need: without it they are not set up, and nothing is skipped in silence.
    assert binary is not None, "no SPARQL server to test against: `pip install oxigraph` brings one"
    port = free_port()
    command = [binary, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", *options]
    with _running(command, folder, f"http://127.0.0.1:{port}/query") as url:
        yield Server(url)


@contextmanager
def virtuoso(folder: Path, rows: int = 10_000) -> Iterator[Server]:
    """A Virtuoso server that gives at most so many rows, and lets nobody write without a password (digest)."""
    binary, sql_client = _installed()
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http, rows=rows))
    (folder / "setup.sql").write_text(_SETUP)
    url = f"http://127.0.0.1:{http}/sparql"
    with _running([binary, "+foreground", "+configfile", "virtuoso.ini"], folder, url):
        setup = [sql_client, f"127.0.0.1:{sql}", "dba", "dba", "setup.sql"]
        said = subprocess.run(setup, cwd=folder, capture_output=True, timeout=START, check=False)
        if said.returncode or b"Error" in said.stdout + said.stderr:
            pytest.fail(f"Virtuoso could not be set up: {(said.stdout + said.stderr).decode(errors='replace')[-800:]}")
        yield Server(
            url,
            {
                "GOVGRAPH_UPDATE_URL": f"{url}-auth",
                "GOVGRAPH_REMOTE_USER": "steward",
                "GOVGRAPH_REMOTE_PASSWORD": "steward-secret",
                "GOVGRAPH_REMOTE_AUTH": "digest",
            },
        )


def _installed() -> tuple[str, str]:
    """Return the programs of Virtuoso, installed by the system's packages if need be; skip where that cannot be."""
    names = ("virtuoso-t", "isql-vt")
    with (Path(gettempdir()) / f"govgraph-virtuoso-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not all(map(shutil.which, names)) and os.geteuid() == 0 and shutil.which("apt-get"):
            quiet: dict[str, object] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            install = ["apt-get", "install", "-y", "--no-install-recommends", _VIRTUOSO]
            for command in (install, ["apt-get", "update"], install):
                if not all(map(shutil.which, names)):
                    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
                    subprocess.run(command, env=environment, timeout=300, check=False, **quiet)  # type: ignore[call-overload]
    found = [shutil.which(name) for name in names]
    if None in found:
        pytest.skip(f"no Virtuoso to test against: `apt-get install {_VIRTUOSO}` brings one (needs root, Debian)")
    return str(found[0]), str(found[1])


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[str]:
    with (
        (folder / "output.txt").open("wb") as output,
        subprocess.Popen(command, cwd=folder, stdout=output, stderr=output) as process,
    ):
        try:
            if not _wait_until(lambda: process.poll() is not None or _answers(url)) or process.poll() is not None:
                said = (folder / "output.txt").read_text(errors="replace")[-800:]
                pytest.fail(f"{command[0]} did not start: {said}")
            yield url
        finally:
            process.kill()


def _answers(url: str) -> bool:
    try:
        with build_opener(ProxyHandler({})).open(f"{url}?query=ASK%7B%7D", timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def _wait_until(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + START
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return held


def emptied(server: Server) -> Server:
    """The server without any graph of ours, whether the catalogue lists it or not; Virtuoso has graphs of its own."""
    with server.open(write=True) as store:
        found = store._read("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", [])
        assert isinstance(found, Table)
        ours = [str(name) for (name,) in found.rows if isinstance(name, NamedNode) and name.value.startswith(BASE)]
        everything = [f"DROP SILENT GRAPH {name}" for name in ours] if server.settings else ["DROP ALL"]
        if everything:
            store._update(" ; ".join(everything))
    return server
