"""``govgraph bridges``: agencies that hold several groups together."""

from __future__ import annotations

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import Scope, output_options, scope_options, store_option
from govgraph.cli.output import Output


@click.command()
@scope_options("as_of", "fiscal_year", "min_confidence")
@store_option
@output_options()
def bridges(scope: Scope, store: str | None, output: Output) -> None:
    """List agencies that sat in several groups, and what their absence would cut apart.

    แสดงหน่วยงานที่อยู่หลายกลุ่ม และสิ่งที่จะขาดจากกันถ้าไม่มีหน่วยงานนั้น
    """
    with opened(store) as workspace:
        rows = ask(workspace.bridges, **scope.options())
    output.answer(rows)
    if not len(rows):
        output.note("ไม่พบรายการใดตามที่ถาม", "There is nothing on record that fits.")
