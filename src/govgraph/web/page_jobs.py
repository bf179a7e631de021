"""What workers do for pages and descriptions."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from govgraph.pages import describe, entity_page, index_page, result_page
from govgraph.reference.html import ontology_page
from govgraph.research.sparql_text import with_prefixes
from govgraph.store.port import Scope, Solutions
from govgraph.web.addresses import SITE, address_of
from govgraph.web.jobs import write_triples
from govgraph.workers import Output, Stores

SHOWN: Final = 1000
"""Rows of an answer that a page shows."""

_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def prepare() -> None:
    """Have ready what all pages need: the templates, and the words by which Thai is broken into lines."""
    result_page("ASK {}", (), (), SITE, boolean=True)


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The first page."""

    lang: str

    def run(self, stores: Stores, output: Output) -> None:
        """Write it."""
        output.write(index_page(stores.reading(), SITE, lang=self.lang).encode())


@dataclass(frozen=True, slots=True)
class ThingPage:
    """The page of a thing, a term, or a graph."""

    iri: str
    lang: str

    def run(self, stores: Stores, output: Output) -> None:
        """Write it; raise :class:`govgraph.errors.NotFoundError` where nothing is on record."""
        output.write(entity_page(stores.reading(), self.iri, SITE, lang=self.lang).encode())


@dataclass(frozen=True, slots=True)
class Describe:
    """The statements about a thing."""

    iri: str
    form: str

    def run(self, stores: Stores, output: Output) -> bool:
        """Write them, and tell whether there are any."""
        triples = describe(stores.reading(), self.iri)
        write_triples(triples, self.form, output)
        return bool(triples)


@dataclass(frozen=True, slots=True)
class OntologyPage:
    """The reference of the ontology."""

    def run(self, stores: Stores, output: Output) -> str:  # noqa: ARG002 - it is made from the files
        """Write it, and return the digest of its style, by which a browser is allowed to use it."""
        page, digest = _ontology()
        output.write(page)
        return digest


@cache
def _ontology() -> tuple[bytes, str]:
    """Return the page, which takes a second to make and changes only with govgraph, and the digest of its style."""
    page = ontology_page(address_of)
    style = _STYLE.search(page)
    return page.encode(), base64.b64encode(hashlib.sha256((style[1] if style else "").encode()).digest()).decode()


@dataclass(frozen=True, slots=True)
class AskPage:
    """A query that a person asks, and the page of its answer."""

    query: str
    scope: Scope
    lang: str

    def run(self, stores: Stores, output: Output) -> None:
        """Write the page with the first rows of the answer."""
        answer = stores.reading().stream(with_prefixes(self.query), self.scope)
        if isinstance(answer, Solutions):
            rows = list(islice(answer.rows, SHOWN + 1))
            page = result_page(self.query, answer.columns, rows[:SHOWN], SITE, more=len(rows) > SHOWN, lang=self.lang)
        else:
            assert isinstance(answer, bool)
            page = result_page(self.query, (), (), SITE, boolean=answer, lang=self.lang)
        output.write(page.encode())
