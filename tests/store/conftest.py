"""The stores that must behave alike: in memory, in a folder, and on three real SPARQL servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govgraph.store import open_store
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.remote import RemoteStore
from tests.servers import Server, emptied

Opener = Callable[[bool], EmbeddedStore | RemoteStore]


@pytest.fixture(params=["memory", "folder", "oxigraph", "union", "virtuoso"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the same store, for writing or reading, as often as wanted."""
    if request.param == "memory":
        kept = EmbeddedStore.in_memory()
        yield lambda _: kept
        kept.close()
        return
    location: Path | str = tmp_path / "workspace"
    if request.param != "folder":
        server: Server = request.getfixturevalue(f"{request.param}_server")
        server.announce(request.getfixturevalue("monkeypatch"))
        location = emptied(server).url
    opened: list[EmbeddedStore | RemoteStore] = []

    def open_again(write: bool) -> EmbeddedStore | RemoteStore:
        opened.append(open_store(location, write=write))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def writer(opener: Opener) -> EmbeddedStore | RemoteStore:
    return opener(True)
