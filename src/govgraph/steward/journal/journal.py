"""The journal: one line for each step of an import, and copies of what left the store.

A line is on disk before the next step begins. What is current is decided by the store alone; the journal tells
how that came about, and :mod:`govgraph.steward.journal.history` compares the two.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from pyoxigraph import Quad

from govgraph.errors import StoreError
from govgraph.steward.journal.copies import Copies
from govgraph.steward.journal.durable import append
from govgraph.steward.journal.record import ImportRecord, State, from_plain
from govgraph.store.folder import JOURNAL_FOLDER, writing_errors
from govgraph.store.opening import DEFAULT_FOLDER

FILE: Final = "journal.jsonl"
_COPIES: Final = "kept"


@dataclass(frozen=True, slots=True)
class Line:
    """One step: when, of which import, and the copies of other imports (by id) that it made before."""

    time: datetime
    record: ImportRecord
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """The state that the import reached with this step."""
        return self.record.state


def _now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """The journal in a folder; without one it lasts as long as this object.

    >>> Journal().lines()
    ()
    """

    def __init__(self, folder: str | Path | None = None, *, clock: Callable[[], datetime] = _now) -> None:
        self._folder = Path(folder) if folder is not None else None
        self._copies = Copies(self._folder / _COPIES if self._folder else None)
        self._memory: list[Line] = []
        self._clock = clock

    @classmethod
    def of(cls, location: str) -> Self:
        """Return the journal that belongs to a store, by ``store.location``.

        In the workspace folder where there is one; for a server in ``GOVGRAPH_JOURNAL``, else in a folder of its
        own below ``.govgraph/journal`` of the current folder; in memory for ``:memory:``.
        """
        if location == ":memory:":
            return cls()
        if not location.lower().startswith(("http://", "https://")):
            return cls(Path(location) / JOURNAL_FOLDER)
        if given := os.environ.get("GOVGRAPH_JOURNAL", "").strip():
            return cls(given)
        return cls(Path(DEFAULT_FOLDER) / JOURNAL_FOLDER / hashlib.sha256(location.encode()).hexdigest()[:16])

    @property
    def location(self) -> str:
        """The folder, or ``:memory:``."""
        return str(self._folder) if self._folder else ":memory:"

    def write(self, records: ImportRecord | Sequence[ImportRecord], *, kept: Mapping[str, str] | None = None) -> None:
        """Note the states that imports have reached; on disk when this returns. Several are noted as one.

        Raises :class:`StoreError` where it cannot be written; nothing is noted then.
        """
        now = self._clock().replace(microsecond=0)
        given = [records] if isinstance(records, ImportRecord) else records
        lines = [Line(now, record, kept or {}) for record in given]
        if self._folder is None:
            self._memory.extend(lines)
            return
        with writing_errors(self._folder):
            self._mend()
            append(self._folder / FILE, b"".join(map(_encoded, lines)))

    def lines(self) -> tuple[Line, ...]:
        """Return what was noted, oldest first. A last line that was cut off by a crash does not count.

        Raises :class:`StoreError` for a line before it that cannot be read.
        """
        if self._folder is None:
            return tuple(self._memory)
        found = []
        for number, text in enumerate(self._texts(), 1):
            if (line := _decoded(text)) is None:
                raise StoreError(
                    th=f"บันทึกการนำเข้า {self._folder / FILE} บรรทัดที่ {number} เสียหาย โปรดกู้คืนจากข้อมูลสำรอง หรือลบบรรทัดนี้ออก",
                    en=f"Line {number} of the journal {self._folder / FILE} is damaged. "
                    "Restore it from a backup, or delete the line.",
                )
            found.append(line)
        return tuple(found)

    def keep(self, import_id: str, quads: Iterable[Quad]) -> str:
        """Keep a copy of what is about to leave the store; return its name once it is safe on disk."""
        with writing_errors(self._folder or ":memory:"):
            return self._copies.write(import_id, quads)

    def kept(self, import_id: str, name: str | None = None) -> Iterator[Quad]:
        """Give the statements of a copy: of the newest of this import, or of the one with this name.

        Raises :class:`StoreError` if there is none, or if it is damaged; before the first statement.
        """
        name = name or self.latest(import_id)
        if name is None:
            raise StoreError(
                th=f"ไม่มีสำเนาของการนำเข้า {import_id} ใน {self.location}",
                en=f"There is no copy of the import {import_id} in {self.location}.",
            )
        return self._copies.read(name)

    def sweep(self) -> None:
        """Take away copies that a writer which was cut off has left unfinished."""
        self._copies.sweep()

    def latest(self, import_id: str) -> str | None:
        """Return the name of the newest copy of an import, if there is any."""
        return self._copies.latest(import_id)

    def _texts(self) -> list[bytes]:
        assert self._folder is not None
        try:
            content = (self._folder / FILE).read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(
                th=f"อ่านบันทึกการนำเข้า {self._folder / FILE} ไม่ได้",
                en=f"The journal {self._folder / FILE} cannot be read.",
            ) from error
        *whole, rest = content.split(b"\n")
        return [*whole, rest] if _decoded(rest) is not None else whole

    def _mend(self) -> None:
        """Cut off a last line that a crash left unfinished; nobody was told that it was written."""
        assert self._folder is not None
        path = self._folder / FILE
        if not path.exists():
            return
        content = path.read_bytes()
        if not content or content.endswith(b"\n"):
            return
        whole = content.rfind(b"\n") + 1
        if _decoded(content[whole:]) is not None:
            append(path, b"\n")
            return
        with path.open("r+b") as file:
            file.truncate(whole)
            file.flush()
            os.fsync(file.fileno())


def _encoded(line: Line) -> bytes:
    values: dict[str, Any] = {"time": line.time.isoformat(), "state": line.state.value}
    values["import"] = line.record.plain()
    if line.kept:
        values["kept"] = dict(line.kept)
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _decoded(text: bytes) -> Line | None:
    try:
        values = json.loads(text)
        record = from_plain(values["import"])
        return Line(datetime.fromisoformat(values["time"]), record, values.get("kept", {}))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
