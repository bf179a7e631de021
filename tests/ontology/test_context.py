"""The JSON-LD context: complete, free of invented terms, and read as the ontology means it."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

from govgraph.names import GOV, PREFIXES, expand
from govgraph.resources import resource
from govgraph.store.port import Store

CONTEXT: dict[str, Any] = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OTHERWISE = {f"{GOV}title": "profileTitle"}
"""Terms whose own name is that of a term of another vocabulary (here dcterms:title), and what they are called."""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(resource("ontology/govgraph.ttl"))


def expanded(name: str) -> str:
    definition = CONTEXT[name]
    return expand(definition if isinstance(definition, str) else definition["@id"])


def ours(graph: Graph, kinds: tuple[URIRef, ...]) -> set[str]:
    return {str(s) for kind in kinds for s in graph.subjects(RDF.type, kind) if str(s).startswith(GOV)}


def test_every_property_and_class_has_its_own_name(ontology: Graph) -> None:
    for iri in ours(ontology, (OWL.Class, *PROPERTY_KINDS)):
        assert expanded(OTHERWISE.get(iri, iri.removeprefix(GOV))) == iri


def test_a_name_is_given_once() -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(pairs) == len(dict(pairs)), [name for name, _ in pairs]
        return dict(pairs)

    json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"), object_pairs_hook=once)


def test_no_name_leads_to_a_term_that_does_not_exist(ontology: Graph) -> None:
    defined = ours(ontology, (OWL.Class, *PROPERTY_KINDS))
    named = {expanded(name) for name in CONTEXT if name != "@version" and name not in PREFIXES}
    assert {iri for iri in named if iri.startswith(GOV)} == defined


def test_prefixes_are_those_of_the_project() -> None:
    prefixes = {name: value for name, value in CONTEXT.items() if name in PREFIXES}
    assert {"gov", "id", "org", "prov", "skos", "dcterms"} <= prefixes.keys()
    assert prefixes == {name: PREFIXES[name] for name in prefixes}


def test_values_are_coerced_as_the_ontology_says(ontology: Graph) -> None:
    for iri in ours(ontology, (OWL.ObjectProperty,)):
        assert CONTEXT[iri.removeprefix(GOV)]["@type"] == "@id", iri
    for iri in ours(ontology, (OWL.DatatypeProperty,)):
        wanted = ontology.value(URIRef(iri), RDFS.range)
        definition = CONTEXT[iri.removeprefix(GOV)]
        if wanted == RDF.langString:
            assert definition["@container"] == "@language", iri
        elif wanted in {XSD.string, RDFS.Literal}:
            assert isinstance(definition, str), iri
        else:
            assert expand(definition["@type"]) == str(wanted), iri


def test_every_property_of_the_shipped_data_has_a_name_or_a_prefix(workshop_store: Store) -> None:
    named = {expanded(name) for name in CONTEXT if name != "@version" and name not in PREFIXES}
    prefixes = tuple(iri for name, iri in PREFIXES.items() if name in CONTEXT)
    used = {row[0].value for row in workshop_store.select("SELECT DISTINCT ?p { ?s ?p ?o }").rows}  # type: ignore[union-attr]
    assert {iri for iri in used if iri not in named and not iri.startswith(prefixes)} == {
        # What the ontology says of its own prefix.
        "http://purl.org/vocab/vann/preferredNamespacePrefix",
        "http://purl.org/vocab/vann/preferredNamespaceUri",
    }


DOCUMENT = {
    "@context": CONTEXT,
    "@id": "id:ministry/moac",
    "@type": "Ministry",
    "prefLabel": {"th": "กระทรวงเกษตรและสหกรณ์", "en": "Ministry of Agriculture and Cooperatives"},
    "altLabel": {"th": ["กษ."], "en": "MOAC"},
    "tier": "id:tier/central",
    "from": "1892-04-01",
    "source": ["id:source/opdc-2010-01-12"],
}
MEANT = f"""
<{expand("id:ministry/moac")}> a <{GOV}Ministry> ;
    <{expand("skos:prefLabel")}> "กระทรวงเกษตรและสหกรณ์"@th , "Ministry of Agriculture and Cooperatives"@en ;
    <{expand("skos:altLabel")}> "กษ."@th , "MOAC"@en ;
    <{GOV}tier> <{expand("id:tier/central")}> ;
    <{GOV}from> "1892-04-01"^^<{XSD.date}> ;
    <{expand("dcterms:source")}> <{expand("id:source/opdc-2010-01-12")}> .
"""


# rdflib's own parser still uses a class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_document_reads_as_meant_in_rdflib() -> None:
    assert {*Graph().parse(data=json.dumps(DOCUMENT), format="json-ld")} == {
        *Graph().parse(data=MEANT, format="turtle")
    }


def test_a_document_reads_as_meant_in_oxigraph() -> None:
    read = pyoxigraph.parse(json.dumps(DOCUMENT).encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    assert {*read} == {*pyoxigraph.parse(MEANT.encode(), format=pyoxigraph.RdfFormat.TURTLE)}
