"""Networks, neighbours and flows in two steps as files: real text, the same bytes, and the rows behind them."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest

from govgraph.draw import Scene, draw, render
from govgraph.draw.colours import GREY, GROUPS, INK, LINE, WHITE, blend, contrast, text_on
from govgraph.draw.layout import lay_out
from govgraph.draw.scenes.tables import rows_of
from govgraph.errors import UnreadableError, UsageError
from tests.draw.conftest import workshop_bridges, workshop_matrix
from tests.draw.linked import foldable_flow, made_up_cascade, money_matrix, neighbours, one_kind, two_kinds

SCENES: dict[str, Scene] = {
    "cascade": made_up_cascade(3, 6, 3, money=True),
    "two kinds": two_kinds(3, 3, 2),
    "one kind": one_kind(5),
    "neighbours": neighbours(4, 2, more=3),
    "flow": foldable_flow(6, 3),
    "money": money_matrix(4, 3),
}


def lines_of(scene: Scene, lang: str) -> set[str]:
    return {text.line for text in lay_out(scene, lang=lang).texts}


@pytest.mark.parametrize("name", SCENES)
def test_every_line_is_real_text_in_svg_and_pdf(name: str) -> None:
    scene = SCENES[name]
    root = ET.fromstring(render(scene, "svg"))
    assert {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")} == lines_of(scene, "both")
    page = pypdf.PdfReader(io.BytesIO(render(scene, "pdf", lang="th"))).pages[0]
    found = "".join(re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", page.extract_text()).split())
    for line in lines_of(scene, "th"):
        assert "".join(line.split()) in found, line


@pytest.mark.parametrize("name", SCENES)
def test_the_same_scene_gives_the_same_bytes(name: str) -> None:
    assert render(SCENES[name], "png", dpi=40) == render(SCENES[name], "png", dpi=40)


# -- the rows behind a picture


def test_the_rows_of_a_matrix_are_its_pairs(tmp_path: Path) -> None:
    path, data = tmp_path / "matrix.svg", tmp_path / "matrix.csv"
    draw(workshop_matrix(), path, lang="th", data=data)
    lines = data.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "row,row_th,row_en,column,column_th,column_en,value,inferred"
    assert len(lines) == 1 + 28  # the ministry–theme links of the workshop
    assert sum(int(line.split(",")[-2]) for line in lines[1:]) == 64
    assert path.exists()


def test_the_rows_of_the_bridges_are_the_seats() -> None:
    rows = rows_of(workshop_bridges())
    assert len(rows) == 64
    assert [sum(row["group"] == number for row in rows) for number in "12345"] == [14, 8, 9, 18, 15]
    several = {row["agency_th"] for row in rows if row["groups"] != 1}
    assert len(several) == 6


def test_the_rows_hold_exact_amounts_and_what_the_picture_has_no_room_for() -> None:
    scene = money_matrix(200, 3)
    rows = rows_of(scene)
    assert len(rows) == len(scene.weights)
    exact = sum((Decimal(weight or 0) for weight in scene.weights.values()), Decimal(0))
    assert sum((Decimal(str(row["value"])) for row in rows), Decimal(0)) == exact
    assert any(Decimal(str(row["value"])) % 1 for row in rows)  # satang and all


def test_a_value_that_is_not_known_is_empty_and_inference_is_told() -> None:
    scene = foldable_flow(12, 6)
    rows = rows_of(scene)
    assert sum(row["value"] is None for row in rows) == sum(weight is None for weight in scene.weights.values()) > 0
    assert sum(row["inferred"] is True for row in rows) == len(scene.inferred) > 0


def test_the_rows_of_a_network_are_its_edges() -> None:
    rows = rows_of(two_kinds(2, 2, 1))
    assert len(rows) == 2 * 2 + 2
    assert {(row["one_kind"], row["other_kind"]) for row in rows} == {("agency", "group"), ("group", "agency")}
    assert [row["one_cut_vertex"] for row in rows if row["other"] == "j0"] == [True, True]
    assert {row["inferred"] for row in rows} == {False}
    scene = two_kinds(2, 2, 1)
    edges = tuple(replace(edge, inferred=edge.other == "j0") for edge in scene.edges)
    assert {row["other"] for row in rows_of(replace(scene, edges=edges)) if row["inferred"]} == {"j0"}


def test_the_rows_of_neighbours_count_those_without_a_name() -> None:
    rows = rows_of(neighbours(3, 2, more=5))
    assert [row["things"] for row in rows] == [1, 1, 1, 5, 1, 1]
    assert [row["direction"] for row in rows] == ["backward"] * 4 + ["forward"] * 2
    assert rows[3]["other"] is None


@pytest.mark.parametrize("name", ["rows.txt", "rows", "rows.xlsx"])
def test_rows_go_into_a_csv_only(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="csv"):
        draw(workshop_matrix(), tmp_path / "m.svg", data=tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_for_the_rows_that_is_not_there_is_named_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"rows\.csv"):
        draw(workshop_matrix(), tmp_path / "m.svg", data=tmp_path / "no" / "rows.csv")
    assert list(tmp_path.iterdir()) == []


# -- colours


def test_words_and_lines_of_the_new_pictures_can_be_seen() -> None:
    for colour in GROUPS:
        assert contrast(colour, WHITE) >= 4.5  # headings in the colour of their relation
        assert contrast(blend(colour, WHITE, 0.35), WHITE) >= 2.4  # lines to those of one hub
    assert contrast(text_on(LINE), LINE) >= 4.5  # numbers of what stands apart
    assert contrast(GREY, WHITE) >= 4.5
    assert contrast(blend(GREY, WHITE, 0.25), WHITE) >= 3  # the edges of a ring
    assert contrast(blend(WHITE, INK, 0.15), INK) >= 4.5  # the small words in the dark box


def test_kinds_are_told_by_shape_and_not_by_colour_alone() -> None:
    from govgraph.draw.marks import Box, Disc

    drawing = lay_out(two_kinds(3, 3, 2), lang="en")
    squares = [m for m in drawing.marks if isinstance(m, Box) and m.rect.width == m.rect.height]
    discs = [m for m in drawing.marks if isinstance(m, Disc)]
    assert len(squares) >= 3 * 3 + 2
    assert len(discs) >= 3
