"""A table for people at a terminal.

Thai needs care: marks above and below take no room, and a cell is as wide as what is seen. Rich measures
that right and folds; nothing is ever cut off.
"""

from __future__ import annotations

import io

from govgraph.names import shorten
from govgraph.research.rows import Column, Kind, Rows

_UNFOLDED = 100_000


def table_text(rows: Rows, lang: str = "both", width: int | None = None, colour: bool = False) -> str:
    """Return a table as text; ``width`` is that of the terminal, ``None`` lets every line be as long as it is.

    A thing that has ``x``, ``x_th`` and ``x_en`` gets one column with its names and its short IRI.

    >>> "id:ministry/moac" in table_text(Rows((Column("m", kind=Kind.IRI),),
    ...     (("https://w3id.org/govgraph/id/ministry/moac",),)))
    True
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        width=width or _UNFOLDED,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    shown = _people_columns(rows)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for parts in shown:
        column = rows.columns[parts[0]]
        right = column.kind in {Kind.INTEGER, Kind.DECIMAL}
        table.add_column(
            Text(column.heading(lang)), justify="right" if right else "left", overflow="fold", no_wrap=False
        )
    for row in rows.rows:
        cells = []
        for first, *names in shown:
            chosen = _chosen([rows.columns[i] for i in names], [str(row[i] or "") for i in names], lang)
            own = _for_people(row[first], rows.columns[first])
            cells.append(Text("\n".join(dict.fromkeys([*chosen, own] if own or not chosen else chosen))))
        table.add_row(*cells)
    console.print(table)
    # Rich fills lines up with blanks; in a file they are noise.
    lines = [line.rstrip() for line in out.getvalue().split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def _people_columns(rows: Rows) -> list[list[int]]:
    """Group column numbers: a thing with its names, everything else on its own."""
    at = {name: i for i, name in enumerate(rows.names)}
    names = {f"{base}_{tag}" for base in at for tag in ("th", "en") if f"{base}_{tag}" in at}
    return [
        [i, *(at[n] for n in (f"{base}_th", f"{base}_en") if n in at)] for base, i in at.items() if base not in names
    ]


def _chosen(columns: list[Column], texts: list[str], lang: str) -> list[str]:
    present = [(c.name[-2:], text) for c, text in zip(columns, texts, strict=True) if text]
    wanted = [text for tag, text in present if lang in {"both", tag}]
    return wanted or [text for _, text in present]


def _for_people(cell: object, column: Column) -> str:
    from govgraph.research.results import written

    if isinstance(cell, str):
        if column.kind is Kind.IRI or cell.startswith("https://w3id.org/govgraph/"):
            return " ".join(shorten(part) for part in cell.split())
        return cell
    return written(cell)  # type: ignore[arg-type]
