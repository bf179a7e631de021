"""``govgraph find``: look for a name."""

from __future__ import annotations

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import Scope, output_options, scope_options, store_option
from govgraph.cli.output import Output
from govgraph.errors import NotFoundError


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), help="At most so many. · จำนวนมากที่สุด")
@click.option("--kind", metavar="KIND", help="Only ministry, agency, province … · เฉพาะชนิดนี้")
@scope_options()
@store_option
@output_options()
def find(*, text: str, limit: int | None, kind: str | None, scope: Scope, store: str | None, output: Output) -> None:
    """Look for what goes by a name, in Thai or English, abbreviated or misspelt.

    ค้นหาสิ่งที่มีชื่อนี้ ทั้งภาษาไทยและอังกฤษ ชื่อย่อ หรือสะกดผิด
    """
    with opened(store) as workspace:
        rows = ask(workspace.find, text, limit=limit, kind=kind, **scope.options())
    output.answer(rows)
    if not len(rows):
        raise NotFoundError(th=f"ไม่พบชื่อที่ใกล้เคียง “{text}”", en=f"Nothing goes by a name like “{text}”.")
