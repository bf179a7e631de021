"""Nested answers as text: JSON for programs, an indented outline for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal


def document(found: Mapping[str, object], form: str | None) -> str:
    """Return an answer as ``text`` (an outline) or, for everything else, as JSON.

    >>> print(document({"linked": False, "paths": []}, "json"), end="")
    {
      "linked": false,
      "paths": []
    }
    """
    if form == "text":
        return "".join(f"{line}\n" for line in _outline(found, ""))
    return json.dumps(found, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _outline(value: object, margin: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entry(f"{margin}{key}:", inner, margin + "  ")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, inner in enumerate(value, 1):
            yield from _entry(f"{margin}{number}.", inner, margin + "   ")


def _entry(head: str, value: object, margin: str) -> Iterator[str]:
    if isinstance(value, (Mapping, list, tuple)):
        yield head if value else f"{head} –"
        yield from _outline(value, margin)
    else:
        yield f"{head} {_word(value)}"


def _word(value: object) -> str:
    if value is None:
        return "–"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(value: object) -> str | int | float | list[object]:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return str(value)
