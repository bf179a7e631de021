"""Find the header of a sheet and lay a profile over it: columns in any order, titles and their synonyms.

Above the header there may be rows of titles; the header itself may be two rows with merged cells; a unit may stand
in a heading, in brackets, or in a title row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final

from govgraph.model import Finding, Place
from govgraph.steward.findings.catalogue import found
from govgraph.steward.mapping.columns_unmet import missing, unknown
from govgraph.steward.mapping.layout import Layout, Profile, property_columns
from govgraph.thai import key, unit_in

if TYPE_CHECKING:
    from govgraph.steward.tables import Row, Sheet

RESULT_COLUMN: Final = "ผลการตรวจ"
SUMMARY_SHEET: Final = "สรุปข้อผิดพลาด"
"""The column and the sheet that our answers add, in every language; both are passed over when an answer comes back."""

_LOOKED_AT: Final = 30
"""Rows among which the header is looked for."""
_BRACKETS: Final = re.compile(r"\s*[(（\[].*?[)）\]]\s*")
_MARKS: Final = re.compile(r"[*:：]+\s*\Z|\A\s*\*+")
_AT_LEAST: Final = 2
"""Headings that a row must share with a profile to be its header, where the profile has as many columns."""


@dataclass(frozen=True, slots=True)
class _Header:
    """Rows that may be the header, and its text by position (from 0)."""

    rows: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]
    """For each position the writings of its heading that count, the fullest first."""
    matched: Mapping[str, tuple[int, ...]]

    @property
    def count(self) -> int:
        return len(self.matched)


def match(profile: Profile, sheet: Sheet, *, file: str = "") -> Layout:
    """Lay a profile over a sheet; what does not fit is among the findings of the layout.

    Where no row of the sheet is a header of the profile, ``header_rows`` is empty.
    """
    rows = list(islice(sheet.rows(), _LOOKED_AT))
    dialect = profile.mapping.dialect
    if dialect.header_rows == 0:
        return _headless(profile, sheet, rows)
    rows = [row for row in rows if row.number > dialect.skip_rows]
    header = _find(profile, sheet, rows)
    if header is None:
        return Layout(profile, sheet, (), 1, {}, findings=_no_header(profile, sheet, file))
    return _layout(profile, sheet, header, rows, file)


def recognise(profiles: Iterable[Profile], sheet: Sheet, *, file: str = "") -> list[tuple[float, Layout]]:
    """Return the profiles that fit a sheet, the best first, each with how well it fits (0–1) and its layout.

    Empty for a sheet that is no table of any of them: notes, or the summary of our own answers.
    """
    if sheet.name == SUMMARY_SHEET:
        return []
    fits = []
    for profile in profiles:
        layout = match(profile, sheet, file=file)
        if layout.header_rows:
            score = _score(layout)
            if score >= 0.5:
                fits.append((score, layout))
    return sorted(fits, key=lambda fit: (-fit[0], fit[1].profile.name))


def _score(layout: Layout) -> float:
    columns = layout.profile.mapping.physical_columns
    required = [column.name for column in columns if column.required]
    met = sum(name in layout.columns for name in required) / len(required) if required else 1.0
    headings = sum(1 for heading in layout.header if heading)
    covered = min(1.0, len(layout.columns) / headings) if headings else 0.0
    return round(0.6 * met + 0.4 * covered, 4)


def _no_header(profile: Profile, sheet: Sheet, file: str) -> tuple[Finding, ...]:
    if sheet.name == SUMMARY_SHEET:
        return ()
    wanted = ", ".join(c.all_titles()[0] for c in profile.mapping.physical_columns if c.required)
    return (found("GG-COL-005", place=Place(file, sheet=sheet.name), profile=profile.title.th, wanted=wanted),)


def _headless(profile: Profile, sheet: Sheet, rows: Sequence[Row]) -> Layout:
    columns = {column.name: number for number, column in enumerate(profile.mapping.physical_columns, 1)}
    headings = {column.name: column.all_titles()[0] for column in profile.mapping.physical_columns}
    first = next((r.number for r in rows if r.number > profile.mapping.dialect.skip_rows and any(r.cells)), 1)
    return Layout(
        profile, sheet, (first,), first, columns, headings, header=tuple(headings.values()),
        property_columns=property_columns(profile.mapping, columns),
    )  # fmt: skip


def folded(heading: str) -> tuple[str, ...]:
    """Return the keys under which a heading is looked for: whole, by its lines, without brackets and marks.

    >>> folded("งบประมาณ* (ล้านบาท)")
    ('งบประมาณ*(ล้านบาท)', 'งบประมาณ')
    """
    keys: dict[str, None] = {}
    for text in (heading, *heading.splitlines()):
        for form in (text, _MARKS.sub("", _BRACKETS.sub(" ", text).strip())):
            if folded_form := key(_MARKS.sub("", form.strip())) if form is not text else key(text):
                keys[folded_form] = None
    return tuple(keys)


def titles(profile: Profile) -> dict[str, str]:
    """Return the name of the column for each title and synonym, as key; an earlier column keeps a title."""
    by_title: dict[str, str] = {}
    for column in profile.mapping.physical_columns:
        for title in (*column.all_titles(), column.name):
            for form in folded(title) or ("",) * (title == ""):
                by_title.setdefault(form, column.name)
    return by_title


def _find(profile: Profile, sheet: Sheet, rows: Sequence[Row]) -> _Header | None:
    by_title = titles(profile)
    best: _Header | None = None
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        for candidate in (_single(row, by_title), _double(row, below, sheet, by_title) if below else None):
            if candidate is not None and (best is None or _better(candidate, best)):
                best = candidate
    least = min(_AT_LEAST, len(profile.mapping.physical_columns))
    return best if best is not None and best.count >= least else None


def _better(candidate: _Header, best: _Header) -> bool:
    """Prefer more columns, then one row to two: a row of titles above a header is no part of it."""
    return (candidate.count, -len(candidate.rows)) > (best.count, -len(best.rows))


def _single(row: Row, by_title: Mapping[str, str]) -> _Header:
    return _header((row.number,), tuple((cell,) for cell in row.cells), by_title)


def _double(row: Row, below: Row, sheet: Sheet, by_title: Mapping[str, str]) -> _Header | None:
    """Read two rows as one header: what is merged over several columns stands above each of them."""
    if not any(row.cells) or not any(below.cells):
        return None
    width = max(len(row.cells), len(below.cells))
    upper = [row.cells[i] if i < len(row.cells) else "" for i in range(width)]
    lower = [below.cells[i] if i < len(below.cells) else "" for i in range(width)]
    spans = [m for m in sheet.merged if m.first_row == row.number and m.last_column > m.first_column]
    for span in spans:
        for column in range(span.first_column, min(span.last_column, width) + 1):
            upper[column - 1] = upper[span.first_column - 1]
    if not spans:
        for i in range(1, width):
            if not upper[i] and lower[i] and upper[i - 1] and sheet.name is None:
                upper[i] = upper[i - 1]
    texts = tuple(
        (f"{up} {low}", low, up) if up and low else ((low or up),) for up, low in zip(upper, lower, strict=True)
    )
    return _header((row.number, below.number), texts, by_title)


def _header(rows: tuple[int, ...], texts: tuple[tuple[str, ...], ...], by_title: Mapping[str, str]) -> _Header:
    matched: dict[str, list[int]] = {}
    for position, writings in enumerate(texts):
        name = next((by_title[form] for text in writings for form in folded(text) if form in by_title), None)
        if name is not None:
            matched.setdefault(name, []).append(position)
    if "" in by_title and by_title[""] not in matched:
        bare = [position for position, writings in enumerate(texts) if not any(writings)]
        if matched and len(bare) == 1:
            matched[by_title[""]] = bare
    return _Header(rows, texts, {name: tuple(positions) for name, positions in matched.items()})


def _layout(profile: Profile, sheet: Sheet, header: _Header, rows: Sequence[Row], file: str) -> Layout:
    shown = tuple(writings[0].strip() if writings else "" for writings in header.texts)
    columns = {name: positions[0] + 1 for name, positions in header.matched.items()}
    headings = {name: shown[position - 1] for name, position in columns.items()}
    place = Place(file, sheet=sheet.name, row=header.rows[-1])
    findings: list[Finding] = []
    for positions in header.matched.values():
        for position in positions[1:]:
            at = Place(file, sheet=sheet.name, row=header.rows[-1], column=position + 1)
            other = Place(file, column=positions[0] + 1, row=header.rows[-1]).cell
            findings.append(found("GG-COL-004", place=at, field=shown[position], value=shown[position], other=other))
    taken = {position for positions in header.matched.values() for position in positions}
    left = {i + 1: text for i, text in enumerate(shown) if i not in taken}
    rest = unknown(left, sheet, header.rows[-1], file, ignore=frozenset((key(RESULT_COLUMN),)))
    findings.extend(missing(profile, columns, left, place))
    findings.extend(rest.findings)
    return Layout(
        profile=profile,
        sheet=sheet,
        header_rows=header.rows,
        first_row=header.rows[-1] + 1,
        columns=columns,
        headings=headings,
        units=_units(profile, headings, header, rows),
        ignored=tuple(sorted(left)),
        personal=tuple(sorted({*rest.personal, *_personal(profile, columns)})),
        findings=tuple(findings),
        header=shown,
        property_columns=property_columns(profile.mapping, columns),
    )


def _personal(profile: Profile, columns: Mapping[str, int]) -> Iterable[int]:
    return (columns[c.name] for c in profile.mapping.physical_columns if c.personal and c.name in columns)


def _units(profile: Profile, headings: Mapping[str, str], header: _Header, rows: Sequence[Row]) -> dict[str, Decimal]:
    """Read the unit of each heading of amounts, or that of the title rows above the header, nearest first."""
    amounts = {column.name for column in profile.mapping.physical_columns if column.read == "amount"}
    above = None
    for row in reversed([row for row in rows if row.number < header.rows[0]]):
        above = next((unit for cell in row.cells if cell and (unit := unit_in(cell)) is not None), None)
        if above is not None:
            break
    units = {}
    for name, heading in headings.items():
        if name not in amounts:
            continue
        unit = unit_in(heading)
        if unit is None:
            unit = above
        if unit is not None:
            units[name] = unit
    return units


__all__ = ["RESULT_COLUMN", "SUMMARY_SHEET", "folded", "match", "recognise", "titles"]
