"""Who goes where, and through whom: a flow in two steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from govgraph.draw.scenes.caption import Caption
from govgraph.draw.scenes.grid import NUMBER_UNKNOWN, Column, Row, Weight
from govgraph.draw.scenes.refusals import refuse_empty, refuse_nameless, refuse_repeats, refuse_unknown
from govgraph.errors import UsageError
from govgraph.model import Label

Triple: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CascadeScene:
    """How much of each on the left goes through each in the middle to each on the right.

    As in a :class:`~govgraph.draw.scenes.grid.Grid`, a triple that is missing has none, one whose weight is ``None``
    is not known, and with ``money`` the weights are exact amounts of baht. The others are named in the plural, for
    those that have to be put together.
    """

    caption: Caption
    left: tuple[Row, ...]
    middle: tuple[Row, ...]
    right: tuple[Column, ...]
    weights: Mapping[Triple, Weight | None]
    inferred: frozenset[Triple] = frozenset()
    unknown_means: Label = NUMBER_UNKNOWN
    other_left: Label
    other_middle: Label
    other_right: Label
    money: bool = False

    def __post_init__(self) -> None:
        sides = {
            "left": [row.key for row in self.left],
            "middle": [row.key for row in self.middle],
            "right": [column.key for column in self.right],
        }
        for side, keys in sides.items():
            refuse_empty(side, keys)
            refuse_repeats(keys)
        rows = (*self.left, *self.middle)
        refuse_nameless((*(row.label for row in rows), *(column.label for column in self.right)))
        for triple, weight in self.weights.items():
            for key, keys in zip(triple, sides.values(), strict=True):
                refuse_unknown(key, keys)
            if weight is not None and weight < 0:
                raise UsageError(
                    th=f"ค่าของ {' × '.join(triple)} เป็นลบ: {weight}",
                    en=f"The weight of {' × '.join(triple)} is below zero: {weight}.",
                )

    @property
    def apart(self) -> frozenset[str]:
        """The keys of what is no thing of its own."""
        rows = (row.key for row in (*self.left, *self.middle) if row.apart)
        return frozenset((*rows, *(column.key for column in self.right if column.apart)))
