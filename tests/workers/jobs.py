"""Jobs that workers are asked to do: some answer, some misbehave in every way that a process can."""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pyoxigraph

from govgraph.errors import LimitError, NotFoundError, RejectedError, UsageError
from govgraph.store.port import Solutions
from govgraph.workers import Output, Stores


@dataclass(frozen=True)
class Echo:
    """Gives back what it got, and who it is."""

    value: object
    text: bytes = b""

    def run(self, stores: Stores, output: Output) -> object:
        output.write(self.text)
        print("what a job prints is nobody's answer")
        return self.value, os.getpid()


@dataclass(frozen=True)
class Count:
    """The number of statements in the store."""

    def run(self, stores: Stores, output: Output) -> object:
        answer = stores.reading().stream("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert isinstance(answer, Solutions)
        ((number,),) = answer.rows
        assert isinstance(number, pyoxigraph.Literal)
        return int(number.value)


@dataclass(frozen=True)
class Add:
    """One more statement, by the worker itself."""

    def run(self, stores: Stores, output: Output) -> None:
        with stores.writing() as store:
            store.update("INSERT DATA { GRAPH <urn:more> { <urn:s> <urn:p> 'by the worker' } }")


@dataclass(frozen=True)
class Endless:
    """A query without an end, within the engine."""

    def run(self, stores: Stores, output: Output) -> object:
        answer = stores.reading().stream("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
        assert isinstance(answer, Solutions)
        return list(answer.rows)


@dataclass(frozen=True)
class Large:
    """An answer of so many bytes, written in pieces."""

    size: int
    piece: int = 1000

    def run(self, stores: Stores, output: Output) -> None:
        for _ in range(self.size // self.piece):
            output.write(b"x" * self.piece)


@dataclass(frozen=True)
class Misbehave:
    """Does what its name says."""

    how: str

    def run(self, stores: Stores, output: Output) -> object:
        output.write(b"half an answer")
        getattr(self, f"_{self.how}")()
        return None

    def _refuse(self) -> NoReturn:
        raise UsageError(th="ไม่ได้", en="No.")

    def _limit(self) -> NoReturn:
        raise LimitError(th="มากไป", en="Too much.", limit="rows")

    def _name(self) -> NoReturn:
        raise NotFoundError(th="ไม่พบ", en="Not found.", candidates=["urn:a", "urn:b"])

    def _reject(self) -> NoReturn:
        raise RejectedError(th="ไม่ผ่าน", en="Does not pass.", findings=("one", 2))

    def _fail(self) -> NoReturn:
        raise ValueError("odd")

    def _panic(self) -> None:
        raise BaseException("what a panic in Rust looks like")  # noqa: TRY002

    def _stop(self) -> None:
        raise StopIteration

    def _deep(self) -> None:
        self._deep()

    def _memory(self) -> None:
        bytearray(10**12)

    def _eat(self) -> None:
        kept = []
        while True:
            kept.append(bytearray(1 << 20))

    def _segv(self) -> None:
        ctypes.string_at(0)

    def _abort(self) -> None:
        os.abort()

    def _kill(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def _exit(self) -> None:
        sys.exit(3)

    def _leave(self) -> None:
        os._exit(0)

    def _hang_up(self) -> None:
        os.closerange(3, 100)

    def _interrupted(self) -> None:
        raise KeyboardInterrupt

    def _loop(self) -> None:
        while True:
            pass

    def _sleep(self) -> None:
        signal.pause()


@dataclass(frozen=True)
class Unsendable:
    """Gives a value that cannot cross."""

    def run(self, stores: Stores, output: Output) -> object:
        return lambda: None


class Trap:
    """A job that cannot even be picked up."""

    def run(self, stores: Stores, output: Output) -> None:
        """Never comes to this."""

    def __reduce__(self) -> tuple[object, ...]:
        return (pickle.loads, (b"no pickle at all",))


@dataclass(frozen=True)
class Connect:
    """Calls somebody on this machine."""

    port: int

    def run(self, stores: Stores, output: Output) -> str:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=10).close()
        except OSError as error:
            return str(error)
        return "connected"


@dataclass(frozen=True)
class Limited:
    """What the process may take, as the system has it."""

    def run(self, stores: Stores, output: Output) -> object:
        import resource

        return resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CORE)


@dataclass(frozen=True)
class Announce:
    """Says by a file who it is, and goes on for ever."""

    path: Path

    def run(self, stores: Stores, output: Output) -> None:
        made = self.path.with_suffix(".new")
        made.write_text(str(os.getpid()))
        made.rename(self.path)
        Endless().run(stores, output)
