"""A handful of shades for many values, so that each can be named in a legend."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final, TypeAlias

from govgraph.draw.scenes import Scale
from govgraph.model import Label

Value: TypeAlias = int | Decimal

_MOST: Final = 5
_FAR_APART: Final = 30
"""Values of which the largest is more than so many times the smallest stand on steps that grow by the factor."""

_MILLION: Final = 10**6
_FROM_MILLIONS: Final = 10**6


@dataclass(frozen=True, slots=True)
class Unit:
    """What figures are written in: their name, and how many of the value's own unit one is."""

    label: Label
    size: int = 1


def money_unit(values: Sequence[Value]) -> Unit:
    """Return baht, or million baht where there are amounts from a million on.

    >>> money_unit([5, 2_000_000]).label.en
    'million baht'
    """
    if max(values, default=0) >= _FROM_MILLIONS:
        return Unit(Label("ล้านบาท", "million baht"), _MILLION)
    return Unit(Label("บาท", "baht"))


def figure(value: Value, unit: Unit) -> str:
    """Write a value in a unit, with one decimal where the unit is coarse and the value small; only nothing is 0.

    >>> million = Unit(Label(en="million baht"), 10**6)
    >>> [figure(value, million) for value in (0, 4_000, 1_250_000, 2_000_000, 1_234_567_890)]
    ['0', '<0.1', '1.3', '2', '1,235']
    >>> figure(1250, Unit(Label(en="baht")))
    '1,250'
    """
    share = Decimal(value) / unit.size
    least = Decimal(1) if share >= 100 or unit.size == 1 else Decimal("0.1")
    rounded = share.quantize(least, "ROUND_HALF_UP")
    if share and not rounded:
        return f"<{least}"
    return f"{rounded.normalize() if rounded == rounded.to_integral() else rounded:,f}"


def steps(values: Mapping[str, Value], meaning: Label, unit: Unit) -> tuple[Scale, dict[str, int]]:
    """Return a scale for values none of which is below zero, and the step of each by its key.

    Up to five different values have a step each. More stand on even steps with round bounds; on steps that grow
    tenfold (or by 1, 2, 5), where the largest is far above the smallest. Zero has a step of its own.
    """
    different = sorted(set(values.values()))
    if len(different) <= _MOST:
        scale = Scale(meaning, tuple(Label(figure(value, unit)) for value in different))
        return scale, {key: different.index(value) for key, value in values.items()}
    above = [Decimal(value) for value in different if value]
    bounds = _bounds(above[0], above[-1], whole=unit.size == 1)
    zero = 0 in different
    names = [_between(low, high, unit) for low, high in pairwise(bounds)]
    names.append(_last(bounds[-1], above[-1], unit))
    if zero:
        names.insert(0, "0")
    place = {key: bisect_right(bounds, Decimal(value)) - 1 + zero if value else 0 for key, value in values.items()}
    used = sorted(set(place.values()))
    scale = Scale(meaning, tuple(Label(names[step]) for step in used))
    return scale, {key: used.index(step) for key, step in place.items()}


def _bounds(least: Decimal, most: Decimal, *, whole: bool) -> list[Decimal]:
    """Return the lower bounds of the steps, round numbers all."""
    if most > _FAR_APART * least:
        return _growing(least, most)
    step = _round_up((most - least) / _MOST)
    if whole:
        step = max(step, Decimal(1)).to_integral_value("ROUND_CEILING")
    first = (least // step) * step
    bounds = [first + step * at for at in range(_MOST + 2)]
    if first == 0:
        bounds[0] = Decimal(1) if whole else min(least, step)
    return [bound for at, bound in enumerate(bounds) if bound <= most and (at == 0 or bound > bounds[0])]


def _growing(least: Decimal, most: Decimal) -> list[Decimal]:
    first, last = math.floor(least.log10()), math.floor(most.log10())
    if last - first <= 1:
        bounds = [Decimal(digit).scaleb(power) for power in range(first, last + 1) for digit in (1, 2, 5)]
        return [
            bound
            for at, bound in enumerate(bounds)
            if bound <= most and not (bounds[at + 1 : at + 2] and bounds[at + 1] <= least)
        ]
    every = math.ceil((last - first + 1) / (_MOST + 1))
    return [Decimal(1).scaleb(power) for power in range(first, last + 1, every)]


def _round_up(step: Decimal) -> Decimal:
    """Return the next number of the kind 1, 2 or 5 times a power of ten."""
    unit = Decimal(1).scaleb(math.floor(step.log10()))
    return next(digit * unit for digit in (1, 2, 5, 10) if digit * unit >= step)


def _last(low: Decimal, most: Decimal, unit: Unit) -> str:
    return _plain(low, unit) if most == low else f"{_plain(low, unit)}–{figure(most, unit)}"


def _between(low: Decimal, high: Decimal, unit: Unit) -> str:
    if unit.size == 1 and low == low.to_integral():
        last = high - 1
        return _plain(low, unit) if last == low else f"{_plain(low, unit)}–{_plain(last, unit)}"
    return f"{_plain(low, unit)} – <{_plain(high, unit)}"


def _plain(value: Decimal, unit: Unit) -> str:
    share = (value / unit.size).normalize()
    return f"{share:,f}"
