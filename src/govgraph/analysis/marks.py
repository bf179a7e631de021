"""By what mark a group is known: its number, and of a later meeting which meeting as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date


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
