"""The rows of a file as statements that wait, with what is wrong in them and which rows that rules out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import Final

from pyoxigraph import NamedNode, Quad

from govgraph.model import Finding, Place, Severity
from govgraph.names import ID, term
from govgraph.steward.affiliation import affiliations
from govgraph.steward.answers.quarantine import restored
from govgraph.steward.findings.catalogue import found
from govgraph.steward.imports.reading import of_table
from govgraph.steward.imports.spool import Spool
from govgraph.steward.imports.telling import Teller
from govgraph.steward.mapping import Layout, RowMapper
from govgraph.steward.mapping.annotations import UNITS
from govgraph.steward.mapping.headers import RESULT_COLUMN
from govgraph.steward.resolve import Asked
from govgraph.steward.tables import Row, Sheet
from govgraph.store.port import Bulk

_STEP: Final = 500
"""Rows after which whoever waits is told."""

_SHEETS: Final = 1 << 32
"""Rows of different sheets are told apart by number: sheet times this, plus the row."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet that is read, and what maps its rows."""

    sheet: Sheet
    layout: Layout
    mapper: RowMapper

    def rows(self) -> Iterator[Row]:
        """Give the rows of data, without what an answer of ours has added.

        That is the column of results, and in a file of rows set aside what guards them from spreadsheets.
        """
        header = self.layout.header
        results = frozenset(at for at, heading in enumerate(header) if heading.strip() == RESULT_COLUMN)
        set_aside = self.sheet.name is None and bool(results)
        for row in self.sheet.rows():
            if row.number < self.layout.first_row:
                continue
            cells = row.cells
            if results:
                cells = tuple("" if at in results else cell for at, cell in enumerate(cells))
            if any(cells):
                yield Row(row.number, tuple(map(restored, cells))) if set_aside else Row(row.number, cells)


class Mapped:
    """Everything that the rows of a file have become; rows are known by sheet and number.

    ``stated`` waits for the graph of the import, ``inferred`` for the graph of what follows from it. ``rejected``
    are the rows in which an error was found.
    """

    def __init__(self, file: str, tables: Iterable[Table], stated: Spool, inferred: Spool) -> None:
        self.file = file
        self.tables = tuple(tables)
        self.stated = stated
        self.inferred = inferred
        self.findings: list[Finding] = []
        self._asked: dict[tuple[str, tuple[str, ...]], Asked] = {}
        self._attaching: tuple[str, ...] = ()
        self._affiliate: Callable[[list[Quad]], Iterable[Quad]] | None = None
        self.read: set[int] = set()
        self.rejected: set[int] = set()

    @property
    def rows(self) -> int:
        """How many rows of data there are."""
        return len(self.read)

    @property
    def height(self) -> int:
        """How many rows the highest table has below its first one: with titles, sums and empty rows."""
        return max((key % _SHEETS for key in self.read), default=1) - 1

    @property
    def good(self) -> int:
        """How many rows of data nothing rules out."""
        return len(self.read - self.rejected)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Names that wait for a person's yes, each once."""
        return tuple(self._asked.values())

    def run(self, teller: Teller | None) -> None:
        """Map every row of every table."""
        for number, table in enumerate(self.tables):
            told = list(of_table(table.layout))
            faulty = {finding.place.cell for finding in told if _rules_out(finding) and finding.place}
            passed: set[int] = set()
            for row in table.rows():
                mapped = table.mapper.map(row)
                if not mapped.counts:
                    self.findings.extend(mapped.findings)
                    passed.add(row.number)
                    continue
                key = number * _SHEETS + row.number
                self.stated.add(key, mapped.quads, mapped.shared)
                self.inferred.add(key, mapped.inferred)
                for question in mapped.asked:
                    self._asked.setdefault((question.written, question.kinds), question)
                self.read.add(key)
                for finding in mapped.findings:
                    # What could not be read out of the file is told once, not again as an unknown name or number.
                    if finding.place is None or finding.place.cell is None or finding.place.cell not in faulty:
                        self.findings.append(finding)
                    self._note(number, finding)
                if teller is not None and self.rows % _STEP == 0:
                    teller.rows(self.rows, None)
            self._note_sheet(number, told, passed)
        if teller is not None:
            teller.rows(self.rows, self.rows)

    def _note_sheet(self, table: int, told: Collection[Finding], passed: Collection[int]) -> None:
        """Rule out rows that could not be read whole; of rows that hold no data only remarks are kept."""
        beside = {
            finding
            for finding in told
            if finding.severity is not Severity.INFO and finding.place is not None and finding.place.row in passed
        }
        for finding in told:
            if finding not in beside:
                self._note(table, finding)
        if beside:
            self.findings = [finding for finding in self.findings if finding not in beside]

    def _note(self, table: int, finding: Finding) -> None:
        if _rules_out(finding) and finding.place is not None and finding.place.row is not None:
            self.rejected.add(table * _SHEETS + finding.place.row)

    def reject(self, findings: Iterable[Finding]) -> bool:
        """Take in what was found later, by place; tell whether a row is ruled out that was not before."""
        before = len(self.rejected)
        numbers = {table.sheet.name: number for number, table in enumerate(self.tables)}
        for finding in findings:
            self.findings.append(finding)
            if finding.place is not None:
                self._note(numbers.get(finding.place.sheet, 0), finding)
        return len(self.rejected) > before

    def as_written(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings with the text of their cells for what the rows had become: a day as it was written."""
        told = list(findings)
        wanted = {(f.place.sheet, f.place.row) for f in told if f.value is not None and f.place is not None}
        texts: dict[tuple[str | None, int, int], str] = {}
        for table in self.tables:
            if any(sheet == table.sheet.name for sheet, _ in wanted):
                for row in table.rows():
                    if (table.sheet.name, row.number) in wanted:
                        texts |= {(table.sheet.name, row.number, at): text for at, text in enumerate(row.cells, 1)}
        return [
            replace(f, value=text)
            if f.value is not None
            and f.place is not None
            and (text := texts.get((f.place.sheet, f.place.row or 0, f.place.column or 0)))
            else f
            for f in told
        ]

    @property
    def faulty_as_a_whole(self) -> bool:
        """Whether an error lies in more than rows, which could be set aside: in a heading, or in the whole file."""
        headings = {table.sheet.name: table.layout.header_rows for table in self.tables}
        return any(
            _rules_out(finding)
            and (place := finding.place) is not None
            and place.source == self.file
            and (place.row is None or place.row in headings.get(place.sheet, ()))
            for finding in self.findings
        )

    def rows_of(self, table: int, keys: Iterable[int]) -> set[int]:
        """Return the row numbers of one table among some rows."""
        return {key % _SHEETS for key in keys if key // _SHEETS == table}

    def units(self, table: int) -> dict[int, str]:
        """Return what the amounts of a column are counted in, by position, where heading or title says so."""
        layout = self.tables[table].layout
        return {layout.columns[name]: unit_word(unit) for name, unit in layout.units.items()}

    def place(self, key: int, column: int | None = None) -> Place:
        """Return where a row stands."""
        number, row = divmod(key, _SHEETS)
        return Place(self.file, sheet=self.tables[number].sheet.name, row=row, column=column)

    def places(self) -> dict[str, Place]:
        """Return the row that made each thing; of several, the first."""
        recorded = term("gov:recordedAt")
        found_at: dict[str, Place] = {}
        for spool in (self.stated, self.inferred):
            for key, quad in spool.by_row(self.rejected):
                if quad.predicate == recorded and isinstance(quad.subject, NamedNode):
                    found_at.setdefault(quad.subject.value, self.place(key))
        return found_at

    def columns(self) -> dict[str, tuple[int, ...]]:
        """Return the columns that state each property, of the first table that has them."""
        columns: dict[str, tuple[int, ...]] = {}
        for table in self.tables:
            for prop, positions in table.layout.property_columns.items():
                columns.setdefault(prop, positions)
        return columns

    def headings(self) -> dict[int, str]:
        """Return what stands above each column, of the first table that has it."""
        headings: dict[int, str] = {}
        for table in self.tables:
            for name, position in table.layout.columns.items():
                headings.setdefault(position, table.layout.headings.get(name, name))
        return headings

    def dependent(self) -> list[Finding]:
        """Return a finding for each good row that names a thing which only rejected rows make."""
        if not self.rejected:
            return []
        makers: dict[str, set[int]] = {}
        for key, quad in self.stated.by_row():
            if isinstance(quad.subject, NamedNode):
                makers.setdefault(quad.subject.value, set()).add(key)
        lost = {thing: min(rows) for thing, rows in makers.items() if rows <= self.rejected}
        if not lost:
            return []
        needing: dict[int, int] = {}
        for key, quad in self.stated.by_row(self.rejected):
            if isinstance(quad.object, NamedNode) and (row := lost.get(quad.object.value)) is not None:
                needing.setdefault(key, row)
        return [
            found("GG-IMP-003", place=self.place(key), other=self._row_seen_from(key, row))
            for key, row in sorted(needing.items())
        ]

    def _row_seen_from(self, key: int, other: int) -> str:
        here, there = self.place(key), self.place(other)
        return f"{there.row}" if here.sheet == there.sheet else f"{there.sheet}!{there.row}"

    def attach(self, slug: str, ministries: Collection[NamedNode], graph: NamedNode) -> None:
        """Have the ministry by day inferred for the agencies that this file brings along."""
        self._attaching = tuple(f"{ID}{kind}/{slug}/" for kind in ("attachment", "period"))
        kinds = [Quad(ministry, term("rdf:type"), term("gov:Ministry"), graph) for ministry in ministries]
        # That a ministry is under itself follows from the register, not from this file.
        known = frozenset(affiliations(kinds, graph))
        self._affiliate = lambda attachments: (q for q in affiliations((*attachments, *kinds), graph) if q not in known)

    def statements(self) -> Iterator[Quad]:
        """Give what the rows that are good so far state, and then what follows from it."""
        yield from self.stated.quads(self.rejected)
        yield from self._following()

    def in_bulk(self) -> tuple[Bulk | None, Iterator[Quad]]:
        """Return the same in two parts: files that the store can load as they are, and the rest.

        Where a row has to be left out again, all is in the rest.
        """
        if self.rejected:
            return None, self.statements()
        return self.stated.own(), chain(self.stated.shared(), self._following())

    def _following(self) -> Iterator[Quad]:
        yield from self.inferred.quads(self.rejected)
        if self._affiliate is not None:
            shared = self.stated.shared(self.rejected)
            if attachments := [quad for quad in shared if _iri(quad).startswith(self._attaching)]:
                yield from self._affiliate(attachments)

    def makes(self, things: Collection[NamedNode]) -> set[NamedNode]:
        """Return which of these things the rows that are good so far make."""
        a = term("rdf:type")
        made = (quad.subject for quad in self.statements() if quad.predicate == a)
        return {thing for thing in made if isinstance(thing, NamedNode) and thing in things}


def _rules_out(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def unit_word(unit: Decimal) -> str:
    """Return the word for so many baht.

    >>> unit_word(Decimal(1_000_000))
    'ล้านบาท'
    """
    return next((word for word, baht in UNITS.items() if baht == unit), f"{unit:,} บาท")


def _iri(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""
