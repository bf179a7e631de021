"""What chapters of a report are made of: claims, tables, pictures, as plain values that a template sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from govgraph.draw import Scene
from govgraph.model import Label
from govgraph.report.claims import Claim
from govgraph.report.references import Citation, References
from govgraph.research.rows import Rows

Shown = Label | str | int | Decimal | tuple[Citation, ...] | None
"""What a cell of a table on the page holds; text and labels stand left, figures right."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table on the page; ``more`` rows are left out there and stand in the file of that ``name``."""

    name: str
    caption: Label
    head: tuple[Label, ...]
    rows: tuple[tuple[Shown, ...], ...]
    more: int = 0

    @classmethod
    def of(
        cls, name: str, caption: Label, head: Sequence[Label], rows: Iterable[Sequence[Shown]], most: int = 20
    ) -> Table:
        """Return a table that shows so many rows at most."""
        everything = [tuple(row) for row in rows]
        return cls(name, caption, tuple(head), tuple(everything[:most]), max(0, len(everything) - most))

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Tell of each column whether it holds figures."""
        return tuple(any(isinstance(row[i], (int, Decimal)) for row in self.rows) for i in range(len(self.head)))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the report, by the name of its files."""

    name: str
    scene: Scene


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: what it claims, the most important first, and what can be looked up.

    ``anchor`` is its place on the page. ``said`` is a remark that needs no evidence: what was looked at, and how.
    ``files`` are the tables beside the page.
    """

    anchor: str
    title: Label
    claims: tuple[Claim, ...] = ()
    said: Label | None = None
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    files: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """A whole report: its title, the day it is about, its chapters, and the sources that they cite."""

    title: Label
    subtitle: Label
    chapters: tuple[Chapter, ...]
    references: References
