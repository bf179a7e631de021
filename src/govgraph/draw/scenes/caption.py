"""The words around a picture, the same for every kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from govgraph.model import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words around a picture, the same for every kind.

    ``date`` is the day of the evidence, written in both calendars. ``notes`` are further remarks, each on a line of
    its own. ``record`` is not shown: it goes into the file's metadata (the query, the graph's hash, the version), so
    that the picture can be made again.
    """

    title: Label
    subtitle: Label = field(default_factory=Label)
    source: Label
    date: date | None = None
    note: Label = field(default_factory=Label)
    notes: tuple[Label, ...] = ()
    record: str = ""
