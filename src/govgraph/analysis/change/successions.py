"""Who follows whom: bodies across renamings, mergers, splits and the regrouping of clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from govgraph.analysis.questions import ask, text
from govgraph.store.port import Store


@dataclass(frozen=True, slots=True)
class Successions:
    """What became of bodies between two days.

    >>> between = Successions({"a": ("b",), "b": ("c", "d")})
    >>> between.after("a"), between.before("d"), between.after("x")
    (('a', 'b', 'c', 'd'), ('a', 'b', 'd'), ('x',))
    """

    followers: Mapping[str, tuple[str, ...]]
    """Who came out of a body, by its IRI."""

    @classmethod
    def between(cls, store: Store, since: date | None, until: date | None) -> Self:
        """Read the changes after a day and up to another one; without a day, all on that side.

        Looked at from the later day to the earlier one, who was before follows those that came out of it.
        """
        one, other = "before", "after"
        if since is not None and until is not None and until < since:
            since, until, one, other = until, since, other, one
        found: dict[str, list[str]] = defaultdict(list)
        for row in ask(store, "successions", since=since, until=until):
            found[text(row[one])].append(text(row[other]))
        return cls({body: tuple(sorted(set(after))) for body, after in found.items()})

    def after(self, body: str) -> tuple[str, ...]:
        """Return a body and all that came out of it, directly or through others."""
        return _reached(body, self.followers)

    def before(self, body: str) -> tuple[str, ...]:
        """Return a body and all from which it came."""
        backwards: dict[str, list[str]] = defaultdict(list)
        for one, others in self.followers.items():
            for other in others:
                backwards[other].append(one)
        return _reached(body, backwards)


def _reached(start: str, onward: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    seen = {start}
    waiting = [start]
    while waiting:
        for body in onward.get(waiting.pop(), ()):
            if body not in seen:
                seen.add(body)
                waiting.append(body)
    return tuple(sorted(seen))
