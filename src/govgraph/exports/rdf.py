"""The formats of RDF: N-Quads and TriG with the graphs, Turtle without, JSON-LD in the words of our context."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import chain
from typing import IO, Any, Final, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from govgraph.exports.statements import Statements
from govgraph.names import PREFIXES
from govgraph.research.json_ld import documents

_NAMESPACES: Final = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))


def n_quads(statements: Statements, out: IO[bytes]) -> None:
    """Write a line a statement, sorted by graph: what a computer compares quickest."""
    for graph in statements.graphs:
        end = f" {graph} .\n".encode()
        out.writelines(line[:-2] + end for line in statements.lines(graph))


def trig(statements: Statements, out: IO[bytes]) -> None:
    """Write each graph with its statements by subject, a property a line."""
    _write(statements.everything(), out, RdfFormat.TRIG, _prefixes(statements, graphs=True))


def turtle(statements: Statements, out: IO[bytes]) -> None:
    """Write the statements of all graphs together, each once, by subject, a property a line."""
    _write(statements.union(), out, RdfFormat.TURTLE, _prefixes(statements, graphs=False))


def json_ld(statements: Statements, out: IO[bytes]) -> None:
    """Write each graph with its nodes, flat, and the part of our context that they use."""

    def triples(graph: NamedNode) -> Iterable[Triple]:
        return (quad.triple for quad in statements.quads(graph))

    for piece in documents([(graph, partial(triples, graph)) for graph in statements.graphs]):
        out.write(piece.encode())


def _write(
    statements: Iterable[Quad] | Iterable[Triple], out: IO[bytes], form: RdfFormat, prefixes: dict[str, str]
) -> None:
    serialize(statements, cast("Any", out), form, prefixes=prefixes)


def _prefixes(statements: Statements, *, graphs: bool) -> dict[str, str]:
    """Return the prefixes that are used: a header that names others tells the reader of things that are not there."""
    used: set[str] = set()
    for quad in statements.everything():
        value = quad.object
        kind = [value.datatype] if isinstance(value, Literal) else []
        for node in chain((quad.subject, quad.predicate, value), kind, (quad.graph_name,) * graphs):
            if isinstance(node, NamedNode):
                used.add(next((name for name, space in _NAMESPACES if node.value.startswith(space)), ""))
    return {name: PREFIXES[name] for name in sorted(used - {""})}
