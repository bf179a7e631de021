"""The rules of this room, kept as tables in ``data/rules`` so that they can be read and questioned without code."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from functools import cache

from govgraph.resources import resource


@cache
def rules(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table of rules, in their order.

    >>> rules("writings")[0]["means"]
    'สำนักงาน'
    """
    path = resource("data/rules") / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def rules_digest() -> str:
    """Return a hash of all tables of rules: what was read by other rules must be read again."""
    digest = hashlib.sha256()
    for path in sorted(resource("data/rules").glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
