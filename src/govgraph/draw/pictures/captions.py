"""The words around pictures of participations: how many, by whom, from which document, of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from govgraph.analysis.seats import Seat, seats
from govgraph.draw.scenes import Caption
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.store.port import Store
from govgraph.thai.dates import en_date, thai_date, to_be


def participations(store: Store, as_of: date | None) -> tuple[Seat, ...]:
    """Return the participations up to a day; raise :class:`govgraph.errors.UsageError` where there is none."""
    found = seats(store, as_of=as_of)
    if not found:
        raise UsageError(
            th="ไม่มีการเข้าร่วมในช่วงนั้น จึงไม่มีอะไรให้วาด", en="There is no participation up to that day: nothing to draw."
        )
    return found


def counted(found: Sequence[Seat]) -> Label:
    """Say how many participations there are, of how many agencies and ministries."""
    agencies = len({seat.agency for seat in found})
    ministries = len({seat.ministry for seat in found if seat.ministry})
    return Label(
        f"การเข้าร่วม {len(found)} รายการ ของ {agencies} หน่วยงาน ใน {ministries} กระทรวง",
        f"{len(found)} participations by {agencies} agencies of {ministries} ministries",
    )


def documents(found: Sequence[Seat]) -> tuple[Label, date | None]:
    """Return the documents that tell of participations, and their day if it is one that no title says already."""
    titles = dict.fromkeys(seat.document.title for seat in found if seat.document)
    days = {seat.day for seat in found}
    day = days.pop() if len(days) == 1 else None
    source = Label("; ".join(t.text("th") for t in titles), "; ".join(t.text("en") for t in titles))
    if day and thai_date(day) in source.text("th") and en_date(day) in source.text("en"):
        # The document bears the day in its title: give it the other era, and do not say it twice.
        return Label(source.th, f"{source.en} (B.E. {to_be(day.year)})"), None
    return source, day


def caption(found: Sequence[Seat], title: Label, subtitle: Label) -> Caption:
    """Return title and subtitle with the documents that tell of the participations, and their day if it is one."""
    source, day = documents(found)
    return Caption(title=title, subtitle=subtitle, source=source, date=day)
