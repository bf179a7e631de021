"""Copies of what left the store: N-Quads, compressed, the last line saying how many statements and their hash.

They are what an undo brings back and what a comparison with an earlier import reads.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final, cast
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from govgraph.errors import StoreError
from govgraph.steward.journal.durable import put_in_place, sweep

_SUFFIX: Final = ".nq.gz"
_SEAL: Final = re.compile(rb"# statements=(\d+) sha256=([0-9a-f]{64})\n\Z")
_LONGEST_SEAL: Final = 120
_CHUNK: Final = 1 << 20


class Copies:
    """The copies in one folder, or in memory where there is none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}

    def write(self, import_id: str, quads: Iterable[Quad]) -> str:
        """Keep statements; return the name of the copy once it is safe on disk. Equal statements, equal bytes."""
        if self._folder is None:
            buffer = io.BytesIO()
            name = _write(buffer, import_id, quads)
            self._memory.pop(name, None)
            self._memory[name] = buffer.getvalue()
            return name
        return put_in_place(self._folder, lambda file: _write(file, import_id, quads)).name

    def sweep(self) -> None:
        """Take away copies that were never finished."""
        if self._folder is not None:
            sweep(self._folder)

    def latest(self, import_id: str) -> str | None:
        """Return the name of the newest copy of an import."""
        start = _prefix(import_id)
        if self._folder is None:
            return next((name for name in reversed(self._memory) if name.startswith(start)), None)
        found = list(self._folder.glob(f"{glob_escape(start)}*{_SUFFIX}")) if self._folder.is_dir() else []
        newest = max(found, key=lambda path: (path.stat().st_mtime_ns, path.name), default=None)
        return newest.name if newest else None

    def read(self, name: str) -> Iterator[Quad]:
        """Give the statements of a copy; raises :class:`StoreError` before the first if it is not whole."""
        size = self._check(name)
        return self._statements(name, size)

    def _statements(self, name: str, size: int) -> Iterator[Quad]:
        with self._open(name) as file:
            yield from pyoxigraph.parse(cast("Any", _Part(file, size)), format=RdfFormat.N_QUADS)

    def _check(self, name: str) -> int:
        """Read a copy once from end to end; return the size of its statements in bytes."""
        total, lines, size, tail = hashlib.sha256(), 0, 0, b""
        try:
            with self._open(name) as file:
                while chunk := file.read(_CHUNK):
                    tail += chunk
                    sure, tail = tail[:-_LONGEST_SEAL], tail[-_LONGEST_SEAL:]
                    total.update(sure)
                    lines += sure.count(b"\n")
                    size += len(sure)
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(name) from error
        seal = _SEAL.search(tail)
        if seal is None:
            raise _damaged(name)
        rest = tail[: seal.start()]
        total.update(rest)
        if (str(lines + rest.count(b"\n")), total.hexdigest()) != (seal[1].decode(), seal[2].decode()):
            raise _damaged(name)
        return size + len(rest)

    def _open(self, name: str) -> IO[bytes]:
        if self._folder is None:
            return cast("IO[bytes]", gzip.GzipFile(fileobj=io.BytesIO(self._memory[name])))
        return cast("IO[bytes]", gzip.open(self._folder / name))


class _Sealed:
    """Hands bytes on to a file, and counts and hashes them on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._lines = 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self._lines += data.count(b"\n")
        self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing: the file is flushed once, at its end."""

    def seal(self) -> str:
        """Write the last line; return the hash."""
        digest = self._hash.hexdigest()
        self._file.write(f"# statements={self._lines} sha256={digest}\n".encode())
        return digest


class _Part:
    """The first bytes of a file, as a file."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._left = size

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._file.read(wanted)
        self._left -= len(data)
        return data


def glob_escape(text: str) -> str:
    """Return text that a glob takes as it is."""
    return re.sub(r"([*?\[])", r"[\1]", text)


def _write(file: IO[bytes], import_id: str, quads: Iterable[Quad]) -> str:
    # No file name and no time in the header, so that the same statements give the same bytes.
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, mtime=0, filename="") as packed:
        sealed = _Sealed(cast("IO[bytes]", packed))
        pyoxigraph.serialize(quads, cast("Any", sealed), format=RdfFormat.N_QUADS)
        digest = sealed.seal()
    return f"{_prefix(import_id)}{digest[:16]}{_SUFFIX}"


def _prefix(import_id: str) -> str:
    return f"{quote(import_id, safe='')}~~"


def _damaged(name: str) -> StoreError:
    return StoreError(
        th=f"สำเนา {name} ในบันทึกการนำเข้าเสียหายหรืออ่านไม่ได้ จึงไม่นำมาใช้ โปรดกู้คืนโฟลเดอร์ journal จากข้อมูลสำรอง",
        en=f"The copy {name} in the journal is damaged or cannot be read, and is not used. "
        "Restore the folder “journal” from a backup.",
    )
