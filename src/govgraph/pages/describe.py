"""What the graph says about one IRI, as statements: the answer to whoever looks it up as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from govgraph.analysis.questions import number, records, text
from govgraph.names import PREFIXES, term
from govgraph.store.batches import batches
from govgraph.store.port import Store

LISTED: Final = 1_000
"""Things that refer to the IRI by one property are told if they are no more than this; else none of them is."""

_PREFIXES: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("gov", "skos", "rdfs", "dcterms"))

_OWN: Final = """CONSTRUCT { @iri@ ?p ?o . ?o ?p1 ?o1 . ?o1 ?p2 ?o2 } WHERE {
  @iri@ ?p ?o .
  OPTIONAL { ?o ?p1 ?o1 . FILTER(isBlank(?o)) OPTIONAL { ?o1 ?p2 ?o2 . FILTER(isBlank(?o1)) } }
}"""

_COUNTS: Final = "SELECT ?p (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p @iri@ } GROUP BY ?p ORDER BY ?p"

_REFERRING: Final = "CONSTRUCT { ?s ?p @iri@ } WHERE { VALUES ?p { @listed@ } ?s ?p @iri@ }"

_PLACES: Final = f"""{_PREFIXES}
CONSTRUCT {{ ?place ?q ?said . ?source dcterms:title ?title ; gov:url ?url }} WHERE {{
  VALUES ?p {{ dcterms:source gov:recordedAt }}
  @iri@ ?p ?place .
  OPTIONAL {{
    VALUES ?q {{ gov:inSource gov:line gov:lastLine gov:sheet gov:row gov:column gov:cell }}
    ?place ?q ?said
  }}
  OPTIONAL {{ ?place gov:inSource ?container }}
  BIND(COALESCE(?container, ?place) AS ?source)
  OPTIONAL {{ ?source dcterms:title ?title }}
  OPTIONAL {{ ?source gov:url ?url }}
}}"""

# With a second table, of properties, the engine would read the names of everything there is.
_NAMES: Final = f"""{_PREFIXES}
CONSTRUCT {{ ?thing ?p ?name }} WHERE {{
  VALUES ?thing {{ @listed@ }} ?thing ?p ?name . FILTER(?p IN (skos:prefLabel, rdfs:label, dcterms:title))
}}"""


def describe(store: Store, iri: str) -> tuple[Triple, ...]:
    """Return what is said of an IRI, sorted; nothing where nothing is.

    That is a concise bounded description (its own statements, and those of blank nodes in them, three deep), the
    things that refer to it (by each property all of them, or none if they are more than :data:`LISTED`), the places in
    documents that bear witness to it, and the names of everything these name.

    >>> from govgraph.store.embedded import EmbeddedStore
    >>> with EmbeddedStore.in_memory() as store:
    ...     describe(store, "https://w3id.org/govgraph/id/ministry/none")
    ()
    """
    try:
        it = NamedNode(iri)
    except ValueError:
        return ()
    found = {*store.construct(_OWN.replace("@iri@", str(it)))}
    found |= {*_referring(store, it)}
    if not found:
        return ()
    found |= {*store.construct(_PLACES.replace("@iri@", str(it)))}
    for listed in batches(_named(found)):
        found |= {*store.construct(_NAMES.replace("@listed@", listed))}
    return tuple(sorted(found, key=lambda triple: (triple.subject != it, *_order(triple))))


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    """Return what statements are sorted by: those of one subject together, its kind first."""
    return str(triple.subject), triple.predicate != _TYPE, str(triple.predicate), str(triple.object)


_TYPE: Final = term("rdf:type")


def _referring(store: Store, it: NamedNode) -> Iterable[Triple]:
    counts = records(store.select(_COUNTS.replace("@iri@", str(it))))
    few = [text(row["p"]) for row in counts if number(row["n"]) <= LISTED]
    for listed in batches(few):
        yield from store.construct(_REFERRING.replace("@iri@", str(it)).replace("@listed@", listed))


def _named(triples: Iterable[Triple]) -> Iterator[str]:
    for triple in triples:
        for node in (triple.subject, triple.predicate, triple.object):
            if isinstance(node, NamedNode):
                yield node.value
