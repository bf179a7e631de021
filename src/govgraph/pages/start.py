"""The first page of the server, and the page for what went wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from pyoxigraph import NamedNode

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import number, records, text
from govgraph.errors import GovGraphError, UnresolvedNameError
from govgraph.model import Label
from govgraph.names import GOV, PREFIXES, expand, shorten
from govgraph.pages.site import Site, rendered
from govgraph.research.library import Library
from govgraph.research.question import Query
from govgraph.store.port import Store

_KINDS: Final = f"""SELECT ?kind (COUNT(DISTINCT ?thing) AS ?n) WHERE {{
  ?thing a ?kind . FILTER(STRSTARTS(STR(?kind), "{GOV}"))
}} GROUP BY ?kind ORDER BY ?kind"""
_GRAPHS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_MACHINERY: Final = frozenset(
    expand(f"gov:{name}")
    for name in (
        *("MinistryAffiliation", "Attachment", "ThemeAssignment", "AreaAssignment", "ClusterMembership"),
        *("Place", "Period", "CurrentGraph", "ColumnUse", "CellReading", "Source", "Import"),
    )
)
"""Kinds of records, and of what tells how something is known; they stand last."""

SHOWN: Final = 16
"""Kinds that are shown at once; the others, on request."""

_EXAMPLE: Final = """SELECT DISTINCT ?agency ?name WHERE {
  ?participation a gov:Participation ; gov:participant ?agency .
  ?agency skos:prefLabel ?name . FILTER(LANG(?name) = "th")
} ORDER BY ?name LIMIT 10"""

_SAID: Final = {
    400: Label("คำขอไม่ถูกต้อง", "The request is wrong"),
    401: Label("ต้องยืนยันตัวตน", "Credentials are needed"),
    403: Label("ไม่อนุญาต", "This is not allowed"),
    404: Label("ไม่พบ", "Not found"),
    405: Label("ใช้วิธีนี้กับที่อยู่นี้ไม่ได้", "This method is not for this address"),
    406: Label("ไม่มีรูปแบบที่ขอ", "There is no such format"),
    413: Label("คำขอใหญ่เกินไป", "The request is too large"),
    429: Label("มีคำขอมากเกินไป", "There are too many requests"),
    500: Label("เซิร์ฟเวอร์ขัดข้อง", "The server has failed"),
    503: Label("ยังให้บริการไม่ได้", "There is no service now"),
    504: Label("ใช้เวลานานเกินไป", "It took too long"),
}


def index_page(store: Store, site: Site, *, lang: str = "both") -> str:
    """Return the first page: what the graph holds, where to ask, and what has been asked before."""
    kinds = records(store.select(_KINDS))
    graphs = {text(row["g"]): number(row["n"]) for row in records(store.select(_GRAPHS))}
    labels = labels_of(store, [*(text(row["kind"]) for row in kinds), *graphs])
    counted = [
        {"iri": text(row["kind"]), "label": labels[text(row["kind"])], "count": number(row["n"])} for row in kinds
    ]
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("gov", "id", "skos"))
    return rendered(
        "index.html.j2",
        site,
        lang,
        kinds=sorted(counted, key=lambda kind: (kind["iri"] in _MACHINERY, -int(str(kind["count"])), kind["iri"])),
        shown=SHOWN,
        graphs=[
            {
                "iri": name.value,
                "label": labels.get(name.value, Label(en=shorten(name.value))),
                "count": graphs.get(name.value, 0),
            }
            for name in store.graphs()
        ],
        queries=[_query(query, site) for query in Library.shipped().values()],
        example=f"{prefixes}{_EXAMPLE}",
    )


def error_page(status: int, error: GovGraphError, site: Site, *, query: str | None = None, lang: str = "both") -> str:
    """Return the page for something that went wrong: what, where, and what was probably meant.

    A ``query`` that was asked stands there to be mended.
    """
    said = _SAID.get(status) or Label(en=HTTPStatus(status).phrase)
    near = error.candidates if isinstance(error, UnresolvedNameError) else ()
    return rendered(
        "error.html.j2",
        site,
        lang,
        status=status,
        said=said,
        message=Label(error.th, error.en),
        query=query,
        candidates=[{"iri": iri, "label": Label(en=shorten(iri))} for iri in near if _is_iri(iri)],
    )


def _query(query: Query, site: Site) -> dict[str, Any]:
    required = [parameter.name for parameter in query.params if parameter.required]
    title = query.title if query.title != Label() else Label(en=query.summary or query.name)
    return {
        "name": query.name,
        "title": title,
        # The header is for people who read the file; the address is long enough without it.
        "address": None if required else site.asking(_without_header(query.bind())),
        "required": required,
    }


def _without_header(text_: str) -> str:
    return "\n".join(line for line in text_.splitlines() if not line.startswith("#+")).strip()


def _is_iri(candidate: str) -> bool:
    try:
        NamedNode(candidate)
    except ValueError:
        return False
    return True
