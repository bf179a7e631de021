"""What every store does, whichever engine is behind it. Runs against a real SPARQL server as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from govgraph.errors import LimitError, StoreError, UsageError
from govgraph.names import graph, term
from govgraph.store import Change, Store, Table

Opener = Callable[[bool], Store]

EX = "https://example.org/"
A, B, P, Q = (NamedNode(EX + name) for name in "abpq")
ONE, TWO = graph("one"), graph("two")
CATALOGUE = graph("catalogue")
THAI = Literal('กระทรวง "เกษตร"\\และ\nสหกรณ์ 🌾', language="th")


def listed(*names: NamedNode) -> list[Quad]:
    return [Quad(name, term("rdf:type"), term("gov:CurrentGraph"), CATALOGUE) for name in names]


def statements(store: Store, name: NamedNode) -> set[Quad]:
    return set(store.quads(name))


@pytest.fixture
def store(writer: Store) -> Store:
    """Two graphs that share one statement."""
    shared = [Quad(A, P, THAI, ONE), Quad(A, P, THAI, TWO)]
    writer.commit(Change(add=[*shared, Quad(B, P, Literal(7), TWO), *listed(ONE, TWO)]))
    return writer


def test_values_come_back_as_they_went_in(writer: Store) -> None:
    values: list[Literal | NamedNode] = [
        THAI,
        Literal("plain"),
        Literal("'''\"\"\"\t\r\n\\u0E01"),
        Literal("2010-01-12", datatype=term("xsd:date")),
        Literal("00042"),
        Literal(9_223_372_036_854_775_807),
        NamedNode(EX + "กรม"),
    ]
    writer.commit(Change(add=[Quad(A, NamedNode(f"{EX}p{i}"), v, ONE) for i, v in enumerate(values)] + listed(ONE)))
    found = {q.predicate.value: q.object for q in writer.quads(ONE)}
    assert found == {f"{EX}p{i}": v for i, v in enumerate(values)}


def test_decimals_keep_their_value_and_lose_their_zeros(writer: Store) -> None:
    as_written = [Quad(A, P, Literal(text, datatype=term("xsd:decimal")), ONE) for text in ("1.10", "1.1")]
    for _ in range(2):
        writer.commit(Change(drop=frozenset({ONE}), add=as_written + listed(ONE)))
        assert statements(writer, ONE) == {Quad(A, P, Literal("1.1", datatype=term("xsd:decimal")), ONE)}


def test_select_gives_columns_in_order_and_none_for_the_unbound(store: Store) -> None:
    table = store.select(f"SELECT ?v ?none ?s WHERE {{ ?s <{P.value}> ?v FILTER(isNumeric(?v)) }}")
    assert table == Table(columns=("v", "none", "s"), rows=((Literal(7), None, B),))
    assert list(table) == [{"v": Literal(7), "none": None, "s": B}]


def test_ask_and_construct_and_describe(store: Store) -> None:
    assert store.ask(f"ASK {{ <{A.value}> ?p ?o }}") is True
    assert store.ask(f"ASK {{ ?s <{Q.value}> ?o }}") is False
    built = store.construct(f"CONSTRUCT {{ ?s <{Q.value}> ?o }} WHERE {{ ?s <{P.value}> ?o }}")
    assert sorted(map(str, built)) == sorted(map(str, [Triple(A, Q, THAI), Triple(B, Q, Literal(7))]))
    assert store.query(f"DESCRIBE <{B.value}>") == (Triple(B, P, Literal(7)),)


def test_a_statement_in_two_graphs_is_one_distinct_answer(store: Store) -> None:
    question = f"SELECT DISTINCT ?v WHERE {{ <{A.value}> <{P.value}> ?v }}"
    assert store.select(question).rows == ((THAI,),)


def test_each_current_graph_is_reached_by_its_name(store: Store) -> None:
    table = store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [row[0] for row in table.rows] == [CATALOGUE, ONE, TWO]
    assert store.graphs() == (CATALOGUE, ONE, TWO)


def test_a_query_may_name_the_graphs_that_it_reads(store: Store) -> None:
    def subjects(dataset: str) -> set[object]:
        return {subject for (subject,) in store.select(f"SELECT ?s {dataset} WHERE {{ ?s ?p ?o }}").rows}

    assert subjects(f"FROM {ONE}") == {A}
    assert subjects(f"from {ONE} FROM {TWO}") == {A, B}
    assert subjects("FROM <https://example.org/no-such-graph>") == set()


def test_quads_of_all_graphs_and_of_one(store: Store) -> None:
    two = {Quad(A, P, THAI, TWO), Quad(B, P, Literal(7), TWO)}
    assert statements(store, TWO) == two
    assert set(store.quads()) == two | {Quad(A, P, THAI, ONE), *listed(ONE, TWO)}
    assert list(store.quads(graph("none"))) == []


def test_what_one_commit_wrote_the_next_reader_sees(store: Store, opener: Opener) -> None:
    assert statements(opener(False), ONE) == {Quad(A, P, THAI, ONE)}


def test_adding_to_a_graph_keeps_what_is_in_it(store: Store) -> None:
    store.commit(Change(add=[Quad(B, Q, A, ONE)]))
    assert statements(store, ONE) == {Quad(A, P, THAI, ONE), Quad(B, Q, A, ONE)}


def test_dropping_and_adding_replaces_a_graph_and_leaves_the_others(store: Store) -> None:
    store.commit(Change(drop=frozenset({TWO}), add=[Quad(B, Q, THAI, TWO), Quad(A, Q, B, TWO)]))
    assert statements(store, TWO) == {Quad(B, Q, THAI, TWO), Quad(A, Q, B, TWO)}
    assert statements(store, ONE) == {Quad(A, P, THAI, ONE)}


def test_one_change_may_replace_drop_and_extend(store: Store) -> None:
    three = graph("three")
    new = [Quad(A, Q, B, ONE), Quad(B, Q, B, three), *listed(three)]
    gone = [q for q in store.quads(CATALOGUE) if q.subject != TWO]
    store.commit(Change(drop=frozenset({ONE, TWO, CATALOGUE}), add=new + gone))
    assert store.graphs() == (CATALOGUE, ONE, three)
    assert statements(store, ONE) == {Quad(A, Q, B, ONE)}
    assert statements(store, TWO) == set()
    assert statements(store, CATALOGUE) == set(listed(ONE, three))


def test_a_dropped_graph_is_gone_from_every_answer(store: Store) -> None:
    catalogue = [Change(drop=frozenset({TWO, CATALOGUE}), add=listed(ONE))]
    store.commit(catalogue[0])
    assert TWO not in store.graphs()
    assert not store.ask(f"ASK {{ <{B.value}> ?p ?o }}")
    assert not store.ask(f"ASK {{ GRAPH <{TWO.value}> {{ ?s ?p ?o }} }}")


def test_dropping_what_is_not_there_is_no_error(store: Store) -> None:
    before = set(store.quads())
    store.commit(Change(drop=frozenset({graph("none")})))
    store.commit(Change())
    assert set(store.quads()) == before


def test_single_statements_are_taken_out(store: Store) -> None:
    store.commit(Change(remove=[Quad(A, P, THAI, TWO), Quad(A, Q, A, TWO)], add=[Quad(A, Q, B, ONE)]))
    assert statements(store, TWO) == {Quad(B, P, Literal(7), TWO)}
    assert statements(store, ONE) == {Quad(A, P, THAI, ONE), Quad(A, Q, B, ONE)}
    assert store.graphs() == (CATALOGUE, ONE, TWO)


def test_a_change_may_drop_take_out_and_add_at_once(store: Store) -> None:
    three = graph("three")
    rows = [Quad(NamedNode(f"{EX}{n}"), P, Literal(n), three) for n in range(12_000)]
    store.commit(Change(drop=frozenset({TWO}), remove=listed(TWO), add=iter([*rows, *listed(three)])))
    assert store.graphs() == (CATALOGUE, ONE, three)
    assert statements(store, CATALOGUE) == set(listed(ONE, three))
    assert statements(store, three) == set(rows)
    store.commit(Change(drop=frozenset({three}), add=[Quad(A, P, B, TWO)]))
    assert store.graphs() == (CATALOGUE, ONE, TWO)


@pytest.mark.parametrize("drop", [frozenset(), frozenset({ONE})], ids=["add", "replace"])
def test_an_interrupted_source_of_statements_leaves_nothing(store: Store, drop: frozenset[NamedNode]) -> None:
    class RowError(Exception):
        pass

    def rows() -> Iterator[Quad]:
        for number in range(1_500):
            yield Quad(A, Q, Literal(number), ONE)
        raise RowError

    before = set(store.quads())
    with pytest.raises(RowError):
        store.commit(Change(drop=drop, add=rows()))
    assert set(store.quads()) == before


def test_more_statements_than_fit_into_one_request(writer: Store) -> None:
    rows = [Quad(NamedNode(f"{EX}{n}"), P, Literal(f"ข้อ {n}", language="th"), ONE) for n in range(2_345)]
    writer.commit(Change(add=rows + listed(ONE)))
    assert statements(writer, ONE) == set(rows)
    writer.commit(Change(drop=frozenset({ONE}), add=rows[5:]))
    assert statements(writer, ONE) == set(rows[5:])


def test_a_blank_node_stays_one_node(writer: Store) -> None:
    node = BlankNode("x")
    many = [Quad(node, P, Literal(n), ONE) for n in range(1_200)]
    writer.commit(Change(add=[*many, Quad(A, Q, node, ONE), *listed(ONE)]))
    writer.commit(Change(drop=frozenset({ONE}), add=[*many[1:], Quad(A, Q, node, ONE)]))
    question = f"SELECT (COUNT(DISTINCT ?v) AS ?n) WHERE {{ <{A.value}> <{Q.value}> ?x . ?x <{P.value}> ?v }}"
    assert writer.select(question).rows == ((Literal(1_199),),)


def test_the_same_change_twice_is_the_same_as_once(store: Store) -> None:
    change = Change(drop=frozenset({TWO}), add=(Quad(A, P, THAI, TWO), Quad(B, P, Literal(7), TWO)))
    before = set(store.quads())
    store.commit(change)
    store.commit(change)
    assert set(store.quads()) == before


def test_a_statement_outside_a_named_graph_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no named graph"):
        store.commit(Change(add=[Quad(A, P, B, DefaultGraph())]))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * WHERE {\n ?s ?p }", r"line 2|2:9"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "updates are not run"),
        ("", "no SPARQL query"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("SELECT * { ?s ?p '\ud800' }", "position 19"),
    ],
)
def test_a_query_that_cannot_be_run_is_the_callers_fault(store: Store, query: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        store.query(query)
    assert caught.value.th
    assert caught.value.exit_code == 2


def test_a_query_of_another_form_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="SELECT is needed here, not ASK"):
        store.select("ASK {}")
    with pytest.raises(UsageError, match="ASK is needed here, not SELECT"):
        store.ask("SELECT * {}")
    with pytest.raises(UsageError, match="CONSTRUCT / DESCRIBE is needed here, not ASK"):
        store.construct("ASK {}")


def test_bottomless_nesting_is_a_limit_and_no_crash(store: Store) -> None:
    with pytest.raises(LimitError):
        store.query("SELECT (" + "(" * 5_000 + "1" + ")" * 5_000 + " AS ?x) {}")


def test_a_reader_does_not_write(store: Store, opener: Opener) -> None:
    reader = opener(False)
    if reader is store:
        pytest.skip("the store in memory has one opening, which writes")
    with pytest.raises(StoreError, match="for reading only"):
        reader.commit(Change(add=[Quad(A, P, B, ONE)]))


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib 7.6 warns of its own use
def test_as_an_rdflib_dataset_graphs_are_united(store: Store) -> None:
    dataset = store.rdflib()
    assert len(dataset.graph(rdflib.URIRef(TWO.value))) == 2
    found = set(dataset.objects(rdflib.URIRef(A.value), rdflib.URIRef(P.value)))
    assert found == {rdflib.Literal(THAI.value, lang="th")}
