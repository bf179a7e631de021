"""Ask a store a question: one of the library, or a text that somebody wrote just now."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Triple

from govgraph.errors import UsageError
from govgraph.research.header import parse
from govgraph.research.question import Query
from govgraph.research.sparql_text import with_prefixes
from govgraph.research.terms import Value
from govgraph.store.port import Store, Table

Answer = Table | bool | tuple[Triple, ...]
"""What a store answers: a SELECT, an ASK, or a CONSTRUCT or DESCRIBE."""


def run(store: Store, query: Query | str, values: Mapping[str, Value | None] | None = None) -> Answer:
    """Ask the store; a text may use our prefixes without declaring them.

    A text has the parameters that its own header declares, like a file of the library.

    >>> from govgraph.store import open_store
    >>> run(open_store(":memory:"), "ASK { ?ministry a gov:Ministry }")
    False
    """
    text = (parse(query, "query") if isinstance(query, str) else query).bind(values)
    try:
        return store.query(with_prefixes(text))
    except SyntaxError as error:
        raise UsageError(th=f"คำถามไม่เป็น SPARQL: {error.msg}", en=f"The query is not SPARQL: {error.msg}.") from error
