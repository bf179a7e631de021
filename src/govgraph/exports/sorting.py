"""Lines of N-Triples in one order, however many there are: sorted in runs on disk, and merged as they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from types import TracebackType
from typing import IO, Final, Self

from govgraph.names import term

RUN: Final = 200_000
"""Lines sorted in memory at a time."""

_TYPE: Final = str(term("rdf:type")).encode()


def order(line: bytes) -> tuple[bytes, bool, bytes, bytes]:
    """Return what lines are sorted by: subject, ``rdf:type`` before other properties, property, object.

    Without the bracket at its end an IRI comes before those that continue it.

    >>> order(b"<urn:a> <urn:p> <urn:b> .")[:3]
    (b'<urn:a', True, b'<urn:p')
    """
    subject, predicate, value = line.split(b" ", 2)
    return subject.rstrip(b">"), predicate != _TYPE, predicate.rstrip(b">"), value


class Sorter:
    """Lines on their way into order, each once; ``lines()`` gives them, as often as asked, once all are in."""

    def __init__(self, run: int = RUN) -> None:
        self._run = run
        self._waiting: set[bytes] = set()
        self._last: list[bytes] | None = None
        self._runs: list[IO[bytes]] = []
        self._held = ExitStack()

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines in."""
        self._last = None
        for line in lines:
            self._waiting.add(line)
            if len(self._waiting) >= self._run:
                self._write()

    def lines(self) -> Iterator[bytes]:
        """Give the lines in order, without their ends."""
        if self._last is None:
            self._last = sorted(self._waiting, key=order)
        if not self._runs:
            return iter(self._last)
        runs = (*map(_read, self._runs), self._last)
        return (line for line, _ in groupby(heapq.merge(*runs, key=order)))

    def _write(self) -> None:
        file = tempfile.TemporaryFile(prefix="govgraph-export-")  # noqa: SIM115 -- closed by the stack
        self._held.enter_context(file)
        file.writelines(line + b"\n" for line in sorted(self._waiting, key=order))
        file.flush()
        self._runs.append(file)
        self._waiting.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()


def _read(run: IO[bytes]) -> Iterator[bytes]:
    """Read a run from its beginning, a block at a time: several readers may be under way at once."""
    place, rest = 0, b""
    while True:
        run.seek(place)
        block = run.read(1 << 16)
        if not block:
            return
        place += len(block)
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
