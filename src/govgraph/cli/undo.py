"""``govgraph undo``: take an import back, exactly."""

from __future__ import annotations

import click

from govgraph.cli.facade import opened
from govgraph.cli.options import output_options, store_option
from govgraph.cli.output import Output


@click.command()
@click.argument("import_id", metavar="ID")
@click.option("--cascade", is_flag=True, help="Also those that refer to it. · ถอนรายการที่อ้างถึงด้วย")
@store_option
@output_options()
def undo(*, import_id: str, cascade: bool, store: str | None, output: Output) -> int:
    """Take an import back; what it had replaced is there again. ID may be shortened as long as it is clear.

    ถอนการนำเข้า ข้อมูลเดิมที่ถูกแทนจะกลับมาเหมือนเดิมทุกข้อความ
    """
    with opened(store, write=True) as workspace:
        rows, done = workspace.undo(import_id, cascade=cascade)
    output.answer(rows)
    if done:
        output.note("ถอนแล้ว", "Taken back.")
        return 0
    output.note(
        "ยังไม่ได้ถอน: รายการข้างต้นอ้างถึงข้อมูลของการนำเข้านี้ ถ้าจะถอนทั้งหมดใช้ --cascade",
        "Nothing was taken back: the imports above refer to what this one holds. --cascade takes them back as well.",
    )
    return 1
