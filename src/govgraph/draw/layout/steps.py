"""A flow in two steps, ready to be laid out: the smallest put together, the weights whole numbers of its ribbons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from govgraph.draw.layout.folding import OTHERS, added, kept_note, largest_of, other_column, other_row, with_last
from govgraph.draw.layout.legends import ALL_INFERRED, with_notes
from govgraph.draw.layout.order import orders
from govgraph.draw.layout.rounding import whole_numbers
from govgraph.draw.layout.units import Unit, unit_for, with_unit
from govgraph.draw.scenes import CascadeScene, FlowScene
from govgraph.draw.scenes.cascade import Triple
from govgraph.draw.scenes.grid import Weight, figure

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Steps:
    """Both steps of a cascade: whole weights by pair, the right ones that are not known, those that are inferred.

    ``traces`` are, of both steps, the pairs that have some money, but too little for the unit in which it is shown.
    ``left``, ``middle`` and ``right`` are places in the scene, in the order in which they stand.
    """

    scene: CascadeScene
    coming: Mapping[Pair, int]
    going: Mapping[Pair, int]
    unknown: frozenset[Pair]
    inferred: frozenset[Pair]
    traces: tuple[frozenset[Pair], frozenset[Pair]]
    decimals: int
    left: tuple[int, ...]
    middle: tuple[int, ...]
    right: tuple[int, ...]

    def figure(self, weight: int) -> str:
        """Return a weight as it is written."""
        return figure(weight, self.decimals)

    def of_left(self, key: str) -> int:
        """Return how much leaves one on the left."""
        return sum(weight for pair, weight in self.coming.items() if pair[0] == key)

    def of_middle(self, key: str) -> int:
        """Return how much passes one in the middle."""
        return sum(weight for pair, weight in self.coming.items() if pair[1] == key)

    def of_right(self, key: str) -> int:
        """Return how much reaches one on the right."""
        return sum(weight for pair, weight in self.going.items() if pair[1] == key)


def steps_of(scene: CascadeScene) -> Steps:
    """Add up a cascade by pairs, in whole numbers that add up, and choose the order in which it crosses least."""
    coming: dict[Pair, Weight] = defaultdict(int)
    going: dict[Pair, Weight] = defaultdict(int)
    unknown = {(middle, right) for (_, middle, right), weight in scene.weights.items() if weight is None}
    for (left, middle, right), weight in scene.weights.items():
        if weight is not None:
            coming[left, middle] += weight
            going[middle, right] += weight
    caption, decimals = scene.caption, 0
    right_units = [column.unit for column in scene.right]
    listed = (coming.keys(), going.keys()) if scene.money else ((), ())
    if scene.money:
        unit = unit_for([*coming.values(), *going.values(), sum(coming.values())])
        caption, decimals = with_unit(caption, unit), unit.decimals
        right_units = [unit.label for _ in scene.right]
        coming, going = _rounded(coming, going, unit)
    shown = replace(
        scene,
        caption=caption,
        right=tuple(replace(column, unit=unit) for column, unit in zip(scene.right, right_units, strict=True)),
    )
    inferred = frozenset((middle, right) for _, middle, right in scene.inferred)
    left_order, right_order = _outer_orders(shown)
    return Steps(
        scene=shown,
        coming={pair: int(weight) for pair, weight in coming.items()},
        going={pair: int(weight) for pair, weight in going.items()},
        unknown=frozenset(unknown - going.keys()),
        inferred=inferred,
        traces=(_traces(listed[0], coming), _traces(listed[1], going)),
        decimals=decimals,
        left=left_order,
        middle=_middle_order(shown, coming, going, (left_order, right_order)),
        right=right_order,
    )


def _rounded(
    coming: Mapping[Pair, Weight], going: Mapping[Pair, Weight], unit: Unit
) -> tuple[dict[Pair, Weight], dict[Pair, Weight]]:
    flows: dict[tuple[Pair, Pair], Decimal] = {}
    for ends, pairs in ((("left", "middle"), coming), (("middle", "right"), going)):
        flows |= {
            ((ends[0], start), (ends[1], end)): unit.units(amount) for (start, end), amount in pairs.items() if amount
        }
    whole = whole_numbers(flows)
    return (
        {(start[1], end[1]): units for (start, end), units in whole.items() if start[0] == "left"},
        {(start[1], end[1]): units for (start, end), units in whole.items() if start[0] == "middle"},
    )


def _traces(listed: Iterable[Pair], weights: Mapping[Pair, Weight]) -> frozenset[Pair]:
    return frozenset(pair for pair in listed if not weights.get(pair))


def _outer_orders(scene: CascadeScene) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Order left and right as if nothing stood between them."""
    weights: dict[Pair, Weight] = defaultdict(int)
    for (left, _, right), weight in scene.weights.items():
        weights[left, right] += weight or 0
    between = FlowScene(caption=scene.caption, rows=scene.left, columns=scene.right, weights=weights)
    rows, columns = orders(between, "best", "best")
    return tuple(rows), tuple(columns)


def _middle_order(
    scene: CascadeScene,
    coming: Mapping[Pair, Weight],
    going: Mapping[Pair, Weight],
    outer: tuple[tuple[int, ...], tuple[int, ...]],
) -> tuple[int, ...]:
    """Put those of one on the left together, and among them those that lead to the same on the right."""
    left = {scene.left[place].key: at for at, place in enumerate(outer[0])}
    right = {scene.right[place].key: at for at, place in enumerate(outer[1])}

    def mean(weights: Mapping[int, Weight]) -> float:
        total = float(sum(weights.values()))
        return sum(at * float(weight) for at, weight in weights.items()) / total if total else float(len(weights))

    def place(at: int) -> tuple[bool, float, float, int]:
        key = scene.middle[at].key
        before = {left[start]: weight for (start, end), weight in coming.items() if end == key}
        after = {right[end]: weight for (start, end), weight in going.items() if start == key}
        return scene.middle[at].apart, mean(before), mean(after), at

    return tuple(sorted(range(len(scene.middle)), key=place))


def folded_cascade(scene: CascadeScene, left: int, middle: int, right: int) -> CascadeScene:
    """Return a cascade with at most so many of its own on each side, the largest, and the others put together."""
    kept_left, others_left = largest_of(scene.left, left)
    kept_middle, others_middle = largest_of(scene.middle, middle)
    kept_right, others_right = largest_of(scene.right, right)
    if not (others_left or others_middle or others_right):
        return scene
    away = (
        {one.key for one in others_left},
        {one.key for one in others_middle},
        {one.key for one in others_right},
    )

    def standing(triple: Triple) -> Triple:
        first, second, third = (OTHERS if key in gone else key for key, gone in zip(triple, away, strict=True))
        return first, second, third

    weights: dict[Triple, Weight | None] = {}
    for triple, weight in scene.weights.items():
        weights[standing(triple)] = added(weights.get(standing(triple)), weight)
    notes = (
        kept_note(scene.other_left, kept_left, others_left),
        kept_note(scene.other_middle, kept_middle, others_middle),
        kept_note(scene.other_right, kept_right, others_right),
    )
    return replace(
        scene,
        caption=with_notes(scene.caption, *notes),
        left=with_last(kept_left, other_row(others_left, scene.other_left)),
        middle=with_last(kept_middle, other_row(others_middle, scene.other_middle)),
        right=with_last(kept_right, other_column(others_right, scene.other_right)),
        weights=weights,
        inferred=frozenset(standing(triple) for triple in scene.inferred),
    )


def without_marks(scene: CascadeScene) -> CascadeScene:
    """Return a cascade that says once that all its links are inferred, where they are."""
    if not all_inferred(scene):
        return scene
    return replace(scene, caption=with_notes(scene.caption, ALL_INFERRED), inferred=frozenset())


def all_inferred(scene: CascadeScene) -> bool:
    """Tell whether every link between two things is inferred; what stands apart is no link."""
    links = {triple for triple in scene.weights if not scene.apart & set(triple)}
    return bool(links) and links <= scene.inferred
