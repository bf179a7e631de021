"""A person's yes: names as written in files, what they were said to mean, by whom and when.

The file is a table that a spreadsheet opens. :func:`draft` writes the open questions of an import with the first
suggestion filled in; a person says yes or writes another meaning, signs, and hands it back with ``--accept``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from govgraph.names import ID
from govgraph.steward.findings.neutral import neutral
from govgraph.steward.resolve.answer import Asked, Resolved
from govgraph.steward.resolve.kinds import GROUPS, expanded
from govgraph.thai.text import key

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "written": ("ที่เขียน", "ชื่อที่เขียน", "เขียนว่า"),
    "kind": ("ชนิด", "ประเภท"),
    "means": ("หมายถึง", "คีย์"),
    "name": ("ชื่อ", "ชื่อเต็ม", "ชื่อทางการ"),
    "accepted": ("ยอมรับ", "ใช่หรือไม่"),
    "by": ("โดย", "ผู้ยอมรับ", "ผู้รับรอง"),
    "on": ("เมื่อ", "วันที่"),
    "note": ("หมายเหตุ",),
}
"""The columns of the file, with the Thai titles that are understood as well."""


@dataclass(frozen=True, slots=True)
class Alias:
    """What a person said a name means: the thing (IRI and name of record), who said it, and on which day."""

    written: str
    kind: str
    iri: str
    name: str
    by: str
    on: date


@dataclass(frozen=True)
class Accepted:
    """All that persons have said yes to, ready to be asked.

    >>> said = Accepted((Alias("ทช.", "agency", "https://example.org/drr", "กรมทางหลวงชนบท", "ก", date(2026, 1, 5)),))
    >>> said.find("ทช.", ("agency",)).how, said.find("ทช.", ("province",))
    ('accepted', None)
    """

    aliases: tuple[Alias, ...] = ()
    _found: dict[tuple[str, tuple[str, ...]], Resolved | None] = field(default_factory=dict, repr=False, compare=False)

    def find(self, text: str, kinds: Sequence[str]) -> Resolved | None:
        """Return what a person said a name means as one of the kinds, or ``None``."""
        if not self.aliases:
            return None
        asked = (key(text), tuple(kinds))
        if asked not in self._found:
            wanted = expanded(kinds)
            self._found[asked] = next(
                (
                    Resolved(alias.iri, alias.kind, alias.name, "accepted", alias.by, alias.on)
                    for alias in self.aliases
                    if alias.kind in wanted and key(alias.written) == asked[0]
                ),
                None,
            )
        return self._found[asked]


def draft(asked: Iterable[Asked]) -> bytes:
    """Return the file of open questions: a table with the first suggestion filled in and no yes, in a fixed order.

    UTF-8 with a byte order mark, so that Excel opens it; what looks like a formula is neutralised.

    >>> draft([]).decode("utf-8-sig").strip()
    'written,kind,means,name,accepted,by,on,note'
    """
    questions: dict[tuple[str, str], Asked] = {}
    for question in asked:
        place = (_kind_word(question), key(question.written))
        if place not in questions or question.written < questions[place].written:
            questions[place] = question
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for (kind, _), question in sorted(questions.items(), key=lambda item: item[0]):
        first, others = question.answer.suggestions[:1], question.answer.suggestions[1:]
        means = _short(first[0].iri) if first else ""
        name = first[0].name if first else ""
        note = f"หรือ: {'; '.join(f'{other.name} = {_short(other.iri)}' for other in others)}" if others else ""
        writer.writerow([neutral(question.written), kind, means, name, "", "", "", note])
    return text.getvalue().encode("utf-8-sig")


def _kind_word(question: Asked) -> str:
    kinds = question.kinds
    if len(kinds) == 1:
        return kinds[0]
    return next((word for word, members in GROUPS.items() if set(kinds) == set(members)), "")


def _short(iri: str) -> str:
    return iri.removeprefix(ID)
