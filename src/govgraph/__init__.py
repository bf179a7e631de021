"""govgraph: who governs what with whom, as a graph in which every statement knows its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.errors import GovGraphError
from govgraph.version import __version__

if TYPE_CHECKING:
    from govgraph.workspace import Workspace

__all__ = ["GovGraphError", "__version__", "open"]


def open(location: str | Path | None = None, *, write: bool = False) -> Workspace:  # noqa: A001 - govgraph.open
    """Open a workspace: a folder, the address of a SPARQL server, or ``":memory:"``.

    See :meth:`govgraph.workspace.Workspace.open`.
    """
    from govgraph.workspace import Workspace

    return Workspace.open(location, write=write)
