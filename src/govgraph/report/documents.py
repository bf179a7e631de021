"""The documents behind the main report, and what each bears witness to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from govgraph.analysis.questions import text
from govgraph.analysis.seats import Seat
from govgraph.lineage import sources_of
from govgraph.model import Label
from govgraph.research.rows import Rows, plain
from govgraph.store.port import Store

_SOURCES = """
PREFIX gov: <https://w3id.org/govgraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?source ?title_th ?title_en ?url ?things WHERE {
  { SELECT ?source (COUNT(DISTINCT ?thing) AS ?things) WHERE {
      ?thing dcterms:source ?place .
      OPTIONAL { ?place gov:inSource ?container }
      BIND(COALESCE(?container, ?place) AS ?source)
    } GROUP BY ?source }
  { SELECT ?source (MIN(?th) AS ?title_th) (MIN(?en) AS ?title_en) (MIN(?link) AS ?url) WHERE {
      ?source a gov:Source .
      OPTIONAL { ?source dcterms:title ?th . FILTER(LANG(?th) = "th") }
      OPTIONAL { ?source dcterms:title ?en . FILTER(LANG(?en) = "en") }
      OPTIONAL { ?source gov:url ?link }
    } GROUP BY ?source }
} ORDER BY DESC(?things) ?source
"""


_ATTACHMENTS = """
PREFIX gov: <https://w3id.org/govgraph/ontology#>
SELECT DISTINCT ?attachment WHERE {
  ?participation gov:participant ?agency ; gov:heldOn ?day .
  ?tile gov:affiliate ?agency ; gov:inferredFrom ?attachment ; gov:from ?from ; gov:until ?until .
  FILTER(?from <= ?day && ?day < ?until)
}
"""


def sources(store: Store) -> Rows:
    """Return every source on record, by how many things rest on it."""
    return Rows.of_table(store.select(_SOURCES))


def documents(store: Store, found: Sequence[Seat], statements: Sequence[str]) -> list[dict[str, Any]]:
    """Return the documents that the answer rests on, by what they bear witness to; not our own tables."""
    attachments = [text(plain(row[0])) for row in store.select(_ATTACHMENTS).rows]
    kinds = (
        (Label("การเข้าร่วม", "participations"), [seat.iri for seat in found]),
        (Label("ข้อความเชิงยุทธศาสตร์", "statements"), statements),
        (Label("การสังกัดกระทรวง", "attachments to ministries"), attachments),
    )
    listed = []
    for kind, things in kinds:
        counts: Counter[tuple[str, str, str]] = Counter()
        for evidence in sources_of(store, things).values():
            documents = {(e.title.th or "", e.title.en or "", e.url or "") for e in evidence if not e.recorded}
            counts.update(documents)
        listed += [
            {"title": Label(th or None, en or None), "url": url, "kind": kind, "things": count}
            for (th, en, url), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
    return listed
