"""Thai is shaped and measured right; lines stand on even baselines."""

from __future__ import annotations

import importlib.metadata
import io
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from pyoxigraph import Literal

from govgraph import thai
from govgraph.draw.colours import INK
from govgraph.draw.fonts import extent, font_path, refuse_missing, settings, shaped
from govgraph.draw.marks import Drawing, Text
from govgraph.draw.text import Line, Style, ink, name, stack
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.store import open_store

# Pairs that differ in a tone mark only: a shaper that drops it changes the meaning.
PAIRS = [("ที", "ที่"), ("กี", "กี้"), ("นำ", "น้ำ")]


def painted_height(word: str, bold: bool) -> int:
    """Paint a word and count the rows that have ink."""
    from govgraph.draw.paint import figure

    drawing = Drawing(200, 150, 150, (Text(word, 50, 110, 60, INK, bold),))
    buffer = io.BytesIO()
    with settings("test"):
        figure(drawing, drawing.height).savefig(buffer, format="png", dpi=72)
    box = Image.open(buffer).convert("L").point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box is not None
    return box[3] - box[1]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(("without", "with_mark"), PAIRS)
def test_a_tone_mark_is_painted_above_the_vowel(without: str, with_mark: str, bold: bool) -> None:
    assert painted_height(with_mark, bold) >= 1.2 * painted_height(without, bold)


@pytest.mark.parametrize("word", ["ที่", "กี้", "น้ำ", "ปู่", "Department"])
def test_what_is_measured_is_what_is_painted(word: str) -> None:
    found = extent(word, 60)
    assert painted_height(word, bold=False) == pytest.approx(found.above + found.below, abs=2)


def test_text_put_together_from_its_parts_is_as_wide_and_high_as_shaped_whole(built: Path) -> None:
    with open_store(built) as store:
        found = store.select("SELECT DISTINCT ?name WHERE { ?thing ?says ?name FILTER(LANG(?name) IN ('th', 'en')) }")
    names = sorted(" ".join(row[0].value.split())[:90] for row in found.rows if isinstance(row[0], Literal))
    assert len(names) > 2000
    lines = {"/สิ่ง", "Office of", "“ก” (ABC) ข – (กข) Avoid 1/2 A.V. ๑๒๓ ฯลฯ", "กรม(VAT)อ", " ", "–", "fi ffi"}
    for at, whole in enumerate(names[::7]):
        # Any part of a name may become a line.
        pieces = thai.words(whole)
        first = at % len(pieces)
        lines |= {whole, "".join(pieces[first:]).strip(), "".join(pieces[: first + 1]).strip()} - {""}
    for line in sorted(lines):
        for bold in (False, True):
            assert extent(line, 100, bold) == shaped(line, bold), line


def test_measures_grow_with_the_size() -> None:
    assert extent("กรมการข้าว", 20).width == pytest.approx(2 * extent("กรมการข้าว", 10).width)


def test_the_font_comes_with_its_package_and_not_from_the_system() -> None:
    for bold in (False, True):
        path = font_path(bold)
        assert path.is_file()
        owned = {str(file.locate()) for file in importlib.metadata.files("fontpkg-sarabun") or ()}
        assert str(path) in owned


def test_a_sign_that_the_font_lacks_is_refused_by_name() -> None:
    refuse_missing("กรมการข้าว – “๑๒๓” ฯ ฿ → café")
    with pytest.raises(UsageError) as error:
        refuse_missing("กรม漢字")
    assert "U+6F22" in error.value.en
    assert "U+6F22" in error.value.th


def test_lines_of_a_name_stand_at_even_distances() -> None:
    words = ["กรมปศุสัตว์", "ที่ดิน", "มกราคม", "กี้ฎุ"]
    block = stack([Line(word, 10, False, INK) for word in words])
    steps = [block.baselines[at + 1] - block.baselines[at] for at in range(3)]
    assert steps[0] == pytest.approx(steps[1]) == pytest.approx(steps[2])
    marks = block.place(0, 0)
    for above, below in pairwise(marks):
        assert ink(above).bottom <= ink(below).y


def test_the_first_baseline_does_not_depend_on_the_marks_of_the_name() -> None:
    tops = {stack([Line(word, 10, False, INK)]).baselines[0] for word in ("กกก", "ที่", "ฎุ", "Aa")}
    assert len(tops) == 1


def test_the_ink_of_turned_and_anchored_text() -> None:
    wide = extent("กรม", 10).width
    assert ink(Text("กรม", 100, 50, 10, INK, anchor="end")).right == pytest.approx(100)
    assert ink(Text("กรม", 100, 50, 10, INK, anchor="middle")).centre[0] == pytest.approx(100)
    turned = ink(Text("กรม", 100, 50, 10, INK, upright=True))
    assert turned.height == pytest.approx(wide)
    assert turned.bottom == pytest.approx(50)


def test_a_name_is_large_in_thai_and_small_in_english() -> None:
    label = Label("กรมการข้าว", "Rice Department")
    both = name(label, "both", 300, Style(9, small=6))
    assert [(line.text, line.size) for line in both.lines] == [("กรมการข้าว", 9), ("Rice Department", 6)]
    assert [line.text for line in name(label, "en", 300, Style(9, small=6)).lines] == ["Rice Department"]
    assert [line.text for line in name(Label(en="Only English"), "th", 300, Style(9)).lines] == ["Only English"]


def test_runs_of_spaces_become_one() -> None:
    assert [line.text for line in name(Label("ก  ข\u00a0ค"), "th", 300, Style(9)).lines] == ["ก ข ค"]
