"""A page that needs nothing beside it: styles, fonts and pictures are in it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from govgraph.draw import FORMATS, Scene, render
from govgraph.draw.colours import GROUPS
from govgraph.draw.faces import font_faces
from govgraph.research.results import Rows, encode
from govgraph.thai.html import templates
from govgraph.version import __version__


def write_page(draft: Path, template: str, *, lang: str, **values: Any) -> None:
    """Set a template of ours as ``index.html`` in a folder, with the letters it needs of our font."""
    from markupsafe import Markup

    found = templates("govgraph.report")
    page, style = found.get_template(template), found.get_template("report.css.j2")

    def rendered(faces: str) -> str:
        sheet = faces + style.render(colours=GROUPS)
        return page.render(**values, lang=lang, version=__version__, style=Markup(sheet))

    (draft / "index.html").write_text(rendered(font_faces(rendered(""))), encoding="utf-8", newline="\n")


def write_pictures(draft: Path, scenes: Mapping[str, Scene], *, lang: str) -> dict[str, dict[str, Any]]:
    """Write each picture into ``pictures/`` in all formats; return what a template shows of it, by name."""
    (draft / "pictures").mkdir()
    shown = {}
    for name, scene in scenes.items():
        for form in FORMATS:
            (draft / "pictures" / f"{name}.{form}").write_bytes(render(scene, form, lang=lang))
        svg = base64.b64encode((draft / "pictures" / f"{name}.svg").read_bytes()).decode()
        shown[name] = {"kind": name, "data": f"data:image/svg+xml;base64,{svg}", "alt": scene.caption.title}
    return shown


def write_tables(draft: Path, tables: Mapping[str, Rows]) -> None:
    """Write each table into ``tables/`` as CSV, with a byte-order mark: Excel needs one to know Thai."""
    (draft / "tables").mkdir()
    for name, table in tables.items():
        (draft / "tables" / f"{name}.csv").write_bytes(b"\xef\xbb\xbf" + encode(table, "csv"))
