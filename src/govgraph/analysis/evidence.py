"""Where something stands in its sources, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govgraph.lineage import Evidence
from govgraph.model import Place


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
