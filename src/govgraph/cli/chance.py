"""``govgraph chance``: which overlaps, links and scores chance does not explain."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.options import SCOPE, Scope, output_options, reading, scope_options, store_option
from govgraph.cli.output import Output
from govgraph.cli.progress import told
from govgraph.errors import UsageError

if TYPE_CHECKING:
    from govgraph.research.rows import Rows

_MODELS: Final = ("hypergeometric", "bicm", "curveball")
_PAIRS: Final = ("คู่", "pairs")
_SCORES: Final = ("ค่า", "scores")


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
@click.option("--of", required=True, metavar="KIND|link", help="Pairs of a kind: group, agency …, or link. · คู่ของอะไร")
@click.option("--weight", metavar="NAME", help="What links count: agencies, projects … · ความเชื่อมโยงนับอะไร")
@click.option("--score", metavar="NAME", help="Test a measure of each KIND: betweenness … · ทดสอบค่าวัดของแต่ละราย")
@click.option("--by", metavar="NAME", help="Group nodes, for --score participation, liaison … · แบ่งกลุ่มตาม")
@click.option(
    "--model",
    type=click.Choice(_MODELS),
    help="The null model; if not given curveball, with --weight hypergeometric. · แบบจำลองความบังเอิญ",
)
@click.option(
    "--level", callback=reading(_level), metavar="0.05", help="False discoveries allowed. · สัดส่วนข้อค้นพบผิดที่ยอมได้"
)
@click.option("--samples", type=click.IntRange(1, 1_000_000), help="How many random graphs. · จำนวนกราฟสุ่ม")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Where they start from. · ค่าตั้งต้นการสุ่ม")
@scope_options(*SCOPE)
@store_option
@output_options()
def chance(
    *,
    projection: str,
    of: str,
    score: str | None,
    scope: Scope,
    store: str | None,
    output: Output,
    **options: object,
) -> None:
    """Tell which pairs, links or scores are more, or less, than chance would have it.

    PROJECTION is a network of two kinds of things, agency-group or ministry-theme. --of KIND compares what each two of
    a kind share; --of link holds each link against the sums of its ends (--weight agencies: what it counts); --of KIND
    --score betweenness tests a measure of each of them.

    บอกว่าคู่ใด ความเชื่อมโยงใด หรือค่าวัดใด มากหรือน้อยกว่าที่ความบังเอิญอธิบายได้ PROJECTION คือเครือข่ายของสองชนิด เช่น
    agency-group ส่วน --of คือชนิดที่จะเทียบเป็นคู่ หรือ link เพื่อทดสอบความเชื่อมโยงทีละเส้น (--weight บอกว่านับอะไร)
    --score ทดสอบค่าวัดของแต่ละราย
    """
    asked = {**options, **scope.options()}
    with opened(store) as workspace:
        if score is None:
            rows = ask(workspace.chance, projection, of, **asked)
        else:
            with told(output) as teller:
                rows = ask(workspace.chance_of_scores, projection, of, score, teller=teller, **asked)
    output.answer(_short(rows) if output.form == "table" and not output.quiet else rows)
    level = options["level"] or Decimal("0.05")
    output.note(*_summary(rows, _PAIRS if score is None else _SCORES, f"{level}"))


def _short(rows: Rows) -> Rows:
    """Return a table for a screen: the model by its name, for the note below has it in words, once for all rows."""
    from govgraph.research.rows import Rows as Table

    kept = [column for column in rows.columns if column.name not in {"model_th", "model_en"}]
    return Table.of(kept, rows)


def _summary(rows: Rows, tested: tuple[str, str], level: str) -> tuple[str, str]:
    """Say what was tested against what, and what came of it; ``tested`` is the word for what was."""
    of_th, of_en = tested
    if not len(rows):
        return "ไม่มีรายการพอให้ทดสอบ", "There is too little on record to test anything."
    count = Counter(str(verdict) for verdict in rows["verdict"])
    more, less, same, unclear = (count[name] for name in ("more", "less", "as-expected", "cannot-tell"))
    tests = len(rows) - count["not-defined"]
    rate_th = f"ที่ระดับ {level} (อัตราข้อค้นพบผิดในทุก{of_th})"
    rate_en = f"at level {level} (false discovery rate over all {of_en})"
    th = (
        f"เทียบกับ: {rows[0]['model_th']} · ทดสอบ {tests:,} {of_th} {rate_th}: "
        f"ต่างจากความบังเอิญ {more + less:,} {of_th} (มากกว่า {more:,} น้อยกว่า {less:,}) "
        f"ไม่พบว่าต่าง {same:,} {of_th} ข้อมูลน้อยเกินกว่าจะบอกได้ {unclear:,} {of_th}"
    )
    en = (
        f"Against: {rows[0]['model_en']}. {of_en.capitalize()} tested: {tests:,}, {rate_en}. "
        f"Survive: {more + less:,} ({more:,} more, {less:,} less than chance); not seen to differ: {same:,}; "
        f"cannot be told with so few: {unclear:,}."
    )
    if without := count["not-defined"]:
        th += f" · อีก {without:,} รายไม่มีค่าให้ทดสอบ"
        en += f" Without a value to test: {without:,}."
    if more + less and rows[0]["model"] == "hypergeometric" and "a_links" in rows.names:
        th += " · แบบจำลองนี้ไม่คงจำนวนความเชื่อมโยงของอีกฝ่าย ก่อนสรุปควรลอง --model curveball ซึ่งคงไว้"
        en += " How many links the other side has is not kept; before you conclude, try --model curveball."
    return th, en
