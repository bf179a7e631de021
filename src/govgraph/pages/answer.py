"""The page of an answer: the rows of a query, for a person at a browser."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from govgraph.names import shorten
from govgraph.pages.site import Site, rendered
from govgraph.research.rows import lexical
from govgraph.store.port import Term

_DOWNLOADS = ("csv", "json", "xml", "tsv")


def result_page(
    query: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Term | None]],
    site: Site,
    *,
    more: bool = False,
    boolean: bool | None = None,
    lang: str = "both",
) -> str:
    """Return the rows of a SELECT, or the answer to an ASK, as HTML; ``more`` says that there are further rows."""
    return rendered(
        "answer.html.j2",
        site,
        lang,
        query=query,
        columns=columns,
        rows=[[_cell(term) for term in row] for row in rows],
        more=more,
        boolean=boolean,
        downloads=[(form.upper(), f"{site.asking(query)}&format={form}") for form in _DOWNLOADS],
    )


def _cell(term: Term | None) -> dict[str, object]:
    if term is None:
        return {"iri": None, "text": "", "lang": None}
    text = lexical(term)
    if isinstance(term, NamedNode):
        return {"iri": text, "text": shorten(text), "lang": None}
    return {"iri": None, "text": text, "lang": getattr(term, "language", None)}
