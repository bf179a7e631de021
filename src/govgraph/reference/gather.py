"""Gather the reference from the files: ontology, code lists, alignments, shapes, and the data that ship with them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from govgraph.model import Label
from govgraph.names import BASE, GOV, expand, graph
from govgraph.reference.model import Citation, Example, Kind, Provision, Reference, Section, Term
from govgraph.reference.records import Records
from govgraph.reference.sections import sections
from govgraph.reference.shapes import gather_shapes
from govgraph.resources import resource
from govgraph.steward.affiliation import affiliations
from govgraph.steward.prepared import to_rdflib
from govgraph.steward.rdf_files import read_rdf
from govgraph.steward.shipped import ontology, shipped

ONTOLOGY: Final = URIRef(f"{BASE}ontology")

_SOURCE, _BASIS = URIRef(expand("dcterms:source")), URIRef(expand("gov:legalBasis"))
_TITLE, _DESCRIPTION = URIRef(expand("dcterms:title")), URIRef(expand("dcterms:description"))
_TOLD_APART: Final = frozenset({RDF.type, RDFS.label, SKOS.prefLabel, SKOS.definition, _SOURCE, RDFS.isDefinedBy})
"""What a page tells in a place of its own; everything else that is said of a term is listed as it is."""

_REVERSED: Final = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.disjointWith, SKOS.broader)

_CLASSES: Final = frozenset({OWL.Class, RDFS.Class})
_PROPERTIES: Final = frozenset({OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property})

_LAW: Final = re.compile(r"(?P<law>[^;]+?), (?P<sections>s\. [^;]+)")
_NUMBER: Final = re.compile(r"\bs\. (\d+(?:/\d+)?)")


@cache
def reference() -> Reference:
    """Return the reference of the files that ship with govgraph.

    >>> reference().terms["https://w3id.org/govgraph/ontology#Ministry"].label.text()
    'กระทรวง · ministry'
    """
    return gather(resource("ontology"), resource("shapes"))


def gather(ontology_folder: Path, shapes_folder: Path) -> Reference:
    """Return the reference of the files in two folders; examples come from the data that ship with govgraph."""
    terms_set = replace(ontology(), folder=ontology_folder)
    shape_files = sorted(shapes_folder.rglob("*.ttl"))
    own = [quad for path in terms_set.files() for quad in read_rdf(path)]
    data = [quad for entry in shipped() if entry.name != terms_set.name for quad in entry.read().quads]
    inferred = affiliations([*own, *data], graph("inferred/reference"))
    written = {path: read_rdf(path) for path in shape_files}
    coded = (_in_graph(quad) for quads in written.values() for quad in quads)
    records = Records([*map(_in_graph, own), *data, *inferred, *coded])
    facts = to_rdflib(own)
    laid_out = tuple(sections(terms_set.files()))
    return Reference(
        iri=str(ONTOLOGY),
        title=_label(facts.objects(ONTOLOGY, _TITLE)),
        description=_label(facts.objects(ONTOLOGY, _DESCRIPTION)),
        version=str(facts.value(ONTOLOGY, OWL.versionInfo) or ""),
        sections=laid_out,
        terms=_Terms(facts, records).all(laid_out, own),
        shapes=gather_shapes(written, shapes_folder),
    )


class _Terms:
    def __init__(self, facts: Graph, records: Records) -> None:
        self._facts = facts
        self._records = records
        self._citations: Mapping[str, tuple[Citation, ...]] = {}

    def all(self, laid_out: Sequence[Section], own: Iterable[Quad]) -> Mapping[str, Term]:
        """Return every term: those of the sections, then code list by code list, as their files have them."""
        order = [iri for section in laid_out for iri in section.terms]
        order += [quad.subject.value for quad in own if isinstance(quad.subject, NamedNode)]
        kinds = {iri: kind for iri in order if (kind := self._kind(URIRef(iri))) is not None}
        self._citations = self._records.citations(kinds)
        return {iri: self._term(URIRef(iri), kind) for iri, kind in kinds.items()}

    def _kind(self, iri: URIRef) -> Kind | None:
        types = set(self._facts.objects(iri, RDF.type))
        if SKOS.Concept in types:
            return Kind.CONCEPT
        if SKOS.ConceptScheme in types:
            return Kind.LIST
        if not iri.startswith(GOV):
            return None
        if types & _CLASSES:
            return Kind.CLASS
        return Kind.PROPERTY if types & _PROPERTIES else None

    def _term(self, iri: URIRef, kind: Kind) -> Term:
        name = SKOS.prefLabel if kind in {Kind.LIST, Kind.CONCEPT} else RDFS.label
        links: dict[str, list[str]] = defaultdict(list)
        texts: dict[str, list[Literal]] = defaultdict(list)
        for predicate, value in sorted(self._facts.predicate_objects(iri)):
            if predicate in _TOLD_APART:
                continue
            if isinstance(value, Literal):
                texts[str(predicate)].append(value)
            elif isinstance(value, URIRef):
                links[str(predicate)].append(str(value))
        count, example = self._use(str(iri), kind)
        return Term(
            iri=str(iri),
            kind=kind,
            label=_label(self._facts.objects(iri, name)),
            definition=_label(self._facts.objects(iri, SKOS.definition)),
            types=tuple(sorted(map(str, self._facts.objects(iri, RDF.type)))),
            links={predicate: tuple(values) for predicate, values in sorted(links.items())},
            texts={predicate: _texts(values) for predicate, values in sorted(texts.items())},
            reverse=self._reverse(iri),
            citations=self._citations.get(str(iri), ()),
            provisions=tuple(self._provisions(iri)),
            count=count,
            example=example,
        )

    def _use(self, iri: str, kind: Kind) -> tuple[int, Example | None]:
        match kind:
            case Kind.CLASS:
                return self._records.of_class(iri, self._below(iri))
            case Kind.PROPERTY:
                return self._records.of_property(iri)
            case Kind.CONCEPT:
                return self._records.of_concept(iri)
        return 0, None

    def _below(self, iri: str) -> list[str]:
        return sorted(str(cls) for cls in self._facts.transitive_subjects(RDFS.subClassOf, URIRef(iri)))

    def _reverse(self, iri: URIRef) -> Mapping[str, tuple[str, ...]]:
        said = {str(p): tuple(sorted(map(str, self._facts.subjects(p, iri)))) for p in _REVERSED}
        return {predicate: others for predicate, others in said.items() if others}

    def _provisions(self, iri: URIRef) -> Iterator[Provision]:
        """Find the sections on record that ``gov:legalBasis`` names in words: by title of the law, and number."""
        for text in sorted(map(str, self._facts.objects(iri, _BASIS))):
            for named in _LAW.finditer(text):
                for number in _NUMBER.findall(named["sections"]):
                    yield from self._section(named["law"], number)

    def _section(self, law: str, number: str) -> Iterator[Provision]:
        words = set(law.split())
        for section in self._records.things(f"{GOV}Section"):
            of = self._records.one(section, "eli:is_part_of")
            if self._records.one(section, "eli:number") == number and of is not None:
                titles = self._records.values(of, "skos:prefLabel")
                if any(words <= set(title.split()) for title in titles):
                    confidence = self._records.one(section, "gov:confidence")
                    yield Provision(section, self._records.label(section), confidence)


def _texts(values: Sequence[Literal]) -> tuple[Label | str, ...]:
    """Put texts of two languages together where there is one of each; leave the others as they are."""
    by_language = {value.language: str(value) for value in values}
    if len(by_language) == len(values) and set(by_language) <= {"th", "en"}:
        return (Label(by_language.get("th"), by_language.get("en")),)
    return tuple(
        Label(**{value.language: str(value)}) if value.language in {"th", "en"} else str(value) for value in values
    )


def _label(values: Iterable[object]) -> Label:
    said = {value.language: str(value) for value in values if isinstance(value, Literal)}
    return Label(said.get("th"), said.get("en"))


def _in_graph(quad: Quad) -> Quad:
    """A store takes statements in named graphs only; which, tells nothing here."""
    return Quad(quad.subject, quad.predicate, quad.object, graph("reference"))
