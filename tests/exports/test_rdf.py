"""The formats of RDF: what is written reads as what was there, in the same bytes whatever the engine and its order."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat
from rdflib import Dataset as RdflibDataset
from rdflib import Graph
from rdflib.compare import isomorphic

from govgraph.errors import NotFoundError, UsageError
from govgraph.exports.statements import Statements
from govgraph.names import PREFIXES, expand
from govgraph.research.json_ld import context
from govgraph.store import open_store
from govgraph.store.port import Change, Store
from tests.exports.conftest import exported, store_of

FORMATS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "turtle": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}
REPOSITORY = Path(__file__).resolve().parents[2]

# -- any statements at all

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LOCAL = st.text("aก~-._:/=,&'()!$*;@", max_size=6)
IRIS = st.builds(
    lambda space, local: NamedNode(space + local),
    st.sampled_from([*PREFIXES.values(), "https://example.org/", "urn:x:", "org:", "id:"]),
    LOCAL,
)
IN_THE_CONTEXT = [
    expand(definition if isinstance(definition, str) else definition["@id"])
    for name, definition in context().items()
    if name != "@version" and name not in PREFIXES
]
TERMS_OF_THE_CONTEXT = st.sampled_from(sorted(IN_THE_CONTEXT)).map(NamedNode)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), TEXTS, st.sampled_from(["th", "en", "en-gb", "zh-hant"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(kind)),
        st.one_of(TEXTS, st.sampled_from(["1", "01", "+1", "-0", "1.0", "1e3", "true", "1", "2010-01-12"])),
        st.sampled_from(
            [f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "boolean", "date", "anyURI")]
            + ["https://example.org/type", f"{PREFIXES['rdf']}JSON", f"{PREFIXES['geo']}wktLiteral"]
        ),
    ),
)
BLANK = st.sampled_from([BlankNode("x"), BlankNode("y"), BlankNode("z")])
QUADS = st.lists(
    st.builds(
        Quad,
        st.one_of(IRIS, BLANK),
        st.one_of(IRIS, TERMS_OF_THE_CONTEXT, st.just(NamedNode(f"{PREFIXES['rdf']}type"))),
        st.one_of(IRIS, LITERALS, BLANK),
        st.sampled_from([NamedNode(f"{PREFIXES['graph']}{name}") for name in ("a", "a/b", "c")]),
    ),
    max_size=12,
)


def canonical(quads: Any, *, without_graph: bool = False) -> list[str]:
    kept = ((q.triple if without_graph else q) for q in quads)
    dataset = Dataset(Quad(*q) if without_graph else q for q in kept)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


@given(QUADS)
def test_what_is_written_reads_as_what_was_there(quads: list[Quad]) -> None:
    with store_of(quads) as store:
        held = list(store.quads())
        for form, rdf_format in FORMATS.items():
            read = pyoxigraph.parse(exported(store, form), format=rdf_format)
            flat = form == "turtle"
            assert canonical(read, without_graph=flat) == canonical(held, without_graph=flat), form


@given(QUADS)
def test_another_order_and_other_blank_nodes_give_the_same_bytes(quads: list[Quad]) -> None:
    def other(node: Any) -> Any:
        return BlankNode(f"b{node.value}") if isinstance(node, BlankNode) else node

    again = [Quad(other(q.subject), q.predicate, other(q.object), q.graph_name) for q in reversed(quads)]
    with store_of(quads) as one, store_of(again) as two:
        for form in FORMATS:
            assert exported(one, form) == exported(two, form), form


@settings(max_examples=50)
@given(QUADS, st.integers(1, 4))
def test_statements_that_are_sorted_on_disk_come_in_the_same_order(quads: list[Quad], run: int) -> None:
    with store_of(quads) as store, Statements(store) as whole, Statements(store, run=run) as in_runs:
        assert list(whole.everything()) == list(in_runs.everything())
        assert list(whole.told()) == list(in_runs.told())
        assert {triple for triple, _ in in_runs.told()} == set(in_runs.union())


# -- the shipped data


def test_rdflib_reads_turtle_as_meant(workshop_store: Store) -> None:
    data = exported(workshop_store, "turtle", "workshop-2010-01-12")
    quads = workshop_store.quads(NamedNode(f"{PREFIXES['graph']}workshop-2010-01-12"))
    lines = "".join(f"{quad.triple} .\n" for quad in quads)
    assert isomorphic(Graph().parse(data, format="turtle"), Graph().parse(data=lines, format="nt"))


# rdflib's own parser still uses a class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_rdflib_reads_trig_as_meant(workshop_store: Store) -> None:
    data = exported(workshop_store, "trig", "workshop-2010-01-12", "catalogue")
    read = RdflibDataset().parse(data, format="trig")
    counts = {str(graph.identifier): len(graph) for graph in read.graphs() if len(graph)}
    assert counts == {
        f"{PREFIXES['graph']}{name}": sum(1 for _ in workshop_store.quads(NamedNode(f"{PREFIXES['graph']}{name}")))
        for name in ("catalogue", "workshop-2010-01-12")
    }


def test_pyld_expands_json_ld_to_the_same_statements(workshop_store: Store) -> None:
    document = json.loads(exported(workshop_store, "jsonld", "workshop-2010-01-12", "catalogue"))
    read = pyoxigraph.parse(
        jsonld.to_rdf(document, {"format": "application/n-quads"}).encode(), format=RdfFormat.N_QUADS
    )
    names = [NamedNode(f"{PREFIXES['graph']}{name}") for name in ("catalogue", "workshop-2010-01-12")]
    assert set(read) == {quad for name in names for quad in workshop_store.quads(name)}


def test_json_ld_carries_the_part_of_the_context_that_it_uses(workshop_store: Store) -> None:
    document = json.loads(exported(workshop_store, "jsonld", "workshop-2010-01-12"))
    assert document["@context"].items() <= context().items()
    (graph,) = document["@graph"]
    keys = {key for node in graph["@graph"] for key in node if not key.startswith("@")}
    kinds = {node["@type"] for node in graph["@graph"]}
    terms = document["@context"].keys() - {"@version"} - PREFIXES.keys()
    assert terms == keys | kinds
    assert {"Participation", "inGroup", "heldOn"} <= terms
    participation = next(node for node in graph["@graph"] if node["@id"] == "id:participation/2010-01-12-1-01")
    assert participation["participant"] == "id:agency/moac-ops"
    assert participation["heldOn"] == "2010-01-12"


def test_n_quads_are_sorted_by_graph(workshop_store: Store) -> None:
    lines = exported(workshop_store, "nquads").decode().splitlines()
    graphs = [line.rsplit(" ", 2)[1] for line in lines]
    assert [*dict.fromkeys(graphs)] == [f"<{name.value}>" for name in workshop_store.graphs()]
    assert len(lines) == len(set(lines)) == sum(1 for _ in workshop_store.quads())


def test_turtle_is_to_be_read(made: Any) -> None:
    with made(
        'graph:a { id:x/1 gov:heldOn "2010-01-12"^^xsd:date ; a gov:Meeting ; skos:prefLabel "ประชุม"@th . }'
        "graph:b { id:x\\/1 a gov:Meeting . }".replace("id:x/1", "id:x\\/1")
    ) as store:
        assert exported(store, "turtle", "a", "b").decode().partition("\n\n")[0].splitlines()[-3:] == [
            "id:x\\/1 a gov:Meeting ;",
            '\tskos:prefLabel "ประชุม"@th ;',
            '\tgov:heldOn "2010-01-12"^^xsd:date .',
        ]


# -- the same everywhere


@pytest.fixture(scope="module")
def here(built: Path) -> Iterator[Callable[[str], bytes]]:
    """The shipped data in a format, written once."""
    with open_store(built) as store:
        yield cache(partial(exported, store))


def test_a_sparql_server_gives_the_same_bytes(
    workshop_store: Store, clean_server: str, here: Callable[[str], bytes]
) -> None:
    with open_store(clean_server, write=True) as remote:
        remote.commit(Change(add=workshop_store.quads()))
        assert [graph.value for graph in remote.graphs()] == [graph.value for graph in workshop_store.graphs()]
        for form in ("nquads", "turtle", "graphml"):  # one for each way in which a store is read
            assert exported(remote, form) == here(form), form


@pytest.mark.parametrize("form", ["trig", "jsonld", "graphml", "gexf", "csv", "cypher"])
def test_another_process_gives_the_same_bytes(built: Path, here: Callable[[str], bytes], form: str) -> None:
    command = [sys.executable, "-m", "govgraph.cli", "export", "-f", form, "--store", str(built)]
    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": "7", "PATH": ""})
    assert done.stdout == here(form)


# -- graphs chosen


def test_a_graph_goes_by_its_iri_or_its_short_name(workshop_store: Store) -> None:
    names = ("workshop-2010-01-12", "graph:workshop-2010-01-12", f"{PREFIXES['graph']}workshop-2010-01-12")
    one, *others = (exported(workshop_store, "nquads", name) for name in names)
    assert all(other == one for other in others)
    assert one.count(b"\n") == sum(1 for _ in workshop_store.quads(NamedNode(names[2])))


def test_a_graph_that_is_not_there_comes_with_those_that_are_close(workshop_store: Store) -> None:
    with pytest.raises(NotFoundError) as caught:
        exported(workshop_store, "nquads", "workshop-2010-01-21")
    assert caught.value.candidates == (f"{PREFIXES['graph']}workshop-2010-01-12",)
    assert "reference" in caught.value.en


def test_a_format_that_is_not_there_is_wrong_use(workshop_store: Store) -> None:
    with pytest.raises(UsageError, match="There is no format “rdfxml”; choose from nquads"):
        exported(workshop_store, "rdfxml")


def test_an_iri_that_looks_like_a_prefix_is_taken_for_what_it_is(made: Any) -> None:
    with made(
        "graph:a { <org:now> a gov:Meeting ; org:role <id:x> ; org:unknown <https://w3id.org/govgraph/id/x/y> }"
    ) as store:
        data = exported(store, "jsonld", "a")
        assert {*pyoxigraph.parse(data, format=RdfFormat.JSON_LD)} == {*store.quads(NamedNode(f"{PREFIXES['graph']}a"))}
        read = jsonld.to_rdf(json.loads(data), {"format": "application/n-quads"})
    assert "<org:now>" in read
    assert "<http://www.w3.org/ns/org#role> <id:x>" in read


def test_an_empty_store_gives_empty_documents() -> None:
    with store_of([]) as store:
        assert exported(store, "nquads") == exported(store, "trig") == exported(store, "turtle") == b""
        assert list(pyoxigraph.parse(exported(store, "jsonld"), format=RdfFormat.JSON_LD)) == []
