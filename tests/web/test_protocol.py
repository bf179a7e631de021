"""SPARQL 1.1 Protocol, section 2, clause by clause, against the running server.

https://www.w3.org/TR/sparql11-protocol/#protocol. The names of the tests say the clause; what the W3C protocol
tests ask is among them.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from .conftest import FORM, JSON, QUERY, UPDATE, Client, Server
from .listening import Answer

Ask = Callable[..., Answer]
"""One of the ways to ask."""

ONE, TWO, THREE = ("http://example.org/one", "http://example.org/two", "http://example.org/three")
TYPED = {iri: f"<{iri}> a <http://example.org/Document> ." for iri in (ONE, TWO, THREE)}
BOTH_IN_DEFAULT = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
EACH_IN_ITS_OWN = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?t }} GRAPH ?g2 {{ <{TWO}> a ?t }} }}"
DEFAULTS = (("default-graph-uri", ONE), ("default-graph-uri", TWO))
NAMED = (("named-graph-uri", ONE), ("named-graph-uri", TWO))


@pytest.fixture
def three(plain: Client) -> Client:
    """A server with three named graphs, each of which says one thing about itself."""
    text = "".join(f"GRAPH <{iri}> {{ {statement} }} " for iri, statement in TYPED.items())
    assert plain.update(f"INSERT DATA {{ {text} }}").status == 204
    return plain


def by_get(client: Client, query: str, *pairs: tuple[str, str]) -> Answer:
    return client.ask(query, *pairs)


def by_form(client: Client, query: str, *pairs: tuple[str, str]) -> Answer:
    return client.form(("query", query), *pairs)


def by_form_and_address(client: Client, query: str, *pairs: tuple[str, str]) -> Answer:
    return client.post(FORM, urlencode([("query", query)]), *pairs)


def directly(client: Client, query: str, *pairs: tuple[str, str]) -> Answer:
    return client.post(QUERY, query, *pairs)


every_way = pytest.mark.parametrize("ask", [by_get, by_form, by_form_and_address, directly])


class TestQueryOperation:
    """2.1: a query by GET, by a form that is posted, and posted directly."""

    @every_way
    def test_2_1_each_way_gives_the_same_answer(self, reader: Client, ask: Ask) -> None:
        query = 'SELECT ?x { VALUES ?x { "ก+ &=%41" "b" } FILTER(?x != "b") }'
        assert [row[0].value for row in ask(reader, query).rows] == ["ก+ &=%41"]

    def test_2_1_1_the_query_string_may_write_spaces_as_plus_or_percent(self, reader: Client) -> None:
        for written in ("ASK+%7B%7D", "ASK%20%7B%7D", "ASK%20{}"):
            assert reader.get(f"/sparql?query={written}", JSON).boolean

    def test_2_1_2_a_form_may_name_its_charset(self, reader: Client) -> None:
        for kind in (f"{FORM}; charset=UTF-8", f'{FORM};charset="utf-8"', FORM.upper()):
            assert reader.post(kind, "query=ASK%20%7B%7D").boolean

    def test_2_1_3_a_direct_query_is_utf_8(self, reader: Client) -> None:
        for kind in (QUERY, f"{QUERY}; charset=utf-8", f"{QUERY}; charset=UTF-8; version=1.1", QUERY.title()):
            assert reader.post(kind, 'ASK { FILTER("กรม" = "\\u0E01\\u0E23\\u0E21") }').boolean

    def test_2_1_a_trailing_slash_is_the_same_address(self, reader: Client) -> None:
        assert reader.get("/sparql/?query=ASK%20%7B%7D", JSON).boolean
        assert reader.send("POST", "/sparql/", "ASK {}", {"Content-Type": QUERY}).status == 200

    def test_2_1_head_says_what_get_would(self, reader: Client) -> None:
        path = "/sparql?query=ASK%20%7B%7D"
        head, got = (reader.send(method, path, headers={"Accept": JSON}) for method in ("HEAD", "GET"))
        assert (head.status, head.body) == (200, b"")
        assert {k: v for k, v in head.headers.items() if k != "date"} == {
            k: v for k, v in got.headers.items() if k != "date"
        }
        assert int(head.headers["content-length"]) == len(got.body)

    def test_2_1_a_long_query_is_posted(self, reader: Client) -> None:
        query = f"ASK {{ }} # {'ก' * 90_000}"
        assert reader.post(QUERY, query).boolean
        assert reader.form(("query", query)).boolean

    def test_2_1_what_is_too_long_is_refused_by_name(self, reader: Client) -> None:
        for answer in (reader.post(QUERY, f"ASK {{ }} # {'x' * 100_000}"), reader.post(QUERY, b" " * 1_500_000)):
            assert answer.status == 413
            assert answer.problem["limit"] in {"query", "request"}


class TestSpecifyingADataset:
    """2.1.4: graphs named in the request."""

    @every_way
    def test_2_1_4_default_graphs_are_merged(self, three: Client, ask: Ask) -> None:
        assert ask(three, BOTH_IN_DEFAULT, *DEFAULTS).boolean
        assert not ask(three, BOTH_IN_DEFAULT, DEFAULTS[0]).boolean
        assert not ask(three, BOTH_IN_DEFAULT).boolean

    @every_way
    def test_2_1_4_named_graphs_are_found_by_name_and_nowhere_else(self, three: Client, ask: Ask) -> None:
        assert ask(three, EACH_IN_ITS_OWN, *NAMED).boolean
        assert not ask(three, EACH_IN_ITS_OWN, NAMED[0]).boolean
        assert not ask(three, BOTH_IN_DEFAULT, *NAMED).boolean

    @every_way
    def test_2_1_4_default_and_named_graphs_together(self, three: Client, ask: Ask) -> None:
        query = f"ASK {{ <{THREE}> a ?t GRAPH ?g1 {{ <{ONE}> a ?t }} GRAPH ?g2 {{ <{TWO}> a ?t }} }}"
        assert ask(three, query, ("default-graph-uri", THREE), *NAMED).boolean
        assert not ask(three, query, *NAMED).boolean
        assert not ask(three, query, ("default-graph-uri", THREE)).boolean

    @every_way
    def test_2_1_4_with_default_graphs_alone_there_are_no_named_ones(self, three: Client, ask: Ask) -> None:
        assert not ask(three, "ASK { GRAPH ?g { ?s ?p ?o } }", *DEFAULTS).boolean

    @every_way
    def test_2_1_4_the_request_goes_before_from(self, three: Client, ask: Ask) -> None:
        assert ask(three, f"ASK FROM <{THREE}> {EACH_IN_ITS_OWN[4:]}", *NAMED).boolean
        assert not ask(three, f"ASK FROM <{THREE}> {{ <{THREE}> a ?t }}", *NAMED).boolean
        assert not ask(three, f"ASK FROM NAMED <{THREE}> {{ GRAPH ?g {{ <{THREE}> a ?t }} }}", *NAMED).boolean

    @every_way
    def test_2_1_4_from_counts_where_the_request_says_nothing(self, three: Client, ask: Ask) -> None:
        assert ask(three, f"ASK FROM <{THREE}> {{ <{THREE}> a ?t }}").boolean
        assert not ask(three, f"ASK FROM <{THREE}> {{ <{ONE}> a ?t }}").boolean
        assert not ask(three, f"ASK FROM NAMED <{THREE}> {{ <{THREE}> a ?t }}").boolean

    def test_2_1_4_a_graph_that_is_not_there_is_empty(self, three: Client) -> None:
        unknown = ("default-graph-uri", "http://127.0.0.1:9/not/fetched")
        assert not by_get(three, "ASK { ?s ?p ?o }", unknown).boolean

    @pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
    @pytest.mark.parametrize("iri", ["", "relative", "http://example.org/a b", "<urn:x>"])
    def test_2_1_4_a_graph_is_named_by_an_iri(self, reader: Client, name: str, iri: str) -> None:
        assert reader.ask("ASK {}", (name, iri)).problem["status"] == 400

    @pytest.mark.parametrize("name", ["using-graph-uri", "using-named-graph-uri"])
    def test_2_1_4_parameters_of_updates_do_not_go_with_queries(self, reader: Client, name: str) -> None:
        assert reader.ask("ASK {}", (name, ONE)).problem["status"] == 400

    def test_2_1_4_two_datasets_in_one_request_add_up(self, three: Client) -> None:
        body = urlencode([("query", BOTH_IN_DEFAULT), DEFAULTS[1]])
        assert three.post(FORM, body, DEFAULTS[0]).boolean

    def test_the_union_is_the_default_graph_of_the_default_server(self, reader: Client) -> None:
        inside = reader.ask("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }").rows
        union = reader.ask("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }").rows
        assert union == inside
        assert int(union[0][0].value) > 20_000


class TestRefusedQueries:
    """2.1.6 and 2.3: what is no query operation."""

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
    def test_2_1_only_get_and_post(self, reader: Client, method: str) -> None:
        answer = reader.send(method, "/sparql?query=ASK%20%7B%7D", headers={"Content-Type": FORM})
        assert answer.status == 405
        assert {"GET", "HEAD", "POST"} <= {name.strip() for name in answer.headers["allow"].split(",")}

    @pytest.mark.parametrize(
        "pairs",
        [
            [("query", "ASK {}"), ("query", "SELECT * {}")],
            [("query", "ASK {}"), ("query", "ASK {}")],
            [("query", "ASK {}"), ("update", "CLEAR ALL")],
            [("default-graph-uri", ONE)],
        ],
    )
    def test_2_1_exactly_one_query(self, reader: Client, pairs: list[tuple[str, str]]) -> None:
        answers = [reader.form(*pairs)]
        if pairs[0][0] == "query":
            answers.append(reader.get(f"/sparql?{urlencode(pairs)}"))
        for answer in answers:
            assert answer.problem["status"] == 400

    def test_2_1_a_second_query_in_the_address_of_a_post(self, reader: Client) -> None:
        for kind, body in ((QUERY, "ASK {}"), (FORM, "query=ASK%20%7B%7D")):
            assert reader.post(kind, body, ("query", "ASK {}")).problem["status"] == 400
        assert reader.post(FORM, "", ("query", "ASK {}")).problem["status"] == 400

    @pytest.mark.parametrize("kind", [None, "text/plain", "application/json", "multipart/form-data; boundary=x", ""])
    @pytest.mark.parametrize("body", ["ASK {}", "query=ASK%20%7B%7D"])
    def test_2_1_a_post_says_what_it_is(self, reader: Client, kind: str | None, body: str) -> None:
        answer = reader.post(kind, body)
        assert answer.problem["status"] == 415
        assert {FORM, QUERY} <= {kind.strip() for kind in answer.headers["accept-post"].split(",")}

    def test_2_1_3_another_charset(self, reader: Client) -> None:
        for kind, body in (
            (f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
            (f"{QUERY}; charset=tis-620", b"ASK {}"),
            (f'{FORM}; charset="latin-1"', b"query=ASK%20%7B%7D"),
        ):
            assert reader.post(kind, body).problem["status"] == 400

    @pytest.mark.parametrize("body", [b"ASK { FILTER('\xa1' = '') }", "ASK {}".encode("utf-16"), b"\xff"])
    def test_2_1_bytes_that_are_not_utf_8(self, reader: Client, body: bytes) -> None:
        assert reader.post(QUERY, body).problem["status"] == 400
        assert reader.post(FORM, b"query=" + body).problem["status"] == 400
        assert reader.get(f"/sparql?query={quote(body)}").problem["status"] == 400

    @every_way
    @pytest.mark.parametrize("query", ["", " ", "# ASK", "ASK {", "SELECT * WHERE { ?s ?p }", "CLEAR ALL", "กรม"])
    def test_2_1_6_what_cannot_be_read_is_400(self, reader: Client, ask: Ask, query: str) -> None:
        assert ask(reader, query).problem["status"] == 400

    def test_2_1_6_where_the_fault_is_is_told_and_the_query_is_not_run(self, reader: Client) -> None:
        said = reader.ask("SELECT *\nWHERE { ?s ?p }").problem
        assert "line 2" in said["title"]
        assert "บรรทัดที่ 2" in said["title_th"] or "บรรทัด 2" in said["title_th"]

    @settings(max_examples=25, deadline=None)
    @given(junk=st.text(max_size=40))
    def test_2_1_6_any_text_is_answered_or_refused(self, reading_server: Server, junk: str) -> None:
        answer = reading_server.client().form(("query", junk.encode("utf-8", "replace").decode()))
        assert answer.status in {200, 400, 403, 501}


class TestAnswers:
    """2.1.5 and 2.1.7: formats of answers; more of them in test_formats."""

    @every_way
    def test_2_1_7_select_gives_a_table(self, reader: Client, ask: Ask) -> None:
        answer = ask(reader, "SELECT (1 AS ?value) {}")
        assert answer.headers["content-type"] == JSON
        assert [row[0].value for row in answer.rows] == ["1"]

    def test_2_1_7_ask_gives_a_boolean(self, reader: Client) -> None:
        answer = reader.get("/sparql", query="ASK {}")
        assert (answer.kind, answer.boolean) == (JSON, True)

    @pytest.mark.parametrize("query", ["CONSTRUCT { <s> <p> 1 } WHERE {}", "DESCRIBE <http://example.org/>"])
    def test_2_1_7_construct_and_describe_give_statements(self, reader: Client, query: str) -> None:
        answer = reader.get("/sparql", query=query)
        assert (answer.status, answer.kind) == (200, "text/turtle")
        assert len(list(parse(answer.body, format=RdfFormat.TURTLE))) == ("CONSTRUCT" in query)

    def test_2_1_6_a_service_elsewhere_is_refused(self, reader: Client) -> None:
        assert reader.ask("ASK { SERVICE <http://127.0.0.1:9/> {} }").problem["status"] == 403

    def test_a_function_that_the_engine_lacks_is_not_implemented(self, reader: Client) -> None:
        answer = reader.ask("SELECT (<http://example.org/f>(1) AS ?x) {}")
        assert answer.problem["status"] == 501


class TestUpdateOperation:
    """2.2: updates by a form and directly."""

    @pytest.mark.parametrize("form", [True, False])
    def test_2_2_both_ways(self, plain: Client, form: bool) -> None:
        text = 'INSERT DATA { <http://example.org/ก> <http://example.org/p> "+&=%41" }'
        answer = plain.form(("update", text)) if form else plain.update(text)
        assert (answer.status, answer.body) == (204, b"")
        assert plain.ask('ASK { <http://example.org/ก> ?p "+&=%41" }').boolean

    def test_2_2_1_a_form_of_more_than_one_operation(self, plain: Client) -> None:
        assert plain.form(("update", "CLEAR ALL ; INSERT DATA { <urn:s> <urn:p> 1 }")).status == 204
        assert plain.ask("ASK { <urn:s> <urn:p> 1 }").boolean

    def test_2_2_an_empty_update_is_one_and_changes_nothing(self, three: Client) -> None:
        for text in ("", "# nothing", "PREFIX x: <urn:x>", "BASE <urn:x>"):
            assert three.update(text).status == 204
            assert three.form(("update", text)).status == 204
        assert three.ask("SELECT ?g { GRAPH ?g { ?s ?p ?o } }").rows != []

    def test_2_2_get_never_updates(self, three: Client) -> None:
        for method in ("GET", "HEAD"):
            assert three.send(method, "/sparql?update=CLEAR%20ALL").status == 400
            assert three.send(method, "/sparql?query=ASK%7B%7D&update=CLEAR%20ALL").status == 400
        assert three.ask(f"ASK {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}").boolean

    def test_2_2_exactly_one_update(self, three: Client) -> None:
        for pairs in ([("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")], [("using-graph-uri", ONE)]):
            assert three.form(*pairs).problem["status"] == 400
        assert three.post(UPDATE, "CLEAR ALL", ("update", "CLEAR ALL")).problem["status"] == 400
        assert three.ask(f"ASK {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}").boolean

    @pytest.mark.parametrize("kind", [None, "text/plain", QUERY])
    def test_2_2_an_update_says_that_it_is_one(self, three: Client, kind: str | None) -> None:
        for body in ("CLEAR NAMED", "update=CLEAR%20NAMED"):
            assert three.post(kind, body).problem["status"] == (400 if kind == QUERY else 415)
        assert three.ask(f"ASK {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}").boolean

    def test_2_2_an_update_is_utf_8(self, three: Client) -> None:
        assert three.post(f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16")).problem["status"] == 400
        assert three.post(UPDATE, b"INSERT DATA { <urn:s> <urn:p> '\xa1' }").problem["status"] == 400

    @pytest.mark.parametrize("text", ["CLEAR XYZ", "ASK {}", "INSERT DATA { ?s ?p 1 }", "CLEAR ALL CLEAR ALL", "{"])
    def test_2_2_5_what_cannot_be_read_is_400_and_does_nothing(self, three: Client, text: str) -> None:
        assert three.update(text).problem["status"] == 400
        assert three.update(f"CLEAR ALL ; {text}").problem["status"] == 400
        assert three.ask(f"ASK {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}").boolean

    @pytest.mark.parametrize("text", ["CLEAR GRAPH <urn:none>", "DROP GRAPH <urn:none>", f"CREATE GRAPH <{ONE}>"])
    def test_2_2_5_what_cannot_be_carried_out_is_500_and_says_why(self, three: Client, text: str) -> None:
        """400 is for what is no update; a graph is missing here, or there already."""
        said = three.update(text).problem
        assert (said["status"], "SILENT" in said["title"]) == (500, True)
        assert three.update(text.replace("GRAPH", "SILENT GRAPH")).status == 204


COPY = "INSERT { GRAPH <urn:copy> { ?s a ?o } } WHERE { %s }"


def copied(client: Client) -> set[str]:
    return {row[0].value for row in client.ask("SELECT ?s { GRAPH <urn:copy> { ?s ?p ?o } }").rows}


class TestSpecifyingAnUpdateDataset:
    """2.2.3: graphs in which patterns of updates are matched."""

    USING = (("using-graph-uri", ONE), ("using-graph-uri", TWO))
    USING_NAMED = (("using-named-graph-uri", ONE), ("using-named-graph-uri", TWO))

    def test_2_2_3_using_graph_uri(self, three: Client) -> None:
        assert three.update(COPY % "?s a ?o", self.USING[0]).status == 204
        assert copied(three) == {ONE}
        assert three.form(("update", COPY % "?s a ?o"), *self.USING).status == 204
        assert copied(three) == {ONE, TWO}

    def test_2_2_3_using_named_graph_uri(self, three: Client) -> None:
        assert three.update(COPY % "?s a ?o", *self.USING_NAMED).status == 204
        assert copied(three) == set()
        assert three.update(COPY % "GRAPH ?g { ?s a ?o }", *self.USING_NAMED).status == 204
        assert copied(three) == {ONE, TWO}

    def test_2_2_3_both(self, three: Client) -> None:
        pattern = f"{{ ?s a ?o FILTER(?s = <{ONE}>) }} UNION {{ GRAPH ?g {{ ?s a ?o }} }}"
        assert three.update(COPY % pattern, self.USING[0], self.USING_NAMED[1]).status == 204
        assert copied(three) == {ONE, TWO}

    def test_2_2_3_every_operation_of_the_request_is_matched_there(self, three: Client) -> None:
        text = f"CLEAR SILENT GRAPH <urn:copy> ; {COPY % '?s a ?o'} ; DELETE WHERE {{ ?s a ?o }}"
        assert three.update(text, self.USING[0]).status == 204
        assert copied(three) == {ONE}
        assert three.ask(f"ASK {{ GRAPH <{ONE}> {{ ?s a ?o }} }}").boolean

    @pytest.mark.parametrize(
        "text",
        [
            f"WITH <{TWO}> DELETE {{ ?s a ?o }} WHERE {{ ?s a ?o }}",
            f"DELETE {{ ?s a ?o }} USING <{TWO}> WHERE {{ ?s a ?o }}",
            f"INSERT {{ ?s a ?o }} USING NAMED <{TWO}> WHERE {{ ?s a ?o }}",
            f"CLEAR ALL ; INSERT {{ ?s a ?o }} USING <{TWO}> WHERE {{ ?s a ?o }}",
        ],
    )
    def test_2_2_3_the_update_and_the_request_must_not_both_say_it(self, three: Client, text: str) -> None:
        for pair in (self.USING[0], self.USING_NAMED[0]):
            assert three.update(text, pair).problem["status"] == 400
        assert three.ask(f"ASK {{ GRAPH <{TWO}> {{ ?s a ?o }} }}").boolean
        assert three.update(text).status == 204

    @pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
    def test_2_2_3_parameters_of_queries_do_not_go_with_updates(self, three: Client, name: str) -> None:
        assert three.update("CLEAR ALL", (name, ONE)).problem["status"] == 400
        assert three.form(("update", "CLEAR ALL"), (name, ONE)).problem["status"] == 400
        assert copied(three) == set()

    @pytest.mark.parametrize("name", ["using-graph-uri", "using-named-graph-uri"])
    def test_2_2_3_a_graph_is_named_by_an_iri(self, three: Client, name: str) -> None:
        assert three.update("CLEAR ALL", (name, "relative")).problem["status"] == 400


class TestBase:
    """5.1.1 of the query language: a text that names no base has that of the service."""

    def test_the_address_of_the_service_is_the_base(self, plain: Client) -> None:
        base = NamedNode(f"{plain.address}/sparql")
        assert plain.update("INSERT DATA { <> <p> <../x> }").status == 204
        found = plain.ask("SELECT ?s ?p ?o { ?s ?p ?o FILTER(?s = <> && ?p = <p>) }").rows
        assert found == [(base, NamedNode(f"{plain.address}/p"), NamedNode(f"{plain.address}/x"))]

    def test_a_base_of_its_own_goes_before(self, plain: Client) -> None:
        rows = plain.ask("BASE <http://example.org/a/> SELECT ?x { VALUES ?x { <b> } }").rows
        assert rows == [(NamedNode("http://example.org/a/b"),)]


class TestHeaders:
    """What every answer carries, refusals too."""

    def test_anybody_may_read_from_a_page_of_theirs(self, reader: Client) -> None:
        for path in ("/sparql?query=ASK%7B%7D", "/sparql?query=nonsense", "/graphs?graph=urn:none"):
            answer = reader.send("GET", path, headers={"Origin": "https://example.org"})
            assert answer.headers["access-control-allow-origin"] == "*"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert "set-cookie" not in answer.headers
            assert "server" not in answer.headers

    def test_a_browser_may_ask_before_it_posts(self, reader: Client) -> None:
        asked = {
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type, authorization",
        }
        answer = reader.send("OPTIONS", "/sparql", headers=asked)
        assert answer.status == 200
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert "content-type" in answer.headers["access-control-allow-headers"].lower()

    def test_no_answer_names_a_path_of_the_machine(self, reader: Client, reading_server: Server) -> None:
        store = str(reading_server.process.args)
        assert "--store" in store
        for query in ("ASK {", "ASK { SERVICE <urn:x> {} }", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"):
            body = reader.ask(query).body.decode()
            assert "/tmp" not in body
            assert "Traceback" not in body
            assert ".py" not in body
            assert "root:" not in body


def test_blank_nodes_are_named_within_one_answer_only(plain: Client) -> None:
    assert plain.update("INSERT DATA { _:a <urn:p> _:a , _:b }").status == 204
    rows = plain.ask("SELECT ?s ?o { ?s ?p ?o }").rows
    assert {type(term) for row in rows for term in row} == {BlankNode}
    assert sum(s == o for s, o in rows) == 1
    assert len(plain.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", accept="application/n-triples").triples) == 2
