"""The analyst's room: links, gaps, bridges, what chance explains, explanations, search.

Whatever can be counted is counted in the store, by the shipped queries; graph algorithms get the small
projection that is left.
"""

from __future__ import annotations

from govgraph.analysis.bridges import bridges, overlaps
from govgraph.analysis.chance import backbone, chances, score_tests
from govgraph.analysis.entity import show
from govgraph.analysis.explanation import Explanation
from govgraph.analysis.gaps import gaps
from govgraph.analysis.links import links, strategies_on_record
from govgraph.analysis.measures import figures, measures
from govgraph.analysis.paths import explain
from govgraph.analysis.projection import network
from govgraph.analysis.search import find, resolve
from govgraph.analysis.things import Entity

__all__ = [
    "Entity",
    "Explanation",
    "backbone",
    "bridges",
    "chances",
    "explain",
    "figures",
    "find",
    "gaps",
    "links",
    "measures",
    "network",
    "overlaps",
    "resolve",
    "score_tests",
    "show",
    "strategies_on_record",
]
