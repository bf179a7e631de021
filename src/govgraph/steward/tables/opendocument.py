"""An ODS workbook looked over: how far its sheets reach, what is hidden or merged, which formulas fail.

OpenDocument 1.3 part 3, 9.1. A cell and a row may say that they are repeated a million times; nothing is expanded here.
"""

from __future__ import annotations

from xml.parsers import expat

from govgraph.steward.tables import faults
from govgraph.steward.tables.archive import Archive, local, locked
from govgraph.steward.tables.book import Merged
from govgraph.steward.tables.extent import Extent, Facts
from govgraph.steward.tables.limits import Limits

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_CELLS = ("table-cell", "covered-table-cell")


def look_over(archive: Archive, limits: Limits) -> dict[str, Facts]:
    """Return what is known of each sheet, by its name."""
    _refuse_locked(archive)
    tables = _Tables(archive.name, limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = tables.start
    parser.EndElementHandler = tables.end
    parser.CharacterDataHandler = tables.text
    archive.parse(_CONTENT, parser)
    return tables.facts


def _refuse_locked(archive: Archive) -> None:
    if _MANIFEST not in archive:
        return

    def start(element: str, _: dict[str, str]) -> None:
        if local(element) == "encryption-data":
            raise locked(archive.name)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    archive.parse(_MANIFEST, parser)


class _Tables:
    """The handlers of ``content.xml``."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.facts: dict[str, Facts] = {}
        self.sheet = Facts()
        self.extent = Extent(file, "", limits)
        self.style = ""
        self.invisible: set[str] = set()
        self.table_depth = self.note_depth = 0
        self.in_paragraph = False
        self.row = self.column = 0
        self.rows_repeated = self.columns_repeated = 1
        self.next_column = 1
        self.formula = self.value_type = ""
        self.failed = self.reader_loses = False
        self.words: list[str] = []

    def start(self, element: str, given: dict[str, str]) -> None:
        name = local(element)
        if name in ("annotation", "shapes"):
            self.note_depth += 1
        if self.note_depth:
            return
        if name == "table":
            self.table_depth += 1
        if self.table_depth > 1:
            return
        begin = getattr(self, f"_begin_{name.replace('-', '_')}", None)
        if begin is not None:
            begin({local(key) if not key.startswith("calcext:") else key: text for key, text in given.items()})

    def end(self, element: str) -> None:
        name = local(element)
        if name in ("annotation", "shapes"):
            self.note_depth -= 1
        elif self.note_depth:
            return
        elif name == "table":
            self.table_depth -= 1
        elif self.table_depth > 1:
            return
        elif name == "p":
            self.in_paragraph = False
        elif name in _CELLS:
            self._end_cell()
        elif name == "table-row":
            self.row += self.rows_repeated - 1

    def text(self, text: str) -> None:
        if self.in_paragraph and not self.note_depth:
            self.words.append(text)

    def _begin_style(self, given: dict[str, str]) -> None:
        self.style = given.get("name", "")

    def _begin_table_properties(self, given: dict[str, str]) -> None:
        if given.get("display") == "false":
            self.invisible.add(self.style)

    def _begin_table(self, given: dict[str, str]) -> None:
        name = given.get("name", "")
        self.sheet = self.facts[name] = Facts(hidden=given.get("style-name") in self.invisible)
        self.extent = Extent(self.file, name, self.limits)
        self.row = 0
        self.next_column = 1

    def _begin_table_column(self, given: dict[str, str]) -> None:
        repeated = _count(given.get("number-columns-repeated"))
        if given.get("visibility") in ("collapse", "filter"):
            last = min(self.next_column + repeated - 1, self.limits.columns)
            self.sheet.hidden_columns.extend(range(self.next_column, last + 1))
        self.next_column += repeated

    def _begin_table_row(self, given: dict[str, str]) -> None:
        self.row += 1
        self.column = 0
        self.rows_repeated = _count(given.get("number-rows-repeated"))
        if given.get("visibility") in ("collapse", "filter"):
            last = min(self.row + self.rows_repeated - 1, self.limits.rows)
            self.sheet.hidden_rows.extend(range(self.row, last + 1))

    def _begin_table_cell(self, given: dict[str, str]) -> None:
        self._begin_cell(given)
        across, down = (_count(given.get(f"number-{what}-spanned")) for what in ("columns", "rows"))
        if across > 1 or down > 1:
            last = self.row + down - 1, self.column + across - 1
            self.extent.merge(self.sheet, Merged(self.row, last[0], self.column, last[1]))

    def _begin_covered_table_cell(self, given: dict[str, str]) -> None:
        self._begin_cell(given)

    def _begin_cell(self, given: dict[str, str]) -> None:
        self.column += 1
        self.columns_repeated = _count(given.get("number-columns-repeated"))
        self.formula = given.get("formula", "")
        self.value_type = given.get("value-type", "")
        self.failed = given.get("calcext:value-type") == "error"
        self.words = []
        if self.formula or self.value_type:
            self._reach()

    def _begin_p(self, _: dict[str, str]) -> None:
        self._reach()
        if self.words:
            self.words.append("\n")
        self.in_paragraph = True

    def _begin_s(self, given: dict[str, str]) -> None:
        self.words.append(" " * min(_count(given.get("c")), self.limits.cell_characters))

    def _begin_tab(self, _: dict[str, str]) -> None:
        self.words.append("\t")
        self.reader_loses = True

    def _begin_line_break(self, _: dict[str, str]) -> None:
        self.words.append("\n")
        self.reader_loses = True

    def _reach(self) -> None:
        if self.row:
            self.extent.reach(self.row + self.rows_repeated - 1, self.column + self.columns_repeated - 1)
            self.sheet.cells = self.extent.rows * self.extent.columns

    def _end_cell(self) -> None:
        text = "".join(self.words)
        if self.failed:
            self.sheet.mends[self.row, self.column] = faults.ERROR_VALUE, text.strip() or "#N/A"
        elif self.formula and not self.value_type:
            formula = self.formula.removeprefix("of:").removeprefix("oooc:")
            self.sheet.mends[self.row, self.column] = faults.NO_VALUE, formula
        elif self.reader_loses and self.value_type == "string":
            for row in range(self.row, self.row + self.rows_repeated):
                for column in range(self.column, self.column + self.columns_repeated):
                    self.sheet.texts[row, column] = text
        self.column += self.columns_repeated - 1
        self.failed = self.reader_loses = False
        self.words = []


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0 else 1
