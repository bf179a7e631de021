"""Formats of answers: which one is chosen, and whether what it says is what was asked about, to the character."""

from __future__ import annotations

import csv
import http.client
import io
from itertools import pairwise
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results

from govgraph.web.errors import HttpError
from govgraph.web.negotiation import GRAPHS, TABLES, choose

from .conftest import JSON, QUERY, Client, Server
from .listening import Answer, answer_of

XML, CSV, TSV = "application/sparql-results+xml", "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES, RDFXML, JSONLD = "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
FETCH = "*/*"

TABLES_BY_ACCEPT = [
    (None, JSON),
    ("", JSON),
    ("*/*", JSON),
    (" , ", JSON),
    (JSON, JSON),
    ("application/json", JSON),
    (XML, XML),
    ("application/xml", XML),
    ("text/xml", XML),
    (CSV, CSV),
    ("TEXT/CSV", CSV),
    (f"{CSV}; charset=utf-8; header=present", CSV),
    (TSV, TSV),
    ("text/*", CSV),
    ("application/*", JSON),
    (f"{CSV};q=0.5, {XML};q=0.9, {TSV};q=0.8", XML),
    (f"{CSV};q=0.5,{XML};q=0.499", CSV),
    (f"image/png, {TSV};q=0.1", TSV),
    (f"{CSV}, */*;q=0.1", CSV),
    (f"{CSV};q=0, */*", JSON),
    (f"text/csv;q=0, text/*;q=0.5, {XML};q=0.4", TSV),
    ("text/turtle, application/rdf+xml, */*;q=0.1", JSON),
    (FIREFOX, "text/html"),
    (f"{JSON}, {XML};q=0.9", JSON),
    ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
]
GRAPHS_BY_ACCEPT = [
    (None, TURTLE),
    ("*/*", TURTLE),
    (TURTLE, TURTLE),
    ("application/x-turtle", TURTLE),
    (NTRIPLES, NTRIPLES),
    ("text/plain", NTRIPLES),
    (RDFXML, RDFXML),
    ("application/xml", RDFXML),
    (JSONLD, JSONLD),
    (f'{JSONLD};profile="http://www.w3.org/ns/json-ld#compacted"', JSONLD),
    ("application/json", JSONLD),
    ("text/*", TURTLE),
    (f"{RDFXML};q=0.9, {NTRIPLES};q=0.95", NTRIPLES),
    (FIREFOX, RDFXML),
    (f"{JSON}, {TURTLE};q=0.2", TURTLE),
]
NAMES = {"json": JSON, "xml": XML, "csv": CSV, "tsv": TSV}
GRAPH_NAMES = {"ttl": TURTLE, "nt": NTRIPLES, "rdf": RDFXML, "jsonld": JSONLD}
FORMATS = {JSON: QueryResultsFormat.JSON, XML: QueryResultsFormat.XML, TSV: QueryResultsFormat.TSV}
RDF = {
    TURTLE: RdfFormat.TURTLE, NTRIPLES: RdfFormat.N_TRIPLES, RDFXML: RdfFormat.RDF_XML, JSONLD: RdfFormat.JSON_LD
}  # fmt: skip


class TestChoice:
    """Accept (RFC 9110, section 12.5.1), and ``format=`` for those who cannot set it."""

    @pytest.mark.parametrize(("accept", "kind"), TABLES_BY_ACCEPT)
    def test_of_a_table(self, reader: Client, accept: str | None, kind: str) -> None:
        answer = reader.get("/sparql", accept, query="SELECT * { ?s ?p ?o } LIMIT 1")
        assert (answer.status, answer.kind) == (200, kind)
        assert "accept" in answer.headers["vary"].lower()
        if kind.startswith("text/"):
            assert answer.headers["content-type"] == f"{kind}; charset=utf-8"

    @pytest.mark.parametrize(("accept", "kind"), GRAPHS_BY_ACCEPT)
    def test_of_statements(self, reader: Client, accept: str | None, kind: str) -> None:
        answer = reader.get("/sparql", accept, query="CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1")
        assert (answer.status, answer.kind) == (200, kind)
        assert len(list(parse(answer.body, format=RDF[kind]))) == 1
        assert "accept" in answer.headers["vary"].lower()

    def test_a_posted_query_is_answered_alike(self, reader: Client) -> None:
        for accept, kind in TABLES_BY_ACCEPT[1:9]:
            assert reader.post(QUERY, "ASK {}", accept=accept or "").kind == kind

    @pytest.mark.parametrize("form", NAMES)
    def test_by_name(self, reader: Client, form: str) -> None:
        answer = reader.get("/sparql", TURTLE, query="SELECT * {}", format=form)
        assert (answer.status, answer.kind) == (200, NAMES[form])
        assert f'filename="govgraph.{form}"' in answer.headers["content-disposition"]
        assert reader.form(("query", "SELECT * {}"), ("format", form), accept=TURTLE).kind == NAMES[form]

    @pytest.mark.parametrize("form", GRAPH_NAMES)
    def test_of_statements_by_name(self, reader: Client, form: str) -> None:
        answer = reader.get("/sparql", CSV, query="CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", format=form)
        assert (answer.status, answer.kind) == (200, GRAPH_NAMES[form])

    @pytest.mark.parametrize(("form", "query"), [("ods", "ASK {}"), ("ttl", "ASK {}"), ("csv", "DESCRIBE <urn:x>")])
    def test_a_name_that_is_none(self, reader: Client, form: str, query: str) -> None:
        known = GRAPH_NAMES if "DESCRIBE" in query else NAMES
        assert all(name in reader.get("/sparql", query=query, format=form).problem["title"] for name in known)

    @pytest.mark.parametrize("accept", ["image/png", TURTLE, f"{CSV};q=0", "*/*;q=0", "text", ";", "a/b/c", '"'])
    def test_what_cannot_be_had_is_406_and_says_what_can(self, reader: Client, accept: str) -> None:
        said = reader.get("/sparql", accept, query="SELECT * {}").problem
        assert said["status"] == 406
        assert all(kind in said["title"] and kind in said["title_th"] for kind in (JSON, XML, CSV, TSV))

    def test_a_header_in_several_lines_is_one(self, reader: Client) -> None:
        connection = http.client.HTTPConnection(urlsplit(reader.address).netloc, timeout=60)
        connection.putrequest("GET", "/sparql?query=ASK%7B%7D")
        for line in (f"{XML};q=0.2", f"image/png, {CSV};q=0.9", f"{JSON};q=0.3"):
            connection.putheader("Accept", line)
        connection.endheaders()
        answer = answer_of(connection.getresponse())
        connection.close()
        assert (answer.status, answer.kind) == (200, CSV)

    @pytest.mark.parametrize(
        ("accept", "kind"),
        [(f"{JSON};q=0, application/json, */*;q=0.1", XML), (f"{XML};q=0, */*", JSON), (f"{JSON};q=0.0, text/*", CSV)],
    )
    def test_what_is_refused_does_not_come_under_another_name(self, reader: Client, accept: str, kind: str) -> None:
        assert reader.ask("ASK {}", accept=accept).kind == kind

    def test_statements_cannot_be_had_as_a_table(self, reader: Client) -> None:
        said = reader.get("/sparql", CSV, query="CONSTRUCT WHERE { ?s ?p ?o }").problem
        assert (said["status"], TURTLE in said["title"]) == (406, True)

    @settings(max_examples=300, deadline=None)
    @given(st.text(st.characters(max_codepoint=255), max_size=40) | st.text('texcsv/*;q=0.,+ "', max_size=30))
    @example("text/csv;q=nan")
    @example("text/csv;q=1e999, */*;q=-1")
    def test_whatever_is_accepted_there_is_an_answer_or_a_refusal(self, accept: str) -> None:
        for formats in (TABLES, GRAPHS):
            try:
                chosen, status = choose([accept], formats), 200
            except HttpError as error:
                chosen, status = formats[0], error.status
            assert chosen in formats
            assert status in {200, 406}

    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from([JSON, XML, CSV, TSV, "image/png"]), st.integers(0, 9)), min_size=1))
    def test_nothing_that_is_liked_better_was_left_out(self, liked: list[tuple[str, int]]) -> None:
        accept = ", ".join(f"{kind};q=0.{weight}" for kind, weight in dict(liked).items())
        weights = {kind: weight for kind, weight in dict(liked).items() if kind != "image/png" and weight}
        if not weights:
            with pytest.raises(HttpError):
                choose([accept], TABLES)
        else:
            assert weights[choose([accept], TABLES).types[0]] == max(weights.values())


# XML cannot carry the control characters, and no format lone surrogates.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\r\t\"'\\<>&,;{}ก็่้\u200b\x85\U0001f600"),
    max_size=12,
)
languages = st.sampled_from(["th", "en", "en-gb", "zh-hant"])
datatypes = st.sampled_from(["urn:type", "http://www.w3.org/2001/XMLSchema#date", "http://example.org/t#ก"])
terms = st.one_of(
    texts.map(Literal),
    st.builds(lambda text, language: Literal(text, language=language), texts, languages),
    st.builds(lambda text, kind: Literal(text, datatype=NamedNode(kind)), texts, datatypes),
    st.integers(-(10**6), 10**6).map(Literal),
    st.sampled_from(["urn:x", "http://example.org/ก?a=b&c='d'#e", "http://example.org/%20(x);y,z"]).map(NamedNode),
    st.none(),
)
Row = tuple[Literal | NamedNode | None, ...]
tables = st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[terms] * width), max_size=5))


def values(rows: list[Row], width: int) -> str:
    """Return a query that answers with these rows."""
    names = " ".join(f"?v{n}" for n in range(width))
    body = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    return f"SELECT {names} {{ VALUES ({names}) {{ {body} }} }}"


SPARQL = "{http://www.w3.org/2005/sparql-results#}"


def read(answer: Answer) -> list[Row]:
    assert answer.status == 200, answer
    if answer.kind == XML:
        return read_xml(answer.body)
    found = parse_query_results(answer.body, format=FORMATS[answer.kind])
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [tuple(row) for row in found]


def read_xml(body: bytes) -> list[Row]:
    """Read a table as any reader of XML would; the engine's own one takes line ends off the ends of values."""
    root = ElementTree.fromstring(body)
    assert root.tag == f"{SPARQL}sparql"
    names = [variable.get("name") for variable in root.iter(f"{SPARQL}variable")]
    rows = []
    for result in root.iter(f"{SPARQL}result"):
        bound = {binding.get("name"): term_of(binding[0]) for binding in result}
        assert set(bound) <= set(names)
        rows.append(tuple(bound.get(name) for name in names))
    return rows


def term_of(element: ElementTree.Element) -> Literal | NamedNode:
    text = element.text or ""
    if element.tag == f"{SPARQL}uri":
        return NamedNode(text)
    if element.tag == f"{SPARQL}bnode":
        return BlankNode(text)  # type: ignore[return-value]
    kind, language = element.get("datatype"), element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Literal(text, datatype=None if kind is None else NamedNode(kind), language=language)


class TestTables:
    """What goes in as values comes out as the same values."""

    @settings(max_examples=40, deadline=None)
    @given(rows=tables)
    @example(rows=[(None, None)])
    @example(rows=[(Literal('"\n'), None), (None, Literal("\r\n\t'")), (Literal("\\t"), Literal("ก", language="th"))])
    def test_in_every_format(self, reading_server: Server, rows: list[Row]) -> None:
        client, width = reading_server.client(), len(rows[0]) if rows else 1
        query = values(rows, width)
        for accept in FORMATS:
            assert read(client.form(("query", query), accept=accept)) == rows
        lines = list(csv.reader(io.StringIO(client.form(("query", query), accept=CSV).body.decode(), newline="")))
        assert lines[0] == [f"v{n}" for n in range(width)]
        # The recommendation: values without marks; what is unbound and what is empty look alike.
        told = [["" if term is None else term.value for term in row] for row in rows]
        assert [line or [""] for line in lines[1:]] == told

    @pytest.mark.parametrize("code", [*range(1, 9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])
    def test_a_control_character_breaks_no_format(self, reader: Client, code: int) -> None:
        query = f'SELECT ?x {{ VALUES ?x {{ "a\\u{code:04X}b" }} }}'
        text = f"a{chr(code)}b"
        assert read(reader.form(("query", query))) == [(Literal(text),)]
        assert read(reader.form(("query", query), accept=TSV)) == [(Literal(text),)]
        assert text in reader.form(("query", query), accept=CSV).body.decode()
        ((told,),) = read(reader.form(("query", query), accept=XML))
        assert told in {Literal(text), Literal("a\ufffdb")}, "XML 1.0 has no way to write it"

    @pytest.mark.parametrize("form", NAMES)
    def test_blank_nodes_stay_the_same_within_an_answer(self, plain: Client, form: str) -> None:
        plain.update("INSERT DATA { _:a <urn:p> _:a , _:b }")
        answer = plain.form(("query", "SELECT ?s ?o { ?s ?p ?o }"), ("format", form))
        if form == "csv":
            rows = [tuple(line) for line in csv.reader(io.StringIO(answer.body.decode(), newline=""))][1:]
            assert all(cell.startswith("_:") for row in rows for cell in row)
        else:
            found = read(answer)
            assert all(isinstance(term, BlankNode) for row in found for term in row)
            rows = [tuple(map(str, row)) for row in found]
        assert sorted(s == o for s, o in rows) == [False, True]
        assert len({s for s, _ in rows}) == 1

    @pytest.mark.parametrize(("form", "whole"), [("csv", b"a,b\r\n"), ("tsv", b"?a\t?b\n")])
    def test_no_rows(self, reader: Client, form: str, whole: bytes) -> None:
        query = "SELECT ?a ?b { VALUES (?a ?b) {} }"
        assert reader.get("/sparql", query=query, format=form).body == whole
        assert read(reader.get("/sparql", query=query, format="xml")) == []
        assert read(reader.get("/sparql", query=query, format="json")) == []

    def test_rows_without_columns(self, reader: Client) -> None:
        for form in ("json", "xml"):
            answer = reader.get("/sparql", query="SELECT * { VALUES () { () () } }", format=form)
            assert read(answer) == [(), ()]

    def test_lines_of_csv_end_as_rfc_4180_says_and_of_tsv_as_the_recommendation(self, reader: Client) -> None:
        query = 'SELECT ?a ?b { VALUES (?a ?b) { ("a,\\"b\\"\\n" 1) (UNDEF <urn:x>) ("t\\tb" "x"@th) } }'
        assert reader.get("/sparql", query=query, format="csv").body == (
            b'a,b\r\n"a,""b""\n",1\r\n,urn:x\r\nt\tb,x\r\n'
        )
        tsv = reader.get("/sparql", query=query, format="tsv").body.decode().split("\n")
        assert tsv[0] == "?a\t?b"
        assert tsv[2] == "\t<urn:x>"
        assert tsv[3] == '"t\\tb"\t"x"@th'
        assert tsv[4:] == [""]

    @pytest.mark.parametrize("query", ["ASK {}", "ASK { FILTER(false) }"])
    def test_yes_and_no(self, reader: Client, query: str) -> None:
        for accept, form in FORMATS.items():
            if accept != TSV:
                found = parse_query_results(reader.get("/sparql", accept, query=query).body, format=form)
                assert bool(found) is (query == "ASK {}")
        for accept in (CSV, TSV):
            assert reader.get("/sparql", accept, query=query).body.strip() == str(query == "ASK {}").lower().encode()


class TestStatements:
    """The same statements in every format."""

    @settings(max_examples=20, deadline=None)
    @given(objects=st.lists(terms.filter(lambda term: term is not None), min_size=1, max_size=4))
    def test_in_every_format(self, reading_server: Server, objects: list[Literal | NamedNode]) -> None:
        body = " . ".join(f"<urn:s> <http://example.org/p> {term}" for term in objects)
        wanted = {(NamedNode("urn:s"), NamedNode("http://example.org/p"), term) for term in objects}
        for accept, form in RDF.items():
            answer = reading_server.client().form(("query", f"CONSTRUCT {{ {body} }} WHERE {{}}"), accept=accept)
            assert (answer.status, answer.kind) == (200, accept)
            assert {tuple(quad.triple) for quad in parse(answer.body, format=form)} == wanted

    def test_what_is_in_several_graphs_comes_once(self, plain: Client) -> None:
        plain.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } GRAPH <urn:h> { <urn:s> <urn:p> 1 } }")
        graphs = [("default-graph-uri", "urn:g"), ("default-graph-uri", "urn:h")]
        answer = plain.ask("CONSTRUCT WHERE { ?s ?p ?o }", *graphs, accept=NTRIPLES)
        assert len(answer.body.splitlines()) == 1

    @pytest.mark.parametrize(
        ("statement", "named"),
        [
            ("<urn:s> <http://example.org/1> 1", "<http://example.org/1>"),
            ("<urn:s> <urn:p:> 1", "<urn:p:>"),
            ("<urn:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#li> 1", "#li>"),
            ('<urn:s> <urn:p> "a\\u0001b"', "U+0001"),
        ],
    )
    def test_what_rdf_xml_cannot_hold_is_406_and_other_formats_hold_it(
        self, reader: Client, statement: str, named: str
    ) -> None:
        query = f"CONSTRUCT {{ {statement} }} WHERE {{}}"
        said = reader.get("/sparql", RDFXML, query=query).problem
        assert (said["status"], named in said["title"], "Turtle" in said["title"]) == (406, True, True)
        for accept in (TURTLE, NTRIPLES, JSONLD):
            answer = reader.get("/sparql", accept, query=query)
            assert len(list(parse(answer.body, format=RDF[accept]))) == 1

    @pytest.mark.parametrize("name", ["1a", "ก", "a.b-c", "x:y", "%20a", "_1", "a·"])
    def test_rdf_xml_is_well_formed(self, reader: Client, name: str) -> None:
        query = f"CONSTRUCT {{ <urn:s> <http://example.org/{name}> 'a\\r\\n<&' }} WHERE {{}}"
        body = reader.get("/sparql", RDFXML, query=query).body
        assert ElementTree.fromstring(body)[0][0].text == "a\r\n<&"
        ((_, predicate, _, _),) = parse(body, format=RdfFormat.RDF_XML)
        assert predicate == NamedNode(f"http://example.org/{name}")


LARGE = "SELECT * { ?s ?p ?o }"


class TestLargeAnswers:
    """More than is kept in memory."""

    @pytest.mark.parametrize("accept", [JSON, XML, CSV, TSV])
    def test_a_table(self, reader: Client, accept: str) -> None:
        answer = reader.ask(LARGE, accept=accept)
        (count,) = reader.ask(f"SELECT (COUNT(*) AS ?n) {LARGE[9:]}").rows[0]
        assert answer.status == 200
        assert int(answer.headers["content-length"]) == len(answer.body) > 1 << 20
        if accept == CSV:
            assert sum(1 for _ in csv.reader(io.StringIO(answer.body.decode(), newline=""))) == int(count.value) + 1
        else:
            assert len(read(answer)) == int(count.value)

    def test_statements(self, reader: Client) -> None:
        answer = reader.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept=NTRIPLES)
        assert int(answer.headers["content-length"]) == len(answer.body) > 1 << 20
        lines = answer.body.splitlines()
        assert len(set(lines)) == len(lines) == len(list(parse(answer.body, format=RdfFormat.N_TRIPLES)))

    def test_one_connection_carries_several(self, reader: Client) -> None:
        import http.client
        from urllib.parse import urlencode, urlsplit

        connection = http.client.HTTPConnection(urlsplit(reader.address).netloc, timeout=60)
        bodies = []
        for method in ("GET", "HEAD", "GET"):
            connection.request(method, f"/sparql?{urlencode({'query': f'{LARGE} ORDER BY ?s ?p ?o LIMIT 9000'})}")
            response = connection.getresponse()
            bodies.append((response.headers["content-length"], response.read()))
        connection.close()
        assert bodies[1] == (bodies[0][0], b"")
        assert all(one[0] == other[0] for one, other in pairwise(bodies))
        assert bodies[0] == bodies[2]
