"""A graph of two modes as nodes, partners and a matrix, the same whatever order the graph was put together in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govgraph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class TwoMode:
    """The nodes of one kind, those of the other kind, and who is linked to whom.

    ``matrix`` has a row for each of ``nodes`` and a column for each of ``partners``, both sorted by name; it is true
    where the two are linked. How strong a link is, or how often it was recorded, does not count.
    """

    kind: str
    partner_kind: str
    nodes: tuple[str, ...]
    partners: tuple[str, ...]
    matrix: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, graph: nx.Graph[str], kind: str) -> TwoMode:
        """Read a graph whose nodes say their ``kind``; ``kind`` names the mode whose nodes are to be compared.

        Raises :class:`govgraph.errors.UsageError` if the graph has no nodes of that kind, or if links join anything but
        nodes of two kinds.

        >>> import networkx as nx
        >>> graph = nx.Graph([("g1", "a"), ("g1", "b"), ("g2", "b")])
        >>> nx.set_node_attributes(graph, {n: "group" if n[0] == "g" else "agency" for n in graph}, "kind")
        >>> two = TwoMode.of(graph, "group")
        >>> two.nodes, two.partners, two.matrix.astype(int).tolist()
        (('g1', 'g2'), ('a', 'b'), [[1, 1], [0, 1]])
        """
        import numpy as np

        kinds = sorted({str(data.get("kind")) for _, data in graph.nodes(data=True)})
        if kinds and kind not in kinds:
            listed = ", ".join(kinds)
            raise UsageError(
                th=f"เครือข่ายนี้ไม่มี “{kind}” มีแต่: {listed}", en=f"This network has no “{kind}”; it has: {listed}."
            )
        inner = [edge for edge in graph.edges if graph.nodes[edge[0]]["kind"] == graph.nodes[edge[1]]["kind"]]
        if kinds and (len(kinds) != 2 or inner):
            raise UsageError(
                th="ต้องเป็นเครือข่ายที่เชื่อมของสองชนิดเข้าด้วยกัน เช่น agency-group",
                en="It takes a network that links things of two kinds, such as agency-group.",
            )
        partner_kind = next((other for other in kinds if other != kind), "")
        nodes = tuple(sorted(node for node, data in graph.nodes(data=True) if data["kind"] == kind))
        partners = tuple(sorted(node for node, data in graph.nodes(data=True) if data["kind"] != kind))
        at = {name: i for names in (nodes, partners) for i, name in enumerate(names)}
        matrix = np.zeros((len(nodes), len(partners)), dtype=np.bool_)
        for one, other in graph.edges:
            node, partner = (one, other) if graph.nodes[one]["kind"] == kind else (other, one)
            matrix[at[node], at[partner]] = True
        return cls(kind, partner_kind, nodes, partners, matrix)

    @property
    def degrees(self) -> tuple[int, ...]:
        """How many partners each node has."""
        return tuple(int(degree) for degree in self.matrix.sum(axis=1))

    @property
    def partner_degrees(self) -> tuple[int, ...]:
        """How many nodes each partner has."""
        return tuple(int(degree) for degree in self.matrix.sum(axis=0))

    def overlaps(self) -> npt.NDArray[np.int64]:
        """Return the number of partners that each two nodes share, a square of nodes by nodes."""
        import numpy as np

        counts = self.matrix.astype(np.int64)
        shared: npt.NDArray[np.int64] = counts @ counts.T
        return shared
