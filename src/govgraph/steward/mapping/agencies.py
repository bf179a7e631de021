"""Bodies that an import names and nobody has on record: stated as of the import, unconfirmed, under their ministry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.names import term, thing
from govgraph.steward.mapping.keys import digest
from govgraph.thai import key


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A body as one row names it: its IRI in the import, name, class, ministry, and the days that the row speaks of."""

    node: NamedNode
    name: str
    kind: str
    ministry: NamedNode
    period: tuple[date, date]
    slug: str

    @classmethod
    def of(cls, slug: str, name: str, kind: str, ministry: str, period: tuple[date, date]) -> NewUnit:
        """Mint a body; the same name in the same import is the same body."""
        return cls(thing("agency", f"{slug}/{digest(key(name))}"), name, kind, NamedNode(ministry), period, slug)

    @property
    def attachment(self) -> NamedNode:
        """The IRI of its attachment to the ministry in the period."""
        first, last = self.period
        mark = digest(key(self.name), self.ministry.value, first.isoformat(), last.isoformat())
        return thing("attachment", f"{self.slug}/{mark}")

    @property
    def period_node(self) -> NamedNode:
        """The IRI of the period, which is that of all rows about the same days."""
        first, last = self.period
        return thing("period", f"{self.slug}/{digest(first.isoformat(), last.isoformat())}")

    @property
    def nodes(self) -> tuple[NamedNode, ...]:
        """All that it makes."""
        return self.node, self.attachment, self.period_node

    def facts(self, graph: NamedNode) -> Iterator[Quad]:
        """Give what is stated about the body, its attachment and the period, the source and the row apart."""
        unconfirmed = term("id:confidence/unconfirmed")
        attested = term("id:precision/attested")
        first, last = self.period
        facts: list[tuple[NamedNode, str, NamedNode | Literal]] = [
            (self.node, "rdf:type", term(self.kind)),
            (self.node, "skos:prefLabel", Literal(self.name, language="th")),
            (self.node, "gov:tier", term("id:tier/central")),
            (self.node, "gov:sector", term("id:sector/state")),
            (self.node, "gov:confidence", unconfirmed),
            (self.attachment, "rdf:type", term("gov:Attachment")),
            (self.attachment, "org:member", self.node),
            (self.attachment, "org:organization", self.ministry),
            (self.attachment, "org:memberDuring", self.period_node),
            (self.attachment, "gov:confidence", unconfirmed),
            (self.period_node, "rdf:type", term("gov:Period")),
            (self.period_node, "gov:from", _day(first)),
            (self.period_node, "gov:fromPrecision", attested),
            (self.period_node, "gov:until", _day(last)),
            (self.period_node, "gov:untilPrecision", attested),
        ]
        for subject, predicate, value in facts:
            yield Quad(subject, term(predicate), value, graph)


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=term("xsd:date"))
