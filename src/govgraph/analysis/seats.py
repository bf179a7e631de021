"""Who sat where: every participation with its group, its ministry on that day, and where it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import ask, number, text
from govgraph.lineage import Evidence, sources_of
from govgraph.model import Label
from govgraph.research.rows import Column, Kind, Rows, named
from govgraph.store.port import Store


@dataclass(frozen=True, slots=True)
class Seat:
    """One participation. ``ministry`` is ``None`` where no record says under which ministry the agency was."""

    iri: str
    group: str
    number: int
    theme: str
    theme_label: Label
    agency: str
    agency_label: Label
    ministry: str | None
    ministry_label: Label
    day: date
    written_as: str
    evidence: tuple[Evidence, ...]

    @property
    def document(self) -> Evidence | None:
        """The place in the document behind our tables, where there is one."""
        return next((e for e in self.evidence if not e.recorded and e.place.line is not None), None)


def seats(store: Store, *, as_of: date | None = None) -> tuple[Seat, ...]:
    """Return every participation (up to a day), by day, group and order in the source."""
    records = ask(store, "seats", as_of=as_of)
    named = labels_of(store, (text(r[c]) for r in records for c in ("agency", "theme", "ministry") if r[c]))
    evidence = sources_of(store, (text(r["participation"]) for r in records))
    unknown = Label("ไม่ทราบ", "not known")
    found = []
    for record in records:
        day = record["day"]
        assert isinstance(day, date)
        iri, ministry = text(record["participation"]), text(record["ministry"]) or None
        found.append(
            Seat(
                iri=iri,
                group=text(record["group"]),
                number=number(record["number"]),
                theme=text(record["theme"]),
                theme_label=named[text(record["theme"])],
                agency=text(record["agency"]),
                agency_label=named[text(record["agency"])],
                ministry=ministry,
                ministry_label=named[ministry] if ministry else unknown,
                day=day,
                written_as=text(record["written_as"]),
                evidence=evidence[iri],
            )
        )
    return tuple(found)


_COLUMNS = (
    Column("participation", Label("การเข้าร่วม", "participation"), Kind.IRI),
    Column("group", Label("กลุ่มที่", "group"), Kind.INTEGER),
    Column("theme_th", Label("ด้าน", "theme (Thai)")),
    Column("theme_en", Label("ด้าน (อังกฤษ)", "theme (English)")),
    *named("agency", Label("หน่วยงาน", "agency")),
    *named("ministry", Label("กระทรวง", "ministry")),
    Column("date", Label("วันที่", "date"), Kind.DATE),
    Column("written_as", Label("ชื่อตามเอกสาร", "name as written")),
    Column("document", Label("เอกสาร", "document"), Kind.IRI),
    Column("line", Label("บรรทัด", "line"), Kind.INTEGER),
    Column("table", Label("ตาราง", "table"), Kind.IRI),
    Column("row", Label("แถว", "row"), Kind.INTEGER),
)


def seats_table(found: Sequence[Seat]) -> Rows:
    """Return participations as a table, each with the line of the document and the row of our table."""

    def record(seat: Seat) -> tuple[str | int | date | None, ...]:
        document = seat.document
        row = next((e.place for e in seat.evidence if e.recorded), None)
        return (
            seat.iri, seat.number, seat.theme_label.th, seat.theme_label.en,
            seat.agency, seat.agency_label.th, seat.agency_label.en,
            seat.ministry, seat.ministry_label.th, seat.ministry_label.en,
            seat.day, seat.written_as,
            document.place.source if document else None, document.place.line if document else None,
            row.source if row else None, row.row if row else None,
        )  # fmt: skip

    return Rows(_COLUMNS, tuple(record(seat) for seat in found))
