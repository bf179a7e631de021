"""Run a step in a process of its own, and say how long it took and how much memory it held.

CPU time (user and system, all threads) is what to compare: wall time also counts what else the machine did.
Each sample is a fresh process, so that no step warms the caches of the next, and the peak of memory is its own.
"""

from __future__ import annotations

import multiprocessing
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Final, Self

LONG: Final = 20.0
"""A step whose first sample takes more CPU seconds is not repeated."""

Facts = Mapping[str, int | str]
"""What a step found: counts, and fingerprints of answers that must agree."""

Step = Callable[..., Facts]
"""A function of a module, called with a clock and plain arguments; what it does ``with clock:`` is measured."""


class Clock:
    """Adds up the CPU and wall time of what is done inside ``with``; after ``limit`` CPU seconds the process ends.

    >>> clock = Clock()
    >>> with clock:
    ...     _ = sum(range(1000))
    >>> clock.wall > 0
    True
    """

    def __init__(self, limit: float | None = None) -> None:
        self.cpu = self.wall = self.own = 0.0
        self.laps: dict[str, float] = {}
        self._limit = limit

    def __enter__(self) -> Self:
        self._began = _cpu(), time.perf_counter(), time.thread_time()
        if self._limit is not None:  # the system ends the process, also inside a library that never comes back
            most = ceil(self._began[0] + self._limit - self.cpu)
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        cpu, wall, own = self._began
        self.cpu += _cpu() - cpu
        self.wall += time.perf_counter() - wall
        self.own += time.thread_time() - own

    @contextmanager
    def lap(self, name: str) -> Iterator[None]:
        """Keep the CPU seconds of a part by itself as well.

        >>> clock = Clock()
        >>> with clock, clock.lap("sum"):
        ...     _ = sum(range(1000))
        >>> list(clock.laps)
        ['sum']
        """
        began = _cpu()
        yield
        self.laps[name] = self.laps.get(name, 0.0) + _cpu() - began


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of a step: seconds, and the most memory that its process held."""

    cpu: float
    wall: float
    peak_mb: float
    facts: Facts = field(default_factory=dict)
    own: float = 0.0
    """CPU seconds of the thread that did the step, without those of the engine's threads."""
    laps: Mapping[str, float] = field(default_factory=dict)
    """CPU seconds of parts of the step, by name."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The samples of a step. Where it ran into the limit (``over``, CPU seconds) or ``failed``, there are none.

    >>> Measure((Sample(1.0, 2.0, 50.0), Sample(3.0, 3.0, 70.0), Sample(2.0, 9.0, 60.0))).cpu
    2.0
    """

    samples: tuple[Sample, ...]
    over: float | None = None
    failed: str | None = None

    @property
    def cpu(self) -> float | None:
        """The median of the CPU seconds; where the limit was reached, the limit: it took at least so long."""
        return median(sample.cpu for sample in self.samples) if self.samples else self.over

    @property
    def wall(self) -> float | None:
        """The median of the wall seconds."""
        return median(sample.wall for sample in self.samples) if self.samples else None

    @property
    def own(self) -> float:
        """The median of the CPU seconds of the step's own thread."""
        return median(sample.own for sample in self.samples) if self.samples else 0.0

    @property
    def laps(self) -> dict[str, float]:
        """The medians of the CPU seconds of the parts that have a name."""
        names = self.samples[0].laps if self.samples else ()
        return {name: median(sample.laps[name] for sample in self.samples) for name in names}

    @property
    def peak_mb(self) -> float | None:
        """The median of the peaks of memory, in MB of a million bytes."""
        return median(sample.peak_mb for sample in self.samples) if self.samples else None

    @property
    def facts(self) -> Facts:
        """What the step found; the same in every sample."""
        return self.samples[0].facts if self.samples else {}

    def words(self, template: str) -> str:
        """Return what the step found, in words.

        >>> Measure((Sample(1.0, 1.0, 1.0, {"rows": 1200}),)).words("{rows:,} rows")
        '1,200 rows'
        >>> Measure((), over=20.0).words("{rows:,} rows")
        'not in time'
        """
        if self.samples:
            return template.format_map(self.facts)
        return f"failed: {self.failed.partition(':')[0]}" if self.failed else "not in time"


def measure(step: Step, *arguments: object, repeats: int = 3, limit: float = 60.0) -> Measure:
    """Run a step ``repeats`` times, each in a fresh process, and give up on it after ``limit`` CPU seconds."""
    samples: list[Sample] = []
    while len(samples) < repeats:
        sample = _sample(step, arguments, limit)
        if sample is None:
            return Measure((), over=limit)
        if isinstance(sample, str):
            return Measure((), failed=sample)
        samples.append(sample)
        if sample.cpu > LONG:
            break
    if any(sample.facts != samples[0].facts for sample in samples):
        raise RuntimeError(f"{step.__name__} gives another result each time: {[s.facts for s in samples]}")
    return Measure(tuple(samples))


def _sample(step: Step, arguments: tuple[object, ...], limit: float) -> Sample | str | None:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(sender, step, arguments, limit))
    process.start()
    sender.close()
    try:
        answer: object = receiver.recv()
    except EOFError:
        process.join()
        if process.exitcode == -signal.SIGXCPU:
            return None
        raise RuntimeError(f"{step.__name__} ended without a result: was there too little memory?") from None
    finally:
        process.kill()
        process.join()
    assert isinstance(answer, (Sample, str))
    return answer


def _child(sender: Connection[Any, Any], step: Step, arguments: tuple[object, ...], limit: float) -> None:
    clock = Clock(limit)
    try:
        facts = dict(step(clock, *arguments))
        sender.send(Sample(clock.cpu, clock.wall, _peak_mb(), facts, clock.own, clock.laps))
    except Exception as error:
        sender.send(f"{type(error).__name__}: {error}")


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak_mb() -> float:
    """Return the peak of this process alone: on Linux ``ru_maxrss`` also remembers the process that began it."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
