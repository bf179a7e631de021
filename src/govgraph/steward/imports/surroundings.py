"""What an import is judged beside: the data that ships, and what other imports say of the things it names.

Not the whole store: the time of judging must not grow with what was imported before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import CATALOGUE, term
from govgraph.store.batches import batches
from govgraph.store.port import Store

_MEMBER, _DURING = term("org:member"), term("org:memberDuring")
_FACTS: Final = f"""SELECT DISTINCT ?g ?s ?p ?o WHERE {{
  VALUES ?thing {{ @things@ }}
  GRAPH ?g {{
    {{ ?thing ?p ?o . BIND(?thing AS ?s) }}
    UNION {{ ?s {_MEMBER} ?thing ; ?p ?o }}
    UNION {{ ?record {_MEMBER} ?thing ; {_DURING} ?s . ?s ?p ?o }}
  }}
}}"""


def surroundings(
    store: Store, of_imports: Collection[NamedNode], going: Collection[NamedNode], judged: Iterable[Quad]
) -> Iterator[Quad]:
    """Give the statements beside which an import is judged.

    ``of_imports`` are the graphs that imports have made; of those, only what is said of things that ``judged``
    refers to is given, with the attachments of these things; nothing of the graphs that are ``going``.
    """
    known: set[NamedNode] = set()
    for graph in store.graphs():
        if graph in of_imports or graph == CATALOGUE:
            continue
        for quad in store.quads(graph):
            if isinstance(quad.subject, NamedNode):
                known.add(quad.subject)
            yield quad
    if not set(of_imports) - set(going):
        return
    named: set[NamedNode] = set()
    for quad in judged:
        if isinstance(quad.subject, NamedNode):
            known.add(quad.subject)
        if isinstance(quad.object, NamedNode):
            named.add(quad.object)
    for listed in batches(node.value for node in named - known):
        for g, s, p, o in store.select(_FACTS.replace("@things@", listed)).rows:
            assert isinstance(g, NamedNode)
            assert isinstance(s, NamedNode)
            assert isinstance(p, NamedNode)
            if g not in going and isinstance(o, (NamedNode, Literal)):
                yield Quad(s, p, o, g)
