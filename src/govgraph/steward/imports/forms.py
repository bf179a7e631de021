"""The empty form of a profile: its columns explained, and the names on record to choose from."""

from __future__ import annotations

from datetime import date
from typing import Final

from govgraph.steward.answers import TemplateColumn, template
from govgraph.steward.imports.mapped import unit_word
from govgraph.steward.mapping import Column, Profile
from govgraph.steward.resolve import Register
from govgraph.steward.resolve.kinds import expanded

_FALLBACK: Final = "text"
_MOST_CHOICES: Final = 1_000
"""Beyond this a list to choose from is slower than typing."""


def form(profile: Profile, register: Register, day: date | None = None, *, lang: str = "both") -> bytes:
    """Return the empty workbook of a profile; lists offer the names of record that are valid on ``day`` (all: none)."""
    columns = [column for column in profile.mapping.physical_columns if not column.personal]
    choices = {column.name: names for column in columns if (names := _choices(column, register, day))}
    return template(profile.title, [_column(column) for column in columns], choices, lang=lang)


def _choices(column: Column, register: Register, day: date | None) -> tuple[str, ...]:
    if column.lookup is None:
        return ()
    kinds = set(expanded(column.lookup.kinds))
    names = {
        thing.th or thing.en or ""
        for thing in register.directory.things.values()
        if thing.kind in kinds and (day is None or thing.validity.covers(day))
    }
    return tuple(sorted(names - {""})) if len(names) <= _MOST_CHOICES else ()


def _column(column: Column) -> TemplateColumn:
    thai, english = column.titles.get("th", ()), column.titles.get("en", ())
    own = thai[:1] or english[:1] or (column.name,)
    return TemplateColumn(
        column.name,
        own[0],
        english[0] if english else column.name,
        required=column.required,
        kind="lookup" if column.lookup else _kind(column),
        unit=unit_word(column.unit) if column.unit is not None else None,
        synonyms=tuple(title for title in column.all_titles() if title and title not in (own[0], english[:1])),
    )


def _kind(column: Column) -> str:
    if column.read is not None:
        return {"first-day": "day", "last-day": "day"}.get(column.read, column.read)
    return column.datatype.name if column.datatype.name == "integer" else _FALLBACK
