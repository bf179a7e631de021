"""A table that knows what its columns mean, whatever it is written to in the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.store.port import Table, Term

Cell = str | int | Decimal | bool | date | None
"""What one place of a table may hold; ``None`` is "not known" or "not there"."""

_XSD: Final = PREFIXES["xsd"]
_INTEGER: Final = re.compile(
    rf"{re.escape(_XSD)}((non)?(positive|negative)?integer|(unsigned)?(long|int|short|byte))", re.I
)


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    IRI = "iri"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the name that scripts rely on, and the heading that people read."""

    name: str
    label: Label = field(default_factory=Label)
    kind: Kind = Kind.TEXT

    def heading(self, lang: str = "both") -> str:
        """Return what to print above the column; the name where there is no label.

        >>> Column("agencies", Label("หน่วยงาน", "agencies")).heading("th")
        'หน่วยงาน'
        """
        return self.label.text(lang) or self.name


def named(name: str, label: Label) -> tuple[Column, Column, Column]:
    """Return the columns that name a thing: its IRI, its Thai and its English name.

    >>> [column.name for column in named("agency", Label("หน่วยงาน", "agency"))]
    ['agency', 'agency_th', 'agency_en']
    """
    return (
        Column(name, label, Kind.IRI),
        Column(f"{name}_th", Label(f"ชื่อ{label.th}", f"{label.en} (Thai)")),
        Column(f"{name}_en", Label(f"ชื่อ{label.th} (อังกฤษ)", f"{label.en} (English)")),
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of plain values.

    >>> rows = Rows((Column("n", kind=Kind.INTEGER),), ((1,), (2,)))
    >>> [row["n"] for row in rows], len(rows)
    ([1, 2], 2)
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()

    def __post_init__(self) -> None:
        width = len(self.columns)
        if any(len(row) != width for row in self.rows):
            raise ValueError(f"every row must have {width} cells, like the heading")

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Give each row as a mapping from column name to cell."""
        names = self.names
        for row in self.rows:
            yield dict(zip(names, row, strict=True))

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, as a CSV header gives them."""
        return tuple(column.name for column in self.columns)

    @classmethod
    def of(cls, columns: Iterable[Column], records: Iterable[Mapping[str, Cell]]) -> Rows:
        """Build a table from mappings; a key that a record does not have is an empty cell."""
        columns = tuple(columns)
        return cls(columns, tuple(tuple(record.get(c.name) for c in columns) for record in records))

    @classmethod
    def of_table(cls, table: Table, labels: Mapping[str, Label] | None = None) -> Rows:
        """Turn the answer to a SELECT into plain values: IRIs as text, numbers and days as such.

        >>> Rows.of_table(Table(("n",), ((Literal(3),),))).rows
        ((3,),)
        """
        rows = tuple(tuple(plain(term) for term in row) for row in table.rows)
        columns = tuple(
            Column(name, (labels or {}).get(name, Label()), _kind([row[i] for row in table.rows], rows, i))
            for i, name in enumerate(table.columns)
        )
        return cls(columns, rows)


def plain(term: Term | None) -> Cell:
    """Return the Python value of a term; what is not well-formed for its datatype stays text.

    >>> plain(Literal("2010-01-12", datatype=NamedNode(_XSD + "date")))
    datetime.date(2010, 1, 12)
    """
    if not isinstance(term, Literal):
        return None if term is None else lexical(term)
    text, datatype = term.value, term.datatype.value
    try:
        if _INTEGER.fullmatch(datatype):
            return int(text)
        if datatype in {f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"}:
            number = Decimal(text)
            return number if number.is_finite() else text
        if datatype == f"{_XSD}date":
            return date.fromisoformat(text)
        if datatype == f"{_XSD}boolean":
            return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    except (ValueError, InvalidOperation):
        pass
    return text


def written(cell: Cell) -> str:
    """Return a cell as text: nothing for ``None``, ``true``, ISO dates, numbers without exponent.

    >>> [written(c) for c in (None, True, Decimal("1E+3"), date(2010, 1, 12))]
    ['', 'true', '1000', '2010-01-12']
    """
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return format(cell, "f")
        case date():
            return cell.isoformat()
    return str(cell)


def lexical(term: Term) -> str:
    """Return a term as plain text: the IRI, ``_:label`` of a blank node, or the text of a literal."""
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


def _kind(terms: Sequence[Term | None], rows: Sequence[tuple[Cell, ...]], at: int) -> Kind:
    present = [term for term in terms if term is not None]
    if present and all(isinstance(term, NamedNode) for term in present):
        return Kind.IRI
    types = {type(row[at]) for row in rows} - {type(None)}
    kinds = {int: Kind.INTEGER, Decimal: Kind.DECIMAL, bool: Kind.BOOLEAN, date: Kind.DATE}
    if types == {int, Decimal}:
        return Kind.DECIMAL
    return kinds.get(types.pop(), Kind.TEXT) if len(types) == 1 else Kind.TEXT
