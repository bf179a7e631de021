"""What has to be written so that graphs hold what is wanted."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from govgraph.names import graph
from govgraph.store.difference import Difference, by_graph, data_block, difference

ONE, TWO = graph("one"), graph("two")
A, B, P = (NamedNode(f"https://example.org/{name}") for name in "abp")


def turtle(text: str) -> set[Quad]:
    head = "PREFIX : <https://example.org/> "
    found = parse(head + text, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    return {Quad(q.subject, q.predicate, q.object, ONE) for q in found}


def compare(then: str, now: str) -> Difference:
    return difference({ONE: turtle(then)}, {ONE: turtle(now)})


def test_only_what_differs_is_written() -> None:
    found = compare(":a :p 1, 2, 3 .", ":a :p 2, 3, 4 .")
    assert (found.whole, found.gone, found.new) == ([], turtle(":a :p 1 ."), turtle(":a :p 4 ."))


def test_a_graph_of_which_nothing_stays_is_dropped() -> None:
    assert difference({ONE: turtle(":a :p 1 .")}, {}).whole == [ONE]
    assert difference({ONE: set()}, {}) == Difference()


def test_a_graph_that_is_not_to_be_dropped_only_grows() -> None:
    found = difference({}, {TWO: {Quad(A, P, B, TWO)}})
    assert (found.whole, found.gone, found.new) == ([], set(), {Quad(A, P, B, TWO)})


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        (":a :p [ :p 1 ], [ :p 2 ] .", ":a :p [ :p 2 ], [ :p 1 ] .", True),
        (":a :p ( 1 2 [ :p ( 3 ) ] ) .", ":a :p ( 1 2 [ :p ( 3 ) ] ) .", True),
        ("[] :p 1 . [] :p 1 .", "[] :p 1 . [] :p 1 .", True),
        (":a :p [], [] .", ":a :p [], [] .", True),
        (":a :p ( 1 2 ) .", ":a :p ( 2 1 ) .", False),
        (":a :p [ :p 1 ; :q 2 ], [ :p 3 ; :q 4 ] .", ":a :p [ :p 1 ; :q 4 ], [ :p 3 ; :q 2 ] .", False),
        (":a :p [ :p 1 ] .", ":a :p [ :p 1 ], [ :p 1 ] .", False),
        (":a :p [ :p [ :p 1 ] ] . :b :p [ :q 1 ] .", ":a :p [ :q 1 ] . :b :p [ :p [ :p 1 ] ] .", False),
        # Not trees: these would need a search, so they count as changed.
        (":a :p _:x . :b :p _:x .", ":a :p _:x . :b :p _:x .", False),
        ("_:x :p _:y . _:y :p _:x .", "_:x :p _:y . _:y :p _:x .", False),
    ],
)
def test_blank_nodes_are_known_by_what_hangs_below_them(then: str, now: str, same: bool) -> None:
    found = compare(then, now)
    assert (found == Difference()) is same
    if not same:
        assert found.whole == [ONE]
        assert len(found.new) == len(turtle(now))


def test_the_update_does_what_the_difference_says() -> None:
    odd = Literal('} " \\ \n {', language="th")
    then = turtle(":a :p 1, 2 . :b :p [ :p 1 ] .") | {Quad(A, P, B, TWO)}
    store = Store()
    store.extend([*then, Quad(B, P, B, TWO)])
    now = [*turtle(":a :p 2 . :b :p [ :p 2 ] ."), Quad(A, P, odd, TWO)]
    old = {name: set(store.quads_for_pattern(None, None, None, name)) for name in (ONE, TWO)}
    store.update(difference(old, by_graph(now)).update())
    assert set(store.quads_for_pattern(None, None, None, TWO)) == {Quad(A, P, odd, TWO)}
    assert len(list(store.quads_for_pattern(None, None, None, ONE))) == 3
    assert store.query("ASK { GRAPH ?g { <https://example.org/b> ?p [ ?p 2 ] . <https://example.org/a> ?p 2 } }")


def test_statements_about_statements_are_written_too() -> None:
    quad = Quad(A, P, Triple(A, P, Literal("x")), ONE)
    store = Store()
    store.update(f"INSERT DATA {{ {data_block([quad])} }}")
    assert list(store) == [quad]
