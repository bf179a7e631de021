"""What a report claims: one sentence, how sure it is, and the places that bear witness to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from govgraph.analysis.links import CONFIDENCES
from govgraph.lineage import Evidence
from govgraph.model import Label
from govgraph.research.rows import Cell

ABSENT: Final = "absent"
"""Of what is not on record there is no evidence; what was looked at is said in the sentence."""

SURE: Final[Mapping[str, Label]] = {
    "confirmed": Label("ยืนยันแล้ว", "confirmed"),
    "probable": Label("น่าจะเป็น", "probable"),
    "unconfirmed": Label("ยังไม่ยืนยัน", "unconfirmed"),
    "inferred": Label("อนุมาน", "inferred"),
    ABSENT: Label("ไม่พบในคลัง", "not on record"),
    "reckoned": Label("คำนวณจากรายการที่อ้าง", "reckoned from the records cited"),
    "cannot-tell": Label("ข้อมูลน้อยเกินกว่าจะบอกได้", "cannot tell with so few"),
}
"""What each degree of certainty is called."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the report that somebody may have to defend.

    ``sure`` are keys of :data:`SURE`: how well it is known, and that it is inferred where any step of it is.
    ``evidence`` are the places in documents, or rows of imported tables, that it rests on, all of them.
    """

    sentence: Label
    sure: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()

    @property
    def certainty(self) -> Label:
        """How sure the claim is, in words."""
        said = [SURE[key] for key in self.sure]
        return Label(" · ".join(s.text("th") for s in said), ", ".join(s.text("en") for s in said))


def sure_of(rows: Iterable[Mapping[str, Cell]]) -> tuple[str, ...]:
    """Return how sure a sentence about several links is: no surer than the least sure of them.

    >>> sure_of([{"confidence": "confirmed", "derivation": "stated"}, {"confidence": "probable", "derivation": None}])
    ('probable',)
    >>> sure_of([{"confidence": "probable", "derivation": "inferred"}])
    ('probable', 'inferred')
    """
    known = list(rows)
    ranks = [CONFIDENCES.index(str(row["confidence"])) for row in known if row.get("confidence")]
    least = CONFIDENCES[max(ranks)] if ranks else "unconfirmed"
    return (least, "inferred") if any(row.get("derivation") == "inferred" for row in known) else (least,)


def baht(amount: Decimal | int) -> Label:
    """Return an amount as a report says it: in millions from a million on, exact below.

    >>> baht(Decimal(2699976200)).en, baht(Decimal("8302.5")).th
    ('2,700.0 million baht', '8,302.50 บาท')
    """
    exact = Decimal(amount)
    if abs(exact) >= _MILLION:
        number = f"{exact / _MILLION:,.1f}"
        return Label(f"{number} ล้านบาท", f"{number} million baht")
    number = f"{exact:,.2f}".removesuffix(".00")
    return Label(f"{number} บาท", f"{number} baht")


_MILLION: Final = 1_000_000


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Return a share in percent, with one digit behind the point.

    >>> percent(1, 3)
    Decimal('33.3')
    """
    return (Decimal(100) * Decimal(part) / Decimal(whole)).quantize(Decimal("0.1"))


def share(part: Decimal | int, whole: Decimal | int) -> Label:
    """Return a share in words.

    >>> share(1, 3).en, share(1, 3).th
    ('33.3%', 'ร้อยละ 33.3')
    """
    number = percent(part, whole)
    return Label(f"ร้อยละ {number}", f"{number}%")


def listed(labels: Iterable[Label], most: int = 6) -> Label:
    """Return names one after the other, so many of them and how many more there are.

    >>> listed([Label("ก", "A"), Label("ข", "B"), Label("ค", "C")], most=2).en
    'A, B and 1 more'
    """
    names = list(labels)
    more = len(names) - most
    th = " ".join(name.text("th") for name in names[:most]) + (f" และอีก {more}" if more > 0 else "")
    en = ", ".join(name.text("en") for name in names[:most]) + (f" and {more} more" if more > 0 else "")
    return Label(th, en)
