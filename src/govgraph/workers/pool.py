"""Several workers for many askers: each job gets one that is free, or waits its turn, but not for ever."""

from __future__ import annotations

import time
from collections import deque
from threading import Condition
from typing import Final

from govgraph.errors import LimitError
from govgraph.workers.job import Job
from govgraph.workers.limits import Limits
from govgraph.workers.output import Reply
from govgraph.workers.worker import Worker

_USED_UP: Final = 10_000
"""Jobs after which a worker is exchanged, so that nothing can pile up in it."""


class Pool:
    """A fixed number of workers on one store; may be asked from many threads.

    ``waiting`` jobs may wait for a free worker; one more is refused at once with a :class:`LimitError`
    (``limit="busy"``), as is one that has waited for as long as a job may take.
    """

    def __init__(self, location: str, *, workers: int, limits: Limits, waiting: int) -> None:
        self._location = location
        self._limits = limits
        self._waiting_at_most = waiting
        self._waiting = 0
        self._changed = Condition()
        self._all = [Worker(location, limits) for _ in range(workers)]
        self._free = deque(self._all)
        self._closed = False

    def run(self, job: Job, seconds: float | None = None) -> Reply:
        """Have a job done by a worker that is free; see :meth:`govgraph.workers.worker.Worker.ask`."""
        worker = self._take()
        try:
            return worker.ask(job, seconds)
        finally:
            self._give_back(worker)

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        with self._changed:
            self._closed = True
            for worker in self._all:
                worker.kill()
            self._changed.notify_all()

    def _take(self) -> Worker:
        until = time.monotonic() + self._limits.seconds
        with self._changed:
            if not self._free and self._waiting >= self._waiting_at_most:
                raise _busy()
            self._waiting += 1
            try:
                if not self._changed.wait_for(lambda: self._free or self._closed, until - time.monotonic()):
                    raise _busy()
                if self._closed:
                    raise _busy()
                return self._free.popleft()
            finally:
                self._waiting -= 1

    def _give_back(self, worker: Worker) -> None:
        with self._changed:
            if not self._closed and (not worker.alive or worker.jobs >= _USED_UP):
                if worker.alive:
                    worker.kill()
                fresh = Worker(self._location, self._limits)
                self._all[self._all.index(worker)] = worker = fresh  # noqa: PLW2901
            self._free.append(worker)
            self._changed.notify()


def _busy() -> LimitError:
    return LimitError(
        th="มีคำถามรออยู่มากเกินไป โปรดถามใหม่ภายหลัง", en="Too many queries are waiting. Please ask again later.", limit="busy"
    )
