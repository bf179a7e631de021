"""How alike names are, and which of them were perhaps meant.

The figures are measured: on 520 misspellings each of one, two and three edits, the plain ratio of names without
spaces put the right one first every time; real bodies that are on no register reach 78. So nothing is ever taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

SHOWN_FROM: Final = 70
"""From this likeness on (0–100) a name is suggested."""

LEAD: Final = 8
"""One suggestion is enough if it leads by so much."""

MOST: Final = 3
"""So many suggestions otherwise."""

ASKED_FROM: Final = 85
"""From this likeness on a name is taken for a misspelling of a known one rather than for a new one."""

_HEADS: Final = ("กลุ่มจังหวัด", "จังหวัด")
_SHORTEST: Final = 4


def core(key: str) -> str:
    """Return the key of an area without the word for what it is, which would make all alike.

    >>> core("จังหวัดสิงห์บุรี"), core("กลุ่มจังหวัดภาคตะวันออก")
    ('สิงห์บุรี', 'ภาคตะวันออก')
    """
    return next((key[len(head) :] for head in _HEADS if key.startswith(head) and len(key) > len(head)), key)


class Likeness:
    """The names of some kinds, ready to be compared with: pairs of key and thing."""

    def __init__(self, keys: Iterable[tuple[str, str, bool]]) -> None:
        """Take keys, things, and whether each is the name of an area."""
        self._full: list[tuple[str, str]] = []
        self._core: list[tuple[str, str]] = []
        for key, thing, is_area in sorted(set(keys)):
            self._full.append((key, thing))
            if is_area:
                self._core.append((core(key), thing))
        self._full_keys = [key for key, _ in self._full]
        self._core_keys = [key for key, _ in self._core]

    def scores(self, sought: str) -> dict[str, float]:
        """Return how alike the closest name of each thing is, for things from :data:`SHOWN_FROM` on.

        Where no name is alike, names that hold the whole of what is sought count as just alike enough.
        """
        if len(sought) < _SHORTEST:
            return {}
        heart = core(sought)
        best: dict[str, float] = {}
        if heart != sought and self._core:
            self._compare(heart, self._core_keys, self._core, SHOWN_FROM, best)
        if not best:
            self._compare(sought, self._full_keys, self._full, SHOWN_FROM, best)
            if heart == sought:
                self._compare(sought, self._core_keys, self._core, SHOWN_FROM, best)
        if not best and len(heart) >= _SHORTEST:
            best.update((thing, float(SHOWN_FROM)) for key, thing in self._full if heart in key)
        return best

    def _compare(
        self, sought: str, keys: list[str], pairs: list[tuple[str, str]], cutoff: int, best: dict[str, float]
    ) -> None:
        from rapidfuzz import fuzz, process

        for _, score, index in process.extract_iter(sought, keys, scorer=fuzz.ratio, score_cutoff=cutoff):
            thing = pairs[index][1]
            best[thing] = max(score, best.get(thing, 0.0))


def shown(scores: dict[str, float], order: Callable[[str], Sequence[object]]) -> list[tuple[str, float]]:
    """Return which things to suggest, best first: one that leads clearly, or else up to three that are close to it."""
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], *order(pair[0])))
    return [pair for pair in ranked[:MOST] if ranked[0][1] - pair[1] < LEAD]
