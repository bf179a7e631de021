"""What stands in the store before an import: imports that are current, names that are known, data that ships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.errors import StoreError
from govgraph.names import CATALOGUE, term
from govgraph.steward.imports.surroundings import surroundings
from govgraph.steward.journal import ImportRecord
from govgraph.steward.journal.catalogue import Catalogue
from govgraph.steward.resolve import Register
from govgraph.steward.shacl import shapes_digest
from govgraph.store.port import Store

_STAMPS: Final = f"""SELECT DISTINCT ?g ?stamp WHERE {{ GRAPH {CATALOGUE} {{
  ?g {term("gov:stamp")} ?stamp MINUS {{ ?g {term("prov:wasGeneratedBy")} ?import }} }} }} ORDER BY STR(?g)"""

_MINISTRIES: Final = f"""SELECT DISTINCT ?ministry WHERE {{
  VALUES ?class {{ {term("gov:Ministry")} {term("gov:IndependentAgency")} {term("gov:MinistryLevelBody")} }}
  ?ministry a ?class }} ORDER BY STR(?ministry)"""


class Standing:
    """The store as an import finds it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        if not self.stamp:
            raise StoreError(
                th=f"คลังข้อมูล {store.location} ยังไม่มีข้อมูลอ้างอิง โปรดสั่ง `govgraph build` ก่อน",
                en=f"The store {store.location} has no reference data yet. Run `govgraph build` first.",
            )

    @cached_property
    def imports(self) -> tuple[ImportRecord, ...]:
        """The imports that are current."""
        return tuple(Catalogue.of(self.store).current.values())

    @cached_property
    def stamp(self) -> str:
        """What the data that ships looks like to an import: names and rules may change with it."""
        rows = self.store.select(_STAMPS).rows
        stamps = [value.value for _, value in rows if isinstance(value, Literal)]
        return "+".join((*stamps, shapes_digest()[:16])) if stamps else ""

    def current(self, source_key: str) -> ImportRecord | None:
        """Return the import of a source that is current now, if there is one."""
        return next((record for record in self.imports if record.source_key == source_key), None)

    def register(self, without: ImportRecord | None) -> Register:
        """Return all names on record, but for those that only the import to be replaced has brought."""
        return Register.of(self.store, without=_graphs(without))

    def ministries(self) -> tuple[NamedNode, ...]:
        """Return the bodies on record that are at the level of ministries."""
        return tuple(ministry for (ministry,) in self.store.select(_MINISTRIES).rows if isinstance(ministry, NamedNode))

    def surroundings(self, judged: Iterable[Quad], without: ImportRecord | None) -> Iterator[Quad]:
        """Give the statements beside which an import is judged."""
        of_imports = {graph for record in self.imports for graph in (record.graph, record.inferred)}
        return surroundings(self.store, of_imports, _graphs(without), judged)


def _graphs(record: ImportRecord | None) -> frozenset[NamedNode]:
    return frozenset() if record is None else frozenset({record.graph, record.inferred})
