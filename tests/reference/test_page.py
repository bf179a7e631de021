"""The page for servers: whole in itself, sound HTML, each term in its place, both languages marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from govgraph.reference.document import anchor
from govgraph.reference.model import Reference

VOID = {"meta", "br", "wbr"}
THAI = re.compile("[\u0e01-\u0e2e]")


class Page(HTMLParser):
    """What a page holds: places, addresses, texts with their language; tags must close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(html)
        assert [tag for tag, _ in self._open] == [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        self.outside += [value for name, value in attrs if name in {"src", "action", "srcset"} and value]
        if tag not in VOID:
            self._open.append((tag, given.get("lang") or self._open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        if not tags & {"style", "title", "code"}:
            self.texts.append((self._open[-1][1], data))


@pytest.fixture(scope="module")
def read(page: str) -> Page:
    return Page(page)


def test_every_term_and_shape_has_one_place(read: Page, shipped: Reference) -> None:
    wanted = {anchor(iri) for iri in [*shipped.terms, *shipped.shapes]} | {"ontology"}
    assert set(read.ids) == wanted
    assert set(Counter(read.ids).values()) == {1}


def test_links_within_the_page_arrive(read: Page) -> None:
    inside = {unquote(link.removeprefix("#")) for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)
    assert len(inside) > 300


def test_other_links_lead_to_the_web_or_to_where_the_server_says(read: Page) -> None:
    outside = [link for link in read.links if not link.startswith("#")]
    assert all(link.startswith(("https://", "http://", "/at/")) for link in outside)
    assert not [link for link in outside if link.startswith("https://w3id.org/govgraph/")]
    assert "/at/id/law-section/state-administration-act-2534-s53-2" in outside


def test_nothing_is_loaded_from_elsewhere(read: Page, page: str) -> None:
    assert read.outside == []
    assert not re.search(r"url\((?!data:)", page)
    assert "<script" not in page
    assert "Content-Security-Policy" in page


def test_texts_say_which_language_they_are(read: Page) -> None:
    assert not [text for lang, text in read.texts if THAI.match(text.strip()) and lang != "th"]
    assert {lang for lang, text in read.texts if text.strip()} == {"th", "en"}


def test_it_tells_what_the_documents_tell(documents: Mapping[str, str], page: str) -> None:
    text = re.sub(r"<wbr>|</?w-w>", "", page)
    for definition in ("A group of provinces that plan and act together", "กลุ่มของจังหวัดซึ่งวางแผนและดำเนินงานร่วมกัน"):
        assert definition in documents["classes/ProvincialCluster.md"]
        assert definition in text
    assert page.count("<pre") == sum(
        d.count("```turtle") + d.count("```sparql") + d.count("```json") for d in documents.values()
    )
