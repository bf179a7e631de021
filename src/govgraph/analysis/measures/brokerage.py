"""Between whom a node stands: the brokerage roles of Gould and Fernandez."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govgraph.analysis.measures.figure import Figure, NotDefined

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Roles:
    """How many pairs of nodes a broker stands between in each role.

    ``coordinator``: all three in its own group; ``itinerant`` (also called consultant): both others in one other group;
    ``gatekeeper``: from another group into its own; ``representative``: from its own group into another; ``liaison``:
    three groups. ``unclassified`` counts the pairs where the group of one of the three is not known.
    """

    coordinator: int
    itinerant: int
    gatekeeper: int
    representative: Figure
    liaison: int
    unclassified: int

    @property
    def pairs(self) -> int:
        """All pairs the broker stands between."""
        known = self.coordinator + self.itinerant + self.gatekeeper + self.liaison + self.unclassified
        return known + (self.representative if isinstance(self.representative, int) else 0)


def brokerage(graph: nx.Graph[str], groups: Mapping[str, str | None]) -> dict[str, Roles] | NotDefined:
    """Return the brokerage roles of each node.

    A node ``v`` is a broker between ``a`` and ``b`` if there are lines ``a → v → b`` and none ``a → b``; the groups of
    the three make the role: R. V. Gould and R. M. Fernandez, *Structures of mediation: a formal approach to brokerage
    in transaction networks*, Sociological Methodology 19 (1989). In a graph without directions each pair is counted
    once. Nobody can say then which of the two is the source, and a gatekeeper is a representative as well:
    ``gatekeeper`` counts the pairs of which one is in the broker's own group, and ``representative`` is not defined.
    Where all belong to one group, or no group is known, there are no roles to tell apart.

    >>> import networkx as nx
    >>> star = nx.Graph([("v", "a"), ("v", "b"), ("v", "c")])
    >>> roles = brokerage(star, {"v": "x", "a": "x", "b": "y", "c": "z"})["v"]
    >>> roles.gatekeeper, roles.representative, roles.liaison, roles.pairs
    (2, not defined: the lines have no direction, 1, 3)
    """
    known = {group for node in graph if (group := groups.get(node)) is not None}
    if len(known) < 2:
        return NotDefined.ONE_GROUP if known else NotDefined.NO_GROUPS
    sets = _Sets.of(graph, groups)
    return {v: sets.roles(graph, v) for v in graph}


@dataclass(frozen=True, slots=True)
class _Sets:
    """Sets of nodes as the bits of numbers: what two have in common is then a single step.

    ``after``: where the lines of a node lead; ``members``: the nodes of a group, under ``None`` those of none known.
    """

    groups: Mapping[str, str | None]
    bit: Mapping[str, int]
    after: Mapping[str, int]
    members: Mapping[str | None, int]

    @classmethod
    def of(cls, graph: nx.Graph[str], groups: Mapping[str, str | None]) -> _Sets:
        bit = {node: 1 << at for at, node in enumerate(sorted(graph))}
        members: dict[str | None, int] = {None: 0}
        for node in graph:
            members[groups.get(node)] = members.get(groups.get(node), 0) | bit[node]
        return cls(groups, bit, {node: sum(bit[n] for n in graph[node]) for node in graph}, members)

    def roles(self, graph: nx.Graph[str], v: str) -> Roles:
        own = self.groups.get(v)
        coordinator = itinerant = gatekeeper = representative = liaison = unclassified = 0
        for a in _before(graph, v):
            # every b with a → v → b and not a → b
            ends = self.after[v] & ~self.after[a] & ~self.bit[a] & ~self.bit[v]
            total, group = ends.bit_count(), self.groups.get(a)
            if own is None or group is None:
                unclassified += total
                continue
            with_v, with_a, unknown = ((ends & self.members[of]).bit_count() for of in (own, group, None))
            unclassified += unknown
            if group == own:
                coordinator += with_v
                representative += total - unknown - with_v
            else:
                gatekeeper += with_v
                itinerant += with_a
                liaison += total - unknown - with_v - with_a
        if graph.is_directed():
            return Roles(coordinator, itinerant, gatekeeper, representative, liaison, unclassified)
        # every pair was met from both its ends
        coordinator, itinerant, liaison, unclassified = (
            n // 2 for n in (coordinator, itinerant, liaison, unclassified)
        )
        return Roles(coordinator, itinerant, gatekeeper, NotDefined.NO_DIRECTION, liaison, unclassified)


def _before(graph: nx.Graph[str], node: str) -> Iterable[str]:
    """Return the nodes from which lines lead to a node."""
    return graph.predecessors(node) if graph.is_directed() else graph[node]  # type: ignore[attr-defined]
