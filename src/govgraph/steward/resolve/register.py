"""The register: every name on record, and the one door through which a name becomes a thing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import astuple
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from govgraph.steward.resolve.answer import Resolved, Unresolved
from govgraph.steward.resolve.directory import Directory, Thing
from govgraph.steward.resolve.index import Index
from govgraph.steward.resolve.lookup import Lookup
from govgraph.steward.resolve.reading import read
from govgraph.store.port import Store

if TYPE_CHECKING:
    from govgraph.steward.resolve.accepted import Accepted

_REMEMBERED: Final = 200_000
"""So many answers are kept; a file has few distinct names, but nothing forbids one that has many."""


class Register:
    """All names in a store, read once. It holds no store, so it may go to another process.

    >>> from govgraph.steward.resolve.directory import Directory
    >>> Register(Directory({}, (), (), ())).resolve("กรมปศุสัตว์", ("agency",)).code
    'GG-NAM-006'
    """

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.index = Index(directory)
        self._answers: dict[tuple[str, tuple[str, ...], date | None, str | None], Resolved | Unresolved] = {}

    @classmethod
    def of(cls, store: Store, without: Collection[NamedNode] = ()) -> Register:
        """Read the register from the current graphs of a store.

        ``without`` are graphs that do not count: those that the import at hand is going to replace.
        """
        return cls(read(store, without))

    @cached_property
    def digest(self) -> str:
        """A hash over all that is on record: names looked up twice with one digest get the same answers."""
        directory = self.directory
        facts = (
            [(iri, sorted(thing.parts_of), _flat(thing)) for iri, thing in sorted(directory.things.items())],
            [astuple(name) for name in directory.names],
            [(sorted(c.before), sorted(c.after), astuple(c.when)) for c in directory.changes],
            [astuple(under) for under in directory.under],
        )
        return hashlib.sha256(repr(facts).encode()).hexdigest()

    def resolve(
        self,
        text: str,
        kinds: Sequence[str],
        day: date | None = None,
        *,
        within: str | None = None,
        accepted: Accepted | None = None,
    ) -> Resolved | Unresolved:
        """Return the thing of one of the kinds that goes by a name on a day, or why there is none.

        ``kinds`` are words of :data:`govgraph.steward.resolve.KINDS`. Without a day, names of all days count.
        ``within`` is the IRI of a ministry, area, plan or meeting: it decides between agencies of the same name, and
        binds strategies, plans and groups. What a person ``accepted`` goes before everything else. Raises
        :class:`govgraph.errors.UsageError` for an unknown kind.
        """
        if accepted is not None and (alias := accepted.find(text, kinds)) is not None:
            return alias
        asked = (text, tuple(kinds), day, within)
        if (known := self._answers.get(asked)) is not None:
            return known
        if len(self._answers) >= _REMEMBERED:
            self._answers.clear()
        found = self._answers[asked] = Lookup(self.index, text, asked[1], day, within).answer()
        return found

    def thing(self, iri: str) -> Thing | None:
        """Return what is on record about a thing, if it has a name and is of a kind that is looked up."""
        return self.directory.things.get(iri)


def _flat(thing: Thing) -> tuple[object, ...]:
    return (thing.kind, thing.cls, thing.th, thing.en, repr(thing.validity), thing.number)
