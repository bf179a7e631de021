"""``govgraph diff``: what two imports say differently."""

from __future__ import annotations

import click

from govgraph.cli.facade import opened
from govgraph.cli.options import output_options, store_option
from govgraph.cli.output import Output


@click.command()
@click.argument("first", metavar="ID1")
@click.argument("second", metavar="ID2")
@store_option
@output_options()
def diff(*, first: str, second: str, store: str | None, output: Output) -> None:
    """List the statements that ID2 adds, changes or drops beside ID1; either may be replaced or undone.

    แสดงข้อความที่เพิ่ม เปลี่ยน หรือหายไประหว่างการนำเข้าสองครั้ง
    """
    with opened(store) as workspace:
        rows = workspace.diff(first, second)
    output.answer(rows)
    if not len(rows):
        output.note("ไม่มีข้อความใดต่างกัน", "They say the same.")
