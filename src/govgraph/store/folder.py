"""The workspace folder on disk: how it is recognised, opened, and what to say when it cannot be."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph

from govgraph.errors import StoreError

MARKER: Final = "workspace.json"
ENGINE_FOLDER: Final = "store"
JOURNAL_FOLDER: Final = "journal"
REHEARSAL_FOLDER: Final = "rehearsal"
FORMAT: Final = {"format": 1, "engine": "oxigraph"}

ENGINE_ERRORS: Final = (OSError, RuntimeError)
"""What the engine raises when it cannot read or write its files."""

_LOCKED: Final = re.compile(r"lock hold by|while lock file", re.IGNORECASE)
_DENIED: Final = re.compile(r"permission denied|read-only file system|not permitted", re.IGNORECASE)
_FULL: Final = re.compile(r"no space left|disk quota|file too large", re.IGNORECASE)
_ATTEMPTS: Final = 250

Opened = TypeVar("Opened")


def open_to_read(folder: Path, look: Callable[[pyoxigraph.Store], Opened]) -> Opened:
    """Open the store of a workspace beside a writer, if there is one, and return what a first look makes of it.

    The engine reads its list of files (the manifest) first and what was written since (the log) after that. Where a
    writer changes the manifest meanwhile, the two do not belong together, or files are gone: both are read again.
    """
    with opening_errors(folder):
        if not _is_workspace(folder) or not _has_store(folder):
            raise StoreError(
                th=f"ยังไม่มีคลังข้อมูลใน {folder} โปรดสั่ง `govgraph build` ก่อน",
                en=f"There is no store in {folder} yet. Run `govgraph build` first.",
            )
        path = folder / ENGINE_FOLDER
        for attempt in range(_ATTEMPTS):
            before = _manifest(path)
            try:
                opened = look(pyoxigraph.Store.read_only(str(path)))
            except ENGINE_ERRORS:
                if attempt == _ATTEMPTS - 1 or (attempt > 1 and before == _manifest(path)):
                    raise
            else:
                if before == _manifest(path):
                    return opened
            time.sleep(0.02)
    raise StoreError(
        th=f"มีโปรแกรมกำลังเขียนคลังข้อมูล {folder} อยู่ตลอด โปรดลองใหม่ภายหลัง",
        en=f"The store {folder} is being written to all the time. Try again later.",
    )


def state_of(folder: Path) -> frozenset[tuple[str, int]]:
    """Return what changes whenever the store of a workspace is written to: the sizes of its lists of files and logs.

    It costs a look into the folder, some hundredth of what opening costs.
    """
    try:
        with os.scandir(folder / ENGINE_FOLDER) as entries:
            names = [entry for entry in entries if entry.name.startswith("MANIFEST-") or entry.name.endswith(".log")]
            return frozenset((entry.name, entry.stat().st_size) for entry in names)
    except OSError:  # gone, or going just now: like no other state
        return frozenset()


def _manifest(path: Path) -> tuple[str, int] | None:
    """Return which list of files the engine goes by, and how long it is: it only ever grows."""
    try:
        name = (path / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
        return name, (path / name).stat().st_size
    except (OSError, ValueError):  # a name with NULs is no name
        return None


def open_to_write(folder: Path) -> pyoxigraph.Store:
    """Open the store of a workspace and take its lock; make folder and store where there are none."""
    with opening_errors(folder):
        new = not _is_workspace(folder)
    if new:
        with writing_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            half_written = folder / f"{MARKER}.new"
            half_written.write_text(json.dumps(FORMAT) + "\n", encoding="utf-8")
            half_written.replace(folder / MARKER)
    with opening_errors(folder):
        engine_folder = folder / ENGINE_FOLDER
        if engine_folder.is_dir() and not _has_store(folder) and any(engine_folder.glob("*.sst")):
            # The engine would begin an empty store over the remains of the old one.
            raise damaged(folder, f"{ENGINE_FOLDER}/CURRENT is missing")
        return pyoxigraph.Store(str(engine_folder))


def damaged(location: str | Path, reason: object) -> StoreError:
    """Return the error for a store whose files are not what the engine left there."""
    return StoreError(
        th=f"คลังข้อมูล {location} เสียหาย ({_brief(reason)}) โปรดกู้คืนจากข้อมูลสำรอง หรือลบทิ้งแล้วสั่ง `govgraph build` ใหม่",
        en=f"The store {location} is damaged ({_brief(reason)}). Restore it from a backup, "
        "or delete it and run `govgraph build` again.",
    )


@contextmanager
def opening_errors(location: str | Path) -> Iterator[None]:
    """Turn what the engine raises at opening into one clear :class:`StoreError`."""
    try:
        yield
    except ENGINE_ERRORS as error:
        raise _known(location, error) or damaged(location, error) from error


@contextmanager
def writing_errors(location: str | Path) -> Iterator[None]:
    """Turn what the engine raises while it writes into one clear :class:`StoreError`; it has rolled back by then."""
    try:
        yield
    except ENGINE_ERRORS as error:
        raise _known(location, error) or StoreError(
            th=f"เขียนลงคลังข้อมูล {location} ไม่ได้ ({_brief(error)}) ข้อมูลเดิมไม่เปลี่ยนแปลง",
            en=f"The store {location} could not be written ({_brief(error)}). It stays as it was.",
        ) from error


def _known(location: str | Path, error: BaseException) -> StoreError | None:
    """Return the sentence for a lock, a missing right or a full disk; ``None`` for anything else."""
    text = str(error)
    if _LOCKED.search(text):
        return StoreError(
            th=f"มี govgraph อีกโปรแกรมหนึ่งกำลังเขียนคลังข้อมูล {location} อยู่ โปรดรอให้เสร็จแล้วลองใหม่",
            en=f"Another govgraph process is writing to the store {location}. Try again when it has ended.",
        )
    if isinstance(error, PermissionError) or _DENIED.search(text):
        return StoreError(
            th=f"ไม่มีสิทธิ์ใช้คลังข้อมูล {location} โปรดตรวจสิทธิ์ของโฟลเดอร์",
            en=f"The store {location} may not be used by this user: check the rights of the folder.",
        )
    if _FULL.search(text):
        return StoreError(
            th=f"ดิสก์เต็ม เขียนลงคลังข้อมูล {location} ไม่ได้ ข้อมูลเดิมไม่เปลี่ยนแปลง โปรดเพิ่มที่ว่างแล้วลองใหม่",
            en=f"The disk is full: nothing was written to the store {location}, which stays as it was. "
            "Free some space and try again.",
        )
    return None


def _is_workspace(folder: Path) -> bool:
    """Tell a workspace from a folder that is still to become one; raise for anything else."""
    if folder.is_symlink() and not folder.exists():
        raise _no_workspace(folder)
    if not folder.exists():
        return False
    if not folder.is_dir():
        raise StoreError(
            th=f"{folder} เป็นแฟ้ม ไม่ใช่โฟลเดอร์ของ govgraph", en=f"{folder} is a file, not a folder of govgraph."
        )
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        # The journal of a server's store may have been the first to need the folder.
        if any(entry.name not in {f"{MARKER}.new", JOURNAL_FOLDER} for entry in folder.iterdir()):
            raise _no_workspace(folder) from None
        return False
    except ValueError as error:
        raise damaged(folder, f"{MARKER} cannot be read") from error
    if marker != FORMAT:
        raise StoreError(
            th=f"{folder} สร้างด้วย govgraph รุ่นอื่น ({MARKER} ไม่ตรงกับรุ่นนี้) โปรดใช้รุ่นเดิม หรือสร้างใหม่ในโฟลเดอร์อื่น",
            en=f"{folder} was made by another version of govgraph (its {MARKER} is not known to this one). "
            "Use that version, or build anew in another folder.",
        )
    return True


def _no_workspace(folder: Path) -> StoreError:
    return StoreError(
        th=f"{folder} มีสิ่งอื่นอยู่และไม่ใช่โฟลเดอร์ของ govgraph โปรดเลือกโฟลเดอร์ใหม่หรือโฟลเดอร์ว่าง",
        en=f"{folder} holds other things and is no folder of govgraph. Choose a new or empty folder.",
    )


def _has_store(folder: Path) -> bool:
    return (folder / ENGINE_FOLDER / "CURRENT").exists()


def _brief(reason: object) -> str:
    """Return one short line of what the engine said; it may name files, which helps who has to repair them."""
    first = str(reason).strip().splitlines()[:1]
    return first[0][:200].strip() if first else type(reason).__name__
