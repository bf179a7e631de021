"""A table that knows what its columns mean, whatever it is written to in the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, overload

from pyoxigraph import BlankNode, Literal, NamedNode

from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.store.port import Table, Term

if TYPE_CHECKING:
    import pandas
    import polars

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


class UnknownColumnError(UsageError, KeyError):
    """A table has no column of this name; a :class:`KeyError` too, as for any mapping."""

    __str__ = UsageError.__str__


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """A table of plain values: text, whole numbers, decimals, truth values, days; ``None`` where nothing is known.

    Every table that govgraph gives is one of these. A row is a mapping from column name to value; ``rows[0]`` is the
    first row, ``rows[:5]`` a shorter table, ``rows["agencies"]`` one column. In a notebook a table shows its first
    rows with headings in Thai and English; ``print`` shows the same as text.

    For the answer to a SELECT, ``terms`` holds the exact RDF terms (IRIs, literals with language and datatype), row
    by row; for other tables it is ``None``. Two tables are equal if their columns and values are.

    >>> rows = Rows((Column("n", kind=Kind.INTEGER),), ((1,), (2,)))
    >>> [row["n"] for row in rows], len(rows), rows["n"], rows[-1]
    ([1, 2], 2, (1, 2), {'n': 2})
    >>> rows[:1]
    <Rows: 1 row of n>
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    terms: Table | None = field(default=None, compare=False)

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

    @overload
    def __getitem__(self, at: int) -> dict[str, Cell]: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    @overload
    def __getitem__(self, at: str) -> tuple[Cell, ...]: ...
    def __getitem__(self, at: int | slice | str) -> dict[str, Cell] | Rows | tuple[Cell, ...]:
        if isinstance(at, str):
            place = self._place(at)
            return tuple(row[place] for row in self.rows)
        if isinstance(at, slice):
            terms = self.terms and Table(self.terms.columns, self.terms.rows[at])
            return Rows(self.columns, self.rows[at], terms)
        return dict(zip(self.names, self.rows[at], strict=True))

    def _place(self, name: str) -> int:
        try:
            return self.names.index(name)
        except ValueError:
            listed = ", ".join(self.names)
            raise UnknownColumnError(
                th=f"ตารางนี้ไม่มีคอลัมน์ “{name}” มีแต่: {listed}", en=f"The table has no column “{name}”; it has: {listed}."
            ) from None

    def __repr__(self) -> str:
        rows = f"{len(self):,} row{'' if len(self) == 1 else 's'}"
        return f"<Rows: {rows} of {', '.join(self.names) or 'no column'}>"

    def __str__(self) -> str:
        from govgraph.research.notebook import text

        return text(self)

    def _repr_html_(self) -> str:
        from govgraph.research.notebook import html

        return html(self)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, as a CSV header gives them."""
        return tuple(column.name for column in self.columns)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a pandas data frame; needs ``pip install "govgraph[pandas]"``.

        Types allow for gaps: ``string``, ``Int64``, ``boolean``, ``datetime64[s]`` for days, and ``Float64`` for
        decimals. A column with a number that a float cannot hold as written keeps :class:`~decimal.Decimal` objects:
        no amount is changed. What is not known is ``NA``.

        >>> Rows((Column("n", kind=Kind.INTEGER),), ((1,), (None,))).to_pandas()["n"].sum()
        np.int64(1)
        """
        from govgraph.research.frames import pandas_frame

        return pandas_frame(self)

    def to_polars(self) -> polars.DataFrame:
        """Return the table as a polars data frame; needs ``pip install "govgraph[polars]"``.

        Types are ``String``, ``Int64``, ``Boolean``, ``Date``, and ``Float64`` for decimals. A column with a number
        that a float cannot hold as written is ``Decimal``: no amount is changed. What is not known is ``null``.

        >>> Rows((Column("n", kind=Kind.INTEGER),), ((1,), (None,))).to_polars()["n"].dtype
        Int64
        """
        from govgraph.research.frames import polars_frame

        return polars_frame(self)

    @overload
    def to_csv(self, path: None = None) -> str: ...
    @overload
    def to_csv(self, path: str | Path) -> None: ...
    def to_csv(self, path: str | Path | None = None) -> str | None:
        r"""Return the table as CSV (UTF-8, names of columns first), or write it into a file.

        >>> Rows((Column("a"),), (("x, y",),)).to_csv()
        'a\n"x, y"\n'
        """
        return self._written("csv", path)

    @overload
    def to_json(self, path: None = None) -> str: ...
    @overload
    def to_json(self, path: str | Path) -> None: ...
    def to_json(self, path: str | Path | None = None) -> str | None:
        r"""Return the table as JSON, or write it into a file: a list of objects, one a row.

        The answer to a SELECT becomes SPARQL 1.1 Query Results JSON, as ``govgraph query -f json`` gives it.

        >>> Rows((Column("n"),), ()).to_json()
        '[]\n'
        """
        return self._written("json", path)

    @overload
    def to_markdown(self, path: None = None, *, lang: str = "both") -> str: ...
    @overload
    def to_markdown(self, path: str | Path, *, lang: str = "both") -> None: ...
    def to_markdown(self, path: str | Path | None = None, *, lang: str = "both") -> str | None:
        """Return the table in Markdown with headings in ``th``, ``en`` or ``both``, or write it into a file.

        >>> print(Rows((Column("n", Label("จำนวน", "number"), Kind.INTEGER),), ((7,),)).to_markdown(), end="")
        | จำนวน · number |
        | ---: |
        | 7 |
        """
        return self._written("md", path, lang)

    def to_xlsx(self, path: str | Path, *, lang: str = "both") -> None:
        """Write the table as an Excel workbook of one sheet, with headings in ``th``, ``en`` or ``both``.

        Raises :class:`govgraph.errors.LimitError` where it is larger than a sheet of Excel.
        """
        self._written("xlsx", path, lang)

    def _written(self, form: str, path: str | Path | None, lang: str = "both") -> str | None:
        from govgraph.research.files import write_whole
        from govgraph.research.results import encode

        data = encode(self, form, lang=lang)
        if path is None:
            return data.decode()
        write_whole(Path(path), data)
        return None

    @classmethod
    def of(cls, columns: Iterable[Column], records: Iterable[Mapping[str, Cell]]) -> Rows:
        """Build a table from mappings; a key that a record does not have is an empty cell."""
        columns = tuple(columns)
        return cls(columns, tuple(tuple(record.get(c.name) for c in columns) for record in records))

    @classmethod
    def of_table(cls, table: Table, labels: Mapping[str, Label] | None = None) -> Rows:
        """Turn the answer to a SELECT into plain values: IRIs as text, numbers and days as such; keep its terms.

        >>> from pyoxigraph import Literal
        >>> from govgraph.store.port import Table
        >>> Rows.of_table(Table(("n",), ((Literal(3),),))).rows
        ((3,),)
        """
        rows = tuple(tuple(plain(term) for term in row) for row in table.rows)
        columns = tuple(
            Column(name, (labels or {}).get(name, Label()), _kind([row[i] for row in table.rows], rows, i))
            for i, name in enumerate(table.columns)
        )
        return cls(columns, rows, table)


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


def kind_of(cells: Iterable[Cell], otherwise: Kind = Kind.TEXT) -> Kind:
    """Return what cells hold, as far as there are any; cells of several kinds are text.

    >>> str(kind_of([1, Decimal("2.5"), None])), str(kind_of([1, "x"])), str(kind_of([None], Kind.DATE))
    ('decimal', 'text', 'date')
    """
    kinds = {int: Kind.INTEGER, Decimal: Kind.DECIMAL, bool: Kind.BOOLEAN, date: Kind.DATE}
    types = {type(cell) for cell in cells} - {type(None)}
    if types == {int, Decimal}:
        return Kind.DECIMAL
    if not types:
        return otherwise
    return kinds.get(types.pop(), Kind.TEXT) if len(types) == 1 else Kind.TEXT


def _kind(terms: Sequence[Term | None], rows: Sequence[tuple[Cell, ...]], at: int) -> Kind:
    present = [term for term in terms if term is not None]
    if present and all(isinstance(term, NamedNode) for term in present):
        return Kind.IRI
    return kind_of(row[at] for row in rows)
