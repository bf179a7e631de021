"""Flows, matrices, networks and neighbours of any size: nothing overlaps, is cut, or is dropped without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import dist

import pytest

from govgraph.draw import CascadeScene, Column, FlowScene, MatrixScene, NetworkScene, Row, Scene
from govgraph.draw.colours import GREY, GROUPS, INK, LINE, WHITE
from govgraph.draw.layout import lay_out
from govgraph.draw.layout.ego import MOST as MOST_NEIGHBOURS
from govgraph.draw.layout.network import MOST as MOST_NODES
from govgraph.draw.layout.network import strongest
from govgraph.draw.marks import Area, Box, Disc, Drawing, Point, Rect, Stroke, Text
from govgraph.draw.text import LEAST, ink
from govgraph.model import Label
from tests.draw.conftest import caption
from tests.draw.linked import (
    OTHER_COLUMNS,
    OTHER_ROWS,
    foldable_flow,
    foldable_matrix,
    made_up_cascade,
    money_matrix,
    neighbours,
    one_kind,
    two_kinds,
)
from tests.draw.test_layout import faults, shown

LANGUAGES = ("th", "en", "both")
SIZES = ("a4", "a3", "slide")
MADE_UP: dict[str, Scene] = {
    "flow": foldable_flow(35, 9),
    "matrix": foldable_matrix(50, 14),
    "money": money_matrix(36, 12),
    "cascade": made_up_cascade(8, 34, 6),
    "money in two steps": made_up_cascade(5, 40, 9, money=True),
    "two kinds": two_kinds(5, 8, 6),
    "many of two kinds": two_kinds(9, 12, 20),
    "one hub": two_kinds(1, 6, 0),
    "one kind": one_kind(5),
    "many of one kind": one_kind(30),
    "one alone": one_kind(1),
    "neighbours": neighbours(14, 3, 2),
    "many neighbours": neighbours(40, 9, 30, more=12),
    "one neighbour": neighbours(1),
}


def outline(mark: object) -> Rect | None:
    """The rectangle that a mark hides, if it hides anything."""
    match mark:
        case Box(rect=rect, fill=str()):
            return rect
        case Disc(x=x, y=y, radius=radius):
            return Rect(x - radius, y - radius, 2 * radius, 2 * radius)
        case Area(start=start, moves=moves, alpha=1.0):
            points = [start, *(point for move in moves for point in move)]
            x, y = min(p[0] for p in points), min(p[1] for p in points)
            return Rect(x, y, max(p[0] for p in points) - x, max(p[1] for p in points) - y)
    return None


def hidden(drawing: Drawing) -> list[str]:
    """Name every text on which something is painted later."""
    found = []
    above: list[Rect] = []
    for mark in reversed(drawing.marks):
        if isinstance(mark, Text):
            at = ink(mark)
            found += [mark.line for rect in above if at.overlaps(rect, slack=0.2)]
        elif (rect := outline(mark)) is not None:
            above.append(rect)
    return found


def along(stroke: Stroke) -> Iterator[Point]:
    """Points on a path."""
    start = stroke.start
    for move in stroke.moves:
        handles = move if len(move) == 3 else (start, move[-1], move[-1])
        for step in range(41):
            t = step / 40
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            yield (
                a * start[0] + b * handles[0][0] + c * handles[1][0] + d * handles[2][0],
                a * start[1] + b * handles[0][1] + c * handles[1][1] + d * handles[2][1],
            )
        start = move[-1]


def crossed(drawing: Drawing) -> list[str]:
    """Name every text through which a line runs, with nothing painted between the two."""
    found = []
    for at, mark in enumerate(drawing.marks):
        if not isinstance(mark, Text):
            continue
        around = ink(mark).inset(0.3)
        grounds = [
            (place, rect)
            for place, other in enumerate(drawing.marks[:at])
            if (rect := outline(other)) is not None and rect.contains(around, slack=0.5)
        ]
        last = max((place for place, _ in grounds), default=-1)
        for place, other in enumerate(drawing.marks):
            if isinstance(other, Stroke) and place > last:
                found += [mark.line for x, y in along(other) if around.contains(Rect(x, y, 0, 0))][:1]
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", MADE_UP)
def test_every_kind_fits_every_page_in_every_language(name: str, lang: str, size: str) -> None:
    drawing = lay_out(MADE_UP[name], lang=lang, size=size)
    assert faults(drawing) == []
    assert hidden(drawing) == []
    assert min(text.size for text in drawing.texts) >= LEAST


@pytest.mark.parametrize("name", ["two kinds", "many of two kinds", "one kind", "neighbours", "many neighbours"])
def test_no_line_of_a_network_runs_through_a_name(name: str) -> None:
    for lang in LANGUAGES:
        assert crossed(lay_out(MADE_UP[name], lang=lang)) == []


def test_the_checks_themselves_find_faults() -> None:
    drawing = lay_out(MADE_UP["one kind"], lang="en")
    text = drawing.texts[-1]
    x, y = ink(text).centre
    across = Stroke((x - 90, y), (((x + 90, y),),), INK, 1)
    broken = Drawing(drawing.width, drawing.height, drawing.paper_height, (*drawing.marks, across, Disc(x, y, 3, INK)))
    assert text.line in crossed(broken)
    assert text.line in hidden(broken)


# -- what does not fit


def test_the_largest_stay_and_the_others_are_added_up_and_counted() -> None:
    scene = foldable_matrix(70, 4)
    drawing = lay_out(scene, lang="en", size="a4")
    others = next(text.line for text in drawing.texts if text.line.startswith("other ministries ("))
    away = int(others.removeprefix("other ministries (").rstrip(")"))
    kept = 70 - away
    assert shown(drawing, f"Shown: the {kept} largest of 70; the rest are added up in “other ministries ({away})”")
    largest = sorted((row.total for row in scene.rows), reverse=True)
    weights = [weight or 0 for weight in scene.weights.values()]
    assert str(sum(largest[kept:])) in {text.line for text in drawing.texts}
    for column in scene.columns:
        total = sum(weight or 0 for (_, key), weight in scene.weights.items() if key == column.key)
        assert f"{total:,}" in {text.line for text in drawing.texts}
    assert sum(weights) == sum(row.total for row in scene.rows)


def test_a_matrix_that_does_not_name_its_others_is_drawn_whole() -> None:
    scene = replace(foldable_matrix(40, 3), other_rows=None)
    assert not any("other ministries" in text.line for text in lay_out(scene, lang="en").texts)


def test_a_flow_keeps_ribbons_that_can_be_seen() -> None:
    drawing = lay_out(foldable_flow(35, 12), lang="both", size="a4")
    bars = [mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.fill in (INK, LINE)]
    assert sum(bar.height for bar in bars) >= 0.25 * drawing.height


# -- amounts


def test_amounts_add_up_in_the_picture() -> None:
    scene = money_matrix(6, 3)
    drawing = lay_out(scene, lang="en", size="a4")
    assert shown(drawing, "unit: million baht")
    numbers = [text for text in drawing.texts if text.line.replace(",", "").isdigit() and text.anchor == "middle"]
    heights = sorted({round(ink(text).centre[1], 3) for text in numbers})
    tops = [y for before, y in zip([-9.0, *heights], heights, strict=False) if y - before > 3]
    table = [
        [
            int(t.line.replace(",", ""))
            for t in sorted(numbers, key=lambda t: t.x)
            if top <= ink(t).centre[1] + 0.01 < top + 3
        ]
        for top in tops
    ]
    # Every row ends with its own total, and the last one holds the totals of the columns and of all.
    assert len(table) == 8
    for row in table:
        assert sum(row[:-1]) == row[-1]
    exact = sum((Decimal(weight or 0) for weight in scene.weights.values()), Decimal(0))
    assert max(row[-1] for row in table) == round(exact / 1_000_000)
    assert sum(row[-1] for row in table) == 2 * round(exact / 1_000_000)


def test_less_than_half_a_unit_is_nought_and_not_nothing() -> None:
    drawing = lay_out(money_matrix(6, 3), lang="th", size="a4")
    assert shown(drawing, "0 = น้อยกว่าครึ่งหน่วย")
    noughts = [text for text in drawing.texts if text.line == "0"]
    assert len(noughts) == 2  # a thousand baht, in its cell and as the total of its row


def test_what_comes_to_the_middle_of_two_steps_leaves_it() -> None:
    scene = made_up_cascade(3, 6, 3, money=True)
    drawing = lay_out(scene, lang="en", size="a4")
    exact = sum((Decimal(weight or 0) for weight in scene.weights.values()), Decimal(0)) / 1_000_000
    reached = [
        text.line.partition(" ")[0] for text in drawing.texts if re.fullmatch(r"[\d,.]+ million baht", text.line)
    ]
    standing = [text.line for text in drawing.texts if re.fullmatch(r"[\d,.]+", text.line) and text.anchor == "middle"]
    assert len(reached) == 3
    amounts = [Decimal(figure.replace(",", "")) for figure in reached]
    assert sum(amounts) == pytest.approx(exact, abs=Decimal("0.5"))
    # Those on the left and those in the middle are the same money, which all reaches the right (badges are no money).
    badges = sum(Decimal(number) for number in ("1", "2", "3"))
    assert sum(Decimal(figure.replace(",", "")) for figure in standing) - badges == 2 * sum(amounts)


# -- what is inferred, and what is not known


def test_an_inferred_number_has_a_star_and_the_star_is_explained() -> None:
    scene = foldable_matrix(8, 5)
    inferred = [pair for pair in scene.inferred if scene.weights[pair]]
    drawing = lay_out(scene, lang="en")
    assert sum(text.line == "*" for text in drawing.texts) == len(inferred)
    assert shown(drawing, "* = inferred")


def test_where_all_is_inferred_it_is_said_once() -> None:
    scene = foldable_matrix(8, 5)
    drawing = lay_out(replace(scene, inferred=frozenset(scene.weights)), lang="en")
    assert not any(text.line == "*" for text in drawing.texts)
    assert shown(drawing, "All links in this picture are inferred; no source states them as such")


def test_an_inferred_ribbon_is_pale_with_an_edge() -> None:
    scene = foldable_flow(8, 5)
    drawing = lay_out(scene, lang="en")
    ribbons = [mark for mark in drawing.marks if isinstance(mark, Area)]
    pale = [mark for mark in ribbons if mark.alpha < 0.25]
    assert len(pale) == sum(bool(scene.weights[pair]) for pair in scene.inferred)
    assert len(ribbons) == sum(bool(weight) for weight in scene.weights.values())
    assert shown(drawing, "pale ribbon with an edge = inferred")


THINNEST = 0.25
"""A line that is thinner than this, in points, is lost in print."""


def threads(drawing: Drawing) -> list[Stroke]:
    return [mark for mark in drawing.marks if isinstance(mark, Stroke) and not mark.dashed]


def test_a_link_too_small_for_a_ribbon_is_a_thread_in_a_flow() -> None:
    scene = FlowScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        rows=(Row("r0", Label("ใหญ่", "large"), 1_000_001), Row("r1", Label("เล็ก", "small"), 1)),
        columns=(Column("c0", Label("ก", "a"), 1_000_000), Column("c1", Label("ข", "b"), 2)),
        weights={("r0", "c0"): 1_000_000, ("r0", "c1"): 1, ("r1", "c1"): 1},
        inferred=frozenset({("r1", "c1")}),
    )
    drawing = lay_out(scene, lang="en")
    assert sum(isinstance(mark, Area) for mark in drawing.marks) == 1
    assert [mark.width >= THINNEST for mark in threads(drawing)] == [True, True]


def test_money_below_half_of_the_unit_is_a_thread_in_both_steps_of_a_cascade() -> None:
    much, little = Decimal(90_000_000_000), Decimal(100_000)
    scene = CascadeScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        left=(Row("l0", Label("กระทรวง", "ministry"), much + little),),
        middle=(Row("m0", Label("ใหญ่", "large"), much), Row("m1", Label("เล็ก", "small"), little)),
        right=(Column("c0", Label("ก", "a"), much), Column("c1", Label("ข", "b"), little)),
        weights={("l0", "m0", "c0"): much, ("l0", "m1", "c1"): little},
        other_left=OTHER_ROWS,
        other_middle=OTHER_ROWS,
        other_right=OTHER_COLUMNS,
        money=True,
    )
    drawing = lay_out(scene, lang="en")
    assert sum(isinstance(mark, Area) for mark in drawing.marks) == 2
    assert [mark.width >= THINNEST for mark in threads(drawing)] == [True, True]


# -- networks


def test_all_nodes_of_a_network_are_there_with_their_signs() -> None:
    scene = two_kinds(4, 3, 3)
    drawing = lay_out(scene, lang="en")
    badges = [mark for mark in drawing.marks if isinstance(mark, Disc) and mark.fill in GROUPS]
    squares = [m for m in drawing.marks if isinstance(m, Box) and m.fill == INK and m.rect.width == m.rect.height]
    assert len(badges) == 2 * 4  # the hub, and beside the heading of its list
    assert len(squares) == 4 * 3 + 3 + 2  # and two in the key, of which one shows a cut vertex
    assert not any("Shown:" in text.line for text in drawing.texts)


@pytest.mark.parametrize("count", [5, 12, 18])
def test_no_line_passes_through_a_sign_that_it_does_not_lead_to(count: int) -> None:
    scene = one_kind(count, every=1)  # lines to the next but one pass nearest
    scene = replace(scene, nodes=tuple(replace(node, label=Label(en=node.key)) for node in scene.nodes))
    drawing = lay_out(scene, lang="en")
    discs = [m for m in drawing.marks if isinstance(m, Disc) and m.fill in GROUPS]
    # The smallest sign lies on its ring where it has one; all share a middle with the ends of their lines.
    lines = [m for m in drawing.marks if isinstance(m, Stroke) and len(m.moves) == 1 and m.colour != GREY]
    assert len(discs) == count
    assert len(lines) == len(scene.edges)
    for line in lines:
        ends = line.start, line.moves[0][-1]
        for disc in discs:
            if all(dist((disc.x, disc.y), end) > 0.01 for end in ends):
                assert beside((disc.x, disc.y), *ends) >= disc.radius + line.width / 2


def beside(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the stretch between two others: the least of a thousand steps along it."""
    steps = (tuple(a + n / 1000 * (b - a) for a, b in zip(start, end, strict=True)) for n in range(1001))
    return min(dist(point, step) for step in steps)


def test_width_and_size_follow_the_weights() -> None:
    nodes = two_kinds(2, 1, 0)
    edges = tuple(replace(edge, weight=weight) for edge, weight in zip(nodes.edges, (1, 9), strict=True))
    drawing = lay_out(replace(nodes, edges=edges), lang="en")
    widths = sorted(m.width for m in drawing.marks if isinstance(m, Stroke) and m.moves and len(m.moves[0]) == 3)
    assert widths[1] > 3 * widths[0]
    radii = sorted(m.radius for m in drawing.marks if isinstance(m, Disc) and m.fill in GROUPS[:2] and m.radius > 7)
    assert radii[-1] == pytest.approx(3 * radii[0], rel=0.25)  # nine times the area, or as small as can be read


def test_a_cut_vertex_is_outlined_and_the_outline_is_explained() -> None:
    scene = one_kind(6)
    drawing = lay_out(scene, lang="th")
    rings = [mark for mark in drawing.marks if isinstance(mark, Disc) and mark.fill == WHITE and mark.stroke == INK]
    assert len(rings) == 1 + 1  # the node and its sign in the key
    assert shown(drawing, "มีกรอบ = จุดตัด")
    plain = replace(scene, nodes=tuple(replace(node, cut=False) for node in scene.nodes))
    assert not shown(lay_out(plain, lang="th"), "จุดตัด")


@pytest.mark.parametrize("scene", [two_kinds(3, 2, 2), one_kind(6)])
def test_an_inferred_edge_is_dashed_and_the_key_says_so(scene: NetworkScene) -> None:
    plain = lay_out(scene, lang="en")
    assert not any(isinstance(mark, Stroke) and mark.dashed for mark in plain.marks)
    assert not shown(plain, "dashed = inferred")
    edges = tuple(replace(edge, inferred=at < 2) for at, edge in enumerate(scene.edges))
    drawing = lay_out(replace(scene, edges=edges), lang="en")
    assert sum(isinstance(mark, Stroke) and mark.dashed for mark in drawing.marks) == 2 + 1  # and one in the key
    assert shown(drawing, "dashed = inferred: no source states it as such")
    assert faults(drawing) == []


@pytest.mark.parametrize("scene", [two_kinds(5, 30, 30), one_kind(40)])
def test_above_the_stated_number_only_the_strongest_are_drawn(scene: NetworkScene) -> None:
    most = MOST_NODES[scene.hubs is not None]
    kept = strongest(scene, most)
    assert len(kept.nodes) <= most < len(scene.nodes)
    strengths = scene.strengths()
    away = {node.key for node in scene.nodes} - {node.key for node in kept.nodes}
    others = [strengths[node.key] for node in kept.nodes if node.kind != scene.hubs]
    assert max(strengths[key] for key in away) <= min(others)
    drawing = lay_out(scene, lang="en")
    said = next(text.line for text in drawing.texts if text.line.startswith("Shown:"))
    assert said.endswith(f"most strongly joined of {len(scene.nodes)} nodes")


def test_the_nodes_of_a_ring_stand_where_their_edges_are_short() -> None:
    # A circle of six, given in an order that crosses: around the ring each must stand beside its two neighbours.
    order = [0, 3, 1, 4, 2, 5]
    scene = one_kind(6, every=0)
    nodes = tuple(scene.nodes[place] for place in order)
    from govgraph.draw.layout.ring import shortest_round

    around = [int(key.removeprefix("n")) for key in shortest_round(replace(scene, nodes=nodes))]
    steps = {(b - a) % 6 for a, b in pairwise([*around, around[0]])}
    assert steps in ({1}, {5})


# -- one thing and its neighbours


def test_neighbours_that_do_not_fit_are_counted() -> None:
    scene = neighbours(60, 20, more=7)
    drawing = lay_out(scene, lang="en", size="a3")
    said = next(text.line for text in drawing.texts if text.line.startswith("Named:"))
    named, of_all = (int(part) for part in said.removeprefix("Named: ").split(" of "))
    assert named <= MOST_NEIGHBOURS
    assert of_all == 60 + 20 + 7
    more = [int(t.line.split()[1]) for t in drawing.texts if t.line.startswith("and ") and t.line.endswith(" more")]
    assert sum(more) == of_all - named


def test_arrows_point_as_the_relations_do() -> None:
    scene = neighbours(2, 2)
    drawing = lay_out(scene, lang="en")
    heads = [mark for mark in drawing.marks if isinstance(mark, Area)]
    box = next(mark.rect for mark in drawing.marks if isinstance(mark, Box) and mark.fill == INK)
    into = [head for head in heads if abs(head.start[0] - box.x) < 0.1]
    away = [head for head in heads if head.start[0] > box.right + 10]
    assert (len(into), len(away)) == (2, 2)  # the first relation comes in, the second goes out
    assert shown(drawing, "is in relation 1 to →")
    assert shown(drawing, "is in relation 2 to →")


def test_what_most_share_is_said_once_and_what_differs_with_the_name() -> None:
    drawing = lay_out(neighbours(5), lang="en")
    said = [text.line for text in drawing.texts]
    assert sum("since 1 January 2010" in line for line in said) == 1
    assert sum("confirmed" in line for line in said) == 1
    assert said.count("period not known") == 1


def test_an_unknown_period_is_dashed_and_the_dash_is_explained() -> None:
    drawing = lay_out(neighbours(9), lang="en")
    assert sum(isinstance(mark, Stroke) and mark.dashed for mark in drawing.marks) == 2
    assert shown(drawing, "dashed line = period not known")


def test_a_scene_of_nothing_or_of_strangers_is_refused() -> None:
    from govgraph.errors import UsageError

    with pytest.raises(UsageError, match="nothing"):
        neighbours()
    scene = two_kinds(2, 1, 0)
    with pytest.raises(UsageError):
        replace(scene, nodes=scene.nodes[1:])
    with pytest.raises(UsageError, match="above 0"):
        replace(scene, edges=(replace(scene.edges[0], weight=0),))
    cascade: CascadeScene = made_up_cascade(2, 3, 2)
    with pytest.raises(UsageError):
        replace(cascade, weights={("l0", "m0", "c9"): 1})
    matrix: MatrixScene = foldable_matrix(2, 2)
    with pytest.raises(UsageError):
        replace(matrix, inferred=frozenset({("r0", "c9")}))
