"""Exhibition time for threads: one awake at a time, and none left."""

import threading

import pytest

from simul.exhibition.clock import Clock
from simul.exhibition.hall import Hall
from simul.modes.runtime import thread_time
from simul.modes.runtime.deadlock import Deadlock
from simul.modes.runtime.failure import PartyFailed
from simul.modes.runtime.thread_time import ThreadTime
from tests.modes.concurrent import nothing_left_over
from tests.plans import plan_of


def run(play: object) -> float:
    clock = Clock()
    with nothing_left_over():
        thread_time.run(play, Hall(plan_of(2, 1), clock), clock)  # type: ignore[arg-type]
    return clock.now


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

    def play(hall: Hall, time: ThreadTime) -> None:
        threads = [
            time.thread(sleeper, name, seconds, time, name=name)
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

    def play(hall: Hall, time: ThreadTime) -> None:
        def opponent() -> None:
            seen.add(threading.get_ident())

        for name in "ab":
            time.thread(opponent, name=name).start()
        seen.add(threading.get_ident())

    usual = threading.stack_size(512 * 1024)
    try:
        run(play)
        assert threading.stack_size() == 512 * 1024
    finally:
        threading.stack_size(usual)
    assert len(seen) == 3
    assert threading.get_ident() not in seen


def test_an_event_that_nobody_sets_is_a_deadlock() -> None:
    def play(hall: Hall, time: ThreadTime) -> None:
        time.event().wait()

    with pytest.raises(Deadlock, match=r"^nobody can go on: master waits at line \d+$"):
        run(play)


def test_an_event_that_is_set_lets_all_through_until_it_is_cleared() -> None:
    def play(hall: Hall, time: ThreadTime) -> None:
        event = time.event()
        event.set()
        event.wait()
        event.wait()
        event.clear()
        event.wait()

    with pytest.raises(Deadlock):
        run(play)


def test_a_thread_that_will_not_be_ended_quietly_is_ended_all_the_same() -> None:
    ended = list[str]()

    def obstinate(time: ThreadTime) -> None:
        try:
            time.sleep(100.0)
        finally:
            ended.append("once")
            time.sleep(100.0)

    def play(hall: Hall, time: ThreadTime) -> None:
        time.thread(obstinate, time, name="obstinate").start()
        time.sleep(1.0)
        raise ValueError

    with pytest.raises(PartyFailed, match=r"^master failed at line .*: ValueError$"):
        run(play)
    assert ended == ["once"]
