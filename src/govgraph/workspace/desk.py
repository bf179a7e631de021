"""What every desk has: an open store, and names for the things in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from govgraph import analysis
from govgraph.analysis.labels import labels_of
from govgraph.errors import StoreError
from govgraph.model import Label
from govgraph.research.terms import read_date
from govgraph.store import open_store
from govgraph.store.port import Store


class Desk:
    """An open store, closed at the end of a ``with`` block."""

    def __init__(self, store: Store, location: str | None = None) -> None:
        self.store = store
        # As it was given: an address may hold a password, which the store itself does not repeat.
        self._location = location or store.location

    @classmethod
    def open(cls, location: str | Path | None = None, *, write: bool = False) -> Self:
        """Open a workspace: a folder, the address of a SPARQL server, or ``":memory:"``.

        Without a location the environment variable ``GOVGRAPH_STORE`` decides, else ``.govgraph`` in the current
        folder. Any number of processes may read a folder; ``write=True``, which importing and building need, wants
        it alone. Raises :class:`govgraph.errors.StoreError` where there is no store or an empty one, or where it is
        locked or damaged.

        >>> import govgraph
        >>> with govgraph.open(":memory:") as empty:
        ...     empty.query("ASK { ?thing ?property ?value }")
        False
        """
        given = str(location or os.environ.get("GOVGRAPH_STORE") or "")
        store = open_store(location, write=write)
        if not write and given != ":memory:" and not store.graphs():
            store.close()
            raise StoreError(
                th=f"คลังข้อมูล {store.location} ยังว่างอยู่ โปรดสั่ง `govgraph build` ก่อน",
                en=f"The store {store.location} is empty. Run `govgraph build` first.",
            )
        return cls(store, given)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} on {self.store.location}>"

    def close(self) -> None:
        """Let go of the store; what was returned before stays usable, but for :attr:`graph`."""
        self.store.close()

    def resolve(self, text: str) -> str:
        """Return the one IRI that an IRI, key or name stands for; close names are offered, never taken.

        Raises :class:`govgraph.errors.NotFoundError` or :class:`govgraph.errors.AmbiguousNameError`, whose
        ``candidates`` are the IRIs that were probably meant.

        >>> workspace.resolve("ministry/moac")
        'https://w3id.org/govgraph/id/ministry/moac'
        """
        return analysis.resolve(self.store, text)

    def _narrowed(self, filters: Mapping[str, Any]) -> dict[str, Any]:
        """Return the filters of a network, with the IRI of the area that they name in any way."""
        area = filters.get("area")
        return {**filters, "area": self.resolve(area)} if area else dict(filters)

    def names(self, things: Iterable[str]) -> Mapping[str, Label]:
        """Return what things are called, by IRI; one without a name is called by its short IRI.

        >>> workspace.names([workspace.resolve("ministry/moac")]).popitem()[1].en
        'Ministry of Agriculture and Cooperatives'
        """
        return labels_of(self.store, things)


def day(given: date | str | None) -> date | None:
    """Return a day that was given as such or as text; raise :class:`govgraph.errors.UsageError` if it is none.

    >>> day("2010-01-12")
    datetime.date(2010, 1, 12)
    """
    if isinstance(given, datetime):
        return given.date()
    return read_date(given) if isinstance(given, str) else given
