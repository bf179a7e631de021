"""Make Thai in a PDF copy and search as it was written.

matplotlib 3.11 shapes Thai rightly, but tells readers that every glyph of a cluster stands for the whole
cluster: copying gives กลุ่ลุ่ลุ่ม. Two amends, both on private ground and therefore only here:

* each text object is wrapped in ``/ActualText``, which says what the glyphs mean;
* each glyph of a cluster is given one character of it, for readers that heed only the glyph map.

Where matplotlib has changed so that the hooks are gone, the picture is still drawn, with a warning.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from types import SimpleNamespace
from typing import Any, Final

_SARA_AM: Final = "\u0e33"
_NIKHAHIT: Final = "\u0e4d"
_SARA_AA: Final = "\u0e32"
_TONES: Final = "\u0e48\u0e49\u0e4a\u0e4b"


class _Operator:
    """A PDF operator written as it is."""

    def __init__(self, written: bytes) -> None:
        self.written = written

    def pdfRepr(self) -> bytes:  # noqa: N802 - the name that the PDF writer calls
        return self.written


def spread(cluster: str, glyphs: int) -> list[str] | None:
    """Share a cluster's characters out to its glyphs, one each, or return None where that cannot be.

    SARA AM is drawn as two glyphs. A tone mark stands between them, or melts with the first of them.

    >>> spread("ที่", 3) == ["ท", "ี", "่"], spread("น้ำ", 4) == ["น", "\u0e4d", "้", "า"]
    (True, True)
    >>> spread("น้ำ", 3) == ["น", "\u0e4d้", "า"], spread("fi", 1)
    (True, None)
    """
    shared: list[str] = []
    for character in cluster:
        shared += [_NIKHAHIT, _SARA_AA] if character == _SARA_AM else [character]
    at = shared.index(_NIKHAHIT) if _NIKHAHIT in shared else 0
    if at and shared[at - 1] in _TONES:
        shared[at - 1], shared[at] = shared[at], shared[at - 1]
        if len(shared) == glyphs + 1:
            shared[at - 1 : at + 1] = ["".join(shared[at - 1 : at + 1])]
    return shared if len(shared) == glyphs else None


def hooks_present() -> bool:
    """Tell whether this matplotlib has what the amends take hold of."""
    from matplotlib import _text_helpers
    from matplotlib.backends import backend_pdf

    try:
        layout = inspect.signature(_text_helpers.layout).parameters
        text = inspect.signature(backend_pdf.RendererPdf.draw_text).parameters
    except (AttributeError, ValueError):
        return False
    return (
        getattr(backend_pdf, "_text_helpers", None) is _text_helpers
        and {"string", "font"} <= set(layout)
        and {"gc", "s", "ismath"} <= set(text)
        and hasattr(backend_pdf.PdfFile, "output")
        and {"begin_text", "end_text"} <= set(backend_pdf.Op.__members__)
    )


@contextmanager
def readable_text() -> Iterator[None]:
    """Write PDF text so that it can be read back, for as long as this lasts."""
    from matplotlib import _text_helpers
    from matplotlib.backends import backend_pdf

    if not hooks_present():
        warnings.warn("Thai text in this PDF may not copy or search well.", RuntimeWarning, stacklevel=2)
        yield
        return
    renderer: Any = backend_pdf.RendererPdf
    helpers: Any = _text_helpers
    plain_text, plain_layout = renderer.draw_text, helpers.layout

    def draw_text(self: Any, gc: Any, x: float, y: float, s: str, *more: Any, **named: Any) -> None:
        with _meaning(self.file, s):
            plain_text(self, gc, x, y, s, *more, **named)

    def layout(string: str, font: Any, **named: Any) -> Iterator[Any]:
        yield from _shared_out(plain_layout(string, font, **named))

    renderer.draw_text, helpers.layout = draw_text, layout
    try:
        yield
    finally:
        renderer.draw_text, helpers.layout = plain_text, plain_layout


@contextmanager
def _meaning(file: Any, meant: str) -> Iterator[None]:
    """Say what the glyphs of a text mean, right about its text object: within the matrix that says where they stand.

    Readers built on Poppler ask for the place of such a text where its marks end. Were they outside the matrix, all
    the texts of a page would stand in its corner, as one word that nobody can select.
    """
    from matplotlib.backends.backend_pdf import Op

    plain_output, written = file.output, (b"\xfe\xff" + meant.encode("utf-16be")).hex().encode()

    def output(*data: Any) -> None:
        if data[0] is Op.begin_text:
            plain_output(_Operator(b"/Span <</ActualText <" + written + b">>> BDC"))
        plain_output(*data)
        if data[-1] is Op.end_text:
            plain_output(_Operator(b"EMC"))

    file.output = output
    try:
        yield
    finally:
        del file.output


def _shared_out(items: Iterable[Any]) -> Iterator[Any]:
    for cluster, group in groupby(items, key=lambda item: item.char):
        glyphs = list(group)
        characters = _characters(cluster, len(glyphs))
        for item, character in zip(glyphs, characters, strict=True):
            yield SimpleNamespace(
                ft_object=item.ft_object,
                char=character,
                glyph_index=item.glyph_index,
                x=item.x,
                y=item.y,
                prev_kern=item.prev_kern,
            )


def _characters(cluster: str, glyphs: int) -> list[str]:
    """Share out a run of glyphs that name the same cluster; the same cluster may stand there twice."""
    for times in range(1, glyphs + 1):
        if glyphs % times == 0:
            shared = spread(cluster, glyphs // times)
            if shared is not None:
                return shared * times
    return [cluster] * glyphs
