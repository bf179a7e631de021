"""A map of squares: one province each, in about its place, with the borders of the clusters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.grid import Weight
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless, refuse_repeats, refuse_unknown
from govgraph.errors import UsageError
from govgraph.model import Label

UNKNOWN: Final = Label(th="ไม่มีบันทึก", en="None on record")
OUTSIDE: Final = Label(th="ไม่ใช่จังหวัด", en="Not a province")
UNSURE: Final = Label(th="ยังไม่ยืนยันว่าอยู่กลุ่มนี้", en="Membership not confirmed")
UNPLACED: Final = Label(th="ไม่มีบันทึกว่าอยู่กลุ่มใด", en="No record tells the cluster")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster: its number on the map, its name, and the region that gives it its hue."""

    key: str
    number: int
    label: Label
    region: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A province at a column and a row, counted from the north-west.

    ``cluster`` is empty where no record tells it. ``step`` is the place of its value on the scale of the picture,
    ``figure`` the value as it is written, and ``value`` the exact one (of money in baht); without a step the value is
    not known. ``outside`` is what is no province.
    """

    key: str
    label: Label
    column: int
    row: int
    cluster: str = ""
    sure: bool = True
    step: int | None = None
    figure: str = ""
    outside: bool = False
    value: Weight | None = None


@dataclass(frozen=True, slots=True)
class Squareless:
    """A province that has no square on the map, for which a value may be on record all the same."""

    key: str
    label: Label
    value: Weight | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """What the shade means, and the names of its steps from least to most."""

    meaning: Label
    steps: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TilesScene:
    """The map of tiles: by clusters where there is no scale, else by how much.

    ``cluster_heading`` stands above the list of the clusters; ``unknown`` says what a question mark means. The
    ``squareless`` are not on the map: the caption names them. With ``money`` values are amounts of baht.
    """

    caption: Caption
    tiles: tuple[Tile, ...]
    clusters: tuple[Cluster, ...]
    cluster_heading: Label = field(default=Label(th="กลุ่มจังหวัด", en="Provincial clusters"))
    scale: Scale | None = None
    squareless: tuple[Squareless, ...] = ()
    money: bool = False
    unknown: Label = UNKNOWN
    outside: Label = OUTSIDE
    unsure: Label = UNSURE
    unplaced: Label = UNPLACED

    def __post_init__(self) -> None:
        refuse_empty("tiles", [tile.key for tile in self.tiles])
        refuse_repeats(tile.key for tile in self.tiles)
        refuse_repeats(f"{tile.column}, {tile.row}" for tile in self.tiles)
        keys = [cluster.key for cluster in self.clusters]
        refuse_repeats(keys)
        refuse_nameless([*(tile.label for tile in self.tiles), *(cluster.label for cluster in self.clusters)])
        steps = len(self.scale.steps) if self.scale else 0
        for tile in self.tiles:
            if tile.cluster:
                refuse_unknown(tile.cluster, keys)
            if tile.step is not None and not 0 <= tile.step < steps:
                raise UsageError(
                    th=f"ค่าของ {tile.key} ไม่มีในมาตราของภาพนี้: {tile.step}",
                    en=f"The value of {tile.key} is not on the scale of this picture: {tile.step}.",
                )

    def is_unknown(self, tile: Tile) -> bool:
        """Tell whether what the picture is about is not known of a province."""
        if tile.outside:
            return False
        return tile.step is None if self.scale else not tile.cluster

    @property
    def unknowns(self) -> int:
        """Of how many provinces it is not known."""
        return sum(self.is_unknown(tile) for tile in self.tiles)

    @property
    def unsures(self) -> int:
        """How many provinces are in a cluster by a record that is not confirmed."""
        return sum(bool(tile.cluster) and not tile.sure for tile in self.tiles)

    @property
    def clusterless(self) -> int:
        """How many provinces are in no cluster by any record."""
        return sum(not tile.cluster and not tile.outside for tile in self.tiles)

    @property
    def by_key(self) -> Mapping[str, Cluster]:
        """The clusters by their keys."""
        return {cluster.key: cluster for cluster in self.clusters}
