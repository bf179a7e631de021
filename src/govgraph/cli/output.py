"""Where answers go: to stdout, or whole into a file. Notes and errors go to stderr."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import click

from govgraph.errors import UnreadableError, UsageError
from govgraph.model import Label
from govgraph.research.files import unwritable, writable, write_whole

if TYPE_CHECKING:
    from govgraph.cli.naming import Names
    from govgraph.research.results import Answer

_SUFFIXES: Final = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "md",
    ".xlsx": "xlsx",
    ".xml": "xml",
    ".srx": "xml",
    ".srj": "json",
    ".ttl": "ttl",
    ".nt": "nt",
    ".jsonld": "jsonld",
    ".html": "html",
    ".sarif": "sarif",
    ".txt": "text",
}


_COMMANDS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NARROWEST: Final = 20
"""A terminal that says it is narrower is taken for this wide: no table of two columns fits into less."""


@dataclass(frozen=True, slots=True)
class Output:
    """The way of one answer: which format (``None``: what suits the answer), which file, which language."""

    form: str | None
    path: Path | None
    lang: str
    quiet: bool
    piped: str = "csv"

    @classmethod
    def chosen(
        cls,
        form: str | None,
        path: Path | None,
        lang: str,
        quiet: bool,
        *,
        formats: tuple[str, ...],
        default: str,
        piped: str,
    ) -> Output:
        """Settle format and file before any work is done, so that a wrong wish fails at once."""
        path = None if path == Path("-") else path
        if path is not None:
            writable(path)
            form = form or _by_suffix(path, formats)
        elif form is None and at_terminal():
            form = default
        if form == "xlsx" and path is None and at_terminal():
            raise UsageError(
                th="xlsx แสดงบนจอไม่ได้: ใส่ -o แฟ้ม.xlsx", en="A workbook cannot be shown on a terminal: add -o FILE.xlsx."
            )
        return cls(form, path, lang, quiet, piped)

    def answer(self, answer: Answer, names: Names | None = None) -> None:
        """Write an answer of the workspace; ``names`` tells what things are called, for formats that people read."""
        from govgraph.research.results import Rows, encode, formats

        possible = formats(answer)
        form = {"ttl": "turtle"}.get(self.form or "", self.form)
        if form is None or (form == "table" and "table" not in possible):
            form = self.piped if self.piped in possible else possible[0]
        if names is not None and isinstance(answer, Rows):
            from govgraph.cli.naming import FOR_PEOPLE, with_names

            if form in FOR_PEOPLE:
                answer = with_names(answer, names, self.lang, form)
        self.data(encode(answer, form, lang=self.lang, width=self.width, colour=self.colour))

    @property
    def width(self) -> int | None:
        """How many columns the terminal has; ``None`` where the answer goes to a file or a pipe."""
        return max(shutil.get_terminal_size().columns, _NARROWEST) if self.path is None and at_terminal() else None

    @property
    def colour(self) -> bool:
        """Tell whether headings may be set in bold: at a terminal whose user does not object."""
        return self.width is not None and "NO_COLOR" not in os.environ

    @property
    def fold(self) -> Callable[[str], tuple[str, ...]] | None:
        """What breaks lines for the terminal; ``None`` where the answer goes to a file or a pipe."""
        if self.width is None:
            return None
        from govgraph.research.terminal import fold

        # Room for the number in front of a line.
        width = self.width - 4
        return lambda text: fold(text, width)

    def text(self, text: str) -> None:
        """Write a text that is the whole answer."""
        self.data(text.encode())

    def data(self, data: bytes) -> None:
        """Write the bytes of the whole answer: to the file, all or nothing, or to stdout."""
        if self.path is None:
            with to_stdout() as out:
                out.write(data)
            return
        write_whole(self.path, data)

    def note(self, th: str, en: str) -> None:
        """Tell something by the way, on stderr, unless ``--quiet``."""
        if not self.quiet:
            click.echo(harmless(Label(th, en).text(self.lang)), err=True)


def harmless(line: str) -> str:
    r"""Return a line without what would move the cursor, colour the terminal or turn the writing around.

    >>> harmless("งบ\x1b[31m\u202e.csv")
    'งบ�[31m�.csv'
    """
    return _COMMANDS.sub("�", line)


def at_terminal() -> bool:
    """Tell whether a person reads stdout as it comes; a program may have been started without any."""
    return sys.stdout is not None and sys.stdout.isatty()


@contextlib.contextmanager
def to_stdout() -> Iterator[IO[bytes]]:
    """Give stdout, for an answer that is written piece by piece."""
    if sys.stdout is None:
        raise UnreadableError(
            th="ไม่มี stdout ให้เขียน: ใส่ -o แฟ้ม", en="There is no standard output to write to: add -o FILE."
        )
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable("stdout", error) from error


def _by_suffix(path: Path, formats: tuple[str, ...]) -> str:
    found = _SUFFIXES.get(path.suffix.lower())
    if found == "ttl" and "ttl" not in formats:
        found = "turtle"
    if found not in formats:
        listed = ", ".join(formats)
        raise UsageError(
            th=f"ไม่ทราบรูปแบบของ {path.name}: ใส่ -f เลือกจาก {listed}",
            en=f"The name {path.name} tells no format that fits: add -f and one of {listed}.",
        )
    return found
