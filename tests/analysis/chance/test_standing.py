"""Measures of the workshop and of the made-up world against those of random graphs."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from importlib import import_module
from typing import Any

import pytest

from govgraph.analysis.chance import score_tests
from govgraph.analysis.measures import measures
from govgraph.analysis.measures.betweenness import betweenness
from govgraph.errors import UsageError
from govgraph.model import Label
from govgraph.store.port import Store


class Listener:
    def __init__(self) -> None:
        self.stages: list[Label] = []
        self.told: list[tuple[int, int | None]] = []

    def stage(self, what: Label) -> None:
        self.stages.append(what)

    def rows(self, done: int, total: int | None) -> None:
        self.told.append((done, total))


@pytest.mark.parametrize(
    ("score", "by"),
    [("betweenness", None), ("clustering", None), ("core", None), ("bridges", None), ("gatekeeper", "ministry")],
)
def test_a_score_is_what_the_measure_says(workshop_store: Store, score: str, by: str | None) -> None:
    rows = score_tests(workshop_store, "agency-group", "agency", score, by=by, samples=2)
    table = measures(workshop_store, "agency-group", by=by)
    told = {row["node"]: row[score] for row in table if row["kind"] == "agency"}
    assert len(rows) == 55
    for row in rows:
        known = told[row["node"]]
        assert (row["score"] is None) is (known is None)
        if known is not None:
            assert float(str(row["score"])) == pytest.approx(float(str(known)), rel=1e-3, abs=1e-9)


def test_degrees_are_kept_and_cannot_be_told_from_chance(workshop_store: Store) -> None:
    rows = score_tests(workshop_store, "agency-group", "group", "degree", samples=50)
    assert {str(row["node"])[-1]: (row["score"], row["expected"], row["p"], row["verdict"]) for row in rows} == {
        number: (Decimal(size), Decimal(size), 1, "cannot-tell")
        for number, size in {"1": 14, "2": 8, "3": 9, "4": 18, "5": 15}.items()
    }


def test_when_links_are_kept_on_average_degrees_vary(workshop_store: Store) -> None:
    rows = score_tests(workshop_store, "agency-group", "group", "degree", model="bicm", samples=400)
    assert {row["verdict"] for row in rows} == {"as-expected"}
    for row in rows:
        assert float(str(row["expected"])) == pytest.approx(float(str(row["score"])), abs=1)
    assert str(rows[0]["model_en"]).startswith("400 random graphs with, on average, as many links")


def test_what_has_no_value_comes_last_and_is_no_test(workshop_store: Store) -> None:
    """All agencies are of one tier: nobody stands between tiers, and nothing is said of it."""
    rows = score_tests(workshop_store, "agency-group", "agency", "coordinator", by="tier", samples=99)
    without = [row for row in rows if row["verdict"] == "not-defined"]
    assert without
    assert list(rows)[-len(without) :] == without
    assert {(row["score"], row["expected"], row["p"], row["q"]) for row in without} == {(None,) * 4}
    assert without[0]["verdict_th"] == "ไม่มีค่าให้ทดสอบ"


def test_it_says_how_many_graphs_it_took_and_whether_they_are_too_few(
    workshop_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 2/(1 + n) times 55 agencies is at most 0.05 from n = 2,199 on
    few = score_tests(workshop_store, "agency-group", "agency", "degree", samples=2_198)[0]
    assert "too few for one of 55 agencies alone to be a finding, which takes 2,199" in str(few["model_en"])
    # 60 nodes and 64 lines: five graphs are 19,200 steps, and a sixth would be too many
    monkeypatch.setattr("govgraph.analysis.chance.standing._STEPS", 6 * 60 * 64 - 1)
    large = score_tests(workshop_store, "agency-group", "agency", "degree")[0]
    assert str(large["model_en"]).startswith("5 random graphs")


def test_it_says_that_betweenness_is_estimated(workshop_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = score_tests(workshop_store, "agency-group", "group", "betweenness", samples=2)[0]
    assert "estimate" not in str(exact["model_en"])
    nodes = import_module("govgraph.analysis.measures.nodes")
    monkeypatch.setattr(nodes, "betweenness", partial(betweenness, exact_up_to=59, pivots=20))
    row = score_tests(workshop_store, "agency-group", "group", "betweenness", samples=2)[0]
    assert "betweenness is an estimate, from 20 of 60 nodes drawn at random (seed 0)" in str(row["model_en"])
    assert "ค่าความเป็นตัวกลางเป็นค่าประมาณ" in str(row["model_th"])


def test_who_waits_is_told_how_far_it_has_come(small: Store) -> None:
    listener = Listener()
    score_tests(small, "agency-group", "group", "core", samples=7, teller=listener)
    assert [stage.en for stage in listener.stages] == ["drawing and measuring 7 graphs"]
    assert listener.told == [(n, 7) for n in range(1, 8)]


def test_the_same_seed_gives_the_same_table(small: Store) -> None:
    def table(seed: int) -> Any:
        return score_tests(small, "agency-group", "agency", "betweenness", samples=40, seed=seed)

    assert table(3) == table(3)
    assert table(3) != table(4)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"score": "guess"}, "score cannot be “guess”; it is one of: degree, betweenness"),
        ({"score": "liaison"}, "brokerage needs --by"),
        ({"of": "theme"}, "no “theme”; it has: agency, group"),
        ({"projection": "group-group"}, "things of two kinds"),
        ({"samples": 0}, "samples must be 1 or more"),
        ({"level": 2}, "level cannot be 2"),
        ({"weight": "participations"}, "goes without --weight"),
    ],
)
def test_what_makes_no_sense_is_refused(small: Store, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        score_tests(small, **{"projection": "agency-group", "of": "group", "score": "degree", **wrong})
    assert said in raised.value.en
    assert raised.value.th
