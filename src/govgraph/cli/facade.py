"""What verbs ask of the workspace, and how they open it.

Only this module names :mod:`govgraph.workspace`, and only when a verb needs it: it brings the engine along.
"""

from __future__ import annotations

import inspect
import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from govgraph.errors import UsageError

if TYPE_CHECKING:
    from govgraph.model import Label
    from govgraph.research.results import Rows
    from govgraph.research.run import Answer
    from govgraph.steward.ingest import BuildReport
    from govgraph.steward.shacl import Judgement

T = TypeVar("T")


class Facade(Protocol):
    """The workspace as the command line sees it. Verbs pass options through :func:`ask`."""

    def build(self) -> BuildReport:
        """Bring the shipped ontology and data into the store."""

    def validate(self, files: Sequence[Path] = ()) -> Judgement:
        """Judge RDF files, or the store."""

    def links(self, source: str, target: str, **options: Any) -> Rows:
        """Say who is linked to what."""

    def gaps(self, **options: Any) -> Rows:
        """Say what is missing."""

    def bridges(self, **options: Any) -> Rows:
        """Say who holds groups together."""

    def explain(self, a: str, b: str, **options: Any) -> dict[str, Any]:
        """Give the paths between two things, with their sources."""

    def find(self, text: str, **options: Any) -> Rows:
        """Look for a name."""

    def names(self, things: Iterable[str]) -> Mapping[str, Label]:
        """Say what things are called."""

    def show(self, entity: str, **options: Any) -> dict[str, Any]:
        """Give every fact about a thing."""

    def query(self, query: str, parameters: Mapping[str, str] | None = None, **options: Any) -> Answer:
        """Answer a question of the library, or SPARQL."""

    def draw(self, kind: str, path: Path, **options: Any) -> None:
        """Draw a picture into a file."""

    def report(self, folder: Path, **options: Any) -> object:
        """Write the report into a folder."""


@contextmanager
def opened(store: str | None, *, write: bool = False) -> Iterator[Facade]:
    """Open the workspace for one verb."""
    with _libraries_silent():
        from govgraph.workspace import Workspace

        with Workspace.open(store, write=write) as workspace:
            yield cast(Facade, workspace)


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
    """
    given = {name: value for name, value in options.items() if value is not None and value is not False}
    parameters = inspect.signature(method).parameters
    open_ended = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values())
    if not open_ended and (foreign := [name for name in given if name not in parameters]):
        option = f"--{foreign[0].replace('_', '-')}"
        verb = getattr(method, "__name__", "this")
        raise UsageError(th=f"{option} ใช้กับ {verb} ไม่ได้", en=f"{option} means nothing to {verb}.")
    return method(*args, **given)
