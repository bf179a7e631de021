"""A question with a time limit, asked in a process of its own: the engine itself knows no way to stop."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from multiprocessing.connection import Connection

from govgraph.errors import GovGraphError, LimitError, StoreError
from govgraph.research.library import Query
from govgraph.research.run import Answer, run
from govgraph.research.terms import Value
from govgraph.store import open_store


def run_limited(location: str, query: Query | str, values: Mapping[str, Value | None], seconds: float) -> Answer:
    """Ask the store at a location, and give up after ``seconds`` of waiting for the answer.

    Raises :class:`govgraph.errors.LimitError` at the limit; the process is then killed, whatever it was doing.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_answer, args=(theirs, location, query, dict(values)), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise LimitError(
                th=f"คำถามใช้เวลาเกิน {seconds:g} วินาที โปรดทำให้แคบลง หรือเพิ่ม --timeout",
                en=f"The query took longer than {seconds:g} seconds. Please narrow it, or raise --timeout.",
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


def _answer(pipe: Connection, location: str, query: Query | str, values: dict[str, Value | None]) -> None:
    try:
        with open_store(location) as store:
            pipe.send(run(store, query, values))
    except GovGraphError as error:
        pipe.send(error)
