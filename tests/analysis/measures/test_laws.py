"""What holds of measures on every graph, and what another library finds on it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from math import isnan

import igraph
import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govgraph.analysis.measures.agreement import adjusted_rand
from govgraph.analysis.measures.betweenness import betweenness, most_betweenness
from govgraph.analysis.measures.brokerage import brokerage
from govgraph.analysis.measures.clustering import closure, clustering
from govgraph.analysis.measures.cohesion import cohesion
from govgraph.analysis.measures.communities import Communities, communities
from govgraph.analysis.measures.concentration import concentration
from govgraph.analysis.measures.degree import degree
from govgraph.analysis.measures.figure import Figure, NotDefined
from govgraph.analysis.measures.modes import sharing, two_modes
from govgraph.analysis.measures.modularity import modularity
from govgraph.analysis.measures.nestedness import nestedness
from govgraph.analysis.measures.participation import participation
from tests.analysis.measures.graphs import graphs, in_igraph, number, one_mode_graphs, two_mode_graphs

amounts = st.lists(st.integers(0, 1000) | st.decimals(0, 1000, places=2), min_size=2, max_size=8)


def defined(figures: Mapping[str, Figure]) -> dict[str, float]:
    return {node: number(figure) for node, figure in figures.items() if not isinstance(figure, NotDefined)}


def renamed(graph: nx.Graph[str]) -> tuple[nx.Graph[str], dict[str, str]]:
    """The same graph with names that sort the other way round, put together in another order."""
    names = {node: f"{node[0]}{99 - int(node[1:])}" for node in graph}
    copy: nx.Graph[str] = nx.Graph()
    copy.add_nodes_from((names[node], graph.nodes[node]) for node in reversed(list(graph)))
    copy.add_edges_from((names[other], names[one]) for one, other in reversed(list(graph.edges)))
    return copy, names


@given(graphs)
def test_igraph_finds_the_same(graph: nx.Graph[str]) -> None:
    other, nodes = in_igraph(graph)
    assert list(degree(graph).values()) == other.degree()
    found = cohesion(graph)
    assert [found.core[node] for node in nodes] == other.coreness()
    assert found.cut_vertices == {nodes[at] for at in other.articulation_points()}
    lines = {frozenset((nodes[other.es[at].source], nodes[other.es[at].target])) for at in other.bridges()}
    assert {frozenset(line) for line in found.bridges} == lines
    assert set(found.components) == {frozenset(nodes[at] for at in part) for part in other.connected_components()}
    between = dict(zip(nodes, other.betweenness(), strict=True))
    modes = two_modes(graph)
    for node, share in betweenness(graph).of.items():
        n = len(graph)
        most = (n - 1) * (n - 2) / 2
        if modes is not None:
            own, others = modes if node in modes[0] else modes[::-1]
            most = most_betweenness(len(own), len(others))
        assert (number(share) if most else 0.0) == pytest.approx(between[node] / most if most else 0.0)


@given(one_mode_graphs())
def test_igraph_finds_the_same_clustering_of_one_mode(graph: nx.Graph[str]) -> None:
    other, nodes = in_igraph(graph)
    local = dict(zip(nodes, other.transitivity_local_undirected(mode="nan"), strict=True))
    assert defined(clustering(graph)) == pytest.approx({node: cc for node, cc in local.items() if not isnan(cc)})
    if any(lines > 1 for _, lines in graph.degree):
        assert number(closure(graph)) == pytest.approx(other.transitivity_undirected())
    else:
        assert closure(graph) is NotDefined.NO_TWO_PATH


@given(two_mode_graphs())
def test_networkx_finds_the_same_clustering_of_two_modes(graph: nx.Graph[str]) -> None:
    assume(two_modes(graph))
    of_networkx = nx.bipartite.latapy_clustering(graph, mode="dot")
    for node, cc in clustering(graph).items():
        assert of_networkx[node] == (0 if isinstance(cc, NotDefined) else pytest.approx(number(cc)))
    whole = closure(graph)
    # where there is no path of three lines NetworkX says 0, which looks as if there were some
    expected = 0 if isinstance(whole, NotDefined) else pytest.approx(number(whole))
    assert nx.bipartite.robins_alexander_clustering(graph) == expected


@given(one_mode_graphs(), st.data())
def test_igraph_finds_the_same_modularity_of_one_mode(graph: nx.Graph[str], data: st.DataObject) -> None:
    other, nodes = in_igraph(graph)
    groups = [data.draw(st.integers(0, 3)) for _ in nodes]
    found = modularity(graph, dict(zip(nodes, groups, strict=True)))
    if graph.number_of_edges():
        assert number(found) == pytest.approx(other.modularity(groups))
    else:
        assert found is NotDefined.NO_LINES


@given(two_mode_graphs(), st.data())
def test_the_modularity_of_two_modes_is_the_double_sum_of_barber(graph: nx.Graph[str], data: st.DataObject) -> None:
    modes = two_modes(graph)
    assume(modes and graph.number_of_edges())
    assert modes is not None
    groups = {node: data.draw(st.integers(0, 2)) for node in graph}
    m = graph.number_of_edges()
    double_sum = sum(
        (graph.has_edge(i, j) - Fraction(graph.degree[i] * graph.degree[j], m))
        for i, j in product(*modes)
        if groups[i] == groups[j]
    )
    assert modularity(graph, groups) == double_sum / m


def partitions(nodes: list[str]) -> list[list[list[str]]]:
    """Every way to divide nodes into groups."""
    if not nodes:
        return [[]]
    first, *others = nodes
    found = []
    for groups in partitions(others):
        found.append([[first], *groups])
        found += [[*groups[:at], [first, *groups[at]], *groups[at + 1 :]] for at in range(len(groups))]
    return found


@settings(max_examples=25, deadline=None)
@given(st.one_of(two_mode_graphs(3), one_mode_graphs(5)))
def test_no_division_is_better_than_the_communities(graph: nx.Graph[str]) -> None:
    found = communities(graph)
    if isinstance(found, NotDefined):
        assert not graph.number_of_edges()
        return
    best = max(
        number(modularity(graph, {node: at for at, group in enumerate(groups) for node in group}))
        for groups in partitions([node for node in graph if graph.degree[node]])
    )
    assert number(found.modularity) == pytest.approx(best)


@settings(deadline=None)
@given(graphs)
def test_communities_are_what_they_say(graph: nx.Graph[str]) -> None:
    found = communities(graph, runs=3)
    assume(isinstance(found, Communities))
    assert isinstance(found, Communities)
    linked = {node for node, lines in graph.degree if lines}
    assert sorted(node for group in found.groups for node in group) == sorted(linked)
    assert [len(group) for group in found.groups] == sorted(map(len, found.groups), reverse=True)
    alone = {node: -at for at, node in enumerate(graph)}
    assert number(found.modularity) == pytest.approx(number(modularity(graph, {**alone, **found.of})))
    assert number(found.modularity) >= 0  # all in one group would give as much
    assert number(found.stability) <= 1
    copy: nx.Graph[str] = nx.Graph()
    copy.add_nodes_from(reversed(list(graph.nodes(data=True))))
    copy.add_edges_from(graph.edges)
    assert communities(copy, runs=3) == found


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_igraph_finds_the_same_agreement(pairs: list[tuple[int, int]]) -> None:
    one = {str(at): groups[0] for at, groups in enumerate(pairs)}
    other = {str(at): groups[1] for at, groups in enumerate(pairs)}
    found = adjusted_rand(one, other)
    assert found == adjusted_rand(other, one) <= 1
    expected = igraph.compare_communities(list(one.values()), list(other.values()), method="adjusted_rand")
    if not isnan(expected):  # igraph has none where both put everything together, or nothing
        assert float(found) == pytest.approx(expected)
    assert adjusted_rand(one, one) == 1


@given(one_mode_graphs(), st.data())
def test_roles_are_those_of_every_three_nodes(graph: nx.Graph[str], data: st.DataObject) -> None:
    groups = {node: data.draw(st.sampled_from(["x", "y", "z", None])) for node in graph}
    found = brokerage(graph, groups)
    assume(not isinstance(found, NotDefined))
    assert not isinstance(found, NotDefined)
    for v in graph:
        counts = dict.fromkeys(("coordinator", "itinerant", "gatekeeper", "liaison", "unclassified"), 0)
        for a, b in combinations(graph[v], 2):
            if graph.has_edge(a, b):
                continue
            three = groups[a], groups[v], groups[b]
            if None in three:
                counts["unclassified"] += 1
            elif len(set(three)) == 3:
                counts["liaison"] += 1
            elif len(set(three)) == 1:
                counts["coordinator"] += 1
            elif three[0] == three[2]:
                counts["itinerant"] += 1
            else:
                counts["gatekeeper"] += 1
        assert {role: getattr(found[v], role) for role in counts} == counts
        assert found[v].pairs == sum(counts.values())


@given(one_mode_graphs(), st.data())
def test_a_pair_without_direction_is_a_pair_with_both(graph: nx.Graph[str], data: st.DataObject) -> None:
    groups = {node: data.draw(st.sampled_from(["x", "y", None])) for node in graph}
    found, both = brokerage(graph, groups), brokerage(nx.DiGraph(graph), groups)
    assume(not isinstance(found, NotDefined))
    assert not isinstance(found, NotDefined)
    assert not isinstance(both, NotDefined)
    for node, roles in both.items():
        assert roles.gatekeeper == roles.representative == found[node].gatekeeper
        assert (roles.coordinator, roles.itinerant) == (2 * found[node].coordinator, 2 * found[node].itinerant)
        assert (roles.liaison, roles.pairs) == (2 * found[node].liaison, 2 * found[node].pairs)


@given(two_mode_graphs(), st.data())
def test_participation_lies_between_none_and_the_most(graph: nx.Graph[str], data: st.DataObject) -> None:
    groups = {node: data.draw(st.sampled_from("xyz")) for node in graph}
    for node, share in defined(participation(graph, groups)).items():
        reached = {groups[other] for other in graph[node]}
        assert 0 <= share <= 1 - 1 / len(reached)
        assert (share == 0) == (len(reached) == 1)


@given(two_mode_graphs())
def test_nestedness_by_every_pair(graph: nx.Graph[str]) -> None:
    modes = two_modes(graph)
    assume(modes)
    assert modes is not None
    scores: list[list[Fraction]] = []
    for mode in modes:
        scores.append([])
        for one, other in combinations([set(graph[node]) for node in mode if graph.degree[node]], 2):
            fewer, more = sorted((one, other), key=len)
            scores[-1].append(Fraction(100 * len(fewer & more), len(fewer)) if len(fewer) < len(more) else Fraction(0))
    found = nestedness(graph)
    for value, of in zip((found.first, found.second, found.whole), (*scores, scores[0] + scores[1]), strict=True):
        assert (value == sum(of) / len(of)) if of else isinstance(value, NotDefined)


@given(graphs)
def test_names_and_order_do_not_matter(graph: nx.Graph[str]) -> None:
    copy, names = renamed(graph)
    for measure in (clustering, lambda g: betweenness(g).of, lambda g: cohesion(g).core):
        before, after = defined(measure(graph)), defined(measure(copy))
        assert {names[node]: value for node, value in before.items()} == pytest.approx(after)
    assert closure(graph) == closure(copy)
    assert nestedness(graph).whole == nestedness(copy).whole
    assert {names[node] for node in cohesion(graph).cut_vertices} == cohesion(copy).cut_vertices


@settings(deadline=None)
@given(two_mode_graphs())
def test_somebody_without_lines_changes_only_what_is_counted(graph: nx.Graph[str]) -> None:
    assume(two_modes(graph) and graph.number_of_edges())
    more = graph.copy()
    more.add_node("a77", kind="agency")
    groups = {node: node for node in more}
    assert {node: cc for node, cc in clustering(more).items() if node in graph} == clustering(graph)
    assert participation(more, groups)["a77"] in {NotDefined.NO_LINES, NotDefined.ONE_GROUP}
    assert (closure(more), nestedness(more)) == (closure(graph), nestedness(graph))
    before, after = cohesion(graph), cohesion(more)
    assert (len(after.components), after.core["a77"]) == (len(before.components) + 1, 0)
    assert (after.cut_vertices, after.bridges) == (before.cut_vertices, before.bridges)
    assert communities(more, runs=2) == communities(graph, runs=2)


@given(two_mode_graphs())
def test_the_graph_of_sharing_is_the_projection_of_networkx(graph: nx.Graph[str]) -> None:
    modes = two_modes(graph)
    assume(modes)
    assert modes is not None
    for mode in modes:
        expected = nx.bipartite.projected_graph(graph, mode)
        assert nx.utils.graphs_equal(nx.Graph(expected.edges), nx.Graph(sharing(graph, mode).edges))


@given(amounts)
def test_gini_is_the_mean_difference_and_hhi_the_chance_to_meet_twice(held: list[int | Decimal]) -> None:
    found, total, n = concentration(held), sum(map(Fraction, held)), len(held)
    if not total:
        assert found.gini is found.hhi is NotDefined.NOTHING
        return
    # half the mean difference of all pairs, by the mean
    apart = sum((abs(Fraction(x) - Fraction(y)) for x, y in product(held, held)), Fraction())
    assert found.gini == apart / (2 * n * total)
    assert found.hhi == sum((Fraction(x) / total) ** 2 for x in held)
    assert 0 <= number(found.gini_normalised) <= 1
    assert 0 <= number(found.hhi_normalised) <= 1


@given(amounts, st.integers(2, 9))
def test_concentration_is_of_shares(held: list[int | Decimal], times: int) -> None:
    found = concentration(held)
    assert concentration([amount * times for amount in held]) == found
    assert concentration(held[::-1]) == found
    if any(held):
        twice = concentration([*held, *held])
        assert twice.gini == found.gini  # of two like populations
        assert number(twice.hhi) == pytest.approx(number(found.hhi) / 2)


@given(st.integers(2, 9), st.integers(1, 100))
def test_concentration_at_its_ends(n: int, amount: int) -> None:
    equal, one = concentration([amount] * n), concentration([amount] + [0] * (n - 1))
    assert (equal.gini, equal.hhi, equal.hhi_normalised) == (0, Fraction(1, n), 0)
    assert (one.gini, one.gini_normalised, one.hhi_normalised) == (Fraction(n - 1, n), 1, 1)
