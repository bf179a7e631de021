"""Save a scene as SVG, PDF or PNG: the same scene, the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govgraph.draw.layout import lay_out
from govgraph.draw.marks import Drawing
from govgraph.draw.scenes import Scene
from govgraph.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from govgraph.research.rows import Rows

FORMATS: Final = ("svg", "pdf", "png")


def draw(
    scene: Scene,
    path: str | os.PathLike[str],
    *,
    lang: str = "both",
    size: str = "a4",
    dpi: int = 200,
    data: str | os.PathLike[str] | None = None,
) -> None:
    """Draw a scene into a file; the suffix (.svg, .pdf, .png) says the format.

    ``lang`` is th, en or both; ``size`` is a4, a3 (each also -portrait or -landscape) or slide; ``dpi`` is
    for PNG only. ``data`` is a file for the rows behind the picture, as CSV. A file appears whole or not at all.
    """
    target = Path(path)
    fmt = target.suffix.lower().removeprefix(".")
    _check_format(fmt, str(target))
    table = None if data is None else _table(scene, Path(data))
    picture = render(scene, fmt, lang=lang, size=size, dpi=dpi)
    try:
        _write(target, picture)
    except OSError as error:
        raise UnreadableError(
            th=f"เขียนแฟ้ม {target} ไม่ได้: {error.strerror}", en=f"Cannot write {target}: {error.strerror}."
        ) from error
    if data is not None and table is not None:
        table.to_csv(Path(data))


def render(scene: Scene, fmt: str, *, lang: str = "both", size: str = "a4", dpi: int = 200) -> bytes:
    """Return a scene as the bytes of an SVG, PDF or PNG file.

    >>> from govgraph.draw import Caption, Column, MatrixScene, Row
    >>> from govgraph.model import Label
    >>> scene = MatrixScene(
    ...     caption=Caption(title=Label("ใครร่วมกลุ่มใด", "Who sat where"), source=Label("รายงาน", "report")),
    ...     rows=(Row("moac", Label("กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture and Cooperatives"), 11),),
    ...     columns=(Column("1", Label("ด้านการเกษตร", "Agriculture"), 14, number=1),),
    ...     weights={("moac", "1"): 11},
    ... )
    >>> render(scene, "pdf", lang="th")[:4]
    b'%PDF'
    """
    _check_format(fmt, fmt)
    if not 20 <= dpi <= 1200:
        raise UsageError(th=f"dpi ต้องอยู่ระหว่าง 20 ถึง 1200: {dpi}", en=f"dpi must be 20 to 1200, not {dpi}.")
    return _encode(lay_out(scene, lang=lang, size=size), scene, fmt, lang, dpi)


def _table(scene: Scene, path: Path) -> Rows:
    """Return the rows behind a scene, if the file for them can be written."""
    from govgraph.draw.scenes.tables import rows_of
    from govgraph.research.files import writable

    if path.suffix.lower() != ".csv":
        raise UsageError(
            th=f"ข้อมูลของภาพเขียนเป็น CSV เท่านั้น: ให้ชื่อแฟ้มลงท้ายด้วย .csv ไม่ใช่ {path.name}",
            en=f"The rows behind a picture are written as CSV: the name {path.name} must end with .csv.",
        )
    writable(path)
    return rows_of(scene)


def _encode(drawing: Drawing, scene: Scene, fmt: str, lang: str, dpi: int) -> bytes:
    from govgraph.draw import pdftext, svg
    from govgraph.draw.fonts import settings
    from govgraph.draw.paint import figure

    title, record = scene.caption.title.text(lang), scene.caption.record
    salt = hashlib.sha256(repr((drawing, title, record)).encode()).hexdigest()
    buffer = io.BytesIO()
    with settings(salt), warnings.catch_warnings():
        # A glyph that is missing is a fault of the picture, not a remark beside it.
        warnings.filterwarnings("error", message="Glyph .* missing from font")
        if fmt == "svg":
            figure(drawing, drawing.height).savefig(buffer, format="svg", metadata=svg.NO_METADATA)
            return svg.finish(buffer.getvalue().decode(), drawing, title, record, salt)
        if fmt == "pdf":
            about = {"Title": title, "Subject": record or None, "Creator": "govgraph", "Producer": "govgraph"}
            with pdftext.readable_text():
                figure(drawing, drawing.paper_height).savefig(
                    buffer, format="pdf", metadata={**about, "CreationDate": None}
                )
            return buffer.getvalue()
        about = {"Title": title, "Description": record or None, "Software": "govgraph"}
        figure(drawing, drawing.height).savefig(buffer, format="png", dpi=dpi, metadata=about)
        return buffer.getvalue()


def _check_format(fmt: str, named: str) -> None:
    if fmt not in FORMATS:
        raise UsageError(
            th=f"ไม่รู้จักรูปแบบของ “{named}”: ใช้ .svg .pdf หรือ .png",
            en=f"“{named}” names no picture format: take .svg, .pdf or .png.",
        )


def _write(target: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes the file private; a picture has the rights of any new file.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
