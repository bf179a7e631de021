"""Who meets whom: units of one kind, joined by the groups they sat in, or by the projects they are in, together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from govgraph.analysis.projection.seats import agencies_and_groups, tiers_or_sectors
from govgraph.analysis.questions import ask, number, one_of, text
from govgraph.store.port import Store

if TYPE_CHECKING:
    import networkx as nx

BASES: Final = ("participation", "project")

_Seats = Mapping[tuple[str, str], int]
"""The number of participations of a unit in a group."""


def units_together(
    level: str,
    store: Store,
    *,
    basis: str = "participation",
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> nx.Graph[str]:
    """Return the graph of ministries, or agencies (by ``level``), that meet in groups or are in projects together.

    On the basis ``participation`` every unit that sat anywhere is a node. An edge carries the number of ``groups`` in
    which bodies of both sat, which ones (``through``, IRIs with spaces between), and the participations of both in them
    (``evidence``).
    Agencies whose ministry is not known are in no ministry; ``graph.graph["unknown"]`` counts them. On the basis
    ``project`` see :func:`units_in_projects`.
    """
    scope: dict[str, Any] = {"as_of": as_of, "fiscal_year": fiscal_year, "min_confidence": min_confidence}
    if one_of(basis, BASES, "basis") == "project":
        return units_in_projects(level, store, **scope)
    sat = agencies_and_groups(store, **scope)
    seats: Counter[tuple[str, str]] = Counter()
    unknown = set()
    for one, other, data in sat.edges(data=True):
        agency, group = (one, other) if sat.nodes[one]["kind"] == "agency" else (other, one)
        unit = agency if level == "agency" else sat.nodes[agency]["ministry"]
        if unit:
            seats[unit, group] += data["participations"]
        else:
            unknown.add(agency)
    graph = _in_groups(seats, level)
    graph.graph["unknown"] = len(unknown)
    return graph


def units_in_projects(
    level: str,
    store: Store,
    *,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> nx.Graph[str]:
    """Return the graph of ministries, departments or agencies (by ``level``) that are in projects together.

    Counted in the store, however many projects there are. An edge carries the number of ``projects``, as many records
    of ``evidence`` at least, the ``confidence`` of the surest, and ``derivation``, which is ``stated``: who is in a
    project is never read from a text. A unit that is in projects alone is no node.
    """
    import networkx as nx

    scope: dict[str, Any] = {"as_of": as_of, "fiscal_year": fiscal_year, "min_confidence": min_confidence}
    graph: nx.Graph[str] = nx.Graph()
    for row in ask(store, "projects-together", level=level, **scope):
        one, other, projects = text(row["one"]), text(row["other"]), number(row["projects"])
        graph.add_nodes_from((one, other), kind=level)
        known = {column: text(row[column]) for column in ("confidence", "derivation")}
        graph.add_edge(one, other, projects=projects, evidence=projects, **known)
    return graph


def facets_together(
    facet: str,
    store: Store,
    *,
    as_of: date | None = None,
    fiscal_year: int | None = None,
    min_confidence: str | None = None,
) -> nx.Graph[str]:
    """Return the graph of tiers (or sectors, by ``facet``) of which bodies sat in a group together.

    An edge carries what it does on the basis ``participation`` of :func:`units_together`, and ``as_kind``: in none of
    these groups are bodies of both sides named, one of them only as a kind of bodies ("provinces").
    """
    sat = tiers_or_sectors(facet, store, as_of=as_of, fiscal_year=fiscal_year, min_confidence=min_confidence)
    seats: dict[tuple[str, str], int] = {}
    named = set()
    for one, other, data in sat.edges(data=True):
        unit, group = (one, other) if sat.nodes[one]["kind"] == facet else (other, one)
        seats[unit, group] = data["participations"]
        if not data["as_kind"]:
            named.add((unit, group))
    graph = _in_groups(seats, facet)
    for one, other, data in graph.edges(data=True):
        data["as_kind"] = not any({(one, group), (other, group)} <= named for group in data["through"].split())
    return graph


def _in_groups(seats: _Seats, kind: str) -> nx.Graph[str]:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    members: dict[str, list[str]] = defaultdict(list)
    for unit, group in sorted(seats):
        graph.add_node(unit, kind=kind)
        members[group].append(unit)
    through: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group, units in sorted(members.items()):
        for pair in combinations(units, 2):
            through[pair].append(group)
    for (one, other), met in sorted(through.items()):
        evidence = sum(seats[unit, group] for group in met for unit in (one, other))
        graph.add_edge(one, other, groups=len(met), through=" ".join(met), evidence=evidence)
    return graph
