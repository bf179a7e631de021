"""The rows of a file as statements that wait, with what is wrong in them and which rows that rules out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import NamedNode, Quad

from govgraph.model import Finding, Place, Severity
from govgraph.names import ID, term
from govgraph.steward.affiliation import affiliations
from govgraph.steward.answers import wording
from govgraph.steward.answers.quarantine import restored
from govgraph.steward.findings.catalogue import found
from govgraph.steward.imports.spool import Spool
from govgraph.steward.imports.telling import Teller
from govgraph.steward.mapping import Layout, RowMapper
from govgraph.steward.mapping.annotations import UNITS
from govgraph.steward.resolve import Asked
from govgraph.steward.tables import Row, Sheet

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
        """Give the rows of data; those of a file of rows set aside without what guarded them from spreadsheets."""
        set_aside = self.sheet.name is None and wording.RESULT_COLUMN in self.layout.header
        for row in self.sheet.rows():
            if row.number >= self.layout.first_row and any(row.cells):
                yield Row(row.number, tuple(map(restored, row.cells))) if set_aside else row


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
        self.read: set[int] = set()
        self.rejected: set[int] = set()

    @property
    def rows(self) -> int:
        """How many rows of data there are."""
        return len(self.read)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Names that wait for a person's yes, each once."""
        return tuple(self._asked.values())

    def run(self, teller: Teller | None) -> None:
        """Map every row of every table."""
        for number, table in enumerate(self.tables):
            faulty = {finding.place.cell for finding in table.sheet.findings if _rules_out(finding) and finding.place}
            for finding in table.sheet.findings:
                self._note(number, finding)
            for row in table.rows():
                mapped = table.mapper.map(row)
                if not mapped.counts:
                    self.findings.extend(mapped.findings)
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
        if teller is not None:
            teller.rows(self.rows, self.rows)

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
            found("GG-IMP-003", place=self.place(key), other=self.place(row).row)
            for key, row in sorted(needing.items())
        ]

    def attach(self, slug: str, ministries: Collection[NamedNode], graph: NamedNode) -> None:
        """Infer the ministry by day of the agencies that this file brings along."""
        prefixes = tuple(f"{ID}{kind}/{slug}/" for kind in ("attachment", "period"))
        attachments = [quad for quad in self.stated.quads(self.rejected) if _iri(quad).startswith(prefixes)]
        if attachments:
            kinds = (Quad(ministry, term("rdf:type"), term("gov:Ministry"), graph) for ministry in ministries)
            self.inferred.add(0, list(affiliations((*attachments, *kinds), graph)))


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
