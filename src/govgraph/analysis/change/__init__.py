"""What changed between two times, and what moved: the world, or the structure by which it is counted."""

from __future__ import annotations

from govgraph.analysis.change.comparison import MEASURES, Cause, Change, compare
from govgraph.analysis.change.state import Moment
from govgraph.analysis.change.successions import Successions

__all__ = ["MEASURES", "Cause", "Change", "Moment", "Successions", "compare"]
