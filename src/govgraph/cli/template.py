"""``govgraph template``: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from govgraph.cli.facade import opened
from govgraph.cli.options import language_option, quiet_option, store_option
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.research.files import replacing, writable


@click.command()
@click.argument("profile")
@click.option(
    "--output", "-o", "path", type=Path, required=True, metavar="FILE.xlsx", help="Where to write. · แฟ้มผลลัพธ์"
)
@language_option
@quiet_option
@store_option
def template(*, profile: str, path: Path, lang: str, quiet: bool, store: str | None) -> None:
    """Write the empty form of a layout (participants, projects, agencies, budget), with lists to choose from.

    เขียนแบบฟอร์มเปล่าของผังที่ระบุ มีหัวตาราง คำอธิบาย และรายการให้เลือก
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(th=f"{path.name} ต้องลงท้ายด้วย .xlsx", en=f"{path.name} must end in .xlsx.")
    writable(path)
    with opened(store) as workspace:
        data = workspace.template(profile, lang=lang)
    with replacing(path) as draft:
        draft.write_bytes(data)
    if not quiet:
        click.echo(Label(f"เขียน {path}", f"wrote {path}").text(lang), err=True)
