"""What is said of one IRI: all of it, with names and places, and nothing else."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from govgraph.names import GOV, expand, graph, term, thing
from govgraph.pages import describe
from govgraph.research.json_ld import json_ld
from govgraph.research.rdf_text import serialise
from govgraph.store import open_store
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Change, Store

MOAC = thing("ministry", "moac")


def test_own_statements_come_first_and_all_of_them(workshop_store: Store) -> None:
    found = describe(workshop_store, MOAC.value)
    own = {quad.triple for quad in workshop_store.quads() if quad.subject == MOAC}
    assert len(own) > 5
    assert {*found[: len(own)]} == own
    assert all(triple.subject != MOAC for triple in found[len(own) :])


def test_things_that_refer_to_it_are_told(workshop_store: Store) -> None:
    found = describe(workshop_store, MOAC.value)
    inverse = {quad.triple for quad in workshop_store.quads() if quad.object == MOAC}
    assert inverse
    assert inverse <= {*found}


def test_what_it_points_to_has_its_names_and_its_places_their_lines(workshop_store: Store) -> None:
    seat = thing("participation", "2010-01-12-1-01")
    found = {*describe(workshop_store, seat.value)}
    line = NamedNode(f"{expand('id:source/opdc-2010-01-12')}#line=64,65")
    assert Triple(line, term("gov:line"), Literal(65)) in found
    title = Literal("หน้าเว็บสำนักงาน ก.พ.ร. ว่าด้วยการประชุมเตรียมความพร้อม 12 มกราคม 2553", language="th")
    assert Triple(thing("source", "opdc-2010-01-12"), term("dcterms:title"), title) in found
    agency = thing("agency", "moac-ops")
    name = Literal("สำนักงานปลัดกระทรวงเกษตรและสหกรณ์", language="th")
    assert Triple(agency, term("skos:prefLabel"), name) in found
    assert Triple(term("gov:inGroup"), term("rdfs:label"), Literal("ในกลุ่มย่อย", language="th")) in found
    # of what it points to the names are told, not the rest
    assert not [triple for triple in found if triple.subject == agency and triple.predicate == term("gov:tier")]


def test_everything_said_is_on_record(workshop_store: Store) -> None:
    on_record = {quad.triple for quad in workshop_store.quads()}
    for iri in (MOAC.value, f"{GOV}Ministry", graph("reference").value, expand("id:theme/tourism")):
        found = describe(workshop_store, iri)
        assert found
        assert {*found} <= on_record
        assert len(found) == len({*found})


def test_a_term_of_the_ontology_and_a_graph_are_described_too(workshop_store: Store) -> None:
    ministry = {*describe(workshop_store, f"{GOV}Ministry")}
    assert Triple(term("gov:Ministry"), term("rdf:type"), term("owl:Class")) in ministry
    assert Triple(MOAC, term("rdf:type"), term("gov:Ministry")) in ministry
    reference = {triple.predicate for triple in describe(workshop_store, graph("reference").value)}
    assert {term("dcterms:title"), term("prov:wasDerivedFrom"), term("gov:statementCount")} <= reference


def test_more_things_than_anybody_reads_are_left_out_as_a_whole(workshop_store: Store) -> None:
    place = term("gov:Place")  # some two thousand places in sources
    found = describe(workshop_store, place.value)
    assert not [triple for triple in found if triple.object == place and triple.predicate == term("rdf:type")]
    assert [triple for triple in found if triple.object == place]  # properties with this domain or range


@pytest.mark.parametrize("iri", ["https://w3id.org/govgraph/id/ministry/none", "no iri", "", "urn:a> <urn:b", "a\x00b"])
def test_nothing_is_said_of_what_is_not_there(workshop_store: Store, iri: str) -> None:
    assert describe(workshop_store, iri) == ()


def test_blank_nodes_come_along() -> None:
    data = """@prefix org: <http://www.w3.org/ns/org#> .
      <urn:g> {
        <urn:x> org:role [ org:postIn [ org:member [ org:organization <urn:y> ] ] ] .
        <urn:z> org:role <urn:x> .
      }"""
    with EmbeddedStore.in_memory() as store:
        store.commit(Change(add=pyoxigraph.parse(data.encode(), format=RdfFormat.TRIG)))
        found = describe(store, "urn:x")
    assert [triple.predicate.value.rpartition("#")[2] for triple in found].count("role") == 2
    assert {triple.predicate.value.rpartition("#")[2] for triple in found} == {"role", "postIn", "member"}


def test_a_server_says_the_same(workshop_store: Store, clean_server: str) -> None:
    with open_store(clean_server, write=True) as remote:
        remote.commit(Change(add=workshop_store.quads()))
        for iri in (MOAC.value, f"{GOV}Ministry", graph("reference").value):
            assert describe(remote, iri) == describe(workshop_store, iri)


@pytest.mark.parametrize(
    ("form", "rdf_format"), [("turtle", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)]
)
def test_every_format_reads_back(workshop_store: Store, form: str, rdf_format: RdfFormat) -> None:
    found = describe(workshop_store, MOAC.value)
    data = json_ld(found) if form == "jsonld" else serialise(found, form)
    assert {quad.triple for quad in pyoxigraph.parse(data, format=rdf_format)} == {*found}
