"""Every shipped query with sensible arguments, asked of data in which it finds something."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, Quad, RdfFormat, parse

from govgraph.names import PREFIXES, graph
from govgraph.research.library import Library
from govgraph.research.question import Parameter, Query
from govgraph.research.terms import Type
from govgraph.store import Table
from govgraph.store.port import Term
from tests.ontology.test_quality import FAULTS, TURTLE_PREFIXES

_ANALYSIS = Path(__file__).resolve().parents[1] / "analysis"

Values = Mapping[str, str]

BY_QUERY: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("evidence-of", "thing"): ("agency/mot-ops", "strategy/s1"),
}
"""What a parameter of one query is given; a parameter that must be given has to be here, or in ``BY_NAME``."""

BY_NAME: Final[dict[str, tuple[str, ...]]] = {
    "area": ("cluster/central-upper-1", "cluster/one", "province/TH-01"),
    "cluster": ("cluster/central-upper-1", "cluster/one"),
    "focus": ("province/TH-01", "cluster/one", "ministry/farm"),
    "as_of": ("2010-01-12", "2012-06-01"),
    "fiscal_year": ("2553", "2554"),
}
"""What a parameter of this name is given, in any query."""

_BY_TYPE: Final[dict[Type, tuple[str, ...]]] = {
    Type.DATE: ("2010-01-12",),
    Type.FISCAL_YEAR: ("2554",),
    Type.BOOLEAN: ("true", "false"),
    Type.INTEGER: ("2",),
    Type.NUMBER: ("1.5",),
}


def values_of(query: Query, parameter: Parameter) -> tuple[str, ...]:
    """What the parameter is given in turn; nothing if nobody has said what would make sense."""
    chosen = BY_QUERY.get((query.name, parameter.name)) or parameter.choices or BY_NAME.get(parameter.name)
    return chosen or _BY_TYPE.get(parameter.type, ())


def untold(query: Query) -> list[str]:
    """The parameters that must be given, and for which the tables above have no value."""
    return [parameter.name for parameter in query.params if parameter.required and not values_of(query, parameter)]


def questions() -> Iterator[tuple[str, str]]:
    """Each query of the library as SPARQL: as it is, and with several arguments at once, so that each value occurs.

    With ``GOVGRAPH_SOAK=1`` also with each value of each parameter alone.
    """
    for name, query in Library.shipped().items():
        told = {parameter.name: values_of(query, parameter) for parameter in query.params}
        needed = {p.name: told[p.name][0] for p in query.params if p.required and told[p.name]}
        alone = [{**needed, parameter: value} for parameter, values in told.items() for value in values]
        together = [
            {**needed, **{parameter: value for parameter, value in zip(told, row, strict=True) if value is not None}}
            for row in zip_longest(*told.values())
        ]
        seen: list[Values] = []
        for values in [needed, *(alone if os.environ.get("GOVGRAPH_SOAK") else ()), *together]:
            if values not in seen:
                seen.append(values)
                yield f"{name}({', '.join(f'{k}={v}' for k, v in values.items())})", query.bind(dict(values))


def made_up() -> list[Quad]:
    """The made-up world of the tests of analysis, with its money, and every fault that the quality rules look for."""
    small = parse(path=str(_ANALYSIS / "small.trig"), format=RdfFormat.TRIG)
    money = parse(path=str(_ANALYSIS / "money.trig"), format=RdfFormat.TRIG)
    faults = (parse(TURTLE_PREFIXES + text, format=RdfFormat.TURTLE) for text, _ in FAULTS.values())
    planted = (Quad(q.subject, q.predicate, q.object, graph("faults")) for fault in faults for q in fault)
    return [*small, *money, *planted]


def by_value(table: Table) -> Counter[tuple[object, ...]]:
    """The rows as a multiset; numbers are the same whatever type they were written in."""
    return Counter(tuple(map(_value, row)) for row in table.rows)


def _value(term: Term | None) -> object:
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        try:
            return Decimal(term.value)
        except InvalidOperation:
            return term
    return term


_NUMBERS = {f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float", "int", "long")}
