"""From a thing to the places that bear witness: all of them, in an order that nothing but the places decides."""

from __future__ import annotations

from itertools import permutations

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.lineage import sources_of
from govgraph.names import graph, lines_place, term
from govgraph.store import open_store
from govgraph.store.port import Change

THING, MINUTES = NamedNode("https://example.org/rice"), NamedNode("https://example.org/minutes")


def lines(first: int, last: int, written: str | None = None) -> list[Quad]:
    place = lines_place(MINUTES.value, first, last)
    facts: dict[str, NamedNode | Literal] = {
        "gov:inSource": MINUTES,
        "gov:line": Literal(first) if written is None else Literal(written),
        "gov:lastLine": Literal(last),
    }
    about = [Quad(place, term(curie), value, graph("g")) for curie, value in facts.items()]
    return [Quad(THING, term("dcterms:source"), place, graph("g")), *about]


def witnesses(*places: list[Quad]) -> list[str]:
    with open_store(":memory:", write=True) as store:
        store.commit(Change(add=[quad for place in places for quad in place]))
        return [evidence.words("en") for evidence in sources_of(store, [THING.value])[THING.value]]


def test_places_that_begin_on_one_line_stand_in_one_order() -> None:
    expected = ["61–63", "61–66", "61–69", "70–71"]
    for places in permutations([lines(61, 69), lines(61, 63), lines(70, 71), lines(61, 66)]):
        assert witnesses(*places) == [f"{MINUTES.value}, lines {range_}" for range_ in expected]


def test_a_line_that_is_no_number_is_left_out_not_fatal() -> None:
    assert witnesses(lines(61, 69, "about 61")) == [MINUTES.value]
    assert witnesses(lines(61, 69, "9" * 5000)) == [MINUTES.value]
