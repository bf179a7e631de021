"""Cells whose text was spoilt before anybody typed it here: misread, lost, or an error of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from govgraph.model import Finding, Place
from govgraph.steward.tables import mojibake

MISREAD: Final = "GG-TAB-001"
LOST: Final = "GG-TAB-002"
QUESTION_MARKS: Final = "GG-TAB-003"
NUL: Final = "GG-TAB-004"
ERROR_VALUE: Final = "GG-TAB-005"
NO_VALUE: Final = "GG-TAB-006"
SURPLUS: Final = "GG-TAB-007"
SHORT: Final = "GG-TAB-008"
HIDDEN_SHEET: Final = "GG-TAB-009"
HIDDEN_ROWS: Final = "GG-TAB-010"
HIDDEN_COLUMNS: Final = "GG-TAB-011"
MORE: Final = "GG-TAB-012"

_ERROR_VALUES: Final = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
_QUESTION_MARKS: Final = re.compile(r"\?{3,}")
LONGEST_QUOTED: Final = 200
"""Characters of a cell that a finding quotes at most."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding before it knows its file: its code, where in the sheet, and the values of its sentence."""

    code: str
    row: int | None = None
    column: int | None = None
    value: str | None = None
    suggestion: str | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)

    def finding(self, source: str, sheet: str | None) -> Finding:
        """Say it in the sentences of the catalogue."""
        from govgraph.steward.findings.catalogue import found  # which the process that reads workbooks never needs

        values: dict[str, Any] = dict(self.values)
        return found(
            self.code,
            place=Place(source, sheet=sheet, row=self.row, column=self.column),
            value=self.value,
            suggestions=(self.suggestion,) if self.suggestion else (),
            **values,
        )


def doubtful(line: str) -> bool:
    """Tell whether any cell of a line may have a fault; quick, and never wrongly ``False``."""
    return (
        mojibake.doubtful(line)
        or ("#" in line and any(name in line for name in _ERROR_VALUES))
        or "???" in line
        or "\ufffd" in line
        or "\0" in line
    )


def cell_faults(row: int, cells: Sequence[str]) -> Iterator[Fault]:
    """Give the faults of the cells of a row, at most one a cell."""
    for column, text in enumerate(cells, 1):
        if text and (fault := _fault(text, row, column)):
            yield fault


def _fault(text: str, row: int, column: int) -> Fault | None:
    quoted = text[:LONGEST_QUOTED]
    if "\0" in text:
        return Fault(NUL, row, column, quoted.replace("\0", "␀"))
    if "\ufffd" in text:
        return Fault(LOST, row, column, quoted)
    if text.strip() in _ERROR_VALUES:
        return Fault(ERROR_VALUE, row, column, text.strip())
    if _QUESTION_MARKS.search(text) and not any(map(str.isalpha, text)):
        return Fault(QUESTION_MARKS, row, column, quoted)
    if (before := mojibake.original(text)) is not None:
        # A suggestion is offered whole or not at all: half a cell would be taken for the repaired one.
        return Fault(MISREAD, row, column, quoted, before if len(before) <= LONGEST_QUOTED else None)
    return None


class Collection:
    """Faults as they come; beyond the limit they are only counted."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: list[Fault] = []
        self._count = 0

    def extend(self, faults: Iterable[Fault]) -> None:
        """Take faults in."""
        for fault in faults:
            self._count += 1
            if len(self._kept) < self._limit:
                self._kept.append(fault)

    def told(self) -> list[Fault]:
        """Give the faults in the order of their places, and one that counts those left out."""
        kept = sorted(self._kept, key=lambda fault: (fault.row or 0, fault.column or 0))
        if left_out := self._count - len(kept):
            kept.append(Fault(MORE, values={"count": left_out, "limit": self._limit}))
        return kept


def number_list(numbers: Iterable[int], limit: int = 20) -> str:
    """Write row or line numbers short: runs as ranges, and no more than ``limit`` of them.

    >>> number_list([3, 7, 8, 9, 12])
    '3, 7–9, 12'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs[:limit])
    return f"{shown}, …" if len(runs) > limit else shown
