"""govgraph: who governs what with whom, as a graph in which every statement knows its source."""

from __future__ import annotations

from govgraph.errors import GovGraphError

__all__ = ["GovGraphError", "__version__"]

__version__ = "0.1.0"
