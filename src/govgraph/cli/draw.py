"""``govgraph draw``: one picture into a file."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.links import statement_option, unknown_option
from govgraph.cli.options import SCOPE, Scope, language_option, quiet_option, scope_options, store_option
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.research.files import replacing, writable

_KINDS: Final = ("bridges", "flow", "matrix", "network", "ego", "tiers", "tiles", "timeline")
_SUFFIXES: Final = (".svg", ".pdf", ".png")
_SOURCES: Final = ("ministry", "department", "agency")
_TARGETS: Final = ("theme", "strategy", "plan", "province", "cluster")
_VALUES: Final = ("agencies", "projects", "evidence", "amount")


@click.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--output", "-o", "path", type=Path, required=True, metavar="FILE", help="svg, pdf, png. · แฟ้มภาพ")
@click.option("--data", type=Path, metavar="FILE.csv", help="The rows behind it too. · แฟ้มข้อมูลของภาพ")
@click.option("--measure", metavar="WHAT", help="tiles: clusters, projects, amount, agencies, statements. · สิ่งที่ระบายสี")
@click.option("--size", metavar="SIZE", help="a4, a3 (also a4-landscape …) or slide. · ขนาดภาพ")
@click.option("--from", "source", type=click.Choice(_SOURCES), help="flow, matrix: from. · จาก")
@click.option("--to", "target", type=click.Choice(_TARGETS), help="flow, matrix: to. · ไปยัง")
@click.option("--value", type=click.Choice(_VALUES), help="flow, matrix: what counts. · ค่าที่นับ")
@click.option("--area", metavar="ID", help="flow, matrix, network: this province or cluster. · เฉพาะพื้นที่นี้")
@statement_option
@unknown_option
@click.option("--columns", type=click.Choice(("2", "3")), help="flow: 3 shows through whom. · จำนวนคอลัมน์")
@click.option("--projection", metavar="NAME", help="network: agency-group, group-group, ministry-theme. · เครือข่ายใด")
@click.option("--focus", metavar="ID", help="ego, timeline: this area, body or thing. · พื้นที่ หน่วยงาน หรือสิ่งที่สนใจ")
@language_option
@quiet_option
@scope_options(*SCOPE)
@store_option
def draw(
    *,
    kind: str,
    path: Path,
    data: Path | None,
    size: str | None,
    source: str | None,
    target: str | None,
    value: str | None,
    area: str | None,
    statement: str | None,
    include_unknown: bool,
    columns: str | None,
    projection: str | None,
    measure: str | None,
    focus: str | None,
    lang: str,
    quiet: bool,
    scope: Scope,
    store: str | None,
) -> None:
    """Draw a picture: links between groups, flows, tables, networks, tiers, a map of provinces, a timeline.

    วาดภาพหน่วยงานเชื่อมกลุ่ม การไหล ตาราง เครือข่าย สิ่งหนึ่งกับทุกสิ่งที่เชื่อมโยง
    ระดับและภาคส่วน แผนที่จังหวัด หรือเส้นเวลา
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            th=f"ไม่ทราบชนิดภาพของ {path.name}: ใช้ .svg .pdf หรือ .png",
            en=f"The name {path.name} tells no kind of picture: use .svg, .pdf or .png.",
        )
    if data is not None and data.suffix.lower() != ".csv":
        raise UsageError(
            th=f"ข้อมูลของภาพเขียนเป็น CSV เท่านั้น: ให้ชื่อแฟ้มลงท้ายด้วย .csv ไม่ใช่ {data.name}",
            en=f"The rows behind a picture are written as CSV: the name {data.name} must end with .csv.",
        )
    for file in (path, data):
        if file is not None:
            writable(file)
    options = {
        "source": source, "target": target, "value": value, "area": area, "projection": projection, "focus": focus,
        "measure": measure, "statement": statement, "include_unknown": include_unknown,
        "columns": columns and int(columns), **scope.options(),
    }  # fmt: skip
    with contextlib.ExitStack() as files, opened(store) as workspace:
        drafts = [file and files.enter_context(replacing(file)) for file in (path, data)]
        ask(workspace.draw, kind, drafts[0], data=drafts[1], lang=lang, size=size, **options)
    if not quiet:
        written = ", ".join(str(file) for file in (path, data) if file is not None)
        click.echo(Label(f"เขียน {written}", f"wrote {written}").text(lang), err=True)
