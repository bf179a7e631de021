"""What an import means for the imports that are current beside it: what they would lose, what would count twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from govgraph.model import Finding, Place
from govgraph.names import shorten, term
from govgraph.steward.findings.catalogue import found
from govgraph.steward.imports.mapped import Mapped
from govgraph.steward.imports.returned import SET_ASIDE
from govgraph.steward.imports.standing import Standing
from govgraph.steward.journal import ImportRecord
from govgraph.steward.journal.references import references
from govgraph.store.batches import batches

_ASIDE: Final = re.compile(rf"(?P<whole>.+){re.escape(SET_ASIDE)}(?:\.\d+)?\Z", re.DOTALL)
_NAMED: Final = 3
"""So many of the things that would be lost are named."""


def losses(standing: Standing, mapped: Mapped, current: ImportRecord | None) -> Iterator[Finding]:
    """Give a finding for each other import that refers to what only the import to be replaced makes."""
    if current is None:
        return
    beside = {record.id: record for record in standing.imports}
    for reference in references(standing.store, beside, [current], [mapped]):
        yield found(
            "GG-IMP-004",
            place=Place(mapped.file),
            value=reference.record.id,
            other=reference.record.file,
            count=len(reference.things),
            things=_names(standing, reference.things),
        )


def repeats(
    standing: Standing, mapped: Mapped, *, source_key: str, profile: str | None, sha256: str
) -> Iterator[Finding]:
    """Give a finding for each current import whose rows would count twice beside those of this one."""
    place = Place(mapped.file)
    for record in standing.imports:
        if record.source_key == source_key:
            continue
        if (record.sha256, record.profile) == (sha256, profile):
            yield found("GG-IMP-005", place=place, value=record.id, other=record.source_key)
        elif _whole(record.source_key) == source_key:
            if not mapped.rejected & mapped.read:
                yield found("GG-IMP-006", place=place, value=record.id, other=record.file)
        elif _whole(source_key) == record.source_key and not record.rows_rejected:
            yield found("GG-IMP-006", place=place, value=record.id, other=record.file)


def _whole(source_key: str) -> str | None:
    """Return the source that a file of rows set aside comes from; ``None`` for any other file."""
    aside = _ASIDE.match(source_key)
    return aside["whole"] if aside else None


def _names(standing: Standing, things: Sequence[str]) -> str:
    names: dict[str, str] = {}
    for listed in batches(things[:_NAMED]):
        rows = standing.store.select(
            f"SELECT DISTINCT ?thing ?name {{ VALUES ?thing {{ {listed} }} ?thing {term('skos:prefLabel')} ?name }}"
        ).rows
        for thing, name in sorted(rows, key=str):
            assert isinstance(thing, NamedNode)
            if isinstance(name, Literal) and (thing.value not in names or name.language == "th"):
                names[thing.value] = name.value
    told = ", ".join(f"“{names.get(thing, shorten(thing))}”" for thing in things[:_NAMED])
    return f"{told} …" if len(things) > _NAMED else told
