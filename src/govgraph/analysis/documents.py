"""The documents behind what a table or picture counts, named once each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import records, text
from govgraph.model import Label
from govgraph.names import PREFIXES, expand
from govgraph.research.terms import read_fiscal_year
from govgraph.store.batches import batches
from govgraph.store.port import Store
from govgraph.thai.dates import fiscal_year as span_of
from govgraph.thai.dates import fiscal_year_of

_DOCUMENTS: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT DISTINCT ?document WHERE {{
  VALUES ?thing {{ @things@ }}
  ?thing dcterms:source ?place .
  OPTIONAL {{ ?place gov:inSource ?container }}
  BIND(COALESCE(?container, ?place) AS ?document)
}}"""

_PROJECTS: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT DISTINCT ?document WHERE {{
  {{ SELECT DISTINCT ?place WHERE {{
    {{ SELECT DISTINCT ?record WHERE {{ @records@ }} }}
    ?record dcterms:source ?place .
  }} }}
  OPTIONAL {{ ?place gov:inSource ?container }}
  BIND(COALESCE(?container, ?place) AS ?document)
}}"""

_ALL: Final = "{ ?record a gov:Project } UNION { ?record gov:forProject ?of } UNION { ?record gov:amount ?amount }"

_IN_YEAR: Final = """
  { ?record a gov:Project ; gov:forFiscalYear @year@ }
  UNION { ?record gov:amount ?amount ; gov:forFiscalYear @year@ }
  UNION { ?record gov:forProject ?of ; gov:forFiscalYear @year@ }
  UNION { ?record gov:forProject/gov:forFiscalYear @year@ }
  UNION { ?line gov:forProject ?record ; gov:forFiscalYear @year@ }
"""

_PLACES: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
PREFIX org: <{PREFIXES["org"]}>
PREFIX xsd: <{PREFIXES["xsd"]}>
SELECT DISTINCT ?place WHERE {{
  {{ VALUES ?place {{ <@area@> }} }}
  UNION {{ ?place gov:jurisdiction <@area@> }}
  UNION {{
    {{ VALUES ?cluster {{ <@area@> }} }} UNION {{ ?cluster gov:jurisdiction <@area@> }}
    ?membership org:organization ?cluster ; org:member ?place ;
      org:role <{expand("id:role/cluster-member")}> ; org:memberDuring ?during .
    OPTIONAL {{ ?during gov:from ?from }}
    OPTIONAL {{ ?during gov:until ?until }}
    VALUES ?day {{ @day@ }}
    FILTER(!BOUND(?day) || COALESCE(?from <= ?day, true) && COALESCE(?day < ?until, true))
  }}
}}"""

_IN_PLACES: Final = """
  { SELECT DISTINCT ?record WHERE {
    VALUES ?place { @places@ }
    { ?own gov:projectArea ?place } UNION { ?own gov:budgetUnit ?place } UNION { ?own gov:inPlan/gov:planOf ?place }
    UNION { ?own gov:contributesTo/gov:inPlan/gov:planOf ?place }
    UNION { ?assignment gov:locates ?own ; gov:assignedArea ?place }
    { ?own a ?class . BIND(?own AS ?record) } UNION { ?record gov:forProject ?own }
    UNION { ?own gov:forProject ?record }
  } }
"""


def documents_of(store: Store, things: Iterable[str]) -> list[Label]:
    """Return the titles of the documents that bear witness to things, each once, sorted; our own tables are none."""
    found: set[str] = set()
    for listed in batches(things):
        found.update(text(row["document"]) for row in records(store.select(_DOCUMENTS.replace("@things@", listed))))
    return _titles(store, found)


def documents_of_projects(
    store: Store, *, area: str | None = None, as_of: date | None = None, fiscal_year: int | None = None
) -> list[Label]:
    """Return the titles of the documents that tell of projects and of money: in an area, and a fiscal year or day.

    ``area`` is the IRI of a province, of a cluster (with the provinces that are its members), or of their area.
    """
    years = {read_fiscal_year(fiscal_year)} if fiscal_year else set()
    if as_of:
        years.add(fiscal_year_of(as_of))
    if len(years) > 1:
        return []
    asked = _IN_YEAR.replace("@year@", f"<{expand(f'id:fiscal-year/{years.pop()}')}>") if years else _ALL
    if area:
        asked = f"{_in_area(store, area, as_of, fiscal_year)} {{ SELECT DISTINCT ?record WHERE {{ {asked} }} }}"
    rows = records(store.select(_PROJECTS.replace("@records@", asked)))
    return _titles(store, {text(row["document"]) for row in rows})


def _in_area(store: Store, area: str, as_of: date | None, fiscal_year: int | None) -> str:
    day = as_of or (span_of(read_fiscal_year(fiscal_year)).start if fiscal_year else None)
    when = f'"{day.isoformat()}"^^xsd:date' if day else "UNDEF"
    places = records(store.select(_PLACES.replace("@area@", area).replace("@day@", when)))
    return _IN_PLACES.replace("@places@", " ".join(f"<{text(row['place'])}>" for row in places))


def _titles(store: Store, documents: Iterable[str]) -> list[Label]:
    labels = labels_of(store, documents)
    return [labels[iri] for iri in sorted(labels)]
