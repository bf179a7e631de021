"""What an answer says, worked out from the findings before any file is opened: plain values, no spreadsheet yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from govgraph.model import Finding, Label, Place, Severity
from govgraph.steward.answers import wording
from govgraph.steward.findings.catalogue import catalogue
from govgraph.steward.findings.groups import groups, place_order
from govgraph.steward.mapping.headers import SUMMARY_SHEET

if TYPE_CHECKING:
    from govgraph.steward.tables import Book

_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}
_MOST_LINES: Final = 9
_LONGEST_VALUE: Final = 300
_LONGEST_MESSAGE: Final = 900
FURTHER_CELLS: Final = 3
"""How many further cells of a repeated finding the summary links to."""

MOST_SUMMARY_ROWS: Final = 5_000
"""More rows than this nobody reads; the rest is counted, and stands in the result column."""


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """What was understood of one sheet: its header, the rows that passed and failed, how to call a row.

    Rows and columns count from 1, as a person counts them. ``label_column`` holds what a row is called by, such as
    the project; it must not be a column of personal data.
    """

    name: str | None
    header_rows: tuple[int, ...]
    accepted_rows: frozenset[int] = frozenset()
    rejected_rows: frozenset[int] = frozenset()
    label_column: int | None = None


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One row of the summary; ``places`` are the first cells, each with a sheet title, an address and a text."""

    places: tuple[tuple[str, str, str], ...]
    severity: Severity
    code: str
    row_label: str
    value: str
    message: str
    meant: str
    repair: str
    count: int


@dataclass(frozen=True, slots=True)
class RowResult:
    """What the result column says of a row; ``severity`` is ``None`` where it passed."""

    severity: Severity | None
    text: str


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What is written on one sheet: cells to colour with their comments, and the result of each row."""

    title: str
    header_rows: tuple[int, ...]
    cells: Mapping[tuple[int, int], tuple[Severity, str]]
    rows: Mapping[int, RowResult]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an answer says."""

    lang: str
    counts: Mapping[Severity, int]
    rows_accepted: int
    rows_rejected: int
    lines: tuple[SummaryLine, ...]
    lines_left_out: int
    sheets: tuple[SheetMarks, ...]


def plan(
    book: Book,
    findings: Sequence[Finding],
    checked: Sequence[CheckedSheet],
    titles: Mapping[str | None, str],
    lang: str,
) -> Plan:
    """Work out the answer; ``titles`` gives the title that each sheet of the book has in the answer."""
    by_name = {sheet.name: sheet for sheet in checked}
    labels = _row_labels(book, findings, by_name)
    alone = book.sheets[0].name if len(book.sheets) == 1 else None
    seen: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.place is not None and finding.place.row is not None:
            seen[_sheet_of(finding.place, titles, alone)].append(finding)
    marks = tuple(
        _marks(title, by_name.get(name), seen.get(name, ()), lang)
        for name, title in titles.items()
        if name in by_name or seen.get(name)
    )
    gathered = groups(findings)
    several = len({sheet.title for sheet in marks}) > 1
    lines = []
    for group in gathered[:MOST_SUMMARY_ROWS]:
        entry = catalogue().get(group.code)
        first = group.places[0] if group.places else None
        links = (_link(place, _sheet_of(place, titles, alone), titles, by_name, several) for place in group.places)
        row_label = labels.get((_sheet_of(first, titles, alone), first.row or 0), "") if first else ""
        lines.append(
            SummaryLine(
                tuple(link for link, _ in zip(links, range(FURTHER_CELLS + 1), strict=False)),
                group.severity,
                group.code,
                row_label,
                _shown(group.first, lang),
                _cut(wording.message(group.first, lang), _LONGEST_MESSAGE),
                wording.meant(group.suggestions, lang),
                wording.text(entry.repair, lang) if entry else "",
                group.count,
            )
        )
    return Plan(
        lang,
        Counter(finding.severity for finding in findings),
        sum(len(sheet.accepted_rows) for sheet in checked),
        sum(len(sheet.rejected_rows) for sheet in checked),
        tuple(lines),
        len(gathered) - len(lines),
        marks,
    )


def _sheet_of(place: Place, titles: Mapping[str | None, str], alone: str | None) -> str | None:
    return place.sheet if place.sheet in titles else alone


def _row_labels(
    book: Book, findings: Sequence[Finding], checked: Mapping[str | None, CheckedSheet]
) -> dict[tuple[str | None, int], str]:
    wanted = {finding.place.row for finding in findings if finding.place is not None}
    personal = {f.place for f in findings if f.place is not None and f.code.startswith(wording.PERSONAL)}
    masked = {(place.sheet, place.row, place.column) for place in personal}
    labels = {}
    for sheet in book.sheets:
        known = checked.get(sheet.name)
        if known is None or known.label_column is None:
            continue
        at = known.label_column - 1
        for row in sheet.rows():
            if row.number in wanted and row.number not in known.header_rows and at < len(row.cells):
                hidden = (sheet.name, row.number, known.label_column) in masked
                labels[sheet.name, row.number] = wording.MASKED if hidden else _cut(row.cells[at])
    return labels


def _link(
    place: Place,
    name: str | None,
    titles: Mapping[str | None, str],
    checked: Mapping[str | None, CheckedSheet],
    several: bool,
) -> tuple[str, str, str]:
    title = titles.get(name, "")
    header = checked[name].header_rows if name in checked else ()
    row = place.row or (header[-1] if header else 1)
    address = Place("", row=row, column=place.column or 1).cell or "A1"
    if not title:
        return "", "", ""
    shown = address if place.row and place.column else (f"{row}:{row}" if place.row else "")
    if several or not shown:
        shown = f"{title}!{shown}" if shown else title
    return title, address, shown


def _shown(finding: Finding, lang: str) -> str:
    if finding.value:
        return _cut(finding.value)
    at_cell = finding.place is not None and finding.place.column is not None and finding.place.row is not None
    return wording.EMPTY.text(lang) if at_cell else ""


def _cut(text: str, longest: int = _LONGEST_VALUE) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _marks(title: str, sheet: CheckedSheet | None, findings: Iterable[Finding], lang: str) -> SheetMarks:
    by_cell: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    by_row: dict[int, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (place_order(f.place), _RANKS[f.severity], f.code, f.message_en)):
        assert finding.place is not None
        assert finding.place.row is not None
        by_row[finding.place.row].append(finding)
        if finding.place.column is not None:
            by_cell[finding.place.row, finding.place.column].append(finding)
    header = sheet.header_rows if sheet else ()
    rows = {row: _result(found, lang) for row, found in by_row.items() if row not in header}
    if sheet is not None:
        for row in sheet.accepted_rows - rows.keys():
            rows[row] = RowResult(None, f"{wording.PASSED_MARK} {wording.PASSED.text(lang)}")
        for row in sheet.rejected_rows:
            if row not in rows or rows[row].severity is not Severity.ERROR:
                rows[row] = RowResult(Severity.ERROR, result_text(by_row.get(row, ()), lang, rejected=True))
    cells = {at: (_worst(found), "\n".join(_line(f, lang, None) for f in found)) for at, found in by_cell.items()}
    return SheetMarks(title, header, dict(sorted(cells.items())), dict(sorted(rows.items())))


def _worst(findings: Iterable[Finding]) -> Severity:
    return min((finding.severity for finding in findings), key=_RANKS.__getitem__)


def _result(findings: Sequence[Finding], lang: str) -> RowResult:
    return RowResult(_worst(findings), result_text(findings, lang))


def result_text(findings: Sequence[Finding], lang: str, *, rejected: bool = False) -> str:
    """Return what the result column says of a row with these findings, the gravest first.

    A rejected row without an error of its own depends on another that failed, and says so.
    """
    ordered = sorted(findings, key=lambda finding: _RANKS[finding.severity])
    lines = [_line(finding, lang, finding.place) for finding in ordered[:_MOST_LINES]]
    if rejected and not any(finding.severity is Severity.ERROR for finding in findings):
        lines.insert(0, f"{wording.MARKS[Severity.ERROR]} {wording.text(wording.LEFT_OUT, lang)}")
    if len(ordered) > _MOST_LINES:
        sheet = SUMMARY_SHEET
        more = wording.MORE_BELOW
        form = Label(*(str(said).format(count=len(ordered) - _MOST_LINES, sheet=sheet) for said in (more.th, more.en)))
        lines.append(wording.text(form, lang))
    return "\n".join(lines)


def _line(finding: Finding, lang: str, place: Place | None) -> str:
    """One finding as it stands in the result column (with its cell) or in a comment (without)."""
    where = f"{place.cell}: " if place is not None and place.cell else ""
    words = wording.message(finding, lang).replace("\n", "\n   ")
    said = f"{wording.MARKS[finding.severity]} {where}{_cut(words, _LONGEST_MESSAGE)}"
    missing = [name for name in finding.suggestions if name not in said]
    if missing:
        said += f"\n   {wording.COLUMNS['meant'].text(lang)}: {wording.meant(missing, lang)}"
    return said
