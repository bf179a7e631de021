"""A question with a time limit, asked in a process of its own: the engine itself knows no way to stop."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from govgraph.errors import GovGraphError, LimitError, StoreError
from govgraph.research.library import Query
from govgraph.research.run import Answer, run
from govgraph.research.terms import Value
from govgraph.store import open_store


def run_limited(location: str, query: Query | str, values: Mapping[str, Value | None], seconds: float) -> Answer:
    """Ask the store at a location, and give up after ``seconds`` of waiting for the answer (``inf``: never).

    Raises :class:`govgraph.errors.LimitError` at the limit; the process is then killed, whatever it was doing, as it
    is when the user interrupts. A query that ends the engine ends only that process.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_answer, args=(theirs, location, query, dict(values)), daemon=True)
    try:
        with _interrupts_held():
            worker.start()
        theirs.close()
        if not ours.poll(None if math.isinf(seconds) else seconds):
            raise LimitError(
                th=f"คำถามใช้เวลาเกิน {seconds:g} วินาที โปรดทำให้แคบลง หรือเพิ่ม --timeout",
                en=f"The query took longer than {seconds:g} second{'' if seconds == 1 else 's'}. "
                "Please narrow it, or raise --timeout.",
            )
        try:
            answer: Answer | GovGraphError = ours.recv()
        except EOFError:
            raise StoreError(
                th="คำถามนี้ทำให้เครื่องมือสืบค้นหยุดทำงาน โปรดทำให้ง่ายลง",
                en="The query brought the engine down. Please make it simpler.",
            ) from None
    finally:
        if worker.pid is not None:
            worker.kill()
            worker.join()
        ours.close()
    if isinstance(answer, GovGraphError):
        raise answer
    return answer


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a process that starts meanwhile be deaf to Ctrl-C, and hear it ourselves as soon as it has started."""
    resource_tracker.ensure_running()  # it would let interrupts through when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with(parent: BaseProcess | None) -> None:
    """Leave no question running when the process that asked it was killed."""
    if parent is not None:
        parent.join()
    os._exit(1)


def _answer(pipe: Connection, location: str, query: Query | str, values: dict[str, Value | None]) -> None:
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    try:
        with open_store(location) as store:
            pipe.send(run(store, query, values))
    except GovGraphError as error:
        pipe.send(error)
    except Exception as error:  # whatever it is, a trace on the terminal is no answer
        reason = f"{type(error).__name__}: {error}"[:200]
        pipe.send(StoreError(th=f"ตอบคำถามไม่ได้ ({reason})", en=f"The query could not be answered ({reason})."))
