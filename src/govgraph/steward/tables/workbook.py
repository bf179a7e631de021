"""A workbook as a book of sheets; another process reads it, this one keeps its rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any

from govgraph.errors import LimitError
from govgraph.model import column_letters
from govgraph.steward.tables import faults, workbook_child
from govgraph.steward.tables.book import Book, Merged, Sheet
from govgraph.steward.tables.child import Budget, in_child
from govgraph.steward.tables.faults import Fault
from govgraph.steward.tables.limits import Limits
from govgraph.steward.tables.opening import check_suffix, nothing_in
from govgraph.steward.tables.spool import Block, Spool, SpooledRows


def budget_of(limits: Limits) -> Budget:
    """Return what a process may take that works on a workbook."""
    return Budget(limits.memory_bytes, limits.cpu_seconds, limits.wall_seconds)


def read_workbook(path: Path, file: BufferedReader, limits: Limits) -> Book:
    """Read an open workbook of any kind.

    Raises :class:`govgraph.errors.InputError` for one that is damaged, locked or misnamed, and
    :class:`govgraph.errors.LimitError` for one that is too large.
    """
    spool = Spool()
    blocks: list[Block] = []
    sheets: list[Sheet] = []
    book: dict[str, str] = {}
    for piece in _pieces(path, file, limits):
        kind, body = piece[:1], piece[1:]
        if kind == workbook_child.ROWS:
            blocks.append(spool.keep(body))
            if spool.length > limits.unpacked_bytes:
                raise LimitError(
                    th=f"แฟ้ม {path.name} มีข้อความเกิน {limits.unpacked_bytes:,} ไบต์ โปรดแบ่งเป็นหลายแฟ้ม",
                    en=f"{path.name} holds more than {limits.unpacked_bytes:,} bytes of text. "
                    "Please split it into several files.",
                )
        elif kind == workbook_child.BOOK:
            book = json.loads(body)
            check_suffix(path, book["kind"])
        else:
            sheets.append(_sheet(json.loads(body), path.name, SpooledRows(spool, tuple(blocks))))
            blocks = []
    if not any(sheet.width for sheet in sheets):
        raise nothing_in(path.name)
    return Book(path, book["kind"], book["sha256"], None, tuple(sheets), ())


def _pieces(path: Path, file: BufferedReader, limits: Limits) -> Iterator[bytes]:
    arguments = (path.name, limits)
    return in_child(workbook_child.read, arguments, budget_of(limits), path.name, file.fileno())


def _sheet(told: dict[str, Any], source: str, rows: SpooledRows) -> Sheet:
    every = [*_remarks(told), *(Fault(**fault) for fault in told["faults"])]
    return Sheet(
        name=told["name"],
        hidden=told["hidden"],
        merged=tuple(Merged(**block) for block in told["merged"]),
        hidden_rows=frozenset(told["hidden_rows"]),
        findings=tuple(fault.finding(source, told["name"]) for fault in every),
        width=told["width"],
        source=rows,
    )


def _remarks(told: dict[str, Any]) -> Iterator[Fault]:
    listed: dict[str, str | int]
    if told["hidden"]:
        yield Fault(faults.HIDDEN_SHEET)
    if rows := told["hidden_rows"]:
        listed = {"count": len(rows), "rows": faults.number_list(rows)}
        yield Fault(faults.HIDDEN_ROWS, row=rows[0], values=listed)
    if columns := told["hidden_columns"]:
        letters = ", ".join(column_letters(column) for column in columns[:20]) + (", …" if len(columns) > 20 else "")
        listed = {"count": len(columns), "columns": letters}
        yield Fault(faults.HIDDEN_COLUMNS, column=columns[0], values=listed)
