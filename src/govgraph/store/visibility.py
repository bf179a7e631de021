"""Which graphs of the own engine a reader may see: those that the catalogue lists, and the catalogue itself.

A large change is put beside what is current before the catalogue names it, and what it replaces is taken away
after the catalogue has forgotten it. In between, and after a process that was killed in between, the engine holds
graphs that nobody may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from govgraph.names import CATALOGUE, term
from govgraph.store.form import named_in

CURRENT: Final = term("gov:CurrentGraph")

_A: Final = term("rdf:type")


def entry(graph: NamedNode) -> Quad:
    """Return the statement of the catalogue by which a graph is current."""
    return Quad(graph, _A, CURRENT, CATALOGUE)


def listed(engine: pyoxigraph.Store) -> set[NamedNode]:
    """Return the graphs that the catalogue calls current."""
    found = engine.quads_for_pattern(None, _A, CURRENT, CATALOGUE)
    return {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}


def held(engine: pyoxigraph.Store) -> set[NamedNode]:
    """Return every named graph of the engine, current or not."""
    return {name for name in engine.named_graphs() if isinstance(name, NamedNode)}


def hidden(engine: pyoxigraph.Store) -> set[NamedNode]:
    """Return the graphs that the catalogue does not list; none where there is no catalogue.

    >>> engine = pyoxigraph.Store()
    >>> g, h = NamedNode("https://example.org/g"), NamedNode("https://example.org/h")
    >>> engine.extend([Quad(g, g, g, g), Quad(h, h, h, h)])
    >>> hidden(engine)
    set()
    >>> engine.add(entry(g))
    >>> hidden(engine) == {h}
    True
    """
    names = held(engine)
    return names - listed(engine) - {CATALOGUE} if CATALOGUE in names else set()


def named_by(query: str, base: str | None) -> tuple[list[NamedNode], list[NamedNode]]:
    """Return the graphs that a query names by ``FROM`` and by ``FROM NAMED``; the engine itself reads the names.

    >>> named_by("PREFIX x: <urn:x:> ASK FROM x:g FROM NAMED <h> {}", "urn:base:")
    ([<NamedNode value=urn:x:g>], [<NamedNode value=urn:h>])
    """
    pyoxigraph.Store().query(query, base_iri=base)  # for its errors
    prologue, default, named = named_in(query)
    return names_of(prologue, default, base), names_of(prologue, named, base)


def names_of(prologue: str, written: Iterable[str], base: str | None) -> list[NamedNode]:
    """Return the names that stand in a query or update, behind its prologue, as ``<iri>`` or ``prefix:name``.

    >>> names_of("PREFIX x: <urn:x:>", ["x:g", "<h>"], "urn:base:")
    [<NamedNode value=urn:x:g>, <NamedNode value=urn:h>]
    """
    values = f"{prologue}\nSELECT ?g {{ VALUES ?g {{ {' '.join(written)} }} }}"
    rows = pyoxigraph.Store().query(values, base_iri=base)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    return [name for (name,) in rows if isinstance(name, NamedNode)]


def due(engine: pyoxigraph.Store, filled: Iterable[NamedNode], dropped: frozenset[NamedNode]) -> Iterator[Quad]:
    """Give the entries that the catalogue will need: for graphs that a change fills and that are not listed yet.

    With the first catalogue, whatever was there before it stays visible. Without one, nothing is listed.
    """
    wanted = set(filled)
    there = engine.contains_named_graph(CATALOGUE)
    stays = there and CATALOGUE not in dropped
    if not stays and CATALOGUE not in wanted:
        return
    if not there:
        wanted |= held(engine) - dropped
    already = listed(engine) if stays else set()
    for name in sorted(wanted - already - {CATALOGUE}, key=lambda name: name.value):
        yield entry(name)
