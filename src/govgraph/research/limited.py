"""A question with a time limit, asked in a process of its own: the engine itself knows no way to stop."""

from __future__ import annotations

import math
import multiprocessing
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection

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
    with _interrupts_ignored():
        worker.start()
    theirs.close()
    try:
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
        worker.kill()
        worker.join()
        ours.close()
    if isinstance(answer, GovGraphError):
        raise answer
    return answer


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let a process that starts meanwhile be deaf to Ctrl-C: its end is ours to decide, and to tell."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted, or may say what an interruption does
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _answer(pipe: Connection, location: str, query: Query | str, values: dict[str, Value | None]) -> None:
    try:
        with open_store(location) as store:
            pipe.send(run(store, query, values))
    except GovGraphError as error:
        pipe.send(error)
    except Exception as error:  # whatever it is, a trace on the terminal is no answer
        reason = f"{type(error).__name__}: {error}"[:200]
        pipe.send(StoreError(th=f"ตอบคำถามไม่ได้ ({reason})", en=f"The query could not be answered ({reason})."))
