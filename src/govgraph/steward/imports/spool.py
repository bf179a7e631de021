"""Statements on their way into the store, kept on disk row by row.

A workbook of a hundred thousand rows makes one and a half million statements. They are judged before any of them
may reach the store, and a row that is then found wrong has to be left out again: so they wait in a file, and the
number of statements of each row is remembered.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Final, Self

from pyoxigraph import Quad, RdfFormat, parse, serialize

_BATCH: Final = 20_000
"""Statements that are written at a time."""


class Spool:
    """A temporary file of statements, by row; it is gone when it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="govgraph-spool-")  # noqa: SIM115 -- closed by close()
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
        yield from self._written()
        yield from self._shared

    def by_row(self, without: Collection[int] = ()) -> Iterator[tuple[int, Quad]]:
        """Give the statements with a row that makes each."""
        statements = self._written()
        for row, count in zip(self._rows, self._counts, strict=True):
            for _ in range(count):
                quad = next(statements)
                if row not in without:
                    yield row, quad
        for quad, rows in self._shared.items():
            if (left := next((row for row in rows if row not in without), None)) is not None:
                yield left, quad

    def count(self, without: Collection[int] = ()) -> int:
        """Return how many statements :meth:`quads` gives."""
        own = sum(count for row, count in zip(self._rows, self._counts, strict=True) if row not in without)
        return own + sum(any(row not in without for row in rows) for rows in self._shared.values())

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _written(self) -> Iterator[Quad]:
        self._write()
        self._file.seek(0)
        return iter(parse(self._file, format=RdfFormat.N_QUADS)) if any(self._counts) else iter(())

    def _write(self) -> None:
        if self._waiting:
            self._file.seek(0, 2)
            serialize(self._waiting, self._file, format=RdfFormat.N_QUADS)
            self._waiting.clear()
