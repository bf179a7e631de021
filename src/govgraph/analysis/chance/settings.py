"""How a test is made: against which model, at which level, and from how many graphs drawn from which seed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from govgraph.analysis.chance.nulls import Drawn, Model
from govgraph.analysis.questions import one_of
from govgraph.errors import UsageError

LEVEL: Final = 0.05

STRICTEST: Final = Decimal("1e-15")
"""No level may be lower, and no p-value is told as less: tables write no exponents, and people count no zeros."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A model, a level as the exact number that was written, and what is drawn."""

    model: Model
    level: Fraction
    drawn: Drawn

    @classmethod
    def of(cls, model: str, level: float | Decimal, samples: int, seed: int) -> Settings:
        """Read settings as somebody gave them; raises :class:`govgraph.errors.UsageError` for what is none.

        >>> Settings.of("bicm", 0.05, 99, 1)
        Settings(model=<Model.BICM: 'bicm'>, level=Fraction(1, 20), drawn=Drawn(samples=99, seed=1))
        """
        chosen = Model(one_of(model, tuple(Model), "model"))
        if samples < 1 or seed < 0:
            raise UsageError(
                th="samples ต้องเป็นจำนวนเต็มตั้งแต่ 1 และ seed ตั้งแต่ 0", en="samples must be 1 or more, and seed 0 or more."
            )
        return cls(chosen, _exactly(level), Drawn(samples, seed))


def _exactly(level: float | Decimal) -> Fraction:
    """Return the level as written: 0.05 is one in twenty, not the float next to it."""
    try:
        written = Decimal(str(level))
    except InvalidOperation:
        written = Decimal("NaN")
    if not (written.is_finite() and 0 < written < 1):
        raise UsageError(
            th=f"level เป็น {level} ไม่ได้: ต้องอยู่ระหว่าง 0 กับ 1", en=f"level cannot be {level}: it lies between 0 and 1."
        )
    if written < STRICTEST:  # as a fraction, 1e-99999999 would be a number of a hundred million digits
        raise UsageError(
            th=f"level เป็น {level} ไม่ได้: ต้องไม่ต่ำกว่า {STRICTEST}",
            en=f"level cannot be {level}: it is {STRICTEST} or more.",
        )
    return Fraction(written)
