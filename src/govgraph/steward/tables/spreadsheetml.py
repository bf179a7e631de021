"""An XLSX workbook looked over part by part: which sheets, how far they reach, what is hidden, which formulas fail.

ECMA-376 part 1, 18.2 and 18.3. The values themselves are read by calamine, which holds the rectangle around all used
cells in memory and leaves cells in error empty; so both are looked for first.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from govgraph.steward.tables import faults
from govgraph.steward.tables.archive import Archive, local
from govgraph.steward.tables.book import Merged
from govgraph.steward.tables.child import damaged
from govgraph.steward.tables.extent import Extent, Facts
from govgraph.steward.tables.limits import Limits

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_READ_TOO: Final = ("xl/sharedStrings.xml", "xl/styles.xml")
_TRUE: Final = ("1", "true")
_WORKSHEETS: Final = "/worksheet"


def look_over(archive: Archive, limits: Limits) -> dict[str, Facts]:
    """Return what is known of each worksheet, by its name."""
    for part in _READ_TOO:
        if part in archive:
            archive.parse(part)
    looked_at = {}
    for name, part in _worksheets(archive).items():
        sheet = _Sheet(archive.name, name, limits)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = sheet.start
        sheet.parser = parser
        archive.parse(part, parser)
        sheet.end_of_cell()
        sheet.facts.cells = sheet.extent.rows * sheet.extent.columns
        looked_at[name] = sheet.facts
    return looked_at


def _worksheets(archive: Archive) -> dict[str, str]:
    named: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def sheet(element: str, given: dict[str, str]) -> None:
        if local(element) == "sheet":
            identifiers = [value for key, value in given.items() if key.endswith(":id")]
            if identifiers:
                named.append((given.get("name", ""), identifiers[0]))

    def relation(element: str, given: dict[str, str]) -> None:
        if local(element) == "Relationship" and given.get("Type", "").endswith(_WORKSHEETS):
            target = given.get("Target", "")
            targets[given.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    for part, handler in ((_WORKBOOK, sheet), (_RELATIONS, relation)):
        parser = expat.ParserCreate()
        parser.StartElementHandler = handler
        archive.parse(part, parser)
    found = {name: targets[identifier] for name, identifier in named if identifier in targets}
    if not found:
        raise damaged(archive.name, "no worksheet")
    return found


class _Sheet:
    """The handlers of one worksheet: only beginnings of elements are heard, and text only inside odd cells."""

    def __init__(self, file: str, name: str, limits: Limits) -> None:
        self.facts = Facts()
        self.extent = Extent(file, name, limits)
        self.parser: expat.XMLParserType | None = None
        self.limits = limits
        self.row = 0
        self.row_text = ""
        self.column = 0
        self.kind = ""
        self.formula = self.valued = False
        self.texts: dict[str, str] = {}
        self.inside = ""
        self.columns: dict[str, int] = {}
        self.widest = 0

    def start(self, element: str, given: dict[str, str]) -> None:
        # Twice a cell, millions of times: the two commonest elements come first, and call nothing.
        name = element if ":" not in element else local(element)
        if name == "v":
            self.valued = True
            self.inside = name
            if self.column > self.widest or self.row > self.extent.rows:
                self._reach()
        elif name == "c":
            if self.formula or self.kind == "e":
                self.end_of_cell()
            reference = given.get("r", "")
            letters = reference.rstrip("0123456789")
            self.column = self.columns.get(letters) or self._column_of(letters)
            if letters and reference[len(letters) :] != self.row_text:
                self._move(reference[len(letters) :])
            self.valued = False
            self.kind = given.get("t", "")
            if self.kind == "e":
                self._listen()
        elif name == "row":
            self._begin_row(given)
        elif name == "f":
            self.formula = True
            self.inside = name
            self._listen()
        elif name == "is":
            self._reach()
        elif name == "col":
            self._hidden_columns(given)
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))
        elif name == "hyperlink":
            self._link(given.get("ref", ""))

    def _begin_row(self, given: Mapping[str, str]) -> None:
        self.end_of_cell()
        number = given.get("r", "")
        self.row = int(number) if number.isascii() and number.isdigit() else self.row + 1
        self.row_text = str(self.row)
        self.column = 0
        self.kind = ""
        if given.get("hidden") in _TRUE and self.row <= self.limits.rows:
            self.facts.hidden_rows.append(self.row)

    def _reach(self) -> None:
        self.widest = max(self.widest, self.column)
        self.extent.reach(self.row, self.column)

    def _listen(self) -> None:
        assert self.parser is not None
        self.parser.CharacterDataHandler = self._text

    def _text(self, text: str) -> None:
        if self.inside:
            self.texts[self.inside] = self.texts.get(self.inside, "") + text

    def end_of_cell(self) -> None:
        """Judge the cell that is over, if it was a formula or in error."""
        if self.formula or self.kind == "e":
            value, formula = self.texts.get("v", "").strip(), self.texts.get("f", "").strip()
            if self.kind == "e":
                self._mend(faults.ERROR_VALUE, value or "#N/A")
            elif not value and not (self.kind == "str" and self.valued):
                # An empty text is a value too: a formula may well end in one.
                self._mend(faults.NO_VALUE, f"={formula}")
            assert self.parser is not None
            self.parser.CharacterDataHandler = None
        self.formula = False
        self.kind = ""
        self.inside = ""
        if self.texts:
            self.texts = {}

    def _mend(self, code: str, text: str) -> None:
        self._reach()
        self.facts.mends[self.row, self.column] = code, text

    def _column_of(self, letters: str) -> int:
        number = _column_number(letters)
        if not number:
            return self.column + 1  # a cell without an address stands beside the one before it
        self.columns[letters] = number
        return number

    def _move(self, digits: str) -> None:
        """Go where a cell says that it is, whatever its row says: so does the reader of values."""
        if digits:
            self.row = int(digits)
            self.row_text = digits

    def _hidden_columns(self, given: Mapping[str, str]) -> None:
        if given.get("hidden") in _TRUE:
            first, last = (given.get(end, "0") for end in ("min", "max"))
            if first.isdigit() and last.isdigit():
                last_kept = min(int(last), self.limits.columns)
                self.facts.hidden_columns.extend(range(int(first), last_kept + 1))

    def _merge(self, reference: str) -> None:
        if (block := _block(reference)) is not None:
            self.extent.merge(self.facts, block)

    def _link(self, reference: str) -> None:
        if (block := _block(reference)) is not None:
            rows, columns = block.last_row - block.first_row + 1, block.last_column - block.first_column + 1
            self.extent.spread(self.facts, rows * columns)


def _block(reference: str) -> Merged | None:
    first, _, last = reference.replace("$", "").partition(":")
    (first_letters, first_row), (last_letters, last_row) = map(_split, (first, last or first))
    if not first_letters or not last_letters:
        return None
    return Merged(first_row, last_row, _column_number(first_letters), _column_number(last_letters))


def _split(reference: str) -> tuple[str, int]:
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    return (letters, int(digits)) if letters and digits else ("", 0)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
