"""The folder of a report: what it may replace, and that a reader never sees half of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from govgraph.errors import StoreError, UsageError

_OURS: Final = frozenset({"index.html", "report.pdf", "tables", "pictures"})
"""What lies in the folder of a report."""

MARK: Final = b'<meta name="generator" content="govgraph '
"""By this a page of ours is known from any other."""


def ensure_ours(folder: Path) -> None:
    """Raise an error that says why a folder cannot become the report, before any work is done.

    Raises :class:`govgraph.errors.UsageError` for the folder one stands in, and
    :class:`govgraph.errors.StoreError` for one that is no folder, holds something else, or cannot be written.
    """
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
            return None if MARK in page.read(4096) else "index.html"
    return names[0] if names else None


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
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
