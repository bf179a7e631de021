"""What signs, sizes and widths mean in a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govgraph.draw.colours import GREY, INK
from govgraph.draw.layout.symbols import Key, KeyItem, Sign, dashed_item, key_of, line_item, sign_item
from govgraph.draw.scenes import NetworkScene
from govgraph.model import Label

_WIDTH: Final = (1.1, 6.5)
_CUT: Final = Label(
    "มีกรอบ = จุดตัด ถ้าขาดไปเครือข่ายจะแยกจากกัน", "outlined = cut vertex: without it the network falls apart"
)
_INFERRED: Final = Label("เส้นประ = เป็นการอนุมาน ไม่มีแหล่งใดระบุไว้โดยตรง", "dashed = inferred: no source states it as such")


@dataclass(frozen=True, slots=True)
class EdgeWidths:
    """How wide the edges are: by their weight, and the widest as wide as is still a line."""

    least: int
    most: int
    scale: float

    @classmethod
    def of(cls, scene: NetworkScene, scale: float) -> EdgeWidths:
        """Return the widths for the weights of a network."""
        weights = [edge.weight for edge in scene.edges] or [1]
        return cls(min(weights), max(weights), scale)

    def of_weight(self, weight: int) -> float:
        """Return the width of an edge, in proportion to its weight where that can be seen."""
        share = weight / self.most if self.most > 1 else 0.0
        return max(_WIDTH[0], _WIDTH[1] * share) * self.scale


def network_key(scene: NetworkScene, lang: str, width: float, scale: float, widths: EdgeWidths) -> Key:
    """Return the key of a network."""
    items: list[KeyItem] = []
    present = {node.kind for node in scene.nodes}
    for kind, label in scene.kinds.items():
        if kind in present:
            square = scene.hubs is not None and kind != scene.hubs
            sign = Sign(3.6 * scale, INK if square else GREY, square=square, scale=scale)
            items.append(sign_item(sign, label.text(lang)))
    means = scene.weight_means.text(lang)
    lines = [(widths.of_weight(weight), weight) for weight in dict.fromkeys((widths.least, widths.most))]
    size = Label("ขนาดของจุด = ผลรวมของเส้น", "size of a node = sum of its lines")
    items.append(line_item(lines, scale, means))
    items.append(KeyItem(0.0, lambda _x, _y: (), size.text(lang)))
    if any(edge.inferred for edge in scene.edges):
        items.append(dashed_item(scale, _INFERRED.text(lang)))
    if any(node.cut for node in scene.nodes):
        sign = Sign(2.6 * scale, INK if scene.hubs else GREY, square=scene.hubs is not None, ring=True, scale=scale)
        items.append(sign_item(sign, _CUT.text(lang)))
    return key_of(items, width, scale)
