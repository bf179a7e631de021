"""Columns of a profile that a sheet lacks, and columns of a sheet that a profile does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from govgraph.model import Finding, Place
from govgraph.steward.findings.catalogue import found
from govgraph.steward.mapping.layout import Profile
from govgraph.steward.mapping.personal import is_personal_heading
from govgraph.thai import arabic_digits, key

if TYPE_CHECKING:
    from govgraph.steward.tables import Sheet

_RUNNING: Final = frozenset(map(key, ("ลำดับ", "ลำดับที่", "ที่", "no.", "no", "เลขที่", "ข้อ", "#")))
_SAMPLED: Final = 200
"""Rows below the header that are looked at to tell whether a column is empty."""
_ALIKE: Final = 55
"""How alike (of 100) a heading must be to the missing one to be named as what was probably meant."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is to be said about columns that are not loaded, and which of them hold data of private persons."""

    findings: tuple[Finding, ...]
    personal: tuple[int, ...]


def missing(profile: Profile, columns: Mapping[str, int], left: Mapping[int, str], place: Place) -> Iterator[Finding]:
    """Give a finding for each required column that a sheet lacks, with the headings that probably mean it."""
    for column in profile.mapping.physical_columns:
        if column.required and column.name not in columns:
            near = _nearest(column.all_titles(), [text for text in left.values() if text])
            yield found(
                "GG-COL-001",
                place=place,
                field=column.all_titles()[0],
                suggestions=near,
                titles=", ".join(column.all_titles()),
            )


def unknown(left: Mapping[int, str], sheet: Sheet, header_row: int, file: str, ignore: frozenset[str]) -> Unknown:
    """Say of each column that no profile column took that it is not loaded, and why it matters or not."""
    findings: list[Finding] = []
    personal: list[int] = []
    filled = _filled(left, sheet, header_row)
    for position, text in sorted(left.items()):
        place = Place(file, sheet=sheet.name, row=header_row, column=position)
        if key(text) in ignore:
            continue
        if text and is_personal_heading(text):
            personal.append(position)
            findings.append(found("GG-PRS-001", place=place, field=text))
        elif not text and position not in filled:
            continue
        elif position not in filled or key(text) in _RUNNING:
            findings.append(found("GG-COL-003", place=place, field=text, value=text))
        else:
            findings.append(found("GG-COL-002", place=place, field=text or None, value=text or "–"))
    return Unknown(tuple(findings), tuple(personal))


def _filled(left: Mapping[int, str], sheet: Sheet, header_row: int) -> set[int]:
    """Return the positions that hold more than a running number."""
    seen: dict[int, list[str]] = {position: [] for position in left}
    if not left:
        return set()
    for row in islice((row for row in sheet.rows() if row.number > header_row), _SAMPLED):
        for position, texts in seen.items():
            if position <= len(row.cells) and row.cells[position - 1].strip():
                texts.append(row.cells[position - 1])
    return {position for position, texts in seen.items() if texts and not _is_running(texts)}


def _is_running(texts: list[str]) -> bool:
    digits = [arabic_digits(text).strip().rstrip(".") for text in texts]
    if not all(text.isascii() and text.isdigit() and len(text) < 10 for text in digits):
        return False
    numbers = [int(text) for text in digits]
    return numbers[0] in (0, 1) and all(b == a + 1 for a, b in pairwise(numbers))


def _nearest(wanted: tuple[str, ...], given: list[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz

    scored = {text: max(fuzz.ratio(key(text), key(title)) for title in wanted) for text in given}
    return tuple(sorted((t for t, score in scored.items() if score >= _ALIKE), key=lambda t: (-scored[t], t))[:3])
