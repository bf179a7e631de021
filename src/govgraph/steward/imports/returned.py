"""What goes back to who made the file: the marked workbook, the rows set aside, the names that wait for a yes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from govgraph.errors import InputError
from govgraph.model import Finding
from govgraph.steward.answers import CheckedSheet, quarantine, return_workbook
from govgraph.steward.imports.identity import RETURNED
from govgraph.steward.imports.mapped import Mapped, Table
from govgraph.steward.imports.options import ImportOptions
from govgraph.steward.imports.reading import Reading
from govgraph.steward.resolve import draft

SET_ASIDE: Final = ".quarantine"
QUESTIONS: Final = ".names"
_ROW_NAMES: Final = ("project", "agency", "item", "name")
"""Columns by which people know a row, the first that there is."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The paths of the files that were written, those that were called for."""

    workbook: str | None = None
    quarantine: str | None = None
    accept_draft: str | None = None


def give_back(path: Path, reading: Reading, mapped: Mapped, options: ImportOptions, *, loaded: bool) -> Returned:
    """Write what goes back, each file whole or not at all.

    The rows that a partial import sets aside are written beside the file, or into ``options.return_to``; marked
    workbook and open names only there. Raises :class:`InputError` where a file cannot be written.
    """
    folder = options.return_to
    aside = names = workbook = None
    for suffix in ("", *(f".{number}" for number in range(1, len(mapped.tables) + 1))):
        _sweep((folder or path.parent) / f"{path.stem}{SET_ASIDE}{suffix}.csv")
    if loaded and mapped.rejected:
        aside = [
            _write((folder or path.parent) / f"{path.stem}{SET_ASIDE}{suffix}.csv", content)
            for suffix, content in _quarantines(mapped, options.lang)
        ]
    if folder is not None:
        if mapped.asked:
            names = _write(folder / f"{path.stem}{QUESTIONS}.csv", draft(mapped.asked))
        checked = [_checked(mapped, number, table) for number, table in enumerate(mapped.tables)]
        lang = "en" if options.lang == "en" else options.lang
        marked = return_workbook(path, reading.book, _in_file(mapped), checked, lang=lang)
        workbook = _write(folder / f"{path.stem.removesuffix(RETURNED)}{RETURNED}.xlsx", marked.content)
    return Returned(workbook, ", ".join(aside) if aside else None, names)


def _in_file(mapped: Mapped) -> list[Finding]:
    """Return all findings; those about another file (of accepted names) have no cell in this one."""
    return [
        replace(finding, place=None) if finding.place is not None and finding.place.source != mapped.file else finding
        for finding in mapped.findings
    ]


def _quarantines(mapped: Mapped, lang: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for number, table in enumerate(mapped.tables):
        rejected = mapped.rows_of(number, mapped.rejected & mapped.read)
        if not rejected:
            continue
        layout = table.layout
        content = quarantine(
            (row for row in table.sheet.rows() if row.number >= layout.first_row),
            layout.header,
            rejected,
            _of_sheet(mapped.findings, table),
            personal=layout.personal,
            units=mapped.units(number),
            lang=lang,
        )
        found.append((f".{number + 1}" if len(mapped.tables) > 1 else "", content))
    return found


def _of_sheet(findings: Collection[Finding], table: Table) -> list[Finding]:
    file = table.mapper.file
    return [f for f in findings if f.place is not None and f.place.source == file and f.place.sheet == table.sheet.name]


def _checked(mapped: Mapped, number: int, table: Table) -> CheckedSheet:
    layout = table.layout
    label = next((layout.columns[name] for name in _ROW_NAMES if name in layout.columns), None)
    return CheckedSheet(
        table.sheet.name,
        layout.header_rows,
        frozenset(mapped.rows_of(number, mapped.read - mapped.rejected)),
        frozenset(mapped.rows_of(number, mapped.rejected)),
        label if label not in layout.personal else None,
    )


def _write(path: Path, content: bytes) -> str:
    half_written = _half_written(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        with half_written.open("xb") as file:  # never through a link that somebody has put there
            file.write(content)
        half_written.replace(path)
    except OSError as error:
        _sweep(path)
        reason = error.strerror or str(error)
        raise InputError(th=f"เขียน {path} ไม่ได้: {reason}", en=f"{path} cannot be written: {reason}.") from error
    except BaseException:
        _sweep(path)
        raise
    return str(path)


def _half_written(path: Path) -> Path:
    """Return what a file is called while it is written: the same at each attempt, so that remains are found."""
    return path.with_name(f".govgraph-{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.new")


def _sweep(path: Path) -> None:
    """Take away what an attempt that was cut off has left."""
    with suppress(OSError):
        _half_written(path).unlink(missing_ok=True)
