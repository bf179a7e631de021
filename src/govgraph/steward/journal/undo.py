"""Taking an import back: its graphs go, what it had replaced comes back, and nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from govgraph.errors import UsageError
from govgraph.steward.journal.catalogue import Catalogue
from govgraph.steward.journal.commit import leaving, note
from govgraph.steward.journal.earlier import Earlier, earlier
from govgraph.steward.journal.history import find, history, recover
from govgraph.steward.journal.journal import Journal
from govgraph.steward.journal.record import ImportRecord, State
from govgraph.steward.journal.references import Reference, made_by, made_elsewhere, references
from govgraph.store.port import Change, Store


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did. With ``referring`` it did nothing, for these imports would lose what they refer to.

    ``undone`` begins with the newest. What an undone import had replaced is in ``brought_back``, unless it refers
    to what is undone as well: then it is among ``undone``.
    """

    undone: tuple[ImportRecord, ...] = ()
    brought_back: tuple[ImportRecord, ...] = ()
    referring: tuple[Reference, ...] = ()

    @property
    def done(self) -> bool:
        """Whether anything was undone."""
        return bool(self.undone)


def referring(store: Store, import_id: str) -> tuple[Reference, ...]:
    """Return the current imports that refer to things which only this import makes, oldest first.

    Raises :class:`govgraph.errors.NotFoundError` if this import is not current.
    """
    current = Catalogue.of(store).current
    return references(store, current, [find(tuple(current.values()), import_id)], ())


def undo(store: Store, journal: Journal, import_id: str, *, cascade: bool = False) -> Undone:
    """Take an import out and bring back what it had replaced, in one transaction.

    If other imports refer to things that only this one makes, they are returned and nothing is done, unless
    ``cascade`` is set: then they are taken back as well, newest first.

    Raises :class:`UsageError` for an import that is not current, :class:`govgraph.errors.NotFoundError` for one
    that nobody knows, :class:`govgraph.errors.StoreError` if the copy of what it replaced is missing or damaged.
    """
    catalogue = recover(store, journal)
    target = find(history(store, journal), import_id)
    if import_id not in catalogue.current:
        raise _not_current(target, catalogue)
    doomed = [catalogue.current[import_id]]
    back = earlier(journal, doomed)
    while found := references(store, catalogue.current, doomed, back):
        if not cascade:
            return Undone(referring=found)
        doomed += [reference.record for reference in found]
        back = earlier(journal, doomed)
    doomed.sort(key=lambda record: (record.ended, record.id), reverse=True)
    back, unfit = _fit(store, journal, doomed, back)
    _carry_out(store, journal, catalogue, doomed, back)
    undone = [replace(record, state=State.UNDONE) for record in (*doomed, *unfit)]
    brought_back = [replace(one.record, state=State.COMMITTED) for one in back]
    note(journal, [*undone, *brought_back])
    return Undone(tuple(undone), tuple(brought_back))


def _fit(
    store: Store, journal: Journal, doomed: Sequence[ImportRecord], back: Sequence[Earlier]
) -> tuple[list[Earlier], list[ImportRecord]]:
    """Return what can come back, and what cannot since it refers to things that go; then what that had replaced."""
    if len(doomed) == 1:
        return list(back), []  # what an import replaced is older than anything that it makes
    fit, unfit = list(back), list[ImportRecord]()
    going = {thing for record in doomed for thing in made_by(store, record)}
    going -= made_elsewhere(store, going, doomed)
    while True:
        lost = going - {thing for one in fit for thing in one.makes(going)}
        bad = [one for one in fit if one.refers_to(lost)]
        if not bad:
            return fit, unfit
        unfit += [one.record for one in bad]
        fit = [one for one in fit if one not in bad]
        fit += earlier(journal, [one.record for one in bad])


def _carry_out(
    store: Store,
    journal: Journal,
    catalogue: Catalogue,
    doomed: Sequence[ImportRecord],
    back: Sequence[Earlier],
) -> None:
    outgoing = {record.id: catalogue.of_import(record, leaving=doomed) for record in doomed}
    for record in doomed:
        journal.keep(record.id, leaving(store, record, outgoing[record.id]))
    store.commit(
        Change(
            drop=frozenset(name for record in doomed for name in (record.graph, record.inferred)),
            remove=[quad for quads in outgoing.values() for quad in quads],
            add=chain.from_iterable(one.quads() for one in back),
        )
    )


def _not_current(record: ImportRecord, catalogue: Catalogue) -> UsageError:
    successor = next((one.id for one in catalogue.current.values() if one.replaces == record.id), None)
    if successor is not None:
        return UsageError(
            th=f"การนำเข้า {record.id} ถูกแทนด้วย {successor} แล้ว โปรดยกเลิก {successor} ก่อน แล้ว {record.id} จะกลับมา",
            en=f"The import {record.id} has been replaced by {successor}. Undo that one, and {record.id} comes back.",
        )
    if record.state is State.REPLACED:
        return UsageError(
            th=f"การนำเข้า {record.id} ถูกแทนไปแล้ว จึงไม่มีสิ่งใดให้ยกเลิก",
            en=f"The import {record.id} was replaced long ago; there is nothing of it to undo.",
        )
    if record.state is State.UNDONE:
        return UsageError(
            th=f"การนำเข้า {record.id} ถูกยกเลิกไปแล้ว", en=f"The import {record.id} has been undone already."
        )
    return UsageError(
        th=f"การนำเข้า {record.id} ไม่เคยเข้าคลังข้อมูล จึงไม่มีสิ่งใดให้ยกเลิก",
        en=f"The import {record.id} never reached the store; there is nothing of it to undo.",
    )
