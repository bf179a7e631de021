"""How a change reaches a SPARQL server: small requests into staging graphs, then one update that switches.

Servers limit the size of a request, and many do not undo the first half of an update whose second half fails.
So statements are first put where no query looks, counted there, and only then moved and listed as current.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import islice
from typing import Final, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from govgraph.errors import StoreError
from govgraph.names import BASE, CATALOGUE, term
from govgraph.store.difference import data_block
from govgraph.store.port import Term
from govgraph.store.values import MOST_DIGITS
from govgraph.store.visibility import entry

CHUNK: Final = 1_000
"""Statements a request; Virtuoso gives up at about 5,000."""

_T = TypeVar("_T")
_MARGIN: Final = 1 << 63
_DECIMAL: Final = term("xsd:decimal")
_MOST_PLACES: Final = 15
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


def insertions(
    quads: Iterable[Quad], into: NamedNode, kept: Callable[[Term], Term] = lambda term: term
) -> Iterator[tuple[str, int]]:
    """Give the updates that put statements into a graph, a chunk at a time, each with its number of statements.

    What is sent is what any server can hold: blank nodes have become IRIs, for a blank node that is split over two
    requests would become two nodes. ``kept`` says under which other value the server keeps one that it would change.
    """
    waiting = iter(quads)
    while chunk := [_portable(quad, into, kept) for quad in islice(waiting, CHUNK)]:
        yield f"INSERT DATA {{\n{data_block(chunk)}}}", len(chunk)


def switch(
    drop: Set[NamedNode],
    remove: Iterable[Quad],
    added: Iterable[NamedNode],
    kept: Callable[[Term], Term] = lambda term: term,
) -> str:
    """Return the update that moves what is staged to its place, drops what goes, and lists what is current."""
    added = list(added)
    single = [_portable(quad, None, kept) for quad in remove if quad.graph_name not in drop]
    steps = [f"DELETE DATA {{\n{data_block(single)}}}"] if single else []
    for name in added:
        if name in drop:
            steps.append(f"MOVE {staging(name)} TO {name}")
        else:
            steps += [f"ADD {staging(name)} TO {name}", f"DROP SILENT GRAPH {staging(name)}"]
    only_dropped = sorted(drop - set(added), key=lambda name: name.value)
    steps += [f"DROP SILENT GRAPH {name}" for name in only_dropped]
    if listed := [name for name in added if name != CATALOGUE]:
        steps.append(f"INSERT DATA {{\n{data_block(map(entry, listed))}}}")
    if unlisted := [name for name in only_dropped if name != CATALOGUE]:
        steps.append(f"DELETE DATA {{\n{data_block(map(entry, unlisted))}}}")
    return " ;\n".join(steps)


def _portable(quad: Quad, into: NamedNode | None = None, kept: Callable[[Term], Term] = lambda term: term) -> Quad:
    subject, value = quad.subject, kept(quad.object)
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
    return Quad(_named(subject), quad.predicate, _with_point(_named(value)), into or quad.graph_name)


def _with_point(value: _T) -> _T | Literal:
    """Write a decimal without places as 7.0, for Virtuoso would take 7 for an integer; refuse what it would round."""
    if not isinstance(value, Literal) or value.datatype != _DECIMAL:
        return value
    whole, point, places = value.value.lstrip("+-").partition(".")
    if len(whole) > MOST_DIGITS or len(places) > _MOST_PLACES:
        raise StoreError(
            th=f"จำนวน {value.value[:60]} มีหลักมากเกินไป เซิร์ฟเวอร์บางตัวจะปัดเศษ จึงไม่ส่ง",
            en=f"The number {value.value[:60]} has too many digits. Some servers would round it, so it is not sent.",
        )
    return value if point or not whole.isdecimal() else Literal(f"{value.value}.0", datatype=_DECIMAL)


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
