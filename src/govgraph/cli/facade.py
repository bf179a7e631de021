"""What verbs ask of the workspace, and how they open it.

Only this module names :mod:`govgraph.workspace`, and only when a verb needs it: it brings the engine along.
"""

from __future__ import annotations

import inspect
import logging
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from govgraph.errors import UsageError

if TYPE_CHECKING:
    from govgraph.workspace import Workspace

T = TypeVar("T")


@contextmanager
def opened(store: str | None, *, write: bool = False) -> Iterator[Workspace]:
    """Open the workspace for one verb."""
    with _libraries_silent():
        from govgraph.workspace import Workspace

        with Workspace.open(store, write=write) as workspace:
            yield workspace


@contextmanager
def _libraries_silent() -> Iterator[None]:
    """Keep what libraries log for their developers, traces among it, off the terminal of a user.

    What a user must know, we say ourselves; ``GOVGRAPH_DEBUG=1`` shows the rest as well.
    """
    if os.environ.get("GOVGRAPH_DEBUG", "") not in {"", "0"}:
        yield
        return
    nowhere = logging.NullHandler()
    logging.getLogger().addHandler(nowhere)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.getLogger().removeHandler(nowhere)


def ask(method: Callable[..., T], /, *args: object, **options: object) -> T:
    """Call a method of the workspace with the options that were given.

    An option that the method does not take is refused, never dropped: an answer must not look narrowed when
    it is not.

    >>> ask(len, "four", as_of=None)
    4
    >>> ask(lambda pdf=None: pdf, pdf=False)  # said to be off, and not merely left out
    False
    """
    parameters = inspect.signature(method).parameters
    given = {name: value for name, value in options.items() if not _left_out(value, parameters.get(name))}
    open_ended = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values())
    if not open_ended and (foreign := [name for name in given if name not in parameters]):
        from govgraph.analysis.filters import as_option

        option = as_option(foreign[0])
        verb = getattr(method, "__name__", "this")
        raise UsageError(th=f"{option} ใช้กับ {verb} ไม่ได้", en=f"{option} means nothing to {verb}.")
    return method(*args, **given)


def _left_out(value: object, parameter: inspect.Parameter | None) -> bool:
    """Tell whether an option says nothing: it was not given, or is a flag that is off as it would be anyway."""
    return value is None or (value is False and (parameter is None or parameter.default is False))
