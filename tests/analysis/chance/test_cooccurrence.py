"""Overlaps of the made-up world and of the real workshop against chance, by scipy and by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from scipy.stats import false_discovery_control, hypergeom

from govgraph.analysis.chance import backbone, cooccurrences
from govgraph.errors import UsageError
from govgraph.names import ID
from govgraph.research.rows import Rows
from govgraph.store.port import Store

MEETING = date(2010, 1, 12)
SIZES = {"1": 14, "2": 8, "3": 9, "4": 18, "5": 15}
SHARED = {"13": 3, "15": 3, "35": 2, "24": 2, "12": 1, "25": 1}


def by_groups(rows: Rows) -> dict[str, dict[str, Any]]:
    return {str(row["a"])[-1] + str(row["b"])[-1]: row for row in rows}


def verdicts(rows: Rows) -> dict[str, str]:
    return {key: row["verdict"] for key, row in by_groups(rows).items()}


def test_the_workshop_by_scipy(workshop_store: Store) -> None:
    """Which overlaps of the five groups are more, or less, than their sizes explain, out of 55 agencies."""
    found = by_groups(cooccurrences(workshop_store, "agency-group", "group", model="hypergeometric"))
    pairs = ["".join(pair) for pair in combinations("12345", 2)]
    laws = {key: hypergeom(55, SIZES[key[0]], SIZES[key[1]]) for key in pairs}
    p = {
        key: min(1.0, 2 * min(law.sf(SHARED.get(key, 0) - 1), law.cdf(SHARED.get(key, 0)))) for key, law in laws.items()
    }
    q = dict(zip(pairs, false_discovery_control([p[key] for key in pairs]), strict=True))
    assert sorted(found) == pairs
    for key in pairs:
        row = found[key]
        assert row["observed"] == SHARED.get(key, 0)
        assert float(row["expected"]) == pytest.approx(SIZES[key[0]] * SIZES[key[1]] / 55, rel=1e-3)
        assert float(row["p"]) == pytest.approx(p[key], rel=1e-3)
        assert float(row["q"]) == pytest.approx(q[key], rel=1e-3)
    # None is more. Two share nobody where 4.6 and 4.9 would be expected; each could have been a finding.
    below = {key for key in pairs if q[key] <= 0.05}
    assert below == {"14", "45"}
    assert {key: row["verdict"] for key, row in found.items()} == {
        key: "less" if key in below else "as-expected" for key in pairs
    }
    assert all(float(row["p_least"]) < 0.05 / 10 for row in found.values())


def test_the_workshop_when_agencies_keep_their_seats(workshop_store: Store) -> None:
    """49 of the 55 sat in one group: once that is kept, nothing is out of the ordinary."""
    rows = cooccurrences(workshop_store, "agency-group", "group", model="curveball")
    assert set(verdicts(rows).values()) == {"as-expected"}
    # Each agency in k groups gives k(k−1)/2 shared seats, in every graph: three in three groups, three in two.
    assert sum(float(str(row["expected"])) for row in rows) == pytest.approx(12, abs=0.01)
    assert sum(int(str(row["observed"])) for row in rows) == 12


def test_of_ministries_and_of_agencies_one_workshop_tells_nothing(workshop_store: Store) -> None:
    # Two that sat in k and m of five groups: the least that can happen by chance is 1 in C(5, k), 1 in 10 at best.
    for projection, kind in (("ministry-theme", "ministry"), ("agency-group", "agency")):
        rows = cooccurrences(workshop_store, projection, kind, model="hypergeometric")
        assert Counter(rows["verdict"]) == {"cannot-tell": len(rows)}
        assert min(Decimal(str(value)) for value in rows["p_least"]) == Decimal("0.2")
    assert len(cooccurrences(workshop_store, "ministry-theme", "ministry")) == 18 * 17 / 2


def test_a_row_says_everything_in_both_languages(workshop_store: Store) -> None:
    rows = cooccurrences(workshop_store, "agency-group", "group", model="hypergeometric")
    assert rows.names == (
        *("a", "a_th", "a_en", "b", "b_th", "b_en", "a_links", "b_links"),
        *("observed", "expected", "ratio", "difference", "p", "q", "p_least"),
        *("verdict", "verdict_th", "verdict_en", "model", "model_th", "model_en"),
    )
    first = rows[0]
    # 4 and 5: 18 · 15 / 55 = 4.909…; C(40, 18)/C(55, 18) = 0.000787 has none in common
    assert (first["a"], first["b"]) == (f"{ID}group/2010-01-12-4", f"{ID}group/2010-01-12-5")
    assert (first["a_links"], first["b_links"], first["observed"]) == (18, 15, 0)
    assert (first["expected"], first["ratio"], first["difference"]) == (Decimal("4.909"), 0, Decimal("-4.909"))
    assert (first["p"], first["q"]) == (Decimal("0.001574"), Decimal("0.01403"))
    assert (first["verdict_th"], first["verdict_en"]) == ("น้อยกว่าความบังเอิญ", "less than chance")
    assert first["model_en"] == "each group draws as many agencies as it has, at random from all 55 (exact)"
    assert "55 หน่วยงาน" in str(first["model_th"])
    assert all(column.label.th and column.label.en for column in rows.columns)
    p = [Decimal(str(value)) for value in rows["p"]]
    assert p == sorted(p)


@pytest.mark.parametrize(
    ("model", "words"),
    [("bicm", "on average as many for each group and agency as it has (exact)"), ("curveball", "500 random graphs")],
)
def test_a_row_says_how_it_was_worked_out(small: Store, model: str, words: str) -> None:
    rows = cooccurrences(small, "agency-group", "group", model=model, samples=500, seed=4, as_of=MEETING)
    assert words in str(rows[0]["model_en"])
    assert rows == cooccurrences(small, "agency-group", "group", model=model, samples=500, seed=4, as_of=MEETING)


def test_it_says_when_the_samples_and_not_the_records_are_too_few(workshop_store: Store) -> None:
    # 2/(1 + n) · 10 pairs is at most 0.05 from n = 399 on
    for samples, few in ((398, True), (399, False)):
        rows = cooccurrences(workshop_store, "agency-group", "group", model="curveball", samples=samples)
        assert (set(rows["verdict"]) == {"cannot-tell"}) is few
        assert ("too few for one of 10 pairs alone to be a finding, which takes 399" in str(rows[0]["model_en"])) is few
        assert ("ต้องใช้ 399 กราฟ" in str(rows[0]["model_th"])) is few


def test_the_made_up_world_by_hand(small: Store) -> None:
    # Six agencies; groups of 3, 4 and 2 share 2 (1–2), 1 (2–3) and 0 (1–3).
    found = by_groups(cooccurrences(small, "agency-group", "group", model="hypergeometric", as_of=MEETING))
    figures = {
        key: (row["a_links"], row["b_links"], row["observed"], row["expected"], row["p"]) for key, row in found.items()
    }
    assert figures == {
        # P(≤2) = (C(4,1)·C(2,2) + C(4,2)·C(2,1)) / C(6,3) = 16/20 and P(≥2) = 16/20: doubled more than 1
        "12": (3, 4, 2, 2, 1),
        # P(0) = C(3,2)/C(6,2) = 3/15, doubled
        "13": (3, 2, 0, 1, Decimal("0.4")),
        # P(≤1) = (1 + 4·2)/15, P(≥1) = (4·2 + 6)/15
        "23": (4, 2, 1, Decimal("1.333"), 1),
    }
    # at best P(0) = 1/15, doubled, of 2 and 3
    assert min(row["p_least"] for row in found.values()) == Decimal("0.1333")
    assert {row["verdict"] for row in found.values()} == {"cannot-tell"}


def test_filters_are_those_of_the_projection(small: Store) -> None:
    assert len(cooccurrences(small, "agency-group", "group")) == 6  # four groups on all days
    assert len(cooccurrences(small, "agency-group", "group", as_of=date(2009, 1, 1))) == 0
    with pytest.raises(UsageError, match="does not take --basis"):
        cooccurrences(small, "agency-group", "group", basis="project")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"of": "theme"}, "no “theme”; it has: agency, group"),
        ({"projection": "group-group"}, "things of two kinds"),
        ({"projection": "nothing"}, "network cannot be “nothing”"),
        ({"model": "guess"}, "model cannot be “guess”; it is one of: hypergeometric, bicm, curveball"),
        ({"level": 0}, "level cannot be 0"),
        ({"level": "five"}, "level cannot be five"),
        ({"level": Decimal("1e-99999999")}, "level cannot be 1E-99999999: it is 1E-15 or more"),
        ({"level": 1.0}, "level cannot be 1.0"),
        ({"level": float("nan")}, "level cannot be nan"),
        ({"level": Decimal("Infinity")}, "level cannot be Infinity"),
        ({"samples": 0}, "samples must be 1 or more"),
        ({"seed": -1}, "seed 0 or more"),
    ],
)
def test_what_makes_no_sense_is_refused(small: Store, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        cooccurrences(small, **{"projection": "agency-group", "of": "group", **wrong})
    assert said in raised.value.en
    assert raised.value.th


def test_the_level_is_the_number_as_written(workshop_store: Store) -> None:
    # q of the two pairs is 0.01403…
    def found(level: float | Decimal) -> dict[str, str]:
        return verdicts(cooccurrences(workshop_store, "agency-group", "group", model="hypergeometric", level=level))

    assert set(found(0.014).values()) == {"as-expected"}
    assert {key for key, verdict in found(Decimal("0.0141")).items() if verdict == "less"} == {"14", "45"}


def test_the_backbone_of_the_workshop_has_no_edge(workshop_store: Store) -> None:
    kept = backbone(workshop_store, "agency-group", "group")
    assert (kept.number_of_nodes(), kept.number_of_edges()) == (5, 0)
    assert {data["kind"] for _, data in kept.nodes(data=True)} == {"group"}
    assert all(data["th"] and data["en"] for _, data in kept.nodes(data=True))
