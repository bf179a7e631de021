"""The last step of an import: into the store, with whatever it replaces taken out, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain

from pyoxigraph import NamedNode, Quad

from govgraph.errors import GovGraphError, StoreError, UsageError
from govgraph.steward.journal.catalogue import statements
from govgraph.steward.journal.changes import ChangeCounts, Comparison
from govgraph.steward.journal.history import recover
from govgraph.steward.journal.journal import Journal
from govgraph.steward.journal.record import ImportRecord, State
from govgraph.store.port import Bulk, Change, Store


@dataclass(frozen=True, slots=True)
class Commit:
    """What an import did: its record, how many statements it brought, and what differs from what it replaced."""

    record: ImportRecord
    statements: int
    difference: ChangeCounts


def commit_import(  # noqa: PLR0917 -- what is committed, then what goes with it
    store: Store,
    journal: Journal,
    record: ImportRecord,
    data: Iterable[Quad],
    catalogue_extra: Iterable[Quad] = (),
    bulk: Bulk | None = None,
) -> Commit:
    """Bring an import into the store, in the place of the current import of the same source, if there is one.

    ``data`` are statements of the two graphs of the record, each once (they are counted as they pass), and may be
    an iterator of any length; ``bulk`` are further ones of the first graph, in files. ``catalogue_extra`` are
    statements of the catalogue on things that hang on the import. When this returns, all of it is on disk and in
    the journal. When it raises, the store is as it was, except where the error says that only the journal could not
    be written: the next writer makes up for that.

    Raises :class:`UsageError` if the import is current already or ``data`` holds statements of other graphs,
    :class:`StoreError` where store or journal cannot be written.
    """
    catalogue = recover(store, journal)
    if record.id in catalogue.current:
        raise UsageError(
            th=f"การนำเข้า {record.id} อยู่ในคลังข้อมูลแล้ว", en=f"The import {record.id} is in the store already."
        )
    replaced = catalogue.of_source(record.source_key)
    record = replace(record, replaces=replaced[-1].id if replaced else None)
    journal.write(replace(record, state=State.RECEIVED))
    try:
        outgoing = {old.id: set(catalogue.of_import(old, leaving=replaced)) for old in replaced}
        kept = {old.id: journal.keep(old.id, leaving(store, old, outgoing[old.id])) for old in replaced}
        journal.write(replace(record, state=State.VALIDATED), kept=kept)
        comparison = Comparison(lambda: _data(store, replaced)) if replaced else None
        if bulk is not None and comparison is not None:
            data, bulk = chain(bulk.quads(), data), None
        incoming = _Incoming(record, data, bulk.count if bulk else 0)
        passing = comparison.passing(incoming) if comparison else iter(incoming)
        change = Change(
            drop=frozenset(name for old in replaced for name in (old.graph, old.inferred)),
            remove=[quad for quads in outgoing.values() for quad in quads],
            add=chain(passing, incoming.catalogue(), catalogue_extra),
            bulk={record.graph: bulk} if bulk else {},
        )
        store.commit(change)
    except BaseException:
        with suppress(GovGraphError):
            journal.write(replace(record, state=State.FAILED))
        raise
    done = replace(record, state=State.COMMITTED)
    note(journal, [done, *(replace(old, state=State.REPLACED) for old in replaced)])
    total = incoming.counts.total()
    if comparison is None:
        return Commit(done, total, ChangeCounts(added=total))
    difference = comparison.counts(
        lambda: _data(store, (done,)),
        lambda: chain.from_iterable(journal.kept(old.id, kept[old.id]) for old in replaced),
    )
    return Commit(done, total, difference)


def leaving(store: Store, record: ImportRecord, of_catalogue: Iterable[Quad]) -> Iterator[Quad]:
    """Give everything that leaves the store with an import; what the catalogue says of it comes first."""
    yield from sorted(of_catalogue, key=str)
    yield from _data(store, (record,))


def note(journal: Journal, records: list[ImportRecord]) -> None:
    """Write the last lines of a change that is in the store; where that fails, say that it is."""
    try:
        journal.write(records)
    except StoreError as error:
        raise StoreError(
            th=f"คลังข้อมูลเปลี่ยนแล้ว ({records[0].id}: {records[0].state}) แต่เขียนบันทึกการนำเข้าไม่ได้: {error.th} "
            "ครั้งต่อไปที่เขียนคลังข้อมูล บันทึกจะถูกเติมให้ครบ",
            en=f"The store has been changed ({records[0].id}: {records[0].state}), but the journal could not be "
            f"written: {error.en} It will be completed when the store is written to next.",
        ) from error


def _data(store: Store, records: Iterable[ImportRecord]) -> Iterator[Quad]:
    for record in records:
        yield from store.quads(record.graph)
        yield from store.quads(record.inferred)


class _Incoming:
    """The statements of an import as they pass by, counted by graph."""

    def __init__(self, record: ImportRecord, data: Iterable[Quad], before: int = 0) -> None:
        self._record = record
        self._data = data
        self._before = before
        self.counts: Counter[NamedNode] = Counter()

    def __iter__(self) -> Iterator[Quad]:
        stated, inferred = self._record.graph, self._record.inferred
        of_stated, of_inferred = self._before, 0
        for quad in self._data:
            if quad.graph_name == stated:
                of_stated += 1
            elif quad.graph_name == inferred:
                of_inferred += 1
            else:
                raise UsageError(
                    th=f"ข้อความนี้ไม่ได้อยู่ในกราฟของการนำเข้า {self._record.id}: {quad}",
                    en=f"This statement is in no graph of the import {self._record.id}: {quad}",
                )
            yield quad
        self.counts[stated], self.counts[inferred] = of_stated, of_inferred

    def catalogue(self) -> Iterator[Quad]:
        """Give what the catalogue will say; asked for when all statements have passed."""
        yield from statements(self._record, self.counts)
