"""Files: the right format, the same bytes, whole or not at all, and text that can be read back."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdf
import pytest
from matplotlib.ft2font import FT2Font, LoadFlags
from PIL import Image

from govgraph.draw import BridgesScene, FlowScene, MatrixScene, Scene, draw, pdftext, render
from govgraph.draw.fonts import font_path
from govgraph.draw.layout import lay_out
from govgraph.draw.svg import cut_down
from govgraph.errors import UnreadableError, UsageError

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["bridges", "flow", "matrix"])
def workshop(
    request: pytest.FixtureRequest,
    bridges_scene: BridgesScene,
    flow_scene: FlowScene,
    matrix_scene: MatrixScene,
) -> Scene:
    scenes: dict[str, Scene] = {"bridges": bridges_scene, "flow": flow_scene, "matrix": matrix_scene}
    return scenes[request.param]


def unpacked(woff: bytes, path: Path) -> Path:
    """Write a WOFF as a plain font file, which FreeType reads."""
    fonts: Any = import_module("fontTools.ttLib")
    font = fonts.TTFont(io.BytesIO(woff))
    assert font.flavor == "woff"
    font.flavor = None
    font.save(path)
    return path


def lines_of(scene: Scene, lang: str) -> set[str]:
    return {text.line for text in lay_out(scene, lang=lang).texts}


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_every_line_is_real_text_in_the_svg(workshop: Scene, lang: str) -> None:
    root = ET.fromstring(render(workshop, "svg", lang=lang))
    written = {text.text for text in root.iter(f"{SVG}text")}
    assert written == lines_of(workshop, lang)


def test_the_svg_names_no_other_host_and_brings_its_font(workshop: Scene) -> None:
    svg = render(workshop, "svg").decode()
    plain = re.sub(r"base64,[^)]*", "", svg)
    assert set(re.findall(r"https?://[^\"' >]+", plain)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "<!DOCTYPE" not in svg
    assert "<metadata" not in svg
    families = set(re.findall(r"font-family:'([^']+)'", svg))
    assert len(families) == 1
    for style in re.findall(r'<text style="([^"]+)"', svg):
        assert f"font-family: '{next(iter(families))}', 'Sarabun'" in style


def test_the_svg_tells_what_it_is(workshop: Scene) -> None:
    root = ET.fromstring(render(workshop, "svg"))
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == workshop.caption.title.text("both")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    described = root.find(f"{SVG}desc")
    assert described is not None
    assert described.text == workshop.caption.record


@pytest.mark.parametrize("bold", [False, True])
def test_the_cut_down_font_draws_its_text_as_the_whole_font_does(bold: bool, tmp_path: Path) -> None:
    text = "น้ำ ที่ กรมปศุสัตว์ ญู ฐาน ป่า Water"
    part = cut_down("".join(sorted(set(text))), bold)
    assert len(part) < font_path(bold).stat().st_size / 3
    path = unpacked(part, tmp_path / "part.ttf")
    widths = []
    for file in (path, font_path(bold)):
        face = FT2Font(str(file))
        face.set_size(100, 72)
        face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
        widths.append((face.get_width_height(), face.get_descent()))
    assert widths[0] == widths[1]


def test_the_svg_holds_nikhahit_and_sara_aa_for_sara_am(bridges_scene: BridgesScene, tmp_path: Path) -> None:
    svg = render(bridges_scene, "svg", lang="th").decode()
    for at, data in enumerate(re.findall(r"base64,([^)]*)\)", svg)):
        path = unpacked(base64.b64decode(data), tmp_path / f"{at}.ttf")
        assert {0x0E4D, 0x0E32, 0x0E33} <= set(FT2Font(str(path)).get_charmap())


@pytest.mark.parametrize("lang", ["th", "en", "both"])
def test_every_line_is_found_in_the_text_of_the_pdf(workshop: Scene, lang: str) -> None:
    page = pypdf.PdfReader(io.BytesIO(render(workshop, "pdf", lang=lang))).pages[0]
    found = page.extract_text()
    # pypdf reads the glyph map, where SARA AM is nikhahit, a tone mark if there is one, and sara aa.
    found = re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", found)
    found = "".join(found.split())
    for line in lines_of(workshop, lang):
        assert "".join(line.split()) in found, line


def test_the_pdf_says_what_its_glyphs_mean(bridges_scene: BridgesScene) -> None:
    page = pypdf.PdfReader(io.BytesIO(render(bridges_scene, "pdf", lang="th"))).pages[0]
    contents = page.get_contents()
    assert contents is not None
    meant = {
        bytes.fromhex(found.decode()).decode("utf-16")
        for found in re.findall(rb"/ActualText <([0-9a-f]+)>", contents.get_data())
    }
    assert meant == lines_of(bridges_scene, "th")


def test_the_pdf_is_a_whole_page_without_a_date(matrix_scene: MatrixScene) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(matrix_scene, "pdf", size="a4")))
    box = reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((595.28, 841.89), abs=0.1)
    assert reader.metadata is not None
    assert "/CreationDate" not in reader.metadata
    assert reader.metadata.title == matrix_scene.caption.title.text("both")
    assert reader.metadata.subject == matrix_scene.caption.record


def test_without_the_hooks_the_pdf_is_drawn_all_the_same_with_a_warning(
    matrix_scene: MatrixScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdftext, "hooks_present", lambda: False)
    with pytest.warns(RuntimeWarning, match="may not copy"):
        data = render(matrix_scene, "pdf")
    assert data.startswith(b"%PDF")
    assert b"ActualText" not in data


def test_the_hooks_are_there_and_are_taken_off_again() -> None:
    from matplotlib import _text_helpers
    from matplotlib.backends.backend_pdf import RendererPdf

    assert pdftext.hooks_present()
    before = RendererPdf.draw_text, _text_helpers.layout
    with pdftext.readable_text():
        assert RendererPdf.draw_text is not before[0]
        assert _text_helpers.layout is not before[1]
    assert (RendererPdf.draw_text, _text_helpers.layout) == before

    def fail() -> None:
        with pdftext.readable_text():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (RendererPdf.draw_text, _text_helpers.layout) == before


@pytest.mark.parametrize("dpi", [72, 200])
def test_the_png_has_its_size_and_a_word_on_what_it_is(flow_scene: FlowScene, dpi: int) -> None:
    image = Image.open(io.BytesIO(render(flow_scene, "png", dpi=dpi)))
    assert image.width == pytest.approx(841.89 / 72 * dpi, abs=1)
    assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
    assert image.info["Title"] == flow_scene.caption.title.text("both")
    assert image.info["Description"] == flow_scene.caption.record


@pytest.mark.parametrize("fmt", ["svg", "pdf", "png"])
def test_the_same_scene_gives_the_same_bytes(workshop: Scene, fmt: str) -> None:
    assert render(workshop, fmt, dpi=60) == render(workshop, fmt, dpi=60)


def test_other_words_give_other_bytes(matrix_scene: MatrixScene) -> None:
    assert render(matrix_scene, "svg", lang="th") != render(matrix_scene, "svg", lang="en")


SCENE_CODE = """
import hashlib, sys
from datetime import date
from govgraph.draw import Caption, Column, FlowScene, MatrixScene, Row, render
from govgraph.model import Label
words = dict(
    caption=Caption(title=Label("น้ำที่ดี", "Good water"), source=Label("ก", "k"), date=date(2010, 1, 12)),
    rows=tuple(Row(key, Label(f"กรม{key}", f"Dept {key}"), 2) for key in "abcde"),
    columns=tuple(Column(key, Label(f"ด้าน{key}", f"Theme {key}"), 3, at) for at, key in enumerate("xyz", 1)),
    weights={("a", "x"): 1, ("b", "y"): 2, ("c", "z"): 3, ("d", "x"): None, ("e", "y"): 1},
)
for scene in (FlowScene(**words), MatrixScene(**words)):
    for fmt in ("svg", "pdf", "png"):
        print(hashlib.sha256(render(scene, fmt, dpi=60)).hexdigest())
"""


def test_the_bytes_do_not_depend_on_hash_seed_clock_or_locale() -> None:
    def run(seed: str, epoch: str, zone: str) -> str:
        env = {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "TZ": zone, "PATH": "/usr/bin"}
        done = subprocess.run([sys.executable, "-c", SCENE_CODE], check=True, capture_output=True, text=True, env=env)
        return done.stdout

    first = run("1", "0", "UTC")
    assert first.count("\n") == 6
    assert first == run("4711", "1700000000", "Asia/Bangkok")


def test_draw_takes_the_format_from_the_suffix(matrix_scene: MatrixScene, tmp_path: Path) -> None:
    for suffix, start in ((".svg", b"<?xml"), (".PDF", b"%PDF"), (".png", b"\x89PNG")):
        path = tmp_path / f"picture{suffix}"
        draw(matrix_scene, path, lang="th", dpi=60)
        assert path.read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["picture.PDF", "picture.png", "picture.svg"]


@pytest.mark.parametrize("file_name", ["picture.jpg", "picture", "svg", "picture.svg.gz"])
def test_another_suffix_is_wrong_use(matrix_scene: MatrixScene, tmp_path: Path, file_name: str) -> None:
    with pytest.raises(UsageError) as error:
        draw(matrix_scene, tmp_path / file_name)
    assert ".svg" in error.value.en
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dpi", [0, 19, 1201])
def test_an_impossible_resolution_is_wrong_use(matrix_scene: MatrixScene, dpi: int) -> None:
    with pytest.raises(UsageError):
        render(matrix_scene, "png", dpi=dpi)


def test_a_folder_that_is_not_there_is_named(matrix_scene: MatrixScene, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        draw(matrix_scene, tmp_path / "no" / "picture.svg")
    assert "picture.svg" in error.value.en
    assert "picture.svg" in error.value.th


def test_a_failed_picture_leaves_the_old_one(
    make_matrix: Callable[[int, int], MatrixScene], matrix_scene: MatrixScene, tmp_path: Path
) -> None:
    path = tmp_path / "picture.svg"
    draw(matrix_scene, path)
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(UsageError):
        draw(matrix_scene, path, size="a9")
    path.with_suffix(".png").mkdir()
    with pytest.raises(UnreadableError):
        draw(matrix_scene, path.with_suffix(".png"), dpi=30)
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["picture.png", "picture.svg"]


def test_no_glyph_is_missing_in_any_picture(workshop: Scene) -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        for lang in ("th", "en", "both"):
            render(workshop, "png", lang=lang, dpi=40)
    assert [str(warning.message) for warning in seen] == []


def test_importing_draw_loads_no_heavy_library_and_drawing_never_pyplot() -> None:
    code = (
        "import sys, govgraph.draw; "
        "heavy = {'matplotlib', 'pythainlp', 'fontTools', 'numpy', 'PIL'} & set(sys.modules); "
        "assert not heavy, heavy\n"
        + SCENE_CODE
        + "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_drawing_leaves_the_settings_of_others_alone(matrix_scene: MatrixScene) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    render(matrix_scene, "svg")
    assert dict(mpl.rcParams) == before


def test_settings_of_others_do_not_change_the_picture(matrix_scene: MatrixScene) -> None:
    import matplotlib as mpl

    plain = render(matrix_scene, "png", dpi=50)
    with mpl.rc_context(
        {
            "savefig.facecolor": "red",
            "text.hinting": "force_autohint",
            "patch.linewidth": 9,
            "savefig.transparent": True,
        }
    ):
        assert render(matrix_scene, "png", dpi=50) == plain
