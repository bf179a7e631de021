"""Amounts of money as cells hold them, in baht, exact to the last digit written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from govgraph.thai.patterns import Pattern
from govgraph.thai.reading import LONGEST, Remark, UnreadableTextError, plain, stands_for_nothing

BLANK: Final = "GG-AMT-001"
NO_AMOUNT: Final = "GG-AMT-002"
MISPLACED_COMMA: Final = "GG-AMT-003"
NEGATIVE: Final = "GG-AMT-004"
SEVERAL: Final = "GG-AMT-005"
INEXACT: Final = "GG-AMT-006"
PERCENT: Final = "GG-AMT-007"
TOO_LARGE: Final = "GG-AMT-008"
OTHER_CURRENCY: Final = "GG-AMT-009"
OTHER_UNIT: Final = "GG-AMT-021"
EXPONENT: Final = "GG-AMT-022"
COMMAS_DROPPED: Final = "GG-AMT-023"

LARGEST: Final = Decimal(10) ** 15
"""No amount of the State comes near a thousand million million baht."""

_TH: Final = {0: "", 2: "ร้อย", 3: "พัน", 4: "หมื่น", 5: "แสน", 6: "ล้าน"}
_TH_MILLIONS: Final = {7: "สิบล้าน", 8: "ร้อยล้าน", 9: "พันล้าน", 10: "หมื่นล้าน", 11: "แสนล้าน", 12: "ล้านล้าน"}
_NAMES_TH: Final = {power: f"{word}บาท" for power, word in (_TH | _TH_MILLIONS).items()}
_NAMES_EN: Final = {0: "baht", 3: "thousand baht", 6: "million baht", 9: "billion baht", 12: "trillion baht"}

_POWERS: Final = {
    "บาท": 0,
    "บ.": 0,
    "฿": 0,
    "baht": 0,
    "bahts": 0,
    "thb": 0,
    "ลบ": 6,
    "ลบ.": 6,
    "mb": 6,
    "m": 6,
    "mil": 6,
    "mil.": 6,
    "bn": 9,
    **{word: power for power, word in (_TH | _TH_MILLIONS).items() if word},
    **{name.removesuffix(" baht"): power for power, name in _NAMES_EN.items() if power},
}
_BAHT: Final = ("บาท", "บ.", "฿", "baht", "bahts", "thb")
_BY_LENGTH: Final = "|".join(re.escape(word) for word in sorted(_POWERS, key=len, reverse=True) if word not in _BAHT)
_BAHT_PATTERN: Final = "|".join(re.escape(word) for word in sorted(_BAHT, key=len, reverse=True))
_UNIT: Final = rf"(?:(?P<scale>{_BY_LENGTH})? ?(?P<baht>{_BAHT_PATTERN})?)"
_TAIL: Final = r"(?: ?ถ้วน| ?\.-|(?<=\.)-)?"

_QUICK: Final = Pattern(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_AMOUNT: Final = Pattern(
    rf"(?:(?:฿|thb|baht|บาท) ?)?(?P<number>(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.[0-9]*)?|\.[0-9]+)"
    rf"(?P<exponent>e[+-]?[0-9]{{1,3}})?{_TAIL} ?{_UNIT}{_TAIL}"
)
_LOOSE: Final = Pattern(r"[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
_NUMBER: Final = r"[0-9][0-9,.]*"
_MISPLACED: Final = Pattern(rf"(?:฿|thb|baht|บาท)? ?[0-9]+(?:[., ][0-9]*)+{_TAIL} ?{_UNIT}{_TAIL}")
_NEGATIVE: Final = Pattern(
    r"(?:(?:฿|thb|baht|บาท) ?)?"
    rf"(?:(?:-+|ติดลบ|ลบ) ?(?:฿ ?)?{_NUMBER}{_TAIL}|\((?:฿ ?)?{_NUMBER}[^()0-9]*\)) ?{_UNIT}{_TAIL}"
)
_SEVERAL: Final = Pattern(rf"{_NUMBER}[^0-9]*(?:-|~|ถึง|หรือ|และ|\+|/|;|\bto\b|\bor\b|\band\b)[^0-9]*{_NUMBER}.*")
_INEXACT: Final = Pattern(
    r"[~≈<>≤≥±]|ประมาณ|ราว|เกือบ|กว่า|เกิน|อย่างน้อย|อย่างมาก|สูงสุด|ต่ำสุด|ตั้งแต่|ขึ้นไป|ไม่ต่ำ|ภายใน"
    r"|\b(?:about|approx|approximately|around|ca|circa|up to|at (?:least|most)|over|under|(?:more|less) than|max|min)\b"
    r"|[0-9] ?\+$"
)
_PERCENT: Final = Pattern(r"[%‰]|ร้อยละ|เปอร์เซ็นต์|เปอร์เซนต์|percent|\bpct\b")
_CURRENCY: Final = Pattern(r"[$€£¥₭₩₹]|ดอลลาร์|เหรียญ|ยูโร|เยน|ปอนด์|หยวน|\b(?:usd|us|eur|gbp|jpy|cny)\b")
_DIGIT: Final = Pattern("[0-9]")
_EXACT: Final = Context(prec=400)
_HIGHEST_POWER: Final = 30
_LOWEST_POWER: Final = -6
"""Amounts between these powers of ten are multiplied and written without an exponent."""

_IN_HEADING: Final = Pattern(
    rf"(?P<scale>{_BY_LENGTH}) ?(?:{_BAHT_PATTERN})"
    rf"|(?:\A|[\s(\[:/,]|หน่วย|เงิน|เป็น)(?P<baht>{_BAHT_PATTERN})(?=\Z|[\s)\],/])"
    rf"|(?:\A|[\s(\[:])(?P<short>ลบ\.?|mb|ล้าน)(?=\Z|[\s)\],])(?! ?(?:{_BAHT_PATTERN}))"
)


_YEAR_BEFORE: Final = Pattern(r"(?:ปี|งบประมาณ|พ\.ศ\.|ค\.ศ\.|year|fy) ?(?:19|20|2[456])[0-9]{2} ?\Z")


@dataclass(frozen=True, slots=True)
class AmountReading:
    """An amount in baht, with no digit added or lost, and remarks on how it was read."""

    baht: Decimal
    remarks: tuple[Remark, ...] = ()


def read_amount(text: str, unit: Decimal = Decimal(1), *, any_commas: bool = False) -> AmountReading:
    """Read one amount; ``unit`` is the worth in baht of the number 1 where the cell names no unit of its own.

    A unit in the cell (``12.5 ล้านบาท``) goes before that of the column. With ``any_commas`` the digits count as they
    stand wherever the commas are, with a remark: for documents that a program took from paper, where nobody typed a
    decimal comma. Raises :class:`UnreadableTextError` with a
    code ``GG-AMT-…`` for what is no amount, a range, an estimate, less than nothing, less than a millionth of a baht,
    or in doubt.

    >>> read_amount("๑๒,๕๐๐.-").baht, read_amount("12.5", Decimal(1_000_000)).baht
    (Decimal('12500'), Decimal('12500000'))
    >>> read_amount("8,750,000 บาท", Decimal(1_000_000)).remarks[0][0]
    'GG-AMT-021'
    >>> read_amount("528,000,00", any_commas=True).baht
    Decimal('52800000')
    """
    if _QUICK.fullmatch(text) and len(text) <= LONGEST:
        return AmountReading(_baht(Decimal(text.replace(",", "")), unit))
    written = plain(text)
    if stands_for_nothing(written):
        raise UnreadableTextError(BLANK)
    if any_commas and len(written) <= LONGEST and _LOOSE.fullmatch(written) and not _AMOUNT.fullmatch(written):
        baht = _baht(Decimal(written.replace(",", "")), unit)
        return AmountReading(baht, ((COMMAS_DROPPED, _shown(baht)),))
    if len(written) > LONGEST or (found := _AMOUNT.fullmatch(written)) is None:
        raise UnreadableTextError(_why_not(written))
    number = Decimal(found["number"].replace(",", "") + (found["exponent"] or ""))
    own = _unit_of(found)
    baht = _baht(number, unit if own is None else own)
    remarks: list[Remark] = []
    if own is not None and own != unit:
        remarks.append((OTHER_UNIT, _units(own, unit) | _shown(baht)))
    if found["exponent"]:
        remarks.append((EXPONENT, _shown(baht)))
    return AmountReading(baht, tuple(remarks))


def unit_in(text: str) -> Decimal | None:
    """Return the unit that a heading names, in baht, or ``None`` where it names none, or several.

    A unit behind a number is that of an amount and says nothing of the column, unless the number is a year.

    >>> unit_in("งบประมาณ (ล้านบาท)"), unit_in("วงเงิน (บาท)"), unit_in("บทบาทของหน่วยงาน")
    (Decimal('1000000'), Decimal('1'), None)
    >>> unit_in("วงเงินรวม 250 ล้านบาท"), unit_in("งบประมาณปี 2554 ล้านบาท")
    (None, Decimal('1000000'))
    """
    written = plain(text)
    found = {
        _POWERS[m[m.lastgroup or 0]]
        for m in _IN_HEADING.finditer(written)
        if not _is_of_amount(written[: m.start(m.lastgroup or 0)])
    }
    return Decimal(10) ** found.pop() if len(found) == 1 else None


def _is_of_amount(before: str) -> bool:
    return before.rstrip()[-1:].isdigit() and _YEAR_BEFORE.search(before) is None


def _unit_of(found: re.Match[str]) -> Decimal | None:
    word = found["scale"] or found["baht"]
    return Decimal(10) ** _POWERS[word] if word else None


def _baht(number: Decimal, unit: Decimal) -> Decimal:
    """Return number times unit, exact, written without needless zeros and without exponent."""
    if number.adjusted() > _HIGHEST_POWER or number * unit > LARGEST:
        raise UnreadableTextError(TOO_LARGE, {"largest": f"{LARGEST:,f}"})
    shortest = _EXACT.normalize(_EXACT.multiply(number, unit))
    if shortest and shortest.adjusted() < _LOWEST_POWER:
        raise UnreadableTextError(NO_AMOUNT)
    # 1.2E+7 is the shortest form of 12000000, but not how an amount is written.
    return Decimal(format(shortest, "f"))


def _shown(baht: Decimal) -> dict[str, str]:
    return {"read_th": f"{baht:,f} บาท", "read_en": f"{baht:,f} baht"}


def _units(own: Decimal, heading: Decimal) -> dict[str, str]:
    return {
        f"{of}_{lang}": _named(unit, lang) for of, unit in (("own", own), ("heading", heading)) for lang in ("th", "en")
    }


def _named(unit: Decimal, lang: str) -> str:
    names = _NAMES_TH if lang == "th" else _NAMES_EN
    power = unit.adjusted()
    if unit == Decimal(10) ** power and power in names:
        return names[power]
    return f"{unit:,f} {names[0]}"


def _why_not(written: str) -> str:
    if not _DIGIT.search(written):
        return NO_AMOUNT
    for code, form in ((PERCENT, _PERCENT), (OTHER_CURRENCY, _CURRENCY), (INEXACT, _INEXACT)):
        if form.search(written):
            return code
    for code, form in ((NEGATIVE, _NEGATIVE), (SEVERAL, _SEVERAL), (MISPLACED_COMMA, _MISPLACED)):
        if form.fullmatch(written):
            return code
    return NO_AMOUNT
