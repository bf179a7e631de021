"""The return workbook: the steward's own file, with what was found on it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govgraph.errors import InputError, LimitError
from govgraph.model import Finding, Label
from govgraph.steward.answers.copying import annotated, rebuilt
from govgraph.steward.answers.plan import CheckedSheet, Plan, plan
from govgraph.steward.answers.titles import sheet_title
from govgraph.steward.tables.child import Budget, in_child
from govgraph.steward.tables.limits import Limits
from govgraph.steward.tables.opening import open_regular

if TYPE_CHECKING:
    from govgraph.steward.tables import Book

_PIECE: Final = 1 << 20
_BUDGET: Final = Budget(memory_bytes=3 << 30, cpu_seconds=300, wall_seconds=600.0)
"""A copy of 100,000 rows of twelve columns takes about a minute and 2 GiB: every cell is held, with its style."""

_REBUILT: Final = Label(
    "คัดลอกรูปแบบของแฟ้มเดิมไม่ได้ จึงเป็นสมุดงานใหม่ที่มีค่าในเซลล์เดิมครบ",
    "The layout of your file could not be copied: this is a new workbook with the same cells.",
)


@dataclass(frozen=True, slots=True)
class ReturnWorkbook:
    """An XLSX file as bytes, and remarks on what the copy could not keep."""

    content: bytes
    remarks: tuple[Label, ...] = ()


def return_workbook(
    source: Path, book: Book, findings: Sequence[Finding], checked: Sequence[CheckedSheet], *, lang: str = "th"
) -> ReturnWorkbook:
    """Return the workbook that goes back to the steward; the same input gives the same bytes.

    An XLSX file comes back as a copy of itself: a summary as its first sheet, the cells concerned in red or yellow
    with a comment each, and a last column with the result of every row. No value is changed. Other files come back
    as a new workbook with the same cells. ``lang`` is ``th``, ``en`` or ``both``.

    Raises :class:`govgraph.errors.LimitError` for more rows than a sheet holds.
    """
    if book.kind == "xlsx":
        titles: dict[str | None, str] = {sheet.name: sheet.name or "" for sheet in book.sheets}
        answer = plan(book, findings, checked, titles, lang)
        copied = _copied(source, answer)
        if copied is not None:
            return copied
    titles = {}
    for sheet in book.sheets:
        titles[sheet.name] = sheet_title(sheet.name or source.stem, titles.values())
    sheets = {titles[sheet.name]: sheet for sheet in book.sheets}
    content = rebuilt(sheets, plan(book, findings, checked, titles, lang))
    return ReturnWorkbook(content, (_REBUILT,) if book.kind == "xlsx" else ())


def _copied(source: Path, answer: Plan) -> ReturnWorkbook | None:
    """Return the marked copy, or ``None`` where the file cannot be copied: the answer must go out all the same."""
    try:
        with open_regular(source, Limits()) as file:
            first, *rest = in_child(copied_pieces, (answer,), _BUDGET, source.name, file.fileno())
    except (InputError, LimitError):
        return None
    remarks = tuple(Label(said["th"], said["en"]) for said in json.loads(first))
    return ReturnWorkbook(b"".join(rest), remarks)


def copied_pieces(descriptor: int, answer: Plan) -> Iterator[bytes]:
    """Give the remarks as JSON, then the marked copy: what runs over a stranger's file, in a limited process."""
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        content, remarks = annotated(file, answer)
    yield json.dumps([{"th": said.th, "en": said.en} for said in remarks]).encode()
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]
