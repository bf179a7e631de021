"""Open a store by where it is: a folder, or the memory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from govgraph.store.embedded import EmbeddedStore

DEFAULT_FOLDER: Final = ".govgraph"


def open_store(location: str | Path | None = None, *, write: bool = False) -> EmbeddedStore:
    """Open the store at ``location``; by default at ``GOVGRAPH_STORE``, or in ``.govgraph`` of this folder.

    ``:memory:`` is an empty store in memory, anything else a workspace folder. The result may be used with
    ``with``, and is closed at its end.

    >>> with open_store(":memory:", write=True) as store:
    ...     store.ask("ASK { ?s ?p ?o }")
    False
    """
    place = str(location or os.environ.get("GOVGRAPH_STORE") or DEFAULT_FOLDER)
    from govgraph.store.embedded import EmbeddedStore

    return EmbeddedStore.in_memory() if place == ":memory:" else EmbeddedStore.open(place, write=write)
