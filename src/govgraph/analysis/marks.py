"""By what mark a group is known: its number, and of a later meeting which meeting as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from govgraph.analysis.seats import Seat
from govgraph.model import Label
from govgraph.thai.dates import en_date, thai_date


def marks(groups: Iterable[tuple[str, date, int]]) -> dict[str, str]:
    """Return a mark for each group, no two alike: ``1`` of the first meeting, ``2·1`` of the second.

    Every meeting numbers its groups from one; by the number alone two groups would be taken for one. ``groups`` are
    IRIs with the day of the meeting and the number, as often as they come.

    >>> marks([("a", date(2010, 1, 12), 1), ("b", date(2010, 1, 12), 2), ("c", date(2011, 1, 12), 1)])
    {'a': '1', 'b': '2', 'c': '2·1'}
    """
    known = sorted({group: (day, number, group) for group, day, number in groups}.values())
    days = sorted({day for day, *_ in known})
    marked: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for day, number, group in known:
        meeting = days.index(day) + 1
        mark = str(number) if meeting == 1 else f"{meeting}·{number}"
        taken[mark] += 1
        marked[group] = mark + "′" * (taken[mark] - 1)
    return marked


def marks_of(found: Sequence[Seat]) -> dict[str, str]:
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


def number_in(mark: str) -> str:
    """Return the number that a group has in its meeting.

    >>> number_in("4"), number_in("2·1′")
    ('4', '1')
    """
    return mark.rpartition("·")[2].rstrip("′")


def order(mark: str) -> tuple[int, int, str]:
    """Return by what marks are sorted: the meeting, and the number in it; what is no mark comes last.

    >>> sorted(["2·1", "group/x", "10", "2"], key=order)
    ['2', '10', '2·1', 'group/x']
    """
    meeting, _, _ = mark.rpartition("·")
    number = number_in(mark)
    if not (number.isdecimal() and (meeting or "1").isdecimal()):
        return 10**9, 0, mark
    return int(meeting or 1), int(number), mark
