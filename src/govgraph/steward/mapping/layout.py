"""Where the columns of a profile stand in a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.model import Finding, Label
from govgraph.steward.mapping.description import TableMapping
from govgraph.steward.mapping.templates import variables

if TYPE_CHECKING:
    from govgraph.steward.tables import Sheet


@dataclass(frozen=True, slots=True)
class Profile:
    """A layout of tables that officials use, and what its rows say: a CSVW description with our annotations."""

    name: str
    title: Label
    mapping: TableMapping
    path: Path
    digest: str = ""
    """A hash of the file: the same digest, the same meaning."""


@dataclass(frozen=True)
class Layout:
    """A profile laid over a sheet.

    ``columns`` gives the position (from 1) of each column of the profile that the sheet has, ``headings`` its
    heading as the file has it, ``units`` how many baht a number in it stands for where a heading or title says
    so. ``ignored`` are positions that are not loaded, ``personal`` those of private persons' data, which must
    not be written anywhere; ``property_columns`` says which positions a property is stated from.
    """

    profile: Profile
    sheet: Sheet | None
    header_rows: tuple[int, ...]
    first_row: int
    columns: Mapping[str, int]
    headings: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Decimal] = field(default_factory=dict)
    ignored: tuple[int, ...] = ()
    personal: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    header: tuple[str, ...] = ()
    property_columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def property_columns(mapping: TableMapping, positions: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """Return from which positions each property is stated: its own column, and those that its template names."""
    found: dict[str, dict[int, None]] = {}
    for column in mapping.columns:
        if column.property is None or column.suppressed:
            continue
        own = () if column.virtual else (column.name,)
        named = (*own, *((column.value_of,) if column.value_of else ()), *variables(column.value))
        key_columns = [name for given in named for name in mapping.keys.get(given, (given,))]
        for name in key_columns:
            if name in positions:
                found.setdefault(column.property, {})[positions[name]] = None
        if column.lookup and column.lookup.written_as and column.name in positions:
            found.setdefault(column.lookup.written_as, {})[positions[column.name]] = None
    return {iri: tuple(places) for iri, places in found.items()}
