"""What the text of a cell became: values for templates, terms for statements, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode

from govgraph.model import Finding, Place, Severity
from govgraph.steward.findings.catalogue import catalogue, found
from govgraph.steward.mapping.agencies import NewUnit
from govgraph.steward.resolve.answer import Asked

Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding without its place: the same fault of the same value is found in many rows."""

    code: str
    value: str
    suggestions: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def at(self, place: Place, heading: str) -> Finding:
        """Return the finding at a cell."""
        return found(
            self.code, place=place, field=heading, value=self.value, suggestions=self.suggestions, **self.values
        )


@dataclass(frozen=True, slots=True)
class Record:
    """What a ``gov:CellReading`` keeps: text as it was, what it was read as, codes, and who said so and when."""

    raw: str
    read_as: tuple[Term, ...]
    codes: tuple[str, ...]
    accepted_by: str | None = None
    accepted_on: date | None = None


@dataclass(slots=True)
class Element:
    """One element of a cell, read: its text in templates, its term, and for names what it stands for."""

    value: str
    term: Term | None = None
    kind: str | None = None
    new: NewUnit | None = None
    key: str | None = None
    """What the element is compared by with other rows; its own key where it is ``None``."""
    faults: tuple[Fault, ...] = ()
    codes: tuple[str, ...] = ()
    accepted_by: str | None = None
    accepted_on: date | None = None
    asked: Asked | None = None


_NO_VALUE: list[str] = []
"""The value of an empty cell in templates; nobody may change it."""


@dataclass(slots=True)
class Read:
    """A cell, read. ``bad`` says that an error was found in it; ``terms`` are what its column states.

    Not to be changed once it is made: the cells of many rows share it.
    """

    value: str | list[str]
    terms: tuple[Term, ...] = ()
    key: str = ""
    faults: tuple[Fault, ...] = ()
    bad: bool = False
    written: tuple[Term, ...] = ()
    kinds: tuple[str | None, ...] = ()
    iris: tuple[str, ...] = ()
    new: tuple[NewUnit, ...] = ()
    record: Record | None = None
    asked: tuple[Asked, ...] = ()
    personal: bool = False


BLANK = Read(_NO_VALUE)


def blank(faults: tuple[Fault, ...] = ()) -> Read:
    """Return the reading of a cell without a value, with what is to be said about that."""
    return Read(_NO_VALUE, faults=faults, bad=any(is_error(fault.code) for fault in faults)) if faults else BLANK


@cache
def is_error(code: str) -> bool:
    """Tell whether a finding of this code keeps its row out."""
    return catalogue()[code].severity is Severity.ERROR
