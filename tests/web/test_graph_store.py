"""SPARQL 1.1 Graph Store HTTP Protocol, clause by clause, against the running server.

https://www.w3.org/TR/sparql11-http-rdf-update/; the names of the tests say the section.
"""

from __future__ import annotations

from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from .conftest import TOKEN, Client, Server
from .listening import Answer

G = "http://example.org/graph/ก"
S, P, THAI = (NamedNode(f"http://example.org/{name}") for name in ("s", "p", "ก"))
FIRST, SECOND = Triple(S, P, THAI), Triple(S, P, Literal("a\n\t\"ก'", language="th"))
RDF = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
ALSO = {
    "application/turtle": "text/turtle",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "application/json": "application/ld+json",
}


def written(*triples: Triple, kind: str = "text/turtle") -> bytes:
    content = serialize(triples, format=RDF[kind])
    assert content is not None
    return content


def direct(client: Client, method: str, path: str, content: bytes | str | None = None) -> Answer:
    headers = {"Accept": "application/n-triples"} if content is None else {"Content-Type": "text/turtle"}
    return client.send(method, f"/graphs/{path}", content, headers)


class TestIdentification:
    """4: which graph a request is about."""

    def test_4_1_direct_the_address_of_the_request_is_the_name(self, plain: Client) -> None:
        assert direct(plain, "PUT", "some/thing", written(FIRST)).status == 201
        assert plain.graph("GET", f"{plain.address}/graphs/some/thing").triples == {FIRST}
        assert plain.ask(f"ASK {{ GRAPH <{plain.address}/graphs/some/thing> {{ <{S.value}> ?p ?o }} }}").boolean

    @pytest.mark.parametrize("path", ["a%20b", "a%2Fb", "%E0%B8%81", "a%23b", "a+b", "a%3Fb", "graphs", "x/graphs"])
    def test_4_1_direct_the_name_is_the_address_as_it_was_sent(self, plain: Client, path: str) -> None:
        assert direct(plain, "PUT", path, written(FIRST)).status == 201
        rows = plain.ask("SELECT ?g { GRAPH ?g { ?s ?p ?o } }").rows
        assert rows == [(NamedNode(f"{plain.address}/graphs/{path}"),)]
        assert direct(plain, "GET", path).triples == {FIRST}
        assert direct(plain, "DELETE", path).status == 204

    @pytest.mark.parametrize("path", ["a|b", "a%zz", "{a}", "a^b", '"a"'])
    def test_4_1_direct_an_address_that_is_no_iri(self, plain: Client, path: str) -> None:
        assert direct(plain, "PUT", path, written(FIRST)).problem["status"] == 400
        assert direct(plain, "GET", path).problem["status"] == 400
        assert direct(plain, "DELETE", path).problem["status"] == 400

    def test_4_2_indirect_the_graph_is_named_in_the_query(self, plain: Client) -> None:
        assert plain.graph("PUT", G, written(FIRST)).status == 201
        assert plain.graph("GET", G).triples == {FIRST}
        assert plain.send("GET", f"/graphs/?graph={quote(G, safe='')}").status == 200
        assert plain.ask(f"ASK {{ GRAPH <{G}> {{ <{S.value}> ?p ?o }} }}").boolean

    def test_4_2_indirect_the_default_graph(self, plain: Client) -> None:
        for spelt in ("/graphs?default", "/graphs?default="):
            assert plain.send("PUT", spelt, written(FIRST), {"Content-Type": "text/turtle"}).status in {200, 201, 204}
            assert plain.graph("GET").triples == {FIRST}
            assert plain.ask(f"ASK {{ <{S.value}> ?p ?o }}").boolean
            assert not plain.ask("ASK { GRAPH ?g { ?s ?p ?o } }").boolean

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "?graph=",
            "?graph=relative",
            "?graph=a%20b:c",
            "?graph=urn:x&graph=urn:y",
            "?graph=urn:x&default",
            "?x=y",
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_4_2_exactly_one_graph_with_an_absolute_iri(self, plain: Client, method: str, query: str) -> None:
        content = written(FIRST) if method == "PUT" else None
        answer = plain.send(method, f"/graphs{query}", content, {"Content-Type": "text/turtle"})
        assert answer.problem["status"] == 400

    def test_4_2_a_graph_and_the_address_of_another(self, plain: Client) -> None:
        """The query says which: the address is that of a graph store."""
        direct(plain, "PUT", "x", written(FIRST))
        plain.graph("PUT", G, written(SECOND))
        assert plain.send("GET", f"/graphs/x?graph={quote(G, safe='')}").triples == {SECOND}


class TestGet:
    """5.2 and 5.6: reading, by GET and HEAD."""

    def test_5_2_what_is_not_there_is_404(self, plain: Client, reader: Client) -> None:
        for client in (plain, reader):
            assert client.graph("GET", G).problem["status"] == 404
            assert direct(client, "GET", "none").problem["status"] == 404
            assert client.graph("HEAD", G).status == 404

    @pytest.mark.parametrize("kind", RDF)
    def test_5_2_in_every_format(self, plain: Client, kind: str) -> None:
        plain.graph("PUT", G, written(FIRST, SECOND))
        answer = plain.graph("GET", G, accept=kind)
        assert (answer.status, answer.kind) == (200, kind)
        assert "accept" in answer.headers["vary"].lower()
        assert {quad.triple for quad in parse(answer.body, format=RDF[kind])} == {FIRST, SECOND}

    def test_5_2_without_a_wish_it_is_turtle(self, plain: Client) -> None:
        plain.graph("PUT", G, written(FIRST))
        answer = plain.send("GET", f"/graphs?graph={quote(G, safe='')}")
        assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
        assert answer.triples == {FIRST}

    def test_5_2_what_cannot_be_had_is_406(self, plain: Client) -> None:
        plain.graph("PUT", G, written(FIRST))
        assert "text/turtle" in plain.graph("GET", G, accept="image/png, image/*;q=0.5").problem["title"]

    def test_5_6_head_says_what_get_would(self, plain: Client) -> None:
        plain.graph("PUT", G, written(FIRST, SECOND))
        head, got = plain.graph("HEAD", G), plain.graph("GET", G)
        assert (head.status, head.body) == (200, b"")
        names = ("content-type", "content-length", "vary")
        assert [head.headers[name] for name in names] == [got.headers[name] for name in names]
        assert int(got.headers["content-length"]) == len(got.body)

    def test_anybody_may_read(self, reader: Client, reading_server: Server) -> None:
        names = [row[0].value for row in reader.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows]
        ontology = next(name for name in names if name.endswith("/ontology"))
        assert len(reader.graph("GET", ontology).triples) > 1_000

    def test_the_default_graph_of_a_union_is_the_union(self, reader: Client) -> None:
        answer = reader.graph("GET")
        (count,) = reader.ask("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }").rows[0]
        assert len(answer.triples) == int(count.value)


class TestPut:
    """5.3: a graph is replaced or made."""

    def test_5_3_new_is_201_and_known_is_204(self, plain: Client) -> None:
        assert [plain.graph("PUT", G, written(triple)).status for triple in (FIRST, SECOND)] == [201, 204]
        assert plain.graph("GET", G).triples == {SECOND}

    def test_5_3_other_graphs_stay(self, plain: Client) -> None:
        plain.graph("PUT", "urn:other", written(FIRST))
        plain.graph("PUT", None, written(FIRST))
        plain.graph("PUT", G, written(SECOND))
        assert plain.graph("GET", "urn:other").triples == plain.graph("GET").triples == {FIRST}

    def test_5_3_the_default_graph_is_replaced(self, plain: Client) -> None:
        for triple in (FIRST, SECOND):
            assert plain.graph("PUT", None, written(triple)).status in {200, 201, 204}
        assert plain.graph("GET").triples == {SECOND}
        assert plain.graph("PUT", None, "").status in {200, 204}
        assert plain.graph("GET").triples == set()

    def test_5_3_an_empty_graph_is_one(self, plain: Client) -> None:
        for before in ("", written(FIRST)):
            plain.graph("PUT", G, before)
            assert plain.graph("PUT", G, "").status == 204
            assert plain.graph("GET", G).triples == set()
            assert plain.graph("DELETE", G).status == 204
            assert plain.graph("GET", G).status == 404

    @pytest.mark.parametrize("kind", RDF)
    def test_5_3_in_every_format(self, plain: Client, kind: str) -> None:
        assert plain.graph("PUT", G, written(FIRST, SECOND, kind=kind), kind).status == 201
        assert plain.graph("GET", G).triples == {FIRST, SECOND}

    @pytest.mark.parametrize(("kind", "means"), ALSO.items())
    def test_5_3_by_other_names_of_formats(self, plain: Client, kind: str, means: str) -> None:
        assert plain.graph("PUT", G, written(FIRST, kind=means), f"{kind.title()} ; charset=UTF-8").status == 201
        assert plain.graph("GET", G).triples == {FIRST}

    @pytest.mark.parametrize(
        "kind", ["", "text/html", "application/sparql-results+json", "text/csv", "text/turtle; charset=tis-620"]
    )
    def test_5_3_content_of_another_kind_is_415(self, plain: Client, kind: str) -> None:
        for method in ("PUT", "POST"):
            answer = plain.graph(method, G, written(FIRST), kind)
            assert answer.problem["status"] == 415
            assert "text/turtle" in answer.headers["accept"]
        assert plain.graph("GET", G).status == 404

    @pytest.mark.parametrize("kind", RDF)
    def test_5_3_what_cannot_be_read_is_400_and_changes_nothing(self, plain: Client, kind: str) -> None:
        plain.graph("PUT", G, written(FIRST))
        broken = written(SECOND, Triple(S, P, S), kind=kind)[:-12] + b"<<"
        for method in ("PUT", "POST"):
            for name in (G, "urn:new", None):
                answer = plain.graph(method, name, broken, kind)
                assert answer.problem["status"] == 400
        assert plain.graph("GET", G).triples == {FIRST}
        assert plain.graph("GET", "urn:new").status == 404
        assert plain.graph("GET").triples == set()

    def test_5_3_content_is_utf_8(self, plain: Client) -> None:
        assert plain.graph("PUT", G, b'<urn:s> <urn:p> "\xa1" .').problem["status"] == 400

    @pytest.mark.parametrize("kind", ["application/trig", "application/n-quads"])
    def test_5_3_one_graph_at_a_time(self, plain: Client, kind: str) -> None:
        form = RdfFormat.TRIG if kind.endswith("trig") else RdfFormat.N_QUADS
        content = serialize([Quad(S, P, THAI, NamedNode("urn:elsewhere"))], format=form)
        assert plain.graph("PUT", G, content, kind).problem["status"] in {400, 415}
        assert not plain.ask("ASK { GRAPH ?g { ?s ?p ?o } }").boolean

    def test_5_3_relative_names_are_those_of_the_graph(self, plain: Client) -> None:
        plain.graph("PUT", "http://example.org/a/b", "<> <c> <../d>, <#e> .")
        base = "http://example.org/a/b"
        told = {triple.object.value for triple in plain.graph("GET", base).triples}  # type: ignore[union-attr]
        assert told == {"http://example.org/d", f"{base}#e"}
        direct(plain, "PUT", "x", "<> <http://example.org/p> <y> .")
        ((s, o),) = plain.ask("SELECT ?s ?o { GRAPH ?g { ?s <http://example.org/p> ?o } }").rows
        assert (s.value, o.value) == (f"{plain.address}/graphs/x", f"{plain.address}/graphs/y")

    def test_5_3_relative_names_in_the_default_graph_are_those_of_the_request(self, plain: Client) -> None:
        assert plain.graph("PUT", None, "<x> <y> <z> .").status in {200, 201, 204}
        assert plain.ask(f"ASK {{ <{plain.address}/x> ?p <{plain.address}/z> }}").boolean

    def test_5_3_a_base_in_the_content_goes_before(self, plain: Client) -> None:
        plain.graph("PUT", G, "@base <http://example.com/> . <a> <b> <c> .")
        assert {triple.object for triple in plain.graph("GET", G).triples} == {NamedNode("http://example.com/c")}


class TestPost:
    """5.5: statements are added."""

    def test_5_5_to_a_graph_that_is_there(self, plain: Client) -> None:
        plain.graph("PUT", G, written(FIRST))
        assert plain.graph("POST", G, written(SECOND, FIRST)).status in {200, 204}
        assert plain.graph("GET", G).triples == {FIRST, SECOND}

    def test_5_5_to_one_that_is_not(self, plain: Client) -> None:
        assert plain.graph("POST", G, written(FIRST)).status == 201
        assert plain.graph("GET", G).triples == {FIRST}

    def test_5_5_to_the_default_graph(self, plain: Client) -> None:
        for triple in (FIRST, SECOND):
            assert plain.graph("POST", None, written(triple)).status in {200, 201, 204}
        assert plain.graph("GET").triples == {FIRST, SECOND}

    def test_5_5_to_the_store_itself_makes_a_graph_and_says_where(self, plain: Client) -> None:
        places = set()
        for path in ("/graphs", "/graphs/"):
            answer = plain.send("POST", path, "<> <http://example.org/p> 1 .", {"Content-Type": "text/turtle"})
            assert answer.status == 201
            place = answer.headers["location"]
            assert place.startswith(f"{plain.address}/graphs/")
            (triple,) = plain.graph("GET", place).triples
            assert triple.subject == NamedNode(place)
            assert plain.send("GET", place.removeprefix(plain.address)).triples == {triple}
            places.add(place)
        assert len(places) == 2

    def test_5_5_nothing_is_added_and_the_graph_is_there(self, plain: Client) -> None:
        assert plain.graph("POST", G, "").status == 201
        assert plain.graph("GET", G).triples == set()
        assert plain.graph("POST", G, "").status in {200, 204}

    def test_5_5_blank_nodes_of_two_posts_are_two(self, plain: Client) -> None:
        for _ in range(2):
            plain.graph("POST", G, "_:same <http://example.org/p> 1 .")
        assert len(plain.graph("GET", G).triples) == 2


class TestDelete:
    """5.4: a graph goes."""

    def test_5_4_and_is_gone(self, plain: Client) -> None:
        plain.graph("PUT", G, written(FIRST))
        plain.graph("PUT", "urn:other", written(SECOND))
        assert [plain.graph("DELETE", G).status for _ in range(2)] == [204, 404]
        assert plain.graph("GET", G).status == 404
        assert not plain.ask(f"ASK {{ GRAPH <{G}> {{ ?s ?p ?o }} }}").boolean
        assert plain.graph("GET", "urn:other").triples == {SECOND}

    def test_5_4_the_default_graph_is_emptied(self, plain: Client) -> None:
        plain.graph("PUT", None, written(FIRST))
        plain.graph("PUT", G, written(SECOND))
        assert plain.graph("DELETE").status in {200, 204}
        assert plain.graph("GET").triples == set()
        assert plain.graph("GET", G).triples == {SECOND}


class TestOther:
    """What else may be asked."""

    @pytest.mark.parametrize("method", ["PATCH", "TRACE", "COPY"])
    def test_5_1_a_method_that_is_none(self, plain: Client, method: str) -> None:
        answer = plain.send(method, "/graphs?default")
        assert answer.status == 405
        allowed = {name.strip() for name in answer.headers["allow"].split(",")}
        assert allowed >= {"GET", "HEAD", "PUT", "POST", "DELETE"}

    @pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
    def test_5_1_a_server_for_reading_refuses_to_write(self, reader: Client, method: str) -> None:
        for token in (None, TOKEN):
            client = Client(reader.address, token)
            assert client.graph(method, G, written(FIRST)).problem["status"] == 403
            assert direct(client, method, "x", written(FIRST)).problem["status"] == 403
        assert reader.graph("GET", G).status == 404

    @pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
    def test_5_1_writing_needs_the_token(self, plain: Client, method: str) -> None:
        plain.graph("PUT", G, written(FIRST))
        answer = Client(plain.address).graph(method, G, written(SECOND))
        assert answer.problem["status"] == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert plain.graph("GET", G).triples == {FIRST}

    @pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
    def test_a_union_cannot_be_written_to(self, union: Client, method: str) -> None:
        before = union.graph("GET").triples
        assert union.graph(method, None, written(FIRST)).problem["status"] == 400
        assert union.graph("GET").triples == before
