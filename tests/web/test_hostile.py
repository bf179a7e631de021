"""Queries that nobody should ask: each ends within its limit, and nobody else notices."""

# ruff: noqa: E501 - a query a line
from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pytest

from tests.web.guarded import ENDLESS, SIMPLE, Guarded, by_command_line, eventually, guarded, in_background
from tests.web.listening import Answer

LIMITS: Final = ("--timeout", "2s", "--memory-mb", "512", "--workers", "2", "--max-rows", "50000", "--max-mb", "8")
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Listener:
    """A server of somebody else: nothing may ever call it."""

    port: int
    called: int = 0


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        found = Listener(door.getsockname()[1])

        def listen() -> None:
            with suppress(OSError):
                while True:
                    door.accept()[0].close()
                    found.called += 1

        threading.Thread(target=listen, daemon=True).start()
        yield found
        door.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Guarded]:
    with guarded(by_command_line(*LIMITS), built) as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def as_before(server: Guarded, built: Path) -> Iterator[None]:
    """What all of them together leave behind: as many workers, and no memory."""
    before: list[int] = []
    for _ in range(8):  # both workers have then opened the store
        others = [in_background(lambda: server.get(SIMPLE)) for _ in range(2)]
        assert {wait().status for wait in others} == {200}
    workers = len(server.workers())
    before.append(server.memory())
    yield
    eventually(lambda: len(server.workers()) == workers)
    assert [server.get(SIMPLE).status for _ in range(4)] == [200] * 4
    eventually(lambda: server.memory() < before[0] + (150 << 20))
    assert not [line for line in server.said if "Traceback" in line]
    assert server.process.poll() is None


def refused(answer: Answer, built: Path, status: set[int], limit: set[str | None]) -> None:
    assert answer.status in status, answer
    says_nothing_of_the_machine(answer, built)
    if answer.status != 200:
        assert answer.problem.get("limit") in limit, answer


def says_nothing_of_the_machine(answer: Answer, built: Path) -> None:
    told = answer.body + repr(answer.headers).encode()
    for word in (str(built), str(built.parent), "Traceback", 'File "', "/tmp", "site-packages", ".py"):
        assert word.encode() not in told, answer


TIME, MEMORY, ROWS, SIZE = {"time"}, {"memory"}, {"rows"}, {"size"}
HEAVY: Final = {"time", "memory"}
STAR: Final = " . ".join(f"?s ?p{n} ?o{n}" for n in range(8))

BOMBS: Final = {
    "a product of four": (ENDLESS, TIME),
    "a product with a filter": ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f = ?i - 1) }", TIME),
    "the order of a product": ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c DESC(?f)", HEAVY),
    "distinct rows of a product": ("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?c ?f { ?a ?b ?c . ?d ?e ?f } }", HEAVY),
    "distinct terms of a product": ("SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f }", HEAVY),
    "a product in one cell": ("SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f }", HEAVY),
    "groups of a product": ("SELECT ?c ?f (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?c ?f", HEAVY),
    "paths of any length": ("SELECT (COUNT(*) AS ?n) { ?a (<urn:x>|!<urn:x>)* ?b . ?b (<urn:x>|!<urn:x>)* ?c }", HEAVY),
    "stars in stars": ("SELECT (COUNT(*) AS ?n) { ?a (((!<urn:x>)*)+)* ?b . ?b ((!<urn:y>|^!<urn:y>)*)* ?c }", HEAVY),
    "there and back for ever": ("SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>/^!<urn:x>)+ ?b }", HEAVY),
    "a star of eight": (f"SELECT (COUNT(*) AS ?n) {{ {STAR} }}", TIME),
    "a regular expression for each pair": (
        'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(.*a){12}", "i")) }', TIME
    ),
    "a text that doubles": (
        'SELECT (STRLEN(?x40) AS ?n) { BIND("กขคงจฉช" AS ?x0) '
        + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40)) + " }", HEAVY
    ),
    "a product that is never there": ("ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) < 0) }", TIME),
    "a far offset": ("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1 OFFSET 9000000000", TIME),
    "minus a product": ("SELECT * { ?a ?b ?c . ?d ?e ?f MINUS { ?a ?x ?y . ?z ?w ?v } } OFFSET 9000000", HEAVY),
    "a query within for each row": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?i = ?a && ?f = ?b) } }", HEAVY),
    "too many rows": ("SELECT * { ?a ?b ?c . ?d ?e ?f }", HEAVY | ROWS | SIZE),
    "too many statements": ("CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }", HEAVY | ROWS | SIZE),
    "too large a cell": ("SELECT (GROUP_CONCAT(STR(?c)) AS ?x) { ?a ?b ?c . ?d a <https://w3id.org/govgraph/ontology#Ministry> }", SIZE | HEAVY),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_query_ends_at_its_limit_while_others_are_answered(server: Guarded, built: Path, name: str) -> None:
    query, limit = BOMBS[name]
    wait = in_background(lambda: server.ask(query))
    assert server.get(SIMPLE).status == 200
    refused(wait(), built, {503}, {*limit})
    assert server.get(SIMPLE).status == 200


DEEP: Final = {
    "parentheses": f"SELECT ({'(' * 5_000}1{')' * 5_000} AS ?x) {{}}",
    "groups": f"SELECT * {'{' * 5_000}{'}' * 5_000}",
    "lists": f"SELECT * {{ ?s ?p {'(' * 5_000}{')' * 5_000} }}",
    "blank nodes": f"SELECT * {{ {'[ ?p ' * 3_000}1{']' * 3_000} }}",
    "paths": f"SELECT * {{ ?s {'(' * 5_000}<urn:p>{')*' * 5_000} ?o }}",
    "queries": f"{'SELECT * {{' * 2_000}{'}}' * 2_000}",
    "brackets without an end": "SELECT * " + "{([" * 3_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_too_deep_is_refused_unread(server: Guarded, built: Path, name: str) -> None:
    refused(server.ask(DEEP[name]), built, {400}, {"nesting"})


FLAT: Final[dict[str, str | bytes]] = {
    "signs": f"SELECT ({'-' * 20_000}1 AS ?x) {{}}",
    "negations": f"SELECT ({'!' * 20_000}true AS ?x) {{}}",
    "inverse paths": f"SELECT * {{ ?s {'^' * 20_000}<urn:p> ?o }}",
    "sums": f"SELECT (1{'+1' * 40_000} AS ?x) {{}}",
    "unions": f"SELECT * {{ {{}} {'UNION {} ' * 9_000} }}",
    "optional patterns": "SELECT * { " + "".join(f"OPTIONAL {{ ?s <urn:{n}> ?o{n} }} " for n in range(2_500)) + "}",
    "patterns": "SELECT * { " + "".join(f"?a{n} ?b{n} ?c{n} . " for n in range(4_000)) + "}",
    "alternatives": f"SELECT * {{ ?s {'|'.join(f'<urn:{n}>' for n in range(9_000))} ?o }}",
    "a sequence": f"SELECT * {{ ?s {'/'.join(f'<urn:{n}>' for n in range(9_000))} ?o }}",
    "a list": f"SELECT * {{ ?s ?p ?o FILTER(?o IN ({','.join(map(str, range(15_000)))})) }}",
    "values": f"SELECT * {{ VALUES ?x {{ {' '.join(map(str, range(16_000)))} }} VALUES ?y {{ {'1 ' * 3_000} }} }}",
    "filters": f"SELECT * {{ ?s ?p ?o {'FILTER(true) ' * 7_000} }}",
    "a template": f"CONSTRUCT {{ {' . '.join(f'?s ?p {n}' for n in range(6_000))} }} WHERE {{ ?s ?p ?o }}",
    "graphs": "SELECT * " + "FROM <urn:g> " * 7_000 + "{ ?s ?p ?o }",
    "files as graphs": "SELECT * FROM <file:///etc/passwd> FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "a long name": f"SELECT * {{ <urn:{'x' * 90_000}> ?p ?o }}",
    "a long literal": f"SELECT ('{'ก' * 90_000}' AS ?x) {{}}",
    "a number beyond all": f"SELECT (1{'0' * 90_000} * 9 AS ?x) {{}}",
    "a regular expression that tries everything": f'ASK {{ FILTER(REGEX("{"a" * 30_000}b", "^(a+)+$")) }}',
    "a regular expression as large as a house": 'ASK { FILTER(REGEX("aaaa", "((((a{99}){99}){99}){99}){99}")) }',
    "nothing but comments": "#\n" * 45_000 + "ASK {}",
    "quotes": "SELECT * {" + "'''\n\\" * 19_000,
    "hyphens": "SELECT * {" + "a-" * 49_000 + "}",
    "names of every scheme": "SELECT * {" + "<x:#>" * 19_000 + "}",
    "NULs": "ASK { ?s ?p '\0' }\0",
    "a character that is none": "ASK { ?s ?p '\ud800' }",
    "bytes that are no text": b"ASK { ?s ?p '\xff\xfe' }",
    "a text from right to left": "ASK { ?s ?p '\u202e' } # \u202e",
    "a script": "SELECT ('<script>alert(1)</script>' AS ?x) {}",
}  # fmt: skip


@pytest.mark.parametrize("name", FLAT)
def test_what_is_only_long_or_odd_is_answered_or_refused_for_a_reason(
    server: Guarded, built: Path, listener: Listener, name: str
) -> None:
    wait = in_background(lambda: server.ask(FLAT[name]))
    assert server.get(SIMPLE).status == 200
    # None: no limit, but no query, or one that ended the engine
    refused(wait(), built, {200, 400, 503}, {"time", "memory", "rows", "size", "nesting", None})


@pytest.mark.parametrize("accept", ["text/html", "text/csv", "application/sparql-results+xml"])
def test_no_answer_carries_what_a_browser_would_run(server: Guarded, accept: str) -> None:
    query = "SELECT ('<script>alert(1)</script>' AS ?x) {}"
    eventually(lambda: server.ask(query, accept).status == 200)  # the first page takes a while to make
    answer = server.ask(query, accept)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert accept == "text/csv" or b"<script>alert" not in answer.body


CALLS: Final = (
    "SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ sErViCe<{there}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{there}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERV\\U00000049CE <{there}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE # <urn:x>\n <{there}> {{ ?s ?p ?o }} }}",
    "PREFIX : <{there}> SELECT * {{ SERVICE : {{ ?s ?p ?o }} }}",
    "PREFIX : <{there}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?g {{ <{there}> }} SERVICE ?g {{ ?s ?p ?o }} }}",
    "BASE <{there}> SELECT * {{ SERVICE <> {{ ?s ?p ?o }} }}",
    "ASK {{ ?s ?p true.SERVICE <{there}> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{there}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }} }} }}",
    "SELECT * {{ FILTER(?s<?o#>\"\"\"\n) SERVICE <{there}> {{ ?s ?p ?o }} #\"\"\"\n}}",
    "SELECT * FROM <{there}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{there}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "DESCRIBE <{there}>",
    "LOAD <{there}>",
    "LOAD SILENT <{there}> INTO GRAPH <urn:g>",
    "ASK {{}} ; LOAD <{there}>",
)  # fmt: skip


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_nobody_is_called(server: Guarded, built: Path, listener: Listener, number: int) -> None:
    query = CALLS[number].format(there=f"http://127.0.0.1:{listener.port}/x")
    answer = server.ask(query)
    refused(answer, built, {200} if "FROM" in query or "DESCRIBE" in query else {400, 403}, {None})
    for name in ("update", "query"):
        body = urlencode({name: query}).encode()
        assert server.send("POST", "/sparql", body, FORM).status in ({403} if name == "update" else {answer.status})
    assert (
        server.get(
            f"/sparql?{urlencode({'query': 'ASK {}', 'default-graph-uri': f'http://127.0.0.1:{listener.port}/'})}"
        ).status
        == 200
    )
    assert listener.called == 0


REQUESTS: Final = {
    "a thousand parameters": ("/sparql?" + "&".join(f"p{n}=1" for n in range(1_500)) + "&query=ASK{}", {400}),
    "graphs without end": ("/sparql?query=ASK%7B%7D" + "&default-graph-uri=urn:g" * 900, {200}),
    "a graph that is no IRI": (SIMPLE + "&default-graph-uri=%0d%0aSet-Cookie:a=b", {400}),
    "a line break in a format": (SIMPLE + "&format=csv%0d%0aSet-Cookie:%20a=b", {400}),
    "a line break in a path": ("/id/x%0d%0aSet-Cookie:%20a=b", {303, 404}),
    "a line break in a document": ("/id/x%0d%0aSet-Cookie:%20a=b.ttl", {404}),
    "a line break in a language": (SIMPLE + "&lang=%0d%0aSet-Cookie:%20a=b", {200}),
    "a path upwards": ("/static/..%2f..%2f..%2f..%2fetc%2fpasswd", {404}),
    "a path upwards, told twice": ("/static/%252e%252e%252fetc%252fpasswd", {404}),
    "a NUL in a path": ("/static/%00", {404}),
    "a file as a graph": ("/graphs?graph=file:///etc/passwd", {404}),
    "bytes that are no text": ("/sparql?query=%ff%fe", {400}),
    "half a character": ("/sparql?query=ASK%7B%7D%ed%a0%80", {400}),
    "a long path": ("/id/" + "x" * 30_000, {303, 404}),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_an_odd_address_is_answered_or_refused(server: Guarded, built: Path, name: str) -> None:
    path, statuses = REQUESTS[name]
    answer = server.get(path)
    assert answer.status in statuses, answer
    assert "set-cookie" not in answer.headers
    assert b"root:" not in answer.body
    says_nothing_of_the_machine(answer, built)


@pytest.mark.parametrize("host", ["[", "a b", 'x"><script>', "user@x", "x:99999999", "%00", "a/../b", ""])
def test_an_odd_host_is_no_fault_of_ours(server: Guarded, built: Path, host: str) -> None:
    for path in (SIMPLE, "/sparql", "/graphs/x", "/id/x", "/sparql//"):
        answer = server.get(path, Host=host)
        assert answer.status < 500, answer
        says_nothing_of_the_machine(answer, built)


def test_a_client_that_asks_for_everything_at_once_is_told_to_wait(server: Guarded, built: Path) -> None:
    waiting = [in_background(lambda: server.ask(ENDLESS)) for _ in range(90)]
    answers = [wait() for wait in waiting]
    for answer in answers:
        refused(answer, built, {503}, {"time", "busy"})
    busy = [answer for answer in answers if answer.problem["limit"] == "busy"]
    assert busy
    assert all(answer.headers["retry-after"].isdigit() for answer in busy)
    eventually(lambda: server.get(SIMPLE).status == 200)
