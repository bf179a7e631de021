"""Real servers, started by the test run on loopback, and a client that hides nothing of what they answer."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

import pytest

from govgraph.model import Label
from govgraph.steward.ingest import build
from govgraph.steward.shipped import RdfSet, ontology
from govgraph.store import open_store
from tests.web.listening import Answer, Listening, listening, sent

TOKEN: Final = "a-token-of-the-tests"
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
JSON: Final = "application/sparql-results+json"

Pairs = Sequence[tuple[str, str]]


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
        content = body.encode() if isinstance(body, str) else body
        return sent(urlsplit(self.address).netloc, 60, method, path, content, {**authorization, **(headers or {})})

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


class Server(Listening):
    """A server in a process of its own."""

    __slots__ = ()

    @property
    def address(self) -> str:
        """Where it is, without a path."""
        return f"http://{self.netloc}"

    def client(self, token: str | None = None) -> Client:
        """Return somebody who speaks to it."""
        return Client(self.address, token)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """Serve the store in a folder; wait until the server says where."""
    command = [sys.executable, "-m", "govgraph.cli", "serve", "--store", str(folder), "--port", "0", "--lang", "en"]
    with listening([*command, "--workers", "1", *options], GOVGRAPH_TOKEN=TOKEN) as server:
        yield Server(server.process, server.netloc, server.said)
    assert not [line for line in server.said if "Traceback" in line], "".join(server.said)


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


SOURCE: Final = """
@base <https://w3id.org/govgraph/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gov: <https://w3id.org/govgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<source/opdc-2010-01-12> a gov:Source ; gov:reliability <reliability/A> ;
    dcterms:title "หน้าเว็บ"@th , "A web page"@en ; gov:url "http://www4.opdc.go.th/"^^xsd:anyURI .
"""
"""The source that the code lists of the ontology name."""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the ontology and its source alone: the gate judges beside all that ships, and sooner here."""
    base = tmp_path_factory.mktemp("small")
    (base / "sources").mkdir()
    (base / "sources" / "source.ttl").write_text(SOURCE, encoding="utf-8")
    with open_store(base / "workspace", write=True) as store:
        report = build(store, [ontology(), RdfSet("sources", Label("แหล่งที่มา", "Sources"), base / "sources")])
        assert report.loaded, [finding.message_en for finding in report.findings]
    return base / "workspace"


@pytest.fixture(scope="session")
def union_server(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A store with a catalogue, to be written to without a gate; the default graph is the union of all."""
    folder = shutil.copytree(small, tmp_path_factory.mktemp("union") / "workspace")
    with serving(folder, "--updates", "plain") as server:
        yield server


@pytest.fixture
def union(union_server: Server) -> Client:
    """Somebody with a token at the server whose default graph is the union, where nobody else's graphs are."""
    return emptied(union_server)


@pytest.fixture(scope="session")
def gated_server(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A store to be written to past the shapes."""
    folder = shutil.copytree(small, tmp_path_factory.mktemp("gated") / "workspace")
    with serving(folder, "--updates", "gated") as server:
        yield server


@pytest.fixture
def gated(gated_server: Server) -> Client:
    """Somebody with a token at the server with the gate, where nobody else's graphs are."""
    return emptied(gated_server)


OURS: Final = "https://w3id.org/govgraph/graph/"


def emptied(server: Server) -> Client:
    """Drop what other tests wrote into a store with a catalogue."""
    client = server.client(TOKEN)
    names = [row[0].value for row in client.ask("SELECT ?g { GRAPH ?g {} }").rows]
    if others := [f"DROP GRAPH <{name}>" for name in names if not name.startswith(OURS)]:
        assert client.update(" ; ".join(others)).status == 204
    return client
