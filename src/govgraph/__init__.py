"""govgraph: who governs what with whom, as a graph in which every statement knows its source.

>>> import govgraph
>>> with govgraph.open() as workspace:
...     links = workspace.links("ministry", "theme")
>>> len(links), links[0]["agencies"]
(28, 1)
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govgraph.errors import GovGraphError
from govgraph.version import __version__

if TYPE_CHECKING:
    from govgraph.analysis.explanation import Explanation
    from govgraph.analysis.things import Entity
    from govgraph.model import Finding, Label, Place, Severity
    from govgraph.research.rows import Column, Kind, Rows
    from govgraph.research.statements import Statements
    from govgraph.steward.findings import ImportReport
    from govgraph.steward.imports import ImportOptions
    from govgraph.steward.ingest import BuildReport
    from govgraph.steward.shacl import Judgement
    from govgraph.workspace import Workspace

__all__ = [
    "BuildReport",
    "Column",
    "Entity",
    "Explanation",
    "Finding",
    "GovGraphError",
    "ImportOptions",
    "ImportReport",
    "Judgement",
    "Kind",
    "Label",
    "Place",
    "Rows",
    "Severity",
    "Statements",
    "Workspace",
    "__version__",
    "open",
]

_ROOMS: Final = {
    "BuildReport": "govgraph.steward.ingest",
    "Column": "govgraph.research.rows",
    "Entity": "govgraph.analysis.things",
    "Explanation": "govgraph.analysis.explanation",
    "Finding": "govgraph.model",
    "ImportOptions": "govgraph.steward.imports",
    "ImportReport": "govgraph.steward.findings",
    "Judgement": "govgraph.steward.shacl",
    "Kind": "govgraph.research.rows",
    "Label": "govgraph.model",
    "Place": "govgraph.model",
    "Rows": "govgraph.research.rows",
    "Severity": "govgraph.model",
    "Statements": "govgraph.research.statements",
    "Workspace": "govgraph.workspace",
}
"""Where the classes live; they are brought only when asked for, so that ``import govgraph`` stays quick."""


def open(location: str | Path | None = None, *, write: bool = False) -> Workspace:  # noqa: A001 - govgraph.open
    """Open a workspace: a folder, the address of a SPARQL server, or ``":memory:"``.

    Without a location the environment variable ``GOVGRAPH_STORE`` decides, else ``.govgraph`` in the current
    folder; ``write=True`` is needed to build and import. Raises :class:`govgraph.errors.StoreError` where there is no
    store or an empty one, or where it is locked or damaged. See :class:`govgraph.workspace.Workspace`.
    """
    from govgraph.workspace import Workspace

    return Workspace.open(location, write=write)


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
