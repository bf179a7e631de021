"""Where something stands in its sources, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from govgraph.analysis.walk import Step, Walk
from govgraph.lineage import Evidence, columns_of, sources_of
from govgraph.model import Place


@dataclass(frozen=True, slots=True)
class Sources:
    """The evidence of steps, down to the cells from which their statements were read where that is known."""

    walk: Walk
    evidence: Mapping[str, Sequence[Evidence]]
    columns: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, walk: Walk, steps: Iterable[Step]) -> Self:
        """Look up the evidence of some steps."""
        statements = {_statement(walk, step) for step in steps}
        store = walk.store
        return cls(walk, sources_of(store, {thing for thing, _ in statements}), columns_of(store, statements))

    def told(self, step: Step) -> list[dict[str, Any]]:
        """Return the places that bear witness to a step, as plain values."""
        statement = _statement(self.walk, step)
        return told(evidence.at(self.columns.get(statement)) for evidence in self.evidence[statement[0]])


def _statement(walk: Walk, step: Step) -> tuple[str, str]:
    """Return subject and property of the statement that bears a step: in a record, the one that names its object."""
    ends = walk.rules[step.term].ends
    return (step.record, ends[1]) if step.record and ends else (step.subject, step.term)


def told(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Return the places that bear witness, each as document, and lines or sheet, row and cell.

    A document as a whole is left out where a place in it is known.

    >>> from govgraph.model import Label
    >>> whole = Evidence(Place("https://example.org/minutes"), Label("รายงาน", "minutes"))
    >>> line = Evidence(Place("https://example.org/minutes", line=61, last_line=69), Label("รายงาน", "minutes"))
    >>> [place["lines"] for place in told([whole, line])]
    ['61-69']
    """
    evidence = list(evidence)
    located = {e.place.source for e in evidence if e.place != Place(e.place.source)}
    return [_told(e) for e in evidence if e.place != Place(e.place.source) or e.place.source not in located]


def _told(evidence: Evidence) -> dict[str, Any]:
    place = evidence.place
    lines = None
    if place.line is not None:
        lines = str(place.line) if place.last_line in (None, place.line) else f"{place.line}-{place.last_line}"
    return {
        "document": place.source,
        "title_th": evidence.title.th,
        "title_en": evidence.title.en,
        "url": evidence.url,
        "lines": lines,
        "sheet": place.sheet,
        "row": place.row,
        "cell": place.cell,
        "kind": "table" if evidence.recorded else "document",
    }
