"""Real servers, started by the test run on loopback, and a client that hides nothing of what they answer."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

TOKEN: Final = "a-token-of-the-tests"
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
JSON: Final = "application/sparql-results+json"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def problem(self) -> dict[str, Any]:
        """The fields of a refusal."""
        assert self.kind == "application/problem+json", self
        said: dict[str, Any] = json.loads(self.body)
        assert said["status"] == self.status
        assert said["title"]
        assert re.search("[ก-๙]", said["title_th"])
        return said

    @property
    def boolean(self) -> bool:
        """The answer to an ASK."""
        assert self.status == 200, self
        found = parse_query_results(self.body, format=QueryResultsFormat.JSON)
        assert isinstance(found, pyoxigraph.QueryBoolean)
        return bool(found)

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The answer to a SELECT."""
        assert self.status == 200, self
        found = parse_query_results(self.body, format=QueryResultsFormat.JSON)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return [tuple(row) for row in found]

    @property
    def triples(self) -> set[Triple]:
        """The statements of an answer in N-Triples or Turtle."""
        assert self.status == 200, self
        form = {"application/n-triples": RdfFormat.N_TRIPLES, "text/turtle": RdfFormat.TURTLE}[self.kind]
        return {quad.triple for quad in parse(self.body, format=form)}


@dataclass(frozen=True, slots=True)
class Client:
    """Speaks HTTP to one server; with ``token``, it may write where anybody may."""

    address: str
    token: str | None = None

    def send(
        self, method: str, path: str, body: bytes | str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a request as it is, and return the answer."""
        authorization = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            content = body.encode() if isinstance(body, str) else body
            connection.request(method, path, content, {**authorization, **(headers or {})})
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str | None = None, **pairs: str) -> Answer:
        """Get what stands at a path."""
        query = f"?{urlencode(pairs)}" if pairs else ""
        return self.send("GET", path + query, headers={} if accept is None else {"Accept": accept})

    def ask(self, query: str, *pairs: tuple[str, str], accept: str = JSON) -> Answer:
        """Ask a query, by GET."""
        return self.send("GET", f"/sparql?{urlencode([('query', query), *pairs])}", headers={"Accept": accept})

    def post(self, kind: str | None, body: bytes | str, *pairs: tuple[str, str], accept: str = JSON) -> Answer:
        """Post to the SPARQL address, with parameters in the address."""
        address = f"/sparql?{urlencode(pairs)}" if pairs else "/sparql"
        headers = {"Accept": accept} if kind is None else {"Accept": accept, "Content-Type": kind}
        return self.send("POST", address, body, headers)

    def form(self, *pairs: tuple[str, str], accept: str = JSON) -> Answer:
        """Post a form."""
        return self.post(FORM, urlencode(pairs), accept=accept)

    def update(self, text: str, *pairs: tuple[str, str]) -> Answer:
        """Send an update."""
        return self.post(UPDATE, text, *pairs)

    def graph(
        self,
        method: str,
        name: str | None = None,
        content: bytes | str | None = None,
        kind: str = "text/turtle",
        accept: str = "application/n-triples",
    ) -> Answer:
        """Read or write a graph by its name, the default one without."""
        which = "default" if name is None else f"graph={quote(name, safe='')}"
        headers = {"Accept": accept} if content is None else {"Content-Type": kind}
        return self.send(method, f"/graphs?{which}", content, headers)


@dataclass(slots=True)
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    address: str
    said: list[str] = field(default_factory=list)
    """Lines of its standard error."""

    def client(self, token: str | None = None) -> Client:
        """Return somebody who speaks to it."""
        return Client(self.address, token)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """Serve the store in a folder; wait until the server says where."""
    command = [sys.executable, "-m", "govgraph.cli", "serve", "--store", str(folder), "--port", "0", "--lang", "en"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOVGRAPH_")}
    with subprocess.Popen(
        [*command, "--workers", "1", *options],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**environment, "GOVGRAPH_TOKEN": TOKEN},
    ) as process:
        assert process.stderr is not None
        try:
            said: list[str] = []
            for line in process.stderr:
                said.append(line)
                if found := re.match(r"Serving at (http://\S+)/ ", line):
                    server = Server(process, found[1], said)
                    reader = threading.Thread(target=said.extend, args=(process.stderr,), daemon=True)
                    reader.start()
                    yield server
                    break
            else:
                pytest.fail(f"the server did not start: {said}")
        finally:
            process.terminate()
            process.wait()
    reader.join()
    assert not [line for line in said if "Traceback" in line], "".join(said)


@pytest.fixture(scope="session")
def reading_server(built: Path) -> Iterator[Server]:
    """The shipped data, for reading only."""
    with serving(built) as server:
        yield server


@pytest.fixture
def reader(reading_server: Server) -> Client:
    """Somebody without a token at the server for reading only."""
    return reading_server.client()


@pytest.fixture(scope="session")
def plain_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A folder that was empty, to be written to without a gate; the default graph is the engine's own."""
    folder = tmp_path_factory.mktemp("plain") / "workspace"
    with serving(folder, "--updates", "plain", "--default-graph", "plain") as server:
        yield server


@pytest.fixture
def plain(plain_server: Server) -> Client:
    """Somebody with a token at a server that holds nothing."""
    client = plain_server.client(TOKEN)
    assert client.update("DROP ALL").status == 204
    return client


@pytest.fixture(scope="session")
def copied(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes copies of the shipped data."""

    def copy() -> Path:
        folder = tmp_path_factory.mktemp("copy") / "workspace"
        shutil.copytree(built, folder)
        (folder / "done").unlink(missing_ok=True)
        return folder

    return copy


@pytest.fixture(scope="session")
def union_server(copied: Callable[[], Path]) -> Iterator[Server]:
    """The shipped data, to be written to without a gate; the default graph is the union of all."""
    with serving(copied(), "--updates", "plain") as server:
        yield server


@pytest.fixture(scope="session")
def gated_server(copied: Callable[[], Path]) -> Iterator[Server]:
    """The shipped data, to be written to past the shapes."""
    with serving(copied(), "--updates", "gated") as server:
        yield server
