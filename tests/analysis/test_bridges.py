"""Who holds the groups of the made-up world together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import networkx as nx
import pytest

from govgraph.analysis.bridges import bridges, overlaps
from govgraph.analysis.measures.betweenness import most_betweenness
from govgraph.analysis.projection import agencies_and_groups, of_kind
from govgraph.names import ID
from govgraph.store.port import Store

MEETING = date(2010, 1, 12)


def test_agencies_in_several_groups(small: Store) -> None:
    found = {str(row["agency"]).removeprefix(ID): row for row in bridges(small, as_of=MEETING)}
    assert {key: row["group_numbers"] for key, row in found.items()} == {
        "agency/farm-ops": "1 2",
        "agency/invest": "1 2",
        "agency/trade-ops": "2 3",
    }
    # groups 1 and 2 share two agencies; group 3 hangs on the permanent secretary of Trade alone
    assert [key for key, row in found.items() if row["cut_vertex"]] == ["agency/trade-ops"]
    assert found["agency/trade-ops"]["separates"] == "1 2 | 3"
    assert found["agency/farm-ops"]["separates"] is None
    assert found["agency/invest"]["ministry_en"] == "Ministry of Farming"  # of that day


def test_brokerage_is_the_share_of_what_is_possible(small: Store) -> None:
    # The agency is between {group 3, the bureau in it} and the six others: 2 * 6 = 12 pairs, all ways through it.
    # Six agencies, three groups: s, t = 1, 2 and the most is (9*4 + 3*2*(4-1-1) - 2*(2-2+3)) / 2 = 21.
    first = next(iter(bridges(small, as_of=MEETING)))
    assert str(first["agency"]).endswith("trade-ops")
    assert (first["betweenness"], most_betweenness(6, 3)) == (Decimal("0.571429"), 21.0)  # 12 / 21


def test_the_yardstick_agrees_with_networkx() -> None:
    graph: nx.Graph[str] = nx.Graph(
        [("a", "1"), ("b", "1"), ("b", "2"), ("c", "2"), ("c", "3"), ("d", "3"), ("d", "1")]
    )
    expected = nx.bipartite.betweenness_centrality(graph, ["a", "b", "c", "d"])
    raw = nx.betweenness_centrality(graph, normalized=False)
    assert {n: raw[n] / most_betweenness(4, 3) for n in "abcd"} == pytest.approx({n: expected[n] for n in "abcd"})


def test_no_figure_where_nothing_can_be_between() -> None:
    assert most_betweenness(5, 1) == 0
    assert most_betweenness(0, 0) == 0


def test_overlaps(small: Store) -> None:
    rows = overlaps(small, as_of=MEETING)
    assert [(str(r["group_a"])[-1], str(r["group_b"])[-1], r["agencies"]) for r in rows] == [
        ("1", "2", 2),
        ("2", "3", 1),
    ]
    first = next(iter(rows))
    assert first["group_a_th"] == "กลุ่มที่ 1"
    assert first["through_en"] == "Permanent Secretary of Farming; Office of Investment"


def test_the_projection_keeps_the_two_modes_apart(small: Store) -> None:
    graph = agencies_and_groups(small, as_of=MEETING)
    assert (len(of_kind(graph, "agency")), len(of_kind(graph, "group")), graph.number_of_edges()) == (6, 3, 9)
    assert nx.is_bipartite(graph)
    assert len(of_kind(agencies_and_groups(small), "group")) == 4


def test_least_confidence_drops_weaker_seats(small: Store) -> None:
    rows = bridges(small, as_of=MEETING, min_confidence="confirmed")
    assert {str(r["agency"]).rpartition("/")[2] for r in rows} == {"farm-ops", "trade-ops"}
    assert {r["cut_vertex"] for r in rows} == {True}
