"""Graphs for pySHACL whose SPARQL constraints are cheap to ask.

pySHACL asks the text of a constraint anew for every focus node, and rdflib takes longer to parse it than to answer
it. And rdflib matches patterns without looking at the data: from a fiscal year it goes to all its records, and from
each of them to all of them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier, Variable

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class PreparedGraph(Graph):
    """A graph in memory whose queries are parsed once, whatever the number of times they are asked."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer a query as :class:`rdflib.Graph` does."""
        prepared = query_object if isinstance(query_object, Query) else _prepared(query_object)
        return super().query(prepared, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def to_rdflib(quads: Iterable[ox.Quad]) -> Graph:
    """Copy statements, without their graphs, into an rdflib graph in memory."""
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    return PreparedGraph().parse(data=lines, format="nt")


class StoreAnsweredGraph(Graph):
    """A graph in memory whose SELECT queries the embedded engine answers, which orders patterns by the data.

    Its answers are those of rdflib, but for comparisons with a value of the wrong type (“หนึ่ง” > 101): whether
    that is an error or false is left to engines, and the constraint on the datatype reports such a value anyway.
    The graph must not change once it has been asked.
    """

    _store: ox.Store | None = None

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer a SELECT query; ``initBindings`` stand in for the variables they name."""
        assert isinstance(query_object, str)
        bindings = kwargs.get("initBindings") or (args[3] if len(args) > 3 else None) or {}
        given: dict[ox.Variable, _Term] = {ox.Variable(str(name)): _to_engine(node) for name, node in bindings.items()}
        solutions = self._engine().query(query_object, substitutions=given)
        assert isinstance(solutions, ox.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        result = Result("SELECT")
        result.vars = [Variable(name) for name in names]
        result.bindings = [
            {Variable(name): _from_engine(term) for name in names if (term := row[name]) is not None}
            for row in solutions
        ]
        return result

    def _engine(self) -> ox.Store:
        if self._store is None:
            self._store = ox.Store()
            self._store.bulk_load(self.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
        return self._store

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> StoreAnsweredGraph:
        """Return a graph of these statements, without the names of the graphs they came from."""
        graph, store = cls(), ox.Store()
        plain = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
        store.bulk_extend(plain)
        seen: dict[_Term, Identifier] = {}

        def node(term: _Term) -> Identifier:
            if (known := seen.get(term)) is None:
                known = seen[term] = _from_engine(term)
            return known

        for quad in plain:
            graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
        graph._store = store
        return graph


def _to_engine(node: Identifier) -> _Term:
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return ox.NamedNode(str(node))


def _from_engine(term: Any) -> Identifier:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))
