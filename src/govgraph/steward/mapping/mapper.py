"""Rows to statements, by a layout: one pass, one row at a time.

A cell that cannot be read makes a finding and no statement; a row with an error makes none at all, but is read to
its end, so that everything wrong with it is found in one run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad

from govgraph.errors import InputError
from govgraph.model import Finding, Place
from govgraph.steward.findings.catalogue import found
from govgraph.steward.mapping.cells import Fault, Read, is_error
from govgraph.steward.mapping.dating import RowDay
from govgraph.steward.mapping.inferred import Inferences
from govgraph.steward.mapping.inputs import Input, inputs
from govgraph.steward.mapping.layout import Layout, Profile, property_columns
from govgraph.steward.mapping.lookups import NameReader
from govgraph.steward.mapping.readings import CellReadings
from govgraph.steward.mapping.rowkeys import RowKeys
from govgraph.steward.mapping.rowkinds import Passing
from govgraph.steward.mapping.statements import plan
from govgraph.steward.mapping.stating import RowRead, Stated, Stating
from govgraph.steward.resolve.answer import NEW_AGENCY
from govgraph.steward.tables import Row, TableFile

if TYPE_CHECKING:
    from govgraph.steward.mapping.description import TableMapping
    from govgraph.steward.resolve import Accepted, Asked, Register


@dataclass(slots=True)
class MappedRow:
    """What one row became: the things that it makes, its statements, and what was wrong in it.

    Not frozen, because a hundred thousand are made and a frozen one is dear to make; nobody changes one.

    ``shared`` are statements that other rows may make as well, ``inferred`` belong to the graph of what follows
    from the import, ``asked`` are names that need a person's yes. A row that holds no data (a sum, a heading, a
    note) does not count.
    """

    number: int
    subjects: tuple[NamedNode, ...] = ()
    quads: tuple[Quad, ...] = ()
    findings: tuple[Finding, ...] = ()
    inferred: tuple[Quad, ...] = ()
    shared: tuple[Quad, ...] = ()
    asked: tuple[Asked, ...] = ()
    counts: bool = True


def map_rows(mapping: TableMapping, table: TableFile, graph: NamedNode, source: NamedNode) -> Iterator[MappedRow]:
    """Map every row of a table that is written exactly as its description says, into one named graph.

    ``source`` is the IRI of the table as a source: each row's subject gets ``gov:recordedAt`` the place of the
    row in it. Raises :class:`InputError` where header and description disagree.
    """
    expected = tuple(column.name for column in mapping.physical_columns)
    if table.header != expected:
        raise InputError(
            th=f"หัวตารางของ {table.path} คือ {list(table.header)} แต่ {mapping.path} บรรยาย {list(expected)}",
            en=f"The header of {table.path} is {list(table.header)}, but {mapping.path} describes {list(expected)}.",
        )
    positions = {name: number for number, name in enumerate(expected, 1)}
    layout = Layout(
        profile=Profile(mapping.profile or "", mapping.title, mapping, mapping.path),
        sheet=None,
        header_rows=(1,),
        first_row=2,
        columns=positions,
        headings={name: name for name in expected},
        header=expected,
        property_columns=property_columns(mapping, positions),
    )
    mapper = RowMapper(layout, graph, graph, source, "", None)
    for row in table.rows():
        yield mapper.map(row)


class RowMapper:
    """A layout compiled for one import. Rows are to be mapped in their order: it remembers keys to find repeats.

    ``source_iri`` is the file as a source and ``source_slug`` its key in IRIs; ``day`` dates names where the rows
    do not; ``file`` is the name of the file in the places of findings (the IRI, where it is not given); ``keys`` are
    shared by the mappers of several sheets of one import, whose rows must not repeat each other either.
    """

    def __init__(  # noqa: PLR0917 -- a mapper is made of what the import knows, in a fixed order
        self,
        layout: Layout,
        graph: NamedNode,
        inferred_graph: NamedNode,
        source_iri: NamedNode,
        source_slug: str,
        register: Register | None,
        *,
        accepted: Accepted | None = None,
        allow_new: bool = True,
        day: date | None = None,
        file: str | None = None,
        keys: RowKeys | None = None,
    ) -> None:
        mapping = layout.profile.mapping
        self.layout = layout
        self.slug = source_slug
        self.file = file or source_iri.value
        self.sheet = layout.sheet.name if layout.sheet is not None else None
        self.plan = plan(mapping)
        self.profile = self.plan.profile
        self.names = NameReader(register, source_slug, accepted=accepted, allow_new=allow_new) if register else None
        self.inputs: list[Input] = inputs(layout, self.names)
        self.day = RowDay(mapping, layout.columns, day)
        self.keys = keys or RowKeys(mapping)
        self.passing = Passing(layout)
        self.width = len(layout.header)
        self.stating = Stating(
            self.plan,
            graph,
            source_iri,
            self.sheet,
            readings=CellReadings(graph, source_iri, source_slug, self.sheet),
            inferences=Inferences(inferred_graph, source_iri, source_slug, register) if register else None,
            at=self.cell,
        )
        self._told: set[str] = set()

    def map(self, row: Row) -> MappedRow:
        """Return what a row says; never raises for what stands in a cell."""
        number = row.number
        if self.profile and (passed := self.passing.look(row)) is not None:
            code, value = passed
            told = (found(code, place=self.place(number), value=value),) if code else ()
            return MappedRow(number, findings=told, counts=False)
        findings: list[Finding] = []
        if len(row.cells) != self.width:
            self._width(row, findings)
        read = self._read(row, findings)
        again = self.keys.look(read.reads, read.values, self.sheet, number, bad=read.bad)
        if again is not None:
            findings.append(self._repeated(again, number, read.reads))
        stated = self._state(read, findings) if not read.bad and not _any_error(findings) else None
        if stated is None:
            asked = tuple(question for cell in read.reads.values() for question in cell.asked)
            return MappedRow(number, findings=tuple(findings), asked=asked)
        return MappedRow(
            number, stated.subjects, tuple(stated.quads), tuple(findings), tuple(stated.inferred), tuple(stated.shared)
        )

    def place(self, row: int, column: int | None = None) -> Place:
        """Return a place for findings: the file by its name."""
        return Place(self.file, sheet=self.sheet, row=row, column=column)

    def cell(self, row: int, column: str) -> tuple[Place, str]:
        """Return place and heading of a cell."""
        return self.place(row, self.layout.columns.get(column)), self.layout.headings.get(column, column)

    def _read(self, row: Row, findings: list[Finding]) -> RowRead:
        cells, count = row.cells, len(row.cells)
        dated = self.day.of(cells)
        values: dict[str, str | list[str]] = {
            "_row": str(row.number - self.layout.first_row + 1),
            "_sourceRow": str(row.number),
            "_source": self.slug,
        }
        reads: dict[str, Read] = {}
        result = RowRead(row.number, reads, values, dated)
        if self.names is not None:
            self.names.period = dated.period
        for name, position, reader, narrowed_by in self.inputs:
            raw = cells[position] if position < count else ""
            within = None
            remember: Any = raw
            if reader.contextual:
                if narrowed_by is not None and (narrowing := reads.get(narrowed_by)) is not None:
                    within = narrowing.iris[0] if len(narrowing.iris) == 1 and not narrowing.bad else None
                remember = (raw, dated.day, within)
            read = reader.remembered.get(remember)
            if read is None:
                read = reader.read(raw, dated.day, within, remember)
            reads[name] = read
            values[name] = read.value
            if read.faults:
                place, heading = self.cell(row.number, name)
                findings.extend(fault.at(place, heading) for fault in read.faults if self._is_news(fault))
                result.bad = result.bad or read.bad
            if (read.record is not None or read.new) and name in self.layout.columns:
                result.special.append((name, read))
        return result

    def _state(self, row: RowRead, findings: list[Finding]) -> Stated | None:
        try:
            stated = self.stating.row(row)
        except ValueError as error:
            findings.append(found("GG-CEL-003", place=self.place(row.number), reason=str(error)))
            return None
        findings.extend(stated.findings)
        return None if _any_error(stated.findings) else stated

    def _is_news(self, fault: Fault) -> bool:
        """Tell a new agency once an import: the other rows name it, they do not make it."""
        if fault.code != NEW_AGENCY:
            return True
        told = fault.value in self._told
        self._told.add(fault.value)
        return not told

    def _width(self, row: Row, findings: list[Finding]) -> None:
        count = len(row.cells)
        if not self.profile:
            findings.append(found("GG-ROW-001", place=self.place(row.number), count=count, wanted=self.width))
            return
        for column, text in enumerate(row.cells[self.width :], self.width + 1):
            if text:
                findings.append(found("GG-ROW-002", place=self.place(row.number, column), value=text))

    def _repeated(self, again: tuple[str, bool], row: int, reads: dict[str, Read]) -> Finding:
        other, certain = again
        placed = [name for name in self.plan.mapping.key if name in self.layout.columns]
        name = next((name for name in placed if name in reads and reads[name].value), placed[0] if placed else "")
        place, heading = self.cell(row, name) if name else (self.place(row), "")
        hidden = any(reads[key].personal for key in self.plan.mapping.key if key in reads)
        value = None if hidden or name not in reads else str(reads[name].value)
        code = "GG-KEY-003" if certain else "GG-KEY-004"
        return found(code, place=place, field=heading or None, value=value, other=other)


def _any_error(findings: list[Finding]) -> bool:
    return bool(findings) and any(is_error(finding.code) for finding in findings)
