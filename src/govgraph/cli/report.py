"""``govgraph report``: the main job, one page with tables and pictures; or what one audience is told."""

from __future__ import annotations

from pathlib import Path

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import Scope, language_option, quiet_option, scope_options, store_option
from govgraph.model import Label

_AUDIENCES = ("ministry", "cluster", "province", "national")


@click.command()
@click.argument("about", required=False, metavar="[NAME]")
@click.option(
    "--for",
    "audience",
    type=click.Choice(_AUDIENCES),
    help="For whom; all but national take a NAME. · รายงานสำหรับใคร (ระบุชื่อด้วย เว้นแต่ national)",
)
@click.option(
    "--output",
    "-o",
    "folder",
    type=Path,
    default=Path("report"),
    show_default=True,
    metavar="FOLDER",
    help="Where to write. · โฟลเดอร์ผลลัพธ์",
)
@click.option(
    "--pdf/--no-pdf",
    default=None,
    help="Print the page with Chromium as well; where there is one, if not given. · พิมพ์เป็น PDF ด้วย Chromium",
)
@language_option
@quiet_option
@scope_options("as_of", "fiscal_year")
@store_option
def report(
    *,
    about: str | None,
    audience: str | None,
    folder: Path,
    pdf: bool | None,
    lang: str,
    quiet: bool,
    scope: Scope,
    store: str | None,
) -> None:
    """Write FOLDER/index.html with its PDF, tables (CSV) and pictures (SVG, PNG).

    Without --for it is the main report, and the data are judged. With it: what is on record for a ministry, a cluster,
    a province or the nation, each sentence with its evidence and how sure it is.

    เขียนรายงานพร้อม PDF ตาราง (CSV) และภาพ (SVG, PNG) ลงในโฟลเดอร์ หากไม่ระบุ --for จะได้รายงานหลักพร้อมผลการตรวจข้อมูล
    หากระบุ จะได้สิ่งที่บันทึกไว้เกี่ยวกับกระทรวง กลุ่มจังหวัด จังหวัด หรือทั้งประเทศ ทุกข้อความมีหลักฐานและบอกว่าแน่ใจเพียงใด
    """

    def tell(what: Label) -> None:
        click.echo(f"{what.text(lang)} …", err=True)

    with opened(store) as workspace:
        ask(
            workspace.report,
            folder,
            audience=audience,
            about=about,
            lang=lang,
            progress=None if quiet else tell,
            **scope.options(),
            **({} if pdf is None else {"pdf": pdf}),
        )
    if not quiet:
        page, printed = folder / "index.html", folder / "report.pdf"
        there = f" {printed}" if printed.is_file() else ""
        click.echo(Label(f"เขียน {page}{there}", f"wrote {page}{there}").text(lang), err=True)
