"""Lines of N-Triples in one order, however many there are: sorted in runs on disk, and merged as they are read."""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Final

from govgraph.names import term

RUN: Final = 200_000
"""Lines sorted in memory at a time."""

_BLOCK: Final = 1 << 15

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
    """Lines on their way into order, each once; ``lines()`` gives them, as often as asked, once all are in.

    Runs go to the end of ``file``, which many sorters may share: each graph of a store has one, and a system allows
    only so many open files.

    >>> import tempfile
    >>> with tempfile.TemporaryFile() as file:
    ...     sorter = Sorter(file, run=2)
    ...     sorter.add([b"<urn:b> <urn:p> <urn:o> .", b"<urn:a> <urn:p> <urn:o> .", b"<urn:b> <urn:p> <urn:o> ."])
    ...     [line[5:6] for line in sorter.lines()]
    [b'a', b'b']
    """

    def __init__(self, file: IO[bytes], run: int = RUN) -> None:
        self._file = file
        self._run = run
        self._waiting: set[bytes] = set()
        self._runs: list[tuple[int, int]] = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines in."""
        for line in lines:
            self._waiting.add(line)
            if len(self._waiting) >= self._run:
                self.flush()

    def flush(self) -> None:
        """Put what is in memory on disk."""
        if not self._waiting:
            return
        start = self._file.seek(0, os.SEEK_END)
        self._file.writelines(line + b"\n" for line in sorted(self._waiting, key=order))
        self._runs.append((start, self._file.tell()))
        self._waiting.clear()

    def lines(self) -> Iterator[bytes]:
        """Give the lines in order, without their ends."""
        self.flush()
        runs = [self._read(*run) for run in self._runs]
        if len(runs) == 1:
            return runs[0]
        return (line for line, _ in groupby(heapq.merge(*runs, key=order)))

    def _read(self, place: int, end: int) -> Iterator[bytes]:
        """Read a run, a block at a time: several readers may be under way at once."""
        rest = b""
        while place < end:
            self._file.seek(place)
            block = self._file.read(min(_BLOCK, end - place))
            place += len(block)
            *whole, rest = (rest + block).split(b"\n")
            yield from whole
