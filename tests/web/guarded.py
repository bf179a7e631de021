"""A server with small limits in a process of its own, looked at from outside: its answers, processes and memory."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final

import pytest

from tests.web.listening import Answer, Listening, listening, sent

ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SIMPLE: Final = "/sparql?query=ASK%7B%7D"
PATIENCE: Final = 120.0
"""Seconds after which what should come about is given up: an error, on however slow a machine."""


class Guarded(Listening):
    """A server that is running, seen from outside."""

    __slots__ = ()

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a request and return the answer."""
        return sent(self.netloc, PATIENCE, method, path, body, headers or {})

    def get(self, path: str, **headers: str) -> Answer:
        """Get what stands at a path."""
        return self.send("GET", path, headers=headers)

    def ask(self, query: str | bytes, accept: str = "*/*") -> Answer:
        """Ask a query."""
        body = query if isinstance(query, bytes) else query.encode("utf-8", "surrogatepass")
        return self.send("POST", "/sparql", body, {"Content-Type": "application/sparql-query", "Accept": accept})

    def connect(self) -> socket.socket:
        """Open a connection on which anything can be sent."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def raw(self, data: bytes) -> bytes:
        """Send these bytes and return all that comes until the server hangs up."""
        with self.connect() as connection:
            with suppress(ConnectionError):  # the server may hang up before it has heard all
                connection.sendall(data)
            received = bytearray()
            with suppress(ConnectionResetError):
                while piece := connection.recv(1 << 16):
                    received += piece
            return bytes(received)

    def workers(self) -> list[int]:
        """The processes that answer queries."""
        children = Path(f"/proc/{self.process.pid}/task")
        if not children.exists():
            pytest.skip("this system does not tell the children of a process in /proc")
        found: list[int] = []
        for thread in children.iterdir():
            with suppress(OSError):
                found += map(int, (thread / "children").read_text().split())
        return sorted(found)

    def sockets(self) -> int:
        """The number of sockets that the server has open."""
        found = 0
        for file in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with suppress(OSError):
                found += str(file.readlink()).startswith("socket:")
        return found

    def memory(self) -> int:
        """Bytes in memory of the server and its workers."""
        return sum(_resident(process) for process in (self.process.pid, *self.workers()))


def eventually(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    until = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < until, "it did not come about"
        sleep(0.01)


def in_background(work: Callable[[], Answer]) -> Callable[[], Answer]:
    """Begin a request; what is returned waits for its answer."""
    got: list[Answer] = []
    thread = threading.Thread(target=lambda: got.append(work()), daemon=True)
    thread.start()

    def wait() -> Answer:
        thread.join(PATIENCE)
        return got[0]

    return wait


def started(code: str) -> list[str]:
    """Return the command for a server whose settings are Python: ``Settings(location, …)`` behind statements."""
    return [
        sys.executable,
        "-c",
        "import sys\nfrom govgraph.web.server import serve\nfrom govgraph.web.settings import Settings\n"
        "from govgraph.workers import Limits\nlocation = sys.argv[1]\n"
        "def told(address): print('Serving at', address, '', file=sys.stderr, flush=True)\n"
        f"{code}\nserve(settings, '127.0.0.1', 0, told)",
    ]


def by_command_line(*options: str) -> list[str]:
    """Return the command for a server as an operator starts it."""
    serve = [sys.executable, "-m", "govgraph.cli", "serve", "--port", "0", "--lang", "en"]
    return [*serve, *options, "--store"]


@contextmanager
def guarded(command: list[str], folder: Path) -> Iterator[Guarded]:
    """Serve the store in a folder; the command is given the folder as its last word."""
    with listening([*command, str(folder)]) as server:
        yield Guarded(server.process, server.netloc, server.said)


def _resident(process: int) -> int:
    with suppress(OSError):
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
