"""What every kind of picture must be: drawn anywhere, found by readers, the same bytes each time."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pyoxigraph import Literal

from govgraph.draw import BridgesScene, MatrixScene, Scene, render
from govgraph.draw.fonts import extent, refuse_missing
from govgraph.draw.layout import lay_out
from govgraph.draw.pictures import KINDS, picture
from govgraph.draw.text import ink
from govgraph.model import Label
from govgraph.names import ID
from govgraph.store import open_store
from tests.draw.conftest import workshop_matrix

ASKED: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS} | {"ego": {"focus": f"{ID}agency/mot-ops"}}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=ASKED)
def scene(request: pytest.FixtureRequest, built: Path) -> Scene:
    with open_store(built) as store:
        return picture(store, request.param, **ASKED[request.param])


# -- with no Thai font on the system and an empty home


ANYWHERE = """
import hashlib, sys
from govgraph.draw import render
from govgraph.draw.fonts import shaped
from govgraph.draw.pictures import KINDS, picture
from govgraph.draw.text import ink
from govgraph.store import open_store
for low, high in (("ที", "ที่"), ("กี", "กี้"), ("นำ", "น้ำ")):
    ratio = (shaped(high).above + shaped(high).below) / (shaped(low).above + shaped(low).below)
    print("ratio", ratio)
with open_store(sys.argv[1]) as store:
    for kind in KINDS:
        options = {"focus": "https://w3id.org/govgraph/id/agency/mot-ops"} if kind == "ego" else {}
        scene = picture(store, kind, **options)
        for form in ("svg", "pdf", "png"):
            print(kind, form, hashlib.sha256(render(scene, form, lang="th", dpi=30)).hexdigest())
"""


def test_every_kind_has_the_same_bytes_in_an_empty_home_whatever_the_hash_seed(built: Path, tmp_path: Path) -> None:
    def run(seed: str) -> list[str]:
        home = tmp_path / seed
        home.mkdir()
        env = {"PYTHONHASHSEED": seed, "HOME": str(home), "FONTCONFIG_FILE": os.devnull, "PATH": "/usr/bin"}
        env["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
        command = [sys.executable, "-W", "error::UserWarning", "-c", ANYWHERE, str(built)]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout.splitlines()

    first = run("0")
    ratios = [float(line.split()[1]) for line in first if line.startswith("ratio")]
    assert len(ratios) == 3
    assert min(ratios) >= 1.2  # a shaper that drops the tone mark gives 1
    assert {tuple(line.split()[:2]) for line in first[3:]} == {
        (kind, f) for kind in KINDS for f in ("svg", "pdf", "png")
    }
    assert len({line.split()[2] for line in first[3:]}) == 3 * len(KINDS)
    assert run("1") == first


def test_no_label_of_the_shipped_data_has_a_sign_that_the_font_lacks(built: Path) -> None:
    with open_store(built) as store:
        rows = store.select(
            "SELECT DISTINCT ?name WHERE { ?thing ?says ?name FILTER(LANG(?name) IN ('th', 'en')) }"
        ).rows
    names = [row[0].value for row in rows if isinstance(row[0], Literal)]
    assert len(names) > 2000
    refuse_missing("".join(sorted({sign for name in names for sign in name if not sign.isspace()})))


# -- the figures of the workshop


def test_the_bridges_are_the_six_bodies_and_the_matrix_adds_up_to_sixty_four(built: Path) -> None:
    with open_store(built) as store:
        bridges, matrix = picture(store, "bridges"), picture(store, "matrix")
    assert isinstance(bridges, BridgesScene)
    assert isinstance(matrix, MatrixScene)
    number = {group.key: group.number for group in bridges.groups}
    secretary = "สำนักงานปลัดกระทรวง"
    assert {bridge.label.th: tuple(sorted(number[key] for key in bridge.groups)) for bridge in bridges.bridges} == {
        f"{secretary}คมนาคม": (1, 2, 5),
        f"{secretary}พาณิชย์": (1, 3, 5),
        f"{secretary}อุตสาหกรรม": (1, 3, 5),
        f"{secretary}เกษตรและสหกรณ์": (1, 3),
        f"{secretary}วัฒนธรรม": (2, 4),
        "กรมอุทยานแห่งชาติ สัตว์ป่า และพันธุ์พืช": (2, 4),
    }
    assert [column.total for column in matrix.columns] == [14, 8, 9, 18, 15]
    assert matrix.total == 64


# -- what readers find


def read_back(scene: Scene, folder: Path, how: str) -> str:
    """What Poppler reads in the PDF of a scene in both languages."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (poppler) is not on this machine")
    path = folder / "picture.pdf"
    path.write_bytes(render(scene, "pdf", lang="both"))
    command = [reader, how, "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_every_line_is_found_as_it_is_in_the_text_of_the_pdf(scene: Scene, tmp_path: Path) -> None:
    found = " ".join(read_back(scene, tmp_path, "-raw").split())
    for text in lay_out(scene, lang="both").texts:
        assert " ".join(text.line.split()) in found, text.line


def test_every_line_of_the_pdf_can_be_selected_where_it_stands(scene: Scene, tmp_path: Path) -> None:
    found = read_back(scene, tmp_path, "-bbox")
    words = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax=".*?" yMax="(.*?)">(.*?)</word>', found)
    placed = [(float(left), float(top), float(low), html.unescape(word)) for left, top, low, word in words]
    for text in (text for text in lay_out(scene, lang="both").texts if not text.upright):
        start = ink(text).x
        assert any(
            text.line.startswith(word) and abs(left - start) < 1 and top < text.y < low
            for left, top, low, word in placed
        ), text.line


def test_every_line_is_text_in_the_svg_which_names_no_address_elsewhere(scene: Scene) -> None:
    svg = render(scene, "svg", lang="both").decode()
    written = [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]
    assert sorted(str(line) for line in written) == sorted(text.line for text in lay_out(scene, lang="both").texts)
    hosts = re.findall(r"https?://[^\"' >]+", re.sub(r"base64,[^)]*", "", svg))
    assert set(hosts) == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


PAGE = """<!DOCTYPE html><html><head><style>{faces} body {{ margin: 0; background: white }}
span {{ position: absolute; top: 20px; left: 20px; font: 120px {family}; line-height: 1.6 }}</style></head>
<body><span>{word}</span></body></html>"""


def test_a_browser_shows_sara_am_with_its_tone_mark_as_the_font_has_it(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium on this machine")
    faces = "".join(re.findall(r"@font-face\{[^}]*\}", render_with_water()))
    family = re.findall(r"font-family:('[^']+')", faces)[0]
    heights = {}
    for word in ("นำ", "น้ำ"):
        page, shot = tmp_path / "page.html", tmp_path / "shot.png"
        page.write_text(PAGE.format(faces=faces, family=family, word=word), encoding="utf-8")
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=400,300",
            f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={shot}", page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        box = Image.open(shot).convert("L").point(lambda grey: 255 if grey < 128 else 0).getbbox()
        assert box is not None
        heights[word] = box[3] - box[1]
        found = extent(word, 120)
        assert heights[word] == pytest.approx(found.above + found.below, abs=3)
    assert heights["น้ำ"] >= 1.2 * heights["นำ"]


def render_with_water() -> str:
    """A picture whose cut-down font must draw น้ำ, which is made of signs that the text does not name."""
    scene = workshop_matrix()
    rows = (replace(scene.rows[0], label=Label("กรมทรัพยากรน้ำ นำ", "Water")), *scene.rows[1:])
    return render(replace(scene, rows=rows), "svg", lang="th").decode()
