"""What all pages share: where things are on the server, and how a page is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote

from govgraph.draw.fonts import font_path
from govgraph.names import BASE
from govgraph.thai.html import templates
from govgraph.version import __version__

LANGUAGES: Final = ("both", "th", "en")

FORMATS: Final = (("Turtle", ".ttl"), ("JSON-LD", ".jsonld"), ("N-Triples", ".nt"))
"""What every thing can be had as besides a page, and what its address then ends in."""

TYPES: Final = {"Turtle": "text/turtle", "JSON-LD": "application/ld+json", "N-Triples": "application/n-triples"}

_FACES: Final = {"sarabun-400.ttf": False, "sarabun-700.ttf": True}


@dataclass(frozen=True, slots=True)
class Site:
    """Addresses on the server that shows the pages; ``address_of`` tells where an IRI of ours is shown."""

    address_of: Callable[[str], str]
    home: str = "/"
    endpoint: str = "/sparql"
    graphs: str = "/graphs"
    static: str = "/static/"
    void: str = "/.well-known/void"

    def link(self, iri: str, lang: str = "both") -> str | None:
        """Return where an IRI leads: to the server if it is ours, else to the web; to nowhere if it is neither.

        >>> site = Site(lambda iri: iri.removeprefix("https://w3id.org/govgraph"))
        >>> site.link("https://w3id.org/govgraph/id/ministry/moac", "th"), site.link("javascript:alert(1)")
        ('/id/ministry/moac?lang=th', None)
        """
        if iri.startswith(BASE):
            return self.spoken(self.address_of(iri), lang)
        return iri if iri.startswith(("https://", "http://")) else None

    def spoken(self, address: str, lang: str) -> str:
        """Return an address of ours such that its page comes in a language.

        >>> Site(str).spoken("/sparql?query=ASK%7B%7D#end", "th")
        '/sparql?query=ASK%7B%7D&lang=th#end'
        """
        if lang not in LANGUAGES or lang == "both":
            return address
        path, hash_, place = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}lang={lang}{hash_}{place}"

    def formats(self, iri: str) -> list[tuple[str, str]]:
        """Return names and addresses of the other formats of a thing."""
        path, hash_, rest = self.address_of(iri).partition("#")
        return [(name, f"{path}{suffix}{hash_}{rest}") for name, suffix in FORMATS]

    def asking(self, query: str) -> str:
        """Return the address that answers a query."""
        return f"{self.endpoint}?query={quote(query, safe='')}"


def static_file(name: str) -> tuple[str, bytes] | None:
    """Return media type and content of a file that the pages need, to be served below ``Site.static``.

    >>> static_file("govgraph.css")[0], static_file("passwd")
    ('text/css; charset=utf-8', None)
    """
    if name == "govgraph.css":
        return "text/css; charset=utf-8", files("govgraph.pages").joinpath("templates", name).read_bytes()
    return ("font/ttf", font_path(_FACES[name]).read_bytes()) if name in _FACES else None


def rendered(template: str, site: Site, lang: str, **values: Any) -> str:
    """Return a page as HTML; every text in it comes escaped."""
    return (
        templates("govgraph.pages")
        .get_template(template)
        .render(**values, site=site, lang=lang if lang in LANGUAGES else "both", version=__version__)
    )
