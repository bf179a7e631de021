"""``govgraph build``: ontology, code lists, reference data and the workshop into the store."""

from __future__ import annotations

import click

from govgraph.cli.facade import opened
from govgraph.cli.findings import faults, in_words, tally
from govgraph.cli.options import output_options, store_option
from govgraph.cli.output import Output
from govgraph.model import Label, Severity
from govgraph.research.results import Column, Kind, Rows


@click.command()
@store_option
@output_options()
def build(store: str | None, output: Output) -> int:
    """Bring the shipped ontology and data into the store; a second time changes nothing.

    นำออนโทโลยีและข้อมูลที่มากับโปรแกรมเข้าคลัง ทำซ้ำก็ไม่เปลี่ยนอะไร
    """
    with opened(store, write=True) as workspace:
        done = workspace.build(progress=lambda what: output.note(f"{what.th} …", f"{what.en} …"))
    columns = (
        Column("graph", Label("กราฟ", "graph")),
        Column("rows", Label("แถว", "rows"), Kind.INTEGER),
        Column("statements", Label("ข้อความ", "statements"), Kind.INTEGER),
        Column("changed", Label("เปลี่ยน", "changed"), Kind.BOOLEAN),
    )
    output.answer(Rows(columns, tuple((g.name, g.rows, g.statements, g.changed) for g in done.graphs)))
    for finding in done.findings:
        if finding.severity is Severity.ERROR:
            click.echo(in_words(finding, output.lang), err=True)
    if done.findings:
        output.note(*tally(done.findings))
    if not done.loaded:
        output.note("ข้อมูลมีข้อผิดพลาด จึงไม่ได้นำเข้าเลย", "The data have faults, so nothing was loaded.")
    elif not done.changed:
        output.note("คลังข้อมูลเป็นปัจจุบันอยู่แล้ว", "The store was up to date.")
    return 1 if faults(done.findings) or not done.loaded else 0
