"""The loop on exhibition time does what asyncio's own does: one program after the other, on both."""

import asyncio
import gc
import logging
import selectors
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from simul.exhibition.clock import Clock, Gate, Stopped
from simul.exhibition.hall import Hall
from simul.exhibition.laws import OutOfTurn
from simul.modes import MODES, play
from simul.modes.runtime import coroutines
from simul.modes.runtime.deadlock import Deadlock
from simul.modes.runtime.event_loop import ExhibitionLoop
from tests.core_plans import constant, polgar
from tests.modes.asyncio_programs import PROGRAMS, Log, Program, left, sleeper

PATIENCE_S = 10.0


class Jump(selectors.SelectSelector):
    """Waits for nothing: it has its loop's time jump."""

    loop: "StockLoop"

    def select(self, timeout: float | None = None) -> Any:
        found = super().select(0)
        if not found and timeout is None:
            raise Deadlock("nobody can go on")
        if not found and timeout:
            self.loop.jumped += timeout
        return found


class StockLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop, whose time jumps on."""

    def __init__(self) -> None:
        self.jumped = 0.0
        selector = Jump()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        return self.jumped


def exhibition_loop(clock: Clock | None = None) -> asyncio.AbstractEventLoop:
    clock = Clock() if clock is None else clock
    return ExhibitionLoop(Hall(constant(1, 1), clock), clock, __file__)  # type: ignore[abstract]


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


def errors_logged(caplog: pytest.LogCaptureFixture) -> list[object]:
    """The exceptions that asyncio has logged; then they are forgotten."""
    left.clear()
    gc.collect()  # that of a task is logged when the task is let go
    found = [shape(record.exc_info[1]) for record in caplog.records if record.exc_info]
    caplog.clear()
    return found


@pytest.fixture(autouse=True)
def _log_errors_alone(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "asyncio")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_the_same_on_both_loops(program: Program, caplog: pytest.LogCaptureFixture) -> None:
    expected = outcome(program, StockLoop)
    expected_errors = errors_logged(caplog)
    assert outcome(program) == expected
    assert errors_logged(caplog) == expected_errors


# What the stock loop does not promise


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


# Deadlock


def line_with(text: str) -> int:
    """The first line of this file that has this text."""
    with open(__file__, encoding="utf-8") as file:  # noqa: PTH123
        return next(number for number, line in enumerate(file, 1) if text in line)


async def never_woken(event: asyncio.Event) -> None:
    await event.wait()  # who waits here waits for ever


async def stuck(_: Hall) -> None:
    event = asyncio.Event()
    tasks = [asyncio.create_task(never_woken(event), name=f"board {n}") for n in (1, 2)]
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
    message = f"nobody can go on: master waits at line {line} for an Event"
    assert outcome(stuck_after_all) == [("Deadlock", [message]), 0.0]


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
        await asyncio.to_thread(log)

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
