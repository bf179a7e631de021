"""``govgraph measures``: network measures of a projection, by node or of the whole."""

from __future__ import annotations

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import SCOPE, Scope, output_options, scope_options, store_option
from govgraph.cli.output import Output


@click.command()
@click.argument("network", metavar="NETWORK")
@click.option("--measure", "names", multiple=True, metavar="NAME", help="Only this measure. · เฉพาะตัววัดนี้")
@click.option("--whole", is_flag=True, help="Figures of the whole network. · ค่าของทั้งเครือข่าย")
@click.option("--by", metavar="NAME", help="Group by ministry, tier, sector, theme … · แบ่งกลุ่มตาม")
@click.option("--weight", metavar="NAME", help="What lines count: agencies, projects … · น้ำหนักของเส้นเชื่อม")
@click.option("--seed", type=int, help="Of what is drawn at random; 0 if not given. · ค่าตั้งต้นของการสุ่ม")
@scope_options(*SCOPE)
@store_option
@output_options()
def measures(
    *,
    network: str,
    names: tuple[str, ...],
    whole: bool,
    by: str | None,
    weight: str | None,
    seed: int | None,
    scope: Scope,
    store: str | None,
    output: Output,
) -> None:
    """Measure a NETWORK: agency-group, group-group, ministry-theme …; one row a node, or a figure of the whole.

    Where a figure is not defined, the row says why. Measures: degree, strength, betweenness, clustering, participation,
    brokerage, cohesion, communities; of the whole also nestedness and concentration.

    คำนวณค่าวัดของเครือข่าย หนึ่งแถวต่อหนึ่งจุด หรือหนึ่งแถวต่อหนึ่งค่าของทั้งเครือข่าย ค่าใดไม่มี จะบอกเหตุผล
    """
    with opened(store) as workspace:
        rows = ask(
            workspace.measures,
            network,
            measures=names or None,
            whole=whole,
            by=by,
            weight=weight,
            seed=seed,
            **scope.options(),
        )
    output.answer(rows)
    if not len(rows):
        output.note("ไม่พบรายการใดตามที่ถาม", "There is nothing on record that fits.")
