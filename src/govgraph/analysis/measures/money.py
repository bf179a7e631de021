"""What money links of projects bring, by source and by target; shared and unassigned amounts stay apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from govgraph.analysis.links import SHARED, SOURCES, TARGETS, UNASSIGNED, links
from govgraph.analysis.questions import text
from govgraph.store.port import Store

_FILTERS: Final = ("as_of", "fiscal_year", "min_confidence", "area", "statement", "include_unknown")


@dataclass(slots=True)
class Money:
    """Amounts in baht on one side of the links: by thing, and what names several things or none."""

    by: dict[str, Decimal] = field(default_factory=dict)
    shared: Decimal = Decimal(0)
    unassigned: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """All money on record."""
        return sum(self.by.values(), self.shared + self.unassigned)

    def add(self, thing: str, amount: Decimal) -> None:
        """Count an amount for a thing, or for none."""
        if thing == SHARED:
            self.shared += amount
        elif thing == UNASSIGNED:
            self.unassigned += amount
        else:
            self.by[thing] = self.by.get(thing, Decimal(0)) + amount


def ends_of(projection: str) -> tuple[str, str] | None:
    """Return the kinds of things a projection links, if money can be asked for by them.

    >>> ends_of("ministry-theme"), ends_of("group-group")
    (('ministry', 'theme'), None)
    """
    source, _, target = projection.partition("-")
    return (source, target) if source in SOURCES and target in TARGETS else None


def money(store: Store, source: str, target: str, filters: Mapping[str, Any]) -> tuple[Money, Money]:
    """Return the money by source and by target; both add up to all money on record, as ``links`` tells it.

    An amount that names several sources is shared whatever its target, and stands at its target all the same.
    """
    scope = {name: filters[name] for name in _FILTERS if filters.get(name) is not None}
    by_source, by_target = Money(), Money()
    for link in links(store, source, target, basis="project", with_unassigned=True, **scope):
        amount = link["amount_thb"]
        if isinstance(amount, Decimal):
            by_source.add(text(link["source"]), amount)
            by_target.add(text(link["target"]), amount)
    return by_source, by_target
