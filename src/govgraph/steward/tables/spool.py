"""Rows that came from another process, kept in a nameless temporary file until the book is let go of."""

from __future__ import annotations

import json
import os
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from govgraph.steward.tables.book import Row

Block = tuple[int, int]
"""Where a batch of rows lies in the file: its offset and length."""

ROWS_A_BATCH: Final = 1_000
LETTERS_A_BATCH: Final = 1_000_000


class Spool:
    """A file without a name that grows at its end and may be read at any place, also by several walks at once."""

    def __init__(self) -> None:
        descriptor, name = tempfile.mkstemp(prefix="govgraph-")
        Path(name).unlink()
        self._descriptor = descriptor
        self.length = 0
        weakref.finalize(self, os.close, descriptor)

    def keep(self, piece: bytes) -> Block:
        """Add a piece, and return where it lies."""
        start = self.length
        while self.length < start + len(piece):
            self.length += os.pwrite(self._descriptor, piece[self.length - start :], self.length)
        return start, len(piece)

    def read(self, block: Block) -> bytes:
        """Return a piece."""
        return os.pread(self._descriptor, block[1], block[0])


def packed(rows: list[list[str]]) -> bytes:
    """Return a batch of rows as bytes."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class SpooledRows:
    """The rows of one sheet, numbered from 1, as often as they are asked for."""

    spool: Spool
    blocks: tuple[Block, ...]

    def __call__(self) -> Iterator[Row]:
        """Give the rows one after the other."""
        number = 0
        for block in self.blocks:
            for cells in json.loads(self.spool.read(block)):
                number += 1
                yield Row(number, tuple(cells))
