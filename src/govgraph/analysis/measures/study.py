"""A network with what is asked of it: the same for the table of its nodes and for the figures of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from govgraph.analysis.measures.brokerage import Roles, brokerage
from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import Modes, kinds_of, ordered, sharing, two_modes
from govgraph.analysis.measures.participation import participation
from govgraph.analysis.measures.partition import GROUPINGS, partition
from govgraph.analysis.measures.weights import known_weight, weights_there
from govgraph.analysis.measures.words import MEASURES
from govgraph.analysis.projection import network
from govgraph.analysis.questions import one_of
from govgraph.errors import UsageError
from govgraph.research.terms import read_fiscal_year
from govgraph.store.port import Store
from govgraph.thai.dates import fiscal_year as span_of

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Study:
    """A projection, how its nodes are grouped and its lines weighed, and which measures are asked for."""

    projection: str
    graph: nx.Graph[str]
    measures: tuple[str, ...]
    by: str | None
    groups: Mapping[str, str | None]
    weight: str | None
    seed: int
    filters: Mapping[str, Any]

    @property
    def modes(self) -> Modes | None:
        """The two modes of the network, if it has two."""
        return two_modes(self.graph)

    @property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The nodes by kind."""
        return kinds_of(self.graph)

    def grouped(self, kind: str) -> bool:
        """Tell whether the group of any node of a kind is on record."""
        return any(self.groups.get(node) is not None for node in self.kinds[kind])

    def reached(self, kind: str) -> str:
        """Return what kind of thing the lines of nodes of a kind lead to: what the others are grouped by, or they."""
        other = next((name for name in self.kinds if name != kind), kind) if self.modes else kind
        return self.by if self.by is not None and (not self.modes or self.grouped(other)) else other

    def participation(self) -> dict[str, Figure]:
        """Return the participation coefficient of each node.

        With two modes, the lines of a node lead to the other one: to its groups if they are on record, else each node
        there stands for itself.
        """
        into: dict[str, str | None] = {}
        for kind, nodes in self.kinds.items():
            own = self.grouped(kind) or not self.modes
            into |= {node: self.groups.get(node) if own else node for node in nodes}
        return participation(self.graph, into, self.weight)

    def brokerage(self) -> dict[str, Mapping[str, Roles] | NotDefined]:
        """Return the brokerage roles of the nodes, by kind.

        With two modes, nodes of a mode are brokers among their own: two are joined if they share a neighbour.
        """
        if not self.modes:
            roles = brokerage(self.graph, self.groups)
            return dict.fromkeys(self.kinds, roles)
        return {kind: brokerage(sharing(self.graph, nodes), self.groups) for kind, nodes in self.kinds.items()}


def study(
    store: Store,
    projection: str,
    measures: Iterable[str] | None,
    *,
    by: str | None,
    weight: str | None,
    seed: int,
    as_of: date | None = None,
    **filters: Any,
) -> Study:
    """Return a projection, ready to be measured; without ``measures``, by all that fit.

    Raises :class:`govgraph.errors.UsageError` for names that are not known, and for a measure that lacks what it needs.
    """
    asked = None if measures is None else tuple(one_of(name, tuple(MEASURES), "measure") for name in measures)
    graph = ordered(network(store, projection, as_of=as_of, **filters))
    known_weight(graph, weight)
    groups = partition(store, graph, by, as_of=_day(as_of, filters.get("fiscal_year"))) if by is not None else {}
    fits = {
        **dict.fromkeys(MEASURES, True),
        "strength": weight is not None,
        "participation": by is not None,
        "brokerage": by is not None,
        "nestedness": two_modes(graph) is not None,
    }
    chosen = tuple(name for name in MEASURES if (fits[name] if asked is None else name in asked))
    for name in chosen:
        if name == "strength" and weight is None:
            raise _lacking(name, "weight", weights_there(graph))
        if by is None and (name == "brokerage" or (name == "participation" and two_modes(graph) is None)):
            raise _lacking(name, "by", GROUPINGS)
    return Study(projection, graph, chosen, by, groups, weight, seed, {"as_of": as_of, **filters})


def _day(as_of: date | None, fiscal_year: int | None) -> date | None:
    """Return the day whose structures count: that asked about, or else the first one of the fiscal year."""
    return span_of(read_fiscal_year(fiscal_year)).start if as_of is None and fiscal_year is not None else as_of


def _lacking(measure: str, option: str, there: Iterable[str]) -> UsageError:
    listed = ", ".join(there)
    return UsageError(
        th=f"{measure} ต้องระบุ --{option} (ใน Python: {option}) เลือกได้: {listed}",
        en=f"{measure} needs --{option} (in Python, {option}); it is one of: {listed}.",
    )
