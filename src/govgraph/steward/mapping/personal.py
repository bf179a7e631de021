"""Data of private persons: never loaded, never quoted (Personal Data Protection Act, B.E. 2562).

Columns are known by their headings; inside other cells, numbers of persons, telephone numbers and e-mail addresses
are known by their form.
"""

from __future__ import annotations

import re
from typing import Final

from govgraph.thai import key
from govgraph.thai.text import arabic_digits

IDENTITY: Final = "GG-PRS-002"
TELEPHONE: Final = "GG-PRS-003"
EMAIL: Final = "GG-PRS-004"
MASK: Final = "•••"

_HEADINGS: Final = frozenset(
    key(heading)
    for heading in (
        "ชื่อ-สกุล", "ชื่อ สกุล", "ชื่อ-นามสกุล", "ชื่อและนามสกุล", "ชื่อ - สกุล", "นามสกุล", "ชื่อตัว", "ชื่อจริง",
        "ชื่อผู้ติดต่อ", "ผู้ติดต่อ", "ชื่อผู้ประสานงาน", "ผู้ประสานงาน", "โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์",
        "หมายเลขโทรศัพท์", "โทร", "โทร.", "มือถือ", "โทรศัพท์มือถือ", "เบอร์มือถือ", "เบอร์ติดต่อ", "อีเมล", "อีเมล์",
        "อีเมลล์", "ไปรษณีย์อิเล็กทรอนิกส์", "ไลน์", "ไอดีไลน์", "เลขประจำตัวประชาชน", "เลขบัตรประชาชน",
        "เลขที่บัตรประชาชน", "หมายเลขบัตรประชาชน", "เลขประชาชน", "บัตรประชาชน", "เลข 13 หลัก", "วันเกิด", "วันเดือนปีเกิด",
        "ที่อยู่", "e-mail", "email", "telephone", "phone", "phone number", "mobile", "tel", "tel.", "line id",
        "first name", "last name", "surname", "full name", "citizen id", "national id", "id card", "contact person",
        "date of birth", "address",
    )
)  # fmt: skip
_TELLING: Final = tuple(
    key(words)
    for words in (
        "ชื่อ-สกุล", "ชื่อสกุล", "นามสกุล", "โทรศัพท์", "เบอร์โทร", "เบอร์มือถือ", "เบอร์ติดต่อ", "อีเมล", "อีเมล์", "e-mail",
        "email", "telephone", "เลขประจำตัวประชาชน", "บัตรประชาชน", "วันเกิด", "ไอดีไลน์", "line id", "surname",
    )
)  # fmt: skip
"""Words that tell of a person wherever they stand in a heading."""
_PARTS = re.compile(r"[/,\n]|และ")
_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")
_SUSPECT = re.compile(r"@|\d[\d\s()-]{7,}")
_NUMBER = re.compile(r"(?<![\w./-])\d[\d -]{11,18}\d(?![\w/-])")
_TELEPHONE = re.compile(
    r"(?<![\w./-])(?:\+66[\s-]?|0)(?:[689]\d[\s-]?\d{3}[\s-]?\d{4}|[2-57]\d?[\s-]?\d{3}[\s-]?\d{3,4})(?![\w/-])"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def is_personal_heading(heading: str) -> bool:
    """Tell whether a column of this heading holds data of private persons.

    >>> [is_personal_heading(text) for text in ("ชื่อ - สกุล", "E-mail", "โทรศัพท์ (มือถือ)", "ชื่อโครงการ")]
    [True, True, True, False]
    >>> is_personal_heading("ชื่อ-สกุล ผู้ประสานงาน"), is_personal_heading("ผู้ประสานงาน/โทร.")
    (True, True)
    """
    folded = key(heading)
    if folded in _HEADINGS or any(words in folded for words in _TELLING):
        return True
    bare = _BRACKETS.sub("", heading)
    return any(key(part).rstrip(":") in _HEADINGS for part in (bare, *_PARTS.split(bare)))


def personal_data(text: str) -> str | None:
    """Return the code of what a text holds of a private person, or ``None``; cheap for texts that hold nothing.

    >>> personal_data("ติดต่อ 081-234-5678"), personal_data("อำเภอหาดใหญ่ จังหวัดสงขลา")
    ('GG-PRS-003', None)
    """
    if not _SUSPECT.search(text):
        return None
    plain = arabic_digits(text)
    if any(_is_identity(match[0]) for match in _NUMBER.finditer(plain)):
        return IDENTITY
    if _EMAIL.search(plain):
        return EMAIL
    return TELEPHONE if _TELEPHONE.search(plain) else None


def _is_identity(text: str) -> bool:
    """Tell whether the thirteenth digit is the check digit of the twelve before it (weights 13 to 2, modulo 11)."""
    digits = [int(character) for character in text if character.isdigit()]
    if len(digits) != 13:
        return False
    total = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - total % 11) % 10 == digits[12]
