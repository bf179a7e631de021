"""What the one worker that writes does: updates and whole graphs, as they are or past the gate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from govgraph.errors import UsageError
from govgraph.steward.gate import pass_gate
from govgraph.store.port import Change, Scope, Store
from govgraph.web.negotiation import RDF
from govgraph.workers import Output, Stores


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL update."""

    text: str
    scope: Scope
    gated: bool

    def run(self, stores: Stores, output: Output) -> None:  # noqa: ARG002 - nothing to say
        """Carry it out, whole or not at all."""
        with stores.writing() as store:
            if self.gated:
                pass_gate(store, lambda rehearsed: rehearsed.update(self.text, self.scope))
            else:
                store.update(self.text, self.scope)


class Verb(StrEnum):
    """What is done with a whole graph."""

    REPLACE = "replace"
    MERGE = "merge"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class WriteGraph:
    """A graph (``None``: the default graph) that is replaced, added to, or dropped."""

    verb: Verb
    graph: str | None
    gated: bool
    content: bytes = b""
    form: str = "ttl"
    base: str | None = None

    def run(self, stores: Stores, output: Output) -> bool:  # noqa: ARG002 - nothing to say
        """Carry it out, whole or not at all; tell whether the graph was there before."""
        with stores.writing() as store:
            there = self.graph is None or NamedNode(self.graph) in store.graphs()
            if there or self.verb is not Verb.DROP:
                if self.gated:
                    pass_gate(store, self._carry_out)
                else:
                    self._carry_out(store)
            return there

    def _carry_out(self, store: Store) -> None:
        if self.graph is None:
            self._in_default_graph(store)
            return
        name = NamedNode(self.graph)
        quads = [Quad(s, p, o, name) for s, p, o in self._triples()]
        store.commit(Change(drop=frozenset() if self.verb is Verb.MERGE else frozenset({name}), add=quads))
        if not quads and self.verb is not Verb.DROP:  # a graph without statements is one all the same
            store.update(f"CREATE SILENT GRAPH {name}")

    def _in_default_graph(self, store: Store) -> None:
        text = "" if self.verb is Verb.MERGE else "DROP DEFAULT ;\n"
        data = serialize(self._triples(), format=RdfFormat.N_TRIPLES) or b""
        store.update(f"{text}INSERT DATA {{\n{data.decode()}}}")

    def _triples(self) -> list[Triple]:
        if self.verb is Verb.DROP:
            return []
        try:
            parsed = parse(
                self.content,
                format=RDF[self.form],
                base_iri=self.base,
                without_named_graphs=True,
                rename_blank_nodes=True,  # two texts that call a node “_:b1” mean two nodes
            )
            return [quad.triple for quad in parsed]
        except SyntaxError as error:
            where = f" {error.lineno}:{error.offset}" if error.lineno else ""
            raise UsageError(
                th=f"เนื้อหาที่ส่งมาอ่านไม่ได้{where}: {error.msg}", en=f"The content cannot be read{where}: {error.msg}"
            ) from error
