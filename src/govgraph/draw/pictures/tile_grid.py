"""Where each province stands on the map of tiles: one square each, laid out by hand.

The squares say nothing about Thailand: they are a drawing, and would be wrong as statements of the graph, where all
has a source and may be asked about. So the table stands here beside the drawing room, not in ``data/reference``. Names,
clusters and the day a province came to be are facts, and come from the store.

Source: our own layout; 75 provinces and Bangkok by hand, column from the west and row from the north, positions
approximate. Bueng Kan, a province since 2011, has the square that was left free for it: east of Nong Khai, of which it
was a part, and north of Sakon Nakhon. A computed layout was tried and put Surin west of Nakhon Ratchasima.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_TABLE = Path(__file__).with_name("tile_grid.csv")


@cache
def squares() -> Mapping[str, tuple[int, int]]:
    """Return the column and row of each province by its ISO 3166-2 code.

    >>> squares()["TH-10"], len(squares())
    ((4, 9), 77)
    """
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        found = {row["iso_code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(lines)}
    return MappingProxyType(found)
