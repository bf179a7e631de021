"""``govgraph links``: who is linked to what, how strongly, through whom."""

from __future__ import annotations

from typing import Final

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import SCOPE, Scope, Verb, output_options, scope_options, store_option
from govgraph.cli.output import Output

_SOURCES: Final = ("ministry", "department", "agency")
_TARGETS: Final = ("theme", "strategy", "plan", "province", "cluster")
_STATEMENTS: Final = ("vision", "mission", "strategy")


def ends_options(verb: Verb) -> Verb:
    """Give a verb ``--from`` and ``--to``."""
    to = click.option(
        "--to", "target", type=click.Choice(_TARGETS), default="theme", show_default=True, help="To. · ไปยัง"
    )
    return click.option(
        "--from", "source", type=click.Choice(_SOURCES), default="ministry", show_default=True, help="From. · จาก"
    )(to(verb))


area_option = click.option("--area", metavar="ID", help="Only this province or cluster. · เฉพาะจังหวัดหรือกลุ่มจังหวัดนี้")
statement_option = click.option(
    "--statement", type=click.Choice(_STATEMENTS), help="Only such statements. · เฉพาะข้อความชนิดนี้"
)
unknown_option = click.option(
    "--include-unknown", is_flag=True, help="Plans of unknown period too. · รวมแผนที่ไม่ทราบช่วงปี"
)


@click.command()
@ends_options
@area_option
@statement_option
@unknown_option
@click.option("--with-unassigned", is_flag=True, help="Money of no single target too. · รวมเงินที่ไม่ระบุปลายทาง")
@scope_options(*SCOPE)
@store_option
@output_options()
def links(
    *,
    source: str,
    target: str,
    area: str | None,
    statement: str | None,
    include_unknown: bool,
    with_unassigned: bool,
    scope: Scope,
    store: str | None,
    output: Output,
) -> None:
    """Tell which ministries link to which strategies, one row a link and basis.

    บอกว่ากระทรวงใดเชื่อมกับยุทธศาสตร์ใด หนึ่งแถวต่อหนึ่งความเชื่อมโยงและฐาน
    """
    with opened(store) as workspace:
        rows = ask(
            workspace.links,
            source,
            target,
            area=area,
            statement=statement,
            include_unknown=include_unknown,
            with_unassigned=with_unassigned,
            **scope.options(),
        )
    output.answer(rows)
    if not len(rows):
        output.note("ไม่พบรายการใดตามที่ถาม", "There is nothing on record that fits.")
