"""Sources as footnotes: a number where something is said, the document once at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govgraph.model import Label
from govgraph.names import shorten


@dataclass(slots=True)
class Footnotes:
    """Documents, numbered in the order in which they are first called on."""

    lang: str
    documents: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def mark(self, sources: Sequence[Mapping[str, Any]]) -> str:
        """Return the numbers of sources with the places in them.

        >>> minutes = {"document": "urn:minutes", "title_th": None, "title_en": "Minutes", "url": None, "lines": "7-8"}
        >>> Footnotes("en").mark([minutes, {**minutes, "lines": "12"}])
        '[1 line 7–8, 12]'
        """
        places: dict[int, dict[str, dict[str, None]]] = {}
        for source in sources:
            self.documents.setdefault(source["document"], source)
            number = 1 + list(self.documents).index(source["document"])
            word, at = self._place(source)
            places.setdefault(number, {}).setdefault(word, {})[at] = None
        return " ".join(f"[{' '.join((str(number), _listed(at)))}]".replace(" ]", "]") for number, at in places.items())

    def _place(self, source: Mapping[str, Any]) -> tuple[str, str]:
        if source.get("lines"):
            return Label("บรรทัด", "line").text(self._lang), source["lines"].replace("-", "–")
        if source.get("cell"):
            return source.get("sheet") or Label("เซลล์", "cell").text(self._lang), source["cell"]
        return (Label("แถว", "row").text(self._lang), str(source["row"])) if source.get("row") else ("", "")

    def listed(self) -> Iterator[tuple[str, str, str]]:
        """Give each document as a numbered paragraph: margin, margin of further lines, text."""
        widest = len(str(len(self.documents)))
        for number, source in enumerate(self.documents.values(), 1):
            title = Label(source["title_th"], source["title_en"]).text(self.lang) or shorten(source["document"])
            yield f"  {number:>{widest}} ", " " * (widest + 3), f"{title} {source['url'] or ''}".rstrip()

    @property
    def _lang(self) -> str:
        # Footnotes that say everything twice are longer than the sentence they stand behind.
        return "en" if self.lang == "en" else "th"


def _listed(places: Mapping[str, Mapping[str, None]]) -> str:
    return "; ".join(f"{word} {', '.join(at)}".strip() for word, at in places.items() if any(at))
