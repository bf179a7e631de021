"""What every answer carries, and clients that are slow, rude, many, or gone."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest

from tests.web.guarded import ENDLESS, SIMPLE, Guarded, eventually, guarded, in_background, started
from tests.web.listening import Answer, answer_of

SETTINGS: Final = (
    "settings = Settings(location, workers=2, waiting=2, query_size=1000, patience=1.0,"
    " limits=Limits(seconds=600, memory=1 << 30, size=50 << 20, rows=60_000))"
)
FAULTY: Final = (
    "import govgraph.web.protocol as protocol\ndef fail(*_): raise ValueError(location)\nprotocol.choose = fail\n"
    "settings = Settings(location, workers=1)"
)
FEW: Final = "import govgraph.web.server as server\nserver._CONNECTIONS = 2\nsettings = Settings(location, workers=1)"
LINE: Final = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Guarded]:
    with guarded(started(SETTINGS), built) as running:
        yield running
    assert not [line for line in running.said if "Traceback" in line], running.said


def carries_its_shields(headers: object) -> None:
    assert isinstance(headers, dict)
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert "x-powered-by" not in headers
    assert "set-cookie" not in headers


def parsed(received: bytes) -> Answer:
    """Read the first answer of what a connection brought."""
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(status.split()[1]), headers, body)


def post(body: bytes, *headers: str) -> bytes:
    lines = ["POST /sparql HTTP/1.1", "Host: x", "Content-Type: application/sparql-query", "Connection: close"]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


REQUESTS: Final = {
    "an answer": (b"GET /sparql?query=ASK%7B%7D HTTP/1.1", 200),
    "the first page": (b"GET / HTTP/1.1", 200),
    "a thing": (b"GET /id/ministry/moac HTTP/1.1", 303),
    "the ontology": (b"GET /ontology.ttl HTTP/1.1", 200),
    "no query": (b"GET /sparql?query=nonsense HTTP/1.1", 400),
    "no HTTP": (b"NONSENSE", 400),
    "no update here": (b"PUT /graphs?default HTTP/1.1", 403),
    "SERVICE": (b"GET /sparql?query=ASK%7BSERVICE%3Curn:x%3E%7B%7D%7D HTTP/1.1", 403),
    "nothing there": (b"GET /nowhere HTTP/1.1", 404),
    "a method that is not for it": (b"DELETE /sparql HTTP/1.1", 405),
    "a method that nobody knows": (b"BREW /sparql HTTP/1.1", 405),
    "no format": (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nAccept: audio/ogg", 406),
    "a long list of formats": (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nAccept: " + b"a/b," * 5_000, 431),
    "a query that is too long": (b"GET /sparql?query=ASK%7B%7D" + b"%20" * 1_000 + b" HTTP/1.1", 413),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_every_answer_carries_its_shields(server: Guarded, name: str) -> None:
    line, status = REQUESTS[name]
    answer = parsed(server.raw(line + b"\r\nHost: x\r\nConnection: close\r\n\r\n"))
    assert answer.status == status, answer
    carries_its_shields(answer.headers)
    if status >= 400:
        assert answer.problem["title"]


def test_a_head_that_grows_without_an_end_is_refused(server: Guarded) -> None:
    answer = parsed(server.raw(b"GET /" + b"x" * 65_600))
    assert answer.status == 400
    assert answer.problem["title"] == "This is no HTTP request, or its head is too long (send a long query by POST)."
    carries_its_shields(answer.headers)


@pytest.mark.parametrize("path", ["/nowhere", "/sparql/x", "/graphsx", "/static/nothing.js"])
def test_an_unknown_address_is_said_in_two_languages(server: Guarded, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert answer.problem["title_th"].startswith("ไม่มี")
    page = server.get(path, Accept="text/html")
    assert (page.status, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert re.search("[ก-๙]", page.body.decode())


def test_a_method_that_is_not_for_an_address_is_told_which_are(server: Guarded) -> None:
    for path, methods in {"/sparql": {"GET", "HEAD", "POST"}, "/": {"GET", "HEAD"}}.items():
        answer = server.send("DELETE", path)
        assert answer.status == 405
        assert set(answer.headers["allow"].split(", ")) == methods
        assert "GET" in answer.problem["title"]


def test_what_nobody_foresaw_tells_the_asker_nothing(built: Path) -> None:
    with guarded(started(FAULTY), built) as server:
        answer = server.get(SIMPLE)
        assert server.get("/").status == 200
        assert [server.get(SIMPLE).status for _ in range(3)] == [500] * 3
    assert answer.status == 500
    carries_its_shields(answer.headers)
    assert answer.problem["title"] == "Something went wrong."
    assert str(built).encode() not in answer.body
    assert str(built) in "".join(server.said)  # but the operator is told


PRODUCT: Final = "SELECT * { ?a a ?c . ?d ?e ?f } LIMIT %d"


def test_an_answer_ends_with_an_error_at_its_limits_and_never_before(server: Guarded) -> None:
    whole = server.ask(PRODUCT % 60_000, "text/csv")
    assert (whole.status, whole.body.count(b"\n")) == (200, 60_001)
    answer = server.ask(PRODUCT % 60_001, "text/csv")
    assert (answer.status, answer.problem["limit"]) == (503, "rows")
    assert "60,000" in answer.problem["title"]
    kilobyte = f"BIND(CONCAT(?x, {', '.join(['?x'] * 99)}) AS ?y)"
    answer = server.ask(
        f"SELECT ?y {{ ?a a ?c . ?d ?e ?f BIND('x123456789' AS ?x) {kilobyte} }} LIMIT 60000", "text/csv"
    )
    assert (answer.status, answer.problem["limit"]) == (503, "size")
    carries_its_shields(answer.headers)


def test_anybodys_page_may_read_and_no_cookie_counts(server: Guarded) -> None:
    for path in (SIMPLE, "/id/ministry/moac.ttl", "/nowhere", "/sparql?query=x"):
        answer = server.get(path, Origin="https://example.org", Cookie="a=b")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
    for path in ("/sparql", "/graphs?default", "/id/x"):
        asked = {
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type,authorization",
        }
        answer = server.send("OPTIONS", path, headers=asked)
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert "content-type" in answer.headers["access-control-allow-headers"].lower()
        assert "access-control-allow-credentials" not in answer.headers
        carries_its_shields(answer.headers)


LONG: Final = b"ASK {} #" + b"x" * 1_000


@pytest.mark.parametrize(
    ("body", "headers", "limit"),
    [
        (LONG, [f"Content-Length: {len(LONG)}"], "query"),
        (b"x" * 20_000, ["Content-Length: 20000"], "request"),
        (b"", ["Content-Length: 1000000000000"], "request"),  # before anything of it is sent
        (b"3e80\r\n" + b"x" * 16_000 + b"\r\n0\r\n\r\n", ["Transfer-Encoding: chunked"], "request"),
        (b"3e80\r\n" + b"x" * 16_000 + b"\r\n", ["Transfer-Encoding: chunked"], "request"),  # and no end
        (b"0" * 10 + b"8\r\nASK {} #\r\n0\r\n\r\n", ["Transfer-Encoding: chunked"], None),
    ],
)
def test_what_is_too_long_is_refused_as_soon_as_that_is_known(
    server: Guarded, body: bytes, headers: list[str], limit: str | None
) -> None:
    answer = parsed(server.raw(post(body, *headers)))
    if limit is None:
        assert answer.status == 200
    else:
        assert (answer.status, answer.problem["limit"]) == (413, limit)
        assert re.search(r"\d", answer.problem["title"])
        carries_its_shields(answer.headers)


@pytest.mark.parametrize(
    "request_bytes",
    [
        post(b"ASK {}", "Content-Length: 6", "Transfer-Encoding: chunked"),
        post(b"ASK {}", "Content-Length: 6", "Content-Length: 7"),
        post(b"ASK {}", "Content-Length: six"),
        post(b"six\r\nASK {}\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
        post(b"", "Bad Name: x"),
        b"GET /sparql HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\n\r\n",
        b"GET /sp arql HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /\xe0\xb8\x81 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\nX: \0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_what_two_readers_could_take_for_two_things_is_refused(server: Guarded, request_bytes: bytes) -> None:
    received = server.raw(request_bytes)
    assert received == b"" or parsed(received).status in {400, 404, 408, 413, 415}, received
    assert received.count(b"HTTP/1.1 ") <= 1
    assert server.get(SIMPLE).status == 200


def test_who_never_ends_the_head_is_hung_up_on_and_holds_up_nobody(server: Guarded) -> None:
    slow = [server.connect() for _ in range(60)]
    for number, connection in enumerate(slow):
        connection.sendall((b"", b"GET", LINE, LINE + b"X-A: ")[number % 4])
    assert [server.get(SIMPLE).status for _ in range(5)] == [200] * 5
    for connection in slow:
        assert hung_up(connection)


def test_who_never_ends_a_further_head_is_hung_up_on(server: Guarded) -> None:
    with server.connect() as connection:
        connection.sendall(LINE + b"\r\n")
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200")
        connection.sendall(LINE)
        assert hung_up(connection)


def test_who_never_ends_the_body_is_told_and_hung_up_on(server: Guarded) -> None:
    received = server.raw(post(b"ASK", "Content-Length: 6"))
    answer = parsed(received)
    assert (answer.status, answer.problem["limit"]) == (408, "request")


def test_who_does_not_take_the_answer_is_hung_up_on(server: Guarded) -> None:
    asked = quote("SELECT * { ?a ?b ?c . ?d a <https://w3id.org/govgraph/ontology#Ministry> } LIMIT 60000")
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(f"GET /sparql?query={asked} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        connection.settimeout(120)
        head = connection.recv(2_000)
        whole = int(parsed(head).headers["content-length"])
        held = server.sockets()
        eventually(lambda: server.sockets() < held)
        received = len(head)
        with suppress(ConnectionResetError):
            while piece := connection.recv(1 << 16):
                received += len(piece)
        assert received < whole
    assert server.get(SIMPLE).status == 200


def hung_up(connection: socket.socket) -> bool:
    """Tell whether the other side closes the connection; what it says before is read."""
    with connection:
        try:
            while connection.recv(1 << 16):
                pass
        except ConnectionResetError:
            return True
        return True


def test_connections_beyond_those_that_are_allowed_are_told_so(built: Path) -> None:
    with guarded(started(FEW), built) as server:
        held = [server.connect() for _ in range(2)]
        for connection in held:
            connection.sendall(LINE)
        answer = parsed(server.raw(LINE + b"\r\n"))
        assert (answer.status, answer.problem["limit"]) == (503, "busy")
        assert answer.headers["retry-after"].isdigit()
        carries_its_shields(answer.headers)
        for connection in held:
            connection.close()

        def again() -> bool:
            return server.get(SIMPLE).status == 200

        eventually(again)


def test_one_connection_serves_many_requests(server: Guarded) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    statuses = []
    for path in (SIMPLE, "/nowhere", SIMPLE, "/sparql?query=x", SIMPLE):
        connection.request("GET", path)
        statuses.append(answer_of(connection.getresponse()).status)
    connection.close()
    assert statuses == [200, 404, 200, 400, 200]


def test_requests_that_are_sent_together_are_answered_in_order(server: Guarded) -> None:
    asked = [f"SELECT ({n} AS ?n) {{}}" for n in range(5)]
    lines = [f"GET /sparql?format=csv&query={quote(query)} HTTP/1.1\r\nHost: x\r\n" for query in asked]
    received = server.raw(("\r\n".join(lines) + "Connection: close\r\n\r\n").encode())
    assert re.findall(rb"n\r\n(\d)\r\n", received) == [b"0", b"1", b"2", b"3", b"4"]


def test_sixteen_clients_at_a_time_get_their_own_answers(built: Path) -> None:
    with guarded(started("settings = Settings(location, workers=2)"), built) as server:

        def ask(number: int) -> bool:
            answer = server.ask(f"SELECT ({number} AS ?n) {{}}", "application/sparql-results+json")
            bindings = json.loads(answer.body)["results"]["bindings"]
            return bool(bindings[0]["n"]["value"] == str(number))

        with ThreadPoolExecutor(16) as threads:
            assert all(threads.map(ask, range(200)))


def test_the_query_of_a_client_that_has_gone_is_ended(server: Guarded) -> None:
    """Its limit is ten minutes, and there are two workers: without an end, nobody would be answered."""
    for method in ("GET", "POST"):
        for _ in range(3):
            before = server.workers()

            def another(before: list[int] = before) -> bool:
                return server.workers() != before

            with server.connect() as connection:
                if method == "GET":
                    line = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n"
                    connection.sendall(line.encode())
                else:
                    connection.sendall(post(ENDLESS.encode(), f"Content-Length: {len(ENDLESS)}"))
                assert server.get(SIMPLE).status == 200  # so it has come to that
            eventually(another)
    assert [server.get(SIMPLE).status for _ in range(4)] == [200] * 4


def test_a_client_that_goes_in_the_middle_of_sending_leaves_nothing(server: Guarded) -> None:
    for _ in range(5):
        with server.connect() as connection:
            connection.sendall(post(b"ASK", "Content-Length: 6"))
    assert server.get(SIMPLE).status == 200


def test_a_server_that_is_told_to_stop_stops_while_a_query_runs(built: Path) -> None:
    with guarded(started(SETTINGS), built) as server:
        server.get(SIMPLE)
        workers = server.workers()
        wait = in_background(lambda: server.ask(ENDLESS))
        assert server.get(SIMPLE).status == 200
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(120)
        del wait
    for worker in workers:
        eventually(lambda: not Path(f"/proc/{worker}").exists())  # noqa: B023 - it is called at once
