"""Imports as they come and go: into the store in one transaction, noted in a journal, and taken back exactly."""

from govgraph.steward.journal.changes import ChangeCounts, ChangedStatement
from govgraph.steward.journal.commit import Commit, commit_import
from govgraph.steward.journal.comparing import diff
from govgraph.steward.journal.history import history
from govgraph.steward.journal.journal import Journal, Line
from govgraph.steward.journal.record import ImportRecord, State, graphs_of
from govgraph.steward.journal.references import Reference
from govgraph.steward.journal.undo import Undone, referring, undo

__all__ = [
    "ChangeCounts",
    "ChangedStatement",
    "Commit",
    "ImportRecord",
    "Journal",
    "Line",
    "Reference",
    "State",
    "Undone",
    "commit_import",
    "diff",
    "graphs_of",
    "history",
    "referring",
    "undo",
]
