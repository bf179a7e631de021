"""What days, years and amounts in cells have in common: how a text that cannot be read is told of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from govgraph.thai.patterns import Pattern
from govgraph.thai.text import arabic_digits, normalise

Remark = tuple[str, dict[str, str]]
"""A code and the values for its sentence: the text was read, and a person should look at how."""

ERAS: Final = ("buddhist", "common")
LONGEST: Final = 120
"""Longer texts, in characters, are no day, year or amount, and are not searched for one."""

_DASHES: Final = {ord(dash): "-" for dash in "‐‑‒–—―−﹘﹣－"}
_STANDS_FOR_NOTHING: Final = Pattern(r"[-.…*\s]*|ไม่มี(ข้อมูล)?|ไม่ระบุ|ไม่ทราบ|n/?a|none|nil|null|\(ว่าง\)")


class UnreadableTextError(ValueError):
    """A text says no day, year or amount, or more than one; ``code`` and ``values`` make the sentence about it."""

    def __init__(self, code: str, values: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values = dict(values or {})

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross from a worker process, with everything it carries."""
        return type(self), (self.code, self.values)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What was probably meant, as a person would write it; empty where nobody can tell."""
        return tuple(self.values[name] for name in ("suggestion", "other_suggestion") if self.values.get(name))


def plain(text: str) -> str:
    """Return the text put right, in lower case, with Arabic digits and one kind of dash."""
    return arabic_digits(normalise(text).text).translate(_DASHES).casefold()


def stands_for_nothing(text: str) -> bool:
    """Tell whether a :func:`plain` text only fills the cell, as ``-`` and ``ไม่ระบุ`` do."""
    return _STANDS_FOR_NOTHING.fullmatch(text) is not None


def checked_era(era: str) -> str:
    """Return the era, or raise ``ValueError`` for a word that is none of :data:`ERAS`."""
    if era not in ERAS:
        raise ValueError(f"era must be one of {ERAS}, not {era!r}")
    return era
