"""What the loop on exhibition time promises itself; that it is asyncio is for CPython's own tests to say."""

import asyncio
import contextvars
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from simul.analysis.run import play
from simul.hall.clock import Clock
from simul.hall.gates import Gate, Stopped
from simul.hall.hall import Board, Hall
from simul.hall.laws import OutOfTurn
from simul.modes.registry import MODES
from simul.runtime.aio import coroutines
from simul.runtime.aio.event_loop import ExhibitionLoop
from simul.runtime.stuck import Deadlock
from tests.core_plans import constant, polgar

Log = Callable[..., None]
"""Writes down what happens, with the time."""
Program = Callable[[Log], Coroutine[Any, Any, object]]
PATIENCE_S = 10.0


def exhibition_loop(clock: Clock | None = None) -> asyncio.AbstractEventLoop:
    clock = Clock() if clock is None else clock
    return ExhibitionLoop(Hall(constant(1, 1), clock), clock, __file__)


def shape(value: object) -> object:
    """What two loops must agree on: of an exception its type and what it holds, not its wording."""
    if isinstance(value, BaseExceptionGroup):
        return type(value).__name__, [shape(error) for error in value.exceptions]
    if isinstance(value, RuntimeError):
        return type(value).__name__  # worded otherwise
    if isinstance(value, BaseException):
        return type(value).__name__, shape(value.args)
    if isinstance(value, list | tuple):
        return [shape(each) for each in value]
    return value


async def sleeper(log: Log, name: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    log(name)
    return name


def outcome(
    program: Program, factory: Callable[[], asyncio.AbstractEventLoop] = exhibition_loop
) -> list[object]:
    """Everything that the program logs, with the time, and how it ends, and when."""
    found: list[object] = []
    try:
        with asyncio.Runner(loop_factory=factory) as runner:
            loop = runner.get_loop()

            def log(*what: object) -> None:
                found.append((round(loop.time(), 6), shape(what)))

            found.append(shape(runner.run(program(log))))
    except BaseException as error:
        found.append(shape(error))
        error.__traceback__ = None  # it would hold what the program has left
    return [*found, round(loop.time(), 6)]


# What asyncio does not promise


def test_what_is_due_together_comes_in_the_order_of_asking() -> None:
    async def many(log: Log) -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as group:
            for number in range(50):
                group.create_task(sleeper(lambda *_: None, str(number), 5)).add_done_callback(
                    lambda task: log(task.result())
                )
            loop.call_later(5, log, "called later")

    expected = [(5.0, [str(number)]) for number in range(50)]
    found = outcome(many)
    assert [entry for entry in found if entry in expected] == expected
    # The callback was asked for before the tasks had begun to sleep.
    assert found[0] == (5.0, ["called later"])


def test_twelve_hours_take_no_time() -> None:
    async def twelve_hours(log: Log) -> float:
        for _ in range(12):
            await asyncio.sleep(3_600)
        return asyncio.get_running_loop().time()

    assert outcome(twelve_hours) == [43_200.0, 43_200.0]


def test_time_starts_at_0() -> None:
    async def what_time_is_it(log: Log) -> float:
        return asyncio.get_running_loop().time()

    assert outcome(what_time_is_it)[0] == 0.0


def test_a_cancelled_sleep_does_not_move_the_clock_on() -> None:
    async def cancels(log: Log) -> None:
        task = asyncio.create_task(asyncio.sleep(3_600))
        await asyncio.sleep(1)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        asyncio.get_running_loop().call_later(3_600, log).cancel()
        await asyncio.Event().wait()  # and only these two are left

    assert outcome(cancels)[-1] == 1.0


# Tasks are asyncio's own


def test_each_task_has_a_context_of_its_own() -> None:
    who = contextvars.ContextVar("who", default="nobody")

    async def writes(name: str) -> str:
        who.set(name)
        await asyncio.sleep(1)
        return who.get()

    async def two(log: Log) -> list[str]:
        return [*await asyncio.gather(writes("a"), writes("b")), who.get()]

    assert outcome(two)[0] == ["a", "b", "nobody"]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="eager tasks came with Python 3.12")
def test_eager_tasks() -> None:
    async def eager(log: Log) -> None:
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)  # type: ignore[attr-defined,unused-ignore]
        task = asyncio.create_task(sleeper(log, "eager", 0))
        log("created", task.done())
        late = asyncio.create_task(sleeper(log, "late", 5))
        await late

    assert outcome(eager) == [
        (0.0, ["created", False]),
        (0.0, ["eager"]),
        (5.0, ["late"]),
        None,
        5.0,
    ]


def test_what_a_callback_raises_is_logged_and_the_loop_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def wrong(log: Log) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(1, log, "before")
        loop.call_later(1, lambda: 1 / 0)
        loop.call_later(1, log, "after")
        await asyncio.sleep(2)

    assert outcome(wrong) == [(1.0, ["before"]), (1.0, ["after"]), None, 2.0]
    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_timer_that_another_cancels_in_the_same_instant_is_not_called() -> None:
    async def cancels(log: Log) -> None:
        loop = asyncio.get_running_loop()
        handles: list[asyncio.TimerHandle] = []
        loop.call_later(1, lambda: handles[0].cancel())
        handles.append(loop.call_later(1, log, "never"))
        assert handles[0].when() == 1
        await asyncio.sleep(2)
        assert handles[0].cancelled()

    assert outcome(cancels) == [None, 2.0]


# Deadlock


def line_with(text: str) -> int:
    """The first line of this file that has this text."""
    with open(__file__, encoding="utf-8") as file:  # noqa: PTH123
        return next(number for number, line in enumerate(file, 1) if text in line)


async def never_woken(board: Board, event: asyncio.Event) -> None:
    await event.wait()  # who waits here waits for ever


async def stuck(hall: Hall) -> None:
    event = asyncio.Event()
    tasks = [asyncio.create_task(never_woken(board, event)) for board in hall.boards]
    await asyncio.sleep(7)
    await tasks[0]  # and she waits for him


def test_a_deadlock_says_who_waits_where() -> None:
    clock = Clock()
    with pytest.raises(Deadlock) as caught:
        coroutines.run(stuck, Hall(constant(2, 1), clock), clock)
    theirs, hers = line_with("await event.wait()  # who"), line_with("await tasks[0]  # and she")
    assert str(caught.value) == (
        f"nobody can go on: board 1 waits at line {theirs} for event (Event), "
        f"board 2 waits at line {theirs} for event (Event), "
        f"master waits at line {hers} for board 1 to end"
    )
    assert clock.now == 7


def test_what_is_cancelled_is_nothing_to_wait_for() -> None:
    async def stuck_after_all(log: Log) -> None:
        asyncio.get_running_loop().call_later(5, log).cancel()
        await asyncio.Event().wait()  # for nobody

    line = line_with("wait()  # for nobody")
    clock = Clock()
    with (
        asyncio.Runner(loop_factory=lambda: exhibition_loop(clock)) as runner,
        pytest.raises(Deadlock, match=f"waits at line {line} for an Event"),
    ):
        runner.run(stuck_after_all(print))
    assert clock.now == 0


# Where it runs


async def in_a_notebook() -> float:
    return play(MODES["async"], polgar()).summary.elapsed_s


async def test_play_inside_a_running_loop() -> None:
    loop, before = asyncio.get_running_loop(), threading.active_count()
    assert await in_a_notebook() == 3_655
    assert asyncio.get_running_loop() is loop
    assert threading.active_count() == before
    await asyncio.sleep(0)


async def test_errors_come_out_of_a_running_loop() -> None:
    async def wrong(hall: Hall) -> None:
        hall.boards[0].master_moves()

    clock = Clock()
    with pytest.raises(OutOfTurn):
        coroutines.run(wrong, Hall(constant(1, 1), clock), clock)
    assert asyncio.get_running_loop().is_running()


def test_an_exhibition_inside_an_exhibition() -> None:
    async def nested(log: Log) -> float:
        await asyncio.sleep(3)
        elapsed = await in_a_notebook()
        await asyncio.sleep(3)
        return elapsed

    assert outcome(nested) == [3_655.0, 6.0]


def test_two_threads_may_run_their_callbacks_at_the_same_time() -> None:
    arrived = [threading.Event(), threading.Event()]
    met = [False, False]

    def run(mine: int) -> None:
        async def main(log: Log) -> None:
            task = asyncio.create_task(asyncio.sleep(1))

            def meet(_: object) -> None:
                arrived[mine].set()
                met[mine] = arrived[1 - mine].wait(PATIENCE_S)

            task.add_done_callback(meet)
            await task

        outcome(main)

    threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * PATIENCE_S)
    assert met == [True, True]


# What is left behind


class ShutAt(Gate):
    """A gate that nobody gets past after this time."""

    def wait(self, when: float) -> None:
        raise Stopped


def test_a_stopped_run_leaves_nothing_behind() -> None:
    ended = list[str]()
    loops = list[asyncio.AbstractEventLoop]()

    async def waits(event: asyncio.Event) -> None:
        try:
            await event.wait()
        finally:
            ended.append("waiting")

    async def main(_: Hall) -> None:
        loops.append(asyncio.get_running_loop())
        task = asyncio.create_task(waits(asyncio.Event()))
        try:
            while True:  # noqa: ASYNC110
                await asyncio.sleep(1)
        finally:
            ended.append("main")
            assert not task.done()

    clock = Clock(ShutAt(60.0))
    before = threading.active_count()
    with pytest.raises(Stopped):
        coroutines.run(main, Hall(constant(1, 1), clock), clock)
    assert clock.now == 60
    assert sorted(ended) == ["main", "waiting"]
    assert loops[0].is_closed()
    assert not loops[0].is_running()
    assert asyncio.all_tasks(loops[0]) == set()
    assert asyncio._get_running_loop() is None
    assert threading.active_count() == before


def test_a_finished_run_leaves_nothing_behind() -> None:
    loops = list[asyncio.AbstractEventLoop]()

    async def main(_: Hall) -> None:
        loops.append(asyncio.get_running_loop())
        await asyncio.sleep(1)

    clock = Clock()
    coroutines.run(main, Hall(constant(1, 1), clock), clock)
    assert loops[0].is_closed()
    assert asyncio.all_tasks(loops[0]) == set()
    assert asyncio._get_running_loop() is None
    assert clock.wakeups == []


def test_a_runner_may_run_again_on_the_same_clock() -> None:
    clock = Clock()
    with asyncio.Runner(loop_factory=lambda: exhibition_loop(clock)) as runner:
        for hours in (1, 2):
            assert runner.run(asyncio.sleep(3_600, "done")) == "done"
            assert clock.now == hours * 3_600


def test_what_the_loop_cannot_do_it_says() -> None:
    async def elsewhere(log: Log) -> None:
        with ThreadPoolExecutor(1) as executor:
            await asyncio.get_running_loop().run_in_executor(executor, log)

    assert outcome(elsewhere) == ["NotImplementedError", 0.0]


def test_the_first_of_several_errors_is_raised_by_itself() -> None:
    async def wrong(after: float, hall: Hall) -> None:
        await asyncio.sleep(after)
        hall.boards[0].master_moves()

    async def main(hall: Hall) -> None:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(wrong(3, hall))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(wrong(2, hall))

    clock = Clock()
    with pytest.raises(OutOfTurn, match=r"at 2\.0 s"):
        coroutines.run(main, Hall(constant(1, 1), clock), clock)
