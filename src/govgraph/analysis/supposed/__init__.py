"""What if: the store as it would be without somebody, with somebody elsewhere, or with a seat more."""

from __future__ import annotations

from govgraph.analysis.supposed.outcome import EFFECTS, what_if
from govgraph.analysis.supposed.scenario import Scenario

__all__ = ["EFFECTS", "Scenario", "what_if"]
