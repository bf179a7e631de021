"""Values as the engine of our own writes them, so that an answer is the same whichever engine gave it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import PREFIXES
from govgraph.store.port import Term

_XSD: Final = PREFIXES["xsd"]
_REWRITTEN: Final = frozenset(f"{_XSD}{name}" for name in ("boolean", "decimal", "double", "float", "integer"))
_ANY: Final = NamedNode("urn:x")


def as_held(term: Term | None) -> Term | None:
    """Return a value the way the embedded engine writes it: servers write true as 1, and 1.0E30 as 1e+30.

    >>> as_held(Literal("1", datatype=NamedNode(_XSD + "boolean"))).value
    'true'
    >>> as_held(Literal("1.10")).value
    '1.10'
    """
    if isinstance(term, Literal) and term.datatype.value in _REWRITTEN:
        return _held(term)
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
