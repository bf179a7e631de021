"""Everything on record about one thing, in words and with its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from govgraph.analysis.evidence import Sources, told
from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, records, text
from govgraph.analysis.walk import Step, Walk
from govgraph.lineage import sources_of
from govgraph.model import Label, Period
from govgraph.names import GOV, PREFIXES, expand
from govgraph.research.rows import plain
from govgraph.store.batches import batches
from govgraph.store.port import Store

LISTED: Final = 50
"""How many of the things that refer to a thing by one property are listed; all are counted."""

_FACTS = "SELECT DISTINCT ?property ?value WHERE {{ <{0}> ?property ?value }}"

_COUNTS = """SELECT ?property (COUNT(DISTINCT ?thing) AS ?things)
WHERE {{ ?thing ?property <{0}> }} GROUP BY ?property ORDER BY ?property"""

_AFFILIATIONS = """PREFIX gov: <{1}>
SELECT DISTINCT ?ministry ?from ?until ?confidence WHERE {{
  ?tile gov:affiliate <{0}> ; gov:ministry ?ministry ; gov:from ?from ; gov:until ?until ; gov:confidence ?confidence .
}} ORDER BY ?from ?ministry"""

_ROLES = """PREFIX org: <{1}>
SELECT DISTINCT ?record ?role WHERE {{ VALUES ?record {{ {0} }} ?record org:role ?role }} ORDER BY ?record ?role"""

_REFERRING = """SELECT DISTINCT ?thing WHERE {{ ?thing <{1}> <{0}> }} ORDER BY ?thing LIMIT {2}"""

_TYPE: Final = expand("rdf:type")
_APART: Final = frozenset({_TYPE, expand("dcterms:source"), expand("gov:recordedAt")})
"""Properties that are told in a place of their own."""

_INFERRED: Final = frozenset({expand("gov:affiliate"), expand("gov:ministry")})

_WORDS: Final = {
    expand(curie): Label(th, en)
    for curie, th, en in (
        ("skos:prefLabel", "ชื่อ", "name"),
        ("skos:altLabel", "ชื่ออื่น", "other name"),
        ("skos:hiddenLabel", "รูปสะกดผิดที่พบ", "misspelling found"),
        ("skos:definition", "คำจำกัดความ", "definition"),
        ("skos:inScheme", "อยู่ในรายการรหัส", "in code list"),
        ("skos:notation", "รหัส", "notation"),
        ("dcterms:title", "ชื่อเรื่อง", "title"),
        ("org:member", "สมาชิก", "member"),
        ("org:organization", "องค์กร", "organisation"),
        ("org:memberDuring", "ช่วงเวลา", "period"),
        ("org:role", "บทบาท", "role"),
        ("org:postIn", "ตำแหน่งใน", "post in"),
        ("org:originalOrganization", "องค์กรเดิม", "original organisation"),
        ("org:resultingOrganization", "องค์กรที่เกิดขึ้น", "resulting organisation"),
        ("eli:date_document", "ลงวันที่", "dated"),
        ("eli:date_publication", "ประกาศเมื่อ", "published on"),
        ("eli:is_part_of", "เป็นส่วนของ", "part of"),
        ("eli:is_realized_by", "มีตัวบท", "realised by"),
        ("eli:number", "เลขมาตรา", "number"),
        ("eli:title", "ชื่อเรื่อง", "title"),
        ("geo:hasGeometry", "มีพิกัด", "has geometry"),
        ("schema:sameAs", "ตรงกับ", "same as"),
    )
}
"""Words for properties of other vocabularies, which carry none in our languages."""


def show(store: Store, thing: str, as_of: date | None = None) -> dict[str, Any]:
    """Return every fact about a thing as plain values, ready to be written as JSON.

    ``facts`` are its own properties; ``ministries`` say, for every day, which ministry it counts under and how sure
    that is (inferred from its attachments); ``relations`` what dated records say of it and another thing (with
    ``as_of``: what held on that day, or had happened by then), each with its sources; ``referred_by`` counts whatever
    else points to it, and lists the first :data:`LISTED` of each property; ``sources`` tell where its row comes from.
    """
    walk = Walk(store, as_of)
    facts = _facts(store, thing)
    steps = [step for step in walk.steps([thing])[thing] if step.record and _holds(step, as_of)]
    referring = _referring(store, thing, walk)
    values = {v.value for vs in facts.values() for v in vs if isinstance(v, NamedNode)}
    roles = _roles(store, steps)
    affiliations = _affiliations(store, thing, as_of)
    things = {
        thing,
        *(text(row["ministry"]) for row in affiliations),
        *values,
        *facts,
        *referring,
        *(step.other(thing) for step in steps),
    }
    things |= {*roles.values()} | {iri for _, listed in referring.values() for iri in listed}
    labels = {**labels_of(store, things), **_WORDS}
    sources = sources_of(store, {thing})
    borne = Sources.of(walk, steps)
    kinds = [v.value for v in facts.get(_TYPE, []) if isinstance(v, NamedNode)]
    return {
        "thing": thing,
        "thing_th": labels[thing].th,
        "thing_en": labels[thing].en,
        "as_of": as_of.isoformat() if as_of else None,
        "kinds": [_named("kind", iri, labels[iri]) for iri in kinds],
        "facts": [
            {
                **_named("property", iri, labels[iri]),
                "values": [_value(v, labels) for v in values_],
            }
            for iri, values_ in facts.items()
            if iri not in _APART
        ],
        "ministries": [
            {**_named("ministry", text(row["ministry"]), labels[text(row["ministry"])]), **_told_of(row)}
            for row in affiliations
        ],
        "relations": [
            _relation(step, thing, walk, labels)
            | _role(roles.get(step.record or ""), labels)
            | {"sources": borne.told(step) if step.record else []}
            for step in steps
        ],
        "referred_by": [
            {
                **_named("property", iri, labels[iri]),
                "count": count,
                "things": [_named("thing", other, labels[other]) for other in listed],
            }
            for iri, (count, listed) in referring.items()
        ],
        "sources": told(sources[thing]),
    }


def _facts(store: Store, thing: str) -> dict[str, list[NamedNode | Literal]]:
    found: dict[str, list[NamedNode | Literal]] = defaultdict(list)
    for row in store.select(_FACTS.format(NamedNode(thing).value)):
        name, value = row["property"], row["value"]
        if isinstance(name, NamedNode) and isinstance(value, (NamedNode, Literal)):
            found[name.value].append(value)
    return {name: sorted(found[name], key=str) for name in sorted(found)}


def _referring(store: Store, thing: str, walk: Walk) -> dict[str, tuple[int, list[str]]]:
    """Count and list what points to the thing, apart from the records told as relations and the inferred tiles."""
    ends = {end for rule in walk.rules.values() if rule.ends for end in rule.ends}
    referring = {}
    for row in records(store.select(_COUNTS.format(NamedNode(thing).value))):
        name = text(row["property"])
        if name in _INFERRED:
            continue
        if name in ends and not (name in walk.rules and walk.rules[name].ends is None):
            continue
        listed = store.select(_REFERRING.format(thing, name, LISTED))
        iris = [term.value for (term,) in listed.rows if isinstance(term, NamedNode)]
        referring[name] = (int(text(row["things"])), iris)
    return referring


def _affiliations(store: Store, thing: str, as_of: date | None) -> list[Record]:
    rows = records(store.select(_AFFILIATIONS.format(thing, GOV)))
    return [r for r in rows if text(r["ministry"]) != thing and (as_of is None or _period(r).covers(as_of))]


def _period(row: Record) -> Period:
    start, end = row["from"], row["until"]
    return Period(start if isinstance(start, date) else None, end if isinstance(end, date) else None)


def _told_of(row: Record) -> dict[str, Any]:
    """Give the bounds of a stretch of time, open ends as none, and the word for how sure it is."""
    start, end = text(row["from"]), text(row["until"])
    return {
        "from": None if start == date.min.isoformat() else start,
        "until": None if end == date.max.isoformat() else end,
        "confidence": text(row["confidence"]).rpartition("/")[2],
    }


def _roles(store: Store, steps: Sequence[Step]) -> dict[str, str]:
    return {
        text(row["record"]): text(row["role"])
        for listed in batches(step.record for step in steps if step.record)
        for row in records(store.select(_ROLES.format(listed, PREFIXES["org"])))
    }


def _role(role: str | None, labels: Mapping[str, Label]) -> dict[str, Any]:
    return _named("role", role, labels[role]) if role else {"role": None, "role_th": None, "role_en": None}


def _holds(step: Step, as_of: date | None) -> bool:
    return as_of is None or step.holds is None or step.holds.covers(as_of)


def _relation(step: Step, thing: str, walk: Walk, labels: Mapping[str, Label]) -> dict[str, Any]:
    rule, other = walk.rules[step.term], step.other(thing)
    stretch = step.recorded
    return {
        **_named("predicate", step.term, rule.label),
        "direction": "forward" if thing == step.subject else "backward",
        **_named("other", other, labels[other]),
        "basis": rule.basis,
        "held_on": min(step.days).isoformat() if step.days else None,
        "from": stretch.start.isoformat() if stretch and stretch.start else None,
        "until": stretch.end.isoformat() if stretch and stretch.end else None,
        "confidence": {3: "confirmed", 2: "probable"}.get(step.rank or 1, "unconfirmed"),
        "record": step.record,
    }


def _value(term: NamedNode | Literal, labels: Mapping[str, Label]) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return _named("value", term.value, labels[term.value])
    found: dict[str, Any] = {"value": plain(term)}
    return {**found, "lang": term.language} if term.language else found


def _named(name: str, iri: str, label: Label) -> dict[str, Any]:
    return {name: iri, f"{name}_th": label.th, f"{name}_en": label.en}
