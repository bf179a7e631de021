"""Which sheets of a file are tables, and by which layout each is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from govgraph.model import Finding, Place, Severity
from govgraph.steward.findings.catalogue import found
from govgraph.steward.imports.options import ImportOptions
from govgraph.steward.mapping import Layout, Profile, match, read_profile, recognise, shipped_profiles
from govgraph.steward.tables import Book, read_book


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
    tried = [match(profile, sheet, file=path.name) for sheet in book.sheets]
    layouts = tuple(layout for layout in tried if layout.header_rows)
    chosen = layouts or tuple(tried[:1])
    findings = (*_of_book(book), *(finding for layout in chosen for finding in layout.findings))
    return Reading(book, profile, layouts, findings)


def _fitting(book: Book) -> Profile | None:
    """Return the shipped profile that fits most of the columns of any sheet."""
    best: tuple[float, Profile] | None = None
    for sheet in book.sheets:
        for score, layout in recognise(shipped_profiles(), sheet, file=book.path.name):
            if layout is not None and (best is None or score > best[0]):
                best = score, layout.profile
    return best and best[1]


def _of_book(book: Book) -> tuple[Finding, ...]:
    return (*book.findings, *(finding for sheet in book.sheets for finding in sheet.findings))
