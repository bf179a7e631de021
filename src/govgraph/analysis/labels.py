"""What things are called, in Thai and English."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from govgraph.analysis.questions import records, text
from govgraph.model import Label
from govgraph.names import PREFIXES, shorten
from govgraph.store.batches import batches
from govgraph.store.port import Store

# Each property by itself: with a table of properties, the engine reads the names of everything there is.
_QUERY = f"""
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT DISTINCT ?thing ?order ?name WHERE {{
  VALUES ?thing {{ @things@ }}
  {{ ?thing skos:prefLabel ?name . BIND(1 AS ?order) }}
  UNION {{ ?thing rdfs:label ?name . BIND(2 AS ?order) }}
  UNION {{ ?thing dcterms:title ?name . BIND(3 AS ?order) }}
}}
"""

_STATEMENTS = f"""
PREFIX gov: <{PREFIXES["gov"]}>
SELECT DISTINCT ?thing WHERE {{
  VALUES ?thing {{ @things@ }} VALUES ?class {{ gov:Vision gov:Mission gov:StrategicIssue }}
  ?thing a ?class .
}}
"""

_KINDS = f"""
PREFIX gov: <{PREFIXES["gov"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT DISTINCT ?thing ?class ?kind_th ?kind_en ?description WHERE {{
  VALUES ?thing {{ @things@ }}
  ?thing a ?class .
  ?class rdfs:isDefinedBy ?ontology ; rdfs:label ?kind_th , ?kind_en .
  FILTER(LANG(?kind_th) = "th" && LANG(?kind_en) = "en")
  OPTIONAL {{ ?thing dcterms:description ?description }}
}} ORDER BY ?thing ?class ?description
"""

_THAI = re.compile(r"[\u0e00-\u0e7f]")


def labels_of(store: Store, things: Iterable[str]) -> Mapping[str, Label]:
    """Return the names of things; one without a name is called by its short IRI.

    A thing that two sources call differently goes by the name that sorts first, so that the answer does not
    depend on the order of loading.
    """
    wanted = {iri for iri in things if iri}
    found: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for listed in batches(wanted):
        for row in store.select(_QUERY.replace("@things@", listed)):
            thing, order, name = row["thing"], row["order"], row["name"]
            if not (isinstance(thing, NamedNode) and isinstance(name, Literal) and isinstance(order, Literal)):
                continue
            language = (name.language or "").partition("-")[0] or ("th" if _THAI.search(name.value) else "en")
            if language not in ("th", "en"):
                continue
            candidate = (int(order.value), name.value)
            best = found[thing.value].get(language)
            if best is None or candidate < best:
                found[thing.value][language] = candidate
    return {iri: _label(found.get(iri, {}), iri) for iri in wanted}


def told_apart_by_kind(store: Store, labels: Mapping[str, Label]) -> dict[str, Label]:
    """Return names in which what has none goes by its kind, and by its description or else the end of its IRI.

    So a line of a budget is called budget line “Pump, Tak Province”, and not by an address.
    """
    nameless = {iri for iri, label in labels.items() if label == _label({}, iri)}
    found: dict[str, Label] = {}
    for listed in batches(nameless):
        for row in records(store.select(_KINDS.replace("@things@", listed))):
            thing, described = text(row["thing"]), text(row["description"])
            called = f"“{described}”" if described else thing.rpartition("/")[2]
            found.setdefault(thing, Label(f"{text(row['kind_th'])} {called}", f"{text(row['kind_en'])} {called}"))
    return {**labels, **found}


def named_by_a_sentence(store: Store, things: Iterable[str]) -> frozenset[str]:
    """Return the strategic statements among things: their names are sentences, which stand in quotation marks."""
    found: set[str] = set()
    for listed in batches({iri for iri in things if iri}):
        rows = records(store.select(_STATEMENTS.replace("@things@", listed)))
        found.update(text(row["thing"]) for row in rows)
    return frozenset(found)


def _label(names: Mapping[str, tuple[int, str]], iri: str) -> Label:
    if not names:
        return Label(en=shorten(iri))
    th, en = names.get("th"), names.get("en")
    return Label(th[1] if th else None, en[1] if en else None)
