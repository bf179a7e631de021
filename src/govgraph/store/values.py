"""Values as the engine of our own writes them, so that an answer is the same whichever engine gave it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import BASE, PREFIXES
from govgraph.store.port import Term

_XSD: Final = PREFIXES["xsd"]
_REWRITTEN: Final = frozenset(f"{_XSD}{name}" for name in ("boolean", "decimal", "double", "float", "integer"))
_WKT: Final = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
_WKT_AS_TEXT: Final = NamedNode(f"{BASE}.well-known/datatype/wkt")
MOST_DIGITS: Final = 18
"""Digits before the point that every server keeps of a decimal; longer ones are not sent."""

_DECIMAL: Final = NamedNode(f"{_XSD}decimal")
_INTEGER: Final = NamedNode(f"{_XSD}integer")
_ANY: Final = NamedNode("urn:x")


def as_held(term: Term | None) -> Term | None:
    """Return a value the way the embedded engine writes it: servers write true as 1, and 1.0E30 as 1e+30.

    >>> as_held(Literal("1", datatype=NamedNode(_XSD + "boolean"))).value
    'true'
    >>> as_held(Literal("1.10")).value
    '1.10'
    """
    if not isinstance(term, Literal):
        return term
    if term.datatype == _WKT_AS_TEXT:
        return Literal(term.value, datatype=_WKT)
    if term.datatype == _DECIMAL and len(term.value.lstrip("-")) > MOST_DIGITS and term.value.lstrip("-").isdecimal():
        return Literal(term.value, datatype=_INTEGER)  # Virtuoso; a decimal of that size is never sent
    return _held(term) if term.datatype.value in _REWRITTEN else term


def without_geometry(term: Term) -> Term:
    """Return a position under a datatype that a server keeps as it is, where its own geometry would round it.

    >>> position = Literal("POINT(100.5018 13.7535)", datatype=_WKT)
    >>> without_geometry(position) == position, as_held(without_geometry(position)) == position
    (False, True)
    """
    if isinstance(term, Literal) and term.datatype == _WKT:
        return Literal(term.value, datatype=_WKT_AS_TEXT)
    return term


@lru_cache(maxsize=10_000)
def _held(literal: Literal) -> Literal:
    engine = pyoxigraph.Store()
    engine.add(Quad(_ANY, _ANY, literal))
    (quad,) = engine
    assert isinstance(quad.object, Literal)
    return quad.object


def whole_number(term: Term | None) -> int:
    """Return the number that a count gives, -1 for anything else."""
    text = getattr(term, "value", "")
    return int(text) if text.isdecimal() else -1
