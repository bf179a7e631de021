"""What findings say: sentences in Thai and English, by code, kept as data in ``data/findings``.

A finding is made by its code and the values that its sentence holds; how bad it is, what it says and what to do
about it stand in the catalogue, from which the help page of each code is written too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import yaml

from govgraph.model import Finding, Label, Place, Severity
from govgraph.resources import resource

_OF_SHAPES: Final = frozenset({"constraints.yaml", "shapes.yaml"})
"""Files in the folder that word the findings of the shapes, whose codes stand in ``shapes/``."""

_CODE: Final = re.compile(r"GG-[A-Z]{3}-[0-9]{3}\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of finding: its title, its sentence with ``{places}`` for values, and what to do about it.

    ``meaning`` says more for the help page where the sentence is not enough; ``example`` is what may stand in a cell.
    """

    code: str
    severity: Severity
    title: Label
    message: Label
    repair: Label
    meaning: Label | None = None
    example: str | None = None


def found(
    code: str,
    *,
    place: Place | None = None,
    field: str | None = None,
    value: str | None = None,
    suggestions: tuple[str, ...] = (),
    focus: str | None = None,
    shape: str | None = None,
    **values: object,
) -> Finding:
    """Make a finding of a kind that the catalogue has; ``values`` fill its sentence beside field and value.

    Raises ``KeyError`` for a code that the catalogue lacks, or a value that the sentence needs and is not given.
    """
    entry = catalogue()[code]
    filling = {"field": field or "", "value": value or "", **values}
    assert entry.message.th is not None
    assert entry.message.en is not None
    return Finding(
        code,
        entry.severity,
        entry.message.th.format_map(filling),
        entry.message.en.format_map(filling),
        place=place,
        field=field,
        value=value,
        suggestions=suggestions,
        focus=focus,
        shape=shape,
    )


@cache
def catalogue() -> Mapping[str, Entry]:
    """Return every kind of finding by its code, in the order of the codes."""
    entries: dict[str, Entry] = {}
    for path in sorted(resource("data/findings").glob("*.yaml")):
        if path.name in _OF_SHAPES:
            continue
        for code, given in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            if code in entries:
                raise ValueError(f"{path.name}: {code} is in the catalogue twice")
            if not _CODE.match(code):
                raise ValueError(f"{path.name}: {code} is not a code")
            entries[code] = _entry(code, given)
    return dict(sorted(entries.items()))


def _entry(code: str, given: Mapping[str, Any]) -> Entry:
    title, message, repair = (Label(given[part]["th"], given[part]["en"]) for part in ("title", "message", "repair"))
    meaning = Label(given["meaning"]["th"], given["meaning"]["en"]) if "meaning" in given else None
    example = str(given["example"]) if "example" in given else None
    return Entry(code, Severity(given["severity"]), title, message, repair, meaning, example)
