"""Reading the file in which a person said what names mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govgraph.model import Finding, Place
from govgraph.steward.findings.catalogue import found
from govgraph.steward.findings.neutral import neutral
from govgraph.steward.resolve.accepted import COLUMNS, Accepted, Alias
from govgraph.steward.resolve.kinds import KINDS, LABELS, expanded, labelled
from govgraph.thai import read_day
from govgraph.thai.reading import UnreadableTextError
from govgraph.thai.text import key, normalise

if TYPE_CHECKING:
    from govgraph.steward.resolve.register import Register
    from govgraph.steward.tables import Row, Sheet

NO_COLUMN: Final = "GG-ACC-001"
NOT_SIGNED: Final = "GG-ACC-002"
MEANS_NOTHING: Final = "GG-ACC-003"
MEANS_SEVERAL: Final = "GG-ACC-004"
NO_DAY: Final = "GG-ACC-005"
NAME_DISAGREES: Final = "GG-ACC-006"
WRONG_KIND: Final = "GG-ACC-007"
NEITHER_YES_NOR_NO: Final = "GG-ACC-008"
CONTRADICTED: Final = "GG-ACC-009"
NOTHING_WRITTEN: Final = "GG-ACC-010"
NO_KIND: Final = "GG-ACC-011"

_NEEDED: Final = ("written", "means", "accepted", "by", "on")
_YES: Final = frozenset({"yes", "y", "1", "true", "ใช่", "ตกลง", "ยอมรับ", "ถูกต้อง", "✓", "✔", "☑"})
_NO: Final = frozenset({"", "no", "n", "0", "false", "ไม่", "ไม่ใช่", "ไม่ยอมรับ", "✗", "✘", "☐", "-"})


@dataclass(frozen=True)
class _Line:
    """One row of the file: its cells by column, and where each stands."""

    cells: Mapping[str, str]
    number: int
    sheet: str | None
    source: str
    columns: Mapping[str, int]

    def place(self, column: str) -> Place:
        return Place(self.source, sheet=self.sheet, row=self.number, column=self.columns.get(column))

    def fault(self, code: str, column: str, suggestions: tuple[str, ...] = (), **values: str) -> Finding:
        return found(
            code,
            place=self.place(column),
            field=column,
            value=self.cells[column],
            suggestions=suggestions,
            **{"written": self.cells["written"], **values},
        )


def read_accepted(path: Path, register: Register) -> tuple[Accepted, tuple[Finding, ...]]:
    """Read a file of yeses, as CSV or workbook; what is wrong in it is told by cell, and that row does not count.

    Only rows with a yes count; they must say who and when. Raises
    :class:`govgraph.errors.InputError` where the file cannot be read at all.
    """
    from govgraph.steward.tables import read_book

    book = read_book(path)
    findings = list(book.findings)
    said: dict[tuple[str, str], list[tuple[_Line, Alias]]] = defaultdict(list)
    for sheet in book.sheets:
        findings += sheet.findings
        for line in _lines(path.name, sheet, findings):
            if (alias := _alias(line, register, findings)) is not None:
                said[key(alias.written), alias.kind].append((line, alias))
    aliases = []
    for heard in said.values():
        if len({alias.iri for _, alias in heard}) == 1:
            aliases.append(heard[0][1])
            continue
        rows = ", ".join(str(line.number) for line, _ in heard)
        findings += [line.fault(CONTRADICTED, "means", rows=rows) for line, _ in heard]
    return Accepted(tuple(aliases)), tuple(findings)


def _lines(source: str, sheet: Sheet, findings: list[Finding]) -> Iterator[_Line]:
    rows = (row for row in sheet.rows() if any(row.cells))
    heading = next(rows, None)
    columns = {} if heading is None else _columns(heading)
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        number = 1 if heading is None else heading.number
        findings += [
            found(NO_COLUMN, place=Place(source, sheet=sheet.name, row=number), field=name, title=COLUMNS[name][0])
            for name in missing
        ]
        return
    for row in rows:
        raw = {
            name: row.cells[at - 1] if (at := columns.get(name, 0)) in range(1, len(row.cells) + 1) else ""
            for name in COLUMNS
        }
        cells = {name: normalise(_as_it_was(text)).text for name, text in raw.items()}
        yield _Line(cells, row.number, sheet.name, source, columns)


def _as_it_was(text: str) -> str:
    """Take off the apostrophe that :func:`neutral` put before what looks like a formula."""
    return text[1:] if text.startswith("'") and neutral(text[1:]) == text else text


def _columns(heading: Row) -> dict[str, int]:
    titles = {key(title): name for name, others in COLUMNS.items() for title in (name, *others)}
    columns: dict[str, int] = {}
    for position, title in enumerate(heading.cells, start=1):
        if (name := titles.get(key(title))) is not None:
            columns.setdefault(name, position)
    return columns


def _alias(line: _Line, register: Register, findings: list[Finding]) -> Alias | None:
    """Return what a row says, or ``None`` where it says no, nothing, or something wrong."""
    cells = line.cells
    if (word := key(cells["accepted"])) not in _YES:
        if word not in _NO:
            findings.append(line.fault(NEITHER_YES_NOR_NO, "accepted"))
        return None
    before = len(findings)
    if not cells["written"]:
        findings.append(line.fault(NOTHING_WRITTEN, "written"))
    if not cells["by"]:
        findings.append(line.fault(NOT_SIGNED, "by"))
    on = _signed_on(line, findings)
    iri = _meant(line, register, findings)
    if iri is None or on is None or len(findings) > before:
        return None
    thing = register.directory.things[iri]
    return Alias(cells["written"], thing.kind, iri, thing.th, cells["by"], on)


def _signed_on(line: _Line, findings: list[Finding]) -> date | None:
    written = line.cells["on"]
    if not written:
        findings.append(line.fault(NOT_SIGNED, "on"))
        return None
    try:
        day = read_day(written)
    except UnreadableTextError as error:
        findings.append(line.fault(NO_DAY, "on", error.suggestions))
        return None
    if day.precision != "day":
        findings.append(line.fault(NO_DAY, "on"))
        return None
    return day.start


def _meant(line: _Line, register: Register, findings: list[Finding]) -> str | None:
    """Return the thing that a row means, where key, name and kind agree."""
    cells, index = line.cells, register.index
    column = "means" if cells["means"] else "name"
    kinds = _kinds(line, findings)
    if kinds is None:
        return None
    meant = index.meant(cells[column])
    right = tuple(iri for iri in meant if not kinds or index.things[iri].kind in kinds)
    if not meant:
        findings.append(line.fault(MEANS_NOTHING, column))
    elif not right:
        is_a, wanted = labelled([index.things[meant[0]].kind]), labelled(kinds)
        findings.append(
            line.fault(
                WRONG_KIND, column, found_th=is_a.text("th"), found_en=is_a.text("en"),
                wanted_th=wanted.text("th"), wanted_en=wanted.text("en"),
            )
        )  # fmt: skip
    elif len(right) > 1:
        listed = index.listed([(iri, 100) for iri in right], cells[column])
        findings.append(line.fault(MEANS_SEVERAL, column, tuple(s.name for s in listed), count=str(len(right))))
    elif column == "means" and cells["name"] and not _is_name(cells["name"], right[0], register):
        findings.append(line.fault(NAME_DISAGREES, "name", recorded=index.things[right[0]].th))
    else:
        return right[0]
    return None


def _kinds(line: _Line, findings: list[Finding]) -> tuple[str, ...] | None:
    """Return the kinds that a row names, none where it names none; ``None`` for a word that is no kind."""
    word = line.cells["kind"]
    if not word:
        return ()
    by_title = {key(label.th or ""): kind for kind, label in LABELS.items()}
    kind = word if word in KINDS else by_title.get(key(word))
    if kind is None:
        findings.append(line.fault(NO_KIND, "kind", kinds=", ".join(KINDS)))
        return None
    return expanded([kind])


def _is_name(text: str, iri: str, register: Register) -> bool:
    """Tell whether a text names the thing; the days that were put behind a suggestion do not count."""
    index = register.index
    plain = text.partition(" (")[0]
    return any(iri in index.meant(name) for name in (text, plain))
