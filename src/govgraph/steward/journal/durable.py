"""Bytes on disk to stay: written, flushed to the medium, and put in place by one rename."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO


def put_in_place(folder: Path, write: Callable[[IO[bytes]], str]) -> Path:
    """Write a new file and give it the name that ``write`` returns; nothing is there if anything fails."""
    make_folder(folder)
    half_written = folder / f"{os.getpid()}.new"
    try:
        with half_written.open("wb") as file:
            name = write(file)
            file.flush()
            os.fsync(file.fileno())
        target = folder / name
        half_written.replace(target)
        sync_folder(folder)
    except BaseException:
        with suppress(OSError):
            half_written.unlink()
        raise
    return target


def sweep(folder: Path) -> None:
    """Take away what writers that were cut off have left half written; for whoever knows that nobody else writes."""
    with suppress(OSError):
        for remains in folder.glob("*.new"):
            remains.unlink(missing_ok=True)


def append(path: Path, text: bytes) -> None:
    """Add to the end of a file; what was half added when something failed is taken off again."""
    new = not path.exists()
    if new:
        make_folder(path.parent)
    with path.open("ab", buffering=0) as file:
        before = file.seek(0, os.SEEK_END)
        try:
            rest = memoryview(text)
            while rest:
                rest = rest[os.write(file.fileno(), rest) :]
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                os.ftruncate(file.fileno(), before)
            raise
    if new:
        sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and what lies above it, to stay."""
    if not folder.is_dir():
        above = folder.parent
        make_folder(above)
        folder.mkdir(exist_ok=True)
        sync_folder(above)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder stay. Where the system knows no such thing (Windows), it need not be done."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
