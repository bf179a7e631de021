"""The one family that every picture is set in: Sarabun, from the package ``fontpkg-sarabun``.

It has Thai, Latin and Thai digits in one face. No font of the system is ever looked for, so a picture is
the same on every machine.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from govgraph.draw.clusters import SUBPIXELS, reach_of
from govgraph.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

FAMILY: Final = "Sarabun"

_MEASURED_AT: Final = 100
"""Size in points at which text is measured; all else is proportion, since nothing is hinted."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a line of text reaches: its width, and its ink above and below the baseline, in points."""

    width: float
    above: float
    below: float


def font_path(bold: bool = False) -> Path:
    """Return the font file of the regular or bold face.

    >>> font_path(bold=True).name
    'Sarabun-Bold.ttf'
    """
    root = Path(str(importlib.resources.files("fontpkg_sarabun")))
    return root / "files" / f"{FAMILY}-{'Bold' if bold else 'Regular'}.ttf"


@cache
def _face(bold: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    face = FT2Font(str(font_path(bold)))
    face.set_size(_MEASURED_AT, 72)
    return face


@cache
def _signs(bold: bool) -> frozenset[int]:
    return frozenset(_face(bold).get_charmap())


@lru_cache(maxsize=65536)
def _extent(text: str, bold: bool) -> Extent:
    if not hasattr(_face(bold), "_layout"):  # a matplotlib that shapes in another way: slower, and the same
        return shaped(text, bold)
    found = reach_of(_face(bold), text)
    return Extent(found.advance / SUBPIXELS, found.high / SUBPIXELS, -found.low / SUBPIXELS)


def shaped(text: str, bold: bool = False) -> Extent:
    """Measure a line of text by shaping it whole, at the size of 100 points: what :func:`extent` must come to."""
    from matplotlib.ft2font import LoadFlags

    face = _face(bold)
    face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = face.get_width_height()
    below = face.get_descent()
    return Extent(width / SUBPIXELS, (height - below) / SUBPIXELS, below / SUBPIXELS)


def extent(text: str, size: float, bold: bool = False) -> Extent:
    """Measure a line of text at a size in points.

    >>> extent("ที่", 10).above > 1.2 * extent("ที", 10).above
    True
    """
    found, by = _extent(text, bold), size / _MEASURED_AT
    return Extent(found.width * by, found.above * by, found.below * by)


def width(text: str, size: float, bold: bool = False) -> float:
    """Measure how wide a line of text is at a size in points."""
    return _extent(text, bold).width * size / _MEASURED_AT


def refuse_missing(text: str) -> None:
    """Raise UsageError if the family lacks a sign of the text: a picture must not show empty boxes."""
    for sign in text:
        if ord(sign) not in _signs(False) or ord(sign) not in _signs(True):
            raise UsageError(
                th=f"แบบอักษร {FAMILY} ไม่มีอักขระ U+{ord(sign):04X} ที่อยู่ใน “{text}”",
                en=f"The font {FAMILY} has no sign for U+{ord(sign):04X}, which is in “{text}”.",
            )


@cache
def properties(bold: bool) -> FontProperties:
    """Return the face as matplotlib wants it, by its file, so that nothing can stand in for it."""
    from matplotlib.font_manager import FontProperties, fontManager

    path = font_path(bold)
    # Known by name too: the SVG writer looks the family's name up.
    fontManager.addfont(path)
    return FontProperties(family=FAMILY, fname=str(path), weight=700 if bold else 400)


@contextmanager
def settings(salt: str) -> Iterator[None]:
    """Set matplotlib up for one picture: our family, real text in SVG and PDF, ids that depend on ``salt``."""
    import matplotlib as mpl

    chosen: Any = {
        "font.family": [FAMILY],
        "pdf.fonttype": 42,
        "pdf.compression": 6,
        "svg.fonttype": "none",
        "svg.hashsalt": salt,
        "svg.image_inline": True,
        "text.hinting": "none",
        "text.antialiased": True,
        "text.kerning_factor": None,
        "text.language": None,
        "patch.antialiased": True,
        "patch.force_edgecolor": False,
        "text.usetex": False,
        "text.parse_math": False,
        "axes.unicode_minus": False,
        "path.simplify": False,
        "path.sketch": None,
        "path.effects": [],
        "savefig.bbox": None,
        "savefig.edgecolor": "none",
        "savefig.facecolor": "white",
        "savefig.transparent": False,
        "figure.autolayout": False,
        "figure.constrained_layout.use": False,
    }
    for bold in (False, True):
        properties(bold)
    with mpl.rc_context(chosen):
        yield
