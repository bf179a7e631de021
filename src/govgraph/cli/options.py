"""The options that verbs share, and the values they become."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from govgraph.cli.output import Output
from govgraph.errors import UsageError

T = TypeVar("T")
Verb = TypeVar("Verb", bound=Callable[..., Any])

TABLES: Final = ("table", "csv", "tsv", "json", "jsonl", "md", "xlsx")
BASES: Final = ("participation", "theme", "project")
CONFIDENCES: Final = ("confirmed", "probable", "unconfirmed")

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h)?\Z", re.ASCII)
_SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of the graph a reading verb looks at; ``None`` is "all of it"."""

    as_of: date | None = None
    basis: str | None = None
    fiscal_year: int | None = None
    min_confidence: str | None = None

    def options(self) -> dict[str, date | int | str | None]:
        """Return the scope as keyword arguments of the workspace."""
        return {
            "as_of": self.as_of,
            "basis": self.basis,
            "fiscal_year": self.fiscal_year,
            "min_confidence": self.min_confidence,
        }


def seconds(text: str) -> float:
    """Read a duration.

    >>> seconds("30s"), seconds("2m"), seconds("500ms")
    (30.0, 120.0, 0.5)
    """
    match = _DURATION.match(text.strip().lower())
    found = float(match[1]) * _SECONDS[match[2] or "s"] if match else 0.0
    if found <= 0:
        raise UsageError(
            th=f"“{text}” ไม่ใช่ระยะเวลา: เขียนเช่น 30s, 500ms หรือ 2m",
            en=f"“{text}” is no length of time: write 30s, 500ms or 2m.",
        )
    return found


def reading(read: Callable[[str], T]) -> Callable[[click.Context, click.Parameter, str | None], T | None]:
    """Return a callback that reads the text of an option and names the option in what it complains of."""

    def callback(_ctx: click.Context, param: click.Parameter, text: str | None) -> T | None:
        try:
            return None if text is None else read(text)
        except UsageError as error:
            raise UsageError(th=f"{param.opts[0]}: {error.th}", en=f"{param.opts[0]}: {error.en}") from error

    return callback


def reading_each(
    read: Callable[[str], T],
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[T, ...]]:
    """Return the same for an option that may be given several times."""
    one = reading(read)

    def callback(ctx: click.Context, param: click.Parameter, texts: tuple[str, ...]) -> tuple[T, ...]:
        found = (one(ctx, param, text) for text in texts)
        return tuple(value for value in found if value is not None)

    return callback


def the_day(text: str) -> date:
    """Read a day."""
    from govgraph.research.terms import read_date

    return read_date(text)


def fiscal_year(text: str) -> int:
    """Read a fiscal year of either era."""
    from govgraph.research.terms import read_fiscal_year

    return read_fiscal_year(text)


def output_options(
    formats: tuple[str, ...] = TABLES, default: str = "table", piped: str = "csv"
) -> Callable[[Verb], Verb]:
    """Give a verb ``--lang``, ``--format``, ``--output`` and ``--quiet``, as one value ``output``.

    ``default`` is the format on a terminal, ``piped`` the one everywhere else.
    """

    def decorate(verb: Verb) -> Verb:
        @click.option("--format", "-f", "form", type=click.Choice(formats), help="Format. · รูปแบบผลลัพธ์")
        @click.option("--output", "-o", "path", type=Path, metavar="FILE", help="Write to a file. · เขียนลงแฟ้ม")
        @language_option
        @quiet_option
        @wraps(verb)
        def wrapped(*args: Any, form: str | None, path: Path | None, lang: str, quiet: bool, **kwargs: Any) -> Any:
            output = Output.chosen(form, path, lang, quiet, formats=formats, default=default, piped=piped)
            return verb(*args, output=output, **kwargs)

        return wrapped  # type: ignore[return-value]

    return decorate


def store_option(verb: Verb) -> Verb:
    """Give a verb ``--store``; without it the workspace looks at its usual places."""
    return click.option(
        "--store",
        envvar="GOVGRAPH_STORE",
        metavar="PATH|URL",
        help="The store: a folder or a SPARQL address; .govgraph if not given. · คลังข้อมูล (โฟลเดอร์หรือที่อยู่)",
    )(verb)


def language_option(verb: Verb) -> Verb:
    """Give a verb ``--lang``."""
    return click.option(
        "--lang",
        type=click.Choice(("th", "en", "both")),
        default="both",
        envvar="GOVGRAPH_LANG",
        help="Language. · ภาษา",
    )(verb)


def quiet_option(verb: Verb) -> Verb:
    """Give a verb ``--quiet``."""
    return click.option("--quiet", "-q", is_flag=True, help="No notes on stderr. · ไม่แสดงหมายเหตุ")(verb)


def scope_options(*taken: str) -> Callable[[Verb], Verb]:
    """Give a reading verb the options that narrow what it looks at, as one value ``scope``.

    All four are known to every reading verb; one that is not among ``taken`` is refused in words, before any store
    is opened: an answer must not look narrowed when it is not.
    """

    def decorate(verb: Verb) -> Verb:
        @wraps(verb)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            chosen = {name: kwargs.pop(name) for name in SCOPE}
            for name, value in chosen.items():
                if value is not None and name not in taken:
                    raise _meaningless(name, taken)
            return verb(*args, scope=Scope(**chosen), **kwargs)

        for name, option in reversed(SCOPE.items()):
            wrapped = click.option(f"--{name.replace('_', '-')}", hidden=name not in taken, **option)(wrapped)
        return wrapped  # type: ignore[return-value]

    return decorate


SCOPE: Final[dict[str, dict[str, Any]]] = {
    "as_of": {"callback": reading(the_day), "metavar": "YYYY-MM-DD", "help": "The state of that day. · สถานะ ณ วันที่"},
    "basis": {"type": click.Choice(BASES), "help": "Only links on this basis. · เฉพาะฐานของความเชื่อมโยงนี้"},
    "fiscal_year": {"callback": reading(fiscal_year), "metavar": "YEAR", "help": "2554 or 2011. · ปีงบประมาณ"},
    "min_confidence": {"type": click.Choice(CONFIDENCES), "help": "Least confidence. · ความเชื่อมั่นขั้นต่ำ"},
}
"""The options that narrow what a reading verb looks at."""


def _meaningless(name: str, taken: tuple[str, ...]) -> UsageError:
    verb = click.get_current_context().info_name
    option, *others = (f"--{each.replace('_', '-')}" for each in (name, *taken))
    th = f" ใช้ได้: {' '.join(others)}" if others else ""
    en = f"; it takes {', '.join(others)}" if others else ""
    return UsageError(th=f"{option} ใช้กับ {verb} ไม่ได้{th}", en=f"{option} means nothing to {verb}{en}.")
