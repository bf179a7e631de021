"""Who is joined with whom: nodes of one kind or two, and edges between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless, refuse_repeats, refuse_unknown
from govgraph.errors import UsageError
from govgraph.model import Label


@dataclass(frozen=True, slots=True)
class Node:
    """One of those joined, of a kind; ``cut`` where the network falls apart without it."""

    key: str
    label: Label
    kind: str
    number: int | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """That two are joined, and by how many; ``inferred`` where no source states it."""

    one: str
    other: str
    weight: int
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkScene:
    """Nodes and the edges between them; ``kinds`` names the kinds, ``weight_means`` what the edges count."""

    caption: Caption
    kinds: Mapping[str, Label]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    weight_means: Label

    def __post_init__(self) -> None:
        keys = [node.key for node in self.nodes]
        refuse_empty("network", keys)
        refuse_repeats(keys)
        refuse_nameless(node.label for node in self.nodes)
        for node in self.nodes:
            refuse_unknown(node.kind, tuple(self.kinds))
        for edge in self.edges:
            refuse_unknown(edge.one, keys)
            refuse_unknown(edge.other, keys)
            if edge.weight <= 0:
                raise UsageError(
                    th=f"น้ำหนักของเส้น {edge.one} – {edge.other} ต้องมากกว่า 0: {edge.weight}",
                    en=f"The weight of the edge {edge.one} – {edge.other} must be above 0, not {edge.weight}.",
                )

    def strengths(self) -> dict[str, int]:
        """Return the weights of each node's edges together."""
        found = {node.key: 0 for node in self.nodes}
        for edge in self.edges:
            found[edge.one] += edge.weight
            found[edge.other] += edge.weight
        return found

    def neighbours(self) -> dict[str, dict[str, Edge]]:
        """Return what each node is joined with, and by which edge."""
        found: dict[str, dict[str, Edge]] = defaultdict(dict)
        for edge in self.edges:
            found[edge.one][edge.other] = edge
            found[edge.other][edge.one] = edge
        return found

    @property
    def hubs(self) -> str | None:
        """The kind with fewer nodes, where there are two and all edges lie between them; else nothing."""
        kind = {node.key: node.kind for node in self.nodes}
        counts = [(sum(node.kind == name for node in self.nodes), name) for name in self.kinds]
        present = sorted(count for count in counts if count[0])
        if len(present) != 2 or any(kind[edge.one] == kind[edge.other] for edge in self.edges):
            return None
        return present[0][1]
