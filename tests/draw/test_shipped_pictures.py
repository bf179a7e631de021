"""The maps, tiers and timelines of the shipped data as files: real text, whole glyphs, nothing from elsewhere."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from govgraph.draw import Scene, render
from govgraph.draw.layout import lay_out
from govgraph.draw.pictures import picture
from govgraph.names import ID
from govgraph.store import open_store

PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "tiles": ("tiles", {}),
    "tiles by statements": ("tiles", {"measure": "statements"}),
    "tiers": ("tiers", {}),
    "timeline": ("timeline", {}),
    "timeline of a province": ("timeline", {"focus": f"{ID}province/TH-86"}),
}


@pytest.fixture(scope="module", params=PICTURES)
def scene(request: pytest.FixtureRequest, built: Path) -> Iterator[Scene]:
    kind, options = PICTURES[request.param]
    with open_store(built) as store:
        yield picture(store, kind, **options)


def lines_of(scene: Scene, lang: str) -> set[str]:
    return {text.line for text in lay_out(scene, lang=lang).texts}


def test_every_line_is_found_in_the_text_of_the_pdf(scene: Scene) -> None:
    page = pypdf.PdfReader(io.BytesIO(render(scene, "pdf", lang="both"))).pages[0]
    # pypdf reads the glyph map, where SARA AM is nikhahit, a tone mark if there is one, and sara aa.
    found = re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", page.extract_text())
    found = "".join(found.split())
    for line in lines_of(scene, "both"):
        assert "".join(line.split()) in found, line


def test_no_glyph_is_missing(scene: Scene) -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        render(scene, "png", lang="both", dpi=40)
    assert [str(warning.message) for warning in seen] == []
