"""Write the report: one page that needs nothing beside it, and its tables and pictures for further work."""

from __future__ import annotations

import base64
import os
import shutil
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.seats import seats
from govgraph.draw import FORMATS, render
from govgraph.draw.colours import GROUPS
from govgraph.draw.faces import font_faces
from govgraph.draw.pictures import picture
from govgraph.errors import StoreError, UsageError
from govgraph.model import Label
from govgraph.report.content import Content, gather
from govgraph.report.words import COMMANDS, MEANINGS
from govgraph.research.results import Rows, encode
from govgraph.steward.ingest import Progress, fingerprint, places_of, silent
from govgraph.steward.shacl import Judgement, judge
from govgraph.store.port import Store
from govgraph.thai.html import templates
from govgraph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govgraph.draw import Scene


_OURS: Final = frozenset({"index.html", "tables", "pictures"})
"""What lies in the folder of a report."""

_DRAWN: Final = ("bridges", "flow", "matrix")
"""The pictures of every report."""

_MARK: Final = b'<meta name="generator" content="govgraph '
"""By this a page of ours is known from any other."""


def write_report(
    store: Store,
    folder: Path,
    *,
    lang: str = "both",
    as_of: date | None = None,
    judgement: Judgement | None = None,
    progress: Progress = silent,
) -> Path:
    """Judge the store; write ``index.html``, ``tables/`` and ``pictures/`` into a folder; return the page.

    ``judgement`` is what the shapes say of the store, where they have been run already.
    The folder is replaced as a whole once everything is written, so that a reader never sees half a report.
    Raises :class:`govgraph.errors.StoreError` where the folder cannot be written or holds something else, before any
    work is done.
    """
    _in_the_way(folder)
    day = as_of or max((seat.day for seat in seats(store)), default=None)
    scenes = {kind: picture(store, kind, as_of=day) for kind in _DRAWN}
    quads = list(store.quads())
    if judgement is None:
        progress(Label(f"ตรวจ {len(quads):,} ข้อความด้วย SHACL", f"judging {len(quads):,} statements by the shapes"))
        judgement = judge(quads, places_of(quads))
    progress(Label("นับ วาด และเขียน", "counting, drawing and writing"))
    content = gather(store, judgement.findings, as_of=day)
    with _replaced(folder) as draft:
        (draft / "pictures").mkdir()
        (draft / "tables").mkdir()
        shown = []
        for kind, scene in scenes.items():
            for form in FORMATS:
                (draft / "pictures" / f"{kind}.{form}").write_bytes(render(scene, form, lang=lang))
            shown.append(_shown(kind, scene, (draft / "pictures" / f"{kind}.svg").read_bytes()))
        for name, table in content.tables.items():
            _write_csv(draft / "tables" / f"{name}.csv", table)
        page = _page(content, shown, lang=lang, fingerprint=fingerprint(quads))
        (draft / "index.html").write_text(page, encoding="utf-8", newline="\n")
    return folder / "index.html"


def _shown(kind: str, scene: Scene, svg: bytes) -> dict[str, Any]:
    data = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    return {"kind": kind, "data": data, "alt": scene.caption.title}


def _write_csv(path: Path, table: Rows) -> None:
    """Write with a byte-order mark: Excel takes Thai for another alphabet without one."""
    path.write_bytes(b"\xef\xbb\xbf" + encode(table, "csv"))


def _page(content: Content, pictures: list[dict[str, Any]], **values: Any) -> str:
    from markupsafe import Markup

    found = templates("govgraph.report")
    page = found.get_template("report.html.j2")
    style = found.get_template("report.css.j2")

    def rendered(faces: str) -> str:
        sheet = faces + style.render(colours=GROUPS)
        return page.render(
            **content.values, **values, version=__version__, pictures=pictures, meanings=MEANINGS, commands=COMMANDS,
            style=Markup(sheet),
        )  # fmt: skip

    return rendered(font_faces(rendered("")))


def _in_the_way(folder: Path) -> None:
    """Raise an error that says why a folder cannot become the report, while nothing has been done yet."""
    try:
        if Path.cwd().is_relative_to(folder.resolve()):
            raise UsageError(
                th=f"เขียนรายงานทับโฟลเดอร์ที่กำลังอยู่ ({folder}) ไม่ได้ โปรดตั้งชื่อโฟลเดอร์ใหม่",
                en=f"The report cannot replace the folder you are in ({folder}): name another.",
            )
        if folder.exists() and not folder.is_dir():
            raise StoreError(th=f"{folder} เป็นแฟ้ม ไม่ใช่โฟลเดอร์", en=f"{folder} is a file, not a folder.")
        if folder.exists() and (foreign := _foreign(folder)):
            raise StoreError(
                th=f"โฟลเดอร์ {folder} มีสิ่งอื่นอยู่แล้ว ({foreign}) โปรดเลือกโฟลเดอร์อื่น",
                en=f"The folder {folder} holds something else already ({foreign}). Please choose another.",
            )
        above = next(parent for parent in folder.resolve().parents if parent.exists())
        if not (above.is_dir() and os.access(above, os.W_OK)):
            raise StoreError(
                th=f"เขียน {folder} ไม่ได้: ไม่มีสิทธิ์สร้างโฟลเดอร์ที่นั่น",
                en=f"{folder} cannot be written: no folder may be made there.",
            )
    except OSError as error:
        raise _unwritable(folder, error) from error


def _foreign(folder: Path) -> str | None:
    """Return something in a folder that no report of ours has put there: what we would not want to replace."""
    names = sorted(entry.name for entry in folder.iterdir())
    if others := [name for name in names if name not in _OURS]:
        return others[0]
    if "index.html" in names:
        with (folder / "index.html").open("rb") as page:
            return None if _MARK in page.read(4096) else "index.html"
    return names[0] if names else None


@contextmanager
def _replaced(folder: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of ``folder`` in the end, or leaves it as it was."""
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield draft
        draft.chmod(0o755)
        _exchange(target, draft)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _exchange(target: Path, draft: Path) -> None:
    """Put the draft where the target is; whatever fails, one of the two stands there afterwards."""
    if not target.exists():
        draft.rename(target)
        return
    old = draft.with_name(draft.name + "-old")
    target.rename(old)
    try:
        draft.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> StoreError:
    reason = error.strerror or str(error)
    return StoreError(th=f"เขียน {folder} ไม่ได้: {reason}", en=f"{folder} cannot be written: {reason}.")
