"""A store that is asked each question once."""

from __future__ import annotations

from typing import Any, cast

from pyoxigraph import Triple

from govgraph.store import Store
from govgraph.store.port import Table


def remembering(store: Store) -> Store:
    """Return a store that keeps its answers: a projection, its measures and its figures then share them.

    >>> from govgraph.store import open_store
    >>> with open_store(":memory:") as opened:
    ...     store = remembering(opened)
    ...     store.query("SELECT ?s { ?s ?p ?o }") is store.query("SELECT ?s { ?s ?p ?o }")
    True
    """
    return cast(Store, _Remembering(store))


class _Remembering:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._answers: dict[str, Table | bool | tuple[Triple, ...]] = {}

    def query(self, query: str) -> Table | bool | tuple[Triple, ...]:
        """Answer a query, from memory if it was asked before."""
        if query not in self._answers:
            self._answers[query] = self._store.query(query)
        return self._answers[query]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)
