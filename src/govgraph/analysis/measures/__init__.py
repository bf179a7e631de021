"""Network measures: what can be said, and defended, of the nodes and of the whole of a small graph.

Each module has one subject: the definition, its source, and when it is not defined. They are functions of a graph
alone; :func:`measures` and :func:`figures` ask them of the named projections of a store.
"""

from __future__ import annotations

from govgraph.analysis.measures.nodes import measures
from govgraph.analysis.measures.whole import figures

__all__ = ["figures", "measures"]
