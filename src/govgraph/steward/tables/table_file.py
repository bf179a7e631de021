"""A table that ships with govgraph: CSV in UTF-8, with its header in the first row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from govgraph.errors import InputError
from govgraph.steward.tables.book import Row
from govgraph.steward.tables.encodings import blocks, lines_of, marked
from govgraph.steward.tables.limits import Limits
from govgraph.steward.tables.opening import open_regular
from govgraph.steward.tables.records import records


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table on disk: header, rows, and what identifies the file.

    ``sheet`` is ``None`` for CSV. ``rows()`` reads the file anew at each call, so that a table never has to
    fit into memory.
    """

    path: Path
    header: tuple[str, ...]
    sha256: str
    sheet: str | None = None

    def rows(self) -> Iterator[Row]:
        """Give the records below the header; empty records are passed over but counted."""
        for number, cells in _records(self.path):
            if number > 1 and any(cells):
                yield Row(number, tuple(cells))


def read_table(path: Path) -> TableFile:
    """Open a CSV file in UTF-8 (with or without BOM).

    Raises :class:`InputError` where the file is missing, is not text, or has no header.
    """
    with open_regular(path, Limits()) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    for _, cells in _records(path):
        return TableFile(path, tuple(cells), digest)
    raise InputError(th=f"แฟ้ม {path} ว่างเปล่า", en=f"{path} is empty.")


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    limits = Limits()
    with open_regular(path, limits) as file:
        marked(file)
        # Record numbers, not physical lines: a cell may hold line breaks, and people count rows.
        lines = chain.from_iterable(map(lines_of, blocks(file, path, "utf-8", limits)))
        yield from enumerate(records(lines, path, ",", limits), start=1)
