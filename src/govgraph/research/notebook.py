"""A table as a notebook or a print shows it: the first rows, and how many more there are."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import escape

from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.research.rows import Cell, Rows
from govgraph.research.shown import Lines, Shown, shown_columns

SHOWN: Final = 20
"""So many rows are shown; all are counted."""

_WIDTH: Final = 120
"""So many columns wide is a table in print; the width of a terminal would make the same table print differently."""

_THAI: Final = re.compile("[\u0e00-\u0e7f]")
_SHORT: Final = re.compile(rf"({'|'.join(sorted(PREFIXES))}):\S+\Z")

# The colours are those of the page around, so that a table can be read on light and dark ones alike. The class stands
# twice to go before what Jupyter says of the tables in its pages.
_STYLE: Final = """<style>
.govgraph.govgraph { overflow-x: auto; color: inherit; }
.govgraph.govgraph table { border-collapse: collapse; color: inherit; font-variant-numeric: tabular-nums; }
.govgraph.govgraph :is(th, td) { padding: 0.35em 0.8em; text-align: left; vertical-align: top; background: none; }
.govgraph.govgraph th { border-bottom: 1px solid; vertical-align: bottom; white-space: nowrap; }
.govgraph.govgraph td { border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); min-width: 4em; }
.govgraph.govgraph .n { text-align: right; white-space: nowrap; }
.govgraph.govgraph :is(code, small) { opacity: 0.75; font-size: 85%; font-weight: normal; }
.govgraph.govgraph code { color: inherit; background: none; padding: 0; }
</style>"""


def html(rows: Rows, limit: int = SHOWN) -> str:
    """Return a table as HTML: headings in Thai, English and as scripts name them, numbers at the right.

    A column that nobody filled is named below the table. What looks like HTML is text.

    >>> from govgraph.research.rows import Column
    >>> "&lt;b&gt;" in html(Rows((Column("a"),), (("<b>",),)))
    True
    """
    filled, empty = _filled(rows)
    shown = [column for column in shown_columns(rows[:limit]) if column.name in filled]
    parts = [f'<div class="govgraph">{_STYLE}']
    if shown:
        parts += ["<table><thead><tr>", *map(_head, shown), "</tr></thead><tbody>"]
        parts += [
            f"<tr>{''.join(map(_cell, shown, line))}</tr>" for line in zip(*(c.cells for c in shown), strict=True)
        ]
        parts.append("</tbody></table>")
    note = _count(len(rows), limit)
    if empty:
        note.append(f"{Label('คอลัมน์ที่ว่าง', 'empty columns').text()}: {', '.join(empty)}")
    parts.append(f"<p><small>{escape(' — '.join(note))}</small></p></div>")
    return "\n".join(parts)


def text(rows: Rows, limit: int = SHOWN) -> str:
    """Return the first rows of a table as text, and how many more there are.

    >>> from govgraph.research.rows import Column, Kind
    >>> print(text(Rows((Column("n", kind=Kind.INTEGER),), ((1,), (2,), (3,))), limit=2))
    n
    ─
    1
    2
    อีก 1 แถว · 1 more row
    """
    from govgraph.research.terminal import table_text

    said = _count(len(rows), limit)
    return "\n".join([table_text(rows[:limit], width=_WIDTH).rstrip("\n"), *(said[1:] if len(rows) else said)])


def heading(title: Label, short: str) -> str:
    """Return the names of a thing and its short IRI as the heading of what follows."""
    return f"<p><b>{spoken(title)}</b> <code>{escape(short)}</code></p>"


def spoken(label: Label) -> str:
    """Return a text in both languages as HTML that says which is which.

    >>> spoken(Label("ข้าว", "rice"))
    '<span lang="th">ข้าว</span> · <span lang="en">rice</span>'
    """
    texts = (("th", label.th), ("en", label.en))
    return " · ".join(f'<span lang="{tag}">{escape(text)}</span>' for tag, text in texts if text)


def _filled(rows: Rows) -> tuple[set[str], list[str]]:
    """Tell which columns are to be seen, and which are empty; a table without rows shows all."""
    filled = {name for at, name in enumerate(rows.names) if any(_there(row[at]) for row in rows.rows)}
    if not rows.rows:
        return set(rows.names), []
    shown = filled | {_base(name) for name in filled}
    return shown, [name for name in rows.names if name not in shown and _alone(name, rows)]


def _alone(name: str, rows: Rows) -> bool:
    """Tell whether a column does not just name the things of another."""
    return _base(name) == name or _base(name) not in rows.names


def _base(name: str) -> str:
    """Return the name of the column whose names in words stand in this one."""
    return name.removesuffix("_th").removesuffix("_en")


def _there(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _head(column: Shown) -> str:
    words = [_line(line) for line in column.heading if line != column.name]
    return f"<th{_at(column)}>{'<br>'.join([*words, f'<code>{escape(column.name)}</code>'])}</th>"


def _cell(column: Shown, lines: Lines) -> str:
    return f"<td{_at(column)}>{'<br>'.join(map(_line, lines))}</td>"


def _line(line: str) -> str:
    if _SHORT.match(line):
        return f"<code>{escape(line)}</code>"
    return f'<span lang="th">{escape(line)}</span>' if _THAI.search(line) else str(escape(line))


def _at(column: Shown) -> str:
    return ' class="n"' if column.right else ""


def _count(total: int, limit: int) -> list[str]:
    """Say how many rows there are, and how many of them are not shown."""
    said = [Label(f"{total:,} แถว", f"{total:,} row{'' if total == 1 else 's'}").text()]
    if (more := total - limit) > 0:
        said.append(Label(f"อีก {more:,} แถว", f"{more:,} more row{'' if more == 1 else 's'}").text())
    return said
