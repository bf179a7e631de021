"""How far a sheet reaches, and what else shows in its file before its cells are read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from govgraph.errors import LimitError
from govgraph.model import column_letters
from govgraph.steward.tables.book import Merged
from govgraph.steward.tables.limits import Limits


@dataclass(slots=True)
class Facts:
    """What the file says of a sheet beside the values of its cells; rows and columns count from 1.

    ``mends`` are cells that the reader of values leaves empty though they are not: formulas without a value and
    cells in error, with the code of their fault and the text that stands for them. ``texts`` are cells whose text
    it would give with letters missing. ``cells`` is the size of the rectangle around the used cells.
    """

    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    mends: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    cells: int = 0
    spread: int = 0
    """Cells that merged blocks and links reach over, used or not; who copies the workbook makes each of them."""


@dataclass(slots=True)
class Extent:
    """The rectangle from A1 to the last used cell, refused as soon as it is too large to hold."""

    name: str
    sheet: str
    limits: Limits
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """Take a used cell in."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)
        limits = self.limits
        if self.rows > limits.rows or self.columns > limits.columns or self.rows * self.columns > limits.cells:
            raise self._too_large(row, column)

    def merge(self, facts: Facts, block: Merged) -> None:
        """Take a block of merged cells in."""
        if len(facts.merged) >= self.limits.merged:
            raise LimitError(
                th=f"แฟ้ม {self.name} แผ่นงาน “{self.sheet}” ผสานเซลล์เกิน {self.limits.merged:,} แห่ง โปรดยกเลิกการผสานเซลล์",
                en=f"{self.name}, sheet “{self.sheet}”: more than {self.limits.merged:,} blocks of merged cells. "
                "Please unmerge them.",
            )
        self.spread(facts, (block.last_row - block.first_row + 1) * (block.last_column - block.first_column + 1))
        facts.merged.append(block)

    def spread(self, facts: Facts, cells: int) -> None:
        """Take in what reaches over many cells at once, such as a link."""
        facts.spread += max(0, cells)
        if facts.spread > self.limits.cells:
            raise LimitError(
                th=f"แฟ้ม {self.name} แผ่นงาน “{self.sheet}”: เซลล์ที่ผสานหรือมีลิงก์กินพื้นที่เกิน {self.limits.cells:,} เซลล์ "
                "โปรดยกเลิกการผสานเซลล์และลบลิงก์นอกตาราง",
                en=f"{self.name}, sheet “{self.sheet}”: merged cells and links span more than {self.limits.cells:,} "
                "cells. Please unmerge cells and delete links outside of the table.",
            )

    def _too_large(self, row: int, column: int) -> LimitError:
        cell = f"{column_letters(column)}{row}"
        limits = self.limits
        return LimitError(
            th=f"แฟ้ม {self.name} แผ่นงาน “{self.sheet}”: เซลล์ {cell} ทำให้ตารางกว้าง {self.columns:,} คอลัมน์ "
            f"ยาว {self.rows:,} แถว เกินที่รับได้ ({limits.columns:,} คอลัมน์ {limits.rows:,} แถว {limits.cells:,} เซลล์) "
            "โปรดลบเซลล์ที่ไม่ใช้ซึ่งอยู่ไกลจากตาราง",
            en=f"{self.name}, sheet “{self.sheet}”: cell {cell} makes the table {self.columns:,} columns wide and "
            f"{self.rows:,} rows long, more than the limit ({limits.columns:,} columns, {limits.rows:,} rows, "
            f"{limits.cells:,} cells). Please delete stray cells far from the table.",
        )


def check_whole(sheets: Collection[Facts], name: str, limits: Limits) -> None:
    """Refuse a workbook whose sheets are small enough each, and too many or too large together."""
    if len(sheets) > limits.sheets:
        raise LimitError(
            th=f"แฟ้ม {name} มี {len(sheets):,} แผ่นงาน เกินที่รับได้ ({limits.sheets:,}) โปรดแบ่งเป็นหลายแฟ้ม",
            en=f"{name} has {len(sheets):,} sheets, more than the limit of {limits.sheets:,}. "
            "Please split it into several files.",
        )
    total = sum(facts.cells for facts in sheets)
    if total > limits.cells:
        raise LimitError(
            th=f"แฟ้ม {name} ทุกแผ่นงานรวมกันมี {total:,} เซลล์ เกินที่รับได้ ({limits.cells:,}) โปรดแบ่งเป็นหลายแฟ้ม",
            en=f"The sheets of {name} span {total:,} cells together, more than the limit of {limits.cells:,}. "
            "Please split it into several files.",
        )
