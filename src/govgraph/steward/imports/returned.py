"""What goes back to who made the file: the marked workbook, the rows set aside, the names that wait for a yes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
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
        marked = return_workbook(path, reading.book, mapped.findings, checked, lang=lang)
        workbook = _write(folder / f"{path.stem.removesuffix(RETURNED)}{RETURNED}.xlsx", marked.content)
    return Returned(workbook, ", ".join(aside) if aside else None, names)


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
    return [f for f in findings if f.place is not None and f.place.sheet == table.sheet.name]


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
    draft_path = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft_path.write_bytes(content)
        draft_path.replace(path)
    except OSError as error:
        draft_path.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise InputError(th=f"เขียน {path} ไม่ได้: {reason}", en=f"{path} cannot be written: {reason}.") from error
    return str(path)
