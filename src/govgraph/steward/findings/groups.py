"""Repeated findings as one: the same thing wrong in many rows is read once, with its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govgraph.model import Finding, Place, Severity

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind about one field and value; ``first`` speaks for all, ``places`` are in order."""

    code: str
    severity: Severity
    field: str | None
    value: str | None
    first: Finding
    count: int
    places: tuple[Place, ...]

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What was probably meant, the same for all of them."""
        return self.first.suggestions


def groups(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Gather findings with the same code, severity, field and value: errors first, then by place and code.

    Findings without a field and a value are gathered only where they say the same sentence: what tells them apart
    is then in the sentence alone.

    >>> from govgraph.model import Place
    >>> wrong = [Finding("GG-NAM-001", Severity.ERROR, "ผิด", "wrong", Place("a.csv", row=n), "จังหวัด", "สงขา")
    ...          for n in (9, 4)]
    >>> [(group.count, [place.row for place in group.places]) for group in groups(wrong)]
    [(2, [4, 9])]
    """
    gathered: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        vague = finding.message_th if finding.value is None and finding.field is None else None
        gathered.setdefault((finding.code, finding.severity, finding.field, finding.value, vague), []).append(finding)
    made = []
    for alike in gathered.values():
        alike.sort(key=_order)
        first = alike[0]
        places = tuple(sorted({f.place for f in alike if f.place is not None}, key=place_order))
        made.append(Group(first.code, first.severity, first.field, first.value, first, len(alike), places))
    return tuple(sorted(made, key=lambda group: (_RANKS[group.severity], *_order(group.first))))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of reports: errors first, then by place, code and value."""
    return tuple(sorted(findings, key=lambda finding: (_RANKS[finding.severity], *_order(finding))))


def place_order(place: Place | None) -> tuple[object, ...]:
    """Return what places are sorted by: file, sheet, row, column; what has no place comes last."""
    if place is None:
        return (True,)
    row = place.row if place.row is not None else place.line
    return (False, place.source, place.sheet or "", row or 0, place.column or 0)


def _order(finding: Finding) -> tuple[object, ...]:
    where = (finding.code, finding.field or "", finding.value or "", finding.focus or "", finding.message_en)
    return (*place_order(finding.place), *where)
