"""Null models, verdicts and kinds of things in the words of Thai and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from govgraph.analysis.chance.discovery import samples_needed
from govgraph.analysis.chance.nulls import Model
from govgraph.analysis.chance.verdicts import Judged, Verdict
from govgraph.analysis.kinds import Noun, noun
from govgraph.model import Label

if TYPE_CHECKING:
    from govgraph.analysis.chance.settings import Settings
    from govgraph.analysis.chance.twomode import TwoMode

PAIR: Final = Noun("คู่", "pair", "pairs")
"""What is tested of two nodes, be they of one kind or of two."""


def verdict_label(verdict: Verdict) -> Label:
    """Return a verdict as people would say it."""
    return _VERDICTS[verdict]


_VERDICTS: Final[Mapping[Verdict, Label]] = {
    Verdict.MORE: Label("มากกว่าความบังเอิญ", "more than chance"),
    Verdict.LESS: Label("น้อยกว่าความบังเอิญ", "less than chance"),
    Verdict.AS_EXPECTED: Label("ไม่พบว่าต่างจากความบังเอิญ", "not seen to differ from chance"),
    Verdict.CANNOT_TELL: Label("ข้อมูลน้อยเกินกว่าจะบอกได้", "cannot tell with so few"),
    Verdict.NOT_DEFINED: Label("ไม่มีค่าให้ทดสอบ", "no value to test"),
}


_EXACT: Final = Label("คำนวณตรง", "exact")
_NINE_DIGITS: Final = Label("คำนวณละเอียดเก้าหลัก", "to nine digits")
_NORMAL: Final = Label("ประมาณด้วยการแจกแจงปกติ", "normal approximation")


def of_pairs(two: TwoMode, judged: Judged, settings: Settings) -> Label:
    """Return the model that pairs of a kind were held against: what is kept, what is chance, how exactly."""
    if judged.model is not Model.HYPERGEOMETRIC:
        return _random_links(two, judged, settings)
    draws = _draws(noun(two.kind), noun(two.partner_kind), len(two.partners))
    return _with(draws, _EXACT if judged.exact else _NINE_DIGITS)


def of_links(two: TwoMode, judged: Judged, settings: Settings, counted: Label, total: int) -> Label:
    """Return the model that links were held against; ``counted`` says what they count, ``total`` is the sum of it."""
    if judged.model is not Model.HYPERGEOMETRIC:
        return _random_links(two, judged, settings)
    node, partner = noun(two.kind), noun(two.partner_kind)
    dealt = Label(
        f"สิ่งที่ความเชื่อมโยงนับไว้ ({counted.th} รวมทุกเส้น {total:,}) จัดสรรใหม่โดยสุ่ม "
        f"โดย{node.th}และ{partner.th}แต่ละรายได้รวมเท่าที่มีจริง",
        f"what the links count ({counted.en}, {total:,} on all of them) is dealt out at random, as much to each "
        f"{node.en} and {partner.en} as it has",
    )
    return _with(dealt, _EXACT if judged.exact else _NINE_DIGITS)


def of_scores(two: TwoMode, settings: Settings, tests: int, remark: Label | None = None) -> Label:
    """Return the model that ``tests`` scores were held against; ``remark`` is what to know of the scores themselves."""
    node, partner = noun(two.kind), noun(two.partner_kind)
    match settings.model:
        case Model.HYPERGEOMETRIC:
            draws = _draws(partner, node, len(two.nodes))
            kept = Label(draws.th, f"in which {draws.en}")
        case Model.BICM:
            kept = Label(
                f"{node.th}และ{partner.th}แต่ละรายมีจำนวนความเชื่อมโยงเท่าที่มีจริงโดยเฉลี่ย",
                f"with, on average, as many links for each {node.en} and {partner.en} as it has",
            )
        case Model.CURVEBALL:
            kept = _kept(two)
    said = _drawn(kept, settings, node, tests)
    return Label(f"{said.th} · {remark.text('th')}", f"{said.en}; {remark.text('en')}") if remark else said


def _draws(one: Noun, other: Noun, total: int) -> Label:
    """Say that nodes of one kind each draw as many of the other kind as they have."""
    return Label(
        f"{one.th}แต่ละรายสุ่มได้{other.th}เป็นจำนวนเท่าที่มีจริง จากทั้งหมด {total:,} {other.th}",
        f"each {one.en} draws as many {other.plural} as it has, at random from all {total:,}",
    )


def _kept(two: TwoMode) -> Label:
    node, partner = noun(two.kind), noun(two.partner_kind)
    return Label(
        f"{node.th}และ{partner.th}ทุกรายมีจำนวนความเชื่อมโยงเท่าที่มีจริง",
        f"with as many links for each {node.en} and {partner.en} as it has",
    )


def _random_links(two: TwoMode, judged: Judged, settings: Settings) -> Label:
    if judged.model is Model.CURVEBALL:
        return _drawn(_kept(two), settings, PAIR, len(judged.pairs))
    node, partner = noun(two.kind), noun(two.partner_kind)
    average = Label(
        f"สุ่มความเชื่อมโยง โดย{node.th}และ{partner.th}แต่ละรายมีจำนวนเท่าที่มีจริงโดยเฉลี่ย",
        f"random links, on average as many for each {node.en} and {partner.en} as it has",
    )
    return _with(average, _EXACT if judged.exact else _NORMAL)


def _drawn(kept: Label, settings: Settings, tested: Noun, tests: int) -> Label:
    """Say how many graphs were drawn, what they keep, and whether so few can show anything."""
    n = settings.drawn.samples
    said = _with(
        Label(f"กราฟสุ่ม {n:,} กราฟ ที่{kept.th}", f"{n:,} random graphs {kept.en}"),
        Label(en=f"seed {settings.drawn.seed}"),
    )
    if n >= (needed := samples_needed(tests, settings.level)):
        return said
    return Label(
        f"{said.th} จำนวนกราฟนี้น้อยเกินกว่าที่{tested.th}เดียวใน {tests:,} {tested.th}จะเป็นข้อค้นพบได้ ต้องใช้ {needed:,} กราฟ",
        f"{said.en}; too few for one of {tests:,} {tested.plural} alone to be a finding, which takes {needed:,}",
    )


def _with(said: Label, how: Label) -> Label:
    return Label(f"{said.th} ({how.text('th')})", f"{said.en} ({how.text('en')})")
