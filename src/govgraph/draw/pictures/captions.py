"""The words around pictures: of which day they are, and of participations how many, by whom, from which document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from govgraph.analysis.questions import records
from govgraph.analysis.seats import Seat, seats
from govgraph.draw.scenes import Caption
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.store.port import Store
from govgraph.thai.dates import en_date, thai_date, to_be

_NEWEST: Final = f"""
PREFIX gov: <{PREFIXES["gov"]}>
SELECT (MAX(?day) AS ?newest) WHERE {{ ?participation gov:participant ?body ; gov:heldOn ?day }}
"""


def newest_day(store: Store) -> date | None:
    """Return the day of the newest participation on record: what a picture of a day shows if none is asked for."""
    newest = records(store.select(_NEWEST))[0]["newest"]
    return newest if isinstance(newest, date) else None


def on_day(day: date | None) -> Label:
    """Return "as of" a day in both calendars, or nothing."""
    if day is None:
        return Label()
    return Label(f"ณ {thai_date(day)} (ค.ศ. {day.year})", f"as of {en_date(day)} (B.E. {to_be(day.year)})")


def joined(labels: Iterable[Label], between: str) -> Label:
    """Return what several labels say, in one; those that say nothing are left out."""
    said = [label for label in labels if label.text()]
    return Label(between.join(label.text("th") for label in said), between.join(label.text("en") for label in said))


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
    told = ([seat.document] if seat.document else seat.evidence for seat in found)
    titles = dict.fromkeys(evidence.title for of_seat in told for evidence in of_seat)
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
