"""Finish an SVG: the font it needs inside it, a title for screen readers, no address of any other host.

The text stays text. A cut-down font goes in with it, so the picture looks the same where nobody has
Sarabun. Its family has a name of its own, because two pictures in one page must not share cut-down fonts.
"""

from __future__ import annotations

import base64
import io
import re
from importlib import import_module
from typing import Any, Final
from xml.sax.saxutils import escape

from govgraph.draw.fonts import FAMILY, font_path
from govgraph.draw.marks import Drawing

NO_METADATA: Final[dict[str, Any]] = {"Date": None, "Creator": None, "Format": None, "Type": None}

_DRAWN_APART: Final = "\u0e4d\u0e32"
"""SARA AM is drawn as these two; without them it goes wrong although no glyph is missing."""

_PROLOGUE: Final = re.compile(r"\s*<!DOCTYPE[^>]*>", re.DOTALL)
_METADATA: Final = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_ROOT: Final = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_FAMILY: Final = re.compile(r"(?:'|&quot;)?\bSarabun\b(?:'|&quot;)?")
_STYLE: Final = re.compile(r'style="([^"]*)"')


def finish(text: str, drawing: Drawing, title: str, record: str, salt: str) -> bytes:
    """Return the SVG that matplotlib wrote, made self-contained."""
    family = f"{FAMILY}-{salt[:10]}"
    text = _METADATA.sub("", _PROLOGUE.sub("", text))
    # Only inside style attributes: a label may well speak of the font.
    text = _STYLE.sub(lambda style: _FAMILY.sub(f"'{family}', '{FAMILY}', sans-serif", style.group(0)), text)
    root = _ROOT.search(text)
    if root is None:
        return text.encode()
    named = f'<title id="title-{salt[:10]}">{escape(title)}</title>'
    named += f"\n <desc>{escape(record)}</desc>" if record else ""
    opened = root.group(0)[:-1] + f' role="img" aria-labelledby="title-{salt[:10]}">'
    faces = "".join(_face(family, bold, drawing) for bold in (False, True))
    style = f'<style type="text/css">{faces}</style>'
    return f"{text[: root.start()]}{opened}\n {named}\n {style}{text[root.end() :]}".encode()


def _face(family: str, bold: bool, drawing: Drawing) -> str:
    shown = "".join(sorted({sign for text in drawing.texts if text.bold == bold for sign in text.line}))
    if not shown:
        return ""
    data = base64.b64encode(cut_down(shown, bold)).decode()
    weight = 700 if bold else 400
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{data}) format('woff')}}"
    )


def cut_down(signs: str, bold: bool) -> bytes:
    """Return the font with only what these signs need, as WOFF."""
    # fontTools has no types; imported this way it is plainly untyped, whatever the type checker is told.
    subset: Any = import_module("fontTools.subset")
    options = subset.Options()
    options.flavor = "woff"
    options.layout_features = ["*"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.recalc_timestamp = False
    font = subset.load_font(str(font_path(bold)), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=signs + _DRAWN_APART)
    subsetter.subset(font)
    buffer = io.BytesIO()
    subset.save_font(font, buffer, options)
    font.close()
    return buffer.getvalue()
