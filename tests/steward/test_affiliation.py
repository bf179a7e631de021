"""Roll-up to ministries by day: as sure as what is recorded, never surer."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from govgraph.steward.affiliation import FIRST, LAST, Attachment, Tile, ministry_tiles, parent_tiles


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
