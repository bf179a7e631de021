"""Amounts of baht in a unit that can be read, as figures that add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeVar

from govgraph.draw.layout.rounding import whole_numbers
from govgraph.draw.scenes import Caption, Grid
from govgraph.draw.scenes.grid import Weight
from govgraph.model import Label

G = TypeVar("G", bound=Grid)

_MILLION: Final = 1_000_000
_MOST_DECIMALS: Final = 2
_SHORT: Final = 5
_LONG: Final = 7
"""Figures of so many digits are short enough to be exact, and too long to be read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """So many baht are one, and so many digits stand behind the point."""

    baht: int
    decimals: int
    label: Label

    def units(self, amount: Weight) -> Decimal:
        """Return an amount in the last digit that is written."""
        return Decimal(amount).scaleb(self.decimals) / self.baht


def unit_for(amounts: Iterable[Weight]) -> Unit:
    """Choose the unit in which some amounts, among them their total, are shown: baht, or millions from a million on.

    So many digits stand behind the point that short figures are exact, and that the smallest amount is not nothing,
    where that can be had with two.

    >>> unit_for([Decimal(66_591_591_400), Decimal(3_337_800)])
    Unit(baht=1000000, decimals=0, label=Label(th='ล้านบาท', en='million baht'))
    >>> unit_for([Decimal(9_400_000), Decimal(250_000)]).decimals
    2
    """
    found = [Decimal(amount) for amount in amounts if amount]
    most = max(found, default=Decimal(0))
    if most < _MILLION:
        return Unit(1, 0, Label("บาท", "baht"))
    whole = len(str(int(most // _MILLION)))
    decimals = 0
    while whole + decimals < _SHORT and decimals < _MOST_DECIMALS and _rough(found, decimals):
        decimals += 1
    shows = next((d for d in range(_MOST_DECIMALS + 1) if min(found).scaleb(d) >= _MILLION / 2), 0)
    return Unit(_MILLION, max(decimals, shows if whole + shows <= _LONG else 0), Label("ล้านบาท", "million baht"))


def _rough(amounts: Iterable[Decimal], decimals: int) -> bool:
    """Tell whether amounts lose something when so many digits stand behind the point."""
    return any(amount.scaleb(decimals) % _MILLION for amount in amounts)


def in_units(grid: G) -> G:
    """Return a picture of money with whole numbers of a unit that add up; another picture as it is."""
    if not grid.money:
        return grid
    known = {pair: Decimal(weight) for pair, weight in grid.weights.items() if weight is not None}
    unit = unit_for([*known.values(), sum(known.values(), Decimal(0))])
    flows = {(("row", r), ("column", c)): unit.units(amount) for (r, c), amount in known.items() if amount}
    rounded = {(start[1], end[1]): units for (start, end), units in whole_numbers(flows).items()}
    weights = {pair: None if weight is None else rounded.get(pair, 0) for pair, weight in grid.weights.items()}
    per_row, per_column = sums(rounded, 0), sums(rounded, 1)
    return replace(
        grid,
        caption=with_unit(grid.caption, unit),
        rows=tuple(replace(row, total=per_row.get(row.key, 0)) for row in grid.rows),
        columns=tuple(replace(c, total=per_column.get(c.key, 0), unit=unit.label) for c in grid.columns),
        weights=weights,
        total=sum(rounded.values()),
        decimals=unit.decimals,
    )


def sums(units: Mapping[tuple[str, str], int], end: int) -> dict[str, int]:
    """Add up whole numbers by one end of their pairs.

    >>> sums({("a", "x"): 1, ("a", "y"): 2}, 0)
    {'a': 3}
    """
    found: dict[str, int] = defaultdict(int)
    for pair, count in units.items():
        found[pair[end]] += count
    return dict(found)


def with_unit(caption: Caption, unit: Unit) -> Caption:
    """Return a caption whose subtitle ends with the unit of the amounts."""
    said = Label(f"หน่วย: {unit.label.th}", f"unit: {unit.label.en}")
    under = caption.subtitle
    th, en = (" · ".join(part for part in parts if part) for parts in ((under.th, said.th), (under.en, said.en)))
    return replace(caption, subtitle=Label(th, en))
