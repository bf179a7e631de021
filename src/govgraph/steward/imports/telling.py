"""Who waits is told how far an import has come."""

from __future__ import annotations

from typing import Protocol

from govgraph.model import Label


class Teller(Protocol):
    """Told what is being done, and how many rows of it, or rounds, are behind us."""

    def stage(self, what: Label) -> None:
        """Begin something new."""

    def rows(self, done: int, total: int | None) -> None:
        """Tell how many are done, and of how many where that is known."""
