"""An rdflib graph that parses each query once.

pySHACL asks the text of a SPARQL constraint anew for every focus node, and rdflib takes longer to parse it than
to answer it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result


class PreparedGraph(Graph):
    """A graph in memory whose queries are parsed once, whatever the number of times they are asked."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer a query as :class:`rdflib.Graph` does."""
        prepared = query_object if isinstance(query_object, Query) else _prepared(query_object)
        return super().query(prepared, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)
