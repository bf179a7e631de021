"""The map of tiles: what it shows of the shipped data, and that it fits whatever it is given."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse

from govgraph.draw import Cluster, Scale, Tile, TilesScene, render
from govgraph.draw.colours import INK, REGIONS, contrast, region_tint
from govgraph.draw.layout import lay_out
from govgraph.draw.layout.outlines import outlines
from govgraph.draw.layout.tilemap import fills
from govgraph.draw.marks import Box, Drawing, Stroke, Text
from govgraph.draw.pictures import picture
from govgraph.draw.pictures.shading import Unit, figure, money_unit, steps
from govgraph.draw.pictures.tile_grid import squares
from govgraph.draw.scenes.tables import rows_of
from govgraph.draw.text import LEAST
from govgraph.errors import LimitError, UsageError
from govgraph.model import Label
from govgraph.names import graph
from govgraph.store import open_store
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Change, Store
from tests.draw.conftest import caption, long_label
from tests.draw.test_colours import VISIONS, lab
from tests.draw.test_layout import LANGUAGES, faults, shown

DATA = Path(__file__).resolve().parents[2] / "data" / "reference"
WORKSHOP = date(2010, 1, 12)
LATER = date(2019, 1, 1)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def members(day: str) -> dict[str, str]:
    """The cluster of each province on a day, from the table of memberships."""
    return {
        row["member"]: row["cluster"]
        for row in table("cluster_memberships")
        if row["role"] == "cluster-member" and (row["from"] or "0") <= day < (row["until"] or "9999")
    }


def short(iri: str) -> str:
    return iri.partition("/id/")[2]


Shipped = Callable[..., TilesScene]


@pytest.fixture(scope="module")
def tiles_of(built: Path) -> Iterator[Shipped]:
    """What makes the picture of the shipped data, each only once."""
    with open_store(built) as store:

        @cache
        def made(**options: object) -> TilesScene:
            scene = picture(store, "tiles", **options)
            assert isinstance(scene, TilesScene)
            return scene

        yield made


# -- the shipped data ----------------------------------------------------------------------------------------------


def test_the_map_of_the_workshop_has_the_clusters_of_2009(tiles_of: Shipped) -> None:
    scene = tiles_of()
    assert {short(tile.key): short(tile.cluster) for tile in scene.tiles if not tile.outside} == members("2010-01-12")
    assert [short(tile.key) for tile in scene.tiles if tile.outside] == ["province/TH-10"]
    assert (len(scene.tiles), len(scene.clusters), scene.unknowns, scene.unsures) == (76, 18, 0, 0)
    assert [cluster.number for cluster in scene.clusters] == list(range(1, 19))
    # From the north to the south; upper before lower.
    assert [cluster.label.en for cluster in scene.clusters[:4]] == [
        "Upper Northern 1", "Upper Northern 2", "Lower Northern 1", "Lower Northern 2",
    ]  # fmt: skip
    assert Counter(cluster.region for cluster in scene.clusters) == {
        "north": 4, "northeast": 5, "central": 5, "east": 1, "south": 3,
    }  # fmt: skip
    assert scene == tiles_of(as_of=WORKSHOP)


@pytest.mark.parametrize(("day", "provinces"), [(date(2011, 3, 22), 75), (date(2011, 3, 23), 76), (LATER, 76)])
def test_bueng_kan_has_a_tile_from_the_day_it_became_a_province(tiles_of: Shipped, day: date, provinces: int) -> None:
    scene = tiles_of(as_of=day)
    assert sum(not tile.outside for tile in scene.tiles) == provinces
    assert shown(lay_out(scene, lang="en"), "Bueng Kan") is (provinces == 76)


def test_after_the_regrouping_three_provinces_are_in_no_cluster_that_anyone_knows(tiles_of: Shipped) -> None:
    scene = tiles_of(as_of=LATER)
    known = members("2019-01-01")
    placed = {short(tile.key): short(tile.cluster) for tile in scene.tiles if tile.cluster}
    assert placed == known
    assert {tile.label.en for tile in scene.tiles if scene.is_unknown(tile)} == {"Ang Thong", "Surin", "Amnat Charoen"}
    assert scene.unsures == sum(
        row["confidence"] != "confirmed" and row["role"] == "cluster-member" and row["from"] >= "2017"
        for row in table("cluster_memberships")
    )
    drawing = lay_out(scene, lang="en")
    assert sum(text.line == "?" for text in drawing.texts) == 3 + 1  # and once in the legend
    assert shown(drawing, "No record tells the cluster: 3 provinces")
    assert shown(drawing, f"Membership not confirmed: {scene.unsures} provinces")


def test_a_tile_bears_the_number_and_the_colour_of_its_cluster(tiles_of: Shipped) -> None:
    scene = tiles_of()
    drawing = lay_out(scene, lang="th")
    colours = fills(scene)
    boxes = {mark.rect: mark.fill for mark in drawing.marks if isinstance(mark, Box)}
    for tile in scene.tiles:
        names = [text for text in drawing.texts if text.line == tile.label.th]
        if not tile.outside and len(names) == 1 and names[0].box:
            cluster = scene.by_key[tile.cluster]
            beside = {text.line for text in drawing.texts if text.box == names[0].box}
            assert str(cluster.number) in beside
            assert boxes[names[0].box] == colours[tile.cluster]
    for cluster in scene.clusters:
        legend = next(text for text in drawing.texts if text.line == cluster.label.th)
        number = next(
            text
            for text in drawing.texts
            if text.line == str(cluster.number)
            and abs(text.y - legend.y) < legend.size
            and legend.x - 30 < text.x < legend.x
        )
        assert number.box is not None
        assert boxes[number.box] == colours[cluster.key]


def borders(drawing: Drawing) -> list[Stroke]:
    return [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.colour == INK]


def test_the_borders_are_those_of_the_day(tiles_of: Shipped) -> None:
    before, after = (borders(lay_out(tiles_of(as_of=day))) for day in (WORKSHOP, LATER))
    # One closed line a cluster; two of the Southern Gulf: Surat Thani meets Nakhon Si Thammarat in a corner only.
    assert len(before) == 18 + 1
    assert all(line.start == line.moves[-1][-1] for line in (*before, *after))
    assert {line.moves for line in before} != {line.moves for line in after}


def test_statements_on_record_are_counted_and_the_rest_is_unknown(tiles_of: Shipped) -> None:
    provinces = {row["key"]: row["plan_of"] for row in table("plans")}
    expected = Counter(provinces[row["plan"]] for row in table("statements"))
    scene = tiles_of(measure="statements")
    on_map = {short(tile.key): tile.figure for tile in scene.tiles if tile.figure}
    assert on_map == {key: str(count) for key, count in expected.items() if key.startswith("province/")}
    assert scene.unknowns == 75 - len(on_map)
    drawing = lay_out(scene, lang="th")
    assert sum(text.line == "?" for text in drawing.texts) == scene.unknowns + 1
    assert not any(text.line == "0" for text in drawing.texts)
    assert shown(drawing, f"ไม่มีในบันทึก (ไม่ได้แปลว่าไม่มี): {scene.unknowns} จังหวัด")
    assert shown(drawing, "จำนวนวิสัยทัศน์ พันธกิจ และประเด็นยุทธศาสตร์")


def test_statements_as_of_a_day_are_those_in_force_and_the_undated_are_told_of(tiles_of: Shipped) -> None:
    plans = {row["key"]: row for row in table("plans")}
    in_force, undated = Counter[str](), set[str]()
    for row in table("statements"):
        plan = plans[row["plan"]]
        if not plan["from"] and (plan["not_before"] or "0") <= "2010-01-12":
            undated.add(plan["plan_of"])
        elif plan["from"] and plan["from"] <= "2010-01-12" < plan["until"]:
            in_force[plan["plan_of"]] += 1
    scene = tiles_of(measure="statements", as_of=WORKSHOP)
    on_map = {short(tile.key): tile.figure for tile in scene.tiles if tile.figure}
    assert on_map == {key: str(count) for key, count in in_force.items() if key.startswith("province/")}
    only = {key for key in undated if key.startswith("province/")} - in_force.keys()
    assert (scene.caption.note.en or "").startswith(f"{len(only)} provinces have only statements")


def test_where_nothing_is_on_record_every_province_is_unknown(tiles_of: Shipped) -> None:
    for measure in ("projects", "amount"):
        scene = tiles_of(measure=measure)
        assert scene.unknowns == 75
        assert faults(lay_out(scene)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["a4", "a4-landscape", "a3", "slide"])
@pytest.mark.parametrize("options", [{}, {"measure": "statements"}, {"measure": "agencies", "as_of": LATER}], ids=str)
def test_the_map_fits_every_page_in_every_language(
    tiles_of: Shipped, options: Mapping[str, object], size: str, lang: str
) -> None:
    scene = tiles_of(**options)
    drawing = lay_out(scene, lang=lang, size=size)
    assert faults(drawing) == []
    assert min(text.size for text in drawing.texts) >= LEAST
    one_language = shown(drawing, "Names of provinces in Thai only, for want of room")
    assert not one_language or (size, lang) == ("a4-landscape", "both")
    for label in [*(tile.label for tile in scene.tiles), *(cluster.label for cluster in scene.clusters)]:
        assert shown(drawing, label.th) is (lang != "en"), label
        assert shown(drawing, label.en) or lang == "th" or one_language, label


def test_a_measure_that_there_is_not_is_refused_in_words(tiles_of: Shipped) -> None:
    with pytest.raises(UsageError, match="statements"):
        tiles_of(measure="happiness")


# -- whatever is given ---------------------------------------------------------------------------------------------


def made_up(columns: int, rows: int, clusters: int, values: Mapping[int, int | Decimal] | None = None) -> TilesScene:
    """A country without holes; names of provinces are short, those of clusters about sixty characters long."""
    scale, places, unit = None, dict[str, int](), Unit(Label())
    if values is not None:
        unit = money_unit(list(values.values()))
        scale, places = steps({str(key): value for key, value in values.items()}, long_label(1), unit)
    tiles = []
    for at in range(columns * rows):
        column, row = at % columns, at // columns
        figured = values is not None and at in values
        tiles.append(
            Tile(
                str(at),
                Label(f"จังหวัด{at}", f"Province {at}"),
                column,
                row,
                str((column + row) % clusters),
                at % 3 > 0,
                places.get(str(at)),
                figure(values[at], unit) if values is not None and figured else "",
            )
        )
    named = tuple(Cluster(str(n), n + 1, long_label(n), ("north", "south", "")[n % 3]) for n in range(clusters))
    return TilesScene(caption=caption("ภาพทดสอบ", "A made-up map"), tiles=tuple(tiles), clusters=named, scale=scale)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["a4-landscape", "slide"])
@pytest.mark.parametrize("values", [{}, {0: 0}, {n: 10**n for n in range(10)}, {n: n for n in range(40)}], ids=len)
def test_values_from_nothing_to_billions_fit(values: dict[int, int | Decimal], size: str, lang: str) -> None:
    scene = made_up(6, 9, 4, values)
    drawing = lay_out(scene, lang=lang, size=size)
    assert faults(drawing) == []
    assert sum(text.line == "?" for text in drawing.texts) == scene.unknowns + bool(scene.unknowns)
    assert sum(text.line == "0" and text.bold for text in drawing.texts) == sum(value == 0 for value in values.values())


def long_named(columns: int, rows: int) -> TilesScene:
    scene = made_up(columns, rows, 4)
    return replace(scene, tiles=tuple(replace(tile, label=long_label(n)) for n, tile in enumerate(scene.tiles)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["a4-landscape", "slide"])
def test_provinces_with_sixty_character_names_fit_while_they_are_few(size: str, lang: str) -> None:
    assert faults(lay_out(long_named(6, 9), lang=lang, size=size)) == []


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(LimitError):
        lay_out(long_named(10, 18), lang="both", size="slide")


def test_a_scene_refuses_what_makes_no_sense() -> None:
    scene = made_up(2, 2, 1)
    for wrong in (
        {"tiles": ()},
        {"tiles": (scene.tiles[0], replace(scene.tiles[1], key="0"))},
        {"tiles": (scene.tiles[0], replace(scene.tiles[1], column=0))},
        {"tiles": (replace(scene.tiles[0], cluster="nowhere"),)},
        {"tiles": (replace(scene.tiles[0], step=0),)},
        {"tiles": (replace(scene.tiles[0], step=2),), "scale": Scale(Label("ก", "a"), (Label("1"),))},
        {"tiles": (replace(scene.tiles[0], label=Label()),)},
    ):
        with pytest.raises(UsageError):
            replace(scene, **wrong)


def test_the_same_map_gives_the_same_bytes(workshop_store: Store) -> None:
    first, second = (picture(workshop_store, "tiles", measure="statements") for _ in range(2))
    assert render(first, "svg") == render(second, "svg")
    assert render(first, "png", dpi=50) == render(second, "png", dpi=50)


# -- shades --------------------------------------------------------------------------------------------------------

amounts = st.one_of(st.integers(0, 10**11), st.decimals(0, 10**11, places=2))


@given(st.dictionaries(st.text("abc", min_size=1), amounts))
def test_more_is_never_on_a_lower_step_and_no_value_is_without_one(values: dict[str, int | Decimal]) -> None:
    scale, places = steps(values, Label("ก", "a"), money_unit(list(values.values())))
    assert places.keys() == values.keys()
    assert set(places.values()) == set(range(len(scale.steps)))
    assert len(scale.steps) <= 9
    for one, other in combinations(values, 2):
        if values[one] <= values[other]:
            assert places[one] <= places[other]
    assert (
        len({step for key, step in places.items() if values[key] == 0} & {places[key] for key in values if values[key]})
        == 0
    )


@given(amounts)
def test_only_nothing_is_written_as_nothing(value: int | Decimal) -> None:
    for unit in (Unit(Label("บาท")), Unit(Label("ล้านบาท"), 10**6)):
        written = figure(value, unit)
        assert (written == "0") is (value == 0)
        if not written.startswith("<"):
            rounding = Decimal("0.5") if unit.size == 1 or value >= 100 * unit.size else Decimal("0.05")
            assert abs(Decimal(written.replace(",", "")) * unit.size - value) <= rounding * unit.size


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ([], []),
        ([3], ["3"]),
        ([0, 1, 2, 5], ["0", "1", "2", "5"]),
        (list(range(1, 13)), ["1–4", "5–9", "10–12"]),
        ([0, *range(1, 11)], ["0", "1", "2–3", "4–5", "6–7", "8–9", "10"]),
        ([1, 7, 30, 500, 4_000, 60_000], ["1–9", "10–99", "100–999", "1,000–9,999", "10,000–60,000"]),
    ],
)
def test_steps_have_round_bounds_that_follow_on_each_other(values: list[int], names: list[str]) -> None:
    scale, _ = steps({str(n): value for n, value in enumerate(values)}, Label("ก", "a"), Unit(Label("")))
    assert [step.th for step in scale.steps] == names


# -- outlines ------------------------------------------------------------------------------------------------------

shapes = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1)


@given(shapes)
def test_the_loops_around_squares_enclose_just_them(squares_: set[tuple[int, int]]) -> None:
    area, length = 0, 0
    for loop in outlines(squares_):
        for (x0, y0), (x1, y1) in zip(loop, (*loop[1:], loop[0]), strict=True):
            assert (x0 == x1) != (y0 == y1)
            area += x0 * y1 - x1 * y0
            length += abs(x1 - x0) + abs(y1 - y0)
    # The shoelace formula: holes run the other way round, and count against.
    assert area == 2 * len(squares_)
    sides = [(x + dx, y + dy) for x, y in squares_ for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    assert length == sum(side not in squares_ for side in sides)


def test_every_province_has_a_square_of_its_own() -> None:
    codes = {row["iso_code"] for row in table("areas") if row["class"] == "ProvinceArea"}
    assert squares().keys() == codes
    assert len(set(squares().values())) == 77
    column, row = squares()["TH-38"]
    assert squares()["TH-43"] == (column - 1, row)  # east of Nong Khai
    assert squares()["TH-47"] == (column, row + 1)  # north of Sakon Nakhon


# -- colours -------------------------------------------------------------------------------------------------------

NEIGHBOURS = [
    ("north", "northeast"), ("north", "central"), ("northeast", "central"),
    ("central", "east"), ("northeast", "east"), ("central", "south"),
]  # fmt: skip


@pytest.mark.parametrize("vision", VISIONS)
def test_regions_can_be_told_from_their_neighbours_by_everyone(vision: str) -> None:
    tints = {region: [lab(region_tint(region, at / 4), VISIONS[vision]) for at in range(5)] for region in REGIONS}

    def nearest(one: str, other: str) -> float:
        return min(dist(p, q) for p in tints[one] for q in tints[other])

    assert min(nearest(*pair) for pair in NEIGHBOURS) >= 15
    assert min(nearest(*pair) for pair in combinations(REGIONS, 2)) >= 10


@given(st.sampled_from([*REGIONS, "elsewhere"]), st.floats(0, 1))
def test_names_read_on_every_tint(region: str, share: float) -> None:
    assert contrast(INK, region_tint(region, share)) >= 4.5


def test_the_words_on_a_tile_read_on_it(tiles_of: Shipped) -> None:
    for options in ({}, {"measure": "statements"}):
        scene = tiles_of(**options)
        drawing = lay_out(scene)
        boxes = {mark.rect: mark.fill for mark in drawing.marks if isinstance(mark, Box) and mark.fill}
        on_tiles = [text for text in drawing.texts if isinstance(text, Text) and text.box in boxes]
        assert len(on_tiles) > 150
        for text in on_tiles:
            assert text.box is not None
            assert contrast(text.colour, boxes[text.box]) >= 4.5, text


# -- with money ----------------------------------------------------------------------------------------------------

PROJECTS = """
@prefix gov: <https://w3id.org/govgraph/ontology#> .
@prefix province: <https://w3id.org/govgraph/id/province/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:road> a gov:Project ; gov:projectArea province:TH-50 .
<urn:dam> a gov:Project ; gov:projectArea province:TH-50 .
<urn:rail> a gov:Project ; gov:projectArea province:TH-50 , province:TH-51 .
<urn:well> a gov:Project ; gov:projectArea province:TH-52 .
<urn:b1> gov:forProject <urn:road> ; gov:amount 1500000 ; gov:currency "THB" .
<urn:b2> gov:forProject <urn:dam> ; gov:amount 2500000000 ; gov:currency "THB" .
<urn:b3> gov:forProject <urn:rail> ; gov:amount 7000000 ; gov:currency "THB" .
<urn:b4> gov:forProject <urn:well> ; gov:amount 0 ; gov:currency "THB" .
<urn:b5> gov:amount 3000000 ; gov:currency "THB" .
<urn:pier> a gov:Project ; gov:projectArea province:TH-38 .
<urn:b6> gov:forProject <urn:pier> ; gov:amount 867900000.25 ; gov:currency "THB" .
province:TH-99 a gov:ProvincialAdministration ; gov:jurisdiction <urn:new> .
<urn:new> a gov:ProvinceArea ; gov:isoCode "TH-99" ; skos:prefLabel "ใหม่"@th , "New"@en .
"""


@pytest.fixture(scope="module")
def with_projects(built: Path) -> Iterator[EmbeddedStore]:
    with open_store(built) as store:
        shipped = list(store.quads())
    added = [Quad(q.subject, q.predicate, q.object, graph("added")) for q in parse(PROJECTS, format=RdfFormat.TURTLE)]
    with EmbeddedStore.in_memory() as memory:
        memory.commit(Change(add=[*shipped, *added]))
        yield memory


def by_name(scene: TilesScene) -> dict[str, str]:
    return {tile.label.en or "": tile.figure for tile in scene.tiles if tile.figure}


def test_projects_of_provinces_are_on_the_map(with_projects: EmbeddedStore) -> None:
    scene = picture(with_projects, "tiles", measure="projects")
    assert isinstance(scene, TilesScene)
    assert by_name(scene) == {"Chiang Mai": "3", "Lamphun": "1", "Lampang": "1"}
    assert "Without a square on this map: Bueng Kan Province 1 projects, New." in (scene.caption.note.en or "")
    assert faults(lay_out(scene, lang="th")) == []


def test_money_is_in_millions_and_what_names_no_single_province_is_told(with_projects: EmbeddedStore) -> None:
    scene = picture(with_projects, "tiles", measure="amount")
    assert isinstance(scene, TilesScene)
    # Nothing is nothing, and not unknown; the railway is of two provinces, and one line is of none.
    assert by_name(scene) == {"Chiang Mai": "2,502", "Lampang": "0"}
    assert scene.unknowns == 73
    assert scene.scale is not None
    assert scene.scale.meaning.en == "Amount (million baht)"
    note = scene.caption.note.en or ""
    assert "Without 7 million baht that name several provinces." in note
    assert "Without 3 million baht that name none." in note
    for lang in LANGUAGES:
        drawing = lay_out(scene, lang=lang, size="slide")
        assert faults(drawing) == []
        assert sum(text.line == "?" for text in drawing.texts) == 73 + 1


def test_money_of_what_is_no_province_on_the_day_of_the_map_is_told(with_projects: EmbeddedStore) -> None:
    scene = picture(with_projects, "tiles", measure="amount")
    assert isinstance(scene, TilesScene)
    # Bueng Kan became a province in 2011; the clusters are those of 2010.
    note = scene.caption.note
    assert "Without a square on this map: Bueng Kan Province 868 million baht" in (note.en or "")
    assert "ไม่มีช่องในแผนที่นี้: จังหวัดบึงกาฬ 868 ล้านบาท" in (note.th or "")
    with_it = picture(with_projects, "tiles", measure="amount", as_of=date(2011, 6, 1))
    assert "Bueng Kan" not in (with_it.caption.note.en or "")


def test_the_rows_behind_the_map_have_all_money_to_the_satang(with_projects: EmbeddedStore) -> None:
    scene = picture(with_projects, "tiles", measure="amount")
    rows = {short(str(row["province"])): row for row in rows_of(scene)}
    values = {key: row["value"] for key, row in rows.items() if row["value"] is not None}
    assert values == {
        "province/TH-50": Decimal(2_501_500_000),
        "province/TH-52": Decimal(0),
        "province/TH-38": Decimal("867900000.25"),
    }
    assert {key for key, row in rows.items() if row["unknown"]} == rows.keys() - values.keys() - {"province/TH-10"}


def test_a_province_without_a_square_is_named_below(with_projects: EmbeddedStore) -> None:
    scene = picture(with_projects, "tiles")
    assert "Without a square on this map: New." in (scene.caption.note.en or "")
    assert not any(tile.label.en == "New" for tile in getattr(scene, "tiles", ()))
