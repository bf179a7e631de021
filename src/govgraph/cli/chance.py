"""``govgraph chance``: which overlaps chance does not explain."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import SCOPE, Scope, output_options, reading, scope_options, store_option
from govgraph.cli.output import Output
from govgraph.errors import UsageError

if TYPE_CHECKING:
    from govgraph.research.rows import Rows

_MODELS: Final = ("hypergeometric", "bicm", "curveball")


def _level(text: str) -> Decimal:
    """Read a level as it is written, to the last digit.

    >>> _level("0.05")
    Decimal('0.05')
    """
    try:
        return Decimal(text)
    except InvalidOperation:
        raise UsageError(th=f"“{text}” ไม่ใช่จำนวน: เขียนเช่น 0.05", en=f"“{text}” is no number: write 0.05.") from None


@click.command()
@click.argument("projection")
@click.option("--of", required=True, metavar="KIND", help="Whose pairs: group, agency … · คู่ของอะไร")
@click.option("--model", type=click.Choice(_MODELS), help="The null model; curveball if not given. · แบบจำลองความบังเอิญ")
@click.option(
    "--level", callback=reading(_level), metavar="0.05", help="False discoveries allowed. · สัดส่วนข้อค้นพบผิดที่ยอมได้"
)
@click.option("--samples", type=click.IntRange(1, 1_000_000), help="Random graphs for curveball. · จำนวนกราฟสุ่ม")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Where they start from. · ค่าตั้งต้นการสุ่ม")
@scope_options(*SCOPE)
@store_option
@output_options()
def chance(
    *,
    projection: str,
    of: str,
    model: str | None,
    level: Decimal | None,
    samples: int | None,
    seed: int | None,
    scope: Scope,
    store: str | None,
    output: Output,
) -> None:
    """Tell which pairs share more, or less, than chance would have it.

    PROJECTION is a network of two kinds of things, agency-group or ministry-theme; --of names the kind whose pairs are
    compared.

    บอกว่าคู่ใดมีส่วนร่วมกันมากหรือน้อยกว่าที่ความบังเอิญอธิบายได้ PROJECTION คือเครือข่ายของสองชนิด เช่น agency-group
    ส่วน --of คือชนิดที่จะเทียบเป็นคู่
    """
    options = {"model": model, "level": level, "samples": samples, "seed": seed, **scope.options()}
    with opened(store) as workspace:
        rows = ask(workspace.chance, projection, of, **options)
    output.answer(rows)
    output.note(*_summary(rows, level or Decimal("0.05")))


def _summary(rows: Rows, level: Decimal) -> tuple[str, str]:
    """Say what was tested against what, and what came of it."""
    if not len(rows):
        return "มีไม่ถึงสองรายการ จึงไม่มีคู่ให้เทียบ", "There are fewer than two of them on record, so no pairs to compare."
    count = Counter(str(verdict) for verdict in rows["verdict"])
    more, less, same, unclear = (count[name] for name in ("more", "less", "as-expected", "cannot-tell"))
    th = (
        f"เทียบกับ: {rows[0]['model_th']} · ทดสอบ {len(rows):,} คู่ ที่ระดับ {level} (อัตราข้อค้นพบผิดในทุกคู่): "
        f"ต่างจากความบังเอิญ {more + less:,} คู่ (มากกว่า {more:,} น้อยกว่า {less:,}) "
        f"ไม่พบว่าต่าง {same:,} คู่ ข้อมูลน้อยเกินกว่าจะบอกได้ {unclear:,} คู่"
    )
    en = (
        f"Against: {rows[0]['model_en']}. Pairs tested: {len(rows):,}, at level {level} (false discovery rate over all "
        f"pairs). Survive: {more + less:,} ({more:,} more, {less:,} less than chance); not seen to differ: {same:,}; "
        f"cannot be told with so few: {unclear:,}."
    )
    if more + less and rows[0]["model"] == "hypergeometric":
        th += " · แบบจำลองนี้ไม่คงจำนวนความเชื่อมโยงของอีกฝ่าย ก่อนสรุปควรลอง --model curveball ซึ่งคงไว้"
        en += " How many links the other side has is not kept; before you conclude, try --model curveball."
    return th, en
