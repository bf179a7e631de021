"""``govgraph compare``: what became of links between two times."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final, TypeVar

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.links import area_option, ends_options, statement_option, unknown_option
from govgraph.cli.options import BASES, CONFIDENCES, fiscal_year, output_options, reading_each, store_option, the_day
from govgraph.cli.output import Output
from govgraph.errors import UsageError

_MEASURES: Final = ("agencies", "projects", "amount_thb", "evidence")
_SAID: Final = {
    "gained": ("เพิ่ม", "gained"),
    "lost": ("หาย", "lost"),
    "continued": ("ต่อเนื่องในชื่อใหม่", "continued under new names"),
    "strengthened": ("มากขึ้น", "strengthened"),
    "weakened": ("น้อยลง", "weakened"),
    "not-comparable": ("เทียบไม่ได้", "not comparable"),
    "unchanged": ("เท่าเดิม", "unchanged"),
}
_Time = TypeVar("_Time", date, int)


@click.command()
@ends_options
@click.option(
    "--as-of", "days", multiple=True, callback=reading_each(the_day), metavar="YYYY-MM-DD", help="Two days. · สองวัน"
)
@click.option(
    "--fiscal-year",
    "years",
    multiple=True,
    callback=reading_each(fiscal_year),
    metavar="YEAR",
    help="Or two fiscal years. · หรือสองปีงบประมาณ",
)
@click.option(
    "--by", type=click.Choice(_MEASURES), default="agencies", show_default=True, help="What counts. · นับตามสิ่งใด"
)
@area_option
@statement_option
@unknown_option
@click.option("--basis", type=click.Choice(BASES), help="Only links on this basis. · เฉพาะฐานของความเชื่อมโยงนี้")
@click.option("--min-confidence", type=click.Choice(CONFIDENCES), help="Least confidence. · ความเชื่อมั่นขั้นต่ำ")
@store_option
@output_options()
def compare(
    *,
    source: str,
    target: str,
    days: tuple[date, ...],
    years: tuple[int, ...],
    by: str,
    area: str | None,
    statement: str | None,
    include_unknown: bool,
    basis: str | None,
    min_confidence: str | None,
    store: str | None,
    output: Output,
) -> None:
    """Tell what became of links between two days or fiscal years, and what moved: the world or the structure.

    เปรียบเทียบความเชื่อมโยงระหว่างสองวันหรือสองปีงบประมาณ และบอกว่าสิ่งที่เปลี่ยนคือการทำงานหรือโครงสร้าง
    """
    if bool(days) == bool(years):
        raise UsageError(
            th="ระบุสองเวลา: --as-of A --as-of B หรือ --fiscal-year X --fiscal-year Y",
            en="Give two times: --as-of A --as-of B, or --fiscal-year X --fiscal-year Y.",
        )
    with opened(store) as workspace:
        rows = ask(
            workspace.compare,
            source,
            target,
            as_of=_two(days, "--as-of"),
            fiscal_year=_two(years, "--fiscal-year"),
            by=by,
            area=area,
            statement=statement,
            include_unknown=include_unknown,
            basis=basis,
            min_confidence=min_confidence,
        )
    output.answer(rows)
    if not len(rows):
        output.note("ไม่พบรายการใดในทั้งสองเวลา", "There is nothing on record at either time.")
        return
    became = Counter(rows["change"])
    output.note(
        *(
            ", ".join(f"{said[tag]} {became[change]}" for change, said in _SAID.items() if became[change])
            for tag in (0, 1)
        )
    )


def _two(times: tuple[_Time, ...], option: str) -> tuple[_Time, _Time] | None:
    if not times:
        return None
    if len(times) != 2:
        raise UsageError(th=f"ระบุ {option} สองครั้ง", en=f"Give {option} twice.")
    return times[0], times[1]
