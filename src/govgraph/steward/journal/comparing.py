"""What differs between two imports, whether they are current or not."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from govgraph.errors import UsageError
from govgraph.steward.journal.catalogue import Catalogue
from govgraph.steward.journal.changes import ChangedStatement, Comparison
from govgraph.steward.journal.history import find, history
from govgraph.steward.journal.journal import Journal
from govgraph.store.port import Store


def diff(store: Store, journal: Journal, old: str, new: str) -> tuple[ChangedStatement, ...]:
    """Return the statements that differ between two imports, by id: added, changed, gone; sorted.

    What is no longer current is read from its copy. Raises :class:`govgraph.errors.NotFoundError` for an id that
    nobody knows, :class:`UsageError` for an import that never reached the store, and
    :class:`govgraph.errors.StoreError` if a copy is damaged.
    """
    comparison = Comparison(lambda: _statements(store, journal, old), listed=None)
    for _ in comparison.passing(_statements(store, journal, new)):
        pass
    return comparison.rows(lambda: _statements(store, journal, new))


def _statements(store: Store, journal: Journal, import_id: str) -> Iterator[Quad]:
    current = Catalogue.of(store).current.get(import_id)
    if current is not None:
        yield from store.quads(current.graph)
        yield from store.quads(current.inferred)
        return
    find(history(store, journal), import_id)
    if journal.latest(import_id) is None:
        raise UsageError(
            th=f"การนำเข้า {import_id} ไม่เคยเข้าคลังข้อมูล จึงเปรียบเทียบไม่ได้",
            en=f"The import {import_id} never reached the store, so there is nothing to compare.",
        )
    yield from journal.kept(import_id)
