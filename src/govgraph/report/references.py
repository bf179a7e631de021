"""The list of sources at the end of a report, and the numbers by which claims refer to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from govgraph.lineage import Evidence, runs
from govgraph.model import Label, Place

MOST: Final = 8
"""So many places in a document are named on the page; the table of evidence has them all."""


@dataclass(frozen=True, slots=True)
class Places:
    """Places of one sort in a document: ``unit`` is what they are (lines, rows of a sheet), ``more`` are not named.

    >>> Places(Label("แถว", "rows"), "2, 5–9", 3).text("en")
    'rows 2, 5–9 and 3 more'
    """

    unit: Label
    numbers: str
    more: int = 0

    def text(self, lang: str) -> str:
        """Return them in words."""
        rest = f" และอีก {self.more} แห่ง" if lang == "th" else f" and {self.more} more"
        return f"{self.unit.text(lang)} {self.numbers}{rest if self.more else ''}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A document by its ``number`` in the list of sources, and the places in it; none where it is cited as a whole."""

    number: int
    places: tuple[Places, ...] = ()


@dataclass(slots=True)
class References:
    """The documents that are cited, in the order in which they first were.

    >>> book = References()
    >>> minutes = Label("รายงานการประชุม", "Minutes")
    >>> at = [Evidence(Place("https://example.org/minutes", line=n), minutes) for n in (57, 60, 61, 62)]
    >>> book.cite(at)[0].places[0].text("en"), book.cite(at[:1])[0].number, book.documents[0].title.en
    ('lines 57, 60–62', 1, 'Minutes')
    """

    _numbers: dict[str, int] = field(default_factory=dict)
    _documents: list[Evidence] = field(default_factory=list)

    @property
    def documents(self) -> tuple[Evidence, ...]:
        """One piece of evidence for each document, the first cited first."""
        return tuple(self._documents)

    def cite(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """Return the numbers of the documents that bear witness, each with the places in it."""
        found = located(evidence)
        cited = []
        for source in dict.fromkeys(e.place.source for e in found):
            here = [e for e in found if e.place.source == source]
            if source not in self._numbers:
                self._numbers[source] = len(self._numbers) + 1
                self._documents.append(here[0])
            cited.append(Citation(self._numbers[source], _places([e.place for e in here])))
        return tuple(sorted(cited, key=lambda citation: citation.number))


def located(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence that says most: documents before our own tables, places before whole documents; sorted.

    The rows of a workbook that somebody imported are places in that document.
    """
    given = set(evidence)
    documents = {e.place.source for e in given if not e.recorded}
    told = {e for e in given if not e.recorded or e.place.source in documents} or given
    pinned = {e.place.source for e in told if e.place != Place(e.place.source)}
    kept = {e.place: e for e in told if e.place != Place(e.place.source) or e.place.source not in pinned}
    return tuple(sorted(kept.values(), key=lambda e: _order(e.place)))


def _order(place: Place) -> tuple[str, str, int, int, int]:
    return place.source, place.sheet or "", place.line or place.row or 0, place.last_line or 0, place.column or 0


def _places(places: Sequence[Place]) -> tuple[Places, ...]:
    """Return places in one document, neighbours together."""
    found = []
    for sheet, there in groupby(places, key=lambda place: place.sheet):
        here = list(there)
        lines = list(runs((p.line, p.last_line) for p in here if p.line is not None))
        rows = list(runs((p.row, p.row) for p in here if p.row is not None and p.line is None))
        for numbers, th, one, several in ((lines, "บรรทัด", "line", "lines"), (rows, "แถว", "row", "rows")):
            if numbers:
                en = several if len(numbers) > 1 or "–" in numbers[0] else one
                on_sheet = Label(f"แผ่นงาน {sheet} {th}", f"sheet {sheet}, {en}") if sheet else Label(th, en)
                found.append(Places(on_sheet, ", ".join(numbers[:MOST]), max(0, len(numbers) - MOST)))
    return tuple(found)
