"""What only a SPARQL server does: its catalogue and staging, and every way in which it can let us down."""

from __future__ import annotations

import base64
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from govgraph.errors import GovGraphError, LimitError, StoreError, UsageError
from govgraph.names import graph, term
from govgraph.research.limited import run_limited
from govgraph.research.run import run
from govgraph.store import Change, open_store
from govgraph.store.address import Address
from govgraph.store.connection import CONNECTING
from govgraph.store.remote import RemoteStore

ONE, TWO, CATALOGUE = graph("one"), graph("two"), graph("catalogue")
A, P = (NamedNode(f"https://example.org/{name}") for name in "ap")
JSON = "application/sparql-results+json"
EMPTY = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": []}})


class TestServer:
    """Against a real Oxigraph server."""

    def test_a_server_without_a_catalogue_is_not_built_yet(self, clean_server: str) -> None:
        with open_store(clean_server) as store, pytest.raises(StoreError, match="Run `govgraph build` first"):
            store.ask("ASK { ?s ?p ?o }")

    def test_a_writer_begins_with_nothing(self, clean_server: str) -> None:
        with RemoteStore.from_environment(clean_server, write=True) as store:
            store._update(f"INSERT DATA {{ <a:b> <a:b> 1 . GRAPH {ONE} {{ <a:b> <a:b> 1 }} }}")
            assert store.graphs() == ()
            assert not store.ask("ASK { ?s ?p ?o }")
            assert not store.ask("ASK { GRAPH ?g { ?s ?p ?o } }")

    def test_what_the_catalogue_does_not_list_is_never_seen(self, clean_server: str) -> None:
        with RemoteStore.from_environment(clean_server, write=True) as store:
            store.commit(Change(add=[Quad(A, P, Literal(1), ONE)]))
            store._update(f"INSERT DATA {{ {A} {P} 2 . GRAPH {TWO} {{ {A} {P} 3 }} }}")
        with open_store(clean_server) as store:
            assert store.select(f"SELECT ?v {{ {A} {P} ?v }}").rows == ((Literal(1),),)
            assert store.select(f"SELECT ?v {{ GRAPH ?g {{ {A} {P} ?v }} }}").rows == ((Literal(1),),)
            assert list(store.quads(TWO)) == []

    def test_the_catalogue_is_kept_by_the_store_itself(self, clean_server: str) -> None:
        entry = Quad(ONE, term("rdf:type"), term("gov:CurrentGraph"), CATALOGUE)
        with open_store(clean_server, write=True) as store:
            store.commit(Change(add=[Quad(A, P, Literal(1), ONE), Quad(A, P, Literal(1), TWO)]))
            assert store.graphs() == (CATALOGUE, ONE, TWO)
            store.commit(Change(drop=frozenset({TWO})))
            assert store.graphs() == (CATALOGUE, ONE)
            assert set(store.quads(CATALOGUE)) == {entry}

    def test_nothing_stays_in_staging(self, clean_server: str) -> None:
        with open_store(clean_server, write=True) as store:
            store.commit(Change(add=[Quad(A, P, Literal(1), ONE)]))
            store.commit(Change(drop=frozenset({ONE}), add=[Quad(A, P, Literal(2), ONE)]))
            assert isinstance(store, RemoteStore)
            assert not ask_everything(store, "ASK { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), '/staging')) }")

    def test_a_failing_switch_leaves_the_old_state_and_no_staging(
        self, clean_server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with open_store(clean_server, write=True) as store:
            assert isinstance(store, RemoteStore)
            store.commit(Change(add=[Quad(A, P, Literal(1), ONE)]))
            update = store._update

            def fail_at_the_switch(text: str) -> None:
                update(text + " ; MOVE <urn:not-there> TO <urn:x>" if text.startswith("MOVE") else text)

            monkeypatch.setattr(store, "_update", fail_at_the_switch)
            with pytest.raises(StoreError, match="answered with error"):
                store.commit(Change(drop=frozenset({ONE}), add=[Quad(A, P, Literal(2), ONE)]))
            assert set(store.quads(ONE)) == {Quad(A, P, Literal(1), ONE)}
            assert not ask_everything(store, "ASK { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), '/staging')) }")

    def test_numbers_that_servers_garble_are_not_sent(self, clean_server: str) -> None:
        big = Literal("123456789012345678901234567890", datatype=term("xsd:integer"))
        with open_store(clean_server, write=True) as store:
            with pytest.raises(StoreError, match="64 bits"):
                store.commit(Change(add=[Quad(A, P, big, ONE)]))
            assert store.graphs() == ()

    def test_statements_about_statements_are_not_sent(self, clean_server: str) -> None:
        with open_store(clean_server, write=True) as store, pytest.raises(StoreError, match="triple terms"):
            store.commit(Change(add=[Quad(A, P, Triple(A, P, A), ONE)]))

    def test_an_address_without_a_service(self, clean_server: str) -> None:
        wrong = clean_server.replace("/query", "/sparkle")
        with open_store(wrong) as store, pytest.raises(StoreError, match=f"no SPARQL service at {wrong}"):
            store.graphs()

    def test_the_address_for_updates_can_be_named(self, clean_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GOVGRAPH_UPDATE_URL", clean_server.replace("/query", "/nowhere"))
        with (
            open_store(clean_server, write=True) as store,
            pytest.raises(StoreError, match="Name the address for updates in GOVGRAPH_UPDATE_URL"),
        ):
            store.commit(Change(add=[Quad(A, P, A, ONE)]))


def ask_everything(store: RemoteStore, query: str) -> bool:
    """Ask without naming a dataset, so that the server looks into all its graphs."""
    return bool(store._read(query, []))


@dataclass
class Reply:
    """What the stub answers once."""

    body: bytes | str = EMPTY
    status: int = 200
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None  # send only so many bytes of what was announced
    drip: float = 0.0  # seconds between two bytes


@dataclass
class Stub:
    """A server that says what it is told to, and remembers what it was asked."""

    url: str
    replies: list[Reply] = field(default_factory=list)
    asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def store(self, *, write: bool = False, timeout: float = 5) -> RemoteStore:
        return RemoteStore(Address.parse(self.url), write=write, timeout=timeout, pause=self.waits.append)

    @property
    def queries(self) -> list[str]:
        """What was asked, apart from the list of current graphs."""
        found = (form.get("query", form.get("update", [""]))[0] for _, form, _ in self.asked)
        return [query for query in found if "CurrentGraph" not in query]


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    catalogue = {"bindings": [{"g": {"type": "uri", "value": ONE.value}}]}
    current = Reply(json.dumps({"head": {"vars": ["g"]}, "results": catalogue}))
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = parse_qs(text)
            state.asked.append((self.path, form, {k.lower(): v for k, v in self.headers.items()}))
            about_graphs = "CurrentGraph" in form.get("query", [""])[0]
            self.send(current if about_graphs else state.replies.pop(0) if state.replies else Reply())

        def send(self, reply: Reply) -> None:
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, "Content-Length": str(len(body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if not reply.drip:
                self.wfile.write(body[: reply.cut])
                return
            for byte in body:
                if ended.wait(reply.drip):
                    return
                self.wfile.write(bytes([byte]))
                self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            with suppress(ConnectionError):  # the client has left, which is what some tests are about
                super().handle()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state = Stub(f"http://127.0.0.1:{server.server_address[1]}/sparql")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield state
        ended.set()
        server.shutdown()
        thread.join()


SELECT = "SELECT ?s WHERE { ?s ?p ?o }"
ROW = {"s": {"type": "uri", "value": "https://example.org/a"}}
ROWS = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": [ROW, ROW]}})


class TestAsking:
    """How a question is put."""

    def test_the_dataset_is_named_in_the_body_of_a_post(self, stub: Stub) -> None:
        stub.replies = [Reply(ROWS)]
        assert stub.store().select(SELECT).rows == ((A,), (A,))
        path, form, headers = stub.asked[-1]
        assert path == "/sparql"
        assert form["query"] == [SELECT]
        assert set(form) == {"query", "default-graph-uri", "named-graph-uri"}
        assert form["default-graph-uri"] == form["named-graph-uri"] == [CATALOGUE.value, ONE.value]
        assert headers["accept"] == JSON
        assert headers["content-type"] == "application/x-www-form-urlencoded"

    def test_the_form_is_read_from_the_query_and_not_from_a_comment(self, stub: Stub) -> None:
        stub.replies = [Reply("<https://example.org/a> <https://example.org/p> 'x' .", kind="text/turtle")]
        query = "PREFIX : <x:> # SELECT or INSERT it\nDESCRIBE ?s WHERE { ?s :p ?o }"
        assert stub.store().construct(query) == (Triple(A, P, Literal("x")),)
        assert "application/n-triples" in stub.asked[-1][2]["accept"]
        assert stub.asked[-1][1]["query"] == [query]

    def test_credentials_from_the_environment(self, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GOVGRAPH_REMOTE_USER", "somchai")
        monkeypatch.setenv("GOVGRAPH_REMOTE_PASSWORD", "ลับ:มาก")
        with open_store(stub.url) as store:
            store.graphs()
        expected = base64.b64encode("somchai:ลับ:มาก".encode()).decode()
        assert stub.asked[-1][2]["authorization"] == f"Basic {expected}"

    def test_a_token_goes_before_a_password(self, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GOVGRAPH_REMOTE_TOKEN", "s3cret")
        with open_store(stub.url.replace("//", "//somchai:other@"), write=True) as store:
            assert isinstance(store, RemoteStore)
            store._update("CLEAR ALL")
            assert store.location == stub.url
        assert stub.asked[-1][2]["authorization"] == "Bearer s3cret"
        assert "s3cret" not in repr(Address.parse(stub.url, {"GOVGRAPH_REMOTE_TOKEN": "s3cret"}))

    def test_credentials_in_the_address_are_used_and_never_shown(self, stub: Stub) -> None:
        address = Address.parse(stub.url.replace("//", "//somchai:s%40cret@"))
        store = RemoteStore(address)
        assert store.location == stub.url
        store.graphs()
        expected = base64.b64encode(b"somchai:s@cret").decode()
        assert stub.asked[-1][2]["authorization"] == f"Basic {expected}"
        assert "s@cret" not in repr(address)

    @pytest.mark.parametrize("in_address", [True, False])
    def test_a_question_in_a_process_of_its_own_has_the_credentials_too(
        self, stub: Stub, in_address: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = stub.url
        if in_address:
            url = url.replace("//", "//somchai:s%40it@")
        else:
            monkeypatch.setenv("GOVGRAPH_REMOTE_USER", "somchai")
            monkeypatch.setenv("GOVGRAPH_REMOTE_PASSWORD", "s@it")
        stub.replies = [Reply(ROWS), Reply(ROWS)]
        assert run_limited(url, SELECT, {}, 60) == run(stub.store(), SELECT)
        told = {headers.get("authorization") for _, form, headers in stub.asked if "authorization" in headers}
        assert told == {f"Basic {base64.b64encode(b'somchai:s@it').decode()}"}

    def test_digest_answers_the_challenge_of_any_realm(self, stub: Stub) -> None:
        challenge = {"WWW-Authenticate": 'Digest realm="dept", nonce="abc", qop="auth", algorithm="MD5"'}
        stub.replies = [Reply(status=401, headers=challenge), Reply(ROWS)]
        settings = {
            f"GOVGRAPH_REMOTE_{n}": v for n, v in (("USER", "somchai"), ("PASSWORD", "secret"), ("AUTH", "digest"))
        }
        store = RemoteStore(Address.parse(stub.url, settings))
        assert len(store.select(SELECT)) == 2
        sent = stub.asked[-1][2]["authorization"]
        assert sent.startswith('Digest username="somchai", realm="dept", nonce="abc", uri="/sparql"')
        assert "secret" not in sent

    @pytest.mark.parametrize("url", ["http://", "https:///query", "http://host:port/query"])
    def test_what_is_no_address(self, url: str) -> None:
        with pytest.raises(UsageError, match="no address of a SPARQL server"):
            open_store(url)

    @pytest.mark.parametrize(
        ("query", "update"),
        [
            ("http://localhost:7878/query", "http://localhost:7878/update"),
            ("https://example.org/sparql", "https://example.org/sparql"),
        ],
    )
    def test_where_updates_go(self, query: str, update: str) -> None:
        assert Address.parse(query).update == update


class TestRetrying:
    """Reading is tried three times, writing once."""

    @pytest.mark.parametrize("status", [429, 502, 503, 504])
    def test_a_busy_server_is_asked_again(self, stub: Stub, status: int) -> None:
        stub.replies = [Reply(status=status), Reply(status=status), Reply(ROWS)]
        assert len(stub.store().select(SELECT)) == 2
        assert len(stub.waits) == 2
        assert 0.5 <= stub.waits[0] <= 1 <= stub.waits[1] <= 2

    def test_it_is_left_alone_for_as_long_as_it_asks(self, stub: Stub) -> None:
        in_three_seconds = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 4))
        stub.replies = [
            Reply(status=503, headers={"Retry-After": "3"}),
            Reply(status=503, headers={"Retry-After": in_three_seconds}),
            Reply(ROWS),
        ]
        stub.store().select(SELECT)
        assert stub.waits[0] == 3
        assert 2 < stub.waits[1] <= 4

    def test_but_not_for_longer_than_the_time_allowed(self, stub: Stub) -> None:
        stub.replies = [Reply("come back tomorrow", status=503, headers={"Retry-After": "86400"})]
        with pytest.raises(StoreError, match="error 503: come back tomorrow"):
            stub.store().select(SELECT)
        assert stub.waits == []

    def test_the_third_refusal_is_final(self, stub: Stub) -> None:
        stub.replies = [Reply("busy", status=503)] * 3 + [Reply(ROWS)]
        with pytest.raises(StoreError, match="error 503: busy"):
            stub.store().select(SELECT)
        assert len(stub.queries) == 3

    def test_an_answer_that_breaks_off_inside_a_chunk_is_asked_for_again(self, stub: Stub) -> None:
        stub.replies = [Reply("50\r\n{", headers={"Transfer-Encoding": "chunked"}), Reply(ROWS)]
        assert len(stub.store().select(SELECT)) == 2

    def test_errors_of_the_query_are_final_at_once(self, stub: Stub) -> None:
        stub.replies = [Reply("no such function", status=400, kind="text/plain")]
        with pytest.raises(UsageError, match="cannot read the query: no such function"):
            stub.store().select(SELECT)
        assert len(stub.queries) == 1

    def test_a_server_that_is_not_there(self, stub: Stub) -> None:
        store = RemoteStore(Address.parse("http://127.0.0.1:1/query"), pause=stub.waits.append)
        with pytest.raises(StoreError, match=r"cannot be reached \(ConnectionRefusedError\)"):
            store.graphs()
        assert len(stub.waits) == 2

    def test_a_server_that_takes_no_connection_is_waited_for_only_briefly(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waited: list[object] = []

        def connect(address: object, timeout: object, source: object = None) -> socket.socket:
            waited.append(timeout)
            raise TimeoutError

        monkeypatch.setattr(socket, "create_connection", connect)
        for scheme in ("http", "https"):
            store = RemoteStore(
                Address.parse(f"{scheme}://192.0.2.1/sparql"), timeout=3600, pause=lambda _: waited.clear()
            )
            with pytest.raises(StoreError, match=r"cannot be reached \(ConnectTimeoutError\)"):
                store.ask("ASK {}")
            assert waited == [CONNECTING]

    def test_a_change_is_sent_once(self, stub: Stub) -> None:
        stub.replies = [Reply(), Reply("busy", status=503)]
        with pytest.raises(StoreError, match="error 503"):
            stub.store(write=True).commit(Change(add=[Quad(A, P, A, ONE)]))
        drop = f"DROP SILENT GRAPH <{ONE.value}/staging>"
        assert [query.split("\n")[0] for query in stub.queries] == [drop, "INSERT DATA {", drop]
        assert stub.waits == []

    def test_what_was_staged_but_not_kept_whole_is_not_switched_to(self, stub: Stub) -> None:
        count = {"n": {"type": "literal", "value": "1", "datatype": term("xsd:integer").value}}
        counted = Reply(json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": [count]}}))
        stub.replies = [Reply(), Reply(), counted]
        with pytest.raises(StoreError, match=r"holds 1 statements in .*/one/staging, but 2 were sent"):
            stub.store(write=True).commit(Change(add=[Quad(A, P, A, ONE), Quad(A, P, P, ONE)]))
        assert not any(query.startswith(("ADD", "MOVE")) for query in stub.queries)


class TestLettingDown:
    """What is not whole, or not what was asked for, is never taken for an answer."""

    CASES: ClassVar[list[tuple[str, Reply, type[GovGraphError], str]]] = [
        ("cut", Reply(ROWS, cut=60), StoreError, "cut short"),
        ("cut where the JSON ends", Reply(ROWS + " " * 9, cut=len(ROWS)), StoreError, "cut short"),
        ("an error inside JSON", Reply(ROWS[:-4] + "\nQuery timeout"), StoreError, "cut short or garbled"),
        ("no JSON", Reply("ทดสอบ"), StoreError, "cut short or garbled"),
        ("a web page", Reply("<html>Welcome", kind="text/html; charset=utf-8"), StoreError, "text/html"),
        ("no kind", Reply(ROWS, kind=""), StoreError, "answered with ?"),
        ("a graph", Reply("<a:b> <a:b> <a:b> .", kind="text/turtle"), StoreError, "text/turtle"),
        ("true", Reply('{"head":{},"boolean":true}'), StoreError, "SPARQL answer asked for"),
        ("row limit", Reply(ROWS, headers={"X-SPARQL-MaxRows": "2"}), LimitError, "at most 2 rows"),
        ("anytime", Reply(ROWS, headers={"X-SQL-State": "S1TAT"}), LimitError, "too long"),
        ("heavy", Reply("Virtuoso 42000 The estimated execution time 900", status=500), LimitError, "estimated"),
        ("no right", Reply("Virtuoso 42000 Error SR186: No permission", status=500), StoreError, "not permit"),
        ("401", Reply("who?", status=401), StoreError, "GOVGRAPH_REMOTE_PASSWORD"),
        ("403", Reply("no", status=403), StoreError, "GOVGRAPH_REMOTE_PASSWORD"),
        ("moved", Reply(status=302, headers={"Location": "http://127.0.0.1:1/"}), StoreError, "redirects elsewhere"),
        ("broken", Reply("<h1>Oops</h1>\n<p>x", status=500, kind="text/html"), StoreError, "error 500: Oops"),
    ]

    @pytest.mark.parametrize(("reply", "error", "says"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
    def test_in_answering_a_select(self, stub: Stub, reply: Reply, error: type[GovGraphError], says: str) -> None:
        stub.replies = [reply]
        with pytest.raises(error) as caught:
            stub.store().select(SELECT)
        assert says in caught.value.en
        assert caught.value.th != caught.value.en

    def test_more_rows_than_the_limit_are_not_there_is_fine(self, stub: Stub) -> None:
        stub.replies = [Reply(ROWS, headers={"X-SPARQL-MaxRows": "3"})]
        assert len(stub.store().select(SELECT)) == 2

    @pytest.mark.parametrize(
        "reply",
        [
            Reply("<a:b> <a:b> <a:b> .\n<a:b> <a:b", kind="application/n-triples"),
            Reply("<a:b> <a:b> <a:b> .\n<a:b> <a:b> <a:c> .\n", kind="application/n-triples", cut=20),
            Reply(ROWS),
            Reply("<rdf/>", kind="application/rdf+xml"),
        ],
        ids=["half a line", "half of the lines", "a table", "another syntax"],
    )
    def test_in_answering_a_describe(self, stub: Stub, reply: Reply) -> None:
        stub.replies = [reply]
        with pytest.raises(StoreError):
            stub.store().construct("DESCRIBE ?s WHERE { ?s ?p ?o }")

    def test_a_construct_is_as_whole_as_the_select_that_it_is_asked_as(self, stub: Stub) -> None:
        query = "CONSTRUCT { ?s <https://example.org/p> 'x' } WHERE { ?s ?p ?o }"
        stub.replies = [Reply(ROWS), Reply(ROWS, headers={"X-SPARQL-MaxRows": "2"})]
        assert stub.store().construct(query) == (Triple(A, P, Literal("x")),)
        assert stub.queries == ["SELECT ?s  WHERE { ?s ?p ?o }"]
        with pytest.raises(LimitError, match="at most 2 rows"):
            stub.store().construct(query)

    def test_rows_that_a_query_wants_once_are_given_once(self, stub: Stub) -> None:
        stub.replies = [Reply(ROWS), Reply(ROWS)]
        assert stub.store().select("SELECT DISTINCT ?s { ?s ?p ?o }").rows == ((A,),)
        assert stub.store().select(SELECT).rows == ((A,), (A,))

    def test_literals_as_virtuoso_writes_them(self, stub: Stub) -> None:
        cell = {"type": "typed-literal", "value": "7", "datatype": term("xsd:integer").value}
        stub.replies = [Reply(json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": [{"s": cell}]}}))]
        assert stub.store().select(SELECT).rows == ((Literal(7),),)

    @pytest.mark.parametrize("drip", [0.02, 60.0], ids=["slowly", "never"])
    def test_in_time(self, stub: Stub, drip: float) -> None:
        stub.replies = [Reply(ROWS * 10, drip=drip)]
        start = time.monotonic()
        with pytest.raises(LimitError, match=r"took too long .*0\.3 s"):
            stub.store(timeout=0.3).select(SELECT)
        assert time.monotonic() - start < 3
        assert len(stub.queries) == 1

    def test_a_change_without_an_answer_is_called_unknown(self, stub: Stub) -> None:
        stub.replies = [Reply(drip=60)]
        with pytest.raises(StoreError, match="whether it carried out the change is not known"):
            stub.store(write=True, timeout=0.3).commit(Change(add=[Quad(A, P, A, ONE)]))

    def test_what_the_server_says_is_shown_without_credentials_and_in_brief(self, stub: Stub) -> None:
        said = "\n\n cannot reach http://admin:hunter2@10.0.0.1/ \x1b[31m" + "x" * 500 + "\nstack trace"
        stub.replies = [Reply(said, status=500)]
        with pytest.raises(StoreError) as caught:
            stub.store().select(SELECT)
        assert "hunter2" not in caught.value.en
        assert "\x1b" not in caught.value.en
        assert "stack trace" not in caught.value.en
        assert len(caught.value.en) < 320


def test_the_list_of_current_graphs_is_not_asked_for_each_time(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    clock: Callable[[], float] = lambda: now  # noqa: E731
    monkeypatch.setattr("govgraph.store.remote.time.monotonic", clock)
    store = stub.store()
    store.select(SELECT)
    store.select(SELECT)
    assert len(stub.asked) == 3
    now += 6
    store.select(SELECT)
    assert len(stub.asked) == 5
