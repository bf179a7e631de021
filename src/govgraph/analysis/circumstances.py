"""What the records behind the facts of a thing add for people: in which role, and for which stretch of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from govgraph.analysis.labels import labels_of
from govgraph.analysis.questions import Record, records
from govgraph.model import Label
from govgraph.names import PREFIXES, shorten
from govgraph.research.rows import Cell
from govgraph.store.batches import batches
from govgraph.store.port import Store
from govgraph.thai.periods import Stretch

_QUERY: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
PREFIX org: <{PREFIXES["org"]}>
SELECT DISTINCT ?thing ?role ?from ?until ?from_precision ?until_precision WHERE {{
  VALUES ?thing {{ @things@ }}
  OPTIONAL {{ ?thing org:role ?role }}
  OPTIONAL {{ ?thing org:memberDuring ?during }}
  BIND(COALESCE(?during, ?thing) AS ?period)
  OPTIONAL {{ ?period gov:from ?from }}
  OPTIONAL {{ ?period gov:until ?until }}
  OPTIONAL {{ ?period gov:fromPrecision ?from_precision }}
  OPTIONAL {{ ?period gov:untilPrecision ?until_precision }}
}} ORDER BY ?thing ?role ?from ?until ?from_precision ?until_precision"""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The role in which a record has its thing, and the time for which it does."""

    role: Label | None = None
    stretch: Stretch = field(default_factory=Stretch)


def circumstances(store: Store, found: Mapping[str, Any]) -> dict[str, Circumstances]:
    """Return the circumstances of every record that an entity stands in, and of its values without a name."""
    rows: list[Record] = []
    for listed in batches(_wanted(found)):
        rows += records(store.select(_QUERY.replace("@things@", listed)))
    roles = labels_of(store, {str(row["role"]) for row in rows if row["role"]})
    known: dict[str, Circumstances] = {}
    for row in rows:
        role = roles[str(row["role"])] if row["role"] else None
        stretch = Stretch(_day(row["from"]), _day(row["until"]), _last_part(row["from_precision"]),
                          _last_part(row["until_precision"]))  # fmt: skip
        known.setdefault(str(row["thing"]), Circumstances(role, stretch))
    return known


def _wanted(found: Mapping[str, Any]) -> Iterable[str]:
    for relation in found["relations"]:
        if relation["record"]:
            yield relation["record"]
    for fact in found["facts"]:
        for value in fact["values"]:
            if "value_en" in value and value["value_en"] == shorten(value["value"]):
                yield value["value"]


def _day(cell: Cell) -> date | None:
    return cell if isinstance(cell, date) else None


def _last_part(cell: Cell) -> str | None:
    return str(cell).rpartition("/")[2] if cell else None
