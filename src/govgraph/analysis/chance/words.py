"""Null models, verdicts and kinds of things in the words of Thai and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from govgraph.analysis.chance.discovery import samples_needed
from govgraph.analysis.chance.nulls import Drawn, Model
from govgraph.analysis.chance.pairs import Judged, Verdict
from govgraph.analysis.kinds import noun
from govgraph.model import Label

if TYPE_CHECKING:
    from govgraph.analysis.chance.twomode import TwoMode


def verdict_label(verdict: Verdict) -> Label:
    """Return a verdict as people would say it."""
    return _VERDICTS[verdict]


_VERDICTS: Final[Mapping[Verdict, Label]] = {
    Verdict.MORE: Label("มากกว่าความบังเอิญ", "more than chance"),
    Verdict.LESS: Label("น้อยกว่าความบังเอิญ", "less than chance"),
    Verdict.AS_EXPECTED: Label("ไม่พบว่าต่างจากความบังเอิญ", "not seen to differ from chance"),
    Verdict.CANNOT_TELL: Label("ข้อมูลน้อยเกินกว่าจะบอกได้", "cannot tell with so few"),
}


def model_label(two: TwoMode, judged: Judged, drawn: Drawn) -> Label:
    """Return the null model in words: what is kept, what is left to chance, and how exactly that was worked out."""
    node, partner, total = noun(two.kind), noun(two.partner_kind), len(two.partners)
    match judged.model:
        case Model.HYPERGEOMETRIC:
            th = f"{node.th}แต่ละรายสุ่มได้{partner.th}เป็นจำนวนเท่าที่มีจริง จากทั้งหมด {total:,} {partner.th} (คำนวณตรง)"
            en = f"each {node.en} draws as many {partner.plural} as it has, at random from all {total:,} (exact)"
        case Model.BICM:
            how = Label("คำนวณตรง", "exact") if judged.exact else Label("ประมาณด้วยการแจกแจงปกติ", "normal approximation")
            th = f"สุ่มความเชื่อมโยง โดย{node.th}และ{partner.th}แต่ละรายมีจำนวนเท่าที่มีจริงโดยเฉลี่ย ({how.th})"
            en = f"random links, on average as many for each {node.en} and {partner.en} as it has ({how.en})"
        case Model.CURVEBALL:
            n, seed = f"{drawn.samples:,}", f"(seed {drawn.seed})"
            th = f"กราฟสุ่ม {n} กราฟ ที่{node.th}และ{partner.th}ทุกรายมีจำนวนความเชื่อมโยงเท่าที่มีจริง {seed}"
            en = f"{n} random graphs with as many links for each {node.en} and {partner.en} as it has {seed}"
            if drawn.samples < (needed := samples_needed(len(judged.pairs), judged.level)):
                th += f" จำนวนกราฟนี้น้อยเกินกว่าที่คู่เดียวใน {len(judged.pairs):,} คู่จะเป็นข้อค้นพบได้ ต้องใช้ {needed:,} กราฟ"
                en += f"; too few for one of {len(judged.pairs):,} pairs alone to be a finding, which takes {needed:,}"
    return Label(th, en)
