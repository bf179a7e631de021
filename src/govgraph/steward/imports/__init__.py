"""Importing: a file that somebody handed in becomes a graph that is current, or a clear answer why not."""

from govgraph.steward.imports.options import ImportOptions
from govgraph.steward.imports.pipeline import import_file
from govgraph.steward.imports.reading import Reading, read
from govgraph.steward.imports.telling import Teller

__all__ = ["ImportOptions", "Reading", "Teller", "import_file", "read"]
