"""Where answers go: to stdout, or whole into a file. Notes and errors go to stderr."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from govgraph.errors import UnreadableError, UsageError
from govgraph.model import Label

if TYPE_CHECKING:
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
        elif form is None and sys.stdout.isatty():
            form = default
        if form == "xlsx" and path is None and sys.stdout.isatty():
            raise UsageError(
                th="xlsx แสดงบนจอไม่ได้: ใส่ -o แฟ้ม.xlsx", en="A workbook cannot be shown on a terminal: add -o FILE.xlsx."
            )
        return cls(form, path, lang, quiet, piped)

    def answer(self, answer: Answer, labels: Mapping[str, Label] | None = None) -> None:
        """Write an answer of the workspace."""
        from govgraph.research.results import encode, formats

        possible = formats(answer)
        form = {"ttl": "turtle"}.get(self.form or "", self.form)
        if form is None or (form == "table" and "table" not in possible):
            form = self.piped if self.piped in possible else possible[0]
        seen = self.path is None and sys.stdout.isatty()
        self.data(
            encode(
                answer,
                form,
                lang=self.lang,
                labels=labels,
                width=shutil.get_terminal_size().columns if seen else None,
                colour=seen and "NO_COLOR" not in os.environ,
            )
        )

    @property
    def fold(self) -> Callable[[str], tuple[str, ...]] | None:
        """What breaks lines for the terminal; ``None`` where the answer goes to a file or a pipe."""
        if self.path is not None or not sys.stdout.isatty():
            return None
        from govgraph.research.terminal import fold

        # Room for the number in front of a line.
        width = shutil.get_terminal_size().columns - 4
        return lambda text: fold(text, max(width, 20))

    def text(self, text: str) -> None:
        """Write a text that is the whole answer."""
        self.data(text.encode())

    def data(self, data: bytes) -> None:
        """Write the bytes of the whole answer: to the file, all or nothing, or to stdout."""
        if self.path is None:
            stdout = sys.stdout.buffer
            stdout.write(data)
            stdout.flush()
            return
        with replacing(self.path) as draft:
            draft.write_bytes(data)

    def note(self, th: str, en: str) -> None:
        """Tell something by the way, on stderr, unless ``--quiet``."""
        if not self.quiet:
            click.echo(Label(th, en).text(self.lang), err=True)


def writable(path: Path) -> None:
    """Raise an error that says what is in the way of writing a file, while nothing has been done yet."""
    folder = path.parent
    if path.is_dir():
        reason = ("เป็นโฟลเดอร์", "is a folder")
    elif not folder.is_dir():
        reason = (f"ไม่มีโฟลเดอร์ {folder}", f"has no folder: {folder} is missing")
    elif not os.access(folder, os.W_OK):
        reason = (f"โฟลเดอร์ {folder} เขียนไม่ได้", f"lies in {folder}, which is read-only")
    else:
        return
    raise UnreadableError(th=f"เขียน {path} ไม่ได้: {reason[0]}", en=f"Cannot write {path}: it {reason[1]}.")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a draft beside a file, which takes the file's place when all went well, and else vanishes.

    The draft has the suffix of the file, so a writer that chooses its format by name chooses right.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        # A temporary file is private to its owner; the finished one follows the user's habit.
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> UnreadableError:
    reason = error.strerror or str(error)
    return UnreadableError(th=f"เขียน {path} ไม่ได้: {reason}", en=f"Cannot write {path}: {reason}.")


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
