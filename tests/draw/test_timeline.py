"""The timeline: what it shows of the shipped data, how it draws what is not known, and that it fits."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.draw import Lane, Stretch, TimelineScene, TimeRow, render
from govgraph.draw.colours import FAINT, GREY, GROUPS, WHITE, contrast
from govgraph.draw.layout import lay_out
from govgraph.draw.layout.timeaxis import DAY, Axis
from govgraph.draw.layout.timebars import bar, tracks
from govgraph.draw.layout.timeline import folded
from govgraph.draw.marks import Area, Box, Disc, Drawing, Stroke, Text
from govgraph.draw.pictures import picture
from govgraph.draw.pictures.whenwords import short_stretch
from govgraph.draw.text import LEAST
from govgraph.errors import LimitError, UsageError
from govgraph.model import Label
from govgraph.names import ID
from govgraph.store import open_store
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.port import Store
from tests.draw.conftest import caption, long_label
from tests.draw.test_layout import LANGUAGES, faults, shown

DATA = Path(__file__).resolve().parents[2] / "data"
Shipped = Callable[..., TimelineScene]
CHUMPHON, NONG_KHAI = f"{ID}province/TH-86", f"{ID}province/TH-43"
SOCIAL = f"{ID}ministry/msdhs"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def timeline_of(built: Path) -> Iterator[Shipped]:
    """What makes the picture of the shipped data, each only once."""
    with open_store(built) as store:

        @cache
        def made(**options: object) -> TimelineScene:
            scene = picture(store, "timeline", **options)
            assert isinstance(scene, TimelineScene)
            return scene

        yield made


def lane(scene: TimelineScene, heading: str) -> tuple[TimeRow, ...]:
    return next((found.rows for found in scene.lanes if found.label.en == heading), ())


def number(rows: tuple[TimeRow, ...]) -> int:
    return sum(stretch.count or 1 for row in rows for stretch in row.stretches)


# -- the shipped data ----------------------------------------------------------------------------------------------


def test_everything_on_record_is_in_the_general_picture(timeline_of: Shipped) -> None:
    scene = timeline_of()
    assert number(lane(scene, "Laws")) == len(table("reference/laws"))
    policies = [row for row in table("reference/policies") if not row["part_of"]]
    assert {row.label.en for row in lane(scene, "National policies and plans")} == {row["name_en"] for row in policies}
    assert number(lane(scene, "Plans of provinces and clusters")) == len(table("reference/plans"))
    events = [*table("reference/planning_activities"), *table("workshop-2010-01-12/meetings")]
    assert {row.label.en for row in lane(scene, "Planning events and meetings")} == {row["name_en"] for row in events}
    changes = [*table("reference/agency_changes"), *table("reference/cluster_changes")]
    assert number(lane(scene, "Changes of bodies")) == len(changes)
    dates = ("date_document", "date_publication", "in_force_from")
    laws = [row for row in table("reference/laws") if not any(row[column] for column in dates)]
    plans = [row for row in table("reference/plans") if not row["from"] and not row["until"]]
    assert scene.unknowns == len(laws) + len(plans)


def test_plans_stand_by_period_and_by_how_it_is_known(timeline_of: Shipped) -> None:
    rows = lane(timeline_of(), "Plans of provinces and clusters")
    looks = {"stated": "known", "inferred": "inferred", "unstated": "unknown"}
    expected = Counter(
        (row["from"] or None, row["until"] or None, looks[row["period_basis"]], row["class"])
        for row in table("reference/plans")
    )
    classes = {
        "Provincial development plan": "ProvincialDevelopmentPlan",
        "Cluster development plan": "ClusterDevelopmentPlan",
    }
    found = Counter[tuple[str | None, str | None, str, str]]()
    for row in rows:
        kind = classes.get((row.label.en or "").partition(":")[0], "ProvincialAnnualActionPlan")
        for s in row.stretches:
            key = (str(s.start) if s.start else None, str(s.end) if s.end else None, s.sureness, kind)
            found[key] += s.count or 1
    assert found == expected


def test_of_a_province_its_own_things_and_those_of_its_clusters_are_shown(timeline_of: Shipped) -> None:
    scene = timeline_of(focus=CHUMPHON)
    plans = {row["name_en"] for row in table("reference/plans") if row["plan_of"] == "province/TH-86"}
    assert {row.label.en for row in lane(scene, "Plans of provinces and clusters")} == plans
    assert [row.label.en for row in lane(scene, "Planning events and meetings")] == [
        "The Southern Gulf cluster screens its projects"
    ]
    member, after = lane(scene, "Membership of clusters")
    assert member.stretches == (Stretch(date(2009, 2, 17), date(2017, 11, 1)),)
    assert after.stretches == (Stretch(date(2017, 11, 1), None),)
    assert (member.when.en, after.when.th) == ("17 Feb 2009 – Nov 2017", "ตั้งแต่ พ.ย. 2560")
    assert scene.unknowns == 0
    assert scene == timeline_of(focus=f"{ID}area/TH-86")


def test_the_time_of_a_plan_that_nobody_knows_is_bounded_by_what_is_known(timeline_of: Shipped) -> None:
    scene = timeline_of(focus=NONG_KHAI)
    plan = next(row for row in lane(scene, "Plans of provinces and clusters") if "Nong Khai" in (row.label.en or ""))
    assert plan.stretches == (Stretch(date(2011, 3, 23), None, "unknown"),)
    assert plan.when.en == "not known (not before 23 Mar 2011)"
    assert scene.unknowns == 2  # and the plan of its cluster
    drawing = lay_out(scene, lang="en")
    assert sum(text.line == "?" for text in drawing.texts) == 2 + 1  # and in the legend
    assert shown(drawing, "Time not known: 2")


def test_of_a_ministry_the_changes_of_its_bodies_and_their_meetings_are_shown(timeline_of: Shipped) -> None:
    scene = timeline_of(focus=SOCIAL)
    assert {row.when.en for row in lane(scene, "Changes of bodies")} == {"6 Mar 2015"}
    assert len(lane(scene, "Changes of bodies")) == 3
    assert [row.when.en for row in lane(scene, "Planning events and meetings")] == ["12 Jan 2010"]


def test_as_of_a_day_only_what_had_begun_is_shown_and_the_day_is_marked(timeline_of: Shipped) -> None:
    day = date(2010, 1, 12)
    scene = timeline_of(as_of=day)
    stretches = [s for each in scene.lanes for row in each.rows for s in row.stretches]
    assert all(s.start is None or s.start <= day for s in stretches)
    events = [*table("reference/planning_activities"), *table("workshop-2010-01-12/meetings")]
    begun = {row["name_en"] for row in events if row["held_on"] <= "2010-01-12"}
    assert {row.label.en for row in lane(scene, "Planning events and meetings")} == begun
    drawing = lay_out(scene, lang="th", size="a4-portrait")
    days = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.colour == DAY]
    axes = [text for text in drawing.texts if text.line == "ปีงบประมาณ พ.ศ."]
    assert len(days) == len(axes) in (1, 2)  # in each panel
    assert shown(drawing, "12 มกราคม 2553")


def test_the_axis_bears_fiscal_years_in_both_eras(timeline_of: Shipped) -> None:
    scene = timeline_of(focus=NONG_KHAI)
    assert (scene.first, scene.last) == (date(2008, 10, 1), date(2018, 10, 1))
    for lang in LANGUAGES:
        drawing = lay_out(scene, lang=lang)
        years = {text.line: text.x for text in drawing.texts if text.line.isdecimal() and len(text.line) == 4}
        for year in range(2009, 2019):
            assert years[str(year)] == years[str(year + 543)]


def test_before_the_first_year_there_is_what_nobody_knows_the_time_of(timeline_of: Shipped) -> None:
    scene = timeline_of(as_of=date(1, 2, 3))
    assert {s.sureness for lane in scene.lanes for row in lane.rows for s in row.stretches} == {"unknown"}
    assert faults(lay_out(scene, lang="th")) == []


def test_a_lonely_day_does_not_stretch_the_years(timeline_of: Shipped) -> None:
    scene = timeline_of()
    assert scene.first > date(1981, 6, 30)  # of the first cabinet resolution on record
    drawing = lay_out(scene, lang="th")
    assert shown(drawing, "ต่อเนื่องหรืออยู่นอกช่วงปีที่แสดง")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["a4", "a4-portrait", "a3", "slide"])
@pytest.mark.parametrize(
    "options", [{}, {"as_of": date(2010, 1, 12)}, {"focus": NONG_KHAI}, {"focus": SOCIAL}], ids=str
)
def test_the_picture_fits_every_page_in_every_language(
    timeline_of: Shipped, options: Mapping[str, object], size: str, lang: str
) -> None:
    scene = timeline_of(**options)
    drawing = lay_out(scene, lang=lang, size=size)
    assert faults(drawing) == []
    assert min(text.size for text in drawing.texts) >= LEAST
    said = next((text.line for text in drawing.texts if "Named: " in text.line), None)
    if said is not None:
        # All that is on record, in both languages, is more than a slide holds.
        assert (size, lang) == ("slide", "both")
        few = (folded(scene, most) for most in range(1, 99))
        scene = next(fewer for fewer in few if fewer.caption.notes and said.endswith(fewer.caption.notes[-1].en or "?"))
    for each in scene.lanes:
        for row in each.rows:
            assert shown(drawing, row.label.th) is (lang != "en")
            assert shown(drawing, row.label.en) or lang == "th"


def test_rows_that_do_not_fit_share_one_that_counts_them_and_none_of_their_times_is_lost() -> None:
    scene = made_up(2, 40)
    drawing = lay_out(scene, lang="both", size="slide")
    assert faults(drawing) == []
    said = next(text.line for text in drawing.texts if "Named: " in text.line)
    named = int(said.partition("Named: ")[2].split()[0])
    more = [int(text.line.split()[1]) for text in drawing.texts if re.fullmatch(r"and \d+ more", text.line)]
    assert named + sum(more) == 80
    assert shown(drawing, "Times in words in Thai only, for want of room")
    for most in (1, 3, 39):
        few = folded(scene, most)
        assert all(len(lane.rows) == most for lane in few.lanes)
        for lane, whole in zip(few.lanes, scene.lanes, strict=True):
            told = {(s.start, s.end) for row in lane.rows for s in row.stretches if s.sureness != "unknown"}
            assert told == {(s.start, s.end) for row in whole.rows for s in row.stretches if s.sureness != "unknown"}
            unknown = [s.count or 1 for row in lane.rows for s in row.stretches if s.sureness == "unknown"]
            assert sum(unknown) == sum(
                s.count or 1 for row in whole.rows for s in row.stretches if s.sureness == "unknown"
            )


def test_a_lane_that_goes_on_in_the_second_panel_says_so() -> None:
    scene = made_up(1, 30)
    drawing = lay_out(scene, lang="en", size="a4")
    assert faults(drawing) == []
    assert shown(drawing, f"{scene.lanes[0].label.en} (continued)")
    assert all(shown(drawing, row.label.en) for row in scene.lanes[0].rows)


def test_what_has_no_time_is_refused_in_words(timeline_of: Shipped) -> None:
    with pytest.raises(UsageError, match="nothing to draw"):
        timeline_of(focus=f"{ID}theme/agriculture")
    with EmbeddedStore.in_memory() as empty, pytest.raises(UsageError):
        picture(empty, "timeline")


def test_the_same_picture_gives_the_same_bytes(workshop_store: Store) -> None:
    first, second = (picture(workshop_store, "timeline", focus=NONG_KHAI) for _ in range(2))
    assert render(first, "svg") == render(second, "svg")


# -- how times are drawn -------------------------------------------------------------------------------------------

AXIS = Axis(date(2008, 10, 1), date(2018, 10, 1), 100.0, 500.0)


def drawn(stretch: Stretch) -> list[object]:
    return list(bar(stretch, AXIS, 50.0, GROUPS[3], 1.0))


def test_a_day_is_a_point_at_its_place() -> None:
    (disc,) = drawn(Stretch(date(2013, 10, 1), date(2013, 10, 1)))
    assert isinstance(disc, Disc)
    assert disc.x == pytest.approx(300, abs=0.2)
    assert disc.fill == GROUPS[3]


def test_how_sure_a_time_is_can_be_seen() -> None:
    span = date(2010, 1, 1), date(2012, 1, 1)
    (known,) = drawn(Stretch(*span))
    (inferred,) = drawn(Stretch(*span, "inferred"))
    (vague,) = drawn(Stretch(*span, "vague"))
    unknown, sign = drawn(Stretch(date(2012, 1, 1), None, "unknown"))
    boxes = [known, inferred, vague, unknown]
    assert all(isinstance(box, Box) for box in boxes)
    looks = [(box.fill, box.dashed) for box in boxes if isinstance(box, Box)]
    assert len(set(looks)) == 4
    assert looks[3] == (FAINT, True)
    assert isinstance(sign, Text)
    assert sign.line == "?"


def test_what_goes_on_or_lies_outside_has_arrows() -> None:
    since = drawn(Stretch(date(2010, 1, 1), None))
    until = drawn(Stretch(None, date(2010, 1, 1)))
    before = drawn(Stretch(date(1981, 6, 30), date(1981, 6, 30)))
    after = drawn(Stretch(date(2022, 10, 1), date(2027, 10, 1), count=3))
    tips = [next(mark.start[0] for mark in marks if isinstance(mark, Area)) for marks in (since, until, before, after)]
    assert tips == [500, 100, 100, 500]
    assert [mark.line for mark in after if isinstance(mark, Text)] == ["3"]


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
stretches = st.builds(
    lambda a, b, sureness, count: Stretch(min(a, b), max(a, b), sureness, count),
    days,
    days,
    st.sampled_from(["known", "inferred", "vague"]),
    st.none() | st.integers(1, 2000),
)


@given(st.lists(stretches, min_size=1, max_size=12))
def test_no_bar_lies_on_another_and_none_leaves_the_axis(given_stretches: list[Stretch]) -> None:
    laid = tracks(given_stretches, AXIS, 1.0)
    assert sorted(map(repr, (s for track in laid for s in track))) == sorted(map(repr, given_stretches))
    for track in laid:
        places = [
            (mark.rect.x, mark.rect.right) if isinstance(mark, Box) else (mark.x - mark.radius, mark.x + mark.radius)
            for s in track
            for mark in bar(s, AXIS, 50.0, GROUPS[3], 1.0)
            if isinstance(mark, Box | Disc)
        ]
        assert all(left >= 100 - 1e-6 and right <= 500 + 1e-6 for left, right in places)
        ordered = sorted(places)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))


@given(st.integers(2545, 2585), st.integers(0, 5))
def test_fiscal_years_are_named_by_the_year_they_end_in(year: int, more: int) -> None:
    start, end = date(year - 544, 10, 1), date(year + more - 543, 10, 1)
    said = short_stretch(start, end, "year", "year")
    assert said.th == (f"ปีงบฯ {year}" if more == 0 else f"ปีงบฯ {year}–{year + more}")


@given(days, st.integers(1, 4000))
def test_a_stretch_in_words_ends_with_its_last_day(start: date, length: int) -> None:
    last = start + timedelta(days=length - 1)
    said = short_stretch(start, start + timedelta(days=length)).en or ""
    assert said.endswith(str(last.year))
    assert str(last.day) in said


# -- whatever is given ---------------------------------------------------------------------------------------------


def made_up(lanes: int, rows: int) -> TimelineScene:
    """Rows whose names are about sixty characters long, with times of every kind."""
    kinds = (
        Stretch(date(2009, 1, 1), date(2012, 6, 1)),
        Stretch(date(2010, 1, 12), date(2010, 1, 12)),
        Stretch(date(2011, 1, 1), None, "inferred", 1234),
        Stretch(None, date(2010, 1, 1), "vague", 2),
        Stretch(date(2010, 1, 1), None, "unknown", 7),
        Stretch(date(1950, 1, 1), date(1950, 1, 1), count=3),
    )
    made = [TimeRow(long_label(at), (kinds[at % 6], kinds[(at + 1) % 6]), long_label(at + 1)) for at in range(rows)]
    return TimelineScene(
        caption=caption("ภาพทดสอบ", "A made-up timeline"),
        lanes=tuple(Lane(long_label(at), tuple(made), at + 1) for at in range(lanes)),
        first=date(2008, 10, 1),
        last=date(2018, 10, 1),
        day=date(2010, 1, 12),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["a4", "slide"])
@pytest.mark.parametrize(("lanes", "rows"), [(1, 1), (2, 6), (1, 12)])
def test_sixty_character_names_fit(lanes: int, rows: int, size: str, lang: str) -> None:
    assert faults(lay_out(made_up(lanes, rows), lang=lang, size=size)) == []


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(LimitError):
        lay_out(made_up(50, 1), lang="both", size="slide")


def test_a_scene_refuses_what_makes_no_sense() -> None:
    scene = made_up(1, 1)
    (row,) = scene.lanes[0].rows
    backwards = replace(row, stretches=(Stretch(date(2011, 1, 1), date(2010, 1, 1)),))
    for wrong in (
        {"lanes": ()},
        {"lanes": (Lane(Label("ก", "a"), ()),)},
        {"lanes": (Lane(Label("ก", "a"), (backwards,)),)},
        {"lanes": (Lane(Label(), (row,)),)},
        {"last": date(2008, 10, 1)},
    ):
        with pytest.raises(UsageError):
            replace(scene, **wrong)


def test_numbers_read_on_their_bars(timeline_of: Shipped) -> None:
    drawing: Drawing = lay_out(timeline_of(), lang="th")
    assert all(contrast(WHITE, colour) >= 4.5 for colour in GROUPS)
    assert contrast(GREY, FAINT) >= 4.5
    boxes = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.fill and mark.stroke]
    inside = 0
    for text in drawing.texts:
        for box in boxes:
            if (
                text.anchor == "middle"
                and abs(text.x - box.rect.centre[0]) < 0.1
                and box.rect.y < text.y < box.rect.bottom
            ):
                assert contrast(text.colour, box.fill or WHITE) >= 4.5
                inside += 1
    assert inside > 15
