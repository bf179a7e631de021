"""The rules of this room, kept as tables in ``data/rules`` so that they can be read and questioned without code."""

from __future__ import annotations

import csv
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
