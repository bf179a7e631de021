"""The made-up country speaks the vocabulary of the real one, and the shapes find no fault in it."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from benchmarks.generator import Size, country, with_inferences
from govgraph.model import Severity
from govgraph.names import GOV, ID, expand
from govgraph.steward.shacl import judge
from govgraph.steward.shipped import ontology

SMALL = Size(projects=25, provinces=6, clusters=2, ministries=3, departments=12, bureaus=3, strategies=2, seats=12)


@pytest.fixture(scope="module")
def made_up() -> list[Quad]:
    return list(with_inferences(SMALL))


@pytest.fixture(scope="module")
def known() -> list[Quad]:
    return list(ontology().read().quads)


def iris(quads: list[Quad]) -> set[str]:
    return {node.value for q in quads for node in (q.subject, q.predicate, q.object) if isinstance(node, NamedNode)}


def subjects(quads: list[Quad]) -> set[str]:
    return {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}


def of_class(quads: list[Quad], curie: str) -> set[str]:
    rdf_type = expand("rdf:type")
    return {
        q.subject.value
        for q in quads
        if isinstance(q.subject, NamedNode)
        and q.predicate.value == rdf_type
        and isinstance(q.object, NamedNode)
        and q.object.value == expand(curie)
    }


def test_every_term_is_in_the_ontology(made_up: list[Quad], known: list[Quad]) -> None:
    used = {iri for iri in iris(made_up) if iri.startswith(GOV)}
    assert len(used) > 40
    assert used <= subjects(known)


def test_every_thing_named_is_described(made_up: list[Quad], known: list[Quad]) -> None:
    named = {iri for iri in iris(made_up) if iri.startswith(ID)}
    assert named <= subjects(made_up) | subjects(known)


def test_the_shapes_find_no_fault(made_up: list[Quad], known: list[Quad]) -> None:
    ours = subjects(made_up)
    findings = judge([*made_up, *known]).findings
    assert [f for f in findings if f.severity is Severity.ERROR and f.focus in ours] == []


def test_the_shapes_would_find_a_fault(made_up: list[Quad], known: list[Quad]) -> None:
    faulty = [q for q in made_up if q.predicate.value != expand("gov:amount")]
    findings = judge([*faulty, *known]).findings
    assert {f.focus for f in findings if f.code == "GG-BUD-001"} == of_class(made_up, "gov:BudgetRequest")


def test_there_are_as_many_as_asked_for(made_up: list[Quad]) -> None:
    counts = {
        "gov:Project": 25,
        "gov:BudgetRequest": 25,
        "gov:ProvincialAdministration": 6,
        "gov:ProvincialCluster": 2,
        "gov:Ministry": 3,
        "gov:Department": 12,
        "gov:Bureau": 3,
        "gov:StrategicIssue": (6 + 2) * 2,
        "gov:ClusterMembership": 6 + 2,  # each province once, and the operation centre of each cluster
        "gov:Participation": 12,
    }
    assert {kind: len(of_class(made_up, kind)) for kind in counts} == counts


def test_a_department_that_moved_has_a_tile_on_each_side(made_up: list[Quad]) -> None:
    moved = ID + "agency/made-up-department-010"  # one department in ten moves, on 1 October 2011
    tiles = [
        q.subject for q in made_up if q.predicate.value == expand("gov:affiliate") and q.object == NamedNode(moved)
    ]
    starts = {
        date.fromisoformat(q.object.value)
        for q in made_up
        if q.subject in tiles and q.predicate.value == expand("gov:from") and isinstance(q.object, Literal)
    }
    assert starts == {date(2002, 10, 3), date(2011, 10, 1)}


def test_everything_says_that_it_is_made_up(made_up: list[Quad]) -> None:
    years = {NamedNode(iri) for iri in of_class(made_up, "gov:FiscalYear")}
    invented = [q for q in made_up if q.predicate.value == expand("skos:prefLabel") and q.subject not in years]
    assert len(invented) > 100
    for quad in invented:
        assert isinstance(quad.object, Literal)
        assert ("สมมุติ" if quad.object.language == "th" else "made-up") in quad.object.value.lower()


def test_the_same_seed_gives_the_same_country(made_up: list[Quad]) -> None:
    assert list(with_inferences(SMALL)) == made_up
    assert list(country(SMALL, seed=1)) != list(country(SMALL))


def test_a_larger_country_begins_with_the_smaller_one() -> None:
    larger = Size(
        projects=100, provinces=6, clusters=2, ministries=3, departments=12, bureaus=3, strategies=2, seats=12
    )
    smaller = list(country(SMALL))
    row_count = expand("gov:rowCount")
    begun = islice(country(larger), len(smaller))
    differing = [(a, b) for a, b in zip(smaller, begun, strict=True) if a != b]
    assert [a.predicate.value for a, _ in differing] == [row_count]


def test_impossible_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="two provinces"):
        Size(projects=1, provinces=3, clusters=2)
    with pytest.raises(ValueError, match="once"):
        Size(projects=1, departments=1, bureaus=0, seats=6)
