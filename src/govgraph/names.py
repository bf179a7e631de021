"""Names of things: namespaces, prefixes and the minting of IRIs.

The only place where text becomes an IRI. Keys are ASCII; Thai lives in labels. The kind inside an IRI is
historical and never parsed for meaning.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from govgraph.errors import UsageError

BASE: Final = "https://w3id.org/govgraph/"
GOV: Final = f"{BASE}ontology#"
ID: Final = f"{BASE}id/"
GRAPH: Final = f"{BASE}graph/"

PREFIXES: Final[dict[str, str]] = {
    "gov": GOV,
    "id": ID,
    "graph": GRAPH,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "time": "http://www.w3.org/2006/time#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "cv": "http://data.europa.eu/m8g/",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
}
"""The prefixes that every shipped query and file uses, and that ``--help`` prints."""

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(/[A-Za-z0-9][A-Za-z0-9._~-]*)*\Z")
_CURIE = re.compile(r"([a-z]+):(.*)\Z", re.DOTALL)


def term(curie: str) -> NamedNode:
    """Return the node that a prefixed name stands for.

    >>> term("gov:Ministry").value
    'https://w3id.org/govgraph/ontology#Ministry'
    """
    return NamedNode(expand(curie))


def expand(curie: str) -> str:
    """Return the IRI behind a prefixed name with one of our prefixes; an IRI in full is returned as it is.

    >>> expand("id:ministry/moac")
    'https://w3id.org/govgraph/id/ministry/moac'
    >>> expand("https://example.org/x")
    'https://example.org/x'
    """
    match = _CURIE.match(curie)
    if match and (namespace := PREFIXES.get(match[1])) and not match[2].startswith("//"):
        return namespace + match[2]
    return curie


def shorten(iri: str) -> str:
    """Return the shortest prefixed name for an IRI, or the IRI itself if no prefix fits.

    >>> shorten("https://w3id.org/govgraph/id/ministry/moac")
    'id:ministry/moac'
    """
    prefix, namespace = max(
        ((p, n) for p, n in PREFIXES.items() if iri.startswith(n) and len(iri) > len(n)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    return f"{prefix}:{iri[len(namespace) :]}" if namespace else iri


def thing(kind: str, key: str) -> NamedNode:
    """Mint the IRI of a thing: ``thing("province", "TH-50")``.

    Raises :class:`UsageError` for keys that are not plain ASCII, since an IRI must survive e-mail and Excel.

    >>> thing("province", "TH-50").value
    'https://w3id.org/govgraph/id/province/TH-50'
    """
    path = f"{kind}/{key}"
    if not _KEY.match(path):
        raise UsageError(
            th=f"คีย์ “{key}” ใช้ไม่ได้: ใช้ได้เฉพาะ A–Z a–z 0–9 . _ ~ -",
            en=f"The key “{key}” cannot be used: only A–Z a–z 0–9 . _ ~ - are allowed.",
        )
    return NamedNode(ID + path)


def graph(name: str) -> NamedNode:
    """Return the IRI of a named graph: ``graph("reference")``, ``graph("import/2f9a")``."""
    return NamedNode(GRAPH + name)


CATALOGUE: Final = graph("catalogue")
"""The graph that says which graphs are current, and what they derive from."""


def lines_place(source: str, first: int, last: int | None = None) -> NamedNode:
    """Return the IRI of one line, or of a range of lines, of a text (RFC 5147 counts between the lines).

    >>> lines_place("https://w3id.org/govgraph/id/source/s", 58).value
    'https://w3id.org/govgraph/id/source/s#line=57,58'
    """
    return NamedNode(f"{source}#line={first - 1},{last or first}")


def row_place(source: str, row: int, column: int | None = None) -> NamedNode:
    """Return the IRI of a row or cell of a CSV file (RFC 7111; rows count the header as 1).

    >>> row_place("https://w3id.org/govgraph/id/source/t", 5, 2).value
    'https://w3id.org/govgraph/id/source/t#cell=5,2'
    """
    return NamedNode(f"{source}#row={row}" if column is None else f"{source}#cell={row},{column}")


def cell_place(source: str, sheet: str, cell: str | None = None, row: int | None = None) -> NamedNode:
    """Return the IRI of a cell or row of a workbook; the scheme is our own, no standard has one.

    >>> cell_place("https://w3id.org/govgraph/id/source/w", "Requests 2554", "D17").value
    'https://w3id.org/govgraph/id/source/w#sheet=Requests%202554&cell=D17'
    """
    where = f"cell={cell}" if cell else f"row={row}"
    return NamedNode(f"{source}#sheet={quote(sheet, safe='')}&{where}")
