"""What can be asked of a worker, and the store that it finds there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from govgraph.store.opening import is_address, open_store
from govgraph.store.folder import state_of
from govgraph.store.port import Store
from govgraph.workers.limits import Limits
from govgraph.workers.output import Output


@dataclass(slots=True)
class Stores:
    """The store at a location, for as long as a worker lives: opened when it is needed, anew when it has changed."""

    location: str
    limits: Limits
    _open: Store | None = None
    _state: object = None

    @property
    def remote(self) -> bool:
        """Tell whether the store is on a server."""
        return is_address(self.location)

    def reading(self) -> Store:
        """Return the store as it is now, for reading."""
        if self._open is not None and self.outdated():
            self.let_go()
        if self._open is None:
            self._state = self._now()  # before it is opened: a change in between is seen the next time
            self._open = open_store(self.location)
        return self._open

    def outdated(self) -> bool:
        """Tell whether the store was written to since it was opened; one on a server looks after that itself."""
        return self._now() != self._state

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Give the store for writing, with its lock, for as long as the context lasts."""
        self.let_go()
        with open_store(self.location, write=True) as store:
            yield store

    def let_go(self) -> None:
        """Close the store."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _now(self) -> object:
        return None if self.remote else state_of(Path(self.location))


class Job(Protocol):
    """A piece of work; instances are pickled, so classes of jobs stand in modules."""

    def run(self, stores: Stores, output: Output) -> object:
        """Do the work, write the answer to ``output``, and return what else there is to say of it (pickled too)."""
