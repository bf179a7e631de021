"""Who is linked to what through which department: the flow in two steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from govgraph.analysis.links import SHARED, UNASSIGNED
from govgraph.analysis.questions import records, text
from govgraph.draw.pictures import words
from govgraph.draw.pictures.asked import Asked
from govgraph.draw.pictures.namesakes import told_apart
from govgraph.draw.pictures.sources import link_caption
from govgraph.draw.pictures.table import APART, Table, group_numbers, unknown_means
from govgraph.draw.scenes import CascadeScene, Column, Row
from govgraph.draw.scenes.cascade import Triple
from govgraph.draw.scenes.grid import Weight
from govgraph.model import Label
from govgraph.names import PREFIXES
from govgraph.research.rows import Rows
from govgraph.store.batches import batches
from govgraph.store.port import Store

SEVERAL_MINISTRIES: Final = Label("หลายกระทรวง", "several ministries")
SEVERAL_PARTS: Final = Label("ร่วมกันหลายหน่วยงาน", "shared by several")
_NOISE: Final = Decimal("0.005")
"""Less than a satang: what is left over where sums of shares do not come out even."""

_MINISTRIES: Final = f"""PREFIX gov: <{PREFIXES["gov"]}>
SELECT DISTINCT ?agency ?ministry WHERE {{
  VALUES ?agency {{ @agencies@ }}
  ?tile gov:affiliate ?agency ; gov:ministry ?ministry .
}} ORDER BY ?agency ?ministry"""


def cascade(store: Store, asked: Asked) -> CascadeScene:
    """Return the flow from ministries through departments or agencies (the source asked for) to the targets."""
    found = asked.ask(store)
    above = asked.ask(store, source="ministry")
    table, whole = Table.of(found, asked), Table.of(above, asked)
    weights = _Triples(store, found, above, table, whole).weights(asked)
    names = told_apart(store, {**whole.names, **table.names})
    none = Label(f"ไม่ผ่าน{words.SINGULAR[asked.source].th}", f"through no {words.SINGULAR[asked.source].en}")
    # Through no department a link is as sure as the ministry's own.
    inferred = frozenset(
        (left, part, right)
        for left, part, right in weights
        if (part, right) in table.inferred or (part in APART and (left, right) in whole.inferred)
    )
    numbers = group_numbers(store, asked)
    title = words.cascade_title(asked)
    right, unit = _totals(weights, 2), words.UNITS[asked.value]
    order = sorted(right, key=lambda key: (key in APART, numbers.get(key, len(numbers) + 1)))
    return CascadeScene(
        caption=link_caption(store, replace(asked, source="ministry"), above, title, asked.record("flow", steps=True)),
        left=_rows(weights, 0, {**names, SHARED: SEVERAL_MINISTRIES}),
        middle=_rows(weights, 1, {UNASSIGNED: none, **names, SHARED: SEVERAL_PARTS}),
        right=tuple(Column(key, names[key], right[key], numbers.get(key), unit, apart=key in APART) for key in order),
        weights=weights,
        inferred=inferred,
        unknown_means=unknown_means(asked),
        other_left=words.others("ministry"),
        other_middle=words.others(asked.source),
        other_right=words.others(asked.target),
        money=asked.value == "amount",
    )


def _rows(weights: Mapping[Triple, Weight | None], end: int, names: Mapping[str, Label]) -> tuple[Row, ...]:
    return tuple(Row(key, names[key], total, key in APART) for key, total in _totals(weights, end).items())


def _totals(weights: Mapping[Triple, Weight | None], end: int) -> dict[str, Weight]:
    found: dict[str, Weight] = defaultdict(int)
    for triple, weight in weights.items():
        found[triple[end]] += weight or 0
    order = sorted(found, key=lambda key: (key in APART, APART.index(key) if key in APART else -found[key], key))
    return {key: found[key] for key in order}


@dataclass(frozen=True, slots=True)
class _Triples:
    """Puts each link of a department under the ministry whose link to the same target goes through it."""

    store: Store
    found: Rows
    above: Rows
    table: Table
    whole: Table

    def weights(self, asked: Asked) -> dict[Triple, Weight | None]:
        """Return the weights of ministry, department and target."""
        if asked.value == "agencies":
            return self._shared_agencies()
        ministries = self._ministries()
        weights: dict[Triple, Weight | None] = {}
        for (part, target), weight in self.table.weights.items():
            if part not in APART:
                weights[self._ministry(part, target, ministries), part, target] = weight
        return weights | self._rest(weights)

    def _shared_agencies(self) -> dict[Triple, Weight | None]:
        """Count the agencies that links of a ministry and of a department go through, and those of no department."""
        weights: dict[Triple, Weight | None] = {}
        met: dict[tuple[str, str], set[str]] = defaultdict(set)
        above = _through(self.above)
        for (part, target), agencies in _through(self.found).items():
            for (ministry, same), others in above.items():
                if same == target and (both := agencies & others):
                    weights[ministry, part, target] = len(both)
                    met[ministry, target] |= both
        for (ministry, target), agencies in above.items():
            if alone := agencies - met[ministry, target]:
                weights[ministry, UNASSIGNED, target] = len(alone)
        return weights

    def _ministries(self) -> dict[tuple[str, str], set[str]]:
        """Return the ministries whose links to a target go through a department, by department and target."""
        above = _through(self.above)
        ministries: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (part, target), agencies in _through(self.found).items():
            for (ministry, same), others in above.items():
                if same == target and agencies & others:
                    ministries[part, target].add(ministry)
                    ministries[part, ""].add(ministry)
        lone = {part for part, _ in self.table.weights if part not in APART and not ministries[part, ""]}
        for listed in batches(lone):
            for row in records(self.store.select(_MINISTRIES.replace("@agencies@", listed))):
                ministries[text(row["agency"]), ""].add(text(row["ministry"]))
        return ministries

    @staticmethod
    def _ministry(part: str, target: str, ministries: Mapping[tuple[str, str], set[str]]) -> str:
        known = ministries.get((part, target)) or ministries.get((part, "")) or set()
        if len(known) == 1:
            return next(iter(known))
        return SHARED if known else UNASSIGNED

    def _rest(self, weights: Mapping[Triple, Weight | None]) -> dict[Triple, Weight | None]:
        """Return the money of no single department: under the ministry that has it, where that can be told."""
        given: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for (ministry, _, target), weight in weights.items():
            given[ministry, target] += weight or 0
        rest: dict[Triple, Weight | None] = {}
        for target in dict.fromkeys(target for _, target in self.table.weights):
            parts = {part: _amount(self.table, part, target) for part in APART}
            own = {part: _amount(self.whole, part, target) for part in APART}
            left = {
                ministry: _amount(self.whole, ministry, target) - given[ministry, target]
                for ministry, same in self.whole.weights
                if same == target and ministry not in APART
            }
            left = {ministry: amount for ministry, amount in left.items() if abs(amount) > _NOISE}
            more = [part for part in APART if abs(parts[part] - own[part]) > _NOISE]
            over = sum(parts.values(), Decimal(0)) - sum(own.values(), Decimal(0)) - sum(left.values(), Decimal(0))
            if abs(over) <= _NOISE and len(more) <= 1 and all(amount > 0 for amount in left.values()):
                rest |= {(ministry, more[0], target): amount for ministry, amount in left.items()}
                rest |= {(part, part, target): amount for part, amount in own.items() if amount}
            else:
                rest |= {(part, part, target): amount for part, amount in parts.items() if amount}
        return rest


def _amount(table: Table, source: str, target: str) -> Decimal:
    return Decimal(table.weights.get((source, target)) or 0)


def _through(rows: Rows) -> dict[tuple[str, str], set[str]]:
    """Return the agencies that each link goes through."""
    return {
        (text(link["source"]), text(link["target"])): set(text(link["through"]).split())
        for link in rows
        if link["through"]
    }
