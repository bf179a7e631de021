"""Work on a stranger's file in a process of its own, with limits that the system enforces.

A reader that asks for 512 GB, loops for ever or crashes ends that process and nothing else.
"""

from __future__ import annotations

import importlib
import json
import os
import pickle
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, Final, NoReturn

from govgraph.errors import GovGraphError, InputError, LimitError
from govgraph.workers.limits import limit_process
from govgraph.workers.process import start_process

_HEAD: Final = struct.Struct(">cQ")
_PIECE: Final = 1 << 20
_DATA, _DONE, _OURS, _OTHER, _MEMORY = b"d", b"z", b"e", b"x", b"m"
_KINDS: Final[dict[str, type[GovGraphError]]] = {"InputError": InputError, "LimitError": LimitError}

Work = Callable[..., Iterable[bytes]]
"""What a child does: a function of a module (not a lambda), giving bytes piece by piece."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What the work may take: bytes of address space, seconds of processor, seconds until it is ended."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: float


def in_child(work: Work, arguments: tuple[Any, ...], budget: Budget, name: str, descriptor: int) -> Iterator[bytes]:
    """Give the pieces that ``work(descriptor, *arguments)`` makes, run in a limited process.

    ``descriptor`` is an open file that the child may read; ``name`` is what the file is called in messages.
    Raises the :class:`InputError` or :class:`LimitError` that the work raised, :class:`LimitError` where the child
    exceeded its budget, and :class:`InputError` where it failed in any other way. The child is gone afterwards, also
    when the walk is left early.
    """
    child = start_process("govgraph.steward.tables.child", "serve", descriptor, out=True)
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        with suppress(BrokenPipeError), child.stdin:
            pickle.dump((work.__module__, work.__qualname__, budget, (descriptor, *arguments)), child.stdin)
        frames = _Frames(child.stdout, time.monotonic() + budget.wall_seconds, name, budget)
        for kind, piece in frames:
            if kind == _DATA:
                yield piece
            elif kind == _DONE:
                return
            else:
                _raise(kind, piece, name, budget)
        raise _died(child.wait(), name, budget)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


class _Frames:
    """The pieces that come through a pipe, until its end or a moment in time."""

    def __init__(self, pipe: IO[bytes], until: float, name: str, budget: Budget) -> None:
        self.descriptor = pipe.fileno()
        self.until = until
        self.name = name
        self.budget = budget

    def __iter__(self) -> Iterator[tuple[bytes, bytes]]:
        while head := self._read(_HEAD.size):
            kind, length = _HEAD.unpack(head)
            body = self._read(length)
            if body is None:
                return
            yield kind, body

    def _read(self, length: int) -> bytes | None:
        parts: list[bytes] = []
        while length:
            if not select.select([self.descriptor], [], [], max(0.0, self.until - time.monotonic()))[0]:
                raise _too_slow(self.name, self.budget.wall_seconds)
            part = os.read(self.descriptor, min(length, _PIECE))
            if not part:
                return None
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


def _raise(kind: bytes, piece: bytes, name: str, budget: Budget) -> NoReturn:
    if kind == _MEMORY:
        raise _too_much_memory(name, budget)
    told = json.loads(piece)
    if kind == _OURS:
        raise _KINDS[told["kind"]](th=told["th"], en=told["en"])
    raise damaged(name, told["reason"])


def damaged(name: str, reason: str) -> InputError:
    """Return the error for a file that its reader could not make sense of."""
    return InputError(
        th=f"แฟ้ม {name} เสียหายหรืออ่านไม่ได้ ({reason}) โปรดเปิดด้วย Excel หรือ LibreOffice แล้วบันทึกใหม่",
        en=f"{name} is damaged or cannot be read ({reason}). Please open it in Excel or LibreOffice and save it again.",
    )


def _died(status: int, name: str, budget: Budget) -> GovGraphError:
    if status == -signal.SIGXCPU:
        return _too_slow(name, budget.cpu_seconds)
    if status in (-signal.SIGABRT, -signal.SIGKILL):  # the engine gave up, or the system ended it
        return _too_much_memory(name, budget)
    return damaged(name, f"exit {status}")


def _too_slow(name: str, seconds: float) -> LimitError:
    return LimitError(
        th=f"อ่านแฟ้ม {name} นานเกิน {seconds:g} วินาที จึงหยุดอ่าน โปรดแบ่งเป็นแฟ้มที่เล็กลง",
        en=f"Reading {name} took more than {seconds:g} seconds and was given up. Please split it into smaller files.",
    )


def _too_much_memory(name: str, budget: Budget) -> LimitError:
    mebibytes = budget.memory_bytes // 1024**2
    return LimitError(
        th=f"อ่านแฟ้ม {name} ใช้หน่วยความจำเกิน {mebibytes:,} MiB จึงหยุดอ่าน "
        "โปรดลบเซลล์ที่ไม่ใช้ซึ่งอยู่ไกลจากตาราง หรือแบ่งเป็นแฟ้มที่เล็กลง",
        en=f"Reading {name} needed more than {mebibytes:,} MiB of memory and was given up. "
        "Please delete stray cells far from the table, or split it into smaller files.",
    )


def serve(_descriptor: int) -> None:
    """Do the work that stands in the standard input; the main function of the child."""
    module, function, budget, arguments = pickle.load(sys.stdin.buffer)
    # Whatever a library prints must not get between the pieces.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit_process(budget.memory_bytes, budget.cpu_seconds)
    try:
        for piece in getattr(importlib.import_module(module), function)(*arguments):
            _send(out, _DATA, piece)
        _send(out, _DONE, b"")
    except (InputError, LimitError) as error:
        _send(out, _OURS, json.dumps({"kind": type(error).__name__, "th": error.th, "en": error.en}).encode())
    except MemoryError:
        _send(out, _MEMORY, b"")
    except BaseException as error:  # a panic of an engine in Rust is no Exception
        reason = f"{type(error).__name__}: {error}"[:200]
        _send(out, _OTHER, json.dumps({"reason": reason}).encode())


def _send(out: IO[bytes], kind: bytes, piece: bytes) -> None:
    out.write(_HEAD.pack(kind, len(piece)))
    out.write(piece)
    out.flush()
