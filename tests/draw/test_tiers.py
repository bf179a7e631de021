"""The picture of tiers and sectors: what it counts of the shipped data, and that it fits whatever it is given."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from govgraph.draw import Heading, Linker, TierBox, TiersScene, render
from govgraph.draw.colours import FAINT, GREY, WHITE, contrast
from govgraph.draw.layout import lay_out
from govgraph.draw.layout.tierlinks import HORIZONTAL, VERTICAL
from govgraph.draw.layout.tiers import BANDS
from govgraph.draw.marks import Area, Box, Drawing, Rect, Stroke
from govgraph.draw.pictures import picture
from govgraph.draw.text import LEAST
from govgraph.errors import LimitError, UsageError
from govgraph.model import Label
from govgraph.store import open_store
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Store
from tests.draw.conftest import caption, long_label
from tests.draw.test_layout import LANGUAGES, faults, shown

DATA = Path(__file__).resolve().parents[2] / "data"
WORKSHOP = "2010-01-12"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def there(row: dict[str, str], day: str) -> bool:
    return (row["from"] or "0") <= day < (row["until"] or "9999")


Shipped = Callable[..., TiersScene]


@pytest.fixture(scope="module")
def tiers_of(built: Path) -> Iterator[Shipped]:
    """What makes the picture of the shipped data, each only once."""
    with open_store(built) as store:

        @cache
        def made(**options: object) -> TiersScene:
            scene = picture(store, "tiers", **options)
            assert isinstance(scene, TiersScene)
            return scene

        yield made


def counts(scene: TiersScene, tier: str, sector: str) -> dict[str, int]:
    return {box.label.en or "": box.count for box in scene.boxes(tier, sector) if box.count is not None}


def said(box: TierBox) -> str:
    return " ".join(label.en or "" for line in box.lines for label in line)


# -- the shipped data ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2010-01-12", "2019-06-01"])
def test_bodies_are_counted_as_they_were_on_the_day(tiers_of: Shipped, day: str) -> None:
    scene = tiers_of(as_of=date.fromisoformat(day))
    kinds = Counter(row["class"] for row in table("reference/agencies") if there(row, day))
    kinds += Counter(row["class"] for row in table("reference/ministries") if there(row, day))
    ministry_level = kinds.pop("Ministry") + kinds.pop("IndependentAgency")
    bureaus = kinds.pop("Bureau")
    central = counts(scene, "central", "state")
    assert central["Ministry-level bodies"] == ministry_level
    assert central["Department-level bodies"] == sum(kinds.values())
    assert central["Bureaus"] == bureaus
    regional = counts(scene, "regional", "state")
    areas = {row["key"]: row for row in table("reference/areas")}
    provinces = [row for row in table("reference/provinces") if row["class"] == "ProvincialAdministration"]
    assert regional["Provinces"] == sum(there(areas[row["jurisdiction"]], day) for row in provinces)
    assert regional["Provincial clusters"] == sum(there(row, day) for row in table("reference/clusters"))
    assert counts(scene, "local", "state") == {"Special local administration": 1}


def test_it_says_what_counts_although_its_time_is_not_on_record(tiers_of: Shipped) -> None:
    # Most ministries have no first day in the tables, and committees have no days at all.
    assert any(not row["from"] for row in table("reference/ministries"))
    scene = tiers_of(as_of=date(1900, 1, 1))
    assert counts(scene, "central", "state")["Ministry-level bodies"] > 0
    note = scene.caption.note.en or ""
    assert "A body without a first day on record counts as there before" in note
    assert "seats and those to be consulted are of all times" in note


def test_those_who_took_part_are_the_fifty_five_of_the_workshop(tiers_of: Shipped) -> None:
    scene = tiers_of()
    boxes = {box.label.en: box for box in scene.boxes("central", "state")}
    assert "8 took part" in said(boxes["Ministry-level bodies"])
    assert "47 took part" in said(boxes["Department-level bodies"])
    regional = {box.label.en: said(box) for box in scene.boxes("regional", "state")}
    assert regional["Provinces"] == regional["Provincial clusters"] == "In 5 groups, not named"
    before = tiers_of(as_of=date(2010, 1, 11))
    assert not any("took part" in said(box) for box in before.boxes("central", "state"))


def test_seats_are_shown_where_those_sit_who_hold_them(tiers_of: Shipped) -> None:
    scene = tiers_of()
    seats = table("reference/seats")
    by_office = sum(row["committee"] == "ipac" and bool(row["ex_officio"]) for row in seats)
    assert counts(scene, "central", "state")["Seats on committees"] == by_office
    assert counts(scene, "central", "civil-society") == {"Seats on committees": 1}
    assert scene.linker is not None
    governor = sum(row["ex_officio"] == "governor" for row in seats)
    assert f"{governor} committees" in " ".join(label.en or "" for line in scene.linker.lines for label in line)


def test_those_who_must_be_consulted_stand_in_their_sector(tiers_of: Shipped) -> None:
    scene = tiers_of()
    (private,) = scene.boxes("regional", "private")
    assert (private.label.en, private.count) == ("To be consulted", None)
    assert "usiness representatives" in said(private)
    assert "No body is on record by name" in said(private)
    (civil,) = scene.boxes("regional", "civil-society")
    assert "the people" in said(civil)
    local = {box.label.en: said(box) for box in scene.boxes("local", "state")}
    assert "Executives of local governments" in local["To be consulted"]


def test_cells_of_which_nothing_is_on_record_are_pale_and_say_so(tiers_of: Shipped) -> None:
    scene = tiers_of()
    empty = [(t.key, s.key) for t in scene.tiers for s in scene.sectors if not scene.boxes(t.key, s.key)]
    assert empty == [("central", "private"), ("local", "private"), ("local", "civil-society")]
    drawing = lay_out(scene, lang="en")
    assert sum(text.line == "None on record" for text in drawing.texts) == len(empty)
    assert sum(isinstance(mark, Box) and mark.fill == FAINT and mark.dashed for mark in drawing.marks) == len(empty)


def test_the_governor_links_three_tiers_and_three_sectors(tiers_of: Shipped) -> None:
    scene = tiers_of()
    assert scene.linker is not None
    assert (scene.linker.tiers, scene.linker.sectors) == (
        ("central", "regional", "local"),
        ("state", "private", "civil-society"),
    )
    drawing = lay_out(scene, lang="th")
    vertical = arrows(drawing, VERTICAL)
    # Up, down, and to each of the three boxes beside the governor.
    assert len(vertical) == 2 + len(scene.boxes("regional", "state"))
    assert len(arrows(drawing, HORIZONTAL)) == 2
    rects = [mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.fill in (WHITE, VERTICAL, FAINT)]
    heads = [mark.start for mark in drawing.marks if isinstance(mark, Area)]
    assert len(heads) == 2 * (len(vertical) + 2)
    for x, y in heads:
        assert any(rect.contains(Rect(x, y, 0, 0), slack=0.1) for rect in rects)


def arrows(drawing: Drawing, colour: str) -> list[Stroke]:
    return [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.colour == colour]


def test_an_empty_store_has_nothing_to_draw() -> None:
    with EmbeddedStore.in_memory() as empty, pytest.raises(UsageError, match="nothing to draw"):
        picture(empty, "tiers")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["a4", "a4-portrait", "a4-landscape", "a3", "slide"])
def test_the_picture_fits_every_page_in_every_language(tiers_of: Shipped, size: str, lang: str) -> None:
    scene = tiers_of()
    drawing = lay_out(scene, lang=lang, size=size)
    assert faults(drawing) == []
    assert min(text.size for text in drawing.texts) >= LEAST
    for cell in scene.cells.values():
        for box in cell:
            assert shown(drawing, box.label.th) is (lang != "en")
            assert shown(drawing, box.label.en) or lang == "th"


def test_no_box_lies_on_another(tiers_of: Shipped) -> None:
    for lang in LANGUAGES:
        drawing = lay_out(tiers_of(), lang=lang)
        boxes = [mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.stroke]
        assert len(boxes) > 10
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_all_words_read_on_their_ground() -> None:
    for band in BANDS:
        for colour in (VERTICAL, HORIZONTAL, GREY):
            assert contrast(colour, band) >= 4.5
    assert contrast(WHITE, VERTICAL) >= 4.5
    assert contrast(GREY, FAINT) >= 4.5


def test_the_same_picture_gives_the_same_bytes(workshop_store: Store) -> None:
    first, second = (picture(workshop_store, "tiers") for _ in range(2))
    assert render(first, "svg") == render(second, "svg")


# -- whatever is given ---------------------------------------------------------------------------------------------


def made_up(boxes: int, *, linked: bool) -> TiersScene:
    """Every cell with so many boxes, all names of about sixty characters."""
    keys = ("a", "b", "c")
    box = TierBox(long_label(0), 1234567, ((long_label(1), long_label(2)),))
    linker = Linker(
        long_label(1),
        "b",
        "a",
        ((long_label(2),),),
        keys,
        keys,
        Label("แนวดิ่ง", "Vertical"),
        Label("แนวนอน", "Horizontal"),
    )
    return TiersScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        tiers=tuple(Heading(key, long_label(at)) for at, key in enumerate(keys)),
        sectors=tuple(Heading(key, long_label(at)) for at, key in enumerate(keys)),
        cells={(tier, sector): (box,) * boxes for tier in keys for sector in keys if boxes},
        linker=linker if linked else None,
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("boxes", [0, 1, 2])
def test_sixty_character_names_fit(boxes: int, linked: bool, lang: str) -> None:
    assert faults(lay_out(made_up(boxes, linked=linked), lang=lang, size="a3")) == []


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(LimitError):
        lay_out(made_up(12, linked=True), size="slide")


def test_a_scene_refuses_what_makes_no_sense() -> None:
    scene = made_up(1, linked=True)
    assert scene.linker is not None
    for wrong in (
        {"tiers": ()},
        {"sectors": (*scene.sectors, scene.sectors[0])},
        {"cells": {("a", "z"): ()}},
        {"cells": {("a", "a"): (TierBox(Label()),)}},
        {"linker": replace(scene.linker, tier="z")},
        {"linker": replace(scene.linker, sectors=("z",))},
    ):
        with pytest.raises(UsageError):
            replace(scene, **wrong)
