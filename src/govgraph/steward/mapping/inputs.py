"""Which columns of a layout have to be read, in which order, and by what."""

from __future__ import annotations

from typing import Final

from govgraph.steward.mapping.description import Column, TableMapping
from govgraph.steward.mapping.layout import Layout
from govgraph.steward.mapping.lookups import NameReader
from govgraph.steward.mapping.reading import ColumnReader, Setting
from govgraph.steward.mapping.templates import variables

Input = tuple[str, int, ColumnReader, str | None]
"""Name, position (from 0), reader, and the column that narrows it."""

NOWHERE: Final = 1 << 30
"""The position of a column that the sheet lacks: no row is so long, so its default counts in every row."""


def inputs(layout: Layout, names: NameReader | None) -> list[Input]:
    """Return the columns to be read; a column that narrows another comes before it."""
    mapping = layout.profile.mapping
    keyed = {*mapping.key, *(name for columns in mapping.keys.values() for name in columns)}
    chosen = [
        column
        for column in mapping.physical_columns
        if (column.name in layout.columns or column.default) and _needed(column, mapping, keyed)
    ]
    chosen.sort(key=lambda column: _depth(column, mapping))
    made = []
    for column in chosen:
        setting = Setting(mapping.profile is not None, names, layout.units.get(column.name), keyed=column.name in keyed)
        within = column.lookup.within if column.lookup is not None else None
        position = layout.columns.get(column.name, NOWHERE)
        made.append((column.name, position - 1, ColumnReader(column, setting), within))
    return made


def _needed(column: Column, mapping: TableMapping, keyed: set[str]) -> bool:
    """Tell whether anything depends on a column; a running number that nothing names is not even looked at."""
    if column.personal:
        return False
    if not column.suppressed or column.required or column.lookup is not None or mapping.profile is None:
        return True
    named = {*keyed, *variables(mapping.about)}
    for other in mapping.columns:
        texts = (other.about, other.value, *(i.about for i in (other.places, other.themes) if i))
        named.update(name for text in texts for name in variables(text))
        named.update(condition.column for condition in other.when)
        named.update(n for n in (other.value_of, other.lookup and other.lookup.within) if n)
    return column.name in named


def _depth(column: Column, mapping: TableMapping) -> int:
    """Return how many columns must be read before this one, because they narrow it."""
    by_name = {c.name: c for c in mapping.columns}
    depth = 0
    seen = {column.name}
    while column.lookup is not None and column.lookup.within in by_name and column.lookup.within not in seen:
        column = by_name[column.lookup.within]
        seen.add(column.name)
        depth += 1
    return depth
