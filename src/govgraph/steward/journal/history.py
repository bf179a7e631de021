"""What was imported, and what became of it: journal and catalogue compared.

The catalogue decides what is current. Where a process ended between the store and the journal, the journal lacks
a line; readers see through that, and the next writer adds the line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from govgraph.errors import NotFoundError
from govgraph.steward.journal.catalogue import Catalogue
from govgraph.steward.journal.journal import Journal
from govgraph.steward.journal.record import ImportRecord, State
from govgraph.store.port import Store

RECOVERED: Final = "recovered: the journal lacked this step"
INTERRUPTED: Final = "recovered: the import was interrupted"

_UNDER_WAY: Final = frozenset({State.RECEIVED, State.VALIDATED})


def history(store: Store, journal: Journal) -> tuple[ImportRecord, ...]:
    """Return every import that is known, oldest first, with the state that store and journal together tell.

    One whose step was not noted before a crash has a ``note``. One that is under way, or was interrupted and no
    writer has come since, is ``received`` or ``validated``.
    """
    return _compared(Catalogue.of(store), journal)


def recover(store: Store, journal: Journal) -> Catalogue:
    """Add the lines that the journal lacks and take away unfinished copies.

    For writers, which alone know that nobody else is at work.
    """
    journal.sweep()
    catalogue = Catalogue.of(store)
    noted = {line.record.id: line.record for line in journal.lines()}
    missing = []
    for record in _compared(catalogue, journal):
        if record.state in _UNDER_WAY:
            missing.append(replace(record, state=State.FAILED, note=INTERRUPTED))
        elif record.id not in noted or noted[record.id].state is not record.state:
            missing.append(record)
    if missing:
        journal.write(missing)
    return catalogue


def find(records: tuple[ImportRecord, ...], import_id: str) -> ImportRecord:
    """Return the import with this id, or raise :class:`NotFoundError` naming those that begin alike."""
    for record in records:
        if record.id == import_id:
            return record
    like = tuple(record.id for record in records if import_id and record.id.startswith(import_id))
    raise NotFoundError(
        th=f"ไม่มีการนำเข้า {import_id} ดูรายการได้ด้วย `govgraph history`",
        en=f"There is no import {import_id}. `govgraph history` lists them.",
        candidates=like,
    )


def _compared(catalogue: Catalogue, journal: Journal) -> tuple[ImportRecord, ...]:
    noted: dict[str, ImportRecord] = {}
    for line in journal.lines():
        noted.pop(line.record.id, None)  # an import that comes again comes last
        noted[line.record.id] = line.record
    found = {import_id: _seen(record, catalogue) for import_id, record in noted.items()}
    for import_id, record in catalogue.current.items():
        if import_id not in found:
            found[import_id] = replace(record, note=RECOVERED)
    return tuple(sorted(found.values(), key=lambda record: record.ended))


def _seen(noted: ImportRecord, catalogue: Catalogue) -> ImportRecord:
    """Return what is true of an import that the journal knows."""
    current = catalogue.current.get(noted.id)
    if current is not None:
        return noted if noted.state is State.COMMITTED else replace(current, note=RECOVERED)
    if noted.state is not State.COMMITTED:
        return noted
    replaced = any(record.replaces == noted.id for record in catalogue.current.values())
    return replace(noted, state=State.REPLACED if replaced else State.UNDONE, note=RECOVERED)
