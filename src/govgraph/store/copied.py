"""Queries that a server's engine is known to answer wrongly, answered here on a copy of what the server holds.

Virtuoso 7 loses rows of queries that join many sub-selects, without any sign of it, or thinks for longer than it may.
A wrong answer is worse than a slow one: such a query is not sent there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import Quad

from govgraph.errors import LimitError
from govgraph.store.embedded import EmbeddedStore
from govgraph.store.query_text import tokens

MOST_INNER: Final = 2
"""Sub-selects that Virtuoso is trusted with; all shipped queries with so few are answered rightly there."""

MOST_STATEMENTS: Final = 1_000_000
"""Statements that are copied; more would fill the memory of a small machine."""

FRESH: Final = 5.0
"""Seconds for which what was read of a server is believed."""


def is_involved(query: str) -> bool:
    """Tell whether a query has more sub-selects than Virtuoso is trusted with.

    >>> inner = "{ SELECT ?a { ?a ?b ?c } }"
    >>> is_involved(f"SELECT * {{ {inner} }}"), is_involved(f"SELECT * {{ {inner * 3} }}")
    (False, True)
    """
    return sum(token.word == "SELECT" for token in tokens(query)) > MOST_INNER + 1


class Copy:
    """A copy in memory of the current graphs of a server, made when it is needed and believed for a few seconds."""

    def __init__(
        self,
        location: str,
        quads: Callable[[], Iterator[Quad]],
        count: Callable[[], int],
        *,
        most: int = MOST_STATEMENTS,
    ) -> None:
        self._location = location
        self._quads = quads
        self._count = count
        self._most = most
        self._held: EmbeddedStore | None = None
        self._until = 0.0

    def store(self) -> EmbeddedStore:
        """Return the copy; raise :class:`LimitError` where the server holds more than is copied."""
        if self._held is None or time.monotonic() > self._until:
            if (found := self._count()) > self._most:
                raise LimitError(
                    th=f"คำสืบค้นนี้มีคำสืบค้นย่อยมากเกินกว่าที่ Virtuoso จะตอบได้ถูกต้อง และ {self._location} มี {found:,} ข้อความ "
                    f"เกิน {self._most:,} ข้อความที่จะคัดลอกมาตอบที่นี่ โปรดใช้คลังในเครื่องหรือ Oxigraph",
                    en=f"The query has more sub-selects than Virtuoso answers rightly, and {self._location} holds "
                    f"{found:,} statements, more than the {self._most:,} that are copied to answer it here. "
                    "Use a store of your own machine, or an Oxigraph server.",
                )
            engine = pyoxigraph.Store()
            engine.bulk_extend(self._quads())
            self._held = EmbeddedStore(engine, location=self._location, writable=False)
            self._until = time.monotonic() + FRESH
        return self._held

    def forget(self) -> None:
        """Make a new copy when one is needed next."""
        self._held = None
