"""A made-up country in the vocabulary of govgraph, as large as wanted: what the benchmarks are measured on.

Nothing in it is a fact. Every name says so, every key begins with ``made-up``, and all of it names one
source, which is called made-up data. Only the code lists and the law-given shape of a fiscal year are real.

The same size and seed give the same statements, and a larger number of projects begins with the smaller one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from benchmarks.made_up.structure import THEMES, YEARS, Size, agencies_of, structure
from benchmarks.made_up.words import GRAPH, SOURCE, Fact, cluster, named, province, say, strategy
from govgraph.names import row_place, term, thing
from govgraph.steward.affiliation import affiliations
from govgraph.steward.shipped import ontology

TABLE: Final = thing("source", "made-up/projects.csv")
SEED: Final = 2553

__all__ = ["GRAPH", "SEED", "Size", "country", "with_inferences", "write"]


def country(size: Size, seed: int = SEED) -> Iterator[Quad]:
    """Give all that is stated of the country: bodies, plans, one meeting, projects and their budget requests.

    >>> small = Size(projects=1, provinces=4, clusters=2, ministries=2, departments=3, bureaus=0, seats=2)
    >>> list(country(small)) == list(country(small))
    True
    """
    yield from _sources(size)
    yield from structure(size, Random(f"{seed} structure"))
    random = Random(f"{seed} projects")
    for number in range(1, size.projects + 1):
        yield from _project(number, size, random)


def with_inferences(size: Size, seed: int = SEED) -> Iterator[Quad]:
    """Give the country with the ministry affiliations that govgraph itself infers from its attachments."""
    bodies = list(structure(size, Random(f"{seed} structure")))
    yield from affiliations(bodies, GRAPH)
    yield from country(size, seed)


def write(path: Path, size: Size, seed: int = SEED) -> int:
    """Write the ontology, the country and its inferences as N-Triples; return the number of statements."""
    count = 0

    def triples() -> Iterator[Triple]:
        nonlocal count
        for quad in _both(ontology().read().quads, with_inferences(size, seed)):
            count += 1
            yield Triple(quad.subject, quad.predicate, quad.object)

    serialize(triples(), path, format=RdfFormat.N_TRIPLES)
    return count


def _both(first: Iterable[Quad], second: Iterable[Quad]) -> Iterator[Quad]:
    yield from first
    yield from second


def _sources(size: Size) -> Iterator[Quad]:
    yield from say(SOURCE, "gov:Source", *named("ข้อมูลสมมุติ", "made-up data", "dcterms:title"))
    yield from say(
        TABLE,
        "gov:Source",
        *named("ตารางสมมุติ projects.csv", "made-up table projects.csv", "dcterms:title"),
        ("gov:rowCount", Literal(size.projects)),
    )


def _project(number: int, size: Size, random: Random) -> Iterator[Quad]:
    """A project under one strategy of a province or cluster, with one budget request; both in one row."""
    project, place = thing("project", f"made-up-{number}"), row_place(TABLE.value, number + 1)
    at = random.randrange(size.provinces + size.clusters)
    if at < size.provinces:
        key, body = f"province-{at:02}", province(at)
    else:
        key, body = f"cluster-{at - size.provinces:02}", cluster(at - size.provinces)
    year = thing("fiscal-year", str(random.choice(YEARS)))
    agencies = random.sample(agencies_of(size), random.choice((1, 1, 1, 2)))
    recorded: tuple[Fact, ...] = (("gov:recordedAt", place), ("gov:forFiscalYear", year), ("dcterms:source", TABLE))
    yield from say(
        project,
        "gov:Project",
        *named(f"โครงการสมมุติที่ {number}", f"Made-up project {number}"),
        ("gov:inPlan", thing("plan", f"made-up-{key}")),
        ("gov:contributesTo", strategy(key, random.randint(1, size.strategies))),
        ("gov:projectArea", body),
        ("gov:theme", thing("theme", random.choice(THEMES))),
        *(("gov:involvesAgency", agency) for agency in agencies),
        ("gov:confidence", thing("confidence", random.choice(("confirmed", "probable")))),
        *recorded,
    )
    amount = f"{random.randint(1, 500) * 100_000}.00"
    yield from say(
        thing("budget", f"made-up-{number}"),
        "gov:BudgetRequest",
        ("gov:forProject", project),
        ("gov:amount", Literal(amount, datatype=term("xsd:decimal"))),
        ("gov:currency", Literal("THB")),
        ("gov:stage", thing("stage", "requested")),
        ("gov:requestedBy", body),
        ("gov:askedOf", agencies[0]),
        *recorded,
    )
    yield from say(place, "gov:Place", ("gov:inSource", TABLE), ("gov:row", Literal(number + 1)))
