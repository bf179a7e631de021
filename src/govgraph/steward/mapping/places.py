"""The places of rows, cells and lines, as nodes that the graph describes by the numbers people see."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.model import Place
from govgraph.names import cell_place, row_place, term

_NUMBERS = {"line": "gov:line", "last_line": "gov:lastLine", "row": "gov:row", "column": "gov:column"}


class PlaceFacts:
    """Describes places of one graph."""

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self._type, self._place, self._source = term("rdf:type"), term("gov:Place"), term("gov:inSource")
        self._sheet = term("gov:sheet")
        self._numbers = {name: term(iri) for name, iri in _NUMBERS.items()}

    def __call__(self, node: NamedNode, place: Place) -> Iterator[Quad]:
        """Give the facts of a place; its ``source`` is an IRI."""
        yield Quad(node, self._type, self._place, self.graph)
        yield Quad(node, self._source, NamedNode(place.source), self.graph)
        if place.sheet is not None:
            yield Quad(node, self._sheet, Literal(place.sheet), self.graph)
        for name, prop in self._numbers.items():
            if (number := getattr(place, name)) is not None:
                yield Quad(node, prop, Literal(number), self.graph)

    def row(self, node: NamedNode, source: NamedNode, sheet: str | None, number: int, into: list[Quad]) -> None:
        """Add the facts of a row, of which there are many."""
        into.append(Quad(node, self._type, self._place, self.graph))
        into.append(Quad(node, self._source, source, self.graph))
        if sheet is not None:
            into.append(Quad(node, self._sheet, Literal(sheet), self.graph))
        into.append(Quad(node, self._numbers["row"], Literal(number), self.graph))


def place_node(place: Place) -> NamedNode:
    """Return the IRI of a row, or of a cell where the column is known; the ``source`` of the place is an IRI.

    >>> place_node(Place("https://w3id.org/govgraph/id/source/w", sheet="A", row=17, column=4)).value
    'https://w3id.org/govgraph/id/source/w#sheet=A&cell=D17'
    """
    assert place.row is not None
    if place.sheet is None:
        return row_place(place.source, place.row, place.column)
    return cell_place(place.source, place.sheet, place.cell, place.row)
