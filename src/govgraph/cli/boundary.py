"""Where errors end: one sentence on stderr, an exit code, and no traceback.

``GOVGRAPH_DEBUG=1`` shows the traceback to whoever is looking for a fault.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

import click
from click.core import ParameterSource

from govgraph.errors import GovGraphError, UnresolvedNameError

INTERRUPTED: Final = 130
BROKEN: Final = 4
"""For faults of our own: the contract has no code for them, and the answer could not be read all the same."""


_LONGEST_QUOTE: Final = 80
_LONGEST_WORD: Final = 400
_QUOTED: Final = re.compile(rf"(“[^”]{{{_LONGEST_QUOTE}}})[^”]+”|('[^']{{{_LONGEST_QUOTE}}})[^']+'")
_UNBROKEN: Final = re.compile(rf"(\S{{{_LONGEST_WORD // 2}}})\S{{{_LONGEST_WORD // 2},}}(\S{{40}})")


def guard(run: Callable[[], Any], args: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; whatever it raises is told in one sentence."""
    _write_any_script()
    lang = language(sys.argv[1:] if args is None else args)
    try:
        code = run()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("GOVGRAPH_DEBUG", "") not in {"", "0"}:
            import traceback

            traceback.print_exc()
        told, code = _told(error)
        _say(told, lang)
        return code
    return code if isinstance(code, int) and not isinstance(code, bool) else 0


def _told(error: BaseException) -> tuple[GovGraphError, int]:
    """Return what to tell about an error, and the exit code."""
    match error:
        case GovGraphError():
            return error, error.exit_code
        case click.UsageError():
            return _wrong_use(error), error.exit_code
        case click.Abort() | KeyboardInterrupt():
            told = GovGraphError(th="ถูกขัดจังหวะ ไม่มีสิ่งใดค้างครึ่งทาง", en="Interrupted; nothing is half-done.")
            return told, INTERRUPTED
        case OSError():
            name = f" {error.filename} " if error.filename else ""
            reason = error.strerror or type(error).__name__
            th, en = f"อ่านหรือเขียน{name}ไม่ได้: {reason}", f"Cannot read or write{name.rstrip()}: {reason}."
        case MemoryError():
            th, en = "หน่วยความจำไม่พอ", "There is not enough memory."
        case _:
            what = f"{type(error).__name__}: {one_line(str(error))[:300]}".rstrip(": ")
            th = f"govgraph ขัดข้องเอง โปรดแจ้งผู้พัฒนา พร้อมผลเมื่อตั้ง GOVGRAPH_DEBUG=1 ({what})"
            en = f"This is a fault of govgraph: please report it, with what GOVGRAPH_DEBUG=1 shows ({what})."
    return GovGraphError(th=th, en=en), BROKEN


def language(args: Sequence[str]) -> str:
    """Return the language asked for, before (or without) the options being read.

    >>> language(["links", "--lang", "th"]), language(["links", "--lang=en"])
    ('th', 'en')
    """
    chosen = os.environ.get("GOVGRAPH_LANG", "both")
    for at, arg in enumerate(args):
        if arg == "--lang" and at + 1 < len(args):
            chosen = args[at + 1]
        elif arg.startswith("--lang="):
            chosen = arg.removeprefix("--lang=")
    return chosen


def leave_pipe() -> int:
    """Point stdout at nothing, so that the interpreter can end quietly after the reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def one_line(said: str) -> str:
    """Return a message as it may be printed: in one line, no control characters, no endless name in it.

    >>> one_line(f"Nothing is called “{'x' * 1000}”.") == f"Nothing is called “{'x' * 80}…”."
    True
    """
    said = "".join(c if c.isprintable() else "�" for c in " ".join(said.split()))
    said = _QUOTED.sub(lambda m: f"{m[1]}…”" if m[1] else f"{m[2]}…'", said)
    return _UNBROKEN.sub(r"\1…\2", said)


def _write_any_script() -> None:
    """Let no stream refuse a letter: where it has no Thai, the code of the letter stands for it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _say(error: GovGraphError, lang: str) -> None:
    sentence = one_line(error.message(lang))
    candidates = list(error.candidates) if isinstance(error, UnresolvedNameError) else []
    if candidates and not (sys.stderr is not None and sys.stderr.isatty()):
        lines = [json.dumps({"error": sentence, "candidates": candidates}, ensure_ascii=False)]
    else:
        lines = [f"govgraph: {sentence}", *(f"  {candidate}" for candidate in candidates)]
    with contextlib.suppress(OSError):  # the exit code still tells what the full disk behind stderr cannot
        click.echo("\n".join(lines), err=True)


def _wrong_use(error: click.UsageError) -> GovGraphError:
    """Word a complaint of the option reader in both languages, with the way to the help."""
    said = one_line(error.format_message()).rstrip(".")
    command = error.ctx.command_path if error.ctx else "govgraph"
    match error:
        case click.NoSuchOption():
            near = f" อาจหมายถึง {', '.join(error.possibilities)}" if error.possibilities else ""
            th = f"ไม่มีตัวเลือก {error.option_name}{near}"
        case click.MissingParameter():
            th = f"ยังขาด {_hint(error)}"
        case click.BadParameter():
            th = f"ค่าของ {_hint(error)} ใช้ไม่ได้: {_wanted(error)}"
            said = said.replace(f"'{_option(error)}'", f"'{_hint(error)}'")
        case _:
            th = f"ใช้คำสั่งผิด ({said})"
    return GovGraphError(th=f"{th} ดู {command} --help", en=f"{said}; see {command} --help.")


def _wanted(error: click.BadParameter) -> str:
    """Say in Thai what may be given for a parameter, where its type tells; else what the option reader said."""
    match error.param and error.param.type:
        case click.Choice(choices=choices):
            return f"เลือกจาก {' '.join(map(str, choices))}"
        case click.IntRange(min=least, max=most):
            return f"ต้องเป็นจำนวนเต็มตั้งแต่ {least} ถึง {most}"
    return one_line(error.message).rstrip(".")


def _hint(error: click.BadParameter) -> str:
    """Return where the value came from: the option, or the variable of the environment that stood in for it."""
    param, ctx = error.param, error.ctx
    source = ctx.get_parameter_source(param.name) if ctx and param and param.name else None
    if param is not None and source is ParameterSource.ENVIRONMENT:
        return str(param.envvar)
    return _option(error)


def _option(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "?")
    return error.param.get_error_hint(error.ctx).replace("'", "")
