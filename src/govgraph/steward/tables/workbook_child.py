"""What the limited process does with a workbook: looks it over, then has its values read, sheet by sheet.

Nothing here may be called in the process of the user: :mod:`govgraph.steward.tables.workbook` does it from outside.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from govgraph.steward.tables import biff, faults, opendocument, spreadsheetml
from govgraph.steward.tables.archive import Archive, locked
from govgraph.steward.tables.child import damaged
from govgraph.steward.tables.extent import Facts, check_whole
from govgraph.steward.tables.faults import Fault
from govgraph.steward.tables.limits import Limits
from govgraph.steward.tables.records import too_long_cell, too_long_row
from govgraph.steward.tables.spool import LETTERS_A_BATCH, ROWS_A_BATCH, packed
from govgraph.steward.tables.values import text_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

BOOK: Final = b"B"
ROWS: Final = b"R"
SHEET: Final = b"S"

_UNTOUCHED: Final = None, ""


def read(descriptor: int, name: str, limits: Limits) -> Iterator[bytes]:
    """Give the workbook in pieces: what it is, then for each sheet its rows in batches and what is known of it."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb") as file:
        content = file.read(limits.file_bytes + 1)
    # The hash is of exactly the bytes that are read here, whatever happens to the file meanwhile.
    from python_calamine import SheetVisibleEnum

    digest = hashlib.sha256(content).hexdigest()
    kind, workbook, known = _opened(content, name, limits)
    yield BOOK + json.dumps({"kind": kind, "sha256": digest}).encode()
    for metadata in workbook.sheets_metadata:
        facts = known.get(metadata.name)
        if facts is None:
            continue  # a chart, a dialogue, macros
        hidden = facts.hidden or metadata.visible != SheetVisibleEnum.Visible
        yield from _Reading(name, metadata.name, facts, limits).pieces(
            workbook.get_sheet_by_name(metadata.name), hidden=hidden
        )


def _opened(content: bytes, name: str, limits: Limits) -> tuple[str, CalamineWorkbook, Mapping[str, Facts]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    # Before the reader of values is let loose: it holds whatever rectangle the cells span.
    by_name: Mapping[str, Facts] = {}
    by_place: list[Facts] = []
    kind = "xls"
    if content.startswith(b"PK"):
        archive = Archive(content, name, limits)
        kind = archive.kind()
        by_name = (spreadsheetml if kind == "xlsx" else opendocument).look_over(archive, limits)
    else:
        stream = biff.workbook_stream(content, name)
        biff.refuse_locked(stream, name)
        by_place = biff.look_over(stream, name, limits)
    check_whole(by_place or tuple(by_name.values()), name, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise locked(name) from error
    except CalamineError as error:
        raise damaged(name, str(error)[:100]) from error
    known = by_name or dict(zip(workbook.sheet_names, by_place, strict=False))
    of_cells = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if len(set(of_cells)) < len(of_cells):
        # Sheets are asked for by name: of two, one would be read twice and the other never.
        raise damaged(name, "two sheets have the same name")
    for sheet in of_cells:
        if sheet not in known:
            raise damaged(name, f"sheet {sheet[:80]} cannot be found")
    return kind, workbook, {sheet: known[sheet] for sheet in of_cells}


class _Reading:
    """One sheet on its way out."""

    def __init__(self, file: str, name: str, facts: Facts, limits: Limits) -> None:
        self.file = file
        self.name = name
        self.facts = facts
        self.limits = limits
        self.width = 0
        self.length = 0
        self.faults = faults.Collection(limits.faults)
        self.mends: dict[int, dict[int, tuple[str | None, str]]] = {}
        for (row, column), (code, text) in facts.mends.items():
            self.mends.setdefault(row, {})[column] = code, text
        for (row, column), text in facts.texts.items():
            self.mends.setdefault(row, {})[column] = None, text

    def pieces(self, sheet: CalamineSheet, *, hidden: bool) -> Iterator[bytes]:
        batch: list[list[str]] = []
        empty = letters = 0
        for number, cells in enumerate(self._rows(sheet), 1):
            if not cells:
                empty += 1
                continue
            # Empty rows count only where another row follows.
            batch.extend([] for _ in range(empty))
            empty = 0
            batch.append(cells)
            self.length = number
            self.width = max(self.width, len(cells))
            letters += sum(map(len, cells))
            if len(batch) >= ROWS_A_BATCH or letters > LETTERS_A_BATCH:
                yield ROWS + packed(batch)
                batch = []
                letters = 0
        if batch:
            yield ROWS + packed(batch)
        yield SHEET + json.dumps(self._told(sheet, hidden=hidden), ensure_ascii=False).encode()

    def _rows(self, sheet: CalamineSheet) -> Iterator[list[str]]:
        left = [""] * (sheet.start[1] if sheet.start else 0)
        number = 0
        for values in sheet.iter_rows():
            number += 1
            cells = left + [value if type(value) is str else text_of(value) for value in values]
            while cells and not cells[-1]:
                del cells[-1]
            if cells or number in self.mends:
                self._look_at(number, cells)
            yield cells
        for beyond in range(number + 1, max(self.mends, default=0) + 1):
            cells = []
            self._look_at(beyond, cells)
            yield cells

    def _look_at(self, number: int, cells: list[str]) -> None:
        """Put what the reader of values left out into a row, and collect the faults of the row."""
        mends = self.mends.get(number, {})
        for column, (code, text) in mends.items():
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = text
            if code is not None:
                self.faults.extend((Fault(code, number, column, text[: faults.LONGEST_QUOTED]),))
        self._check_length(number, cells)
        if faults.doubtful("\n".join(cells)):
            self.faults.extend(
                fault
                for fault in faults.cell_faults(number, cells)
                if mends.get(fault.column or 0, _UNTOUCHED)[0] is None
            )

    def _check_length(self, number: int, cells: list[str]) -> None:
        longest = self.limits.cell_characters
        letters = sum(map(len, cells))
        if letters <= min(longest, self.limits.row_characters):
            return
        where = f"แผ่นงาน “{self.name}” แถวที่ {number:,}", f"sheet “{self.name}”, row {number:,}"
        if any(len(cell) > longest for cell in cells):
            raise too_long_cell(self.file, *where, self.limits)
        if letters > self.limits.row_characters:
            raise too_long_row(self.file, *where, self.limits)

    def _told(self, sheet: CalamineSheet, *, hidden: bool) -> dict[str, Any]:
        merged = [asdict(block) for block in self.facts.merged]
        if not merged:
            merged = [
                {"first_row": a + 1, "last_row": c + 1, "first_column": b + 1, "last_column": d + 1}
                for (a, b), (c, d) in sheet.merged_cell_ranges or ()
            ]
        return {
            "name": self.name,
            "hidden": hidden,
            "merged": merged,
            "hidden_rows": [row for row in self.facts.hidden_rows if row <= self.length],
            "hidden_columns": [column for column in self.facts.hidden_columns if column <= self.width],
            "width": self.width,
            "faults": [asdict(fault) for fault in self.faults.told()],
        }
