"""Styles worked out once: to find the same style again for every cell would take most of the time."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any


class Styles:
    """The styles given so far in one workbook; cells that looked the same and get the same look are not asked again."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Any] = {}

    def give(self, cell: Any, look: tuple[object, ...], change: Callable[[Any], None]) -> None:
        """Change the look of a cell; ``look`` names what ``change`` does to it."""
        key = (look, tuple(cell._style) if cell.has_style else ())
        known = self._known.get(key)
        if known is None:
            change(cell)
            self._known[key] = copy(cell._style)
        else:
            cell._style = copy(known)
