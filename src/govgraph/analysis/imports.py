"""Imports as tables: what came in when, what was taken back, what two imports say differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from govgraph.analysis.labels import labels_of
from govgraph.model import Label
from govgraph.names import shorten
from govgraph.research.rows import Cell, Column, Kind, Rows, named, plain
from govgraph.steward.journal import ChangedStatement, ImportRecord, State, Undone
from govgraph.store.port import Store, Term

_HISTORY: Final = (
    Column("import", Label("รหัสการนำเข้า", "import")),
    Column("state", Label("สถานะ", "state")),
    Column("file", Label("แฟ้ม", "file")),
    Column("profile", Label("ผัง", "layout")),
    Column("source", Label("แหล่ง", "source")),
    Column("rows_accepted", Label("แถวที่นำเข้า", "rows loaded"), Kind.INTEGER),
    Column("rows_rejected", Label("แถวที่ไม่ผ่าน", "rows set aside"), Kind.INTEGER),
    Column("when", Label("เมื่อ", "when")),
    Column("by", Label("โดย", "by")),
    Column("replaces", Label("แทน", "replaces")),
    Column("sha256", Label("ค่าแฮชของแฟ้ม", "hash of the file")),
    Column("version", Label("รุ่นโปรแกรม", "version")),
    Column("note", Label("หมายเหตุ", "note")),
)
_CURRENT: Final = frozenset({State.COMMITTED})
_STATES: Final = {
    State.COMMITTED: "current",
    State.REPLACED: "replaced",
    State.UNDONE: "undone",
    State.FAILED: "failed",
    State.RECEIVED: "received",
    State.VALIDATED: "validated",
}
_DIFFERENCE: Final = (
    Column("change", Label("การเปลี่ยน", "change")),
    *named("subject", Label("สิ่งที่กล่าวถึง", "thing")),
    *named("property", Label("ข้อความ", "property")),
    Column("before", Label("เดิม", "before")),
    Column("after", Label("ใหม่", "after")),
)


def history_rows(records: Iterable[ImportRecord], *, everything: bool) -> Rows:
    """Return imports as rows, the newest first; only the current ones unless ``everything`` is wanted."""
    wanted = [record for record in records if everything or record.state in _CURRENT]
    return Rows.of(_HISTORY, (_row(record) for record in reversed(wanted)))


def undone_rows(undone: Undone) -> Rows:
    """Return the imports that an undo took back and brought back; if it did nothing, those that refer to it."""
    if not undone.done:
        return Rows.of(_HISTORY, (_row(reference.record) for reference in undone.referring))
    return Rows.of(_HISTORY, (_row(record) for record in (*undone.undone, *undone.brought_back)))


def difference_rows(store: Store, statements: Sequence[ChangedStatement]) -> Rows:
    """Return changed statements as rows, with the names of what they are about."""
    things = {statement.subject for statement in statements} | {statement.property for statement in statements}
    labels = labels_of(store, things)
    return Rows.of(
        _DIFFERENCE,
        (
            {
                "change": statement.kind,
                "subject": statement.subject,
                "subject_th": labels[statement.subject].th,
                "subject_en": labels[statement.subject].en,
                "property": statement.property,
                "property_th": labels[statement.property].th,
                "property_en": labels[statement.property].en,
                "before": _written(statement.before),
                "after": _written(statement.after),
            }
            for statement in statements
        ),
    )


def _row(record: ImportRecord) -> dict[str, Cell]:
    return {
        "import": record.id,
        "state": _STATES[record.state],
        "file": record.file,
        "profile": record.profile,
        "source": record.source_key,
        "rows_accepted": record.rows_accepted,
        "rows_rejected": record.rows_rejected,
        "when": record.ended.isoformat(),
        "by": record.who,
        "replaces": record.replaces,
        "sha256": record.sha256,
        "version": record.version,
        "note": record.note or None,
    }


def _written(term: Term | None) -> str | None:
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return str(plain(term)) if isinstance(term, Literal) else None
