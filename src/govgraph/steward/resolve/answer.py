"""What comes of looking a name up: the thing it stands for, or why it stands for none and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from govgraph.thai import en_date, thai_date

EMPTY: Final = "GG-NAM-001"
CLOSE: Final = "GG-NAM-002"
OTHER_DATE: Final = "GG-NAM-003"
OTHER_KIND: Final = "GG-NAM-004"
AMBIGUOUS: Final = "GG-NAM-005"
UNKNOWN: Final = "GG-NAM-006"
NUMBER_ALONE: Final = "GG-NAM-007"
ELSEWHERE: Final = "GG-NAM-008"
NUMBER_DISAGREES: Final = "GG-NAM-009"
NEW_AGENCY: Final = "GG-NAM-010"
NO_NEW_AGENCY: Final = "GG-NAM-011"
UNCLEAR_PLACE: Final = "GG-NAM-012"

READ_AS: Final[Mapping[str, str]] = {
    "other-name": "GG-NAM-021",
    "old-name": "GG-NAM-022",
    "abbreviation": "GG-NAM-023",
    "spelling": "GG-NAM-024",
    "accepted": "GG-NAM-025",
}
"""By ``how``: the code that a reading of a cell bears where the name was not the name of record."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The thing that a name stands for.

    ``kind`` is a word such as ``agency``; ``name`` is the name of record in Thai. ``how`` says which name it was:
    ``name`` (of record), ``other-name``, ``old-name`` (of a body that has ended, where no day was given),
    ``abbreviation``, ``spelling`` (a recorded misspelling) or ``accepted`` (a person said so: ``by`` and ``on``).
    """

    iri: str
    kind: str
    name: str
    how: str
    by: str | None = None
    on: date | None = None

    @property
    def code(self) -> str | None:
        """The code that a reading of the cell bears, ``None`` where it holds the name of record."""
        return READ_AS.get(self.how)

    @property
    def values(self) -> dict[str, str]:
        """Values for the sentence of :attr:`code`."""
        signed = {} if self.on is None else {"on_th": thai_date(self.on), "on_en": en_date(self.on)}
        return {"name": self.name, "by": self.by or "", **signed}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing that was perhaps meant; ``score`` is the likeness of the names, 0–100."""

    iri: str
    name: str
    score: int


def near(suggestions: Iterable[Suggestion]) -> str:
    """Return the names suggested as a sentence holds them.

    >>> near([Suggestion("https://e.org/a", "กรมทางหลวง", 100), Suggestion("https://e.org/b", "กรมอนามัย", 99)])
    '“กรมทางหลวง”, “กรมอนามัย”'
    """
    return ", ".join(f"“{suggestion.name}”" for suggestion in suggestions) or "–"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why a name stands for nothing: a code of the catalogue, what was perhaps meant, and values for the sentence."""

    code: str
    suggestions: tuple[Suggestion, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names suggested, best first, as a finding holds them."""
        return tuple(suggestion.name for suggestion in self.suggestions)


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as written that needs a person's yes, the kinds it was looked up as, and the answer it got."""

    written: str
    kinds: tuple[str, ...]
    answer: Unresolved
