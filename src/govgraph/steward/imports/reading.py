"""Which sheets of a file are tables, and by which layout each is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from govgraph.model import Finding, Place, Severity
from govgraph.steward.answers.template import CHOICES, EXPLAINED
from govgraph.steward.findings.catalogue import found
from govgraph.steward.imports.options import ImportOptions
from govgraph.steward.mapping import Layout, Profile, match, read_profile, recognise, shipped_profiles
from govgraph.steward.mapping.headers import SUMMARY_SHEET
from govgraph.steward.tables import Book, Sheet, read_book

_OURS: Final = frozenset({SUMMARY_SHEET, EXPLAINED.th, EXPLAINED.en, CHOICES.th, CHOICES.en})
"""Sheets of our own answers and forms, beside the table."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, the profile it is read by, and the sheets that are tables of it."""

    book: Book
    profile: Profile | None
    layouts: tuple[Layout, ...]
    findings: tuple[Finding, ...]

    @property
    def readable(self) -> bool:
        """Whether its rows can be mapped at all: there is a table, and nothing is wrong with it as a whole."""
        return bool(self.layouts) and not any(
            finding.severity is Severity.ERROR and (finding.place is None or finding.place.row is None)
            for finding in self.findings
        )


def read(path: Path, options: ImportOptions) -> Reading:
    """Read a file and lay its sheets out by the profile that was named, or by the one that fits best.

    Raises the errors of :func:`govgraph.steward.tables.read_book` and
    :func:`govgraph.steward.mapping.read_profile`.
    """
    named = options.mapping or options.profile
    profile = read_profile(named) if named is not None else None
    book = read_book(path, encoding=options.encoding)
    if profile is None:
        profile = _fitting(book)
    if profile is None:
        return Reading(book, None, (), (*_of_book(book), found("GG-IMP-001", place=Place(path.name), value=path.name)))
    tried = [match(profile, sheet, file=path.name) for sheet in _of_steward(book)]
    headed = tuple(layout for layout in tried if layout.header_rows)
    layouts = tuple(filter(_is_table, headed)) or headed
    chosen = layouts or tuple(tried[:1])
    told = [*book.findings]
    for layout in tried:
        if layout in chosen and layout.sheet is not None:
            told += (*of_table(layout), *layout.findings)
        elif layout.sheet is not None and (unread := _unread(layout.sheet, profile, path.name)) is not None:
            told.append(unread)
    return Reading(book, profile, layouts, tuple(told))


def of_table(layout: Layout) -> Iterator[Finding]:
    """Give what was found while the sheet was read, but for titles above the header and columns that are not loaded."""
    left_out = {*layout.ignored, *layout.personal}
    for finding in layout.sheet.findings if layout.sheet is not None else ():
        place = finding.place
        above = place is not None and place.row is not None and place.row < min(layout.header_rows, default=0)
        beside = place is not None and place.row is not None and place.column in left_out
        if finding.severity is Severity.INFO or not (above or beside):
            yield finding


def _of_steward(book: Book) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in book.sheets if sheet.name not in _OURS) or book.sheets


def _is_table(layout: Layout) -> bool:
    """Tell a table from a summary beside it, which shares a few headings, by half of the columns that must be there."""
    required = [column.name for column in layout.profile.mapping.physical_columns if column.required]
    return 2 * sum(name in layout.columns for name in required) >= len(required)


def _unread(sheet: Sheet, profile: Profile, file: str) -> Finding | None:
    """Say that a sheet was passed over, where people see anything in it; what is wrong in it is nobody's concern."""
    if sheet.hidden or not any(any(row.cells) for row in sheet.rows()):
        return None
    return found("GG-IMP-007", place=Place(file, sheet=sheet.name), value=sheet.name or file, profile=profile.name)


def _fitting(book: Book) -> Profile | None:
    """Return the shipped profile that fits most of the columns of any sheet."""
    best: tuple[float, Profile] | None = None
    profiles = shipped_profiles()
    for sheet in _of_steward(book):
        for score, layout in recognise(profiles, sheet, file=book.path.name):
            if layout is not None and (best is None or score > best[0]):
                best = score, layout.profile
    return best and best[1]


def _of_book(book: Book) -> tuple[Finding, ...]:
    return (*book.findings, *(finding for sheet in book.sheets for finding in sheet.findings))
