"""What a file of tables is once it is read: a book of sheets, whose rows can be walked through any number of times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from govgraph.model import Finding


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table: its number as a person counts it (the header is row 1), and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of merged cells, rows and columns counted from 1, both ends included; its value stands top left."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One table of a book; ``name`` is ``None`` for CSV.

    ``findings`` are the faults of this sheet that show before anybody knows what its columns mean: they stand at
    their cells or rows. ``hidden_rows`` counts as a person does; ``width`` is the number of columns in use.
    """

    name: str | None
    hidden: bool
    merged: tuple[Merged, ...]
    hidden_rows: frozenset[int]
    findings: tuple[Finding, ...]
    width: int
    source: Callable[[], Iterator[Row]] = field(repr=False, compare=False)

    def rows(self) -> Iterator[Row]:
        """Give every row from 1 on, empty ones too, without the empty cells at its end; anew at each call.

        Dates are ISO text, whole numbers have no decimals, and a formula is its last value. The cell of a formula
        that has none holds the formula as text, and a cell in error the name of the error: neither is ever empty,
        and both have a finding.
        """
        return self.source()


@dataclass(frozen=True)
class Book:
    """A file of tables: what kind it is by its content (``csv``, ``xlsx``, ``xls`` or ``ods``), its hash, its sheets.

    ``encoding`` is ``None`` for workbooks; ``utf-8+cp874`` is a file whose lines differ. ``findings`` are about
    the file as a whole.
    """

    path: Path
    kind: str
    sha256: str
    encoding: str | None
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
