"""``govgraph validate``: SHACL over files or the store."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from govgraph import __version__
from govgraph.cli.facade import opened
from govgraph.cli.findings import faults, findings_rows
from govgraph.cli.options import TABLES, output_options, store_option
from govgraph.cli.output import Output

_FORMATS: Final = (*TABLES, "html", "sarif", "ttl")


@click.command()
@click.argument("files", nargs=-1, type=Path, metavar="[FILE]...")
@store_option
@output_options(_FORMATS)
def validate(files: tuple[Path, ...], store: str | None, output: Output) -> int:
    """Check RDF files, or without files the whole store, by the shapes; exit 1 if there is an error.

    ตรวจแฟ้ม RDF หรือทั้งคลังข้อมูลตามกฎ ออกด้วยรหัส 1 เมื่อพบข้อผิดพลาด
    """
    from govgraph.steward import findings as reports

    # Files stand for themselves: judging them needs no store.
    with opened(":memory:" if files else store) as workspace:
        judged = workspace.validate(files)
    match output.form:
        case "ttl":
            output.text(judged.report_ttl)
        case "json":
            output.text(reports.as_json(judged.findings))
        case "sarif":
            output.text(reports.as_sarif(judged.findings, __version__))
        case "html":
            output.text(reports.as_html(judged.findings))
        case _:
            output.answer(findings_rows(judged.findings))
    total = reports.counts(judged.findings)
    output.note(
        f"ผิด {total['error']} · เตือน {total['warning']} · ข้อสังเกต {total['info']}",
        f"errors {total['error']}, warnings {total['warning']}, remarks {total['info']}",
    )
    return 1 if faults(judged.findings) else 0
