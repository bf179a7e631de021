"""``govgraph what-if``: what would be otherwise without somebody, with somebody elsewhere, with a seat more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from govgraph.cli.facade import ask, opened
from govgraph.cli.links import unknown_option
from govgraph.cli.options import Scope, output_options, scope_options, store_option
from govgraph.cli.output import Output
from govgraph.errors import UsageError


@click.command("what-if")
@click.option("--without", multiple=True, metavar="BODY", help="It is not there. · ถ้าไม่มีหน่วยงานหรือกระทรวงนี้")
@click.option("--move", "moves", multiple=True, metavar="BODY=MINISTRY", help="It is under that. · ถ้าย้ายไปสังกัดกระทรวงนี้")
@click.option("--seat", "seats", multiple=True, metavar="BODY=GROUP", help="It sits there too. · ถ้าเข้าร่วมกลุ่มย่อยนี้ด้วย")
@unknown_option
@scope_options("as_of")
@store_option
@output_options()
def what_if(
    *,
    without: tuple[str, ...],
    moves: tuple[str, ...],
    seats: tuple[str, ...],
    include_unknown: bool,
    scope: Scope,
    store: str | None,
    output: Output,
) -> None:
    """Tell what would be otherwise. Nothing is written to the store.

    บอกว่าอะไรจะเปลี่ยนไปหากสมมุติเช่นนั้น โดยไม่แก้ไขคลังข้อมูล
    """
    if not (without or moves or seats):
        raise UsageError(
            th="ระบุสิ่งที่สมมุติ: --without, --move หรือ --seat", en="Suppose something: --without, --move or --seat."
        )
    with opened(store) as workspace:
        rows = ask(
            workspace.what_if,
            without=without,
            move=_once(_pairs(moves, "--move")),
            seat=tuple(_pairs(seats, "--seat")),
            include_unknown=include_unknown,
            **scope.options(),
        )
    output.answer(rows)
    if not len(rows):
        output.note(
            "ไม่มีกลุ่มย่อยที่แยกหรือเชื่อมกัน ช่องว่าง หรือความเชื่อมโยงใดเกิดขึ้นหรือหายไป แต่จำนวนหน่วยงานที่อยู่เบื้องหลังอาจเปลี่ยน",
            "No group, gap or link would come or go; how many agencies stand behind them may be otherwise.",
        )


def _once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for body, ministry in pairs:
        if found.setdefault(body, ministry) != ministry:
            raise UsageError(
                th=f"--move {body}: ระบุกระทรวงปลายทางได้แห่งเดียว", en=f"--move {body}: give one ministry only."
            )
    return found


def _pairs(given: Iterable[str], option: str) -> Iterator[tuple[str, str]]:
    for pair in given:
        body, equals, other = pair.partition("=")
        if not (equals and body.strip() and other.strip()):
            raise UsageError(th=f"{option} {pair}: เขียนเป็น ก=ข", en=f"{option} {pair}: write A=B.")
        yield body.strip(), other.strip()
