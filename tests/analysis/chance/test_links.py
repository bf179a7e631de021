"""Links against the sums of their ends: by hand, by scipy, by all graphs there are, and those of the workshop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from math import sqrt
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, fisher_exact, hypergeom

from govgraph.analysis.chance import Drawn, Model, TwoMode, Verdict, backbone, chances, counted, judge_links, link_tests
from govgraph.analysis.chance.tables import table_of_pairs
from govgraph.analysis.chance.verdicts import Pair
from govgraph.errors import LimitError, UsageError
from govgraph.model import Label
from govgraph.names import ID
from govgraph.store.port import Store
from tests.analysis.chance.enumeration import graph_of, matrices

LEVEL = Fraction(5, 100)
Counts = Mapping[tuple[str, str], int]
TABLES = st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=4)


def graph_with(counts: Counts) -> nx.Graph[str]:
    """Ministries and themes, linked by how many agencies; a pair of none is no link."""
    graph: nx.Graph[str] = nx.Graph()
    for (ministry, theme), agencies in counts.items():
        graph.add_node(ministry, kind="ministry")
        graph.add_node(theme, kind="theme")
        if agencies:
            graph.add_edge(ministry, theme, agencies=agencies)
    return graph


def dealt(counts: Counts, kind: str = "ministry") -> dict[tuple[str, str], Pair]:
    graph = graph_with(counts)
    two = TwoMode.of(graph, kind)
    found = judge_links(two, Model.HYPERGEOMETRIC, LEVEL, counts=counted(graph, two, "agencies"))
    return {(pair.one, pair.other): pair for pair in found.pairs}


def table(rows: list[list[int]]) -> dict[tuple[str, str], int]:
    return {(f"m{i}", f"t{j}"): count for i, row in enumerate(rows) for j, count in enumerate(row)}


def test_a_table_by_hand() -> None:
    # 3 and 3 of six: all of one ministry on one theme is 1 of C(6, 3) = 20 deals, doubled 1 in 10; two there are 9 more
    found = dealt(table([[3, 0], [0, 3]]))
    assert {pair.tails.p for pair in found.values()} == {Fraction(1, 10)}
    assert found["m0", "t0"].margins == (3, 3)
    assert (found["m0", "t0"].ratio, found["m0", "t1"].ratio) == (Fraction(2), Fraction(0))
    even = dealt(table([[2, 1], [1, 2]]))
    assert even["m0", "t0"].tails.at_least == Fraction(10, 20)
    assert even["m0", "t0"].tails.p == 1


@given(TABLES)
def test_it_is_fishers_exact_test_of_each_link(rows: list[list[int]]) -> None:
    total = sum(map(sum, rows))
    for (ministry, theme), pair in dealt(table(rows)).items():
        i, j = int(ministry[1]), int(theme[1])
        here, row, column = rows[i][j], sum(rows[i]), sum(other[j] for other in rows)
        fourfold = [[here, row - here], [column - here, total - row - column + here]]
        assert (pair.observed, pair.margins) == (here, (row, column))
        assert float(pair.tails.at_least) == pytest.approx(fisher_exact(fourfold, alternative="greater")[1], rel=1e-9)
        assert float(pair.tails.at_most) == pytest.approx(fisher_exact(fourfold, alternative="less")[1], rel=1e-9)


def test_it_is_what_dealing_out_in_all_ways_gives() -> None:
    rows = [[2, 0, 1], [0, 2, 1]]
    ministries = [i for i, row in enumerate(rows) for _ in range(sum(row))]
    themes = [j for j in range(3) for _ in range(sum(row[j] for row in rows))]
    deals = [Counter(zip(ministries, order, strict=True)) for order in permutations(themes)]
    for (ministry, theme), pair in dealt(table(rows)).items():
        here = [deal[int(ministry[1]), int(theme[1])] for deal in deals]
        assert pair.tails.at_least == Fraction(sum(n >= pair.observed for n in here), len(here))
        assert pair.tails.at_most == Fraction(sum(n <= pair.observed for n in here), len(here))
        assert pair.tails.expected == Fraction(sum(here), len(here))


@given(TABLES)
def test_it_does_not_matter_from_which_side_one_looks(rows: list[list[int]]) -> None:
    one, other = dealt(table(rows)), dealt(table(rows), "theme")
    assert {(b, a): (pair.tails, pair.q, pair.verdict) for (a, b), pair in other.items()} == {
        pair: (found.tails, found.q, found.verdict) for pair, found in one.items()
    }


def test_in_random_graphs_a_link_is_there_as_often_as_in_all_graphs() -> None:
    two = TwoMode.of(graph_of({"1": "abc", "2": "ad", "3": "be", "4": "a"}), "group")
    every = list(matrices(two.degrees, two.partner_degrees))
    samples = 4_000
    found = judge_links(two, Model.CURVEBALL, LEVEL, Drawn(samples, 3)).pairs
    assert len(found) == 4 * 5
    for pair in found:
        i, j = two.nodes.index(pair.one), two.partners.index(pair.other)
        share = sum(matrix[i][j] for matrix in every) / len(every)
        allowed = 5 * sqrt(share * (1 - share) / samples) + 2 / samples
        assert abs(float(pair.tails.expected) - share) <= allowed
        seen, unseen = (pair.tails.at_least, 1) if pair.observed else (1, pair.tails.at_most)
        assert abs(float(seen) - (share if pair.observed else 1)) <= allowed
        assert abs(float(unseen) - (1 if pair.observed else 1 - share)) <= allowed


@pytest.mark.parametrize("model", [Model.CURVEBALL, Model.BICM])
def test_of_a_link_that_the_sums_settle_nothing_can_be_told(model: Model) -> None:
    # Agency a sits in all three groups, and the third group has nobody else; b, c and d are dealt to the two others.
    two = TwoMode.of(graph_of({"1": "abc", "2": "ad", "3": "a"}), "group")
    found = {p.one + p.other: p for p in judge_links(two, model, Fraction(99, 100), Drawn(499, 1)).pairs}
    open_ = {"1b", "1c", "1d", "2b", "2c", "2d"}
    assert {link for link, pair in found.items() if pair.tails.p_least < 1} == open_
    assert {found[link].verdict for link in found.keys() - open_} == {Verdict.CANNOT_TELL}
    assert all(pair.tails.expected == pair.observed for link, pair in found.items() if link not in open_)
    assert all(float(found["1" + agency].tails.expected) == pytest.approx(2 / 3, abs=0.1) for agency in "bcd")


def test_on_average_a_link_has_the_probability_of_the_configuration_model() -> None:
    # Two rows of two out of four columns of one: each link is as likely as not.
    two = TwoMode.of(graph_of({"1": "ab", "2": "cd"}), "group")
    found = judge_links(two, Model.BICM, LEVEL).pairs
    assert [float(pair.tails.expected) for pair in found] == pytest.approx([0.5] * 8)
    assert [float(pair.tails.p) for pair in found] == pytest.approx([1] * 8)


@settings(max_examples=30)
@given(TABLES, st.sampled_from(list(Model)))
def test_p_and_q_lie_between_what_is_possible_and_one(rows: list[list[int]], model: Model) -> None:
    graph = graph_with(table(rows))
    two = TwoMode.of(graph, "ministry")
    counts = counted(graph, two, "agencies") if model is Model.HYPERGEOMETRIC else None
    for pair in judge_links(two, model, LEVEL, Drawn(49, 1), counts).pairs:
        assert 0 < pair.tails.p_least <= pair.tails.p <= 1
        assert pair.tails.p <= pair.q <= 1


def test_too_many_links_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govgraph.analysis.chance.verdicts.MOST", 3)
    with pytest.raises(LimitError) as raised:
        dealt(table([[1, 2], [3, 4]]))
    assert "4 possible links, and no more than 3" in raised.value.en
    assert "--basis or --fiscal-year" in raised.value.en  # what the command has; it has no --area
    assert raised.value.th


def test_in_tables_no_p_value_is_a_row_of_zeros() -> None:
    # 500 of 500 on either theme come about in 1 of C(1000, 500) deals, which is more than 10²⁹⁹
    graph = graph_with(table([[500, 0], [0, 500]]))
    for name in graph:
        graph.nodes[name].update(th=name, en=name)
    two = TwoMode.of(graph, "ministry")
    found = judge_links(two, Model.HYPERGEOMETRIC, LEVEL, counts=counted(graph, two, "agencies"))
    assert found.pairs[0].tails.p < Fraction(1, 10**298)
    rows = table_of_pairs(
        found, graph, Label(), a=Label(), b=Label(), margins=(), observed=Label(), margin=lambda _: ()
    )
    for name in ("p", "q", "p_least"):
        assert rows[name] == (Decimal("1E-15"),) * 4
    assert "0.000000000000001,0.000000000000001,0.000000000000001,more" in rows.to_csv()


def test_of_nothing_there_are_no_links() -> None:
    assert judge_links(TwoMode.of(nx.Graph(), "group"), Model.CURVEBALL, LEVEL).pairs == ()


# The workshop: 64 seats in groups of 14, 8, 9, 18 and 15. Of the 12 seats of the Ministry of Agriculture and
# Cooperatives 11 are in the first group; of the 7 of Industry 5 in the third.
SEATS = {"agriculture": 14, "tourism": 8, "industry": 9, "social_environment": 18, "trade_logistics": 15}
SEEN = {("moac", "agriculture"): (12, 11), ("moind", "industry"): (7, 5), ("mnre", "social_environment"): (8, 7)}


def by_link(rows: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["a"].rpartition("/")[2], row["b"].rpartition("/")[2]): dict(row) for row in rows}


def test_the_workshop_by_scipy(workshop_store: Store) -> None:
    rows = link_tests(workshop_store, "ministry-theme", weight="agencies")
    found = by_link(rows)
    assert len(found) == 18 * 5
    assert sum(row["observed"] for row in found.values()) == 64
    p = []
    for (_, theme), row in found.items():
        assert (row["b_total"], row["total"]) == (SEATS[theme], 64)
        law = hypergeom(64, row["a_total"], row["b_total"])
        p.append(min(1.0, 2 * min(law.sf(row["observed"] - 1), law.cdf(row["observed"]))))
        assert float(row["p"]) == pytest.approx(p[-1], rel=1e-3)
    q = dict(zip(found, false_discovery_control(p), strict=True))
    for link, row in found.items():
        assert float(row["q"]) == pytest.approx(q[link], rel=1e-3)
        assert (row["verdict"] in {"more", "less"}) is bool(q[link] <= 0.05)
    for link, (seats, here) in SEEN.items():
        assert (found[link]["a_total"], found[link]["observed"], found[link]["verdict"]) == (seats, here, "more")
    assert rows[0]["model_en"] == (
        "what the links count (agencies, 64 on all of them) is dealt out at random, as much to each ministry and theme "
        "as it has (exact)"
    )
    assert "รวมทุกเส้น 64" in str(rows[0]["model_th"])
    assert all(column.label.th and column.label.en for column in rows.columns)


def test_whether_there_is_a_link_one_workshop_cannot_tell(workshop_store: Store) -> None:
    rows = link_tests(workshop_store, "ministry-theme")
    assert set(rows["verdict"]) == {"cannot-tell"}
    assert sum(int(str(row["observed"])) for row in rows) == 28
    assert sum(Decimal(str(row["expected"])) for row in rows) == pytest.approx(Decimal(28), abs=Decimal("0.01"))


def test_the_backbone_keeps_the_links_that_survive(workshop_store: Store) -> None:
    kept = backbone(workshop_store, "ministry-theme", "link", weight="agencies")
    more = {
        (row["a"], row["b"])
        for row in chances(workshop_store, "ministry-theme", "link", weight="agencies")
        if row["verdict"] == "more"
    }
    assert len(more) == 6
    assert {tuple(sorted(edge)) for edge in kept.edges} == {tuple(sorted(map(str, link))) for link in more}
    assert Counter(data["kind"] for _, data in kept.nodes(data=True)) == {"ministry": 18, "theme": 5}
    assert kept.edges[f"{ID}ministry/moac", f"{ID}theme/agriculture"]["ratio"] == pytest.approx(11 * 64 / 12 / 14)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"weight": "amount_thb"}, "do not count “amount_thb” piece by piece"),
        ({"weight": "through"}, "it is one of: agencies, evidence"),
        ({"model": "hypergeometric"}, "name --weight"),
        ({"model": "bicm", "weight": "agencies"}, "bicm knows no weights"),
        ({"model": "guess"}, "model cannot be “guess”"),
        ({"projection": "group-group"}, "things of two kinds"),
        ({"statement": "vision"}, "does not take --statement"),
    ],
)
def test_what_makes_no_sense_is_refused(workshop_store: Store, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        link_tests(workshop_store, **{"projection": "ministry-theme", **wrong})
    assert said in raised.value.en
    assert raised.value.th


def test_pairs_have_no_weight(workshop_store: Store) -> None:
    with pytest.raises(UsageError, match="does not take --weight"):
        chances(workshop_store, "ministry-theme", "ministry", weight="agencies")
