"""Exhibition time for threads: one awake at a time, and none left."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from inspect import Parameter, signature
from typing import Any

import pytest

from simul.hall.clock import Clock
from simul.hall.hall import Hall
from simul.runtime.blame import PartyFailed
from simul.runtime.stuck import Deadlock
from simul.runtime.threads import thread_pool, thread_time, threading_, timed_locks
from simul.runtime.threads.thread_pool import Futures
from simul.runtime.threads.thread_time import ThreadTime
from simul.runtime.threads.threading_ import Threading
from tests.modes.concurrent import nothing_left_over
from tests.plans import plan_of


def run(play: Callable[..., None], runtime: Any = threading_) -> float:
    clock = Clock()
    with nothing_left_over():
        runtime.run(play, Hall(plan_of(2, 1), clock), clock)
    return clock.now


# Threads


def test_threads_sleep_side_by_side_and_one_is_awake_at_a_time() -> None:
    awake, most, said = 0, 0, list[str]()

    def sleeper(name: str, seconds: float, time: ThreadTime) -> None:
        nonlocal awake, most
        for _ in range(3):
            awake += 1
            most = max(most, awake)
            said.append(name)
            awake -= 1
            time.sleep(seconds)

    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        threads = [
            threading.Thread(target=sleeper, args=(name, seconds, time), name=name)
            for name, seconds in (("slow", 2.0), ("quick", 1.0))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert run(play) == 6.0
    # at 0 s both, at 1 s quick, at 2 s slow, which asked first, and quick, at 4 s slow
    assert said == ["slow", "quick", "quick", "slow", "quick", "slow"]
    assert most == 1


def test_threads_are_threads_of_the_system_with_small_stacks_while_they_are_started() -> None:
    seen = set[int]()

    def play(hall: Hall, lookalike: Threading, time: ThreadTime) -> None:
        def opponent() -> None:
            seen.add(threading.get_ident())

        for name in "ab":
            lookalike.Thread(target=opponent, name=name).start()
        seen.add(threading.get_ident())

    usual = threading.stack_size(512 * 1024)
    try:
        run(play)
        assert threading.stack_size() == 512 * 1024
    finally:
        threading.stack_size(usual)
    assert len(seen) == 3
    assert threading.get_ident() not in seen


def test_a_thread_that_will_not_be_ended_quietly_is_ended_all_the_same() -> None:
    ended = list[str]()

    def obstinate(time: ThreadTime) -> None:
        try:
            time.sleep(100.0)
        finally:
            ended.append("once")
            time.sleep(100.0)

    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        threading.Thread(target=obstinate, args=(time,)).start()
        time.sleep(1.0)
        raise ValueError

    with pytest.raises(PartyFailed, match=r"^master failed at line .*: ValueError$"):
        run(play)
    assert ended == ["once"]


def test_a_run_waits_for_every_thread_but_daemons() -> None:
    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        threading.Thread(target=time.sleep, args=(7.0,)).start()
        threading.Thread(target=time.sleep, args=(9.0,), daemon=True).start()

    assert run(play) == 7.0


def test_a_join_takes_as_long_as_the_thread_or_as_it_may() -> None:
    joined = list[float]()

    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        thread = threading.Thread(target=time.sleep, kwargs={"seconds": 5.0})
        thread.start()
        for timeout in (2.0, None, None):
            thread.join(timeout)
            joined.append(time.monotonic())

    run(play)
    assert joined == [2.0, 5.0, 5.0]


# What they wait by


@pytest.mark.parametrize(
    ("real", "ours"),
    [
        (threading.Thread, thread_time.Thread),
        (threading.Condition, timed_locks.Condition),
        (threading.Condition.wait, timed_locks.Condition.wait),
        (threading.Condition.wait_for, timed_locks.Condition.wait_for),
        (threading.Condition.notify, timed_locks.Condition.notify),
        (threading.Event, timed_locks.Event),
        (threading.Event.wait, timed_locks.Event.wait),
        (threading.Thread.join, thread_time.Thread.join),
        (ThreadPoolExecutor, thread_pool.ThreadPoolExecutor),
        (ThreadPoolExecutor.submit, thread_pool.ThreadPoolExecutor.submit),
        (ThreadPoolExecutor.shutdown, thread_pool.ThreadPoolExecutor.shutdown),
    ],
)
def test_the_arguments_are_those_of_the_real_ones(real: Any, ours: Any) -> None:
    def arguments(of: Any) -> list[tuple[str, Any]]:
        return [
            (parameter.name, parameter.kind)
            for parameter in signature(of).parameters.values()
            if parameter.name != "time"
        ]

    # 3.14's Thread has `context` besides; newer executors take more for their subclasses
    newer = {("context", Parameter.KEYWORD_ONLY), ("ctxkwargs", Parameter.VAR_KEYWORD)}
    assert arguments(ours) == [each for each in arguments(real) if each not in newer]


def test_an_event_that_nobody_sets_is_a_deadlock() -> None:
    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        threading.Event().wait()

    with pytest.raises(Deadlock, match=r"^nobody can go on: master waits at line \d+$"):
        run(play)


def test_a_deadlock_names_the_threads_of_no_party_too() -> None:
    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        threading.Thread(target=threading.Event().wait, name="helper").start()

    with pytest.raises(Deadlock, match=r"^nobody can go on: helper waits$"):
        run(play)


def test_an_event_that_is_set_lets_all_through_until_it_is_cleared() -> None:
    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        event = threading.Event()
        event.set()
        assert event.is_set()
        assert event.wait()
        assert event.wait(1.0)
        event.clear()
        assert not event.wait(3.0)
        assert time.monotonic() == 3.0
        event.wait()

    with pytest.raises(Deadlock):
        run(play)


def test_a_lock_goes_to_whoever_has_waited_longest() -> None:
    took = list[tuple[str, float]]()

    def player(name: str, lock: timed_locks.Lock, time: ThreadTime) -> None:
        with lock:
            took.append((name, time.monotonic()))
            time.sleep(2.0)

    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        lock = threading.Lock()
        for name in "abc":
            threading.Thread(target=player, args=(name, lock, time)).start()
        time.sleep(1.0)
        assert lock.locked()
        assert not lock.acquire(blocking=False)
        assert not lock.acquire(timeout=2.0)  # b has it, and c is before us
        assert time.monotonic() == 3.0
        assert lock.acquire()
        took.append(("master", time.monotonic()))
        lock.release()
        with pytest.raises(RuntimeError, match="unlocked"):
            lock.release()

    run(play)
    assert took == [("a", 0.0), ("b", 2.0), ("c", 4.0), ("master", 6.0)]


def test_whoever_is_notified_goes_on_with_the_lock_in_hand() -> None:
    seen = list[tuple[str, float]]()

    def waits(name: str, timeout: float | None, news: timed_locks.Condition, time: Any) -> None:
        with news:
            told = news.wait(timeout)
            seen.append((name if told else f"{name}, untold", time.monotonic()))
            time.sleep(1.0)  # the others who are notified wait for the lock meanwhile

    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        news = threading.Condition(threading.Lock())
        for name, timeout in (("a", None), ("b", 3.0), ("c", None), ("d", None)):
            threading.Thread(target=waits, args=(name, timeout, news, time)).start()
        time.sleep(2.0)
        with news:
            news.notify()
        time.sleep(3.0)
        with news:
            news.notify_all()

    run(play)
    assert seen == [("a", 2.0), ("b, untold", 3.0), ("c", 5.0), ("d", 6.0)]


def test_waiting_for_a_predicate_gives_what_it_says() -> None:
    moves: list[str] = []

    def mover(news: timed_locks.Condition, time: ThreadTime) -> None:
        for move in ("e4", "d4"):
            time.sleep(2.0)
            with news:
                moves.append(move)
                news.notify()

    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        news = threading.Condition()
        threading.Thread(target=mover, args=(news, time)).start()
        with news:
            assert news.wait_for(lambda: moves[1:]) == ["d4"]
            assert time.monotonic() == 4.0
            assert news.wait_for(lambda: moves[2:], timeout=1.5) == []
            assert time.monotonic() == 5.5

    run(play)


@pytest.mark.parametrize("verb", ["wait", "notify", "notify_all"])
def test_a_condition_needs_its_lock(verb: str) -> None:
    def play(hall: Hall, threading: Threading, time: ThreadTime) -> None:
        with pytest.raises(RuntimeError, match="un-acquired lock"):
            getattr(threading.Condition(), verb)()

    run(play)


# Pools


def test_a_pool_has_as_many_workers_as_it_needs_and_may_have() -> None:
    workers = set[str]()
    begun = list[float]()

    def job(seconds: float, time: ThreadTime) -> float:
        workers.add(threading.current_thread().name)
        begun.append(time.monotonic())
        time.sleep(seconds)
        return seconds

    def play(hall: Hall, lookalike: Threading, futures: Futures, time: ThreadTime) -> None:
        ready = list[str]()
        with futures.ThreadPoolExecutor(2, "worker", ready.append, ("ready",)) as pool:
            assert pool.submit(job, 1.0, time=time).result() == 1.0
            assert len(workers) == 1
            slow, *_, last = [pool.submit(job, seconds, time) for seconds in (5.0, 1.0, 1.0)]
            with pytest.raises(TimeoutError):
                last.result(timeout=1.5)
            assert last.result() == 1.0
            assert not slow.done()
        assert slow.done()
        assert ready == ["ready", "ready"]
        with pytest.raises(RuntimeError, match="after shutdown"):
            pool.submit(job, 1.0, time)

    assert run(play, thread_pool) == 6.0
    assert begun == [0.0, 1.0, 1.0, 2.0]
    assert workers == {"worker_0", "worker_1"}


def test_jobs_that_have_not_begun_can_be_cancelled() -> None:
    def play(hall: Hall, threading: Threading, futures: Futures, time: ThreadTime) -> None:
        pool = futures.ThreadPoolExecutor(max_workers=1)
        jobs = [pool.submit(time.sleep, 2.0) for _ in range(3)]
        time.sleep(1.0)
        pool.shutdown(cancel_futures=True)
        assert [job.done() for job in jobs] == [True, False, False]

    assert run(play, thread_pool) == 2.0


def test_an_error_in_a_job_ends_the_exhibition() -> None:
    def play(hall: Hall, threading: Threading, futures: Futures, time: ThreadTime) -> None:
        def job() -> None:
            raise ValueError("the pen is empty")

        with futures.ThreadPoolExecutor() as pool:
            pool.submit(job)
            time.sleep(100.0)

    with pytest.raises(PartyFailed, match="the pen is empty"):
        run(play, thread_pool)
