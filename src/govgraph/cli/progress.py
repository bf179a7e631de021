"""How far long work has come, on stderr: a bar for people at a terminal, a line a stage elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from govgraph.cli.output import Output
from govgraph.model import Label

if TYPE_CHECKING:
    from rich.progress import Progress

    from govgraph.steward.imports.telling import Teller


class _Lines:
    """One line a stage; how many rows are done would only fill a log."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def stage(self, what: Label) -> None:
        self._output.note(f"{what.th} …", f"{what.en} …")

    def rows(self, done: int, total: int | None) -> None:
        pass


class _Bar:
    """One bar a stage, with how much is done in a second, and the time that is left."""

    def __init__(self, bars: Progress, lang: str) -> None:
        self._bars = bars
        self._lang = lang
        self._task = bars.add_task("", total=None, speed="")

    def stage(self, what: Label) -> None:
        self._bars.reset(self._task, description=f"{what.text(self._lang)} …", total=None, speed="")

    def rows(self, done: int, total: int | None) -> None:
        speed = next(task.speed for task in self._bars.tasks if task.id == self._task)
        words = Label(f"{speed:,.0f}/วินาที", f"{speed:,.0f}/s").text(self._lang) if speed else ""
        self._bars.update(self._task, completed=done, total=total, speed=words)


@contextmanager
def told(output: Output) -> Iterator[Teller | None]:
    """Give what is told of the work: nobody with ``--quiet``, a bar at a terminal, else lines."""
    if output.quiet:
        yield None
    elif sys.stderr is not None and sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        ) as bars:
            yield _Bar(bars, output.lang)
    else:
        yield _Lines(output)
