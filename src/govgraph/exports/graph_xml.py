"""GraphML and GEXF, by NetworkX: for Gephi, yEd, Cytoscape and R.

NetworkX holds the whole graph in memory; a store of millions of things is better exported as CSV or Cypher.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any, Final

from govgraph.exports.network import Columns, Edge, Network, Node
from govgraph.exports.tables import BETWEEN
from govgraph.research.rows import Cell, written

if TYPE_CHECKING:
    import networkx as nx

_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Attribute = str | int | float | bool


def graphml(network: Network, out: IO[bytes]) -> None:
    """Write GraphML: nodes ``n1``, ``n2`` … in the order of their IRIs, with IRI, kind, names and values as data."""
    import networkx as nx

    out.write(_DECLARATION)
    for line in nx.generate_graphml(multigraph(network), prettyprint=True):
        out.write(line.encode() + b"\n")


def gexf(network: Network, out: IO[bytes]) -> None:
    """Write GEXF 1.2, which Gephi reads; the label is the Thai name, else the English one, else the IRI."""
    from networkx.readwrite.gexf import GEXFWriter

    writer: Any = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(multigraph(network))
    for meta in writer.xml.iter("meta"):
        # The day of writing would make every export differ from the last.
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta.iter("creator"):
            creator.text = "govgraph"
    out.write(_DECLARATION + str(writer).encode() + b"\n")


def multigraph(network: Network) -> nx.MultiDiGraph[str]:
    """Return the network for NetworkX; every attribute has one type in all nodes or edges, or is not there."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ids: dict[str, str] = {}
    types = _types(network.node_columns)
    for number, node in enumerate(network.nodes(), 1):
        ids[node.iri] = f"n{number}"
        label = node.label.text("th") or node.iri
        graph.add_node(ids[node.iri], label=_text(label), **_attributes(node, types))
    types = _types(network.edge_columns)
    for number, edge in enumerate(network.edges(), 1):
        # Which nodes an edge joins stands beside its attributes, by their ids.
        attributes = _attributes(edge, types, without=("source", "target"))
        graph.add_edge(ids[edge.source], ids[edge.target], key=f"e{number}", **attributes)
    return graph


def _attributes(item: Node | Edge, types: dict[str, type], without: tuple[str, ...] = ()) -> dict[str, Attribute]:
    told: dict[str, Attribute] = {
        name: _text(written(cell)) for name, cell in item.row.items() if name not in without and cell not in (None, "")
    }
    for name, cells in item.values.items():
        told[name] = _attribute(cells, types[name])
    return told


def _attribute(cells: Sequence[Cell], kind: type) -> Attribute:
    if kind is str:
        return _text(BETWEEN.join(map(written, cells)))
    value: Attribute = kind(cells[0])
    return value


def _types(columns: Columns) -> dict[str, type]:
    return {name: str if name in columns.many else columns.type_of(name) for name in columns.names}


def _text(text: str) -> str:
    # XML 1.0 has no way at all to hold these characters; a reader must still get a well-formed file.
    return _NOT_XML.sub("�", text)
