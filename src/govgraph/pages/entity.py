"""The page of one thing: everything on record about it, in both languages, with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from govgraph.analysis.circumstances import Circumstances, circumstances
from govgraph.analysis.entity import show
from govgraph.errors import NotFoundError
from govgraph.model import Label, Place
from govgraph.names import expand, shorten
from govgraph.pages.site import TYPES, Site, rendered
from govgraph.research.rows import written
from govgraph.store.port import Store
from govgraph.thai.periods import Stretch, on_day

SHOWN: Final = 50
"""Relations of one kind, and values of one property, that are shown; all are counted."""

_NAMES: Final = frozenset(map(expand, ("skos:prefLabel", "rdfs:label", "dcterms:title")))
_FROM: Final = expand("gov:from")
_UNTIL: Final = expand("gov:until")
_FIRST: Final = tuple(
    map(expand, ("skos:altLabel", "skos:hiddenLabel", "skos:definition", "gov:from", "gov:date", "gov:heldOn"))
)
_LAST: Final = tuple(map(expand, ("gov:confidence", "gov:note")))
_OF_RDF: Final = {
    expand(curie): Label(th, en)
    for curie, th, en in (
        ("rdf:type", "เป็นชนิด", "is of kind"),
        ("rdfs:subClassOf", "เป็นชนิดย่อยของ", "is a kind of"),
        ("rdfs:subPropertyOf", "เป็นคุณสมบัติย่อยของ", "is a property of the kind"),
        ("rdfs:domain", "ใช้กับ", "is said of"),
        ("rdfs:range", "มีค่าเป็น", "has values of"),
        ("rdfs:isDefinedBy", "นิยามไว้ใน", "is defined by"),
        ("schema:domainIncludes", "ใช้กับ", "is used with"),
        ("schema:rangeIncludes", "มีค่าเช่น", "has values such as"),
        ("owl:disjointWith", "ไม่ซ้อนกับ", "has nothing in common with"),
        ("prov:wasDerivedFrom", "ได้มาจาก", "was derived from"),
        ("owl:Class", "ชนิด (คลาส)", "class"),
        ("owl:ObjectProperty", "คุณสมบัติที่ชี้ไปยังสิ่งอื่น", "property that points to things"),
        ("owl:DatatypeProperty", "คุณสมบัติที่มีค่าเป็นข้อมูล", "property with plain values"),
        ("owl:AnnotationProperty", "คุณสมบัติประกอบ", "annotation property"),
        ("owl:FunctionalProperty", "คุณสมบัติที่มีได้ค่าเดียว", "property with one value at most"),
        ("owl:Ontology", "ออนโทโลยี", "ontology"),
        ("skos:topConceptOf", "อยู่ระดับบนสุดของรายการรหัส", "is at the top of code list"),
        ("skos:hasTopConcept", "มีรหัส", "has code"),
        ("skos:broader", "อยู่ใต้รหัส", "is narrower than"),
        ("skos:closeMatch", "ใกล้เคียงกับ", "is close to"),
        ("skos:Concept", "รหัส", "code"),
        ("skos:ConceptScheme", "รายการรหัส", "code list"),
        ("org:Role", "บทบาท", "role"),
        ("geo:Geometry", "พิกัด", "geometry"),
        ("geo:asWKT", "พิกัด (WKT)", "coordinates (WKT)"),
    )
}
"""Words for what RDF, OWL and their kin say of terms; they carry none in our languages."""

_SURE: Final = {
    "confirmed": Label("ยืนยันแล้ว", "confirmed"),
    "probable": Label("น่าจะเป็น", "probable"),
    "unconfirmed": Label("ยังไม่ยืนยัน", "unconfirmed"),
}


def entity_page(store: Store, iri: str, site: Site, *, lang: str = "both", as_of: date | None = None) -> str:
    """Return the page of a thing, of a term of the ontology, or of a graph, as HTML.

    ``lang`` is ``th``, ``en`` or ``both``. Raises :class:`govgraph.errors.NotFoundError` for an IRI of which nothing
    is on record.
    """
    try:
        found = show(store, iri, as_of=as_of)
    except ValueError:  # what is no IRI is not on record either
        found = {}
    if not any(found.get(part) for part in ("kinds", "facts", "relations", "referred_by", "sources")):
        raise NotFoundError(th=f"ไม่มีสิ่งใดบันทึกไว้เกี่ยวกับ {iri[:200]}", en=f"Nothing is on record about {iri[:200]}.")
    name, known = _label(found, "thing"), circumstances(store, found)
    return rendered(
        "entity.html.j2",
        site,
        lang,
        iri=iri,
        short=shorten(iri),
        thing=name,
        named=name.en != shorten(iri),
        kinds=[{"iri": kind["kind"], "label": _worded(kind, "kind")} for kind in found["kinds"]],
        facts=list(_facts(found, known)),
        ministries=[_ministry(tile) for tile in found["ministries"]],
        relations=list(_relations(found, known)),
        referring=[_referring(group, iri, site) for group in found["referred_by"]],
        sources=_documents(found["sources"]),
        formats=site.formats(iri),
        types=TYPES,
    )


def _facts(found: Mapping[str, Any], known: Mapping[str, Circumstances]) -> Iterator[dict[str, Any]]:
    values = {fact["property"]: [value["value"] for value in fact["values"]] for fact in found["facts"]}
    for fact in sorted(found["facts"], key=lambda fact: _place(fact["property"])):
        iri = fact["property"]
        if iri.endswith("Precision") or (iri == _UNTIL and _FROM in values):
            continue
        label, shown = _worded(fact, "property"), list(fact["values"])
        if iri in _NAMES:
            shown = [value for value in shown if value["value"] not in (found["thing_th"], found["thing_en"])]
        if iri in (_FROM, _UNTIL):
            label = Label("ช่วงเวลา", "period")
            cells = [{"text": _stretch(values).words()}]
        else:
            precision = _precision(values, iri)
            shown.sort(key=lambda value: value.get("lang", "") != "th")
            cells = [_cell(value, precision, known) for value in shown]
        if cells:
            yield {"iri": iri, "label": label, "cells": cells[:SHOWN], "more": max(0, len(cells) - SHOWN)}


def _place(iri: str) -> tuple[int, int]:
    if iri in _FIRST:
        return 0, _FIRST.index(iri)
    return (2, _LAST.index(iri)) if iri in _LAST else (1, 0)


def _cell(value: Mapping[str, Any], precision: str | None, known: Mapping[str, Circumstances]) -> dict[str, Any]:
    it = value["value"]
    if "value_en" in value:
        # A period has no name of its own: what it says is when.
        when = known[it].stretch.words() if it in known else Label()
        return {"iri": it, "label": when if when != Label() else _worded(value, "value")}
    if isinstance(it, date):
        return {"text": on_day(it, precision)}
    if isinstance(it, bool):
        return {"text": Label("ใช่", "yes") if it else Label("ไม่ใช่", "no")}
    text = written(it)
    if text.startswith(("https://", "http://")) and not any(map(str.isspace, text)):
        return {"url": text}
    return {"plain": text, "lang": value.get("lang")}


def _stretch(values: Mapping[str, list[Any]]) -> Stretch:
    start, end = (
        day if isinstance(day := values.get(iri, [None])[0], date) and day not in (date.min, date.max) else None
        for iri in (_FROM, _UNTIL)
    )
    return Stretch(start, end, _precision(values, _FROM), _precision(values, _UNTIL))


def _precision(values: Mapping[str, list[Any]], iri: str) -> str | None:
    found = values.get(f"{iri}Precision")
    return str(found[0]).rpartition("/")[2] if found else None


def _ministry(tile: Mapping[str, Any]) -> dict[str, Any]:
    words = _bounds(tile).words()
    if words == Label():
        words = Label("ตลอดช่วงที่มีข้อมูล", "at all times on record")
    return {
        "iri": tile["ministry"],
        "label": _label(tile, "ministry"),
        "when": words,
        "sure": _SURE.get(tile["confidence"], _SURE["unconfirmed"]),
    }


def _relations(found: Mapping[str, Any], known: Mapping[str, Circumstances]) -> Iterator[dict[str, Any]]:
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for relation in found["relations"]:
        groups.setdefault((relation["predicate"], relation["direction"]), []).append(relation)
    for (predicate, direction), relations in groups.items():
        yield {
            "iri": predicate,
            "label": _label(relations[0], "predicate"),
            "forward": direction == "forward",
            "count": len(relations),
            "rows": [_relation(relation, known.get(relation["record"])) for relation in relations[:SHOWN]],
            "more": max(0, len(relations) - SHOWN),
        }


def _relation(relation: Mapping[str, Any], known: Circumstances | None) -> dict[str, Any]:
    # The record knows how precisely its bounds are known; the bounds alone would say more than it does.
    when = (known or Circumstances()).stretch.words()
    if when == Label():
        when = _bounds(relation).words()
    if relation["held_on"]:
        when = on_day(date.fromisoformat(relation["held_on"]))
    return {
        "iri": relation["other"],
        "label": _label(relation, "other"),
        "role": _label(relation, "role") if relation["role"] else None,
        "when": when,
        "sure": _SURE.get(relation["confidence"], _SURE["unconfirmed"]),
        "record": relation["record"],
        "sources": [_where(source) for source in relation["sources"]],
    }


def _bounds(told: Mapping[str, Any]) -> Stretch:
    start, end = told["from"], told["until"]
    return Stretch(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def _referring(group: Mapping[str, Any], iri: str, site: Site) -> dict[str, Any]:
    things = group["things"]
    query = f"SELECT DISTINCT ?thing WHERE {{ ?thing <{group['property']}> <{iri}> }} ORDER BY ?thing"
    return {
        "iri": group["property"],
        "label": _worded(group, "property"),
        "count": group["count"],
        "things": [{"iri": thing["thing"], "label": _label(thing, "thing")} for thing in things],
        "more": group["count"] - len(things),
        "all": site.asking(query),
    }


def _documents(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return each document once, with all the places in it."""
    documents: dict[str, list[Mapping[str, Any]]] = {}
    for source in sources:
        documents.setdefault(source["document"], []).append(source)
    return [
        {
            "iri": iri,
            "label": _title(places[0]),
            "url": places[0]["url"],
            "places": [place for source in places if (place := _where(source)["place"]) != Label()],
        }
        for iri, places in documents.items()
    ]


def _where(source: Mapping[str, Any]) -> dict[str, Any]:
    first, _, last = (source["lines"] or "").partition("-")
    place = Place(
        source["document"],
        line=int(first) if first else None,
        last_line=int(last) if last else None,
        sheet=source["sheet"],
        row=source["row"],
    )
    cell = source["cell"]
    words = Label(*(f"{place.words(lang)}{f' ({cell})' if cell else ''}" or None for lang in ("th", "en")))
    return {"iri": source["document"], "label": _title(source), "place": words}


def _title(source: Mapping[str, Any]) -> Label:
    label = Label(source["title_th"], source["title_en"])
    return label if label != Label() else Label(en=shorten(source["document"]))


def _worded(of: Mapping[str, Any], key: str) -> Label:
    """Return a label, or words of ours for a term that brings none."""
    label = _label(of, key)
    return _OF_RDF.get(of[key], label) if label.th is None else label


def _label(of: Mapping[str, Any], key: str) -> Label:
    return Label(of.get(f"{key}_th"), of.get(f"{key}_en"))
