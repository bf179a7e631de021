"""The description of the dataset itself, in DCAT and VoID: for catalogues, and for programs that want to query it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from govgraph.analysis.questions import number, records, text
from govgraph.names import CATALOGUE, GOV, ID, PREFIXES, shorten, term
from govgraph.store.port import Store
from govgraph.version import __version__

LICENCE: Final = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_RDF: Final = frozenset(("application/n-quads", "application/trig", "text/turtle", "application/ld+json"))
_LANGUAGES: Final = "http://publications.europa.eu/resource/authority/language/"
_KEYWORDS: Final = {"th": ("การบริหารราชการ", "จังหวัด"), "en": ("public administration", "Thailand")}
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"

_TITLE: Final = (
    Literal("กราฟความรู้การบริหารงานจังหวัดและกลุ่มจังหวัดแบบบูรณาการ", language="th"),
    Literal("Knowledge graph of integrated provincial administration", language="en"),
)
_DESCRIPTION: Final = (
    Literal(
        "ใครบริหารอะไรร่วมกับใคร: กระทรวง หน่วยงาน จังหวัด กลุ่มจังหวัด แผน และยุทธศาสตร์ ทุกข้อความมีที่มากำกับ",
        language="th",
    ),
    Literal(
        "Who governs what with whom: ministries, agencies, provinces, provincial clusters, plans and strategies; "
        "every statement names its source.",
        language="en",
    ),
)

# A union of graphs may hold a statement twice, so everything is counted DISTINCT.
_TRIPLES: Final = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"
_SUBJECTS: Final = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }"
_OBJECTS: Final = "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o }"
_ENTITIES: Final = (
    f'SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s ?p ?o . FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{ID}")) }}'
)
_CLASSES: Final = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c ORDER BY ?c"
_PROPERTIES: Final = """SELECT ?p (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }
GROUP BY ?p ORDER BY ?p"""
_GRAPHS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_CATALOGUE: Final = f"SELECT DISTINCT ?g ?p ?o WHERE {{ GRAPH <{CATALOGUE.value}> {{ ?g ?p ?o }} }}"
_EXAMPLES: Final = """SELECT ?c (MIN(STR(?s)) AS ?s1) WHERE { ?s a ?c } GROUP BY ?c ORDER BY ?c"""
_EXAMPLE_KINDS: Final = ("gov:Ministry", "gov:ProvincialCluster", "gov:ThematicGroup", "gov:Participation")


def dataset_description(
    store: Store, base_address: str, *, dumps: Mapping[str, str] | None = None
) -> tuple[Triple, ...]:
    """Return the description of what a server at ``base_address`` serves, sorted.

    The dataset is ``BASE/.well-known/void#dataset``; each current graph is a subset, by its own name, and can be had
    at its address in the graph store. ``dumps`` are the addresses of whole exports by media type, where the server
    offers any.
    """
    base = base_address.rstrip("/")
    here = f"{base}/.well-known/void#"
    dataset = NamedNode(f"{here}dataset")
    found = {
        *_general(dataset, base),
        *_distributions(dataset, base, here, dumps or {}),
        *_counts(store, dataset, here),
        *_subsets(store, dataset, base),
    }
    return tuple(sorted(found, key=lambda triple: (triple.subject != dataset, str(triple))))


def _general(dataset: NamedNode, base: str) -> Iterator[Triple]:
    for kind in ("dcat:Dataset", "void:Dataset"):
        yield Triple(dataset, term("rdf:type"), term(kind))
    for title in _TITLE:
        yield Triple(dataset, term("dcterms:title"), title)
    for description in _DESCRIPTION:
        yield Triple(dataset, term("dcterms:description"), description)
    yield Triple(dataset, term("dcterms:license"), LICENCE)
    yield Triple(dataset, term("dcat:landingPage"), NamedNode(f"{base}/"))
    yield Triple(dataset, term("foaf:homepage"), NamedNode(f"{base}/"))
    yield Triple(dataset, term("owl:versionInfo"), Literal(__version__))
    yield Triple(dataset, term("void:sparqlEndpoint"), NamedNode(f"{base}/sparql"))
    yield Triple(dataset, term("void:uriSpace"), Literal(ID))
    for tag in ("th", "en"):
        yield Triple(dataset, term("dcterms:language"), Literal(tag))
    for keyword, tag in (
        ("การบริหารราชการ", "th"),
        ("จังหวัด", "th"),
        ("public administration", "en"),
        ("Thailand", "en"),
    ):
        yield Triple(dataset, term("dcat:keyword"), Literal(keyword, language=tag))
    for form in ("N-Triples", "Turtle", "JSON-LD"):
        yield Triple(dataset, term("void:feature"), NamedNode(f"http://www.w3.org/ns/formats/{form}"))


def _distributions(dataset: NamedNode, base: str, here: str, dumps: Mapping[str, str]) -> Iterator[Triple]:
    service, endpoint = NamedNode(f"{here}sparql"), NamedNode(f"{base}/sparql")
    yield Triple(service, term("rdf:type"), term("dcat:DataService"))
    yield Triple(service, term("dcterms:title"), Literal("บริการสืบค้น SPARQL 1.1", language="th"))
    yield Triple(service, term("dcterms:title"), Literal("SPARQL 1.1 query service", language="en"))
    yield Triple(service, term("dcat:endpointURL"), endpoint)
    yield Triple(service, term("dcat:servesDataset"), dataset)
    yield Triple(service, term("dcterms:conformsTo"), NamedNode("http://www.w3.org/TR/sparql11-protocol/"))
    access = NamedNode(f"{here}access")
    yield Triple(dataset, term("dcat:distribution"), access)
    yield Triple(access, term("rdf:type"), term("dcat:Distribution"))
    yield Triple(access, term("dcterms:title"), Literal("สืบค้นด้วย SPARQL", language="th"))
    yield Triple(access, term("dcterms:title"), Literal("by SPARQL query", language="en"))
    yield Triple(access, term("dcterms:license"), LICENCE)
    yield Triple(access, term("dcat:accessURL"), endpoint)
    yield Triple(access, term("dcat:accessService"), service)
    for media, address in sorted(dumps.items()):
        file = NamedNode(f"{here}dump-{quote(media, safe='')}")
        yield Triple(dataset, term("dcat:distribution"), file)
        yield Triple(file, term("rdf:type"), term("dcat:Distribution"))
        yield Triple(file, term("dcterms:title"), Literal(f"ทั้งหมด ({media})", language="th"))
        yield Triple(file, term("dcterms:title"), Literal(f"everything ({media})", language="en"))
        yield Triple(file, term("dcterms:license"), LICENCE)
        yield Triple(file, term("dcat:downloadURL"), NamedNode(address))
        yield Triple(file, term("dcat:accessURL"), NamedNode(address))
        yield Triple(file, term("dcat:mediaType"), NamedNode(f"{_MEDIA}{media}"))
        if media in _RDF:
            yield Triple(dataset, term("void:dataDump"), NamedNode(address))


def _counts(store: Store, dataset: NamedNode, here: str) -> Iterator[Triple]:
    classes = records(store.select(_CLASSES))
    properties = records(store.select(_PROPERTIES))
    for name, count in (
        ("triples", _one(store, _TRIPLES)),
        ("entities", _one(store, _ENTITIES)),
        ("distinctSubjects", _one(store, _SUBJECTS)),
        ("distinctObjects", _one(store, _OBJECTS)),
        ("classes", len(classes)),
        ("properties", len(properties)),
    ):
        yield Triple(dataset, term(f"void:{name}"), Literal(count))
    yield from _partitions(dataset, here, "class", {text(row["c"]): ("entities", number(row["n"])) for row in classes})
    yield from _partitions(
        dataset, here, "property", {text(row["p"]): ("triples", number(row["n"])) for row in properties}
    )
    used = {text(row["c"]) for row in classes} | {text(row["p"]) for row in properties}
    for space in sorted(PREFIXES.values()):
        if space == GOV or any(iri.startswith(space) for iri in used):
            yield Triple(dataset, term("void:vocabulary"), NamedNode(space))
    wanted = {term(kind).value for kind in _EXAMPLE_KINDS}
    for row in records(store.select(_EXAMPLES)):
        if text(row["c"]) in wanted:
            yield Triple(dataset, term("void:exampleResource"), NamedNode(text(row["s1"])))


def _partitions(dataset: NamedNode, here: str, kind: str, counts: Mapping[str, tuple[str, int]]) -> Iterator[Triple]:
    for iri, (counted, count) in counts.items():
        part = NamedNode(f"{here}{kind}-{quote(shorten(iri), safe='')}")
        yield Triple(dataset, term(f"void:{kind}Partition"), part)
        yield Triple(part, term(f"void:{kind}"), NamedNode(iri))
        yield Triple(part, term(f"void:{counted}"), Literal(count))


def _subsets(store: Store, dataset: NamedNode, base: str) -> Iterator[Triple]:
    told: dict[str, list[tuple[NamedNode, NamedNode | Literal]]] = {}
    for name, predicate, value in store.select(_CATALOGUE).rows:
        if (
            isinstance(name, NamedNode)
            and isinstance(predicate, NamedNode)
            and isinstance(value, (NamedNode, Literal))
            and predicate in _PROVENANCE
        ):
            told.setdefault(name.value, []).append((predicate, value))
    counts = {text(row["g"]): number(row["n"]) for row in records(store.select(_GRAPHS))}
    for graph in store.graphs():
        yield Triple(dataset, term("void:subset"), graph)
        yield Triple(graph, term("rdf:type"), term("void:Dataset"))
        yield Triple(graph, term("void:triples"), Literal(counts.get(graph.value, 0)))
        yield Triple(graph, term("dcterms:license"), LICENCE)
        yield Triple(graph, term("void:dataDump"), NamedNode(f"{base}/graphs?graph={quote(graph.value, safe='')}"))
        for predicate, value in told.get(graph.value, ()):
            yield Triple(graph, predicate, value)


_PROVENANCE: Final = frozenset(
    map(
        term,
        (
            *("dcterms:title", "dcterms:description", "dcterms:created", "dcterms:modified", "dcterms:source"),
            *("prov:wasDerivedFrom", "prov:wasGeneratedBy", "prov:generatedAtTime"),
        ),
    )
)
"""What the catalogue says of a graph that tells where it comes from."""


def _one(store: Store, query: str) -> int:
    (row,) = records(store.select(query))
    return number(row["n"])
