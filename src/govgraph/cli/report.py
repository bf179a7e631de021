"""``govgraph report``: the main job, one page with tables and pictures."""

from __future__ import annotations

from pathlib import Path

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import Scope, language_option, quiet_option, scope_options, store_option
from govgraph.model import Label


@click.command()
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
@language_option
@quiet_option
@scope_options("as_of")
@store_option
def report(folder: Path, lang: str, quiet: bool, scope: Scope, store: str | None) -> None:
    """Write FOLDER/index.html with its tables (CSV) and pictures (SVG, PNG).

    เขียนรายงานพร้อมตาราง (CSV) และภาพ (SVG, PNG) ลงในโฟลเดอร์
    """

    def tell(what: Label) -> None:
        click.echo(f"{what.text(lang)} …", err=True)

    with opened(store) as workspace:
        ask(workspace.report, folder, lang=lang, progress=None if quiet else tell, **scope.options())
    if not quiet:
        page = folder / "index.html"
        click.echo(Label(f"เขียน {page}", f"wrote {page}").text(lang), err=True)
