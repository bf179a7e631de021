"""``govgraph mapping``: check a layout of your own, or get a first draft of one."""

from __future__ import annotations

from pathlib import Path

import click

from govgraph.cli.findings import faults, findings_rows
from govgraph.cli.options import output_options
from govgraph.cli.output import Output


@click.group()
def mapping() -> None:
    """Describe a table of your own (CSVW), so that it can be imported.

    เขียนผังของตารางเอง เพื่อให้นำเข้าได้โดยไม่ต้องแก้โปรแกรม
    """


@mapping.command()
@click.argument("file", type=Path)
@output_options()
def check(file: Path, output: Output) -> int:
    """Find everything that is wrong in a layout; exit 1 if there is an error.

    ตรวจผังของตาราง บอกทุกข้อที่ผิด
    """
    from govgraph.steward.mapping.check import check as checked

    findings = checked(file)
    output.answer(findings_rows(findings))
    if not findings:
        output.note("ไม่พบข้อผิดพลาด", "Nothing is wrong.")
    return 1 if faults(findings) else 0


@mapping.command()
@click.argument("file", type=Path)
@output_options(("json",), default="json", piped="json")
def draft(file: Path, output: Output) -> None:
    """Write a first layout for the table in FILE, for you to complete.

    ร่างผังจากหัวตารางของแฟ้ม ให้แก้ไขต่อ
    """
    from govgraph.steward.mapping.draft import draft as drafted
    from govgraph.steward.tables import read_book

    output.text(drafted(read_book(file)))
