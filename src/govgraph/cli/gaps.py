"""``govgraph gaps``: what is not linked."""

from __future__ import annotations

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import Scope, output_options, scope_options, store_option
from govgraph.cli.output import Output


@click.command()
@scope_options("as_of", "fiscal_year")
@store_option
@output_options()
def gaps(scope: Scope, store: str | None, output: Output) -> None:
    """List strategies nobody stands behind, ministries without a link, tiers and sectors nobody named.

    แสดงยุทธศาสตร์ที่ไม่มีหน่วยงานรองรับ กระทรวงที่ไม่มีความเชื่อมโยง และภาคส่วนที่ไม่มีใครเข้าร่วม
    """
    with opened(store) as workspace:
        rows = ask(workspace.gaps, **scope.options())
    output.answer(rows)
    if not len(rows):
        output.note("ไม่พบรายการใดตามที่ถาม", "There is nothing on record that fits.")
