"""``govgraph show``: every fact about one thing."""

from __future__ import annotations

import click

from govgraph.analysis.circumstances import circumstances
from govgraph.cli.facade import ask, opened
from govgraph.cli.facts import card
from govgraph.cli.jsontext import json_text
from govgraph.cli.options import Scope, output_options, scope_options, store_option
from govgraph.cli.output import Output


@click.command()
@click.argument("entity")
@scope_options("as_of")
@store_option
@output_options(("text", "json"), default="text", piped="json")
def show(entity: str, scope: Scope, store: str | None, output: Output) -> None:
    """Give every fact about a thing, named by IRI, key or name, with the sources of each.

    แสดงข้อเท็จจริงทั้งหมดของสิ่งหนึ่ง ซึ่งระบุด้วย IRI คีย์ หรือชื่อ พร้อมที่มา
    """
    with opened(store) as workspace:
        found = ask(workspace.show, entity, **scope.options())
        known = circumstances(workspace.store, found) if output.form == "text" else {}
    if output.form == "text":
        output.text(card(found, known, output.lang, output.width, output.colour))
    else:
        output.text(json_text(found))
