"""The formats of RDF: N-Quads and TriG with the graphs, Turtle without, JSON-LD in the words of our context."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import IO, Any, Final, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from govgraph.exports.statements import Statements
from govgraph.names import PREFIXES
from govgraph.research.json_ld import documents

_SPACE: Final = re.compile(
    b"<(" + b"|".join(re.escape(space.encode()) for space in sorted(PREFIXES.values(), key=len, reverse=True)) + b")"
)


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
    used = {space for graph in statements.graphs for line in statements.lines(graph) for space in _SPACE.findall(line)}
    if graphs:
        used |= {space for graph in statements.graphs for space in _SPACE.findall(str(graph).encode())}
    return {name: space for name, space in sorted(PREFIXES.items()) if space.encode() in used}
