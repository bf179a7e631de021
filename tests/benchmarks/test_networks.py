"""The benchmark of networks: what it counts is there, and it stops before the memory is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import rdflib_side
from benchmarks.generator import Size, write
from benchmarks.measure import Clock, Measure, Sample
from benchmarks.networks import fits, free_mb, project, project_and_measure, project_count
from benchmarks.registry import BENCHMARKS
from benchmarks.remembering import remembering
from benchmarks.store_side import load_folder
from govgraph.analysis.questions import ask
from govgraph.store import open_store

SMALL = Size(projects=40, provinces=6, clusters=2, ministries=3, departments=12, bureaus=3, strategies=2, seats=12)


@pytest.fixture(scope="module")
def triples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("networks") / "small.nt"
    write(path, SMALL)
    return path


@pytest.fixture(scope="module")
def store(triples: Path) -> Path:
    folder = triples.with_suffix(".store")
    load_folder(Clock(), triples, folder)
    return folder


def test_there_is_a_benchmark_of_networks() -> None:
    assert "networks" in BENCHMARKS


def test_ministries_and_provinces_are_all_that_becomes_nodes(store: Path) -> None:
    facts = project(Clock(), store, "ministry-province")
    assert int(facts["nodes"]) <= SMALL.ministries + SMALL.provinces
    assert 0 < int(facts["edges"]) <= SMALL.ministries * SMALL.provinces


def test_every_node_has_a_row_of_measures(store: Path) -> None:
    clock = Clock()
    facts = project_and_measure(clock, store, "ministry-strategy", None)
    assert facts["rows"] == facts["nodes"]
    assert int(facts["figures"]) > 0
    assert list(clock.laps) == ["measures", "figures"]


def test_a_fiscal_year_narrows_the_projection(store: Path) -> None:
    whole = project_and_measure(Clock(), store, "ministry-strategy", None)
    narrowed = project_and_measure(Clock(), store, "ministry-strategy", 2554)
    assert 0 < int(narrowed["edges"]) < int(whole["edges"])


def test_the_plain_count_and_the_links_have_the_same_strategies_and_ministries(store: Path) -> None:
    """All bodies and plans of the made-up country are dated so that only moves of departments make a difference."""
    assert project_count(Clock(), store)["nodes"] == project(Clock(), store, "ministry-strategy")["nodes"]


def test_bodies_that_a_link_goes_through_are_listed_in_order(store: Path) -> None:
    with open_store(store) as opened:
        rows = ask(opened, "strategies-by-project", level="ministry", target_kind="theme")
    listed = [str(row["through"]).split() for row in rows]
    assert max(map(len, listed)) > 2
    assert listed == [sorted(bodies) for bodies in listed]


def test_a_graph_of_all_statements_is_of_all_subjects_and_objects(triples: Path) -> None:
    lines = triples.read_text().splitlines()
    ends = {
        end
        for line in lines
        for subject, _, value in [line.removesuffix(" .").split(" ", 2)]
        for end in (subject, value)
    }
    assert rdflib_side.parse_and_project(Clock(), triples)["nodes"] == len(ends)


def test_the_next_size_is_tried_only_where_it_fits() -> None:
    held = [(1_000, 130.0), (10_000, 500.0)]
    assert fits(100_000, held, free=7_000.0)  # 5,000 of 5,600
    assert not fits(100_000, held, free=6_000.0)  # 5,000 of 4,800
    assert fits(1_000, [], free=1.0)  # nothing is known yet
    assert free_mb() > 0


def test_laps_of_a_step_are_medians() -> None:
    samples = tuple(Sample(1.0, 1.0, 1.0, {}, laps={"measures": seconds}) for seconds in (3.0, 1.0, 2.0))
    assert Measure(samples).laps == {"measures": 2.0}
    assert Measure(()).laps == {}


def test_a_question_is_asked_once(store: Path) -> None:
    asked = []
    with open_store(store) as opened:

        class Counting:
            def query(self, query: str) -> object:
                asked.append(query)
                return opened.query(query)

        kept = remembering(Counting())  # type: ignore[arg-type]
        question = "SELECT ?project { ?project a <https://w3id.org/govgraph/ontology#Project> }"
        answers = {id(kept.query(question)) for _ in range(3)}
    assert asked == [question]
    assert len(answers) == 1
