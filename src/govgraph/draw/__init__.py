"""Pictures for people: who bridges the groups, who goes where, how many of each.

A scene (plain values) is laid out in points, painted, and saved as SVG, PDF or PNG; the same scene gives
the same bytes. matplotlib is imported when the first picture is painted, not before.
"""

from __future__ import annotations

from govgraph.draw.save import FORMATS, draw, render
from govgraph.draw.scenes import (
    Bridge,
    BridgesScene,
    Caption,
    CascadeScene,
    Cluster,
    Column,
    EgoScene,
    FlowScene,
    Grid,
    GroupCard,
    Heading,
    Lane,
    Linker,
    MatrixScene,
    NetworkScene,
    Row,
    Scale,
    Scene,
    Stretch,
    TierBox,
    TiersScene,
    Tile,
    TilesScene,
    TimelineScene,
    TimeRow,
)

__all__ = [
    "FORMATS",
    "Bridge",
    "BridgesScene",
    "Caption",
    "CascadeScene",
    "Cluster",
    "Column",
    "EgoScene",
    "FlowScene",
    "Grid",
    "GroupCard",
    "Heading",
    "Lane",
    "Linker",
    "MatrixScene",
    "NetworkScene",
    "Row",
    "Scale",
    "Scene",
    "Stretch",
    "TierBox",
    "TiersScene",
    "Tile",
    "TilesScene",
    "TimeRow",
    "TimelineScene",
    "draw",
    "render",
]
