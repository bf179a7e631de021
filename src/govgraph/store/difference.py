"""What has to be written so that graphs hold what is wanted, and no more than that.

SPARQL gives blank nodes new labels whenever they are inserted. Graphs are therefore compared by shape: a blank
node is known by what hangs below it. That is exact for the trees that ontologies use (lists, restrictions).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple

from govgraph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Difference:
    """Graphs to drop whole, single statements to take out, and statements to put in."""

    whole: list[NamedNode] = field(default_factory=list)
    gone: set[Quad] = field(default_factory=set)
    new: set[Quad] = field(default_factory=set)

    def update(self) -> str:
        """Return one SPARQL update that does all of it."""
        parts = [f"DROP GRAPH {name}" for name in self.whole]
        parts += [f"DELETE DATA {{\n{data_block(self.gone)}}}"] if self.gone else []
        parts += [f"INSERT DATA {{\n{data_block(self.new)}}}"] if self.new else []
        return " ;\n".join(parts)


def by_graph(quads: Iterable[Quad]) -> dict[NamedNode, set[Quad]]:
    """Sort statements by graph, as the engine will hold them: it writes the decimal 1.10 as 1.1.

    Raises :class:`UsageError` for a statement outside a named graph.
    """
    engine = pyoxigraph.Store()
    engine.bulk_extend(map(in_a_named_graph, quads))
    names = sorted((n for n in engine.named_graphs() if isinstance(n, NamedNode)), key=lambda name: name.value)
    return {name: set(engine.quads_for_pattern(None, None, None, name)) for name in names}


def difference(then: Mapping[NamedNode, Set[Quad]], now: Mapping[NamedNode, Set[Quad]]) -> Difference:
    """Compare, graph by graph, what is there (``then``) with what shall be there (``now``).

    >>> a, b, g = (NamedNode(f"https://example.org/{name}") for name in "abg")
    >>> found = difference({g: {Quad(a, a, a, g)}}, {g: {Quad(a, a, a, g), Quad(a, a, b, g)}})
    >>> len(found.gone), len(found.new)
    (0, 1)
    """
    found = Difference()
    for name in sorted(then.keys() | now.keys(), key=lambda name: name.value):
        old, wanted = then.get(name, set()), now.get(name, set())
        if old and (not wanted or any(map(_is_anonymous, old))):
            if not _same_shape(old, wanted):
                found.whole.append(name)
                found.new.update(wanted)
        else:
            found.gone.update(old - wanted)
            found.new.update(wanted - old)
    return found


def data_block(quads: Iterable[Quad]) -> str:
    """Return the inside of an INSERT DATA or DELETE DATA: ``GRAPH <g> { … }``, escaped by the engine."""
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)].append(quad.triple)
    return "".join(f"GRAPH {name} {{\n{_lines(triples)}}}\n" for name, triples in sorted(graphs.items()))


def in_a_named_graph(quad: Quad) -> Quad:
    """Return the statement if it is in a named graph, or raise :class:`UsageError`."""
    if not isinstance(quad.graph_name, NamedNode):
        raise UsageError(
            th=f"ข้อความนี้ไม่ได้อยู่ในกราฟที่มีชื่อ: {quad}",
            en=f"This statement is in no named graph, so it could have no source: {quad}",
        )
    return quad


def nameable(quad: Quad) -> Quad:
    """Return the statement if it can be taken out singly, or raise :class:`UsageError`."""
    if _is_anonymous(quad):
        raise UsageError(
            th=f"ลบข้อความที่มี blank node ทีละข้อความไม่ได้ ให้ลบทั้งกราฟ: {quad}",
            en=f"A statement with a blank node cannot be taken out singly; drop its graph instead: {quad}",
        )
    return in_a_named_graph(quad)


def _lines(triples: Iterable[Triple]) -> str:
    return (pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _is_anonymous(quad: Quad) -> bool:
    """Tell whether DELETE DATA cannot name this statement. Triple terms may hold blank nodes inside."""
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode | Triple)


def _same_shape(old: Set[Quad], wanted: Set[Quad]) -> bool:
    return len(old) == len(wanted) and (shape := _shape(old)) is not None and shape == _shape(wanted)


def _shape(quads: Set[Quad]) -> list[tuple[str, str, str]] | None:
    """Return the statements with blank nodes named by content; ``None`` if they form more than trees."""
    below: dict[BlankNode, list[Quad]] = defaultdict(list)
    above: dict[BlankNode, BlankNode | NamedNode] = {}
    for quad in quads:
        if isinstance(quad.subject, BlankNode):
            below[quad.subject].append(quad)
        if isinstance(quad.object, Triple) or quad.object in above:
            return None
        if isinstance(quad.object, BlankNode):
            assert isinstance(quad.subject, BlankNode | NamedNode)
            above[quad.object] = quad.subject

    names: dict[object, str] = {}
    waiting = {node: sum(isinstance(q.object, BlankNode) for q in below[node]) for node in {*below, *above}}
    ready = [node for node, count in waiting.items() if count == 0]
    while ready:
        node = ready.pop()
        content = sorted(f"{q.predicate} {names.get(q.object, q.object)}" for q in below[node])
        names[node] = "_:" + sha256("\n".join(content).encode()).hexdigest()
        parent = above.get(node)
        if isinstance(parent, BlankNode):
            waiting[parent] -= 1
            if waiting[parent] == 0:
                ready.append(parent)
    if len(names) < len(waiting):
        return None  # a ring: none of its nodes is ever ready
    return sorted(
        (names.get(q.subject, str(q.subject)), str(q.predicate), names.get(q.object, str(q.object))) for q in quads
    )
