"""``govgraph export``: everything on record, in open formats."""

from __future__ import annotations

from pathlib import Path

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import Scope, language_option, quiet_option, scope_options, store_option
from govgraph.cli.output import at_terminal, to_stdout
from govgraph.errors import UsageError
from govgraph.exports import FORMATS, SUFFIXES
from govgraph.model import Label
from govgraph.research.files import replacing, writable


@click.command()
@click.option("--format", "-f", "form", type=click.Choice(FORMATS), help="Format. · รูปแบบ")
@click.option("--output", "-o", "path", type=Path, metavar="FILE", help="Write to a file. · เขียนลงแฟ้ม")
@click.option("--graph", "graphs", metavar="NAME", multiple=True, help="Only what this graph holds. · เฉพาะกราฟนี้")
@language_option
@quiet_option
@scope_options()
@store_option
def export(
    *,
    form: str | None,
    path: Path | None,
    graphs: tuple[str, ...],
    lang: str,
    quiet: bool,
    scope: Scope,  # noqa: ARG001 - an export that looks whole must be whole: all filters are refused
    store: str | None,
) -> None:
    """Write everything on record: nquads, trig, turtle, jsonld as RDF; the others as things and relations.

    The same store gives the same bytes. csv is a ZIP with two tables. An export is never narrowed to a day or a
    confidence: every relation in it says its own.

    ส่งออกทุกสิ่งที่บันทึกไว้: nquads trig turtle jsonld เป็น RDF รูปแบบอื่นเป็นสิ่งและความสัมพันธ์
    คลังข้อมูลเดียวกันได้ไบต์เดียวกันเสมอ csv เป็นแฟ้ม ZIP ที่มีสองตาราง
    """
    path = None if path == Path("-") else path
    form = form or _by_suffix(path)
    if path is None and form == "csv" and at_terminal():
        raise UsageError(
            th="csv เป็นแฟ้ม ZIP แสดงบนจอไม่ได้: ใส่ -o แฟ้ม.zip",
            en="csv is a ZIP file and cannot be shown on a terminal: add -o FILE.zip.",
        )
    if path is None:
        with opened(store) as workspace, to_stdout() as out:
            ask(workspace.export, form, out, graphs=graphs)
        return
    writable(path)
    with opened(store) as workspace, replacing(path) as draft, draft.open("wb") as out:
        ask(workspace.export, form, out, graphs=graphs)
    if not quiet:
        click.echo(Label(f"เขียน {path}", f"wrote {path}").text(lang), err=True)


def _by_suffix(path: Path | None) -> str:
    if path is None:
        return "nquads"
    by_suffix = {suffix: form for form, suffix in SUFFIXES.items()} | {".cql": "cypher"}
    if (form := by_suffix.get(path.suffix.lower())) is None:
        listed = ", ".join(FORMATS)
        raise UsageError(
            th=f"ไม่ทราบรูปแบบของ {path.name}: ใส่ -f เลือกจาก {listed}",
            en=f"The name {path.name} tells no format: add -f and one of {listed}.",
        )
    return form
