"""``govgraph history``: which files were imported, when, by whom, and which are current."""

from __future__ import annotations

import click

from govgraph.cli.facade import opened
from govgraph.cli.options import output_options, store_option
from govgraph.cli.output import Output


@click.command()
@click.option("--all", "everything", is_flag=True, help="Undone and replaced ones too. · รวมที่ถอนหรือถูกแทนแล้ว")
@store_option
@output_options()
def history(*, everything: bool, store: str | None, output: Output) -> None:
    """List the imports, the newest first.

    แสดงรายการนำเข้า ล่าสุดก่อน
    """
    with opened(store) as workspace:
        rows = workspace.history(everything=everything)
    output.answer(rows)
    if not len(rows):
        output.note("ยังไม่มีการนำเข้า", "Nothing has been imported.")
