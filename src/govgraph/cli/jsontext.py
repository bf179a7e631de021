"""Nested answers as JSON, in the same form wherever they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal


def json_text(found: Mapping[str, object]) -> str:
    """Return an answer as JSON, for programs and for people who look into it.

    >>> print(json_text({"linked": False, "paths": []}), end="")
    {
      "linked": false,
      "paths": []
    }
    """
    return json.dumps(found, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> str | int | float | list[object]:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return str(value)
