"""The bipartite configuration model, against the package of its authors, its own equations and all graphs there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis.chance.bicm import bicm
from govgraph.analysis.chance.poisson_binomial import PoissonBinomial
from govgraph.errors import LimitError, UsageError
from tests.analysis.chance.enumeration import matrices

BITS = st.integers(1, 12).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 1), min_size=width, max_size=width), min_size=1, max_size=8)
)
SMALL = st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=1, max_size=4)


def margins(bits: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    return [sum(row) for row in bits], [sum(column) for column in zip(*bits, strict=True)]


def random_bits(rows: int, columns: int, density: float, seed: int) -> list[list[int]]:
    found: list[list[int]] = (np.random.default_rng(seed).random((rows, columns)) < density).astype(int).tolist()
    return found


@settings(deadline=None)
@given(BITS)
def test_every_node_has_its_links_on_average(bits: list[list[int]]) -> None:
    rows, columns = margins(bits)
    links = bicm(rows, columns)
    assert np.abs(links.sum(axis=1) - rows).max() <= 1e-9
    assert np.abs(links.sum(axis=0) - columns).max() <= 1e-9
    assert ((links >= 0) & (links <= 1)).all()


@pytest.mark.parametrize(("rows", "columns", "density"), [(200, 40, 0.1), (30, 300, 0.5), (400, 100, 0.02)])
def test_of_large_graphs_too(rows: int, columns: int, density: float) -> None:
    degrees, partner_degrees = margins(random_bits(rows, columns, density, 7))
    links = bicm(degrees, partner_degrees)
    assert np.abs(links.sum(axis=1) - degrees).max() <= 1e-9
    assert np.abs(links.sum(axis=0) - partner_degrees).max() <= 1e-9


@settings(deadline=None)
@given(SMALL)
def test_links_that_all_graphs_agree_on_are_certain_and_the_others_are_products(bits: list[list[int]]) -> None:
    rows, columns = margins(bits)
    often = np.mean(list(matrices(rows, columns)), axis=0)
    always, never = often == 1, often == 0
    links = bicm(rows, columns)
    assert (links[always] == 1.0).all()
    assert (links[never] == 0.0).all()
    open_ = ~(always | never)
    assert ((links[open_] > 0) & (links[open_] < 1)).all()
    # p/(1 − p) = x(i)·y(j): of any four open links at the corners of a rectangle, the products across are equal.
    odds = np.where(open_, links, 0.5) / (1 - np.where(open_, links, 0.5))
    for i, j in np.ndindex(links.shape):
        for k, m in np.ndindex(links.shape):
            if open_[i, j] and open_[k, m] and open_[i, m] and open_[k, j]:
                assert odds[i, j] * odds[k, m] == pytest.approx(odds[i, m] * odds[k, j], rel=1e-6)


def test_nodes_with_everybody_and_with_nobody() -> None:
    links = bicm([4, 2, 2, 0], [3, 2, 2, 1])
    assert links[0].tolist() == [1, 1, 1, 1]
    assert links[3].tolist() == [0, 0, 0, 0]
    # what is left: two rows of two, over columns of 2, 1, 1, 0
    assert links[1:3].round(9).tolist() == [[1, 0.5, 0.5, 0]] * 2


def test_what_the_degrees_settle_without_a_full_or_empty_node() -> None:
    # a and b hold two partners each for themselves, c and d none of the rest; two pairs are open on either side
    links = bicm([3, 3, 1, 1], [3, 3, 1, 1])
    assert links.round(9).tolist() == [[1, 1, 0.5, 0.5], [1, 1, 0.5, 0.5], [0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0]]


@settings(deadline=None)
@given(BITS, st.randoms(use_true_random=False))
def test_the_names_and_the_order_of_nodes_do_not_matter(bits: list[list[int]], random: Any) -> None:
    rows, columns = margins(bits)
    order, partner_order = list(range(len(rows))), list(range(len(columns)))
    random.shuffle(order)
    random.shuffle(partner_order)
    mixed = bicm([rows[i] for i in order], [columns[j] for j in partner_order])
    assert mixed == pytest.approx(bicm(rows, columns)[np.ix_(order, partner_order)], abs=1e-9)


def test_degrees_that_no_graph_has() -> None:
    with pytest.raises(UsageError, match="no graph"):
        bicm([2, 0], [2, 0])


def test_it_says_when_it_has_not_settled() -> None:
    rows, columns = margins(random_bits(8, 12, 0.4, 3))
    with pytest.raises(LimitError, match="in 1 steps") as raised:
        bicm(rows, columns, steps=1)
    assert raised.value.limit == "steps"


@pytest.fixture(scope="module")
def theirs() -> Any:
    """The package of the model's authors."""
    import bicm as package

    return package


@pytest.mark.filterwarnings("ignore:First-class function type feature is experimental")  # of their compiler
@pytest.mark.parametrize(("rows", "columns", "density", "seed"), [(6, 9, 0.5, 1), (12, 30, 0.3, 2), (5, 55, 0.25, 3)])
def test_probabilities_and_p_values_are_those_of_the_authors(
    theirs: Any, rows: int, columns: int, density: float, seed: int
) -> None:
    bits = random_bits(rows, columns, density, seed)
    degrees, partner_degrees = margins(bits)
    graph = theirs.BipartiteGraph()
    graph.set_biadjacency_matrix(np.array(bits))
    graph.solve_tool(method="newton", tol=1e-12, eps=1e-12, verbose=False)
    links = bicm(degrees, partner_degrees)
    assert links == pytest.approx(graph.get_bicm_matrix(), abs=1e-6)
    # With a bar of progress only: without one the package forgets to compute these.
    graph.compute_projection(rows=True, alpha=0.999, approx_method="poibin", threads_num=1, progress_bar=True)
    compared = 0
    for one, others in graph.rows_pvals.items():
        for other, p in others.items():
            law = PoissonBinomial.of((links[one] * links[other]).tolist())
            shared = sum(a * b for a, b in zip(bits[one], bits[other], strict=True))
            assert law.at_least(shared) == pytest.approx(float(p), abs=1e-6)
            compared += 1
    assert compared >= rows  # pairs that share somebody
