"""Several workers for many askers: each job gets one that is free, or waits its turn, but not for ever."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from threading import Condition
from typing import Final

from govgraph.errors import LimitError
from govgraph.workers.job import Job
from govgraph.workers.limits import Limits
from govgraph.workers.output import Reply
from govgraph.workers.worker import Worker

_USED_UP: Final = 10_000
"""Jobs after which a worker is exchanged, so that nothing can pile up in it."""


class Call:
    """Somebody who has a job done, and may lose interest before it is."""

    def __init__(self) -> None:
        self.given_up = False
        self.worker: Worker | None = None


class Pool:
    """A fixed number of workers on one store; may be asked from many threads.

    ``waiting`` jobs may wait for a free worker; one more is refused at once with a :class:`LimitError`
    (``limit="busy"``), as is one that has waited for as long as a job may take.
    """

    def __init__(
        self, location: str, *, workers: int, limits: Limits, waiting: int, modules: Sequence[str] = ()
    ) -> None:
        self._new = partial(Worker, location, limits, modules)
        self._limits = limits
        self._waiting_at_most = waiting
        self._waiting = 0
        self._changed = Condition()
        self._all = [self._new() for _ in range(workers)]
        self._free = deque(self._all)
        self._closed = False

    def run(self, job: Job, seconds: float | None = None, call: Call | None = None) -> Reply:
        """Have a job done by a worker that is free; see :meth:`govgraph.workers.worker.Worker.ask`.

        Where the ``call`` is given up meanwhile, what the job raises says nothing.
        """
        call = call or Call()
        worker = self._take(call)
        try:
            return worker.ask(job, seconds)
        finally:
            self._give_back(worker, call)

    def give_up(self, call: Call) -> None:
        """End the work for a call, whether it waits or is being done."""
        with self._changed:
            call.given_up = True
            if call.worker is not None:
                call.worker.end()
            self._changed.notify_all()

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        with self._changed:
            self._closed = True
            for worker in self._all:
                worker.end()
            for worker in self._free:
                worker.kill()
            self._changed.notify_all()

    def _take(self, call: Call) -> Worker:
        until = time.monotonic() + self._limits.seconds
        with self._changed:
            if not self._free and self._waiting >= self._waiting_at_most:
                raise _busy()
            self._waiting += 1
            try:
                self._changed.wait_for(lambda: self._free or self._closed or call.given_up, until - time.monotonic())
                if not self._free or self._closed or call.given_up:
                    raise _busy()
                worker = self._free.popleft()
                try:
                    call.worker = worker = self._working(worker)
                except LimitError:
                    self._free.append(worker)
                    raise
                return worker
            finally:
                self._waiting -= 1

    def _give_back(self, worker: Worker, call: Call) -> None:
        with self._changed:
            call.worker = None
            if self._closed:
                worker.kill()
            else:
                if worker.jobs >= _USED_UP:
                    worker.kill()
                with suppress(LimitError):  # who takes it next tries again
                    worker = self._working(worker)
                self._free.append(worker)
            self._changed.notify()

    def _working(self, worker: Worker) -> Worker:
        """Return the worker, or a new one in the place of one that is gone; :class:`LimitError` if none can start."""
        if worker.alive:
            return worker
        worker.kill()
        try:
            fresh = self._new()
        except OSError:  # the machine has no process or no memory to give
            raise _busy() from None
        self._all[self._all.index(worker)] = fresh
        return fresh


def _busy() -> LimitError:
    return LimitError(
        th="มีคำถามรออยู่มากเกินไป โปรดถามใหม่ภายหลัง",
        en="Too many queries are waiting. Please ask again later.",
        limit="busy",
    )
