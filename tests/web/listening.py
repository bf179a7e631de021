"""A server in a process of its own on loopback, and what it answers, with nothing hidden."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results


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
        """The fields of a refusal, which is said in two languages."""
        assert self.kind == "application/problem+json", self
        said: dict[str, Any] = json.loads(self.body)
        assert said["status"] == self.status
        assert re.search("[A-Za-z]", said["title"])
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


def sent(netloc: str, timeout: float, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    """Send a request on a connection of its own, and return the answer."""
    connection = http.client.HTTPConnection(netloc, timeout=timeout)
    try:
        connection.request(method, path, body, dict(headers))
        return answer_of(connection.getresponse())
    finally:
        connection.close()


def answer_of(response: http.client.HTTPResponse) -> Answer:
    """Return what came back on a connection."""
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, response.read())


@dataclass(frozen=True, slots=True)
class Listening:
    """A server that is running."""

    process: subprocess.Popen[str]
    netloc: str
    """Host and port."""
    said: list[str] = field(default_factory=list)
    """Lines of its standard error."""

    @property
    def port(self) -> int:
        """The port on the loopback address."""
        return int(self.netloc.rpartition(":")[2])


@contextmanager
def listening(command: Sequence[str], **variables: str) -> Iterator[Listening]:
    """Run a server until the block ends; ``variables`` are the only ones of ours in its environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOVGRAPH_")}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**environment, **variables}
    ) as process:
        assert process.stderr is not None
        said: list[str] = []
        reader = threading.Thread(target=said.extend, args=(process.stderr,), daemon=True)
        try:
            for line in process.stderr:
                said.append(line)
                if found := re.match(r"Serving at http://([^\s/]+)/ ", line):
                    reader.start()
                    yield Listening(process, found[1], said)
                    break
            else:
                pytest.fail(f"the server did not start: {said}")
        finally:
            process.terminate()
            process.wait()
    reader.join()
