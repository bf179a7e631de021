"""Open a store by where it is: a folder, the memory, or the address of a SPARQL server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govgraph.errors import UsageError

if TYPE_CHECKING:
    from govgraph.store.embedded import EmbeddedStore
    from govgraph.store.remote import RemoteStore

DEFAULT_FOLDER: Final = ".govgraph"


def open_store(location: str | Path | None = None, *, write: bool = False) -> EmbeddedStore | RemoteStore:
    """Open the store at ``location``; by default at ``GOVGRAPH_STORE``, or in ``.govgraph`` of this folder.

    An address that begins with ``http://`` or ``https://`` is a SPARQL server, ``:memory:`` an empty store in
    memory, anything else a workspace folder. The result may be used with ``with``, and is closed at its end.

    >>> with open_store(":memory:", write=True) as store:
    ...     store.ask("ASK { ?s ?p ?o }")
    False
    """
    place = str(location or os.environ.get("GOVGRAPH_STORE") or DEFAULT_FOLDER)
    if is_address(place):
        from govgraph.store.remote import RemoteStore

        return RemoteStore.from_environment(place, write=write)
    if "://" in place:
        raise UsageError(
            th=f"คลังข้อมูล {place} ใช้ไม่ได้: ที่อยู่ต้องขึ้นต้นด้วย http:// หรือ https://",
            en=f"{place} is no store: an address begins with http:// or https://.",
        )
    from govgraph.store.embedded import EmbeddedStore

    return EmbeddedStore.in_memory() if place == ":memory:" else EmbeddedStore.open(place, write=write)


def is_address(location: str | Path) -> bool:
    """Tell whether a location is the address of a server.

    >>> is_address("https://example.org/sparql"), is_address(".govgraph")
    (True, False)
    """
    return str(location).lower().startswith(("http://", "https://"))
