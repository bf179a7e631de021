"""The same steps as rdflib does them: a graph in memory, its own parser, its own SPARQL."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

import networkx as nx
import rdflib
from rdflib.extras.external_graph_libs import rdflib_to_networkx_graph
from rdflib.query import ResultRow

from benchmarks.answers import fingerprint
from benchmarks.measure import Clock, Facts
from govgraph.research.rows import written


def load(clock: Clock, triples: Path) -> Facts:
    """Parse a file into ``rdflib.Graph``."""
    with clock:
        graph = rdflib.Graph().parse(triples, format="nt")
    return {"statements": len(graph)}


def ask(clock: Clock, triples: Path, text: str) -> Facts:
    """Ask a query of a graph that is in memory already."""
    graph = rdflib.Graph().parse(triples, format="nt")
    with clock:
        answer = list(graph.query(text))
    rows = [tuple(_written(term) for term in row) for row in answer if isinstance(row, ResultRow)]
    return {"rows": len(rows), "answer": fingerprint(rows)}


def project_everything(clock: Clock, triples: Path) -> Facts:
    """Turn all statements into a NetworkX graph, as rdflib offers it; the graph is in memory already."""
    graph = rdflib.Graph().parse(triples, format="nt")
    with clock:
        projected: nx.Graph[rdflib.term.Node] = rdflib_to_networkx_graph(graph)
    return {"nodes": projected.number_of_nodes(), "edges": projected.number_of_edges()}


def parse_and_project(clock: Clock, triples: Path) -> Facts:
    """Parse a file, and turn all its statements into a NetworkX graph."""
    with clock:
        graph = rdflib.Graph().parse(triples, format="nt")
        projected: nx.Graph[rdflib.term.Node] = rdflib_to_networkx_graph(graph)
    return {"nodes": projected.number_of_nodes(), "edges": projected.number_of_edges()}


def _written(term: object) -> str:
    if isinstance(term, rdflib.Literal) and term.datatype in (rdflib.XSD.integer, rdflib.XSD.decimal):
        try:
            return written(Decimal(str(term)))
        except InvalidOperation:
            return str(term)
    return "" if term is None else str(term)
