"""One worker: what it answers, how its jobs fail, and that nothing of it stays behind."""

from __future__ import annotations

import math
import os
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from govgraph.errors import GovGraphError, LimitError, NotFoundError, RejectedError, StoreError, UsageError
from govgraph.workers import Job, Limits, Worker
from tests.processes import gone
from tests.workers.conftest import LIMITS, ROOT, eventually_gone, open_files, write
from tests.workers.jobs import Add, Announce, Connect, Count, Echo, Endless, Large, Misbehave, Trap, Unsendable


def process_of(worker: Worker) -> int:
    value: Any = worker.ask(Echo(None)).value
    return int(value[1])


def test_a_worker_gives_the_value_and_what_was_written(worker: Worker) -> None:
    first, second = (worker.ask(Echo({"ก": n}, "ข".encode())) for n in range(2))
    assert first.read() == second.read() == "ข".encode()
    values: list[Any] = [first.value, second.value]
    assert [value[0] for value in values] == [{"ก": 0}, {"ก": 1}]
    assert values[0][1] == values[1][1]  # one process, that lives on
    assert worker.ask(Count()).value == 1000


@pytest.mark.parametrize("size", [0, 1_000, 1 << 20, 5_000_000])
def test_answers_of_any_size_arrive_whole(worker: Worker, size: int) -> None:
    reply = worker.ask(Large(size))
    assert reply.size == size // 1000 * 1000
    assert reply.read() == b"x" * reply.size


def test_errors_of_ours_cross_whole_and_leave_the_worker(worker: Worker) -> None:
    process = process_of(worker)
    with pytest.raises(UsageError) as refused:
        worker.ask(Misbehave("refuse"))
    assert (refused.value.th, refused.value.en, refused.value.args) == ("ไม่ได้", "No.", ("ไม่ได้", "No."))
    with pytest.raises(LimitError) as limited:
        worker.ask(Misbehave("limit"))
    assert limited.value.limit == "rows"
    with pytest.raises(NotFoundError) as unknown:
        worker.ask(Misbehave("name"))
    assert unknown.value.candidates == ("urn:a", "urn:b")
    with pytest.raises(RejectedError) as rejected:
        worker.ask(Misbehave("reject"))
    assert rejected.value.findings == ("one", 2)
    assert (worker.alive, process_of(worker)) == (True, process)


@pytest.mark.parametrize("how", ["fail", "panic", "stop", "deep", "exit", "interrupted"])
def test_what_python_can_catch_is_told_and_leaves_the_worker(worker: Worker, how: str) -> None:
    process = process_of(worker)
    with pytest.raises(StoreError, match="could not be answered"):
        worker.ask(Misbehave(how))
    assert process_of(worker) == process


def test_a_value_that_cannot_cross_is_an_error(worker: Worker) -> None:
    with pytest.raises(StoreError, match="could not be answered"):
        worker.ask(Unsendable())
    assert worker.ask(Count()).value == 1000


@pytest.mark.parametrize("how", ["segv", "abort", "kill", "leave", "hang_up", "eat", "memory"])
def test_whatever_ends_the_process_is_an_error_and_nothing_stays(store: Path, how: str) -> None:
    before = open_files()
    worker = Worker(str(store), LIMITS)
    process = process_of(worker)
    with pytest.raises(LimitError if how in {"abort", "eat", "memory"} else StoreError) as caught:
        worker.ask(Misbehave(how))
    if isinstance(caught.value, LimitError):
        assert caught.value.limit == "memory"
        assert "512 MiB" in caught.value.en
    assert not worker.alive
    worker.kill()
    assert gone(process)
    assert open_files() == before


def test_a_job_that_cannot_be_picked_up_ends_the_worker_alone(worker: Worker) -> None:
    with pytest.raises(StoreError):
        worker.ask(Trap())
    assert not worker.alive


@pytest.mark.parametrize("job", [Endless(), Misbehave("loop"), Misbehave("sleep")])
def test_a_job_without_an_end_is_ended_for_real(store: Path, job: Job) -> None:
    before = open_files()
    worker = Worker(str(store), LIMITS)
    process = process_of(worker)
    with pytest.raises(LimitError, match=r"longer than 0\.2 seconds") as caught:
        worker.ask(job, 0.2)
    assert caught.value.limit == "time"
    assert not worker.alive
    assert gone(process)
    assert open_files() == before


def test_a_worker_that_is_asked_for_no_limit_waits(worker: Worker) -> None:
    assert worker.ask(Count(), math.inf).value == 1000


def test_many_kills_leave_no_open_file_and_no_process(store: Path) -> None:
    before = open_files()
    for _ in range(5):
        worker = Worker(str(store), LIMITS)
        process = worker._process.pid
        worker.kill()
        worker.kill()  # as often as one likes
        assert gone(process)
    assert open_files() == before


def test_an_answer_that_is_too_large_is_an_error_and_never_half_of_it(store: Path) -> None:
    worker = Worker(str(store), Limits(seconds=120.0, size=10_000))
    try:
        assert worker.ask(Large(10_000)).size == 10_000
        with pytest.raises(LimitError, match="larger than 10,000 bytes") as caught:
            worker.ask(Large(11_000))
        assert caught.value.limit == "size"
        assert worker.ask(Count()).value == 1000
    finally:
        worker.kill()


def test_a_worker_sees_what_others_have_written_since(store: Path, worker: Worker) -> None:
    assert worker.ask(Count()).value == 1000
    code = (
        f"from pathlib import Path; from tests.workers.conftest import write; write(Path({str(store)!r}), 1000, 1010)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    assert worker.ask(Count()).value == 1010


def test_a_worker_writes_and_sees_what_it_wrote(store: Path, worker: Worker) -> None:
    assert worker.ask(Count()).value == 1000
    worker.ask(Add())
    assert worker.ask(Count()).value == 1001
    write(store, 1000, 1001)  # the lock was given back
    assert worker.ask(Count()).value == 1002


def test_a_reader_whose_files_were_taken_away_opens_anew(store: Path, worker: Worker) -> None:
    import pyoxigraph

    assert worker.ask(Count()).value == 1000
    for first in range(1000, 1100, 10):
        write(store, first, first + 10)
    engine = pyoxigraph.Store(str(store / "store"))
    engine.optimize()
    del engine
    assert worker.ask(Count()).value == 1100


def test_a_store_that_is_not_there_is_an_error_until_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    worker = Worker(str(folder), LIMITS)
    try:
        with pytest.raises(StoreError, match="no store"):
            worker.ask(Count())
        write(folder, 0, 10)
        assert worker.ask(Count()).value == 10
    finally:
        worker.kill()


def test_a_worker_has_no_network(worker: Worker) -> None:
    code = "from govgraph.workers.limits import leave_network; print(leave_network())"
    if subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() != b"True":
        pytest.skip("this system does not permit a process to leave the network (unshare)")
    with socket.create_server(("127.0.0.1", 0)) as door:
        assert worker.ask(Connect(door.getsockname()[1])).value != "connected"
        door.setblocking(False)
        with pytest.raises(BlockingIOError):
            door.accept()


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_ends_with_who_asked_it(store: Path, tmp_path: Path, way: signal.Signals) -> None:
    told = tmp_path / "told"
    code = f"""
        from pathlib import Path
        from govgraph.workers import Limits, Worker
        from tests.workers.jobs import Announce
        Worker({str(store)!r}, Limits(seconds=600)).ask(Announce(Path({str(told)!r})))
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], env=environment) as asker:
        while not told.exists():
            assert asker.poll() is None
        asker.send_signal(way)
        asker.wait()
    eventually_gone(int(told.read_text()))


def test_a_message_of_an_unknown_class_never_reaches_the_caller_as_another_error(worker: Worker) -> None:
    with pytest.raises(GovGraphError):
        worker.ask(Announce(Path("/nowhere/at/all")))
    assert worker.ask(Count()).value == 1000
