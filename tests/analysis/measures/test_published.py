"""Measures against what papers and textbooks print, and against graphs small enough to count by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import networkx as nx
import pytest

from govgraph.analysis.measures.agreement import adjusted_rand, stability
from govgraph.analysis.measures.betweenness import betweenness
from govgraph.analysis.measures.brokerage import Roles, brokerage
from govgraph.analysis.measures.clustering import closure, clustering
from govgraph.analysis.measures.cohesion import cohesion
from govgraph.analysis.measures.communities import Communities, communities
from govgraph.analysis.measures.concentration import concentration
from govgraph.analysis.measures.degree import degree, density, strength
from govgraph.analysis.measures.figure import NotDefined
from govgraph.analysis.measures.modes import sharing, two_modes
from govgraph.analysis.measures.modularity import modularity
from govgraph.analysis.measures.nestedness import nestedness
from govgraph.analysis.measures.participation import participation
from tests.analysis.measures.graphs import number, southern_women, typed


def test_betweenness_of_the_southern_women() -> None:
    # as NetworkX documents it, after the table of Borgatti and Halgin (2011)
    found = betweenness(southern_women())
    printed = {
        "Evelyn Jefferson": 0.10, "Theresa Anderson": 0.09, "Nora Fayette": 0.11, "Sylvia Avondale": 0.07,
        "Laura Mandeville": 0.05, "Flora Price": 0.01, "E8": 0.24, "E9": 0.23, "E7": 0.13, "E6": 0.07, "E1": 0.00,
    }  # fmt: skip
    assert {node: found.of[node] for node in printed} == pytest.approx(printed, abs=0.01)
    assert (found.nodes, found.pivots) == (32, None)


def test_closure_of_the_southern_women() -> None:
    assert number(closure(southern_women())) == pytest.approx(0.468, abs=0.0005)  # as NetworkX documents it


@pytest.mark.parametrize(
    ("u", "v", "cc"),
    [("23456", "567", Fraction(1, 3)), ("234", "345", Fraction(1, 2)), ("23456", "56789", Fraction(1, 4))],
)
def test_pairs_of_latapy(u: str, v: str, cc: Fraction) -> None:
    # Latapy, Magnien and Del Vecchio (2008), figure 5: three pairs of nodes and their cc•
    graph = typed(nx.Graph([("u", n) for n in u] + [("v", n) for n in v]), {"u", "v"})
    assert clustering(graph)["u"] == pytest.approx(float(cc))


def test_nestedness_of_the_matrix_of_the_paper() -> None:
    # Almeida-Neto et al. (2008), the worked example: 53.3 among rows, 63.3 among columns, 58.3 in all
    rows = ("10111", "11100", "01110", "11000", "11000")
    graph: nx.Graph[str] = nx.Graph()
    for r, row in enumerate(rows):
        graph.add_edges_from((f"row {r}", f"column {c}") for c, cell in enumerate(row) if cell == "1")
    found = nestedness(typed(graph, {node for node in graph if node.startswith("row")}, ("row", "column")))
    # the kind "column" sorts first
    assert (found.whole, found.first, found.second) == (Fraction(175, 3), Fraction(190, 3), Fraction(160, 3))


def test_modularity_of_groups_that_nothing_joins() -> None:
    # k groups alike, each complete: 1 - 1/k by the definition of Barber
    graph: nx.Graph[str] = nx.Graph()
    for k in "1234":
        graph.add_edges_from((f"a{i}{k}", f"g{j}{k}") for i in range(3) for j in range(2))
    found = communities(typed(graph, {node for node in graph if node[0] == "a"}))
    assert isinstance(found, Communities)
    assert (len(found.groups), found.modularity, found.stability) == (4, Fraction(3, 4), 1)
    assert {frozenset(node[-1] for node in group) for group in found.groups} == {frozenset(k) for k in "1234"}


def test_communities_of_the_southern_women() -> None:
    # leidenalg, with its two-mode form of the constant Potts model, finds no better in 400 runs
    found = communities(southern_women())
    assert isinstance(found, Communities)
    assert number(found.modularity) == pytest.approx(0.345537, abs=5e-7)
    assert len(found.groups) == 4
    assert isinstance(found.stability, Fraction)
    assert 0 < found.stability < 1


def test_communities_of_the_karate_club() -> None:
    # 0.4198 is the highest modularity there is: U. Brandes et al., On modularity clustering, IEEE TKDE 20 (2008)
    graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    found = communities(graph)
    assert isinstance(found, Communities)
    assert number(found.modularity) == pytest.approx(0.4198, abs=5e-5)
    assert len(found.groups) == 4


def test_a_heavier_line_draws_communities_together() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "1", 9), ("b", "2", 9), ("a", "2", 1), ("b", "1", 1)])
    typed(graph, {"a", "b"})
    found, plain = communities(graph, "weight"), communities(graph)
    assert isinstance(found, Communities)
    # both groups hold half of all weight on either side: 18/20 - 2/4
    assert (set(found.groups), found.modularity) == ({frozenset("a1"), frozenset("b2")}, Fraction(2, 5))
    assert isinstance(plain, Communities)
    assert plain.modularity == 0  # every line there can be is there


def test_modularity_by_hand() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "1"), ("a", "2"), ("b", "2")])
    groups = {"a": 1, "1": 1, "2": 2, "b": 2}
    # two modes: 2 of 3 lines inside; the groups hold 2 and 1 of one mode, 1 and 2 of the other: 2/3 - (2*1 + 1*2)/9
    assert modularity(typed(graph, {"a", "b"}), groups) == Fraction(2, 9)
    # one mode: the groups hold 3 and 3 of the 6 ends of lines: 2/3 - 1/4 - 1/4
    typed(graph, ())
    assert modularity(graph, groups) == Fraction(1, 6)


def test_agreement_of_partitions() -> None:
    # the example in the documentation of scikit-learn: 0.57
    assert adjusted_rand(
        dict(zip("abcd", [0, 0, 1, 1], strict=True)), dict(zip("abcd", [0, 0, 1, 2], strict=True))
    ) == (Fraction(4, 7))
    apart, together = dict.fromkeys("abcd", 1), dict(zip("abcd", range(4), strict=True))
    assert adjusted_rand(apart, together) == 0
    assert adjusted_rand(apart, apart) == adjusted_rand(together, together) == 1
    assert stability([apart]) is NotDefined.ONE_RUN
    assert stability([apart, apart, together]) == Fraction(1, 3)


def test_roles_of_a_broker_by_hand() -> None:
    # v of Farming stands between two of Farming, three of Trade (two of them joined), one of Culture and one of whom
    # the ministry is not known
    graph: nx.Graph[str] = nx.Graph([("v", n) for n in ("f1", "f2", "t1", "t2", "t3", "c", "x")] + [("t1", "t2")])
    groups = {"v": "F", "f1": "F", "f2": "F", "t1": "T", "t2": "T", "t3": "T", "c": "C", "x": None}
    found = brokerage(graph, groups)
    assert not isinstance(found, NotDefined)
    assert found["v"] == Roles(
        coordinator=1,  # f1 f2
        itinerant=2,  # t1 t3, t2 t3
        gatekeeper=8,  # two of Farming with each of t1 t2 t3 c
        representative=NotDefined.NO_DIRECTION,
        liaison=3,  # c with each of Trade
        unclassified=6,  # x with each other
    )
    assert found["v"].pairs == 7 * 6 // 2 - 1
    assert found["t1"].pairs == 0


def test_roles_with_directions() -> None:
    # one arrow in, one out, for each of the five roles of Gould and Fernandez (1989)
    groups = {"v": "A", "a": "A", "a2": "A", "b": "B", "b2": "B", "c": "C"}

    def roles(before: str, after: str) -> tuple[object, ...]:
        graph: nx.DiGraph[str] = nx.DiGraph([(before, "v"), ("v", after)])
        found = brokerage(graph, groups)
        assert not isinstance(found, NotDefined)
        role = found["v"]
        return role.coordinator, role.itinerant, role.gatekeeper, role.representative, role.liaison

    assert roles("b", "b2") == (0, 1, 0, 0, 0)
    assert roles("b", "a") == (0, 0, 1, 0, 0)
    assert roles("a", "b") == (0, 0, 0, 1, 0)
    assert roles("b", "c") == (0, 0, 0, 0, 1)
    both: nx.DiGraph[str] = nx.DiGraph([("a", "v"), ("v", "a2"), ("b", "v")])
    found = brokerage(both, groups)
    assert not isinstance(found, NotDefined)
    assert found["v"] == Roles(1, 0, 1, 0, 0, 0)
    both.add_edge("a", "a2")  # then nobody is needed between them
    found = brokerage(both, groups)
    assert not isinstance(found, NotDefined)
    assert found["v"] == Roles(0, 0, 1, 0, 0, 0)


def test_participation_by_hand() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from([("a", "1", {"seats": 3}), ("a", "2", {"seats": 1}), ("a", "3", {"seats": 2}), ("b", "1")])
    typed(graph, {"a", "b"})
    groups = {"1": "x", "2": "x", "3": "y", "a": None, "b": "z"}
    found = participation(graph, groups)
    assert (found["a"], found["b"]) == (Fraction(4, 9), 0)  # 1 - (2/3)² - (1/3)²
    assert participation(graph, groups, "seats")["a"] == Fraction(4, 9)  # 1 - (4/6)² - (2/6)²
    assert participation(graph, groups, "seats")["b"] is NotDefined.WEIGHT_UNKNOWN
    assert found["1"] is NotDefined.ONE_GROUP  # of the other mode only z is known
    assert participation(graph, {**groups, "a": "w"})["1"] == Fraction(1, 2)
    assert participation(graph, {**groups, "3": None, "2": "y"})["a"] is NotDefined.GROUP_UNKNOWN
    assert set(participation(graph, {}).values()) == {NotDefined.NO_GROUPS}


def test_what_holds_a_barbell_together() -> None:
    # two triangles, joined by a path over one node; one more hangs on the second, and somebody is alone
    graph: nx.Graph[str] = nx.Graph(
        [("a", "b"), ("b", "c"), ("c", "a"), ("c", "m"), ("m", "x"), ("x", "y"), ("y", "z"), ("z", "x"), ("z", "p")]
    )
    graph.add_node("alone")
    found = cohesion(graph)
    assert [sorted(nodes) for nodes in found.components] == [["a", "b", "c", "m", "p", "x", "y", "z"], ["alone"]]
    assert found.component["alone"] == 2
    assert found.cut_vertices == {"c", "m", "x", "z"}
    assert found.bridges == (("c", "m"), ("m", "x"), ("p", "z"))
    assert (found.bridges_at["m"], found.bridges_at["c"], found.bridges_at["a"]) == (2, 1, 0)
    assert {node: found.core[node] for node in ("a", "m", "p", "alone")} == {"a": 2, "m": 2, "p": 1, "alone": 0}


def test_concentration_by_hand() -> None:
    found = concentration([Decimal("50"), Decimal("30"), Decimal("20"), 0])
    # pairs differ by 20+30+50+10+30+20 = 160: 160 / (4 * 100); shares 0.25 + 0.09 + 0.04
    assert (found.gini, found.gini_normalised) == (Fraction(2, 5), Fraction(8, 15))
    assert (found.hhi, found.hhi_normalised) == (Fraction(38, 100), Fraction(13, 75))
    one = concentration([7])
    assert (one.gini, one.hhi, one.gini_normalised) == (0, 1, NotDefined.ONE_HOLDER)
    assert concentration([]).gini is concentration([0, 0]).hhi is NotDefined.NOTHING
    assert concentration([3, -1]).hhi_normalised is NotDefined.NEGATIVE


def test_degree_strength_and_density_by_hand() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(
        [("a", "1", {"baht": Decimal("0.1")}), ("a", "2", {"baht": Decimal("0.2")}), ("b", "2", {"baht": None})]
    )
    graph.add_node("c")
    typed(graph, {"a", "b", "c"})
    assert degree(graph) == {"a": 2, "1": 1, "2": 2, "b": 1, "c": 0}
    assert strength(graph, "baht") == {
        "a": Fraction(3, 10),
        "1": Fraction(1, 10),
        "2": NotDefined.WEIGHT_UNKNOWN,
        "b": NotDefined.WEIGHT_UNKNOWN,
        "c": NotDefined.NO_LINES,
    }
    assert density(graph) == Fraction(1, 2)  # 3 of 3 x 2


def test_where_there_is_no_figure_there_is_a_reason() -> None:
    pair = typed(nx.Graph([("a", "1")]), {"a"})
    assert clustering(pair)["a"] is NotDefined.NO_SHARED_NEIGHBOUR
    assert closure(pair) is NotDefined.NO_THREE_PATH
    assert betweenness(pair).of["a"] is NotDefined.NOTHING_BETWEEN
    assert nestedness(pair).whole is NotDefined.NO_PAIRS
    empty: nx.Graph[str] = nx.Graph()
    assert communities(empty) is NotDefined.NO_LINES
    assert density(empty) is NotDefined.NO_PAIRS
    alone = typed(nx.Graph(), ())
    alone.add_nodes_from(["a", "b"], kind="agency")
    assert nestedness(alone).whole is NotDefined.NOT_TWO_MODES
    assert (clustering(alone)["a"], closure(alone)) == (NotDefined.ONE_NEIGHBOUR, NotDefined.NO_TWO_PATH)
    assert brokerage(alone, {"a": "x", "b": "x"}) is NotDefined.ONE_GROUP
    assert brokerage(alone, {}) is NotDefined.NO_GROUPS
    unweighed: nx.Graph[str] = nx.Graph([("a", "1", {"projects": 0}), ("b", "1", {"projects": 0})])
    assert communities(unweighed, "projects") is NotDefined.NO_WEIGHT
    unweighed.add_edge("a", "2", projects=-1)
    assert communities(unweighed, "projects") is NotDefined.WEIGHT_NEGATIVE


def test_who_shares_an_event() -> None:
    graph = typed(nx.Graph([("a", "1"), ("b", "1"), ("b", "2"), ("c", "2")]), {"a", "b", "c"})
    modes = two_modes(graph)
    assert modes == (("a", "b", "c"), ("1", "2"))
    assert set(sharing(graph, modes[0]).edges) == {("a", "b"), ("b", "c")}


def test_large_graphs_are_sampled_and_say_so() -> None:
    graph = southern_women()
    sampled = betweenness(graph, exact_up_to=31, pivots=16, seed=7)
    assert (sampled.nodes, sampled.pivots) == (32, 16)
    assert sampled == betweenness(graph, exact_up_to=31, pivots=16, seed=7)
    assert sampled != betweenness(graph, exact_up_to=31, pivots=16, seed=8)
    exact = betweenness(graph)
    assert betweenness(graph, exact_up_to=31, pivots=32) == exact
    assert betweenness(graph, exact_up_to=None, pivots=2) == exact
    # the mean over many samples comes to the exact figure
    many = [betweenness(graph, exact_up_to=31, pivots=16, seed=seed).of["E8"] for seed in range(60)]
    assert sum(map(number, many)) / 60 == pytest.approx(number(exact.of["E8"]), rel=0.05)
