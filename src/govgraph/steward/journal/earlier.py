"""Imports that are no longer current, as their copies hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from pyoxigraph import NamedNode, Quad

from govgraph.errors import StoreError
from govgraph.names import CATALOGUE, ID, term
from govgraph.steward.journal.catalogue import Catalogue
from govgraph.steward.journal.journal import Journal
from govgraph.steward.journal.record import ImportRecord

_A: Final = term("rdf:type")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An import that another one replaced: its record as of then, and the name of its copy."""

    journal: Journal
    record: ImportRecord
    copy: str

    def quads(self) -> Iterator[Quad]:
        """Give what left the store with it, the statements of the catalogue first."""
        return self.journal.kept(self.record.id, self.copy)

    def makes(self, things: Collection[NamedNode]) -> set[NamedNode]:
        """Return which of these things it makes."""
        return made_in(self.quads(), things) if things else set()

    def named(self) -> set[NamedNode]:
        """Return the things of ours that it refers to, its own among them."""
        values = (quad.object for quad in self.quads() if quad.graph_name != CATALOGUE)
        return {node for node in values if isinstance(node, NamedNode) and node.value.startswith(ID)}

    def refers_to(self, things: Collection[NamedNode]) -> bool:
        """Tell whether it refers to any of these things."""
        return bool(things) and any(quad.object in things for quad in self.quads() if quad.graph_name != CATALOGUE)


def made_in(quads: Iterable[Quad], things: Collection[NamedNode]) -> set[NamedNode]:
    """Return which of these things some statements make: those that they give a type."""
    typed = (q.subject for q in quads if q.predicate == _A and q.graph_name != CATALOGUE)
    return {s for s in typed if isinstance(s, NamedNode) and s in things}


def earlier(journal: Journal, records: Iterable[ImportRecord]) -> list[Earlier]:
    """Return what these imports replaced; raises :class:`StoreError` where a copy is missing or damaged."""
    return [_earlier(journal, record, record.replaces) for record in records if record.replaces is not None]


def _earlier(journal: Journal, record: ImportRecord, replaced: str) -> Earlier:
    # An id comes again when the same file does, so the newest copy need not be the one that this import replaced.
    noted = (line.kept.get(replaced) for line in reversed(journal.lines()) if line.record.id == record.id)
    name = next(filter(None, noted), None) or journal.latest(replaced)
    first = takewhile(lambda quad: quad.graph_name == CATALOGUE, journal.kept(replaced, name))
    found = Catalogue(first).current.get(replaced)
    if found is None or name is None:
        raise StoreError(
            th=f"สำเนาของการนำเข้า {replaced} ไม่บอกว่านำเข้าอะไร จึงนำกลับมาไม่ได้",
            en=f"The copy of the import {replaced} does not say what was imported, so that it cannot be brought back.",
        )
    return Earlier(journal, found, name)
