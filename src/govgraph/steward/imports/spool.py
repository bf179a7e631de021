"""Statements on their way into the store, kept on disk row by row.

A workbook of a hundred thousand rows makes one and a half million statements. They are judged before any of them
may reach the store, and a row that is then found wrong has to be left out again: so they wait in files, and the
number of statements of each row is remembered.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from types import TracebackType
from typing import BinaryIO, Final, Self

from pyoxigraph import Quad, RdfFormat, serialize

from govgraph.store.port import Bulk

_BATCH: Final = 20_000
"""Statements that are written at a time."""

_PART: Final = 500_000
"""Statements in one file: so many at a time the engine loads without holding a gigabyte."""


class Spool:
    """Temporary files of statements, by row; they are gone when it is closed."""

    def __init__(self) -> None:
        self._files: list[BinaryIO] = []
        self._in_last = 0
        self._waiting: list[Quad] = []
        self._rows = array("Q")
        self._counts = array("L")
        self._shared: dict[Quad, array[int]] = {}

    def add(self, row: int, own: Sequence[Quad], shared: Iterable[Quad] = ()) -> None:
        """Keep the statements of a row; ``row`` is any number that tells rows apart.

        ``shared`` are statements that other rows may make as well: they are kept once, and stay as long as any row
        that makes them does.
        """
        self._waiting.extend(own)
        self._rows.append(row)
        self._counts.append(len(own))
        for quad in shared:
            self._shared.setdefault(quad, array("Q")).append(row)
        if len(self._waiting) >= _BATCH:
            self._write()

    def quads(self, without: Collection[int] = ()) -> Iterator[Quad]:
        """Give all statements in the order of the rows, but for those that only the rows left out make."""
        if without:
            for _, quad in self.by_row(without):
                yield quad
            return
        yield from self.own().quads()
        yield from self._shared

    def own(self) -> Bulk:
        """Return the statements that only one row makes, of all rows."""
        self._write()
        return Bulk(tuple(self._files), sum(self._counts))

    def shared(self, without: Collection[int] = ()) -> Iterator[Quad]:
        """Give the statements that several rows may make, as long as a row that makes them is not left out."""
        for quad, rows in self._shared.items():
            if any(row not in without for row in rows):
                yield quad

    def by_row(self, without: Collection[int] = ()) -> Iterator[tuple[int, Quad]]:
        """Give the statements with a row that makes each."""
        statements = self.own().quads()
        for row, count in zip(self._rows, self._counts, strict=True):
            for _ in range(count):
                quad = next(statements)
                if row not in without:
                    yield row, quad
        for quad, rows in self._shared.items():
            if (left := next((row for row in rows if row not in without), None)) is not None:
                yield left, quad

    def close(self) -> None:
        """Let the files go."""
        for file in self._files:
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self) -> None:
        if not self._waiting:
            return
        if not self._files or self._in_last >= _PART:
            self._files.append(tempfile.TemporaryFile(prefix="govgraph-spool-"))  # noqa: SIM115 -- closed by close()
            self._in_last = 0
        self._files[-1].seek(0, 2)
        serialize(self._waiting, self._files[-1], format=RdfFormat.N_QUADS)
        self._in_last += len(self._waiting)
        self._waiting.clear()
