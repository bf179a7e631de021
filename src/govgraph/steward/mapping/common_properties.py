"""Properties of other vocabularies in a CSVW description: checked, and turned into RDF.

(W3C Metadata Vocabulary, section 5.8; csv2rdf, section 6.1, "JSON-LD to RDF".)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urljoin

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govgraph.names import PREFIXES
from govgraph.steward.mapping.lexical import PARSERS
from govgraph.steward.mapping.properties import Properties, is_absolute

CONTEXT: Final[Mapping[str, str]] = {
    **{
        name: PREFIXES[name]
        for name in ("csvw", "owl", "org", "prov", "rdf", "rdfs", "skos", "xsd", "dcat", "void", "foaf")
    },
    "dc": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "dc11": "http://purl.org/dc/elements/1.1/",
    "schema": "http://schema.org/",
    "cc": "http://creativecommons.org/ns#",
    "qb": "http://purl.org/linked-data/cube#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xhv": "http://www.w3.org/1999/xhtml/vocab#",
    "time": PREFIXES["time"],
    "oa": "http://www.w3.org/ns/oa#",
    "as": "https://www.w3.org/ns/activitystreams#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "duv": "https://www.w3.org/ns/duv#",
    "ldp": "http://www.w3.org/ns/ldp#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "wdr": "http://www.w3.org/2007/05/powder#",
    "ctag": "http://commontag.org/ns#",
    "gr": "http://purl.org/goodrelations/v1#",
    "ical": "http://www.w3.org/2002/12/cal/icaltzd#",
    "og": "http://ogp.me/ns#",
    "rev": "http://purl.org/stuff/rev#",
    "sioc": "http://rdfs.org/sioc/ns#",
    "ssn": "http://www.w3.org/ns/ssn/",
    "sosa": "http://www.w3.org/ns/sosa/",
    "v": "http://rdf.data-vocabulary.org/#",
}
"""The prefixes that the standard's own context has; not ours, which read ``schema:`` as https."""

_TERMS: Final = ("TableGroup", "Table", "Schema", "Column", "Dialect", "Template", "Row", "Cell")
_KEYWORDS: Final = {"@id", "@type", "@value", "@language"}
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
Node = NamedNode | BlankNode


def absolute(text: str, base: str) -> str:
    """Return an IRI in full: a prefixed name of the standard's context, or a URL against its base.

    >>> absolute("schema:name", "http://example.org/"), absolute("#a", "http://example.org/t.csv")
    ('http://schema.org/name', 'http://example.org/t.csv#a')
    """
    prefix, colon, rest = text.partition(":")
    if colon and prefix in CONTEXT and not rest.startswith("//"):
        return CONTEXT[prefix] + rest
    return text if is_absolute(text) else urljoin(base, text)


def check_common(value: Any, properties: Properties, where: str) -> None:
    """Note what the standard forbids in values of common properties; all of it is fatal."""
    if isinstance(value, list):
        for item in value:
            check_common(item, properties, where)
    if not isinstance(value, dict):
        return

    for what in _faults(value):
        properties.doubt(where, f"ค่าของคุณสมบัติร่วมไม่ถูกต้อง: {what}", f"a common property is wrong: {what}.", fatal=True)
    if "@value" not in value:
        for key, item in value.items():
            if not key.startswith("@"):
                check_common(item, properties, where)


def _faults(value: Mapping[str, Any]) -> Iterator[str]:
    for key in value:
        if key.startswith("@") and key not in _KEYWORDS:
            yield f"{key} is not allowed"
    if isinstance(name := value.get("@id"), str) and name.startswith("_:"):
        yield "@id is a blank node"
    if "@value" in value:
        if not value.keys() <= {"@value", "@language", "@type"} or {"@language", "@type"} <= value.keys():
            yield "@value goes with @type or @language alone"
        if "@type" in value and value["@type"] not in PARSERS and not _is_iri(value["@type"]):
            yield f"@type {value['@type']} is no datatype"
        return
    if "@language" in value:
        yield "@language without @value"
    types = value.get("@type", [])
    for kind in types if isinstance(types, list) else [types]:
        if not isinstance(kind, str) or (kind not in _TERMS and not _is_iri(kind)):
            yield f"@type {kind} is no class"


def _is_iri(text: Any) -> bool:
    return isinstance(text, str) and is_absolute(text) and not text.startswith("_:")


def common_triples(
    subject: Node, given: Mapping[str, Any], base: str, language: str | None, blank: Callable[[], BlankNode]
) -> Iterator[Triple]:
    """Give what common properties say about a subject."""
    for key, value in given.items():
        prop = NamedNode(CONTEXT["csvw"] + "note" if key == "notes" else absolute(key, base))
        for item in value if isinstance(value, list) else [value]:
            term, more = _term(item, base, language, blank)
            yield Triple(subject, prop, term)
            yield from more


def _term(
    value: Any, base: str, language: str | None, blank: Callable[[], BlankNode]
) -> tuple[Node | Literal, list[Triple]]:
    if not isinstance(value, dict):
        return _plain(value, language), []
    if "@value" in value:
        text = str(value["@value"])
        if kind := value.get("@type"):
            iri = absolute(kind, base) if ":" in kind else CONTEXT["xsd"] + kind
            return Literal(text, datatype=NamedNode(iri)), []
        tag = value.get("@language")
        return (Literal(text, language=tag) if tag else Literal(text)), []
    node: Node = NamedNode(absolute(value["@id"], base)) if "@id" in value else blank()
    triples = []
    types = value.get("@type", [])
    for kind in types if isinstance(types, list) else [types]:
        iri = CONTEXT["csvw"] + kind if kind in _TERMS else absolute(kind, base)
        triples.append(Triple(node, _TYPE, NamedNode(iri)))
    rest = {key: item for key, item in value.items() if not key.startswith("@")}
    triples.extend(common_triples(node, rest, base, language, blank))
    return node, triples


def _plain(value: Any, language: str | None) -> Literal:
    kinds = {bool: "boolean", int: "integer", float: "double"}
    if type(value) in kinds:
        text = str(value).lower() if isinstance(value, bool) else repr(value)
        return Literal(text, datatype=NamedNode(CONTEXT["xsd"] + kinds[type(value)]))
    return Literal(value, language=language) if language else Literal(value)
