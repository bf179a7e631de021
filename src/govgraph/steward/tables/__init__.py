"""Files to rows that never lose their place: CSV in any encoding, XLSX, XLS and ODS, within limits."""

from __future__ import annotations

from pathlib import Path

from govgraph.steward.tables.book import Book, Merged, Row, Sheet
from govgraph.steward.tables.limits import MAX_CELL_CHARACTERS, Limits
from govgraph.steward.tables.opening import check_suffix, kind_of, open_regular, unreadable
from govgraph.steward.tables.table_file import TableFile, read_table

__all__ = [
    "MAX_CELL_CHARACTERS",
    "Book",
    "Limits",
    "Merged",
    "Row",
    "Sheet",
    "TableFile",
    "read_book",
    "read_table",
    "unreadable",
]


def read_book(path: Path, *, encoding: str | None = None, limits: Limits | None = None) -> Book:
    """Read a file of tables, of whatever kind its content is; ``encoding`` overrules what a CSV file says of itself.

    Faults of sheets, rows and cells are findings of the book and its sheets. Raises
    :class:`govgraph.errors.InputError` for a file that is missing, damaged, locked, no table, or not what its name
    says; :class:`govgraph.errors.LimitError` for one beyond the limits; :class:`govgraph.errors.UsageError` for an
    encoding that does not exist.
    """
    from govgraph.steward.tables.delimited import read_csv
    from govgraph.steward.tables.workbook import read_workbook

    limits = limits or Limits()
    with open_regular(path, limits) as file:
        if kind_of(file, path) != "csv":
            return read_workbook(path, file, limits)
        check_suffix(path, "csv")
        return read_csv(path, file, encoding, limits)
