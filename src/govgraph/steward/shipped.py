"""The data that ships with govgraph, as sources for the importer: which files make which named graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from govgraph.errors import InputError
from govgraph.model import Finding, Label
from govgraph.names import graph, thing
from govgraph.resources import resource
from govgraph.steward.mapping import map_rows, read_mapping
from govgraph.steward.mapping.keys import DescribedTable, check_keys
from govgraph.steward.rdf_files import canonical, read_rdf
from govgraph.steward.sources import source_facts
from govgraph.steward.tables import read_table, unreadable

METADATA_SUFFIX = "-metadata.json"


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a set of files became: statements of one graph, findings, and the number of rows read."""

    quads: tuple[Quad, ...]
    findings: tuple[Finding, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class TableSet:
    """A folder of CSV tables with their CSVW descriptions; becomes one named graph."""

    name: str
    title: Label
    folder: Path

    @property
    def graph(self) -> NamedNode:
        """The named graph that the tables fill."""
        return graph(self.name)

    def files(self) -> list[Path]:
        """All files that determine the outcome, in a fixed order."""
        try:
            return sorted(path for path in self.folder.iterdir() if path.name.endswith((".csv", METADATA_SUFFIX)))
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def sources(self) -> list[NamedNode]:
        """The tables, as sources."""
        return [self._source(path) for path in self.files() if path.suffix == ".csv"]

    def _source(self, path: Path) -> NamedNode:
        return thing("source", f"{self.name}/{path.name}")

    def read(self) -> Mapped:
        """Map every table; raises :class:`InputError` for a table without a description of its own."""
        quads: list[Quad] = []
        findings: list[Finding] = []
        rows = 0
        tables: dict[str, DescribedTable] = {}
        for path in self.files():
            if path.suffix != ".csv":
                continue
            mapping = read_mapping(path.with_name(path.name + METADATA_SUFFIX))
            if mapping.url != path.name:
                raise InputError(
                    th=f"{mapping.path} บรรยาย “{mapping.url}” ไม่ใช่ {path.name}",
                    en=f"{mapping.path} describes “{mapping.url}”, not {path.name}.",
                )
            table = read_table(path)
            source = self._source(path)
            tables[path.name] = DescribedTable(mapping, table, source.value)
            before = rows
            for row in map_rows(mapping, table, self.graph, source):
                quads.extend(row.quads)
                findings.extend(row.findings)
                rows += 1
            quads.extend(source_facts(source, path, table.sha256, rows - before, self.graph))
        findings.extend(check_keys(tables))
        return Mapped(tuple(dict.fromkeys(quads)), tuple(findings), rows)


@dataclass(frozen=True, slots=True)
class RdfSet:
    """Turtle files that become one named graph."""

    name: str
    title: Label
    folder: Path
    patterns: tuple[str, ...] = ("*.ttl",)

    @property
    def graph(self) -> NamedNode:
        """The named graph that the files fill."""
        return graph(self.name)

    def files(self) -> list[Path]:
        """All files that determine the outcome, in a fixed order."""
        return sorted(path for pattern in self.patterns for path in self.folder.glob(pattern))

    def sources(self) -> list[NamedNode]:
        """Who wrote the files: they are our own."""
        return [thing("source", "govgraph")]

    def read(self) -> Mapped:
        """Parse every file; blank nodes get canonical names, so that the same files give the same bytes."""
        quads = [quad for path in self.files() for quad in read_rdf(path)]
        return Mapped(tuple(Quad(q.subject, q.predicate, q.object, self.graph) for q in canonical(quads)), (), 0)


Shipped = TableSet | RdfSet


def ontology() -> RdfSet:
    """Return the ontology with its code lists: what shapes and queries need beside any data.

    The excerpts of other vocabularies stay outside: they are for reasoners, which read them beside it.
    """
    title = Label("ออนโทโลยี govgraph", "The govgraph ontology")
    return RdfSet("ontology", title, resource("ontology"), ("*.ttl", "codelists/*.ttl"))


def shipped() -> Iterator[Shipped]:
    """Give the sets of files that ship with govgraph, in the order in which they build on each other."""
    yield ontology()
    yield TableSet("reference", Label("ตารางอ้างอิง", "Reference tables"), resource("data") / "reference")
    yield TableSet(
        "workshop-2010-01-12",
        Label("การประชุมเตรียมความพร้อม 12 มกราคม 2553", "Pre-workshop of 12 January 2010"),
        resource("data") / "workshop-2010-01-12",
    )


def digest(files: list[Path]) -> str:
    """Return one hash over names and contents of files."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
