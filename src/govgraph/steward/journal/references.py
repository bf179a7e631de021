"""Which imports refer to things that only certain others make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from pyoxigraph import NamedNode

from govgraph.names import CATALOGUE, term
from govgraph.steward.journal.record import ImportRecord
from govgraph.store.batches import batches
from govgraph.store.port import Store

_A: Final = term("rdf:type")
_REFERRING: Final = f"""SELECT DISTINCT ?g ?thing WHERE {{
  GRAPH @mine@ {{ ?thing {_A} ?type }}
  GRAPH ?g {{ ?s ?p ?thing }}
  FILTER(?g NOT IN (@going@))
}}"""
_NAMING: Final = """SELECT DISTINCT ?g ?thing WHERE {
  VALUES ?thing { @things@ }
  GRAPH ?g { ?s ?p ?thing }
}"""
_MADE: Final = f"SELECT DISTINCT ?thing WHERE {{ GRAPH @mine@ {{ ?thing {_A} ?type }} }}"
_MADE_ELSEWHERE: Final = f"""SELECT DISTINCT ?thing WHERE {{
  VALUES ?thing {{ @things@ }}
  GRAPH ?g {{ ?thing {_A} ?type }}
  FILTER(?g NOT IN (@going@))
}}"""


class Maker(Protocol):
    """What comes into the store when imports leave it: an earlier import, or the one that replaces them."""

    def makes(self, things: Collection[NamedNode]) -> set[NamedNode]:
        """Return which of these things it makes."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An import that refers to things which only the imports in question make; ``things`` are their IRIs."""

    record: ImportRecord
    things: tuple[str, ...]


def references(
    store: Store, current: Mapping[str, ImportRecord], going: Sequence[ImportRecord], coming: Sequence[Maker]
) -> tuple[Reference, ...]:
    """Return which current imports refer to things that would be gone, oldest first.

    ``going`` would leave the store and ``coming`` take their place.
    """
    names = {name: record for record in current.values() for name in (record.graph, record.inferred)}
    leaving = {name for record in going for name in (record.graph, record.inferred)}
    if names.keys() <= leaving:
        return ()
    by_import: dict[str, set[NamedNode]] = defaultdict(set)
    for graph in sorted(leaving & set(store.graphs()), key=lambda name: name.value):
        for name, thing in store.select(_filled(_REFERRING, going, mine=graph)).rows:
            if isinstance(name, NamedNode) and isinstance(thing, NamedNode) and name in names:
                by_import[names[name].id].add(thing)
    needed = {thing for things in by_import.values() for thing in things}
    needed -= made_elsewhere(store, needed, going)
    for one in coming if needed else ():
        needed -= one.makes(needed)
    found = ((current[import_id], things & needed) for import_id, things in by_import.items())
    listed = [Reference(record, tuple(sorted(thing.value for thing in things))) for record, things in found if things]
    return tuple(sorted(listed, key=lambda reference: (reference.record.ended, reference.record.id)))


def referring_to(store: Store, current: Mapping[str, ImportRecord], things: Collection[str]) -> tuple[Reference, ...]:
    """Return which current imports refer to any of some things, oldest first."""
    names = {name: record for record in current.values() for name in (record.graph, record.inferred)}
    by_import: dict[str, set[str]] = defaultdict(set)
    for listed in batches(things) if names else ():
        for name, thing in store.select(_NAMING.replace("@things@", listed)).rows:
            if isinstance(name, NamedNode) and isinstance(thing, NamedNode) and name in names:
                by_import[names[name].id].add(thing.value)
    found = (Reference(current[import_id], tuple(sorted(things))) for import_id, things in by_import.items())
    return tuple(sorted(found, key=lambda reference: (reference.record.ended, reference.record.id)))


def made_by(store: Store, record: ImportRecord) -> Iterator[NamedNode]:
    """Give the things that an import makes: those that it gives a type."""
    for graph in {record.graph, record.inferred} & set(store.graphs()):
        for (thing,) in store.select(_MADE.replace("@mine@", str(graph))).rows:
            if isinstance(thing, NamedNode):
                yield thing


def made_elsewhere(store: Store, things: Collection[NamedNode], going: Sequence[ImportRecord]) -> set[NamedNode]:
    """Return which of these things are made by anything but the imports that go."""
    found: set[NamedNode] = set()
    for listed in batches(thing.value for thing in things):
        rows = store.select(_filled(_MADE_ELSEWHERE, going).replace("@things@", listed)).rows
        found |= {thing for (thing,) in rows if isinstance(thing, NamedNode)}
    return found


def _filled(query: str, going: Sequence[ImportRecord], mine: NamedNode | None = None) -> str:
    leaving = {CATALOGUE, *(name for record in going for name in (record.graph, record.inferred))}
    listed = ", ".join(sorted(map(str, leaving)))
    return query.replace("@going@", listed).replace("@mine@", str(mine))
