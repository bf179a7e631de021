"""What follows from the text of a cell without being said: provinces it names, themes it tells.

Always marked ``inferred`` and ``probable``, with the rule that found it, and kept apart from what was stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import term, thing
from govgraph.steward.mapping.cells import Fault
from govgraph.steward.mapping.keys import digest
from govgraph.steward.resolve.answer import UNCLEAR_PLACE
from govgraph.steward.resolve.places import places_in
from govgraph.steward.resolve.themes import themes_of

if TYPE_CHECKING:
    from govgraph.steward.resolve import Register


_TYPE, _LOCATES, _AREA = term("rdf:type"), term("gov:locates"), term("gov:assignedArea")
_MENTION, _CLASSIFIES, _THEME = term("gov:mention"), term("gov:classifies"), term("gov:theme")
_RULE, _DERIVATION, _CONFIDENCE = term("gov:rule"), term("gov:derivation"), term("gov:confidence")
_INFERRED, _PROBABLE = term("id:derivation/inferred"), term("id:confidence/probable")
_SOURCE, _RECORDED_AT = term("dcterms:source"), term("gov:recordedAt")
_AREA_ASSIGNMENT, _THEME_ASSIGNMENT = term("gov:AreaAssignment"), term("gov:ThemeAssignment")


class Inferences:
    """Makes the assignments of one import, in the graph of what is inferred from it."""

    def __init__(self, graph: NamedNode, source: NamedNode, slug: str, register: Register) -> None:
        self.graph = graph
        self.source = source
        self.slug = slug
        self.register = register
        self._ours = thing("source", "govgraph")

    def areas(self, about: NamedNode, text: str, day: date | None, place: NamedNode) -> Iterator[Quad]:
        """Give an assignment for each province that a text names clearly."""
        for mention in places_in(text, self.register, day):
            if mention.iri is not None:
                node = self._node("area-assignment", about, mention.iri)
                yield Quad(node, _LOCATES, about, self.graph)
                yield Quad(node, _AREA, NamedNode(mention.iri), self.graph)
                yield Quad(node, _MENTION, Literal(mention.text), self.graph)
                yield from self._marks(node, _AREA_ASSIGNMENT, mention.rule, self.source, place)

    def unclear(self, text: str, day: date | None) -> Iterator[Fault]:
        """Give a remark for each place that a text names without it being clear which."""
        for mention in places_in(text, self.register, day):
            if mention.iri is None:
                names = tuple(suggestion.name for suggestion in mention.suggestions)
                yield Fault(UNCLEAR_PLACE, text, names, mention.values)

    def themes(self, about: NamedNode, text: str, place: NamedNode) -> Iterator[Quad]:
        """Give an assignment for each theme that a text tells; the classification is our own."""
        for match in themes_of(text):
            node = self._node("theme-assignment", about, match.iri)
            yield Quad(node, _CLASSIFIES, about, self.graph)
            yield Quad(node, _THEME, NamedNode(match.iri), self.graph)
            yield from self._marks(node, _THEME_ASSIGNMENT, match.rule, self._ours, place)

    def _node(self, kind: str, about: NamedNode, target: str) -> NamedNode:
        return thing(kind, f"{self.slug}/{digest(about.value, target)}")

    def _marks(
        self, node: NamedNode, kind: NamedNode, rule: str, source: NamedNode, place: NamedNode
    ) -> Iterator[Quad]:
        yield Quad(node, _TYPE, kind, self.graph)
        yield Quad(node, _RULE, Literal(rule), self.graph)
        yield Quad(node, _DERIVATION, _INFERRED, self.graph)
        yield Quad(node, _CONFIDENCE, _PROBABLE, self.graph)
        yield Quad(node, _SOURCE, source, self.graph)
        yield Quad(node, _RECORDED_AT, place, self.graph)
