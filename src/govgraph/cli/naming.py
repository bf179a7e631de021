"""Names beside the IRIs of an answer, for the formats that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from pyoxigraph import NamedNode

from govgraph.model import Label
from govgraph.names import shorten
from govgraph.research.rows import Rows

FOR_PEOPLE: Final = frozenset({"table", "md", "xlsx"})
"""Formats in which an IRI stands with its name; in all others a script finds it alone."""

Names = Callable[[Iterable[str]], Mapping[str, Label]]
"""What tells the names of things, asked once for all of them."""


def with_names(rows: Rows, names: Names, lang: str, form: str) -> Rows:
    """Return an answer with the name and the short IRI of a thing where its IRI stood.

    A column that comes with its names (``x`` beside ``x_th`` or ``x_en``) stays as it is.

    >>> from govgraph.store.port import Table
    >>> moac = "https://w3id.org/govgraph/id/ministry/moac"
    >>> names = lambda _: {moac: Label("กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture")}
    >>> with_names(Rows.of_table(Table(("m",), ((NamedNode(moac),),))), names, "en", "md").rows
    (('Ministry of Agriculture (id:ministry/moac)',),)
    """
    if (table := rows.terms) is None:
        return rows
    bare = [
        at
        for at, name in enumerate(table.columns)
        if not {f"{name}_th", f"{name}_en"} & set(table.columns) and not name.endswith(("_th", "_en"))
    ]
    found = {term.value for row in table.rows for at in bare if isinstance(term := row[at], NamedNode)}
    if not found:
        return rows
    labels = names(found)
    shown = {iri: _shown(labels[iri], shorten(iri), lang, form) for iri in found}
    cells = [list(row) for row in rows.rows]
    for terms, line in zip(table.rows, cells, strict=True):
        for at in bare:
            if isinstance(term := terms[at], NamedNode):
                line[at] = shown[term.value]
    return Rows(rows.columns, tuple(map(tuple, cells)))


def _shown(label: Label, short: str, lang: str, form: str) -> str:
    if label.text(lang) == short:
        return short
    if form != "table":
        return f"{label.text(lang)} ({short})"
    named = (label.th, label.en) if lang == "both" else (label.text(lang),)
    return "\n".join(dict.fromkeys(part for part in (*named, short) if part))
