"""``govgraph import``: hand in a workbook or CSV file, get told what is wrong, load what is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from govgraph.cli.facade import opened
from govgraph.cli.imported import answer, outcome
from govgraph.cli.options import output_options, store_option
from govgraph.cli.output import Output
from govgraph.cli.progress import told
from govgraph.errors import GovGraphError

if TYPE_CHECKING:
    from govgraph.steward.findings import ImportReport

FORMATS: Final = ("text", "json", "csv", "tsv", "jsonl", "md", "xlsx", "html", "sarif")
PROFILES: Final = ("participants", "projects", "agencies", "budget")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=Path, metavar="FILE...")
@click.option("--as", "profile", metavar="PROFILE", help=f"Layout: {', '.join(PROFILES)}. · ผังของตาราง")
@click.option("--mapping", type=Path, metavar="FILE", help="A layout of your own (CSVW). · ผังที่เขียนเอง")
@click.option("--source", metavar="KEY", help="What this file replaces. · แหล่งข้อมูลที่แฟ้มนี้มาแทน")
@click.option("--dry-run", is_flag=True, help="Check only, load nothing. · ตรวจอย่างเดียว ไม่นำเข้า")
@click.option("--partial", is_flag=True, help="Load the good rows, set the others aside. · นำเข้าเฉพาะแถวที่ผ่าน")
@click.option("--no-new", is_flag=True, help="An unknown unit is an error. · ไม่รับหน่วยงานที่ไม่มีในทะเบียน")
@click.option("--accept", type=Path, metavar="FILE", help="Names that somebody has said yes to. · แฟ้มชื่อที่ยืนยันแล้ว")
@click.option("--return-to", type=Path, metavar="DIR", help="Write the marked workbook there. · โฟลเดอร์ส่งคืน")
@click.option("--encoding", metavar="NAME", help="Encoding of a CSV file, if it is misread. · รหัสอักขระของ CSV")
@store_option
@output_options(FORMATS, default="text", piped="json")
def import_(
    *,
    files: tuple[Path, ...],
    profile: str | None,
    mapping: Path | None,
    source: str | None,
    dry_run: bool,
    partial: bool,
    no_new: bool,
    accept: Path | None,
    return_to: Path | None,
    encoding: str | None,
    store: str | None,
    output: Output,
) -> int:
    """Bring workbooks (xlsx, xls, ods) and CSV files into the store: all of a file or, with faults, none of it.

    นำแฟ้มเข้าคลังข้อมูล ตรวจทุกเซลล์ บอกว่าเซลล์ใดผิดและน่าจะหมายถึงอะไร ถ้ามีข้อผิดพลาดจะไม่นำเข้าเลย
    """
    with opened(store, write=not dry_run) as workspace, told(output) as teller:
        options: dict[str, Any] = {
            "profile": profile, "mapping": mapping, "source": source, "dry_run": dry_run, "partial": partial,
            "allow_new": not no_new, "accept": accept, "return_to": return_to, "encoding": encoding,
            "lang": output.lang,
        }  # fmt: skip
        reports, failure = _reports(workspace.each_imported(files, teller=teller, **options))
    if reports or failure is None:
        answer(reports, output)
    for report in reports:
        output.note(*outcome(report))
    if failure is not None:
        raise failure
    return 0 if all(report.conforms for report in reports) else 1


def _reports(each: Iterator[ImportReport]) -> tuple[list[ImportReport], GovGraphError | None]:
    """Collect reports up to the file that cannot be read: what is loaded before it must not go untold."""
    reports: list[ImportReport] = []
    try:
        for report in each:
            reports.append(report)
    except GovGraphError as error:
        return reports, error
    return reports, None
