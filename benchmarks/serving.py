"""Serving: sixteen clients at a time ask shipped queries over HTTP, of this server and of rdflib-endpoint.

Both serve the shipped data on loopback, one after the other in the same run; the clients are this process.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import quantiles
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import RdfFormat, serialize

from benchmarks.answers import fingerprint
from benchmarks.imports import built_store
from benchmarks.measure import Measure, Sample
from benchmarks.report import Line, Ratio, Section
from benchmarks.setting import Setting
from govgraph.research.library import Library
from govgraph.research.terms import Value
from govgraph.store import open_store

CLIENTS: Final = 16
MIX: Final[tuple[tuple[str, Mapping[str, Value | None]], ...]] = (
    ("participations-by-group", {}),
    ("group-overlap", {}),
    ("bridging-agencies", {}),
    ("themes-by-participation", {}),
    ("cluster-members", {}),
    ("statements-as-of", {}),
    ("strategies-on-record", {}),
    ("seats", {"as_of": "2010-01-12"}),
)
"""What is asked, in turn; queries that rdflib answers in a second or two when nothing else is asked of it."""

_PATIENCE: Final = 300.0
_HEADERS: Final = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}


@dataclass
class Load:
    """What came of asking a server for a while."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.took) / self.seconds

    def words(self) -> str:
        """Return the figures as one cell of a table."""
        if len(self.took) < 2:
            return f"{len(self.took)} answers, {len(self.faults)} errors"
        at = quantiles(self.took, n=100, method="inclusive")
        return (
            f"{len(self.took):,} answers, {len(self.faults):,} errors, {self.rate:,.1f} a second, "
            f"p50 {at[49] * 1000:,.0f} ms, p99 {at[98] * 1000:,.0f} ms"
        )


def sections(setting: Setting) -> Iterator[Section]:
    """Give the one section."""
    folder = built_store(setting)
    questions = [urlencode({"query": Library.shipped()[name].bind(values)}).encode() for name, values in MIX]
    ours, measured, answers = _loaded(setting, "govgraph serve", _govgraph(folder), "/sparql", questions)
    lines = [Line("govgraph serve", measured, result=ours.words())]
    faults = [f"govgraph serve: {fault}" for fault in ours.faults[:3]]
    if find_spec("rdflib_endpoint") is not None:
        dump = setting.scratch / "built.nq"
        with open_store(folder) as store:
            serialize(store.quads(), dump, format=RdfFormat.N_QUADS)
        theirs, other, others = _loaded(setting, "rdflib-endpoint", _rdflib_endpoint(dump), "/", questions)
        lines[0] = Line(
            "govgraph serve",
            measured,
            result=ours.words(),
            ratio=Ratio(ours.rate / theirs.rate, "the answers per second of rdflib-endpoint") if theirs.took else None,
        )
        lines.append(Line(f"rdflib-endpoint {version('rdflib-endpoint')}", other, result=theirs.words()))
        faults += [
            f"{name}: rdflib-endpoint answers differently."
            for (name, _), one, another in zip(MIX, answers, others, strict=True)
            if one != another
        ]
    missing = "" if len(lines) > 1 else "\nrdflib-endpoint is not there: pip install 'govgraph[bench]'."
    yield Section(
        f"{CLIENTS} clients at a time for {setting.options.seconds:g} seconds",
        f"{len(MIX)} shipped queries in turn by POST, answers as JSON, on the shipped data, over loopback; each\n"
        "server as it is started by default. Time and memory are those of the server and its workers; the\n"
        "clients share the processors with it. Answers are compared by value before." + missing,
        tuple(lines),
        tuple(faults),
    )


def _govgraph(folder: Path) -> list[str]:
    return [sys.executable, "-m", "govgraph.cli", "serve", "--store", str(folder), "--port"]


def _rdflib_endpoint(dump: Path) -> list[str]:
    return [sys.executable, "-m", "rdflib_endpoint", "serve", str(dump), "--host", "127.0.0.1", "--port"]


def _loaded(
    setting: Setting, called: str, command: list[str], path: str, questions: list[bytes]
) -> tuple[Load, Measure, list[str]]:
    """Start a server, ask everything once, and then for as long as the options say."""
    print(f"… serving: {called}", file=sys.stderr, flush=True)
    with _serving(command) as (process, port):
        answers = [_fingerprint(*_asked(_connected(port), path, question)) for question in questions]
        before = sum(map(_cpu, _tree(process.pid)))
        load = _load(port, path, questions, setting.options.seconds)
        tree = _tree(process.pid)
        sample = Sample(sum(map(_cpu, tree)) - before, load.seconds, sum(map(_peak_mb, tree)))
    return load, Measure((sample,)), answers


def _load(port: int, path: str, questions: list[bytes], seconds: float) -> Load:
    load = Load()
    began = time.perf_counter()

    def client(number: int) -> None:
        connection = _connected(port)
        while (asked := time.perf_counter()) < began + seconds:
            try:
                status, body = _asked(connection, path, questions[number % len(questions)])
                if status != 200 or not body.rstrip().endswith(b"}"):
                    load.faults.append(f"status {status}: {body[:200]!r}")
                else:
                    load.took.append(time.perf_counter() - asked)
            except (OSError, http.client.HTTPException) as error:
                load.faults.append(repr(error))
                connection.close()
            number += 1
        connection.close()

    with ThreadPoolExecutor(CLIENTS) as threads:
        list(threads.map(client, range(CLIENTS)))
    load.seconds = time.perf_counter() - began
    return load


def _connected(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)


def _asked(connection: http.client.HTTPConnection, path: str, question: bytes) -> tuple[int, bytes]:
    connection.request("POST", path, question, _HEADERS)
    response = connection.getresponse()
    return response.status, response.read()


def _fingerprint(status: int, body: bytes) -> str:
    if status != 200:
        return f"status {status}"
    found = json.loads(body)
    names = found["head"]["vars"]
    rows = found["results"]["bindings"]
    return fingerprint([row[name]["value"] if name in row else "" for name in names] for row in rows)


@contextmanager
def _serving(command: list[str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    with subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + _PATIENCE
            while not _listens(port):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"the server did not start: {' '.join(command[:4])}")
                time.sleep(0.05)
            yield process, port
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _tree(process: int) -> list[int]:
    """Return a process and those that it has started, as far as the system tells."""
    found = [process]
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                found += _tree(int(child))
    return found


def _cpu(process: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _peak_mb(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0
