"""What a CSVW description says, as values: groups, tables, columns, keys, and our own annotations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from govgraph.model import Label
from govgraph.steward.mapping.datatypes import STRING, Datatype
from govgraph.steward.mapping.dialect import Dialect


@dataclass(frozen=True, slots=True)
class Lookup:
    """A cell that names things (``gov:lookup``): of which kinds, narrowed by which column, and whether new ones count.

    ``written_as`` is the property that keeps the name as it was written.
    """

    kinds: tuple[str, ...]
    within: str | None = None
    new: bool = False
    written_as: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where a column had a value (``gov:when``): of one of some kinds, or of a thing that is new."""

    column: str
    kinds: tuple[str, ...] = ()
    new: bool | None = None


@dataclass(frozen=True, slots=True)
class Inference:
    """Things to be found in the text of a cell (``gov:places``, ``gov:themes``), and what they are said about."""

    about: str
    unless: Condition | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """Which column dates the names of a row (``gov:day``), and how its text is read where not as the column's own."""

    column: str
    pattern: re.Pattern[str] | None = None
    read: str | None = None
    era: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """How one column becomes statements; URL properties are RFC 6570 templates over the row's cells.

    Beside what CSVW has: ``place_in`` (``gov:place``) names a source of which the cell holds a line or a range
    of lines; ``each`` (``gov:each``) applies ``valueUrl`` to every element of a list, where CSVW by itself would
    make one URL of the whole list; ``value_of`` (``gov:valueOf``) states again what another column stated;
    ``read``, ``era``, ``unit`` and ``any_commas`` say how the text is read; of ``lookup``, ``when``, ``places`` and
    ``themes`` see their classes; a ``personal`` column is never loaded, and ``False`` says that it is of public office.
    """

    name: str
    titles: Mapping[str, tuple[str, ...]]
    datatype: Datatype = STRING
    required: bool = False
    null: tuple[str, ...] = ("",)
    separator: str | None = None
    ordered: bool = False
    default: str = ""
    language: str | None = None
    about: str | None = None
    property: str | None = None
    value: str | None = None
    suppressed: bool = False
    virtual: bool = False
    place_in: str | None = None
    each: bool = False
    value_of: str | None = None
    read: str | None = None
    era: str = "buddhist"
    unit: Decimal | None = None
    any_commas: bool = False
    lookup: Lookup | None = None
    when: tuple[Condition, ...] = ()
    personal: bool | None = None
    places: Inference | None = None
    themes: Inference | None = None

    def all_titles(self) -> tuple[str, ...]:
        """Return all titles in all languages, each once, in their order; the name where there are none."""
        return tuple(dict.fromkeys(title for titles in self.titles.values() for title in titles)) or (self.name,)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must occur in columns of another table."""

    columns: tuple[str, ...]
    table: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The description of one table: where it lies, its columns, its keys, and what its rows are about.

    The last five are our annotations: the profile's name and title, the natural key of a row, further keys that
    templates may name, and what dates the row's names. ``common`` holds the properties of other
    vocabularies; ``described`` says that there is a schema, even one without columns.
    """

    path: Path
    url: str
    columns: tuple[Column, ...]
    about: str | None
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    dialect: Dialect = field(default_factory=Dialect)
    suppressed: bool = False
    id: str | None = None
    row_titles: tuple[str, ...] = ()
    language: str | None = None
    common: Mapping[str, Any] = field(default_factory=dict)
    described: bool = False
    profile: str | None = None
    title: Label = field(default_factory=Label)
    key: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: Dating | None = None

    @property
    def physical_columns(self) -> tuple[Column, ...]:
        """The columns that stand in the file, in its order; the virtual ones come after them."""
        return tuple(column for column in self.columns if not column.virtual)


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Tables that are described together."""

    tables: tuple[TableMapping, ...]
    id: str | None = None
    common: Mapping[str, Any] = field(default_factory=dict)
    base: str | None = None
    language: str | None = None
