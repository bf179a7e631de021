"""Who may write, and what: no server without a token, no fetching, whole or not at all, past the gate or not."""

from __future__ import annotations

import base64
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph.store import open_store

from .conftest import OURS, TOKEN, UPDATE, Client, Server, serving
from .listening import Answer

MINE, OTHER = "http://example.org/mine", "http://example.org/other"
PROLOGUE = """BASE <https://w3id.org/govgraph/id/>
PREFIX gov: <https://w3id.org/govgraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
SURE = "gov:confidence <confidence/confirmed> ; dcterms:source <source/opdc-2010-01-12>"
BODY = f"gov:tier <tier/central> ; gov:sector <sector/state> ; {SURE}"
MINISTRY = f'<ministry/x> a gov:Ministry ; skos:prefLabel "กระทรวงเอ็กซ์"@th , "Ministry X"@en ; {BODY} .'
BUREAU = f"""<agency/b> a gov:Bureau ; skos:prefLabel "สำนักบี"@th , "Bureau B"@en ; {BODY} .
<period/p> a gov:Period ; gov:periodBasis <period-basis/unstated> .
<attachment/b> a gov:Attachment ; org:member <agency/b> ; org:organization <ministry/x> ;
  org:memberDuring <period/p> ; {SURE} ."""


def insert(text: str, graph: str = MINE) -> str:
    return f"{PROLOGUE} INSERT DATA {{ GRAPH <{graph}> {{ {text} }} }}"


def held(client: Client) -> set[tuple[str, ...]]:
    """Everything that the store holds, and the names of its graphs."""
    rows = client.ask("SELECT ?g ?s ?p ?o { GRAPH ?g {} OPTIONAL { GRAPH ?g { ?s ?p ?o } } }").rows
    return {tuple(map(str, row)) for row in rows}


def listed(client: Client) -> set[str]:
    query = "SELECT ?g { GRAPH <%scatalogue> { ?g a <https://w3id.org/govgraph/ontology#CurrentGraph> } }"
    return {row[0].value for row in client.ask(query % OURS).rows}


class TestWhoMayWrite:
    """The token, and nothing but the token."""

    def test_a_server_is_for_reading_unless_its_operator_says_otherwise(self, reader: Client) -> None:
        for token in (None, TOKEN, ""):
            assert Client(reader.address, token).update("CLEAR ALL").problem["status"] == 403

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Authorization": "Bearer"},
            {"Authorization": "Bearer "},
            {"Authorization": f"Bearer {TOKEN}x"},
            {"Authorization": f"Bearer {TOKEN[:-1]}"},
            {"Authorization": f"Bearer {TOKEN.upper()}"},
            {"Authorization": TOKEN},
            {"Authorization": f"Basic {TOKEN}"},
            {"Authorization": "Basic " + base64.b64encode(f"govgraph:{TOKEN}".encode()).decode()},
            {"Cookie": f"token={TOKEN}; Authorization=Bearer {TOKEN}"},
            {"X-Authorization": f"Bearer {TOKEN}"},
            {"Authorization": "Bearer \xff"},
        ],
    )
    def test_anything_else_is_401(self, plain: Client, headers: dict[str, str]) -> None:
        plain.update("INSERT DATA { <urn:s> <urn:p> 1 }")
        stranger = Client(plain.address)
        answer = stranger.send("POST", "/sparql", "CLEAR ALL", {"Content-Type": UPDATE, **headers})
        assert answer.problem["status"] == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert TOKEN not in answer.body.decode()
        assert plain.ask("ASK { <urn:s> <urn:p> 1 }").boolean

    def test_not_in_the_address_either(self, plain: Client) -> None:
        for name in ("token", "access_token", "authorization"):
            answer = Client(plain.address).post(UPDATE, "CLEAR ALL", (name, TOKEN))
            assert answer.problem["status"] == 401

    def test_the_scheme_is_read_in_any_case(self, plain: Client) -> None:
        headers = {"Content-Type": UPDATE, "Authorization": f"bearer {TOKEN}"}
        assert Client(plain.address).send("POST", "/sparql", "CLEAR ALL", headers).status == 204

    def test_reading_needs_no_token(self, plain: Client) -> None:
        assert Client(plain.address).ask("ASK {}").boolean


class TestPlain:
    """Whatever SPARQL allows, whole or not at all."""

    @pytest.mark.parametrize(
        "failing",
        ["CREATE GRAPH <http://example.org/mine>", "CLEAR GRAPH <urn:none>", "LOAD <urn:x>", "DROP GRAPH <urn:x>"],
    )
    def test_an_operation_that_fails_takes_the_others_with_it(self, plain: Client, failing: str) -> None:
        plain.update(insert("<urn:s> <urn:p> 1"))
        before = held(plain)
        assert plain.update(f"INSERT DATA {{ <urn:t> <urn:p> 2 }} ; CLEAR GRAPH <{MINE}> ; {failing}").status >= 400
        assert held(plain) == before
        assert not plain.ask("ASK { ?s ?p ?o }").boolean

    def test_what_was_written_is_seen_by_the_next_query(self, plain: Client) -> None:
        for number in range(10):
            assert (
                plain.update(f"DELETE WHERE {{ ?s ?p ?o }} ; INSERT DATA {{ <urn:s> <urn:p> {number} }}").status == 204
            )
            assert [row[0].value for row in plain.ask("SELECT ?o { ?s ?p ?o }").rows] == [str(number)]

    def test_a_graph_that_is_made_is_seen_and_listed_at_once(self, union: Client) -> None:
        assert union.update(insert("<urn:s> <urn:p> 1")).status == 204
        assert union.ask(f"ASK {{ <urn:s> <urn:p> 1 GRAPH <{MINE}> {{ <urn:s> ?p ?o }} }}").boolean
        assert MINE in listed(union)
        assert union.graph("PUT", OTHER, "<urn:s> <urn:p> 2 .").status == 201
        assert {MINE, OTHER} <= listed(union)
        assert union.update(f"DROP GRAPH <{MINE}>").status == 204
        assert union.graph("DELETE", OTHER).status == 204
        assert not {MINE, OTHER} & listed(union)

    def test_patterns_are_matched_in_the_union(self, union: Client) -> None:
        union.update(insert("<urn:s> <urn:p> 1"))
        copy = f"INSERT {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }} WHERE {{ ?s <urn:p> ?o ; ?p ?o }}"
        assert union.update(copy).status == 204
        assert len(union.graph("GET", OTHER).triples) == 1
        assert union.update(
            f"INSERT {{ GRAPH <{OTHER}> {{ <urn:n> <urn:p> ?o }} }} WHERE {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }}"
        )
        assert len(union.graph("GET", OTHER).triples) == 2

    def test_what_a_first_operation_makes_a_second_one_sees(self, union: Client) -> None:
        copy = f"INSERT {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }} WHERE {{ ?s <urn:p> ?o ; ?p ?o }}"
        text = f"{insert('<urn:s> <urn:p> 1')} ; {copy}"
        assert union.update(text).status == 204
        assert len(union.graph("GET", OTHER).triples) == 1

    def test_a_query_may_not_write(self, plain: Client) -> None:
        for text in ("CLEAR ALL", "INSERT DATA { <urn:s> <urn:p> 1 }", "ASK {} ; CLEAR ALL", "SELECT * {} CLEAR ALL"):
            assert plain.ask(text).problem["status"] == 400
        assert not plain.ask("ASK { ?s ?p ?o }").boolean


class Listener:
    """A socket that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.came = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                guest, _ = self.socket.accept()
            except OSError:
                return
            self.came += 1
            guest.close()

    def visitors(self) -> int:
        """Return how many came before this: connections are accepted in their order, and the last one is ours."""
        with socket.create_connection(self.socket.getsockname()) as last:
            last.recv(1)  # closed by the listener once it has counted
        return self.came - 1

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self._thread.join()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


class TestNothingIsFetched:
    """No query and no update makes the server go anywhere."""

    def test_the_listener_hears(self, listener: Listener) -> None:
        host, port = listener.socket.getsockname()
        with socket.create_connection((host, port)) as guest:
            guest.recv(1)
        assert listener.visitors() == 1

    @pytest.mark.parametrize("server", ["plain", "union"])
    def test_load_is_refused(self, request: pytest.FixtureRequest, listener: Listener, server: str) -> None:
        client: Client = request.getfixturevalue(server)
        before = held(client)
        for text in (
            f"LOAD <{listener.address}>",
            f"LOAD <{listener.address}> INTO GRAPH <{MINE}>",
            "LOAD <file:///etc/passwd>",
        ):
            said = client.update(text).problem
            assert said["status"] == 403
            assert "/graphs" in said["title"]
        assert held(client) == before
        assert listener.visitors() == 0

    def test_load_silent_does_nothing(self, plain: Client, listener: Listener) -> None:
        text = f"LOAD SILENT <{listener.address}> INTO GRAPH <{MINE}> ; INSERT DATA {{ <urn:s> <urn:p> 1 }}"
        assert plain.update(text).status == 204
        assert plain.ask("ASK { <urn:s> <urn:p> 1 }").boolean
        assert plain.graph("GET", MINE).status == 404
        assert listener.visitors() == 0

    def test_what_cannot_be_read_is_400_with_load_in_it_too(self, plain: Client, listener: Listener) -> None:
        for text in (f"LOAD <{listener.address}> INTO", f"LOAD <{listener.address}> ; CLEAR XYZ", "LOAD"):
            assert plain.update(text).problem["status"] == 400
        assert listener.visitors() == 0

    @pytest.mark.parametrize(
        "text",
        [
            "LOADSILENT<{}>",
            "PREFIX :<{}> LOAD:x",
            "INSERT {{}} WHERE {{ FILTER(((1<2))&&(3>2)) }} ; LOAD <{}>",
            "CLEAR SILENT GRAPH <urn:\\u0041#> ; INSERT DATA {{ <urn:a> <urn:b> '\\u0027' }} ; LOAD <{}> # '",
            "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
            "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
            'INSERT {{ <urn:s> <urn:p> 1 }} WHERE {{ FILTER(1<2#>"""\n) SERVICE <{}> {{ ?s ?p ?o }} #"""\n}}',
        ],
    )
    def test_no_spelling_of_an_update_gets_out(self, plain: Client, listener: Listener, text: str) -> None:
        assert plain.update(text.format(listener.address)).problem["status"] in {400, 403}
        assert listener.visitors() == 0

    @pytest.mark.parametrize(
        "text",
        [
            "ASK {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
            "ASK {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
            "SELECT * {{ VALUES ?x {{ <{}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
            "PREFIX x: <{}> ASK {{ ?s ?p x:.SERVICE x: {{ ?s ?p ?o }} }}",
            'ASK {{ FILTER(1<2#>"""\n) SERVICE <{}> {{ ?s ?p ?o }} #"""\n}}',
            'ASK {{ VALUES (?x ?y) {{ ("""a") }} SERVICE <{}> {{ ?s ?p ?o }} #\\x"""\n}}',
        ],
    )
    def test_no_spelling_of_a_query_does(self, plain: Client, listener: Listener, text: str) -> None:
        assert plain.ask(text.format(listener.address)).problem["status"] in {400, 403}
        assert listener.visitors() == 0

    def test_graphs_named_by_address_are_looked_up_and_not_fetched(self, plain: Client, listener: Listener) -> None:
        assert not plain.ask(f"ASK FROM <{listener.address}> {{ ?s ?p ?o }}").boolean
        assert not plain.ask("ASK { ?s ?p ?o }", ("default-graph-uri", listener.address)).boolean
        assert plain.graph("GET", listener.address).status == 404
        assert not plain.ask("ASK FROM <file:///etc/passwd> { ?s ?p ?o }").boolean
        content = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{listener.address}">]><x>&e;</x>'
        assert plain.graph("PUT", MINE, content, "application/rdf+xml").problem["status"] == 400
        context = f'{{"@context": "{listener.address}", "name": "x"}}'
        assert plain.graph("PUT", MINE, context, "application/ld+json").problem["status"] == 400
        assert listener.visitors() == 0


def findings(answer: Answer) -> list[dict[str, str]]:
    said = answer.problem
    assert said["status"] == 422
    found: list[dict[str, str]] = said["findings"]
    return found


class TestGated:
    """What is written passes the shapes."""

    def test_what_conforms_is_written_and_listed(self, gated: Client) -> None:
        assert gated.update(insert(MINISTRY)).status == 204
        assert gated.ask(f"ASK {{ GRAPH <{MINE}> {{ ?x a gov:Ministry }} }}").boolean
        assert listed(gated) & {MINE, OTHER} == {MINE}
        assert gated.update(f"DROP GRAPH <{MINE}>").status == 204
        assert MINE not in listed(gated)
        assert gated.graph("GET", MINE).status == 404

    def test_what_does_not_is_refused_whole_and_said_in_both_languages(self, gated: Client) -> None:
        before = held(gated)
        bad = '<ministry/y> a gov:Ministry ; skos:prefLabel "กระทรวงวาย"@th , "Ministry Y"@en .'
        found = findings(gated.update(f"{insert(MINISTRY)} ; {insert(bad, OTHER).removeprefix(PROLOGUE)}"))
        errors = [finding for finding in found if finding["severity"] == "error"]
        assert {finding["focus"] for finding in errors} == {"https://w3id.org/govgraph/id/ministry/y"}
        assert any("tier" in finding["message_en"] and "ระดับ" in finding["message_th"] for finding in errors)
        assert held(gated) == before

    def test_what_others_refer_to_cannot_be_taken_away(self, gated: Client) -> None:
        assert gated.update(insert(MINISTRY)).status == 204
        assert gated.update(insert(BUREAU, OTHER)).status == 204
        before = held(gated)
        for answer in (
            gated.update(f"DROP GRAPH <{MINE}>"),
            gated.update(f"{PROLOGUE} DELETE WHERE {{ GRAPH ?g {{ <ministry/x> ?p ?o }} }}"),
            gated.graph("DELETE", MINE),
        ):
            assert any("attachment/b" in finding["focus"] for finding in findings(answer))
            assert held(gated) == before
        assert gated.update(f"DROP GRAPH <{OTHER}> ; DROP GRAPH <{MINE}>").status == 204

    def test_taking_half_of_a_thing_away_is_refused(self, gated: Client) -> None:
        gated.update(insert(MINISTRY))
        before = held(gated)
        taken = f"{PROLOGUE} DELETE DATA {{ GRAPH <{MINE}> {{ <ministry/x> gov:tier <tier/central> }} }}"
        assert findings(gated.update(taken))
        assert held(gated) == before

    @pytest.mark.parametrize(
        "text",
        [
            f"INSERT DATA {{ GRAPH <{OURS}mine> {{ <urn:s> <urn:p> 1 }} }}",
            f"CREATE GRAPH <{OURS}mine>",
            f"DROP GRAPH <{OURS}ontology>",
            f"DELETE WHERE {{ GRAPH <{OURS}ontology> {{ ?s ?p ?o }} }}",
            f"INSERT DATA {{ GRAPH <{OURS}catalogue> {{ <urn:s> <urn:p> 1 }} }}",
            f"{PROLOGUE} INSERT DATA {{ GRAPH <{OURS}catalogue> {{ <{OURS}x> a gov:CurrentGraph }} }}",
            "DROP ALL",
            "INSERT DATA { <urn:s> <urn:p> 1 }",
        ],
    )
    def test_graphs_of_govgraph_s_own_and_no_graph_are_refused(self, gated: Client, text: str) -> None:
        before = held(gated)
        assert gated.update(text).problem["status"] == 400
        assert held(gated) == before

    def test_whole_graphs_go_past_the_gate_too(self, gated: Client) -> None:
        turtle = PROLOGUE + MINISTRY
        assert gated.graph("PUT", MINE, turtle).status == 201
        before = held(gated)
        half = PROLOGUE + '<ministry/x> a gov:Ministry ; skos:prefLabel "กระทรวงเอ็กซ์"@th .'
        assert findings(gated.graph("PUT", MINE, half))
        assert findings(gated.graph("POST", OTHER, half.replace("/x>", "/z>")))
        assert gated.graph("PUT", f"{OURS}mine", turtle).problem["status"] == 400
        assert gated.graph("DELETE", f"{OURS}ontology").problem["status"] == 400
        assert gated.graph("PUT", None, turtle).problem["status"] == 400
        assert held(gated) == before
        assert gated.graph("DELETE", MINE).status == 204
        assert MINE not in listed(gated)

    def test_blank_nodes_and_empty_graphs_keep_their_shape(self, gated: Client) -> None:
        text = "<urn:s> <urn:p> [ <urn:p> 1 ] , 2 ."
        assert gated.graph("PUT", MINE, text).status == 201
        assert gated.graph("POST", MINE, "<urn:s> <urn:p> 3 .").status == 204
        taken = "DELETE { GRAPH ?g { ?b <urn:p> 1 } } WHERE { GRAPH ?g { ?b <urn:p> 1 } }"
        assert gated.update(taken).status == 204
        objects = {str(triple.object)[:2] for triple in gated.graph("GET", MINE).triples}
        assert objects == {"_:", '"2', '"3'}
        assert gated.graph("PUT", MINE, "").status == 204
        assert gated.graph("GET", MINE).triples == set()
        assert [gated.graph("DELETE", MINE).status for _ in range(2)] == [204, 404]


def children(process: int) -> list[int]:
    """Return the processes that the threads of a process have started."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text(encoding="ascii").split()]


class TestKilled:
    """A server that dies in the middle of its work leaves a whole store behind."""

    def test_what_was_answered_is_there_and_nothing_by_halves(self, tmp_path: Path) -> None:
        folder, many = tmp_path / "workspace", 4_000
        done: list[int] = []
        with serving(folder, "--updates", "plain", "--default-graph", "plain") as server:
            client = server.client(TOKEN)

            def write() -> None:
                for number in range(1_000):
                    body = " . ".join(f"<urn:s{n}> <urn:p{number}> {n}" for n in range(many))
                    try:
                        answer = client.update(f"INSERT DATA {{ GRAPH <urn:g{number}> {{ {body} }} }}")
                    except OSError:
                        return
                    assert answer.status == 204
                    done.append(number)
                    if number == 2:
                        started.set()

            started = threading.Event()
            writer = threading.Thread(target=write)
            writer.start()
            assert started.wait(60)
            workers = [os.pidfd_open(pid) for pid in children(server.process.pid)]
            server.process.kill()
            server.process.wait()
            writer.join()
            for worker in workers:  # they end with their server, by themselves
                assert select.select([worker], [], [], 60)[0]
                os.close(worker)
        with open_store(folder, write=True) as store:
            counts = {name.value: sum(1 for _ in store.quads(name)) for name in store.graphs()}
        assert set(counts.values()) == {many}
        assert {f"urn:g{number}" for number in done} <= set(counts)
        assert len(counts) <= len(done) + 1


def test_a_server_to_write_to_needs_a_token(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "govgraph.cli", "serve", "--store", str(tmp_path / "w"), "--updates", "plain"]
    environment = {name: value for name, value in os.environ.items() if name != "GOVGRAPH_TOKEN"}
    refused = subprocess.run([*command, "--port", "0"], capture_output=True, text=True, env=environment, check=False)
    assert refused.returncode == 2
    assert "GOVGRAPH_TOKEN" in refused.stderr
    assert not (tmp_path / "w").exists()


def test_the_operator_hears_of_no_fault_of_ours(plain_server: Server) -> None:
    assert not [line for line in plain_server.said if "could not be answered" in line], plain_server.said
