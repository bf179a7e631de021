"""A question with a time limit, asked in a process of its own: the engine itself knows no way to stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from govgraph.research.library import Query
from govgraph.research.run import Answer, run
from govgraph.research.terms import Value
from govgraph.workers import Limits, Output, Stores, Worker

_MEMORY: Final = 8 << 30
"""One user's own question may take what a laptop has; what is beyond that would only make the machine crawl."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a worker."""

    query: Query | str
    values: Mapping[str, Value | None]

    def run(self, stores: Stores, output: Output) -> Answer:
        """Answer it; the answer is the value."""
        return run(stores.reading(), self.query, self.values)


def run_limited(location: str, query: Query | str, values: Mapping[str, Value | None], seconds: float) -> Answer:
    """Ask the store at a location, and give up after ``seconds`` of waiting for the answer (``inf``: never).

    Raises :class:`govgraph.errors.LimitError` at the limit; the process is then ended, whatever it was doing, as it
    is when the user interrupts. A query that ends the engine ends only that process.
    """
    worker = Worker(location, Limits(seconds=seconds, memory=_MEMORY))
    try:
        return cast(Answer, worker.ask(Asked(query, dict(values))).value)
    finally:
        worker.kill()
