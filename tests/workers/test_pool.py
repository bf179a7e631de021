"""Several workers for many askers: everybody gets their own answer, and nobody waits for ever."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.errors import GovGraphError, LimitError, StoreError
from govgraph.workers import Call, Limits, Pool, Reply
from tests.workers.conftest import LIMITS, open_files
from tests.workers.jobs import Announce, Count, Echo, Endless, Large, Misbehave


@pytest.fixture
def pool(store: Path) -> Iterator[Pool]:
    made = Pool(str(store), workers=2, limits=LIMITS, waiting=100)
    yield made
    made.close()


def begun(pool: Pool, path: Path, call: Call | None = None) -> Future[Reply]:
    """Begin a job without an end, and wait until it is being done."""
    threads = ThreadPoolExecutor(1)
    future = threads.submit(pool.run, Announce(path), None, call)
    threads.shutdown(wait=False)
    while not path.exists():
        assert not future.done()
    return future


def test_each_asker_gets_their_own_answer(pool: Pool) -> None:
    def ask(number: int) -> bool:
        text = str(number).encode() * (1 + number % 7 * 60_000)
        reply = pool.run(Echo(number, text))
        value: Any = reply.value
        return bool(value[0] == number) and reply.read() == text

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(ask, range(300)))


@settings(deadline=None, max_examples=6)
@given(plan=st.lists(st.sampled_from(["echo", "refuse", "segv", "leave", "abort", "large"]), max_size=12))
def test_whatever_others_ask_an_answer_stays_the_own(plan: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.workers.conftest import write

    folder = tmp_path_factory.mktemp("pool") / "store"
    write(folder, 0, 1)
    pool = Pool(str(folder), workers=2, limits=LIMITS, waiting=100)

    def ask(number: int, how: str) -> bool:
        if how == "large":
            return pool.run(Large(3_000_000)).read() == b"x" * 3_000_000
        if how == "echo":
            value: Any = pool.run(Echo(number)).value
            return bool(value[0] == number)
        with pytest.raises(GovGraphError):
            pool.run(Misbehave(how))
        return True

    try:
        with ThreadPoolExecutor(6) as threads:
            assert all(threads.map(ask, range(len(plan)), plan))
        assert pool.run(Count()).value == 1
    finally:
        pool.close()


@pytest.mark.parametrize("how", ["segv", "kill", "leave", "abort"])
def test_after_a_crash_the_next_job_gets_an_answer(pool: Pool, how: str) -> None:
    for _ in range(3):
        with pytest.raises(GovGraphError):
            pool.run(Misbehave(how))
    assert [pool.run(Count()).value for _ in range(4)] == [1000] * 4


def test_a_worker_that_could_not_be_started_is_started_for_who_asks_later(store: Path) -> None:
    pool = Pool(str(store), workers=1, limits=LIMITS, waiting=100)
    try:
        assert pool.run(Count()).value == 1000
        with no_more_files():
            for _ in range(3):
                with pytest.raises(GovGraphError):
                    pool.run(Misbehave("kill"))
        assert pool.run(Count()).value == 1000
    finally:
        pool.close()


@contextmanager
def no_more_files() -> Iterator[None]:
    """Let this process open nothing further, and so start no other."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_after_a_job_that_took_too_long_the_next_gets_an_answer(pool: Pool) -> None:
    for _ in range(3):
        with pytest.raises(LimitError) as caught:
            pool.run(Endless(), 0.2)
        assert caught.value.limit == "time"
    assert [pool.run(Count()).value for _ in range(4)] == [1000] * 4


def test_who_would_have_to_wait_behind_too_many_is_refused_at_once(store: Path, tmp_path: Path) -> None:
    pool = Pool(str(store), workers=1, limits=LIMITS, waiting=0)
    running = begun(pool, tmp_path / "told")
    with pytest.raises(LimitError) as caught:
        pool.run(Count())
    assert caught.value.limit == "busy"
    pool.close()
    with pytest.raises(GovGraphError):
        running.result()


def test_nobody_waits_longer_than_a_job_may_take(store: Path, tmp_path: Path) -> None:
    pool = Pool(str(store), workers=1, limits=Limits(seconds=0.3), waiting=10)
    pool.run(Count(), 60)
    with ThreadPoolExecutor() as threads:
        running = threads.submit(pool.run, Announce(tmp_path / "told"), 600)
        while not (tmp_path / "told").exists():
            assert not running.done()
        with pytest.raises(LimitError) as caught:
            pool.run(Count())
        assert caught.value.limit == "busy"
        pool.close()
        assert isinstance(running.exception(), GovGraphError)


def test_a_call_that_is_given_up_ends_its_worker_and_no_other(pool: Pool, tmp_path: Path) -> None:
    call = Call()
    other, running = begun(pool, tmp_path / "other"), begun(pool, tmp_path / "told", call)
    pool.give_up(call)
    assert isinstance(running.exception(), StoreError)
    assert pool.run(Count()).value == 1000
    pool.give_up(call)  # too late: whoever works now is somebody else's
    assert pool.run(Count()).value == 1000
    assert not other.done()


def test_a_call_that_is_given_up_while_it_waits_is_never_begun(store: Path, tmp_path: Path) -> None:
    pool = Pool(str(store), workers=1, limits=LIMITS, waiting=10)
    call, behind = Call(), tmp_path / "behind"
    running = begun(pool, tmp_path / "told")
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(pool.run, Announce(behind), None, call)
        pool.give_up(call)
        assert isinstance(waiting.exception(), LimitError)
        assert not behind.exists()
        pool.close()
    assert isinstance(running.exception(), GovGraphError)


def test_closing_ends_what_is_running_and_leaves_nothing_open(store: Path, tmp_path: Path) -> None:
    before = open_files()
    pool = Pool(str(store), workers=2, limits=LIMITS, waiting=10)
    running = [begun(pool, tmp_path / name) for name in "ab"]
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(pool.run, Count())
        pool.close()
        assert isinstance(waiting.exception(), LimitError)
    assert all(isinstance(future.exception(), GovGraphError) for future in running)
    with pytest.raises(LimitError):
        pool.run(Count())
    assert open_files() == before
