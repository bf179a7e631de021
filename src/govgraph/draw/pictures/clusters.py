"""Which provinces were there on a day, in which clusters; and the numbers that a picture gives the clusters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, ask, records, text
from govgraph.draw.pictures.captions import newest_day
from govgraph.draw.pictures.tile_grid import squares
from govgraph.draw.scenes import Cluster
from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.store.port import Store

_REGIONS: Final = f"""
PREFIX skos: <{PREFIXES["skos"]}>
SELECT DISTINCT ?key ?name WHERE {{
  ?region skos:inScheme <https://w3id.org/govgraph/id/scheme/region> ; skos:notation ?key ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "th")
}}
"""
_SURENESS: Final = ("", "unconfirmed", "probable", "confirmed")
_ORDER: Final = ("north", "northeast", "central", "west", "east", "south")
_PARTS: Final = ("บน", "กลาง", "ล่าง")
"""Upper, middle, lower: how the clusters of a region are called, and in which order they are numbered."""


@dataclass(frozen=True, slots=True)
class Clustered:
    """The provinces of a day by their IRIs, with what is on record of each; their clusters, and the laws behind them.

    ``day`` is ``None`` where none was asked for and the store knows of no participation.
    """

    day: date | None
    provinces: Mapping[str, Record]
    clusters: tuple[Cluster, ...]
    laws: tuple[Label, ...]


def clustered(store: Store, as_of: date | None) -> Clustered:
    """Return the provinces and clusters of a day; without one, of the day of the newest participation on record."""
    day = as_of or newest_day(store)
    provinces = _surest(ask(store, "provinces-and-clusters", as_of=day))
    laws = labels_of(store, (text(row["law"]) for row in provinces.values()))
    regions = {text(row["name"]): text(row["key"]) for row in records(store.select(_REGIONS))}
    clusters = _numbered([row for row in provinces.values() if row["cluster"]], regions)
    return Clustered(day, provinces, clusters, tuple(laws[law] for law in sorted(laws)))


def _surest(rows: Sequence[Record]) -> dict[str, Record]:
    """Return one row a province: with its surest cluster, or with none where two are equally sure."""
    of_province: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        of_province[text(row["province"])].append(row)
    found = {}
    for province, its_rows in of_province.items():
        best = max(_SURENESS.index(text(row["confidence"])) for row in its_rows)
        surest = [row for row in its_rows if _SURENESS.index(text(row["confidence"])) == best]
        torn = len({text(row["cluster"]) for row in surest}) > 1
        found[province] = {**surest[0], "cluster": None, "law": None} if torn else surest[0]
    return found


def _numbered(rows: Sequence[Record], regions: Mapping[str, str]) -> tuple[Cluster, ...]:
    """Number the clusters by region from the north, in it upper, middle and lower ones, else as they lie."""
    labels = {
        text(row["cluster"]): Label(text(row["cluster_th"]) or None, text(row["cluster_en"]) or None) for row in rows
    }
    region = {key: _region(label.text("th"), regions) for key, label in labels.items()}
    lines: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        lines[text(row["cluster"])].append(squares().get(text(row["iso_code"]), (0, 0))[1])

    def place(key: str) -> tuple[int, int, int, float, str]:
        name = labels[key].text("th")
        at = _ORDER.index(region[key]) if region[key] in _ORDER else len(_ORDER)
        part = next((n for n, word in enumerate(_PARTS) if f"ตอน{word}" in name), len(_PARTS))
        named = re.search(r"\d+", name)
        return at, part, int(named[0]) if named else 0, sum(lines[key]) / len(lines[key]), key

    ordered = sorted(labels, key=place)
    return tuple(Cluster(key, number, labels[key], region[key]) for number, key in enumerate(ordered, 1))


def _region(name: str, regions: Mapping[str, str]) -> str:
    """Return the region that a cluster is named after: the longest name of one that stands in its name."""
    named = [region for region in regions if region in name]
    return regions[max(named, key=len)] if named else ""
