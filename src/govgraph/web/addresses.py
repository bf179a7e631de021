"""Where the server shows the things of the graph."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from govgraph.names import BASE
from govgraph.pages import Site


def address_of(iri: str) -> str:
    """Return where the server shows an IRI of ours.

    >>> address_of("https://w3id.org/govgraph/ontology#Ministry")
    '/ontology#Ministry'
    """
    return quote(f"/{iri.removeprefix(BASE)}", safe="/#=&,;:@%+~!$'()*")


SITE: Final = Site(address_of)
