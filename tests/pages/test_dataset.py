"""The description of the dataset: counted again here, over the statements themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from govgraph.names import ID, graph, term
from govgraph.pages import dataset_description
from govgraph.store import open_store
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Change, Store

BASE = "http://127.0.0.1:8000"
DATASET = NamedNode(f"{BASE}/.well-known/void#dataset")


def values(triples: Iterable[Triple], subject: NamedNode, predicate: str) -> list[object]:
    return [triple.object for triple in triples if triple.subject == subject and triple.predicate == term(predicate)]


def one(triples: Iterable[Triple], subject: NamedNode, predicate: str) -> str:
    (value,) = values(triples, subject, predicate)
    assert isinstance(value, (Literal, NamedNode))
    return value.value


@pytest.fixture(scope="module")
def described(built: str) -> tuple[Triple, ...]:
    with open_store(built) as store:
        return dataset_description(store, BASE, dumps={"application/n-quads": f"{BASE}/export.nq"})


def test_figures_are_those_of_the_statements(workshop_store: Store, described: tuple[Triple, ...]) -> None:
    triples = {quad.triple for quad in workshop_store.quads()}
    subjects = {triple.subject for triple in triples}
    entities = {node for node in subjects if isinstance(node, NamedNode) and node.value.startswith(ID)}
    kinds = {triple.object for triple in triples if triple.predicate == term("rdf:type")}
    assert {
        name: int(one(described, DATASET, f"void:{name}"))
        for name in ("triples", "distinctSubjects", "distinctObjects", "entities", "classes", "properties")
    } == {
        "triples": len(triples),
        "distinctSubjects": len(subjects),
        "distinctObjects": len({triple.object for triple in triples}),
        "entities": len(entities),
        "classes": len(kinds),
        "properties": len({triple.predicate for triple in triples}),
    }


def test_partitions_count_each_class_and_property(workshop_store: Store, described: tuple[Triple, ...]) -> None:
    triples = {quad.triple for quad in workshop_store.quads()}
    for kind, counted, wanted in (
        ("class", "entities", Counter(str(t.object) for t in triples if t.predicate == term("rdf:type"))),
        ("property", "triples", Counter(str(t.predicate) for t in triples)),
    ):
        parts = values(described, DATASET, f"void:{kind}Partition")
        found = {}
        for part in parts:
            assert isinstance(part, NamedNode)
            found[f"<{one(described, part, f'void:{kind}')}>"] = int(one(described, part, f"void:{counted}"))
        assert found == wanted


def test_each_current_graph_is_a_subset_with_where_it_comes_from(
    workshop_store: Store, described: tuple[Triple, ...]
) -> None:
    assert {*values(described, DATASET, "void:subset")} == {*workshop_store.graphs()}
    workshop = graph("workshop-2010-01-12")
    assert one(described, workshop, "void:triples") == str(sum(1 for _ in workshop_store.quads(workshop)))
    assert Literal("Pre-workshop of 12 January 2010", language="en") in values(described, workshop, "dcterms:title")
    assert NamedNode(f"{ID}source/workshop-2010-01-12/participations.csv") in values(
        described, workshop, "prov:wasDerivedFrom"
    )
    assert one(described, workshop, "void:dataDump") == (
        f"{BASE}/graphs?graph=https%3A%2F%2Fw3id.org%2Fgovgraph%2Fgraph%2Fworkshop-2010-01-12"
    )


def test_it_says_under_which_licence_where_to_query_and_what_to_look_at(described: tuple[Triple, ...]) -> None:
    assert one(described, DATASET, "dcterms:license") == "https://creativecommons.org/licenses/by/4.0/"
    assert one(described, DATASET, "void:sparqlEndpoint") == f"{BASE}/sparql"
    assert one(described, DATASET, "void:dataDump") == f"{BASE}/export.nq"
    assert {getattr(title, "language", None) for title in values(described, DATASET, "dcterms:title")} == {"th", "en"}
    assert NamedNode("http://www.w3.org/ns/org#") in values(described, DATASET, "void:vocabulary")
    examples = {str(getattr(value, "value", "")) for value in values(described, DATASET, "void:exampleResource")}
    assert len(examples) == 4
    assert all(example.startswith(ID) for example in examples)
    distributions = values(described, DATASET, "dcat:distribution")
    assert len(distributions) == 2


def test_a_statement_in_two_graphs_is_counted_once() -> None:
    with EmbeddedStore.in_memory() as store:
        statement = (term("gov:a"), term("rdf:type"), term("gov:B"))
        store.commit(Change(add=[Quad(*statement, graph("a")), Quad(*statement, graph("b"))]))
        found = dataset_description(store, BASE)
    assert one(found, DATASET, "void:triples") == "1"
    (part,) = values(found, DATASET, "void:propertyPartition")
    assert isinstance(part, NamedNode)
    assert one(found, part, "void:triples") == "1"


def test_the_same_store_is_described_in_the_same_order_on_a_server(workshop_store: Store, clean_server: str) -> None:
    with open_store(clean_server, write=True) as remote:
        remote.commit(Change(add=workshop_store.quads()))
        assert dataset_description(remote, f"{BASE}/") == dataset_description(workshop_store, BASE)
