"""Linked data: the address of a thing leads to documents about it, for people and for programs.

RFC 9110 (303, Vary, ETag, If-None-Match); https://www.w3.org/TR/cooluris/, section 4.
"""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from govgraph.names import GRAPH, ID, expand

from .conftest import Client
from .listening import Answer

HTML, TURTLE, NTRIPLES = "text/html", "text/turtle", "application/n-triples"
RDFXML, JSONLD = "application/rdf+xml", "application/ld+json"
BY_ACCEPT = [
    (None, "html"),
    (HTML, "html"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    (TURTLE, "ttl"),
    (NTRIPLES, "nt"),
    (JSONLD, "jsonld"),
    (RDFXML, "rdf"),
    (f"{TURTLE};q=0.2, {JSONLD};q=0.9", "jsonld"),
]
BY_SUFFIX = {"html": HTML, "ttl": TURTLE, "nt": NTRIPLES, "jsonld": JSONLD, "rdf": RDFXML}
RDF = {TURTLE: RdfFormat.TURTLE, NTRIPLES: RdfFormat.N_TRIPLES, JSONLD: RdfFormat.JSON_LD, RDFXML: RdfFormat.RDF_XML}
MOAC = NamedNode(f"{ID}ministry/moac")


def statements(answer: Answer) -> set[Triple]:
    assert answer.status == 200, answer
    return {quad.triple for quad in parse(answer.body, format=RDF[answer.kind])}


class TestThings:
    """A ministry is no document: its address leads to one."""

    @pytest.mark.parametrize(("accept", "suffix"), BY_ACCEPT)
    def test_a_thing_leads_to_the_document_that_suits(self, reader: Client, accept: str | None, suffix: str) -> None:
        answer = reader.get("/id/ministry/moac", accept)
        assert (answer.status, answer.headers["location"]) == (303, f"/id/ministry/moac.{suffix}")
        assert "accept" in answer.headers["vary"].lower()
        assert "max-age" in answer.headers["cache-control"]

    def test_what_was_asked_beside_goes_along(self, reader: Client) -> None:
        answer = reader.get("/id/ministry/moac", HTML, lang="th")
        assert answer.headers["location"] == "/id/ministry/moac.html?lang=th"
        assert "กระทรวงเกษตรและสหกรณ์" in (page := reader.get(answer.headers["location"]).body.decode())
        assert "Ministry of Agriculture" not in page

    def test_nothing_suits(self, reader: Client) -> None:
        assert reader.get("/id/ministry/moac", "image/png").status == 406

    @pytest.mark.parametrize(("suffix", "kind"), BY_SUFFIX.items())
    def test_a_document_goes_by_its_suffix_whatever_is_accepted(self, reader: Client, suffix: str, kind: str) -> None:
        answer = reader.get(f"/id/ministry/moac.{suffix}", "image/png")
        assert (answer.status, answer.kind) == (200, kind)

    def test_all_formats_say_the_same(self, reader: Client) -> None:
        said = {
            suffix: statements(reader.get(f"/id/ministry/moac.{suffix}")) for suffix in BY_SUFFIX if suffix != "html"
        }
        assert said["ttl"] == said["nt"] == said["jsonld"] == said["rdf"]
        asked = f"SELECT DISTINCT ?p ?o {{ GRAPH ?g {{ {MOAC} ?p ?o }} }}"
        about = {(t.predicate, t.object) for t in said["nt"] if t.subject == MOAC}
        assert about == {*reader.ask(asked).rows} != set()

    @pytest.mark.parametrize("suffix", BY_SUFFIX)
    def test_a_thing_that_is_not_on_record(self, reader: Client, suffix: str) -> None:
        assert reader.get(f"/id/ministry/none.{suffix}").problem["status"] == 404


class TestDocuments:
    """The ontology and the graphs are documents, and answered themselves."""

    @pytest.mark.parametrize(("suffix", "kind"), [(s, k) for s, k in BY_SUFFIX.items() if s != "html"])
    def test_the_ontology(self, reader: Client, suffix: str, kind: str) -> None:
        told = statements(reader.get("/ontology", kind))
        assert told == statements(reader.get(f"/ontology.{suffix}"))
        ministry = NamedNode(expand("gov:Ministry"))
        assert Triple(ministry, NamedNode(expand("rdf:type")), NamedNode(expand("owl:Class"))) in told

    def test_the_ontology_as_a_page_has_a_place_for_every_class(self, reader: Client) -> None:
        page = reader.get("/ontology", HTML)
        assert (page.status, page.kind) == (200, HTML)
        classes = reader.ask(
            "SELECT DISTINCT ?c { GRAPH graph:ontology { ?c a owl:Class FILTER(STRSTARTS(STR(?c), STR(gov:))) } }"
        )
        names = [row[0].value.rpartition("#")[2] for row in classes.rows]
        assert len(names) > 80
        body = page.body.decode()
        assert [name for name in names if f'id="{name}"' not in body] == []

    def test_a_graph(self, reader: Client) -> None:
        told = statements(reader.get("/graph/workshop-2010-01-12", NTRIPLES))
        assert told == statements(reader.get("/graphs", NTRIPLES, graph=f"{GRAPH}workshop-2010-01-12"))
        assert reader.get("/graph/workshop-2010-01-12", HTML).kind == HTML
        assert reader.get("/graph/none", TURTLE).problem["status"] == 404


class TestCaching:
    """A document that has not changed is not sent again."""

    @pytest.mark.parametrize(
        "path", ["/", "/id/ministry/moac.html", "/id/ministry/moac.ttl", "/ontology.nt", "/graph/ontology.ttl"]
    )
    def test_what_the_asker_has_is_not_sent(self, reader: Client, path: str) -> None:
        first = reader.get(path)
        tag = first.headers["etag"]
        for held in (tag, f'"other", {tag}'):
            again = reader.send("GET", path, headers={"If-None-Match": held})
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert reader.send("GET", path, headers={"If-None-Match": '"other"'}).status == 200

    def test_each_format_and_language_has_a_tag_of_its_own(self, reader: Client) -> None:
        paths = [*(f"/id/ministry/moac.{suffix}" for suffix in BY_SUFFIX), "/id/ministry/moac.html?lang=th"]
        assert len({reader.get(path).headers["etag"] for path in paths}) == len(paths)

    def test_a_change_of_the_store_gives_another_tag(self, union: Client) -> None:
        before = union.get("/graph/ontology.ttl").headers["etag"]
        assert union.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 1 } }").status == 204
        again = union.send("GET", "/graph/ontology.ttl", headers={"If-None-Match": before})
        assert (again.status, again.headers["etag"] == before) == (200, False)
