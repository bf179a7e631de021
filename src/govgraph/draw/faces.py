"""The font of a page that needs nothing beside it: cut down to the signs of the page, in both weights."""

from __future__ import annotations

import base64

from govgraph.draw.fonts import FAMILY
from govgraph.draw.svg import cut_down


def font_faces(text: str) -> str:
    """Return the rules of a style sheet that bring the font in: what the signs of a text need, and no more."""
    signs = "".join(sorted(set(text)))
    return "".join(_rule(weight, cut_down(signs, bold=weight == 700)) for weight in (400, 700))


def _rule(weight: int, font: bytes) -> str:
    data = base64.b64encode(font).decode()
    source = f'src:url(data:font/woff;base64,{data}) format("woff")'
    return f"@font-face{{font-family:{FAMILY};font-weight:{weight};{source}}}\n"
