"""Cells that name things of the register: what they stand for, what is new, and what a person is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from govgraph.steward.mapping.agencies import NewUnit
from govgraph.steward.mapping.cells import Element, Fault
from govgraph.steward.mapping.description import Lookup
from govgraph.steward.resolve.answer import (
    CLOSE,
    NEW_AGENCY,
    NO_NEW_AGENCY,
    READ_AS,
    UNKNOWN,
    Asked,
    Resolved,
    Unresolved,
)
from govgraph.steward.resolve.new_agencies import NewAgency, new_agency
from govgraph.thai import en_date, key, thai_date

if TYPE_CHECKING:
    from govgraph.steward.resolve import Accepted, Register


class NameReader:
    """Looks names up in the register, and mints what is new and may be."""

    def __init__(
        self, register: Register, slug: str, *, accepted: Accepted | None = None, allow_new: bool = True
    ) -> None:
        self.register = register
        self.slug = slug
        self.accepted = accepted
        self.allow_new = allow_new
        self.period: tuple[date, date] | None = None
        """The days that the row being read speaks of."""

    def reader(self, lookup: Lookup) -> Callable[[str, date | None, str | None], Element]:
        """Return the function that reads one name of a column."""

        def read(text: str, day: date | None, within: str | None) -> Element:
            answer = self.register.resolve(text, lookup.kinds, day, within=within, accepted=self.accepted)
            if isinstance(answer, Resolved):
                return _resolved(text, answer)
            if lookup.new and within is not None and answer.code in (CLOSE, UNKNOWN):
                made = self._new(text, within, day)
                if made is not None:
                    return made
            return _unresolved(text, answer, lookup)

        return read

    def _new(self, text: str, ministry: str, day: date | None) -> Element | None:
        answer = new_agency(text, ministry, self.register, day)
        above = self.register.thing(ministry)
        if not isinstance(answer, NewAgency) or self.period is None or above is None:
            return None
        unit = NewUnit.of(self.slug, answer.name, answer.cls, ministry, self.period)
        under = above.th
        code = NEW_AGENCY if self.allow_new else NO_NEW_AGENCY
        fault = Fault(code, text, values={"ministry": under, "name": answer.name})
        iri = unit.node.value
        return Element(iri, unit.node, "agency", unit if self.allow_new else None, iri, (fault,))


def _resolved(text: str, answer: Resolved) -> Element:
    code = READ_AS.get(answer.how)
    codes = (code,) if code else ()
    values = {"name": answer.name, "by": answer.by or ""}
    if answer.on is not None:
        values |= {"on_th": thai_date(answer.on), "on_en": en_date(answer.on)}
    faults = (Fault(code, text, values=values),) if code else ()
    return Element(
        answer.iri,
        NamedNode(answer.iri),
        answer.kind,
        key=answer.iri,
        faults=faults,
        codes=codes,
        accepted_by=answer.by,
        accepted_on=answer.on,
    )


def _unresolved(text: str, answer: Unresolved, lookup: Lookup) -> Element:
    fault = Fault(answer.code, text, answer.names, dict(answer.values))
    # The row may be a second one about the same thing, with the name misspelt: it is compared by what it means.
    compared = answer.suggestions[0].iri if answer.suggestions else key(text)
    return Element(text, key=compared, faults=(fault,), asked=Asked(text, lookup.kinds, answer))
