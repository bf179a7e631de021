"""Nothing overlaps, nothing leaves its box or the page: from text extents, without painting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from govgraph.draw import BridgesScene, FlowScene, MatrixScene, Scene
from govgraph.draw.colours import GROUPS, INK, PALE
from govgraph.draw.layout import lay_out
from govgraph.draw.marks import Area, Box, Disc, Drawing, Rect, Stroke, Text
from govgraph.draw.text import LEAST, ink
from govgraph.errors import LimitError, UsageError
from govgraph.model import Label

LANGUAGES = ("th", "en", "both")


def overlapping(inks: list[tuple[Text, Rect]]) -> list[str]:
    """Name every two texts of which one lies on the other."""
    found = []
    inks = sorted(inks, key=lambda placed: placed[1].x)
    for place, (one, first) in enumerate(inks):
        for other, second in inks[place + 1 :]:
            if second.x > first.right:
                break
            if first.overlaps(second):
                found.append(f"one on the other: {one.line} / {other.line}")
    return found


def faults(drawing: Drawing) -> list[str]:
    """Name every text that leaves its box or the page, or lies on another, and every mark off the page."""
    page = Rect(0, 0, drawing.width, drawing.height)
    found = [] if drawing.height <= drawing.paper_height + 0.01 else ["higher than the paper"]
    inks = [(text, ink(text)) for text in drawing.texts]
    for text, at in inks:
        if not page.contains(at):
            found.append(f"off the page: {text.line}")
        if text.box is not None and not text.box.contains(at, slack=0.4):
            found.append(f"out of its box: {text.line} {at} {text.box}")
    found += overlapping(inks)
    for mark in drawing.marks:
        match mark:
            case Box(rect=rect):
                inside = page.contains(rect, slack=0.01)
            case Disc():
                inside = page.contains(
                    Rect(mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius)
                )
            case Stroke() | Area():
                points = [mark.start, *(point for move in mark.moves for point in move)]
                inside = all(page.contains(Rect(x, y, 0, 0)) for x, y in points)
            case _:
                inside = True
        if not inside:
            found.append(f"off the page: {mark}")
    return found


def shown(drawing: Drawing, name: str | None) -> bool:
    """Tell whether a name stands in the picture, cut in lines or not."""
    everything = "".join("".join(text.line.split()) for text in drawing.texts)
    return name is None or "".join(name.split()) in everything


def labels(scene: Scene) -> list[Label]:
    if isinstance(scene, BridgesScene):
        inside = [member for group in scene.groups for member in group.members]
        return [*(group.label for group in scene.groups), *inside, *(bridge.label for bridge in scene.bridges)]
    assert isinstance(scene, FlowScene | MatrixScene)
    return [*(row.label for row in scene.rows), *(column.label for column in scene.columns)]


@pytest.fixture(params=["bridges", "flow", "matrix"])
def workshop(
    request: pytest.FixtureRequest,
    bridges_scene: BridgesScene,
    flow_scene: FlowScene,
    matrix_scene: MatrixScene,
) -> Scene:
    scenes: dict[str, Scene] = {"bridges": bridges_scene, "flow": flow_scene, "matrix": matrix_scene}
    return scenes[request.param]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["a4", "a4-portrait", "a4-landscape", "a3", "slide"])
def test_the_workshop_fits_every_page_in_every_language(workshop: Scene, lang: str, size: str) -> None:
    drawing = lay_out(workshop, lang=lang, size=size)
    assert faults(drawing) == []
    assert min(text.size for text in drawing.texts) >= LEAST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_is_shown_whole_in_the_languages_asked_for(workshop: Scene, lang: str) -> None:
    drawing = lay_out(workshop, lang=lang)
    for label in [*labels(workshop), workshop.caption.title]:
        assert shown(drawing, label.th) is (lang != "en"), label
        assert shown(drawing, label.en) is (lang != "th") or lang == "th", label
    assert shown(drawing, "ที่มา: สำนักงาน ก.พ.ร.") is (lang != "en")
    assert shown(drawing, "12 มกราคม 2553") is (lang != "en")
    assert shown(drawing, "12 January 2010") is (lang != "th")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("groups", "bridges", "members"), [(3, 0, 2), (3, 5, 4), (5, 12, 0), (5, 6, 8), (7, 12, 3), (7, 0, 6), (1, 0, 5)]
)
def test_bridges_of_any_number_fit_with_sixty_character_names(
    make_bridges: Callable[[int, int, int], BridgesScene], groups: int, bridges: int, members: int, lang: str
) -> None:
    scene = make_bridges(groups, bridges, members)
    assert all(50 <= len(label.th or "") <= 70 and 50 <= len(label.en or "") <= 70 for label in labels(scene))
    drawing = lay_out(scene, lang=lang)
    assert faults(drawing) == []
    cards = [mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.stroke]
    assert not any(one.overlaps(other) for one, other in combinations(cards, 2))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("rows", "columns"), [(2, 2), (2, 12), (18, 7), (40, 2), (40, 12)])
def test_flow_and_matrix_of_any_number_fit_with_sixty_character_names(
    make_flow: Callable[[int, int], FlowScene],
    make_matrix: Callable[[int, int], MatrixScene],
    rows: int,
    columns: int,
    lang: str,
) -> None:
    # Forty names of four lines are more than A4 holds in type that can be read.
    size = "a3" if (rows, lang) == (40, "both") else "a4"
    assert faults(lay_out(make_flow(rows, columns), lang=lang, size=size)) == []
    assert faults(lay_out(make_matrix(rows, columns), lang=lang, size=size)) == []


def test_the_check_itself_finds_faults(bridges_scene: BridgesScene) -> None:
    drawing = lay_out(bridges_scene)
    moved = [
        Text("กรมการข้าว", drawing.width - 5, 100, 8, INK),
        Text("กรมการข้าว", 300, 590, 8, INK, box=Rect(300, 585, 5, 5)),
        Text("กรมการข้าว", 305, 592, 8, INK),
    ]
    broken = Drawing(drawing.width, drawing.height, drawing.paper_height, (*drawing.marks, *moved))
    said = " ".join(faults(broken))
    for fault in ("off the page", "out of its box", "one on the other"):
        assert fault in said


def test_bridges_shows_the_six_bodies_and_their_fifteen_links(bridges_scene: BridgesScene) -> None:
    drawing = lay_out(bridges_scene, lang="th")
    boxes = [mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.fill == PALE]
    assert len(boxes) == 6
    inside = {text.line for text in drawing.texts if text.box and any(box.contains(text.box) for box in boxes)}
    for name in ("คมนาคม", "พาณิชย์", "อุตสาหกรรม", "เกษตรและสหกรณ์", "วัฒนธรรม"):
        assert f"สำนักงานปลัดกระทรวง{name}" in inside
    # Transport, Commerce and Industry sit in three groups, the other three in two.
    links = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.colour in GROUPS]
    assert len(links) == 3 * 3 + 3 * 2
    for number, count in {1: 14, 2: 8, 3: 9, 4: 18, 5: 15}.items():
        colour = GROUPS[number - 1]
        heads = [mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.fill == colour]
        words = [text.line for text in drawing.texts if text.box == heads[0]]
        assert {str(number), str(count)} <= set(words)


def test_links_start_at_their_card_and_end_at_their_box(bridges_scene: BridgesScene) -> None:
    drawing = lay_out(bridges_scene, lang="both")
    for link in drawing.marks:
        if isinstance(link, Stroke) and link.colour in GROUPS:
            rects = [mark.rect for mark in drawing.marks if isinstance(mark, Box)]
            for x, y in (link.start, link.moves[-1][-1]):
                assert any(rect.contains(Rect(x, y, 0, 0), slack=0.1) for rect in rects)


def test_bridges_without_bodies_says_so(make_bridges: Callable[[int, int, int], BridgesScene]) -> None:
    drawing = lay_out(make_bridges(3, 0, 2), lang="both")
    assert shown(drawing, "ไม่มีหน่วยงานใดอยู่มากกว่าหนึ่งกลุ่ม")
    assert shown(drawing, "No body sits in more than one group")


def test_matrix_shows_the_totals_of_the_workshop(matrix_scene: MatrixScene) -> None:
    drawing = lay_out(matrix_scene, lang="th")
    lowest = max(text.y for text in drawing.texts if text.line == "64")
    row = sorted((text.x, text.line) for text in drawing.texts if abs(text.y - lowest) < 1 and text.line.isdigit())
    assert [line for _, line in row] == ["14", "8", "9", "18", "15", "64"]
    cells = [mark for mark in drawing.marks if isinstance(mark, Box)]
    assert len(cells) == 18 * 5


def test_matrix_draws_unknown_as_unknown_and_none_as_empty(
    make_matrix: Callable[[int, int], MatrixScene],
) -> None:
    scene = make_matrix(10, 6)
    unknown = sum(weight is None for weight in scene.weights.values())
    assert unknown
    drawing = lay_out(scene, lang="en")
    assert sum(text.line == "?" for text in drawing.texts) == unknown
    assert sum(isinstance(mark, Box) and mark.dashed for mark in drawing.marks) == unknown
    assert shown(drawing, "? = number not known")


def test_flow_draws_a_ribbon_a_link_and_no_weight_is_lost(flow_scene: FlowScene) -> None:
    drawing = lay_out(flow_scene, lang="th")
    ribbons = [mark for mark in drawing.marks if isinstance(mark, Area)]
    assert len(ribbons) == 28  # ministry–theme links of the workshop
    bars = [mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.fill == INK]
    assert len(bars) == 18
    unit = sum(bar.height for bar in bars) / 64
    # The ministry of agriculture has twelve participations, the smallest ministries one.
    assert max(bar.height for bar in bars) == pytest.approx(12 * unit, rel=1e-6)
    assert min(bar.height for bar in bars) == pytest.approx(unit, rel=1e-6)
    ends = [mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.fill in GROUPS]
    assert sorted(round(bar.height / unit) for bar in ends) == [8, 9, 14, 15, 18]
    for one, other in pairwise(sorted(bars, key=lambda bar: bar.y)):
        assert one.bottom < other.y


def test_flow_draws_unknown_as_dashes(make_flow: Callable[[int, int], FlowScene]) -> None:
    scene = make_flow(10, 6)
    unknown = sum(weight is None for weight in scene.weights.values())
    dashes = [mark for mark in lay_out(scene, lang="en").marks if isinstance(mark, Stroke) and mark.dashed]
    assert len(dashes) == unknown > 0


def test_long_column_names_are_turned_to_read_upwards(make_matrix: Callable[[int, int], MatrixScene]) -> None:
    drawing = lay_out(make_matrix(4, 12), lang="th", size="a4-portrait")
    assert any(text.upright for text in drawing.texts)
    assert not any(text.upright for text in lay_out(make_matrix(4, 2), lang="th").texts)


def test_columns_without_numbers_have_no_badges(flow_scene: FlowScene, matrix_scene: MatrixScene) -> None:
    columns = tuple(replace(column, number=None) for column in flow_scene.columns)
    for scene in (replace(flow_scene, columns=columns), replace(matrix_scene, columns=columns)):
        drawing = lay_out(scene)
        assert faults(drawing) == []
        assert not any(isinstance(mark, Disc) for mark in drawing.marks)


def test_what_nobody_could_read_is_refused(make_matrix: Callable[[int, int], MatrixScene]) -> None:
    with pytest.raises(LimitError) as error:
        lay_out(make_matrix(200, 12), lang="both")
    assert "a3" in error.value.en
    assert error.value.exit_code == 5


@pytest.mark.parametrize(("lang", "size"), [("fr", "a4"), ("th", "a9"), ("", "a4")])
def test_unknown_languages_and_sizes_are_wrong_use(bridges_scene: BridgesScene, lang: str, size: str) -> None:
    with pytest.raises(UsageError):
        lay_out(bridges_scene, lang=lang, size=size)
