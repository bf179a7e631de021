"""The streams of an OLE compound file, the container of XLS workbooks and of locked XLSX ones ([MS-CFB])."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from govgraph.steward.tables.child import damaged

_HEADER: Final = 512
_LAST_SECTOR: Final = 0xFFFFFFFA
_ENTRY: Final = 128


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """A compound file whose streams can be read by name; every chain of sectors is followed once around at most.

    Raises :class:`govgraph.errors.InputError` where the container is broken.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._content = content
        try:
            self._read()
        except (struct.error, IndexError) as error:
            raise damaged(name, "broken container") from error

    def _read(self) -> None:
        content = self._content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise damaged(self.name, "broken container")
        self._sector, self._mini = 1 << shift, 1 << mini_shift
        directory, self._cutoff, mini_table, next_table = (
            struct.unpack_from("<I", content, at)[0] for at in (48, 56, 60, 68)
        )
        tables = list(struct.unpack_from("<109I", content, 76))
        seen = set()
        while next_table < _LAST_SECTOR and next_table not in seen:
            seen.add(next_table)
            *more, next_table = self._numbers(self._at(next_table))
            tables.extend(more)
        self._next: list[int] = []
        for sector in tables:
            if sector < _LAST_SECTOR:
                self._next.extend(self._numbers(self._at(sector)))
        raw = self._chain(directory)
        self._entries = [_entry(raw[at : at + _ENTRY]) for at in range(0, len(raw) - _ENTRY + 1, _ENTRY)]
        self._next_mini = self._numbers(self._chain(mini_table)) if mini_table < _LAST_SECTOR else []

    def names(self) -> list[str]:
        """Return the names of everything in the file."""
        return [entry.name for entry in self._entries if entry.kind]

    def stream(self, name: str) -> bytes | None:
        """Return a stream whole, or ``None`` where there is none of that name."""
        entry = next((e for e in self._entries if e.kind == 2 and e.name.lower() == name.lower()), None)
        if entry is None:
            return None
        try:
            content = self._chain(entry.start) if entry.size >= self._cutoff else self._small(entry)
        except IndexError as error:
            raise damaged(self.name, "broken container") from error
        return content[: entry.size]

    def _small(self, entry: _Entry) -> bytes:
        whole = self._chain(self._entries[0].start)
        parts, sector = [], entry.start
        for _ in range(len(self._next_mini)):
            if sector >= _LAST_SECTOR:
                break
            parts.append(whole[sector * self._mini : (sector + 1) * self._mini])
            sector = self._next_mini[sector]
        return b"".join(parts)

    def _chain(self, sector: int) -> bytes:
        parts = []
        for _ in range(len(self._next)):
            if sector >= _LAST_SECTOR:
                break
            parts.append(self._at(sector))
            sector = self._next[sector]
        return b"".join(parts)

    def _at(self, sector: int) -> bytes:
        # The header takes the room of one sector, also where sectors are larger than it.
        start = max(_HEADER, self._sector) + sector * self._sector
        return self._content[start : start + self._sector]

    @staticmethod
    def _numbers(raw: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(raw) // 4}I", raw))


def _entry(raw: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", raw, 64)
    start, size = struct.unpack_from("<II", raw, 116)
    return _Entry(raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), kind, start, size)
