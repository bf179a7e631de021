"""What measures and their figures are called, and what they mean, in Thai and English.

A meaning may name the ``kind`` of nodes it is about (``kinds``: several), what nodes are grouped ``by``, the ``weight``
of lines, and numbers of what was counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from govgraph.model import Label

MEASURES: Final[Mapping[str, Label]] = {
    "degree": Label("ดีกรี", "degree"),
    "strength": Label("น้ำหนักรวม", "strength"),
    "betweenness": Label("ค่าความเป็นตัวกลาง", "betweenness"),
    "clustering": Label("ค่าการเกาะกลุ่ม", "clustering"),
    "participation": Label("ค่าการกระจายข้ามกลุ่ม", "participation coefficient"),
    "brokerage": Label("บทบาทคนกลาง", "brokerage roles"),
    "cohesion": Label("ความยึดโยง", "cohesion"),
    "communities": Label("ชุมชนในเครือข่าย", "communities"),
    "nestedness": Label("ความซ้อนกัน", "nestedness"),
    "concentration": Label("การกระจุกตัว", "concentration"),
}
"""The measures, in the order in which tables tell them."""

WEIGHTS: Final[Mapping[str, Label]] = {
    "agencies": Label("จำนวนหน่วยงาน", "agencies"),
    "projects": Label("จำนวนโครงการ", "projects"),
    "evidence": Label("จำนวนหลักฐาน", "records of evidence"),
    "participations": Label("จำนวนการเข้าร่วม", "participations"),
    "groups": Label("จำนวนกลุ่มย่อย", "groups"),
    "bodies": Label("จำนวนหน่วยงานที่ระบุชื่อ", "bodies named"),
    "amount_thb": Label("จำนวนเงิน (บาท)", "baht"),
}
"""What attributes of lines are called; one that is not here goes by its own name."""

_BETWEEN_TH: Final = "จำนวนคู่ที่มี{kind}คั่นกลาง{joined} โดย"
_BETWEEN_EN: Final = "pairs that {kinds} stand between{joined}"

FIGURES: Final[Mapping[str, tuple[Label, Label]]] = {
    "nodes": (
        Label("จำนวนจุด", "nodes"),
        Label("จำนวน{kind}ในเครือข่าย", "how many {kinds} the network has"),
    ),
    "lines": (
        Label("จำนวนเส้นเชื่อม", "lines"),
        Label("จำนวนคู่ที่เชื่อมกันโดยตรง", "how many pairs of nodes are joined"),
    ),
    "density": (
        Label("ความหนาแน่น", "density"),
        Label(
            "คู่ที่เชื่อมกันเป็นสัดส่วนเท่าใดของคู่ที่เป็นไปได้ทั้งหมด (0 ถึง 1)", "the share of all possible pairs that are joined, 0 to 1"
        ),
    ),
    "mean_degree": (
        Label("ดีกรีเฉลี่ย", "mean degree"),
        Label("จำนวนเส้นเชื่อมเฉลี่ยต่อหนึ่ง{kind}", "how many lines each of the {kinds} has, on average"),
    ),
    "total_weight": (
        Label("น้ำหนักรวมทั้งเครือข่าย", "total weight"),
        Label("ผลรวม{weight}ของทุกเส้นเชื่อม", "the {weight} of all lines together"),
    ),
    "betweenness_sources": (
        Label("จำนวนจุดตั้งต้นของค่าความเป็นตัวกลาง", "starting nodes of betweenness"),
        Label("ค่าความเป็นตัวกลางคำนวณครบจากทุกจุด ไม่ได้สุ่ม", "betweenness is exact: computed from every node"),
    ),
    "betweenness_sample": (
        Label("จำนวนจุดตั้งต้นของค่าความเป็นตัวกลาง", "starting nodes of betweenness"),
        Label(
            "ค่าความเป็นตัวกลางเป็นค่าประมาณ จากจุดตั้งต้นที่สุ่ม {pivots} จาก {nodes} จุด (seed {seed})",
            "betweenness is an estimate, from {pivots} of {nodes} nodes drawn at random (seed {seed})",
        ),
    ),
    "mean_clustering": (
        Label("ค่าการเกาะกลุ่มเฉลี่ย", "mean clustering"),
        Label(
            "{kind}ที่มีเพื่อนบ้านร่วมกัน มีเพื่อนบ้านซ้ำกันเป็นสัดส่วนเท่าใด (0 ถึง 1) เฉลี่ยจาก {defined} ใน {nodes} จุดที่มีค่า",
            "how far {kinds} that share a neighbour share all of them, 0 to 1; the mean of the {defined} of {nodes} "
            "that have a value",
        ),
    ),
    "mean_local_clustering": (
        Label("ค่าการเกาะกลุ่มเฉลี่ย", "mean clustering"),
        Label(
            "เพื่อนบ้านของ{kind}เชื่อมกันเองเป็นสัดส่วนเท่าใด (0 ถึง 1) เฉลี่ยจาก {defined} ใน {nodes} จุดที่มีค่า",
            "the share of the pairs of neighbours of {kinds} that are joined, 0 to 1; the mean of the {defined} of "
            "{nodes} that have a value",
        ),
    ),
    "closure": (
        Label("การปิดวงสี่เส้น", "closure"),
        Label(
            "ทางเดินยาวสามเส้นที่เป็นส่วนหนึ่งของวงสี่เส้น คิดเป็นสัดส่วนเท่าใด (0 ถึง 1)",
            "the share of paths of three lines that are part of a cycle of four, 0 to 1",
        ),
    ),
    "transitivity": (
        Label("การปิดสามเหลี่ยม", "transitivity"),
        Label(
            "ทางเดินยาวสองเส้นที่เป็นส่วนหนึ่งของสามเหลี่ยม คิดเป็นสัดส่วนเท่าใด (0 ถึง 1)",
            "the share of paths of two lines that are part of a triangle, 0 to 1",
        ),
    ),
    "mean_participation": (
        Label("ค่าการกระจายข้ามกลุ่มเฉลี่ย", "mean participation coefficient"),
        Label(
            "เส้นเชื่อมของ{kind}กระจายไปหลาย{reached}เพียงใด (0 คือ{reached}เดียว){weighed} "
            "เฉลี่ยจาก {defined} ใน {nodes} จุดที่มีค่า",
            "how far the lines of {kinds} are spread over several {reached}, 0 for one{weighed}; the mean of the "
            "{defined} of {nodes} that have a value",
        ),
    ),
    "coordinator": (
        Label("ผู้ประสานภายในกลุ่ม", "coordinator"),
        Label(_BETWEEN_TH + "ทั้งสามอยู่ใน{by}เดียวกัน", _BETWEEN_EN + ", all three of one {by}"),
    ),
    "itinerant": (
        Label("ที่ปรึกษาจากภายนอก", "itinerant (consultant)"),
        Label(
            _BETWEEN_TH + "คู่นั้นอยู่ใน{by}เดียวกัน แต่ผู้คั่นกลางอยู่ใน{by}อื่น",
            _BETWEEN_EN + ", both of one {by}, the broker of another",
        ),
    ),
    "gatekeeper": (
        Label("ผู้เฝ้าประตูหรือผู้แทน", "gatekeeper or representative"),
        Label(
            _BETWEEN_TH + "ฝ่ายหนึ่งอยู่ใน{by}เดียวกับผู้คั่นกลาง อีกฝ่ายอยู่ใน{by}อื่น",
            _BETWEEN_EN + ", one of the broker's own {by}, the other of another",
        ),
    ),
    "liaison": (
        Label("ผู้เชื่อมต่างกลุ่ม", "liaison"),
        Label(_BETWEEN_TH + "ทั้งสามอยู่คนละ{by}", _BETWEEN_EN + ", all three of different ones ({by})"),
    ),
    "unclassified": (
        Label("จัดบทบาทไม่ได้", "unclassified pairs"),
        Label(_BETWEEN_TH + "ไม่ทราบ{by}ของบางราย", _BETWEEN_EN + ", the {by} of one of the three not known"),
    ),
    "components": (
        Label("จำนวนส่วนที่เชื่อมถึงกัน", "components"),
        Label("เครือข่ายแยกเป็นกี่ส่วนที่ไม่มีทางถึงกัน", "into how many parts without a way between them the network falls"),
    ),
    "largest_component": (
        Label("ขนาดส่วนที่ใหญ่ที่สุด", "largest component"),
        Label("จำนวนจุดในส่วนที่ใหญ่ที่สุด", "how many nodes the largest part has"),
    ),
    "cut_vertices": (
        Label("จุดตัด", "cut vertices"),
        Label("จำนวน{kind}ซึ่งถ้าขาดไป เครือข่ายจะแยกจากกัน", "{kinds} without which the network falls apart"),
    ),
    "bridges": (
        Label("เส้นสะพาน", "bridges"),
        Label("จำนวนเส้นเชื่อมซึ่งถ้าขาดไป เครือข่ายจะแยกจากกัน", "lines without which the network falls apart"),
    ),
    "highest_core": (
        Label("แกนสูงสุด (k)", "highest core (k)"),
        Label(
            "k สูงสุดที่ยังมีส่วนซึ่งทุกจุดเชื่อมกับจุดอื่นในส่วนนั้นอย่างน้อย k เส้น",
            "the largest k with a part in which every node has at least k lines to the others of it",
        ),
    ),
    "highest_core_nodes": (
        Label("จำนวนจุดในแกนสูงสุด", "nodes of the highest core"),
        Label("จำนวนจุดในแกนสูงสุดนั้น", "how many nodes that part has"),
    ),
    "communities": (
        Label("จำนวนชุมชน", "communities"),
        Label(
            "กลุ่มที่เชื่อมกันหนาแน่นกว่าที่คาดโดยบังเอิญ{weighed}: ผลที่ดีที่สุดจากการคำนวณ {runs} ครั้ง",
            "groups joined more than chance would have it{weighed}: the best of {runs} runs",
        ),
    ),
    "modularity": (
        Label("ค่ามอดูลาริตี", "modularity"),
        Label(
            "สัดส่วนของเส้นเชื่อมภายในชุมชนที่เกินจากที่คาดโดยบังเอิญ (0 คือเท่ากับบังเอิญ และไม่ถึง 1)",
            "the share of lines inside communities beyond what chance would have, 0 for chance and below 1",
        ),
    ),
    "stability": (
        Label("ความคงที่ของชุมชน", "stability of communities"),
        Label(
            "การคำนวณ {runs} ครั้งให้ชุมชนตรงกันเพียงใด: ดัชนีแรนด์ที่ปรับแก้แล้ว เฉลี่ยทุกคู่ (1 คือตรงกันทุกครั้ง)",
            "how far the {runs} runs agree: adjusted Rand index, the mean of all pairs (1 if all found the same)",
        ),
    ),
    "nodf": (
        Label("ความซ้อนกัน NODF", "nestedness (NODF)"),
        Label(
            "เพื่อนบ้านของจุดที่มีน้อย เป็นเพื่อนบ้านของจุดที่มีมากกว่าด้วยเพียงใด (0 ถึง 100) ทั้งสองฝ่ายรวมกัน",
            "how far neighbours of nodes that have few are neighbours of those that have more, 0 to 100; both modes",
        ),
    ),
    "nodf_of_mode": (
        Label("ความซ้อนกัน NODF ของฝ่ายเดียว", "nestedness (NODF) of a mode"),
        Label("ค่าเดียวกัน เทียบเฉพาะ{kind}ด้วยกัน", "the same, among {kinds} only"),
    ),
    "gini": (
        Label("สัมประสิทธิ์จีนี", "Gini coefficient"),
        Label(
            "{what}กระจุกใน{kind}เพียงใด (0 คือเท่ากันทุกราย) คิดจาก {holders} รายที่มีเส้นเชื่อม",
            "how unequally {what} are held by {kinds}, 0 if equally; of the {holders} that have lines",
        ),
    ),
    "gini_normalised": (
        Label("สัมประสิทธิ์จีนีปรับฐาน", "Gini coefficient, normalised"),
        Label("ค่าเดียวกัน ปรับให้ 1 คือรายเดียวถือทั้งหมด", "the same, scaled so that 1 means that one holds all"),
    ),
    "hhi": (
        Label("ดัชนีเฮอร์ฟินดาห์ล–เฮิร์ชแมน", "Herfindahl–Hirschman index"),
        Label("ผลรวมกำลังสองของส่วนแบ่ง (1 คือรายเดียวถือทั้งหมด)", "the sum of the squared shares, 1 if one holds all"),
    ),
    "hhi_normalised": (
        Label("ดัชนีเฮอร์ฟินดาห์ล–เฮิร์ชแมนปรับฐาน", "Herfindahl–Hirschman index, normalised"),
        Label("ค่าเดียวกัน ปรับให้ 0 คือเท่ากันทุกราย", "the same, scaled so that 0 means equal shares"),
    ),
    "money_total": (
        Label("จำนวนเงินทั้งหมด (บาท)", "all money (THB)"),
        Label("เงินทั้งหมดที่บันทึกไว้ในขอบเขตที่ถาม", "all money on record in the scope asked about"),
    ),
    "money_assigned": (
        Label("เงินที่ระบุรายเดียว (บาท)", "money with one name (THB)"),
        Label(
            "ส่วนที่ระบุ{kind}เดียว เป็นฐานของค่าการกระจุกตัวด้านล่าง",
            "what names one {kind}: the figures below are of this money",
        ),
    ),
    "money_shared": (
        Label("เงินที่ระบุหลายราย (บาท)", "money shared by several (THB)"),
        Label(
            "ส่วนที่ระบุหลาย{kind} ไม่นำมาคิดการกระจุกตัว",
            "what names several {kinds}: in none of the figures below",
        ),
    ),
    "money_unassigned": (
        Label("เงินที่ไม่ระบุ (บาท)", "money not assigned (THB)"),
        Label("ส่วนที่ไม่ระบุ{kind} ไม่นำมาคิดการกระจุกตัว", "what names no {kind}: in none of the figures below"),
    ),
    "money_gini": (
        Label("สัมประสิทธิ์จีนีของเงิน", "Gini coefficient of money"),
        Label(
            "เงินกระจุกใน{kind}เพียงใด (0 คือเท่ากันทุกราย) คิดจาก {holders} รายที่มีเงินบันทึกไว้",
            "how unequally {kinds} hold the money, 0 if equally; of the {holders} with money on record",
        ),
    ),
    "money_gini_normalised": (
        Label("สัมประสิทธิ์จีนีของเงินปรับฐาน", "Gini coefficient of money, normalised"),
        Label("ค่าเดียวกัน ปรับให้ 1 คือรายเดียวถือทั้งหมด", "the same, scaled so that 1 means that one holds all"),
    ),
    "money_hhi": (
        Label("ดัชนีเฮอร์ฟินดาห์ล–เฮิร์ชแมนของเงิน", "Herfindahl–Hirschman index of money"),
        Label(
            "ผลรวมกำลังสองของส่วนแบ่งเงิน (1 คือรายเดียวถือทั้งหมด)",
            "the sum of the squared shares of money, 1 if one holds all",
        ),
    ),
    "money_hhi_normalised": (
        Label("ดัชนีเฮอร์ฟินดาห์ล–เฮิร์ชแมนของเงินปรับฐาน", "Herfindahl–Hirschman index of money, normalised"),
        Label("ค่าเดียวกัน ปรับให้ 0 คือเท่ากันทุกราย", "the same, scaled so that 0 means equal shares"),
    ),
}
"""Every figure of a network as a whole: its name, and what it means."""


def weight_label(weight: str) -> Label:
    """Return what an attribute of lines is called.

    >>> weight_label("projects").th, weight_label("hours").en
    ('จำนวนโครงการ', 'hours')
    """
    return WEIGHTS.get(weight, Label(en=weight))
