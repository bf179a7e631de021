"""Taking an import back: its graphs go, what it had replaced comes back, and nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pyoxigraph import NamedNode

from govgraph.errors import UsageError
from govgraph.steward.journal.catalogue import Catalogue
from govgraph.steward.journal.commit import leaving, note
from govgraph.steward.journal.earlier import Earlier, earlier, made_in
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
    :class:`UsageError` as well where what would come back refers to things that are gone by now; with ``cascade``
    it does not come back.
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
    back, unfit = _fit(store, journal, doomed, back, cascade=cascade)
    _carry_out(store, journal, catalogue, doomed, back)
    undone = [replace(record, state=State.UNDONE) for record in (*doomed, *unfit)]
    brought_back = [replace(one.record, state=State.COMMITTED) for one in back]
    note(journal, [*undone, *brought_back])
    return Undone(tuple(undone), tuple(brought_back))


def _fit(
    store: Store, journal: Journal, doomed: Sequence[ImportRecord], back: Sequence[Earlier], *, cascade: bool
) -> tuple[list[Earlier], list[ImportRecord]]:
    """Return what can come back, and what cannot since it refers to things that are gone; then what that had replaced.

    Raises :class:`UsageError` where something cannot come back and nobody has asked for a ``cascade``.
    """
    fit, unfit = list(back), list[ImportRecord]()
    while lost := _lost(store, journal, doomed, fit):
        bad = [one for one in fit if one.refers_to(lost)]
        if not cascade:
            raise _not_whole(bad[0].record, len(lost))
        unfit += [one.record for one in bad]
        fit = [one for one in fit if one not in bad]
        fit += earlier(journal, [one.record for one in bad])
    return fit, unfit


def _lost(store: Store, journal: Journal, doomed: Sequence[ImportRecord], back: Sequence[Earlier]) -> set[NamedNode]:
    """Return what the imports that come back refer to, and only imports made that are not there by then."""
    missing = {thing for one in back for thing in one.named()}
    for one in back:
        missing -= one.makes(missing)
    missing -= made_elsewhere(store, missing, doomed)
    if not missing:
        return missing
    made = {thing for record in doomed for thing in made_by(store, record)} & missing
    there = {record.id for record in (*Catalogue.of(store).current.values(), *(one.record for one in back))}
    for record in history(store, journal):
        if record.id not in there and missing != made and journal.latest(record.id) is not None:
            made |= made_in(journal.kept(record.id), missing)
    return made


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


def _not_whole(record: ImportRecord, things: int) -> UsageError:
    return UsageError(
        th=f"ยังไม่ได้ถอน: การนำเข้า {record.id} ซึ่งจะกลับมา อ้างถึง {things:,} สิ่งที่ถูกถอนไปแล้ว "
        "โปรดนำเข้าแฟ้มที่บันทึกสิ่งเหล่านั้นอีกครั้ง หรือใช้ --cascade เพื่อไม่ให้กลับมา",
        en=f"Nothing was taken back: the import {record.id}, which would come back, refers to {things:,} things that "
        "are gone. Import the file that records them again, or leave it out with --cascade.",
    )


def _not_current(record: ImportRecord, catalogue: Catalogue) -> UsageError:
    successor = next((one.id for one in catalogue.current.values() if one.replaces == record.id), None)
    if successor is not None:
        return UsageError(
            th=f"การนำเข้า {record.id} ถูกแทนด้วย {successor} แล้ว โปรดถอน {successor} ก่อน แล้ว {record.id} จะกลับมา",
            en=f"The import {record.id} has been replaced by {successor}. Undo that one, and {record.id} comes back.",
        )
    if record.state is State.REPLACED:
        return UsageError(
            th=f"การนำเข้า {record.id} ถูกแทนไปแล้ว จึงไม่มีสิ่งใดให้ถอน",
            en=f"The import {record.id} was replaced long ago; there is nothing of it to undo.",
        )
    if record.state is State.UNDONE:
        return UsageError(th=f"การนำเข้า {record.id} ถูกถอนไปแล้ว", en=f"The import {record.id} has been undone already.")
    return UsageError(
        th=f"การนำเข้า {record.id} ไม่เคยเข้าคลังข้อมูล จึงไม่มีสิ่งใดให้ถอน",
        en=f"The import {record.id} never reached the store; there is nothing of it to undo.",
    )
