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
from govgraph.cli.progress import told
from govgraph.errors import UsageError
from govgraph.model import Finding

_FORMATS: Final = (*TABLES, "html", "sarif", "ttl")
_TABLES: Final = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})


@click.command()
@click.argument("files", nargs=-1, type=Path, metavar="[FILE]...")
@store_option
@output_options(_FORMATS)
def validate(files: tuple[Path, ...], store: str | None, output: Output) -> int:
    """Check RDF files, workbooks and CSV files, or without files the whole store; exit 1 if there is an error.

    Workbooks and CSV files are checked as `govgraph import --dry-run` does, beside what the store holds.

    ตรวจแฟ้ม RDF สมุดงาน และ CSV หรือทั้งคลังข้อมูลตามกฎ ออกด้วยรหัส 1 เมื่อพบข้อผิดพลาด
    """
    from govgraph.steward import findings as reports

    tables = tuple(path for path in files if path.suffix.lower() in _TABLES)
    rdf = tuple(path for path in files if path not in tables)
    if output.form == "ttl" and tables:
        raise UsageError(
            th="ttl เป็นรายงาน SHACL ของ RDF: สมุดงานและ CSV ใช้ json, html, xlsx หรือ sarif",
            en="ttl is the SHACL report of RDF: for workbooks and CSV files ask for json, html, xlsx or sarif.",
        )
    found: list[Finding] = []
    report_ttl = ""
    if rdf or not files:
        # RDF files stand for themselves: judging them needs no store.
        with opened(":memory:" if rdf else store) as workspace:
            judged = workspace.validate(rdf)
        found += judged.findings
        report_ttl = judged.report_ttl
    if tables:
        with opened(store) as workspace, told(output) as teller:
            for report in workspace.import_files(tables, teller=teller, dry_run=True, lang=output.lang):
                found += report.findings
    match output.form:
        case "ttl":
            output.text(report_ttl)
        case "json":
            output.text(reports.as_json(found))
        case "sarif":
            output.text(reports.as_sarif(found, __version__))
        case "html":
            output.text(reports.as_html(found))
        case _:
            output.answer(findings_rows(found, output.form))
    total = reports.counts(found)
    output.note(
        f"ผิด {total['error']} · เตือน {total['warning']} · ข้อสังเกต {total['info']}",
        f"errors {total['error']}, warnings {total['warning']}, remarks {total['info']}",
    )
    return 1 if faults(found) else 0
