"""Write an answer in any format: the one place for questions of the library and for our own tables.

========== =========================================== ======================================
answer     formats                                     notes
========== =========================================== ======================================
SELECT     table csv tsv json jsonl md xlsx xml        json, tsv, xml as SPARQL 1.1 has them
our tables table csv tsv json jsonl md xlsx            json is a list of objects
CONSTRUCT  turtle nt jsonld                            sorted, so the same answer is the same
ASK        text json xml                               ``true`` or ``false``
========== =========================================== ======================================

CSV has the header of column names, quotes by RFC 4180, and ends its lines with LF. No format but ``table``
shortens anything, and that one only folds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from pyoxigraph import Triple

from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.research.csv_text import csv_line
from govgraph.research.rows import Cell, Column, Kind, Rows, lexical, written
from govgraph.store.port import Table

__all__ = ["Answer", "Cell", "Column", "Kind", "Rows", "encode", "formats", "written"]

Answer = Rows | Table | bool | tuple[Triple, ...]

_ROWS: Final = ("table", "csv", "tsv", "json", "jsonl", "md", "xlsx")
_SELECT: Final = (*_ROWS, "xml")
_GRAPH: Final = ("turtle", "nt", "jsonld")
_ASK: Final = ("text", "json", "xml")


def formats(answer: Answer) -> tuple[str, ...]:
    """Return the formats that an answer can be written in.

    >>> formats(True)
    ('text', 'json', 'xml')
    """
    if isinstance(answer, bool):
        return _ASK
    if isinstance(answer, Rows) and answer.terms is None:
        return _ROWS
    return _SELECT if isinstance(answer, (Table, Rows)) else _GRAPH


def encode(
    answer: Answer,
    form: str,
    *,
    lang: str = "both",
    labels: Mapping[str, Label] | None = None,
    width: int | None = None,
    colour: bool = False,
) -> bytes:
    """Return an answer in a format, as bytes to be written or sent.

    ``labels`` are the headings of a SELECT's columns; ``width`` is that of the terminal for ``table``
    (``None``: as wide as the text needs, nothing is folded).

    >>> print(encode(Rows((Column("a"),), (("x, y",),)), "csv").decode(), end="")
    a
    "x, y"
    """
    if form not in (possible := formats(answer)):
        listed = ", ".join(possible)
        raise UsageError(
            th=f"คำตอบนี้เขียนเป็น {form} ไม่ได้ เลือกได้: {listed}",
            en=f"This answer cannot be written as {form}; choose from: {listed}.",
        )
    if isinstance(answer, bool):
        return _ask(answer, form)
    if isinstance(answer, tuple):
        from govgraph.research.rdf_text import serialise

        return serialise(answer, form)
    exact = answer if isinstance(answer, Table) else answer.terms
    if exact is not None:
        match form:
            case "csv":
                texts = [["" if t is None else lexical(t) for t in row] for row in exact.rows]
                return _csv(exact.columns, texts)
            case "tsv" | "json" | "xml":
                from govgraph.research import sparql_results

                return sparql_results.encode(exact, form)
    rows = Rows.of_table(answer, labels) if isinstance(answer, Table) else answer
    return _rows(rows, form, lang, width, colour)


def _rows(rows: Rows, form: str, lang: str, width: int | None, colour: bool) -> bytes:
    match form:
        case "xlsx":
            from govgraph.research.workbook import workbook

            return workbook(rows, lang)
        case "table":
            from govgraph.research.terminal import table_text

            text = table_text(rows, lang, width, colour)
        case "md":
            text = _markdown(rows, lang)
        case "json":
            text = json.dumps(list(_objects(rows)), ensure_ascii=False, indent=2) + "\n"
        case "jsonl":
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _objects(rows))
        case "tsv":
            lines = [rows.names, *([written(cell) for cell in row] for row in rows.rows)]
            text = "".join("\t".join(map(_tab_free, line)) + "\n" for line in lines)
        case _:
            return _csv(rows.names, ([written(cell) for cell in row] for row in rows.rows))
    return text.encode()


def _objects(rows: Rows) -> Iterator[dict[str, str | int | float | bool | None]]:
    return ({name: _jsonable(cell) for name, cell in row.items()} for row in rows)


def _csv(names: Iterable[str], rows: Iterable[list[str]]) -> bytes:
    return "".join(csv_line(line, "\n") for line in (names, *rows)).encode()


def _tab_free(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\t", "\\t")
    return text.replace("\n", "\\n").replace("\r", "\\r")


def _markdown(rows: Rows, lang: str) -> str:
    right = {Kind.INTEGER, Kind.DECIMAL}
    lines = [
        [column.heading(lang) for column in rows.columns],
        ["---:" if column.kind in right else "---" for column in rows.columns],
        *([written(cell) for cell in row] for row in rows.rows),
    ]
    escaped = ([_markdown_cell(text) if n != 1 else text for text in line] for n, line in enumerate(lines))
    return "".join(f"| {' | '.join(line)} |\n" for line in escaped)


def _markdown_cell(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return "<br>".join(text.splitlines())


def _jsonable(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, Decimal):
        if cell == cell.to_integral_value():
            return int(cell)
        near = float(cell)
        # What a float cannot hold exactly as written stays text: an amount is never changed by its format.
        return near if Decimal(repr(near)) == cell else format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else cell


def _ask(answer: bool, form: str) -> bytes:
    word = "true" if answer else "false"
    match form:
        case "json":
            return f'{{"head":{{}},"boolean":{word}}}\n'.encode()
        case "xml":
            from govgraph.research import sparql_results

            return sparql_results.boolean_xml(answer)
    return f"{word}\n".encode()
