"""Write a file whole or not at all, and say what is in the way."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from govgraph.errors import UnreadableError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; where that fails, what was there before is still there."""
    with replacing(path) as draft:
        draft.write_bytes(data)


def writable(path: Path) -> None:
    """Raise an error that says what is in the way of writing a file, while nothing has been done yet."""
    folder = path.parent
    try:
        if path.is_dir():
            reason = ("เป็นโฟลเดอร์", "is a folder")
        elif folder.exists() and not folder.is_dir():
            reason = (f"{folder} ไม่ใช่โฟลเดอร์", f"would lie in {folder}, which is no folder")
        elif not folder.is_dir():
            reason = (f"ไม่มีโฟลเดอร์ {folder}", f"has no folder: {folder} is missing")
        elif path.exists() and not path.is_file():
            return  # a device or a pipe: whether it takes anything shows when it is written to
        elif not os.access(path.resolve().parent, os.W_OK):
            reason = (f"โฟลเดอร์ {folder} เขียนไม่ได้", f"lies in {folder}, which is read-only")
        else:
            return
    except OSError as error:
        raise unwritable(path, error) from error
    raise UnreadableError(th=f"เขียน {path} ไม่ได้: {reason[0]}", en=f"Cannot write {path}: it {reason[1]}.")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a draft beside a file, which takes the file's place when all went well, and else vanishes.

    The draft has the suffix of the file, so a writer that chooses its format by name chooses right. A link stays a
    link to the new file; a device or a pipe is no file to be replaced, and gets what the draft holds.
    """
    special = path.exists() and not path.is_file()
    target = path.resolve()
    try:
        folder = None if special else target.parent
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=folder)
    except OSError as error:
        raise unwritable(path, error) from error
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        if special:
            with path.open("wb") as device:
                device.write(draft.read_bytes())
        else:
            # A temporary file is private to its owner; the finished one follows the user's habit.
            draft.chmod(0o666 & ~_umask())
            draft.replace(target)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def unwritable(path: Path | str, error: OSError) -> UnreadableError:
    """Return the error that says why something could not be written."""
    reason = error.strerror or str(error)
    return UnreadableError(th=f"เขียน {path} ไม่ได้: {reason}", en=f"Cannot write {path}: {reason}.")
