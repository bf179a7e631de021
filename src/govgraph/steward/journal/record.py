"""What is remembered of an import: of which file, by whom, when, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pyoxigraph import NamedNode

from govgraph.names import graph, thing


class State(StrEnum):
    """How far an import has come. Current is what is ``COMMITTED``."""

    RECEIVED = "received"
    VALIDATED = "validated"
    COMMITTED = "committed"
    UNDONE = "undone"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import: the file it came from, who brought it and when, its graphs, and its state.

    ``source_key`` decides what a later file replaces; ``source`` is the file as a thing of the graph;
    ``replaces`` is the id of the import whose place this one has taken; ``note`` says what was found out about it
    later, such as that a journal line had been lost. ``sha256`` is the hash of the file.
    """

    id: str
    source_key: str
    profile: str
    file: str
    sha256: str
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    started: datetime
    ended: datetime
    who: str
    version: str
    graph: NamedNode
    inferred: NamedNode
    source: NamedNode
    state: State = State.RECEIVED
    replaces: str | None = None
    note: str = ""

    @property
    def activity(self) -> NamedNode:
        """The import as a thing of the graph, a ``gov:Import``."""
        return thing("import", self.id)

    def plain(self) -> dict[str, Any]:
        """Return the record as values that JSON has."""
        values = asdict(self)
        for name in ("graph", "inferred", "source"):
            values[name] = values[name].value
        return {**values, "started": self.started.isoformat(), "ended": self.ended.isoformat()}


def graphs_of(import_id: str) -> tuple[NamedNode, NamedNode]:
    """Return the graph of what an import states, and that of what is inferred from it.

    >>> [name.value for name in graphs_of("2f9a")]
    ['https://w3id.org/govgraph/graph/import/2f9a', 'https://w3id.org/govgraph/graph/inferred/2f9a']
    """
    return graph(f"import/{import_id}"), graph(f"inferred/{import_id}")


def from_plain(values: Mapping[str, Any]) -> ImportRecord:
    """Return the record that :meth:`ImportRecord.plain` gave; raises ``ValueError`` etc. for anything else."""
    nodes = {name: NamedNode(values[name]) for name in ("graph", "inferred", "source")}
    days = {name: datetime.fromisoformat(values[name]) for name in ("started", "ended")}
    return ImportRecord(**{**values, **nodes, **days, "state": State(values["state"])})
