"""What is missing: strategies nobody is behind, ministries in nothing, tiers, sectors and areas without a voice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, ask, text
from govgraph.model import Label
from govgraph.research.rows import Cell, Column, Rows, named
from govgraph.store.port import Store

KINDS: Final = ("strategy", "ministry", "tier", "sector", "province", "cluster")

REASONS: Final = {
    "none": Label("ไม่มีหน่วยงานส่วนกลางรองรับไม่ว่าด้วยฐานใด", "no central agency behind it on any basis"),
    "theme-only": Label("เชื่อมกับหน่วยงานส่วนกลางโดยด้านเท่านั้น", "linked to central agencies by theme only"),
    "no-project": Label("ไม่พบโครงการรองรับ", "no project on record under it"),
    "no-link": Label("ไม่มีหน่วยงานเข้าร่วมกลุ่มย่อยหรือโครงการใด", "no agency of it in a group or project on record"),
    "no-named-participant": Label("ไม่มีผู้เข้าร่วมที่ระบุชื่อ", "no participant of it is named"),
    "named-as-kind-only": Label("กล่าวถึงเพียงชนิด ไม่ระบุชื่อ", "named as a kind only, not by name"),
    "no-strategy-on-record": Label(
        "ไม่พบข้อความเชิงยุทธศาสตร์ของเวลาที่ถาม", "no strategic statement on record for the time asked about"
    ),
    "only-unknown-period": Label("มีแต่ข้อความที่ไม่ทราบช่วงปี", "only statements of unknown period"),
}
"""What each value of the column ``why`` means."""

COLUMNS: Final = (
    Column("kind", Label("ชนิด", "kind")),
    *named("subject", Label("สิ่งที่ขาด", "subject")),
    Column("why", Label("เหตุผล", "why")),
)


def gaps(
    store: Store,
    *,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    include_unknown: bool = False,
) -> Rows:
    """Return what is missing. Reasons are independent: a strategy with two of them has two rows.

    Strategies are judged basis by basis; ministries count only if they existed on a day of the evidence, areas
    only if they exist on the date asked about.
    """
    scope = {"as_of": as_of, "fiscal_year": fiscal_year}
    found: list[Record] = []
    strategies = ask(store, "statements-without-agency", include_unknown=include_unknown, **scope)
    found += [{"kind": "strategy", **row} for row in strategies]
    found += [{"kind": "ministry", **row} for row in ask(store, "ministries-without-link", **scope)]
    found += ask(store, "tiers-and-sectors-unnamed", **scope)
    found += ask(store, "areas-without-strategy", as_of=as_of, include_unknown=include_unknown)
    labels = labels_of(store, (text(row["subject"]) for row in found))
    for row in found:
        label = labels[text(row["subject"])]
        row["subject_th"], row["subject_en"] = label.th, label.en
    return Rows.of(COLUMNS, sorted(found, key=_order))


def _order(row: Mapping[str, Cell]) -> tuple[int, str, str]:
    return KINDS.index(text(row["kind"])), text(row["subject"]), text(row["why"])
