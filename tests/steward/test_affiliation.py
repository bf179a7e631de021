"""Roll-up to ministries by day: as sure as what is recorded, never surer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import graph, term, thing
from govgraph.steward.affiliation import FIRST, LAST, Attachment, Tile, affiliations, ministry_tiles, parent_tiles


def attached(member: str, parent: str, start: date | None, end: date | None, *, attested: bool = False) -> Attachment:
    return Attachment(f"{member}-{parent}", member, parent, start, end, attested, attested, 3)


JANUARY = (date(2010, 1, 1), date(2010, 2, 1))


def at(tiles: list[Tile], day: date) -> list[tuple[str, int]]:
    return [(tile.ministry, tile.rank) for tile in tiles if tile.start <= day < tile.end]


def test_known_for_january_2010_only_is_probable_at_other_dates() -> None:
    tiles = ministry_tiles([attached("rice", "moac", *JANUARY, attested=True)], frozenset({"moac"}))["rice"]
    assert at(tiles, date(2010, 1, 12)) == [("moac", 3)]
    assert at(tiles, date(2011, 10, 1)) == [("moac", 2)]
    assert at(tiles, date(2000, 1, 1)) == [("moac", 2)]


def test_a_known_end_is_not_stretched() -> None:
    tiles = parent_tiles([attached("x", "m", date(2005, 1, 1), date(2006, 1, 1))])
    assert at(tiles, date(2006, 1, 1)) == []
    assert at(tiles, date(2004, 12, 31)) == []


def test_a_chain_is_as_sure_as_its_weakest_step() -> None:
    steps = [attached("bureau", "opdc", *JANUARY, attested=True), attached("opdc", "pmo", date(2002, 10, 3), None)]
    tiles = ministry_tiles(steps, frozenset({"pmo"}))["bureau"]
    assert at(tiles, date(2010, 1, 12)) == [("pmo", 3)]
    assert at(tiles, date(2012, 1, 1)) == [("pmo", 2)]
    assert at(tiles, date(2001, 1, 1)) == []


def test_a_circle_and_a_dead_end_give_no_ministry() -> None:
    circle = [attached("a", "b", None, None), attached("b", "a", None, None), attached("c", "nowhere", None, None)]
    tiles = ministry_tiles(circle, frozenset({"m"}))
    assert tiles == {"m": [Tile(FIRST, LAST, "m", 3)], "a": [], "b": [], "c": []}


def test_a_chain_without_end_gives_no_ministry() -> None:
    chain = [attached(f"b{n}", f"b{n + 1}", None, None) for n in range(3000)]
    assert ministry_tiles([*chain, attached("b3000", "m", None, None)], frozenset({"m"}))["b0"] == []


def test_sources_that_disagree_about_the_end_make_two_tiles_never_one_with_two_ends() -> None:
    def recorded(key: str, until: str, sure: str) -> list[Quad]:
        attachment, period = thing("attachment", key), thing("period", key)
        facts: list[tuple[NamedNode, str, NamedNode | Literal]] = [
            (attachment, "rdf:type", term("gov:Attachment")),
            (attachment, "org:member", thing("agency", "boi")),
            (attachment, "org:organization", thing("ministry", "moind")),
            (attachment, "org:memberDuring", period),
            (attachment, "gov:confidence", thing("confidence", sure)),
            (period, "gov:from", Literal("2010-01-01")),
            (period, "gov:until", Literal(until)),
        ]
        return [Quad(subject, term(curie), value, graph("test")) for subject, curie, value in facts]

    ministry = Quad(thing("ministry", "moind"), term("rdf:type"), term("gov:Ministry"), graph("test"))
    for other in (("2014-01-01", "probable"), ("2011-01-01", "unconfirmed"), ("2014-01-01", "confirmed")):
        quads = [ministry, *recorded("one", "2011-01-01", "confirmed"), *recorded("two", *other)]
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for quad in affiliations(quads, graph("inferred/test")):
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, NamedNode | Literal)
            found[quad.subject.value][quad.predicate.value].add(quad.object.value.rpartition("/")[2])
        of_boi = [tile for tile in found.values() if tile[term("gov:affiliate").value] == {"boi"}]
        told = sorted(
            tuple(tuple(tile[term(curie).value]) for curie in ("gov:from", "gov:until", "gov:confidence"))
            for tile in of_boi
        )
        expected = {("2011-01-01", "confirmed"), other}
        assert told == sorted((("2010-01-01",), (until,), (sure,)) for until, sure in expected)


days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
spans = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(st.tuples(st.sampled_from("pqr"), spans, st.booleans()), min_size=1, max_size=5), days)
def test_guesses_never_stand_beside_records_and_never_beat_them(
    given_: list[tuple[str, tuple[date, date], bool]], day: date
) -> None:
    attachments = [
        Attachment(str(n), "x", parent, *span, attested, attested, 3)
        for n, (parent, span, attested) in enumerate(given_)
    ]
    tiles = parent_tiles(attachments)
    recorded = {parent for parent, (start, end), _ in given_ if start <= day < end}
    assert {parent for parent, rank in at(tiles, day) if rank == 3} == recorded
    if recorded:
        assert all(rank == 3 for _, rank in at(tiles, day))
