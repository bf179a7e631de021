"""Whether what groups or ministries share is more than chance would give them, said plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from govgraph.analysis.chance import cooccurrences
from govgraph.analysis.questions import number, text
from govgraph.model import Label
from govgraph.report.chapter import Chapter, Table
from govgraph.report.claims import Claim
from govgraph.report.inquiry import Inquiry, label
from govgraph.research.rows import Cell, Rows

Row = Mapping[str, Cell]

HOW: Final = Label(
    "เทียบกับเครือข่ายสุ่มที่ทุกฝ่ายมีจำนวนความเชื่อมโยงเท่าที่มีจริง ค่า q คืออัตราการค้นพบผิด (Benjamini–Hochberg) ของทุกคู่ "
    "คู่ใดมี q ไม่เกิน 0.05 จึงนับว่าต่างจากความบังเอิญ",
    "Held against random networks in which everybody keeps as many links as they have. q is the false discovery rate "
    "(Benjamini–Hochberg) over all pairs; a pair with q up to 0.05 counts as different from chance.",
)


def groups_by_chance(inquiry: Inquiry) -> Chapter:
    """Tell of every two groups how many agencies they share, what chance would give, and the verdict."""
    found = cooccurrences(inquiry.store, "agency-group", "group", as_of=inquiry.day)
    evidence = inquiry.evidence(seat.iri for seat in inquiry.seats())
    numbers = {seat.group: seat.number for seat in inquiry.seats()}
    claim = Claim(overlaps_sentence(found, numbers), _sure(found), evidence)
    return Chapter(
        "chance",
        Label("มากกว่าความบังเอิญหรือไม่", "More than chance?"),
        (claim,),
        said=HOW,
        tables=(pairs_table("chance-groups", found, Label("กลุ่มย่อยทุกคู่", "Every two groups")),),
        files={"chance-groups": found},
    )


def ministries_by_chance(inquiry: Inquiry, ministry: str) -> Chapter | None:
    """Tell with which ministries one met, and whether more often than chance; ``None`` where it met nobody."""
    if not any(seat.ministry == ministry for seat in inquiry.seats()):
        return None
    everybody = cooccurrences(inquiry.store, "ministry-theme", "ministry", as_of=inquiry.day, basis="participation")
    found = Rows.of(everybody.columns, [row for row in everybody if ministry in (row["a"], row["b"])])
    met = [row for row in found if number(row["observed"])]
    verdicts = Counter(text(row["verdict"]) for row in found)
    others = len(everybody)
    sentence = Label(
        f"มีหน่วยงานในด้านเดียวกับกระทรวงอื่น {len(met)} กระทรวง มากกว่าความบังเอิญ {verdicts['more']} กระทรวง "
        f"น้อยกว่า {verdicts['less']} ไม่พบว่าต่าง {verdicts['as-expected']} ข้อมูลน้อยเกินกว่าจะบอกได้ {verdicts['cannot-tell']} "
        f"(เทียบทุกคู่ {others} คู่)",
        f"It had agencies on the same themes as {len(met)} other ministries: with {verdicts['more']} more than chance "
        f"would have it, with {verdicts['less']} less, with {verdicts['as-expected']} not seen to differ, and of "
        f"{verdicts['cannot-tell']} it cannot be told with so few (all {others} pairs tested).",
    )
    evidence = inquiry.evidence(seat.iri for seat in inquiry.seats() if seat.ministry)
    return Chapter(
        "chance",
        Label("พบกับใคร และมากกว่าความบังเอิญหรือไม่", "Whom it meets, and whether more than chance"),
        (Claim(sentence, _sure(found), evidence),),
        said=HOW,
        tables=(pairs_table("chance-ministries", found, Label("กับกระทรวงอื่น", "With other ministries")),),
        files={"chance-ministries": found},
    )


def overlaps_sentence(found: Rows, numbers: Mapping[str, int]) -> Label:
    """Say of pairs of groups how many share agencies, and which share more, or less, than chance would have it.

    ``numbers`` are those of the groups, by which the sentence names them.
    """

    def pairs(rows: Sequence[Row]) -> str:
        return " ".join(f"{numbers[text(row['a'])]}–{numbers[text(row['b'])]}" for row in rows)

    by: dict[str, list[Row]] = {"more": [], "less": [], "as-expected": [], "cannot-tell": []}
    for row in found:
        by[text(row["verdict"])].append(row)
    sharing = [row for row in found if number(row["observed"])]
    th = f"ใน {len(found)} คู่ มี {len(sharing)} คู่ที่มีหน่วยงานร่วมกัน "
    en = f"Of {len(found)} pairs, {len(sharing)} share agencies. "
    th += f"มากกว่าความบังเอิญ {len(by['more'])} คู่ ({pairs(by['more'])}) " if by["more"] else "ไม่มีคู่ใดมากกว่าความบังเอิญ "
    en += (
        f"{len(by['more'])} more than chance ({pairs(by['more'])}); "
        if by["more"]
        else "None shares more than chance; "
    )
    th += f"น้อยกว่าความบังเอิญ {len(by['less'])} คู่ ({pairs(by['less'])}) " if by["less"] else ""
    en += f"{len(by['less'])} share less ({pairs(by['less'])}); " if by["less"] else "none less; "
    th += f"ไม่พบว่าต่าง {len(by['as-expected'])} คู่ ข้อมูลน้อยเกินกว่าจะบอกได้ {len(by['cannot-tell'])} คู่"
    en += f"{len(by['as-expected'])} are not seen to differ, "
    en += f"and of {len(by['cannot-tell'])} it cannot be told with so few."
    return Label(th, en)


def pairs_table(name: str, found: Rows, caption: Label) -> Table:
    """Return pairs with what they share, what chance gives, and the verdict; those that share most first."""
    ranked = sorted(
        found, key=lambda row: (-number(row["observed"]), _decimal(row["q"]), text(row["a"]), text(row["b"]))
    )
    return Table.of(
        name,
        caption,
        (
            Label("ฝ่ายแรก", "One"),
            Label("อีกฝ่าย", "Other"),
            Label("ร่วมกัน", "Shared"),
            Label("คาดโดยบังเอิญ", "By chance"),
            Label("ค่า q", "q"),
            Label("ข้อสรุป", "Verdict"),
        ),
        [
            (
                label(row, "a"),
                label(row, "b"),
                number(row["observed"]),
                _decimal(row["expected"]).quantize(Decimal("0.01")),
                _decimal(row["q"]).quantize(Decimal("0.0001")),
                label(row, "verdict"),
            )
            for row in ranked
        ],
    )


def _sure(found: Rows) -> tuple[str, ...]:
    return ("cannot-tell",) if set(found["verdict"]) == {"cannot-tell"} else ("reckoned",)


def _decimal(cell: Cell) -> Decimal:
    return Decimal(text(cell) or "0")
