"""``govgraph query``: ask a question of the library, or SPARQL from the line, a file or stdin."""

from __future__ import annotations

import math
import os
import re
import sys
from pathlib import Path
from typing import Final

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import SCOPE, TABLES, Scope, output_options, reading, scope_options, seconds, store_option
from govgraph.cli.output import Output
from govgraph.errors import InputError, UsageError
from govgraph.model import Label
from govgraph.names import PREFIXES, shorten
from govgraph.research.library import Library, Query, parse, read
from govgraph.research.results import Column, Rows

_FORMATS: Final = (*TABLES, "xml", "turtle", "ttl", "nt", "jsonld", "text")
_SPARQL: Final = re.compile(r"\{|\A\s*DESCRIBE\s", re.IGNORECASE)
"""What no name of a query holds, and every text of one: braces, but for what is only described."""
_SUFFIXES: Final = {".rq", ".sparql"}
_PREFIX_LINES: Final = "\n".join(f"  {name}: <{iri}>" for name, iri in PREFIXES.items())


@click.command(epilog=f"\b\nPrefixes that need no declaration · คำนำหน้าที่ไม่ต้องประกาศ\n{_PREFIX_LINES}")
@click.argument("question", metavar="NAME|FILE|SPARQL|-", required=False)
@click.option("--param", "-p", "params", metavar="K=V", multiple=True, help="Set a parameter. · กำหนดพารามิเตอร์")
@click.option("--timeout", callback=reading(seconds), metavar="30s", help="Give up after so long. · เลิกรอเมื่อครบเวลา")
@click.option("--list", "listing", is_flag=True, help="List the library. · แสดงรายชื่อคำถาม")
@click.option(
    "--describe", "describing", is_flag=True, help="Say what a query takes and gives. · บอกว่าคำถามรับและให้อะไร"
)
@scope_options(*SCOPE)
@store_option
@output_options(_FORMATS)
def query(
    *,
    question: str | None,
    params: tuple[str, ...],
    timeout: float | None,
    listing: bool,
    describing: bool,
    scope: Scope,
    store: str | None,
    output: Output,
) -> None:
    """Ask a question: NAME of the library, a FILE of SPARQL, SPARQL itself, or - for SPARQL from stdin.

    ถามด้วยชื่อคำถามในคลัง แฟ้ม SPARQL ข้อความ SPARQL หรือ - เพื่ออ่านจาก stdin
    """
    if listing:
        output.answer(_listing(Library.shipped()))
        return
    if question is None:
        raise UsageError(
            th="ระบุชื่อคำถาม แฟ้ม หรือ - (ดูรายชื่อด้วย govgraph query --list)",
            en="Name a query, a file, or - for stdin (govgraph query --list shows the names).",
        )
    asked, text = _question(question)
    if describing:
        output.answer(_description(asked))
        told, title = asked.description, asked.title
        output.note(told.th or title.th or asked.name, told.en or title.en or "")
        return
    values = _values(asked, params, scope)
    asked.bind(values)  # what does not fit is told before a store is opened
    if timeout is None and text is asked.text:
        # A text may ask for anything: in a process of its own it can be interrupted, and takes nothing down with it.
        timeout = math.inf
    with opened(store) as workspace:
        answer = ask(workspace.query, text, values, timeout=timeout)
        output.answer(answer, workspace.names)
    if isinstance(answer, Rows):
        output.note(f"{len(answer):,} แถว", f"{len(answer):,} row{'' if len(answer) == 1 else 's'}")


def _question(given: str) -> tuple[Query, str]:
    """Return the question, and what to hand to the workspace: the name of the library's, or the text."""
    library = Library.shipped()
    if given == "-":
        return _typed(sys.stdin.buffer.read() if sys.stdin is not None else b"")
    if given in library:
        return library[given], given
    path = Path(given)
    there = os.path.exists(given)  # noqa: PTH110 - takes names of any length
    if not there and _SPARQL.search(given):
        asked = parse(given, "SPARQL")
        return asked, asked.text
    if there or path.suffix in _SUFFIXES or "/" in given:
        asked = read(path)
        return asked, asked.text
    return library[given], given  # raises, with the names that come close


def _typed(data: bytes) -> tuple[Query, str]:
    try:
        asked = parse(data.decode("utf-8-sig"), "stdin")
    except UnicodeDecodeError:
        raise InputError(th="ข้อความจาก stdin ไม่ใช่ UTF-8", en="What came from stdin is not UTF-8 text.") from None
    if not asked.text.strip():
        raise UsageError(th="ไม่มีคำถามใดจาก stdin", en="No query came from stdin.")
    return asked, asked.text


def _values(asked: Query, params: tuple[str, ...], scope: Scope) -> dict[str, str]:
    values: dict[str, str] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name:
            raise UsageError(th=f"--param {param}: เขียนเป็น ชื่อ=ค่า", en=f"--param {param}: write NAME=VALUE.")
        if name in values:
            raise UsageError(th=f"--param {name} มีสองครั้ง", en=f"--param {name} is given twice.")
        values[name] = value
    takes = {parameter.name for parameter in asked.params}
    for name, chosen in scope.options().items():
        if chosen is None:
            continue
        option = f"--{name.replace('_', '-')}"
        if name not in takes:
            raise UsageError(
                th=f"คำถาม {asked.name} ไม่รับ {option}", en=f"The query {asked.name} does not take {option}."
            )
        if name in values:
            raise UsageError(th=f"มีทั้ง {option} และ --param {name}", en=f"Both {option} and --param {name} are given.")
        values[name] = str(chosen)
    return values


def _listing(library: Library) -> Rows:
    columns = (
        Column("name", Label("ชื่อ", "name")),
        Column("title_th", Label("เรื่อง (ไทย)", "title (Thai)")),
        Column("title_en", Label("เรื่อง (อังกฤษ)", "title (English)")),
        Column("params", Label("พารามิเตอร์", "parameters")),
        Column("tags", Label("ป้าย", "tags")),
        Column("group", Label("หมวด", "group")),
        Column("competency", Label("ข้อคำถาม", "competency questions")),
    )
    return Rows(
        columns,
        tuple(
            (
                q.name,
                q.title.th,
                q.title.en or q.summary,
                " ".join(f"{p.name}:{p.type}{'' if p.required else '?'}" for p in q.params),
                " ".join(q.tags),
                q.group,
                " ".join(map(str, q.competency)),
            )
            for q in sorted(library.values(), key=lambda query: (query.group, query.name))
        ),
    )


def _description(asked: Query) -> Rows:
    columns = (
        Column("part", Label("ส่วน", "part")),
        Column("name", Label("ชื่อ", "name")),
        Column("label_th", Label("ความหมาย (ไทย)", "meaning (Thai)")),
        Column("label_en", Label("ความหมาย (อังกฤษ)", "meaning (English)")),
        Column("type", Label("ชนิด", "type")),
        Column("default", Label("ค่าเริ่มต้น", "default")),
        Column("choices", Label("เลือกจาก", "pick from")),
    )
    rows: list[tuple[str | None, ...]] = [
        ("query", asked.name, asked.title.th, asked.title.en or asked.summary, None, None, None)
    ]
    for p in asked.params:
        picks = " ".join(p.choices) or (shorten(p.choices_from) if p.choices_from else None)
        kind = str(p.type) + ("" if p.required else "?")
        rows.append(("parameter", p.name, p.label.th, p.label.en, kind, p.default, picks))
    rows += [("column", name, label.th, label.en, None, None, None) for name, label in asked.columns.items()]
    return Rows(columns, tuple(rows))
