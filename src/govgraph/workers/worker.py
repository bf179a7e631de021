"""One limited process that holds a store open and does one job after the other."""

from __future__ import annotations

import math
import os
import pickle
import signal
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Final, NoReturn

from govgraph.errors import GovGraphError, LimitError, StoreError
from govgraph.workers import channel
from govgraph.workers.channel import Channel, Message
from govgraph.workers.job import Job, Stores
from govgraph.workers.limits import Limits, address_space, leave_network, limit_process
from govgraph.workers.output import Output, Reply
from govgraph.workers.process import start_process

_TO_START: Final = 60.0  # seconds; an interpreter takes a fraction of one where the machine has nothing else to do


class Worker:
    """A process of its own with the store at a location.

    A worker whose job failed by a limit or by a crash is gone; :attr:`alive` tells. Use one in one thread at a time.
    It imports the ``modules`` of its jobs (and calls their ``prepare()``), and opens the store, before the time of the
    first one is counted, and its memory. Raises :class:`OSError` where the system can start no process.
    """

    def __init__(self, location: str, limits: Limits, modules: Sequence[str] = ()) -> None:
        self.limits = limits
        ours, theirs = socket.socketpair()
        self._channel = Channel(ours)
        try:
            with theirs:
                self._process = start_process("govgraph.workers.worker", "serve", theirs.fileno())
        except OSError:
            self._channel.close()
            raise
        # Not as an argument, which other users could see: it may hold a password.
        self._channel.send(channel.READY, pickle.dumps((location, limits, tuple(modules))))
        self._ready = False
        self.alive = True
        self.jobs = 0

    def ask(self, job: Job, seconds: float | None = None) -> Reply:
        """Have a job done, and return its reply.

        Raises what the job raised of our errors; :class:`LimitError` where it took more than ``seconds`` (of the
        limits, where not given; ``inf``: never) or more memory than allowed; :class:`StoreError` where it ended the
        process otherwise.
        """
        given = self.limits.seconds if seconds is None else seconds
        self.jobs += 1
        try:
            reply = self._reply(job, given)
        except TimeoutError:
            self.kill()
            raise _too_slow(given) from None
        except BaseException:
            self.kill()
            raise
        if isinstance(reply, GovGraphError):
            raise reply
        return reply

    def end(self) -> None:
        """End the process, whatever it is doing, from any thread; whoever waits for its answer hears that it died."""
        self.alive = False
        self._process.kill()

    def kill(self) -> None:
        """End the process, and let go of what connected us to it."""
        self.end()
        self._process.wait()
        self._channel.close()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _reply(self, job: Job, seconds: float) -> Reply | GovGraphError:
        """Return the reply, or the error that the job raised; whatever is raised here has ended the process."""
        if not self._ready:
            self._receive(time.monotonic() + _TO_START)
            self._ready = True
        until = time.monotonic() + seconds if seconds < math.inf else None
        with suppress(ConnectionError):  # what ended the process is told where its answer is missed
            self._channel.send(channel.JOB, pickle.dumps(job), until=until)
        first = self._receive(until)
        if first.kind == channel.MEMORY:
            raise _too_much_memory(self.limits.memory)
        said = pickle.loads(first.body)
        if first.kind == channel.ERROR:
            assert isinstance(said, GovGraphError)
            return said
        body = self._receive(time.monotonic() + _TO_START)
        return Reply.of(said, body.body, body.file)

    def _receive(self, until: float | None) -> Message:
        message = self._channel.receive(until)
        if message is None:
            self._died()
        return message

    def _died(self) -> NoReturn:
        self._process.kill()
        status = self._process.wait()
        if status == -signal.SIGABRT:  # how the engine ends when the system gives it no more memory
            raise _too_much_memory(self.limits.memory)
        raise StoreError(
            th="คำถามนี้ทำให้เครื่องมือสืบค้นหยุดทำงาน โปรดทำให้ง่ายลง",
            en="The query brought the engine down. Please make it simpler.",
        )


def _too_slow(seconds: float) -> LimitError:
    return LimitError(
        th=f"คำถามใช้เวลาเกิน {seconds:g} วินาที โปรดทำให้แคบลง หรือขยายเวลาที่กำหนด",
        en=f"The query took longer than {seconds:g} second{'' if seconds == 1 else 's'}. "
        "Please narrow it, or allow more time.",
        limit="time",
    )


def _too_much_memory(most: int) -> LimitError:
    return LimitError(
        th=f"คำถามใช้หน่วยความจำเกิน {most >> 20:,} MiB โปรดทำให้แคบลง",
        en=f"The query needed more than {most >> 20:,} MiB of memory. Please narrow it.",
        limit="memory",
    )


def serve(descriptor: int) -> None:
    """Do jobs until the other end hangs up; the main function of the process."""
    ours = Channel(socket.socket(fileno=descriptor))
    first = ours.receive()
    if first is None:
        return
    location, limits, modules = pickle.loads(first.body)
    stores = Stores(location, limits)
    if not stores.remote:
        leave_network()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for module in modules:
        getattr(import_module(module), "prepare", _nothing)()
    if modules:
        with suppress(GovGraphError):  # where there is a fault, who asks first is told
            stores.reading()
    limit_process(memory=address_space() + limits.memory)
    ours.send(channel.READY, b"")
    while (message := ours.receive()) is not None:
        _do(pickle.loads(message.body), stores, ours)


def _nothing() -> None:
    """Prepare nothing."""


def _do(job: Job, stores: Stores, asker: Channel) -> None:
    """Do one job and tell what came of it."""
    with Output(stores.limits.size) as output:
        try:
            said = pickle.dumps(job.run(stores, output))
        except StoreError as error:
            if stores.lost():  # a writer took away what this reader still stood on
                _do(job, stores, asker)
            else:
                asker.send(channel.ERROR, pickle.dumps(error))
        except GovGraphError as error:
            asker.send(channel.ERROR, pickle.dumps(error))
        except MemoryError:
            asker.send(channel.MEMORY, b"")
        except BaseException as error:  # a panic of an engine in Rust is no Exception; a trace is no answer
            asker.send(channel.ERROR, pickle.dumps(_unforeseen(error)))
        else:
            body, file = output.whole()
            asker.send(channel.VALUE, said)
            asker.send(channel.BODY, body, file)


def _end_with_parent() -> None:
    """Leave no question running when the process that asked it was killed: its end of our standard input closes."""
    os.read(0, 1)
    os._exit(1)


def _unforeseen(error: BaseException) -> StoreError:
    reason = f"{type(error).__name__}: {error}"[:200]
    return StoreError(th=f"ตอบคำถามไม่ได้ ({reason})", en=f"The query could not be answered ({reason}).")
