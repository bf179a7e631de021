"""What pictures show, in plain values: the caller counts and names, the layouts place, the painter paints.

A scene knows nothing of graphs, queries or pages. All words come from the caller, in Thai and English; only the few
that belong to every picture (source, total, not known) are the layout's own. One module a kind of picture.
"""

from __future__ import annotations

from typing import TypeAlias

from govgraph.draw.scenes.bridges import NOBODY, Bridge, BridgesScene, GroupCard
from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.cascade import CascadeScene
from govgraph.draw.scenes.ego import EgoScene, Neighbour, Relation
from govgraph.draw.scenes.grid import Column, FlowScene, Grid, MatrixScene, Order, Row
from govgraph.draw.scenes.network import Edge, NetworkScene, Node
from govgraph.draw.scenes.tiers import Heading, Linker, TierBox, TiersScene
from govgraph.draw.scenes.tiles import Cluster, Scale, Tile, TilesScene
from govgraph.draw.scenes.timeline import Lane, Stretch, TimelineScene, TimeRow

Scene: TypeAlias = (
    BridgesScene
    | FlowScene
    | CascadeScene
    | MatrixScene
    | NetworkScene
    | EgoScene
    | TiersScene
    | TilesScene
    | TimelineScene
)

__all__ = [
    "NOBODY",
    "Bridge",
    "BridgesScene",
    "Caption",
    "CascadeScene",
    "Cluster",
    "Column",
    "Edge",
    "EgoScene",
    "FlowScene",
    "Grid",
    "GroupCard",
    "Heading",
    "Lane",
    "Linker",
    "MatrixScene",
    "Neighbour",
    "NetworkScene",
    "Node",
    "Order",
    "Relation",
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
]
