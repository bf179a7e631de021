"""Names that do not tell alone: clusters of the same name in 2009 and in 2017, strategies without whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import records, text
from govgraph.model import Label
from govgraph.names import PREFIXES, shorten
from govgraph.store.batches import batches
from govgraph.store.port import Store
from govgraph.thai.dates import to_be

_QUERY: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
SELECT ?thing (MIN(?begins) AS ?from) (MAX(?ends) AS ?until) WHERE {{
  VALUES ?thing {{ @things@ }}
  OPTIONAL {{ ?thing gov:from ?begins }}
  OPTIONAL {{ ?thing gov:until ?ends }}
}} GROUP BY ?thing"""


_OWNERS: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
SELECT DISTINCT ?thing ?area WHERE {{
  VALUES ?thing {{ @things@ }}
  ?thing gov:inPlan/gov:planOf ?area .
  FILTER NOT EXISTS {{ ?thing a gov:Project }}
}} ORDER BY ?thing ?area"""


def of_whom(store: Store, names: Mapping[str, Label]) -> dict[str, Label]:
    """Return names by IRI, those of strategic statements with the area whose they are."""
    owners: dict[str, str] = {}
    for listed in batches(names):
        for row in records(store.select(_OWNERS.replace("@things@", listed))):
            owners.setdefault(text(row["thing"]), text(row["area"]))
    areas = labels_of(store, owners.values())
    return {iri: _with(name, areas[owners[iri]]) if iri in owners else name for iri, name in names.items()}


def told_apart(store: Store, names: Mapping[str, Label]) -> dict[str, Label]:
    """Return names by IRI, those that several things share with the years of each, or with its key."""
    often = Counter(names.values())
    shared = {iri for iri, name in names.items() if often[name] > 1}
    times = {
        text(row["thing"]): _years(row["from"], row["until"])
        for listed in batches(shared)
        for row in records(store.select(_QUERY.replace("@things@", listed)))
    }
    unlike = Counter((names[iri], times[iri]) for iri in shared)
    return {
        iri: _with(name, times[iri] if unlike[name, times[iri]] == 1 else Label(shorten(iri), shorten(iri)))
        if iri in shared
        else name
        for iri, name in names.items()
    }


def _with(name: Label, more: Label) -> Label:
    th, en = (f"{n} ({m})" if n and m else n for n, m in ((name.th, more.th), (name.en, more.en)))
    return Label(th, en)


def _years(start: object, end: object) -> Label:
    begins, ends = (day.year if isinstance(day, date) else None for day in (start, end))
    if begins and ends:
        return Label(f"พ.ศ. {to_be(begins)}–{to_be(ends)}", f"{begins}–{ends}")
    if begins:
        return Label(f"ตั้งแต่ พ.ศ. {to_be(begins)}", f"since {begins}")
    return Label(f"ถึง พ.ศ. {to_be(ends)}", f"until {ends}") if ends else Label()
