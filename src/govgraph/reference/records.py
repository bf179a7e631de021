"""Real uses of terms: which thing of the shipped data shows best what a class, property or concept is for.

Shown is the smallest thing that has what most of its kind have, so that an example is whole and yet short.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from govgraph.lineage import Evidence, sources_of
from govgraph.model import Label
from govgraph.names import GOV, ID, PREFIXES, expand, shorten
from govgraph.reference.model import Citation, Example
from govgraph.resources import resource
from govgraph.steward.findings.labels import Names
from govgraph.store import Change
from govgraph.store.embedded import EmbeddedStore

_TYPE: Final = expand("rdf:type")
_LISTING: Final = frozenset(
    map(expand, ("skos:inScheme", "skos:topConceptOf", "skos:hasTopConcept", "skos:broader", "skos:narrower"))
)
"""By these a code list is put together; they are no use of a concept."""


class Records:
    """The statements of the shipped data, looked up by subject, by class and by use."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        once = {quad.triple: quad for quad in quads if isinstance(quad.subject, NamedNode)}
        self._facts: dict[str, list[Triple]] = defaultdict(list)
        self._things: dict[str, list[str]] = defaultdict(list)
        self._stated: dict[str, list[Triple]] = defaultdict(list)
        self._used: dict[str, list[Triple]] = defaultdict(list)
        for triple in once:
            subject, predicate = _text(triple.subject), triple.predicate.value
            self._facts[subject].append(triple)
            self._stated[predicate].append(triple)
            if isinstance(triple.object, NamedNode):
                if predicate == _TYPE:
                    self._things[triple.object.value].append(subject)
                elif predicate not in _LISTING:
                    self._used[triple.object.value].append(triple)
        self._marks = _marks()
        self._store = EmbeddedStore.in_memory()
        self._store.commit(Change(add=once.values()))

    def of_class(self, iri: str, below: Iterable[str]) -> tuple[int, Example | None]:
        """Return how many things a class and the classes below it have, and one to show: its own, if it has any."""
        own = self._things.get(iri, [])
        things = list(dict.fromkeys([*own, *(thing for cls in below for thing in self._things.get(cls, ()))]))
        return len(things), self._example(self._facts[self._usual(own or things)]) if things else None

    def of_property(self, iri: str) -> tuple[int, Example | None]:
        """Return how many statements a property has, and one to show."""
        if iri in self._marks:
            return self._marks[iri]
        stated = self._stated.get(iri, [])
        return len(stated), self._example([min(stated, key=_shortest)]) if stated else None

    def of_concept(self, iri: str) -> tuple[int, Example | None]:
        """Return in how many statements a concept is the value, and one of them to show."""
        used = self._used.get(iri, [])
        return len(used), self._example([min(used, key=_shortest)]) if used else None

    def citations(self, things: Iterable[str]) -> Mapping[str, tuple[Citation, ...]]:
        """Return the documents behind each thing, with how reliable they are."""
        return {
            thing: tuple(self._citation(evidence) for evidence in found)
            for thing, found in sources_of(self._store, things).items()
        }

    def label(self, iri: str) -> Label:
        """Return the name of a thing."""
        return self._names(iri).label(iri)

    def one(self, iri: str, curie: str) -> str | None:
        """Return what a thing has for a property, where it has one value only."""
        values = self.values(iri, curie)
        return values[0] if len(values) == 1 else None

    def values(self, iri: str, curie: str) -> list[str]:
        """Return all that a thing has for a property, sorted."""
        return sorted({_text(t.object) for t in self._facts.get(iri, ()) if t.predicate.value == expand(curie)})

    def things(self, iri: str) -> list[str]:
        """Return the things of a class, sorted."""
        return sorted(self._things.get(iri, ()))

    def _usual(self, things: list[str]) -> str:
        """Choose the smallest of the things that have every property which more than half of them have."""
        has = {thing: {t.predicate.value for t in self._facts[thing]} for thing in things}
        counts = Counter(predicate for predicates in has.values() for predicate in predicates)
        usual = {predicate for predicate, count in counts.items() if 2 * count > len(things)}
        most = max(len(usual & has[thing]) for thing in things)
        whole = [thing for thing in things if len(usual & has[thing]) == most]
        return min(whole, key=lambda thing: (sum(len(str(t)) for t in self._facts[thing]), thing))

    def _example(self, triples: list[Triple]) -> Example:
        thing = _text(triples[0].subject)
        return Example(
            text=_turtle(triples),
            thing=thing,
            name=self._names(thing).thing(thing),
            evidence=sources_of(self._store, [thing])[thing],
        )

    def _citation(self, evidence: Evidence) -> Citation:
        source = evidence.place.source
        return Citation(evidence, self.one(source, "gov:reliability"), self.one(source, "gov:note"))

    def _names(self, thing: str) -> Names:
        """What is said of a thing, and of the things by which it may be known."""
        near = [thing, *(t.object.value for t in self._facts.get(thing, ()) if isinstance(t.object, NamedNode))]
        triples = (t for iri in dict.fromkeys(near) for t in self._facts.get(iri, ()))
        return Names((Quad(t.subject, t.predicate, t.object) for t in triples), [thing])


def _text(node: NamedNode | BlankNode | Literal | Triple) -> str:
    return "" if isinstance(node, Triple) else node.value


def _turtle(triples: Iterable[Triple]) -> str:
    """Write statements for people: the class first, and things by what follows their common beginning."""
    ordered = sorted(triples, key=lambda t: (t.predicate.value != _TYPE, str(t)))
    spaces = {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if prefix != "id"}
    written = serialize(ordered, format=RdfFormat.TURTLE, prefixes=spaces, base_iri=ID)
    assert written is not None
    body = [line.replace("\t", "    ") for line in written.decode().splitlines() if not line.startswith("@")]
    text = "\n".join(body).strip()
    used = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in spaces.items() if re.search(rf"\b{prefix}:", text)]
    return "\n".join([f"@base <{ID}> .", *used, "", text])


def _shortest(triple: Triple) -> tuple[int, str]:
    return len(str(triple)), str(triple)


def _marks() -> Mapping[str, tuple[int, Example]]:
    """Find the annotations in the descriptions of tables (CSVW): how often each stands there, and the shortest."""
    root = resource("data")
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(root.rglob("*-metadata.json")):
        name = f"data/{path.relative_to(root).as_posix()}"
        for mark, value, column in _walk(json.loads(path.read_text(encoding="utf-8")), None):
            text = f'"{mark}": {json.dumps(value, ensure_ascii=False, sort_keys=True)}'
            found[expand(mark)].append((text, name if column is None else f"{name}, {column}"))
    return {
        iri: (len(uses), Example(text=best[0], language="json", where=best[1]))
        for iri, uses in found.items()
        if (best := min(uses, key=lambda use: (len(use[0]), use)))
    }


def _walk(node: Any, column: str | None) -> Iterator[tuple[str, Any, str | None]]:
    if isinstance(node, list):
        for member in node:
            yield from _walk(member, column)
    elif isinstance(node, dict):
        column = node["name"] if isinstance(node.get("name"), str) else column
        for key, value in node.items():
            if shorten(expand(key)) == key and expand(key).startswith(GOV):
                yield key, value, column
            else:
                yield from _walk(value, column)
