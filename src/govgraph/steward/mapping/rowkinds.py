"""Rows of a table that hold no data: sums, headings that stand again, notes below the table."""

from __future__ import annotations

import re

from govgraph.steward.mapping.layout import Layout
from govgraph.steward.tables import Row
from govgraph.thai import arabic_digits, key

_SUM = re.compile(
    r"(?:รวม|ยอดรวม|ผลรวม)(?:เงิน|เป็นเงิน|งบประมาณ|วงเงิน|จำนวนเงิน)?(?:ทั้งสิ้น|ทั้งหมด|ทุกรายการ|ย่อย)?(?:ทั้งปี)?"
    r"|(?:grand|sub)?-?totals?|sum"
)
_NOTE = re.compile(r"หมายเหตุ|ที่มา\s*[:：]|แหล่งที่มา|note\s*:|source\s*:|\*+\s*\S", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,\s()฿-]*(?:บาท|ล้านบาท|พันบาท|โครงการ|รายการ|หน่วยงาน)?")
_NO_NUMBER = re.compile(r"#[A-Z0-9/_]+[!?]?")
_FIRST_NUMBERS = frozenset(("1", "(1)", "[1]", "๑", "(๑)", "1)"))
_FIRST_LETTERS = frozenset("รยผหทแtTgGsSnN*")


class Passing:
    """Recognises rows that are passed over, and says so."""

    def __init__(self, layout: Layout) -> None:
        self.prefix = layout.profile.mapping.dialect.comment_prefix
        self.headings = [(position - 1, key(layout.headings[name])) for name, position in layout.columns.items()]
        self.least = max(2, (len(self.headings) + 1) // 2)
        # The heading of one column is looked at first: comparing all would be dear for every row.
        self.marker = min((at for at, _ in self.headings), default=0)
        self.marks = {layout.header[self.marker], *layout.headings.values()} if layout.header else set()

    def look(self, row: Row) -> tuple[str, str] | None:
        """Return code and value of what is to be said about a row without data (an empty code for nothing).

        ``None`` for a row that holds data.
        """
        cells = row.cells
        first = next((cell for cell in cells if cell), "").lstrip()
        if not first and not any(cell.strip() for cell in cells):
            return "", ""
        if self.prefix is not None and first.startswith(self.prefix):
            return "", ""
        at = self.marker
        if at < len(cells) and cells[at] in self.marks and self._is_heading(cells):
            return "GG-ROW-004", first
        if first in _FIRST_NUMBERS and _is_numbering(cells):
            return "GG-ROW-004", first
        code = _kind(first, cells) if first[:1] in _FIRST_LETTERS else ""
        return (code, first) if code else None

    def _is_heading(self, cells: tuple[str, ...]) -> bool:
        same = sum(1 for at, heading in self.headings if at < len(cells) and cells[at] and key(cells[at]) == heading)
        return same >= self.least


def _is_numbering(cells: tuple[str, ...]) -> bool:
    """Tell whether a row numbers the columns, as forms do below their headings: (1) (2) (3)."""
    numbers = [arabic_digits(cell).strip(" ()[]") for cell in cells if cell.strip()]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _kind(first: str, cells: tuple[str, ...]) -> str:
    if _is_sum(first, cells):
        return "GG-ROW-003"
    alone = sum(1 for cell in cells if cell.strip()) == 1
    return "GG-ROW-005" if alone and _NOTE.match(first) else ""


def _is_sum(first: str, cells: tuple[str, ...]) -> bool:
    """Tell whether a row says that it is a sum and holds nothing but numbers beside, sound or failed."""
    word = key(first).rstrip(":.")
    if not _SUM.fullmatch(word):
        return False
    others = [cell for cell in cells if cell.strip() and cell.lstrip() != first]
    return all(_NUMBER.fullmatch(arabic_digits(cell)) or _NO_NUMBER.fullmatch(cell.strip()) for cell in others)
