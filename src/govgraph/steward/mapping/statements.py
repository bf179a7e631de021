"""Rows to statements, by the CSVW description of their table (W3C csv2rdf, minimal mode).

One pass over a table, one row at a time. A cell that does not denote a value of its column's datatype makes a
finding and no statement; it never makes a wrong statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import uritemplate
from pyoxigraph import NamedNode, Quad

from govgraph.errors import InputError
from govgraph.model import Finding, Place, Severity
from govgraph.names import expand, lines_place, row_place, term
from govgraph.steward.mapping.datatypes import Datatype, NotOfTypeError
from govgraph.steward.mapping.metadata import Column, TableMapping
from govgraph.steward.tables import Row, TableFile

_EXPRESSION = re.compile(r"\{(\+?)(\w+)\}")
_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?\Z", re.ASCII)
Cells = Mapping[str, str | list[str]]
Expand = Callable[[Cells], NamedNode]


@dataclass(frozen=True, slots=True)
class MappedRow:
    """What one row became: the thing it is about, its statements, and what was wrong in it."""

    number: int
    subject: NamedNode | None
    quads: tuple[Quad, ...]
    findings: tuple[Finding, ...]


def map_rows(mapping: TableMapping, table: TableFile, graph: NamedNode, source: NamedNode) -> Iterator[MappedRow]:
    """Map every row of a table into statements of one named graph.

    ``source`` is the IRI of the table as a source: each row's subject gets ``gov:recordedAt`` the place of the
    row in it. Raises :class:`InputError` where header and description disagree.
    """
    expected = tuple(column.name for column in mapping.physical_columns)
    if table.header != expected:
        raise InputError(
            th=f"หัวตารางของ {table.path} คือ {list(table.header)} แต่ {mapping.path} บรรยาย {list(expected)}",
            en=f"The header of {table.path} is {list(table.header)}, but {mapping.path} describes {list(expected)}.",
        )
    mapper = _Mapper(mapping, graph, source)
    for row in table.rows():
        yield mapper.row(row)


def template(text: str) -> Expand:
    """Compile an RFC 6570 template into a function from cells to a node; it raises ``ValueError`` for what is no IRI.

    Plain ``{name}`` and ``{+name}`` are expanded here, because a table expands millions of them; all else goes
    to :mod:`uritemplate`.

    >>> template("https://w3id.org/govgraph/id/{+path}#{key}")({"path": "agency/rice", "key": "ก"}).value
    'https://w3id.org/govgraph/id/agency/rice#%E0%B8%81'
    """
    text = expand(text)
    parts = _EXPRESSION.split(text)
    if any("{" in literal or "}" in literal for literal in parts[::3]):
        return lambda cells: NamedNode(uritemplate.expand(text, dict(cells)))
    literals, operators, names = parts[::3], parts[1::3], parts[2::3]
    steps = [
        (name, "!#$&'()*+,/:;=?@[]~" if operator else "~", literal)
        for operator, name, literal in zip(operators, names, literals[1:], strict=True)
    ]

    def expand_plain(cells: Cells) -> NamedNode:
        iri = literals[0]
        for name, safe, literal in steps:
            value = cells.get(name, "")
            if isinstance(value, str):
                iri += (value if value.isascii() and value.isalnum() else quote(value, safe=safe)) + literal
            else:
                iri += ",".join(quote(item, safe=safe) for item in value) + literal
        return NamedNode(iri)

    return expand_plain


class _Mapper:
    """A description compiled for one graph: templates and properties are prepared once, not once a row."""

    def __init__(self, mapping: TableMapping, graph: NamedNode, source: NamedNode) -> None:
        self.mapping = mapping
        self.graph = graph
        self.source = source
        self.subject = template(mapping.about) if mapping.about else None
        self.columns = [_CompiledColumn(column, self.subject) for column in mapping.columns]
        self.recorded_at = term("gov:recordedAt")
        self.dcterms_source = term("dcterms:source")
        self.place_facts = _PlaceFacts(graph)

    def row(self, row: Row) -> MappedRow:
        findings: list[Finding] = []
        cells = self.cells(row, findings)
        try:
            subject = self.subject(cells) if self.subject else None
        except ValueError as error:
            findings.append(_no_iri(error, Place(self.source.value, row=row.number)))
            return MappedRow(row.number, None, (), tuple(findings))
        quads: list[Quad] = []
        for number, column in enumerate(self.columns, 1):
            place = Place(self.source.value, row=row.number, column=None if column.spec.virtual else number)
            try:
                quads.extend(self.column(column, cells, place, findings))
            except ValueError as error:
                findings.append(_no_iri(error, place, column.spec.name))
        if subject is not None:
            place_node = row_place(self.source.value, row.number)
            quads.append(Quad(subject, self.recorded_at, place_node, self.graph))
            quads.extend(self.place_facts(place_node, Place(self.source.value, row=row.number)))
        return MappedRow(row.number, subject, tuple(quads), tuple(findings))

    def cells(self, row: Row, findings: list[Finding]) -> dict[str, str | list[str]]:
        cells: dict[str, str | list[str]] = {"_row": str(row.number - 1), "_sourceRow": str(row.number)}
        columns = self.mapping.physical_columns
        if len(row.cells) != len(columns):
            findings.append(
                Finding(
                    "GG-ROW-001",
                    Severity.ERROR,
                    f"แถวนี้มี {len(row.cells)} เซลล์ แต่หัวตารางมี {len(columns)}",
                    f"This row has {len(row.cells)} cells, but the header has {len(columns)}.",
                    place=Place(self.source.value, row=row.number),
                )
            )
        for column, raw in zip(columns, row.cells, strict=False):
            text = raw if raw else column.default
            if text in column.null:
                cells[column.name] = []
            elif column.separator is not None:
                cells[column.name] = [part.strip() for part in text.split(column.separator) if part.strip()]
            else:
                cells[column.name] = text
        return cells

    def column(self, column: _CompiledColumn, cells: Cells, place: Place, findings: list[Finding]) -> Iterator[Quad]:
        spec = column.spec
        value = cells.get(spec.name, [] if not spec.virtual else spec.default)
        values = value if isinstance(value, list) else [value]
        if not values:
            if spec.required:
                findings.append(_missing(spec, place))
            return
        if spec.suppressed:
            return
        subject = column.subject(cells)
        if spec.place_in is not None:
            for text in values:
                yield from self.line_place(subject, spec, text, place, findings)
            return
        assert column.property is not None  # read_mapping refuses a column without
        if column.value is not None:
            variants = [{**cells, spec.name: text} for text in values] if spec.each else [cells]
            for variant in variants:
                yield Quad(subject, column.property, column.value(variant), self.graph)
            return
        for text in values:
            try:
                literal = spec.datatype.literal(text, spec.language)
            except NotOfTypeError:
                findings.append(_not_of_type(spec, text, place))
            else:
                yield Quad(subject, column.property, literal, self.graph)

    def line_place(
        self, subject: NamedNode, spec: Column, text: str, place: Place, findings: list[Finding]
    ) -> Iterator[Quad]:
        match = _LINES.match(text)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            findings.append(_not_of_type(spec, text, place))
            return
        source = str(spec.place_in)
        node = lines_place(source, first, last)
        yield Quad(subject, self.dcterms_source, node, self.graph)
        yield from self.place_facts(node, Place(source, line=first, last_line=last))


class _CompiledColumn:
    def __init__(self, spec: Column, subject: Expand | None) -> None:
        self.spec = spec
        about = template(spec.about) if spec.about else subject
        if about is None and not spec.suppressed:
            raise InputError(
                th=f"คอลัมน์ “{spec.name}” ไม่มี aboutUrl และตารางก็ไม่มี",
                en=f"The column “{spec.name}” has no aboutUrl, and neither has its table.",
            )
        self._about = about
        self.property = NamedNode(spec.property) if spec.property else None
        self.value = template(spec.value) if spec.value else None

    def subject(self, cells: Cells) -> NamedNode:
        assert self._about is not None
        return self._about(cells)


class _PlaceFacts:
    """Describes a place by the numbers that people see."""

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self.type, self.place, self.source = term("rdf:type"), term("gov:Place"), term("gov:inSource")
        self.numbers = {name: term(f"gov:{iri}") for name, iri in _NUMBERS.items()}
        self.integer = Datatype("integer")

    def __call__(self, node: NamedNode, place: Place) -> Iterator[Quad]:
        yield Quad(node, self.type, self.place, self.graph)
        yield Quad(node, self.source, NamedNode(place.source), self.graph)
        for name, prop in self.numbers.items():
            if (number := getattr(place, name)) is not None:
                yield Quad(node, prop, self.integer.literal(str(number)), self.graph)


_NUMBERS = {"line": "line", "last_line": "lastLine", "row": "row", "column": "column"}


def _missing(spec: Column, place: Place) -> Finding:
    return Finding(
        "GG-CEL-001",
        Severity.ERROR,
        f"ช่อง “{spec.name}” ต้องมีค่า แต่ว่างอยู่",
        f"“{spec.name}” must have a value, but the cell is empty.",
        place=place,
        field=spec.name,
    )


def _no_iri(error: ValueError, place: Place, field: str | None = None) -> Finding:
    return Finding(
        "GG-CEL-003",
        Severity.ERROR,
        f"ค่าในแถวนี้ประกอบเป็น IRI ไม่ได้ ({error})",
        f"What stands in this row makes no IRI ({error}).",
        place=place,
        field=field,
    )


def _not_of_type(spec: Column, text: str, place: Place) -> Finding:
    wanted = "line or range of lines" if spec.place_in else spec.datatype.name
    return Finding(
        "GG-CEL-002",
        Severity.ERROR,
        f"“{text}” ในช่อง “{spec.name}” ไม่ใช่ค่าชนิด {wanted}",
        f"“{text}” in “{spec.name}” is not a value of type {wanted}.",
        place=place,
        field=spec.name,
        value=text,
    )
