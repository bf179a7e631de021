"""How a change reaches a SPARQL server: small requests into staging graphs, then one update that switches.

Servers limit the size of a request, and many do not undo the first half of an update whose second half fails.
So statements are first put where no query looks, counted there, and only then moved and listed as current.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from govgraph.errors import StoreError
from govgraph.names import BASE, CATALOGUE, term
from govgraph.store.difference import data_block
from govgraph.store.port import Change

CURRENT: Final = term("gov:CurrentGraph")

CHUNK: Final = 1_000
"""Statements a request; Virtuoso gives up at about 5,000."""

_T = TypeVar("_T")
_A: Final = term("rdf:type")
_MARGIN: Final = 1 << 63
_INTEGERS: Final = frozenset(
    term(f"xsd:{name}")
    for name in (
        "integer",
        "positiveInteger",
        "nonNegativeInteger",
        "negativeInteger",
        "nonPositiveInteger",
        "unsignedLong",
    )
)


def staging(graph: NamedNode) -> NamedNode:
    """Return the name of the graph where statements for ``graph`` wait.

    >>> staging(NamedNode("https://example.org/g")).value
    'https://example.org/g/staging'
    """
    return NamedNode(f"{graph.value}/staging")


def portable(graphs: Mapping[NamedNode, Iterable[Quad]]) -> dict[NamedNode, list[Quad]]:
    """Return the statements as any server can hold them: blank nodes have become IRIs.

    A blank node that is split over two requests would become two nodes.
    """
    return {name: [_portable(quad) for quad in quads] for name, quads in graphs.items()}


def insertions(quads: list[Quad], into: NamedNode) -> Iterator[str]:
    """Give the updates that put statements into a graph, a chunk at a time."""
    for start in range(0, len(quads), CHUNK):
        chunk = (Quad(q.subject, q.predicate, q.object, into) for q in quads[start : start + CHUNK])
        yield f"INSERT DATA {{\n{data_block(chunk)}}}"


def switch(change: Change, added: Iterable[NamedNode]) -> str:
    """Return the update that moves what is staged to its place, drops what goes, and lists what is current."""
    added = list(added)
    steps: list[str] = []
    for name in added:
        if name in change.drop:
            steps.append(f"MOVE {staging(name)} TO {name}")
        else:
            steps += [f"ADD {staging(name)} TO {name}", f"DROP SILENT GRAPH {staging(name)}"]
    only_dropped = sorted(change.drop - set(added), key=lambda name: name.value)
    steps += [f"DROP SILENT GRAPH {name}" for name in only_dropped]
    if listed := [name for name in added if name != CATALOGUE]:
        steps.append(f"INSERT DATA {{\n{data_block(map(_entry, listed))}}}")
    if unlisted := [name for name in only_dropped if name != CATALOGUE]:
        steps.append(f"DELETE DATA {{\n{data_block(map(_entry, unlisted))}}}")
    return " ;\n".join(steps)


def _entry(graph: NamedNode) -> Quad:
    return Quad(graph, _A, CURRENT, CATALOGUE)


def _portable(quad: Quad) -> Quad:
    subject, value = quad.subject, quad.object
    if isinstance(subject, Triple) or isinstance(value, Triple):
        raise StoreError(
            th="เซิร์ฟเวอร์ SPARQL 1.1 เก็บข้อความซ้อนข้อความ (triple term) ไม่ได้",
            en="A SPARQL 1.1 server cannot hold statements about statements (triple terms).",
        )
    if isinstance(value, Literal) and value.datatype in _INTEGERS and not _fits(value.value):
        raise StoreError(
            th=f"จำนวนเต็ม {value.value[:40]} ใหญ่เกิน 64 บิต เซิร์ฟเวอร์บางตัวจะเก็บเป็นค่าอื่น จึงไม่ส่ง",
            en=f"The integer {value.value[:40]} does not fit into 64 bits. "
            "Some servers would keep another number, so it is not sent.",
        )
    return Quad(_named(subject), quad.predicate, _named(value), quad.graph_name)


def _fits(digits: str) -> bool:
    """Tell whether an integer fits; text that is no integer is kept as text by servers and does fit."""
    if len(digits) > 40:
        return False
    try:
        return -_MARGIN <= int(digits) < _MARGIN
    except ValueError:
        return True


def _named(node: _T) -> _T | NamedNode:
    return NamedNode(f"{BASE}.well-known/genid/{node.value}") if isinstance(node, BlankNode) else node
