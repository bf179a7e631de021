"""Pages: what they say, that no text of the graph gets out of its place, and that they ask nobody else for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import html5rdf
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import NotFoundError, UsageError
from govgraph.names import BASE, GOV, expand, graph, term, thing
from govgraph.pages import Site, entity_page, error_page, index_page, static_file
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Change, Store

SITE = Site(lambda iri: "/" + iri.removeprefix(BASE))
ENTITIES = (
    "id:agency/boi",
    "id:ministry/moac",
    "id:theme/tourism",
    "id:cluster/north-upper-1",
    "id:area/TH-50",
    "id:event/2010-01-12-preworkshop",
    "id:participation/2010-01-12-1-01",
    "id:confidence/confirmed",
    "id:fiscal-year/2554",
    "id:source/opdc-2010-01-12",
    "gov:Ministry",
    "gov:heldOn",
    "graph:reference",
)


class Page(HTMLParser):
    """The links, the tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def links(self) -> list[str]:
        return [value for _, name, value in self.attributes if name in {"href", "src", "action"}]


def pages(store: Store) -> Iterator[str]:
    for lang in ("both", "th", "en"):
        yield from (entity_page(store, expand(entity), SITE, lang=lang) for entity in ENTITIES)
        yield index_page(store, SITE, lang=lang)
        yield error_page(404, NotFoundError(th="ไม่มี", en="no", candidates=[expand(ENTITIES[0])]), SITE, lang=lang)


def test_every_page_is_well_formed_html_without_script_or_style(workshop_store: Store) -> None:
    for html in pages(workshop_store):
        parser = html5rdf.HTMLParser(strict=True)
        parser.parse(html.replace("w-w>", "span>"))
        page = Page(html)
        assert not page.tags & {"script", "style", "iframe", "object", "base", "img"}
        assert not [name for _, name, _ in page.attributes if name == "style" or name.startswith("on")]
        ids = [value for _, name, value in page.attributes if name == "id"]
        assert len(ids) == len({*ids})


def test_pages_load_nothing_from_elsewhere(workshop_store: Store) -> None:
    for html in pages(workshop_store):
        loaded = [value for tag, name, value in Page(html).attributes if tag == "link" and name == "href"]
        assert loaded[0] == "/static/govgraph.css"
        assert all(address.startswith("/") for address in loaded)
        assert all(re.match(r"/|\?lang=|https?://", link) for link in Page(html).links())


def test_a_page_names_the_thing_in_both_languages(workshop_store: Store) -> None:
    html = entity_page(workshop_store, expand("id:agency/boi"), SITE)
    text = Page(html).text
    for said in (
        "สำนักงานคณะกรรมการส่งเสริมการลงทุน",
        "Office of the Board of Investment",
        "กระทรวงอุตสาหกรรม",
        "Ministry of Industry",
        "until 31 December 2009",
        "ถึงวันที่ 31 ธันวาคม 2552",
        "กลุ่มที่ 3: ด้านอุตสาหกรรม",
        "วันที่ 12 มกราคม 2553",
        "12 January 2010",
        "บรรทัด 82",
        "line 82",
    ):
        assert said in text, said


def test_a_bound_known_to_the_month_is_told_as_a_month(workshop_store: Store) -> None:
    # The clusters of 2009 ended in November 2017; on which day the sources do not say.
    text = Page(entity_page(workshop_store, expand("id:cluster/north-upper-1"), SITE)).text
    assert "from 17 February 2009 to November 2017" in text
    assert "ถึงเดือนพฤศจิกายน 2560" in text
    assert "31 October 2017" not in text


@pytest.mark.parametrize(("lang", "there", "not_there"), [("th", "ข้อเท็จจริง", "Facts"), ("en", "Facts", "ข้อเท็จจริง")])
def test_a_page_can_be_had_in_one_language(workshop_store: Store, lang: str, there: str, not_there: str) -> None:
    text = Page(entity_page(workshop_store, expand("id:ministry/moac"), SITE, lang=lang)).text
    assert there in text
    assert not_there not in text


def test_a_page_leads_to_the_other_formats_and_to_what_it_names(workshop_store: Store) -> None:
    html = entity_page(workshop_store, expand("id:agency/boi"), SITE)
    links = Page(html).links()
    assert {"/id/agency/boi.ttl", "/id/agency/boi.jsonld", "/id/agency/boi.nt"} <= {*links}
    assert {"/id/ministry/moind", "/ontology#Office", "/id/tier/central"} <= {*links}
    assert "http://www4.opdc.go.th/content.php?content_id=1562&menu_id=5" in links
    term_page = Page(entity_page(workshop_store, f"{GOV}Ministry", SITE))
    assert "/ontology.ttl#Ministry" in term_page.links()


def test_what_refers_to_it_is_counted_and_what_is_not_shown_can_be_asked_for(workshop_store: Store) -> None:
    html = entity_page(workshop_store, expand("id:confidence/confirmed"), SITE, lang="en")
    confirmed = {
        quad.subject
        for quad in workshop_store.quads()
        if quad.predicate == term("gov:confidence") and quad.object == thing("confidence", "confirmed")
    }
    assert len(confirmed) > 500
    assert f"and {len(confirmed) - 50:,} more" in Page(html).text
    query = next(link for link in Page(html).links() if link.startswith("/sparql?"))
    asked = parse_qs(urlsplit(query).query)["query"][0]
    assert {node for (node,) in workshop_store.select(asked).rows} == confirmed


def test_what_is_not_on_record_has_no_page(workshop_store: Store) -> None:
    for iri in (expand("id:ministry/none"), "no iri at all", "urn:a> <urn:b"):
        with pytest.raises(NotFoundError):
            entity_page(workshop_store, iri, SITE)


HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"


def test_no_text_gets_out_of_its_place() -> None:
    x, g = thing("agency", "x"), graph("a")
    hostile_iri = NamedNode("https://example.org/'onmouseover='alert(1)")
    with EmbeddedStore.in_memory() as store:
        store.commit(
            Change(
                add=[
                    Quad(x, term("rdf:type"), term("gov:Department"), g),
                    Quad(x, term("skos:prefLabel"), Literal(HOSTILE, language="th"), g),
                    Quad(x, term("gov:note"), Literal(HOSTILE, language="en"), g),
                    Quad(x, term("gov:url"), Literal("javascript:alert(1)"), g),
                    Quad(x, term("gov:url"), Literal('https://example.org/"onclick="alert(1)'), g),
                    Quad(x, term("dcterms:source"), hostile_iri, g),
                    Quad(hostile_iri, term("dcterms:title"), Literal(HOSTILE), g),
                    Quad(hostile_iri, term("gov:url"), Literal("javascript:alert(2)"), g),
                    Quad(x, hostile_iri, NamedNode("javascript:alert(3)"), g),
                    Quad(NamedNode("data:text/html,x"), term("gov:ministry2"), x, g),
                    Quad(graph("a"), term("dcterms:title"), Literal(HOSTILE), g),
                ]
            )
        )
        for html in (entity_page(store, x.value, SITE), index_page(store, SITE)):
            page = Page(html)
            assert not page.tags & {"script", "img"}
            assert not [name for _, name, _ in page.attributes if name.startswith("on")]
            assert not [link for link in page.links() if re.match(r"\s*(javascript|data):", link, re.IGNORECASE)]
            assert "49" not in page.text
        assert "<script>alert(1)</script>" in Page(entity_page(store, x.value, SITE)).text.replace("\u200b", "")
        error = error_page(404, UsageError(th=HOSTILE, en=HOSTILE), SITE)
        assert not Page(error).tags & {"script", "img"}


def test_the_first_page_counts_what_is_there_and_asks_questions_that_run(workshop_store: Store) -> None:
    page = Page(index_page(workshop_store, SITE, lang="en"))
    assert "64 participation" in page.text
    assert "22 ministry" in page.text
    queries = [parse_qs(urlsplit(link).query)["query"][0] for link in page.links() if link.startswith("/sparql?query=")]
    assert len(queries) >= 10
    for query in queries:
        workshop_store.query(query)
    example = page.text.partition("PREFIX")[2]
    assert "SELECT DISTINCT ?agency ?name" in example


def test_the_form_needs_no_script(workshop_store: Store) -> None:
    attributes = Page(index_page(workshop_store, SITE)).attributes
    assert ("form", "method", "post") in attributes
    assert ("form", "action", "/sparql") in attributes
    assert ("textarea", "name", "query") in attributes


def test_an_error_says_what_was_probably_meant() -> None:
    error = NotFoundError(
        th="ไม่มีกระทรวงนี้", en="There is no such ministry.", candidates=[expand("id:ministry/moac"), "no iri"]
    )
    page = Page(error_page(404, error, SITE))
    assert "404" in page.text
    assert "There is no such ministry." in page.text
    assert "ไม่มีกระทรวงนี้" in page.text
    assert [link for link in page.links() if "moac" in link] == ["/id/ministry/moac"]


def test_a_page_is_the_same_twice(workshop_store: Store) -> None:
    iri = expand("id:theme/tourism")
    assert entity_page(workshop_store, iri, SITE) == entity_page(workshop_store, iri, SITE)


def test_only_the_files_of_the_pages_are_served() -> None:
    for name, start in (("govgraph.css", b"@font-face"), ("sarabun-400.ttf", b"\x00\x01\x00\x00")):
        found = static_file(name)
        assert found is not None
        assert found[1].startswith(start)
    for name in ("", "..", "../site.py", "govgraph.css/../base.html.j2", "base.html.j2", "/etc/passwd"):
        assert static_file(name) is None


def test_the_stylesheet_loads_only_the_fonts_beside_it() -> None:
    found = static_file("govgraph.css")
    assert found is not None
    assert re.findall(r"url\(([^)]*)\)", found[1].decode()) == ["sarabun-400.ttf", "sarabun-700.ttf"]
    assert "@import" not in found[1].decode()


def test_what_is_wrong_with_a_query_is_said_above_the_query_itself() -> None:
    query = "SELECT * { </textarea><script>alert(1)</script>"
    page = Page(error_page(400, UsageError(th="จบเร็วเกินไป", en="It ends too early."), SITE, query=query))
    assert page.text.index("It ends too early.") < page.text.index(query)
    assert "script" not in page.tags
    assert ("form", "action", "/sparql") in page.attributes


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_language_once_chosen_is_kept(workshop_store: Store, lang: str) -> None:
    moac = expand("id:ministry/moac")
    chosen = re.compile(rf"[?&]lang={lang}(#|$)")
    for html in (index_page(workshop_store, SITE, lang=lang), entity_page(workshop_store, moac, SITE, lang=lang)):
        pages = [link for link in Page(html).links() if re.match(r"/(id/|ontology#|graph/|$|sparql\?)", link)]
        pages = [link for link in pages if not link.endswith((".ttl", ".nt", ".jsonld"))]
        assert len(pages) > 10
        assert [link for link in pages if not chosen.search(link)] == []
