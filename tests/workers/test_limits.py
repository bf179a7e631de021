"""What a process may take: set by the system, never raised, and told by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from govgraph.workers import Limits, Worker
from tests.workers.conftest import LIMITS
from tests.workers.jobs import Limited


def said(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stdout.strip()


def test_a_worker_has_the_memory_that_it_was_given_beside_its_own(worker: Worker) -> None:
    found: Any = worker.ask(Limited()).value
    (soft, hard), core = found
    assert soft == hard
    assert LIMITS.memory < soft < LIMITS.memory + (300 << 20)
    assert core == (0, 0)


def test_a_limit_from_outside_is_never_raised() -> None:
    code = (
        "import resource\nfrom govgraph.workers.limits import limit_process\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 600 << 20))\n"
        "limit_process(memory=1 << 40)\nprint(resource.getrlimit(resource.RLIMIT_AS) == (600 << 20, 600 << 20))\n"
        "limit_process(memory=500 << 20)\nprint(resource.getrlimit(resource.RLIMIT_AS) == (500 << 20, 500 << 20))\n"
    )
    assert said(code).split() == ["True", "True"]


def test_time_on_the_processor_ends_the_process() -> None:
    code = (
        "import subprocess, sys\nloop = 'from govgraph.workers.limits import limit_process\\n"
        "limit_process(cpu_seconds=1)\\nwhile True: pass'\n"
        "import signal; print(subprocess.run([sys.executable, '-c', loop]).returncode == -signal.SIGXCPU)"
    )
    assert said(code) == "True"


def test_the_limits_of_one_worker_are_not_those_of_another(store: Path) -> None:
    workers = [Worker(str(store), Limits(memory=size << 20)) for size in (300, 400)]
    try:
        values: list[Any] = [worker.ask(Limited(), 120).value for worker in workers]
        assert 50 << 20 < values[1][0][0] - values[0][0][0] < 150 << 20
    finally:
        for worker in workers:
            worker.kill()
