"""Records of cells that were not taken as they stand: repaired, read with a remark, or named otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.model import Place
from govgraph.names import ID, term
from govgraph.steward.mapping.cells import Record
from govgraph.steward.mapping.places import PlaceFacts, place_node


class CellReadings:
    """Makes the ``gov:CellReading`` of one sheet."""

    def __init__(self, graph: NamedNode, source: NamedNode, slug: str, sheet: str | None) -> None:
        self.graph = graph
        self.source = source
        self.sheet = sheet
        name = "csv" if sheet is None else quote(sheet, safe="")
        self.stem = f"{ID}reading/{slug}/{name}/"

    def __call__(self, record: Record, row: int, column: int, place_facts: PlaceFacts) -> Iterator[Quad]:
        """Give the record of one cell, with its place."""
        place = Place(self.source.value, sheet=self.sheet, row=row, column=column)
        node, at = NamedNode(f"{self.stem}{place.cell}"), place_node(place)
        yield Quad(node, term("rdf:type"), term("gov:CellReading"), self.graph)
        yield Quad(node, term("gov:recordedAt"), at, self.graph)
        yield Quad(node, term("dcterms:source"), self.source, self.graph)
        yield Quad(node, term("gov:rawText"), Literal(record.raw), self.graph)
        for value in record.read_as:
            yield Quad(node, term("gov:readAs"), value, self.graph)
        for code in record.codes:
            yield Quad(node, term("gov:finding"), Literal(code), self.graph)
        if record.accepted_by is not None:
            yield Quad(node, term("gov:acceptedBy"), Literal(record.accepted_by), self.graph)
        if record.accepted_on is not None:
            day = Literal(record.accepted_on.isoformat(), datatype=term("xsd:date"))
            yield Quad(node, term("gov:acceptedOn"), day, self.graph)
        yield from place_facts(at, place)
