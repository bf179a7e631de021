"""Filters that are given by name, to a view that knows some of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final

from govgraph.errors import UsageError
from govgraph.model import Label

_RESERVED: Final = {"source": "from", "target": "to"}
"""Filters whose name in the commands is a word that Python keeps for itself, or goes with one."""


def as_option(name: str) -> str:
    """Return a filter as commands spell it.

    >>> as_option("as_of"), as_option("source")
    ('--as-of', '--from')
    """
    return f"--{_RESERVED.get(name, name).replace('_', '-')}"


def fitting(view: Callable[..., Any], called: Label, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the filters that are given (not ``None``), if the view knows them all.

    Raises :class:`govgraph.errors.UsageError` otherwise: nothing looks narrowed when it is not. ``called`` is what a
    user calls the view, a function of the store and of its filters by keyword.

    >>> def view(store: object, *, as_of: object = None) -> None: ...
    >>> fitting(view, Label("มุมมอง", "view"), {"as_of": 1, "area": None})
    {'as_of': 1}
    """
    given = {name: value for name, value in filters.items() if value is not None}
    known = [name for name in inspect.signature(view).parameters if name != "store"]
    if foreign := sorted(given.keys() - set(known)):
        refused, listed = as_option(foreign[0]), ", ".join(map(as_option, known)) or "–"
        raise UsageError(
            th=f"{called.th} ไม่รับ {refused} รับแต่: {listed}",
            en=f"The {called.en} does not take {refused}; it takes: {listed}.",
        )
    return given
