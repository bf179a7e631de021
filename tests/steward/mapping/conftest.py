"""Sheets made in memory, profiles made in a folder, and the register of the shipped data."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from govgraph.names import graph, thing
from govgraph.steward.mapping import Layout, MappedRow, Profile, RowMapper, match, read_profile
from govgraph.steward.resolve import Register
from govgraph.steward.tables import Merged, Row, Sheet
from govgraph.store import open_store

IMPORT = graph("import/x")
INFERRED = graph("inferred/x")
SOURCE = thing("source", "import/x")
BASE = "https://w3id.org/govgraph/id/"


def sheet(*rows: Sequence[str], name: str | None = None, merged: tuple[Merged, ...] = ()) -> Sheet:
    """A sheet of these rows; trailing empty cells are cut, as the reader of files does."""

    def trimmed(cells: Sequence[str]) -> tuple[str, ...]:
        cells = tuple(cells)
        while cells and not cells[-1]:
            cells = cells[:-1]
        return cells

    made = [Row(number, trimmed(cells)) for number, cells in enumerate(rows, 1)]
    width = max((len(row.cells) for row in made), default=0)
    return Sheet(name, False, merged, frozenset(), (), width, lambda: iter(made))


@pytest.fixture(scope="session")
def register(built: Path) -> Register:
    """All names of the shipped data."""
    with open_store(built) as store:
        return Register.of(store)


@pytest.fixture
def profile(tmp_path: Path) -> Callable[..., Profile]:
    """Make a profile of columns, with further properties of the table."""

    def make(*columns: dict[str, Any], about: str = BASE + "thing/{_source}/{_key}", **table: Any) -> Profile:
        document = {
            "@context": "http://www.w3.org/ns/csvw",
            "url": "p.csv",
            "gov:profile": "p",
            "gov:title": {"th": "แบบทดลอง", "en": "a profile for tests"},
            "tableSchema": {"aboutUrl": about, "columns": list(columns)},
            **{key.replace("gov_", "gov:"): value for key, value in table.items()},
        }
        path = tmp_path / "p.csv-metadata.json"
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return read_profile(path)

    return make


def mapper(layout: Layout, register: Register | None, **options: Any) -> RowMapper:
    return RowMapper(layout, IMPORT, INFERRED, SOURCE, "s", register, file="f.csv", **options)


def mapped(profile: Profile, table: Sheet, register: Register | None = None, **options: Any) -> list[MappedRow]:
    """Lay a profile over a sheet, which must fit, and map its rows."""
    layout = match(profile, table, file="f.csv")
    assert [finding for finding in layout.findings if finding.severity == "error"] == []
    of = mapper(layout, register, **options)
    return [of.map(row) for row in table.rows() if row.number >= layout.first_row]


def facts(rows: Sequence[MappedRow], predicate: str) -> set[tuple[str, str]]:
    """What is stated with a property: the end of the subject's IRI, and the object."""
    found = set()
    for row in rows:
        for quad in (*row.quads, *row.shared, *row.inferred):
            if quad.predicate.value.endswith(predicate):
                value = quad.object.value if hasattr(quad.object, "value") else str(quad.object)
                found.add((str(quad.subject).strip("<>").removeprefix(BASE), value.removeprefix(BASE)))
    return found


def found(rows: Sequence[MappedRow]) -> list[tuple[str | None, str]]:
    """The findings by cell (or row) and code."""
    return [((f.place.cell or str(f.place.row)) if f.place else None, f.code) for row in rows for f in row.findings]
