"""The words of the made-up country: how its things are named, and how something is said of them.

Nothing in it is a fact: every name says so, every key begins with ``made-up``, and the source of all of it is
called made-up data.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import graph, term, thing

GRAPH: Final = graph("made-up")
SOURCE: Final = thing("source", "made-up")

Fact = tuple[str, NamedNode | Literal]

_term = cache(term)


def say(subject: NamedNode, kind: str, *facts: Fact) -> Iterator[Quad]:
    """Say what something is, and more of it.

    >>> [quad.object.value for quad in say(SOURCE, "gov:Source", *named("ที่มา", "source", "dcterms:title"))]
    ['https://w3id.org/govgraph/ontology#Source', 'ที่มา', 'source']
    """
    yield Quad(subject, _term("rdf:type"), _term(kind), GRAPH)
    for predicate, value in facts:
        yield Quad(subject, _term(predicate), value, GRAPH)


def named(th: str, en: str, by: str = "skos:prefLabel") -> tuple[Fact, Fact]:
    """Give a name in both languages."""
    return (by, Literal(th, language="th")), (by, Literal(en, language="en"))


def sure(confidence: str) -> tuple[Fact, Fact]:
    """Give what every record has to say: how sure it is, and where it comes from."""
    return ("gov:confidence", thing("confidence", confidence)), ("dcterms:source", SOURCE)


def day(text: str) -> Literal:
    """Return a date."""
    return Literal(text, datatype=_term("xsd:date"))


def strategy(key: str, number: int) -> NamedNode:
    """Return a strategy of the plan with the key."""
    return thing("strategy", f"made-up-{key}-{number}")


def ministry(number: int) -> NamedNode:
    """Return a ministry."""
    return thing("ministry", f"made-up-{number:02}")


def province(number: int) -> NamedNode:
    """Return a province."""
    return thing("province", f"made-up-{number:02}")


def cluster(number: int) -> NamedNode:
    """Return a cluster of provinces."""
    return thing("cluster", f"made-up-{number:02}")


def department(number: int) -> NamedNode:
    """Return a department."""
    return thing("agency", f"made-up-department-{number:03}")


def bureau(number: int) -> NamedNode:
    """Return a bureau."""
    return thing("agency", f"made-up-bureau-{number:03}")
