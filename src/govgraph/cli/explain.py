"""``govgraph explain``: how two things are linked, step by step, with sources."""

from __future__ import annotations

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.jsontext import json_text
from govgraph.cli.options import Scope, output_options, scope_options, store_option
from govgraph.cli.output import Output


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--max-paths", type=click.IntRange(1, 100), help="At most so many paths. · จำนวนเส้นทางมากที่สุด")
@scope_options("as_of")
@store_option
@output_options(("text", "json"), default="text", piped="json")
def explain(*, a: str, b: str, max_paths: int | None, scope: Scope, store: str | None, output: Output) -> None:
    """Give the shortest paths between A and B, or say plainly that they are not linked.

    แสดงเส้นทางสั้นที่สุดระหว่าง A กับ B พร้อมที่มา หรือบอกตรง ๆ ว่าไม่เชื่อมกัน
    """
    with opened(store) as workspace:
        found = ask(workspace.explain, a, b, max_paths=max_paths, **scope.options())
    if output.form == "text":
        from govgraph.analysis.chains import chains

        output.text(chains(found, output.lang, output.fold))
    else:
        output.text(json_text(found))
