"""The store: one port, an embedded engine behind it, or a SPARQL server that someone else scales."""

from govgraph.store.opening import open_store
from govgraph.store.port import Change, Store, Table, Term

__all__ = ["Change", "Store", "Table", "Term", "open_store"]
