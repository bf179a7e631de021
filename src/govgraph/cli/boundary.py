"""Where errors end: one sentence on stderr, an exit code, and no traceback.

``GOVGRAPH_DEBUG=1`` shows the traceback to whoever is looking for a fault.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from govgraph.errors import GovGraphError, UnresolvedNameError

INTERRUPTED: Final = 130
BROKEN: Final = 4
"""For faults of our own: the contract has no code for them, and the answer could not be read all the same."""


def guard(run: Callable[[], Any], args: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; whatever it raises is told in one sentence."""
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
            name = f" {error.filename}" if error.filename else ""
            reason = error.strerror or type(error).__name__
            th, en = f"อ่านหรือเขียน{name} ไม่ได้: {reason}", f"Cannot read or write{name}: {reason}."
        case MemoryError():
            th, en = "หน่วยความจำไม่พอ", "There is not enough memory."
        case _:
            what = f"{type(error).__name__}: {_one_line(error)}".rstrip(": ")
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


def _say(error: GovGraphError, lang: str) -> None:
    sentence = error.message(lang)
    candidates = list(error.candidates) if isinstance(error, UnresolvedNameError) else []
    if candidates and not sys.stderr.isatty():
        click.echo(json.dumps({"error": sentence, "candidates": candidates}, ensure_ascii=False), err=True)
        return
    click.echo(f"govgraph: {sentence}", err=True)
    for candidate in candidates:
        click.echo(f"  {candidate}", err=True)


def _one_line(said: object) -> str:
    return " ".join(str(said).split())[:300]


def _wrong_use(error: click.UsageError) -> GovGraphError:
    """Word a complaint of the option reader in both languages, with the way to the help."""
    said = _one_line(error.format_message()).rstrip(".")
    command = error.ctx.command_path if error.ctx else "govgraph"
    match error:
        case click.NoSuchOption():
            near = f" อาจหมายถึง {', '.join(error.possibilities)}" if error.possibilities else ""
            th = f"ไม่มีตัวเลือก {error.option_name}{near}"
        case click.MissingParameter():
            th = f"ยังขาด {_hint(error)}"
        case click.BadParameter():
            th = f"ค่าของ {_hint(error)} ใช้ไม่ได้ ({_one_line(error.message).rstrip('.')})"
        case _:
            th = f"ใช้คำสั่งผิด ({said})"
    return GovGraphError(th=f"{th} ดู {command} --help", en=f"{said}; see {command} --help.")


def _hint(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "?")
    return error.param.get_error_hint(error.ctx).replace("'", "")
