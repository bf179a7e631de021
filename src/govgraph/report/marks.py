"""By what mark a page knows a group: its number, and of a later meeting which meeting as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from govgraph.analysis.seats import Seat
from govgraph.model import Label
from govgraph.thai.dates import en_date, thai_date


def marks(found: Sequence[Seat]) -> Mapping[str, str]:
    """Return a mark for each group, no two alike: ``1`` of the first meeting, ``2·1`` of the second.

    Every meeting numbers its groups from one; by the number alone two groups would be taken for one.
    """
    days = sorted({seat.day for seat in found})
    marked: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for seat in sorted(found, key=lambda seat: (seat.day, seat.number, seat.group)):
        if seat.group not in marked:
            meeting = days.index(seat.day) + 1
            mark = str(seat.number) if meeting == 1 else f"{meeting}·{seat.number}"
            taken[mark] += 1
            marked[seat.group] = mark + "′" * (taken[mark] - 1)
    return marked


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


def is_by_number(marked: Mapping[str, str]) -> bool:
    """Tell whether the number of a group is its mark, of every group."""
    return all(mark.isdecimal() for mark in marked.values())


def number_in(mark: str) -> str:
    """Return the number that a group has in its meeting.

    >>> number_in("4"), number_in("2·1′")
    ('4', '1')
    """
    return mark.rpartition("·")[2].rstrip("′")


def order(mark: str) -> tuple[int, int, str]:
    """Return by what marks are sorted: the meeting, and the number in it.

    >>> sorted(["2·1", "10", "2"], key=order)
    ['2', '10', '2·1']
    """
    meeting, _, _ = mark.rpartition("·")
    return int(meeting or 1), int(number_in(mark)), mark
