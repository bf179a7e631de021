"""A table as people look at it: a thing and its names in one column, a heading in words, short IRIs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.names import shorten
from govgraph.research.rows import Cell, Column, Kind, Rows, written

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One column as people see it: its heading and cells, in lines before any folding."""

    name: str
    heading: Lines
    cells: tuple[Lines, ...]
    right: bool


def shown_columns(rows: Rows, lang: str = "both") -> Iterator[Shown]:
    """Give the columns to show: where ``x`` has ``x_th`` and ``x_en`` beside it, one with its names.

    The first column also has the short IRI, which other commands take.

    >>> [column.cells for column in shown_columns(Rows((Column("m"), Column("m_en")), (("id:m", "Rice"),)))]
    [(('Rice', 'id:m'),)]
    """
    at = {name: i for i, name in enumerate(rows.names)}
    names = {f"{base}_{tag}" for base in at for tag in ("th", "en")}
    for name, i in at.items():
        if name in names:
            continue
        column = rows.columns[i]
        tags = [tag for tag in ("th", "en") if f"{name}_{tag}" in at]
        cells = (
            _cell(row[i], {tag: written(row[at[f"{name}_{tag}"]]) for tag in tags}, lang, with_iri=i == 0)
            for row in rows.rows
        )
        yield Shown(name, _heading(column, lang), tuple(cells), column.kind in {Kind.INTEGER, Kind.DECIMAL})


def _heading(column: Column, lang: str) -> Lines:
    label = column.label
    parts = (label.th, label.en) if lang == "both" else (label.text(lang),)
    return tuple(dict.fromkeys(part for part in parts if part)) or (column.name,)


def _cell(cell: Cell, names: dict[str, str], lang: str, *, with_iri: bool) -> Lines:
    named = {tag: name for tag, name in names.items() if name}
    wanted = [name for tag, name in named.items() if lang in {"both", tag}] or list(named.values())
    own = written(cell)
    if all("://" in part for part in own.split()):
        own = " ".join(map(shorten, own.split()))
    lines = [*wanted, own] if with_iri or not wanted else wanted
    return tuple(dict.fromkeys(line for text in lines for line in text.splitlines() if line.strip()))
