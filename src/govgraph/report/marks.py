"""What pages say of the marks by which they know groups, see :mod:`govgraph.analysis.marks`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govgraph.analysis.marks import marks
from govgraph.analysis.seats import Seat
from govgraph.model import Label
from govgraph.thai.dates import en_date, thai_date


def marks_of(found: Sequence[Seat]) -> Mapping[str, str]:
    """Return the marks of the groups in which somebody sat."""
    return marks((seat.group, seat.day, seat.number) for seat in found)


def with_legend(said: Label, found: Sequence[Seat]) -> Label:
    """Return what is said of groups, with the legend of their marks where it takes one."""
    means = legend(found)
    return Label(f"{said.text('th')} {means.text('th')}", f"{said.text('en')} {means.text('en')}") if means else said


def legend(found: Sequence[Seat]) -> Label | None:
    """Say which meeting the marks are of; nothing where there was one only."""
    days = sorted({seat.day for seat in found})
    if len(days) < 2:
        return None
    return Label(
        "เลขกลุ่มที่ไม่มีจุดเป็นของการประชุม"
        f"วันที่ {thai_date(days[0])} "
        + " ".join(f"เลขที่ขึ้นต้นด้วย {at}· เป็นของวันที่ {thai_date(day)}" for at, day in enumerate(days[1:], 2)),
        f"Numbers without a dot are groups of the meeting of {en_date(days[0])}; "
        + "; ".join(f"those that begin with {at}· of {en_date(day)}" for at, day in enumerate(days[1:], 2))
        + ".",
    )
