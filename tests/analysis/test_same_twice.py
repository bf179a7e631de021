"""The same statement in a second graph changes no answer: of no shipped query, of no function."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest

from govgraph import analysis
from govgraph.names import ID
from govgraph.research.library import Library, Query
from govgraph.research.run import run
from govgraph.store.port import Store, Table

ROOMS = ("links", "gaps", "network", "areas", "provenance")
DAYS = ("2010-01-12", "2011-01-01", "2012-03-01")

ELSEWHERE = {"group-leaders", "records-by-source"}
"""Queries of what the made-up world does not hold: tests of the competency questions ask them of the shipped data."""

QUERIES = [query for query in Library.shipped().values() if query.group in ROOMS and query.name not in ELSEWHERE]


def choices(query: Query) -> list[dict[str, Any]]:
    """The values that decide which branch answers: every kind of source and target, each with one other choice."""
    every: list[list[tuple[str, Any]]] = []
    others: list[dict[str, Any]] = [{}]
    for parameter in query.params:
        if parameter.name in ("level", "target_kind"):
            every.append([(parameter.name, choice) for choice in parameter.choices])
        elif parameter.name == "as_of":
            others += [{"as_of": day} for day in DAYS]
        elif parameter.name == "area":
            others += [{"area": f"{ID}cluster/one"}, {"area": f"{ID}cluster/one", "as_of": DAYS[0]}]
        elif parameter.name == "include_unknown":
            others += [{"include_unknown": True}]
        elif parameter.choices:
            others += [{parameter.name: choice} for choice in parameter.choices]
        elif parameter.required:
            every.append([(parameter.name, f"{ID}agency/livestock")])
    return [{**dict(chosen), **other} for chosen in product(*every) for other in others]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_no_query_counts_a_statement_twice(small: Store, small_twice: Store, query: Query) -> None:
    answered = 0
    for chosen in choices(query):
        once, again = run(small, query, chosen), run(small_twice, query, chosen)
        assert once == again, chosen
        answered += len(once) if isinstance(once, Table) else 1
    assert answered, "the made-up world answers nothing: the comparison proves nothing"


FUNCTIONS: dict[str, Callable[[Store], Any]] = {
    "links by theme": lambda s: analysis.links(s, "ministry", "strategy", with_unassigned=True),
    "links to clusters": lambda s: analysis.links(s, "department", "cluster", as_of=date(2011, 1, 1)),
    "gaps": analysis.gaps,
    "bridges": analysis.bridges,
    "overlaps": analysis.overlaps,
    "chance": lambda s: analysis.chances(s, "agency-group", "group"),
    "chance of ministries": lambda s: analysis.chances(s, "ministry-theme", "ministry", model="bicm"),
    "chance of links": lambda s: analysis.chances(s, "ministry-theme", "link", weight="agencies"),
    "chance of scores": lambda s: analysis.score_tests(s, "agency-group", "group", "core", samples=99),
    "measures": lambda s: analysis.measures(s, "agency-group", by="ministry"),
    "figures": lambda s: analysis.figures(s, "ministry-theme", weight="agencies", by="theme"),
    "on record": analysis.strategies_on_record,
    "explain": lambda s: analysis.explain(s, f"{ID}ministry/farm", f"{ID}strategy/s1", max_paths=50),
    "not linked": lambda s: analysis.explain(s, f"{ID}ministry/guard", f"{ID}strategy/s1"),
    "find": lambda s: analysis.find(s, "กระทรวง"),
    "show": lambda s: analysis.show(s, f"{ID}agency/livestock"),
    "show a plan": lambda s: analysis.show(s, f"{ID}plan/north"),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_function_counts_a_statement_twice(small: Store, small_twice: Store, name: str) -> None:
    assert FUNCTIONS[name](small) == FUNCTIONS[name](small_twice)
