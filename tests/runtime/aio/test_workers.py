"""Worker threads on exhibition time, and the one core that those who compute share."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.hall.clock import Clock
from simul.hall.gates import Gate, ReleasedGate, Stopped
from simul.hall.hall import Hall, Time
from simul.runtime.aio import blocking_time, computing
from simul.runtime.aio.event_loop import ExhibitionLoop
from simul.runtime.aio.shared_core import SharedCore
from simul.runtime.aio.workers import MOST
from tests.modes.concurrent import nothing_left_over
from tests.plans import plan_of

Compute = Callable[[float], None]


def ends(*jobs: tuple[float, float]) -> list[float]:
    """When each of these computations, (start, seconds) in s, ends on one core."""
    ended = [0.0] * len(jobs)

    async def main() -> None:
        loop = asyncio.get_running_loop()
        core = SharedCore(loop)

        async def compute(index: int, at: float, seconds: float) -> None:
            await asyncio.sleep(at)
            done = asyncio.Event()
            core.compute(seconds, done.set)
            await done.wait()
            ended[index] = loop.time()

        async with asyncio.TaskGroup() as group:
            for index, job in enumerate(jobs):
                group.create_task(compute(index, *job))

    clock = Clock()
    factory = partial(ExhibitionLoop, Hall(plan_of(1, 1), clock), clock, __file__)
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main())
    return ended


def test_two_share_the_core_and_one_has_it_alone() -> None:
    # 0 to 4: the first alone, 4 of its 6 s. Then half the speed each: the first has 2 s left, and ends at
    # 8; by then the second has had 2 of its 5 s, and goes on alone.
    assert ends((0, 6), (4, 5)) == [8, 11]
    assert ends((0, 55), (0, 55), (0, 55)) == [165, 165, 165]
    assert ends((0, 0), (1, 2)) == [0, 3]


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(1, 2**26).map(lambda ticks: ticks / 2**20)),
        min_size=1,
        max_size=12,
    )
)
def test_the_core_does_no_more_than_its_work_and_is_never_idle_while_there_is_any(
    jobs: list[tuple[float, float]],
) -> None:
    ended = ends(*jobs)
    free = 0.0
    for at, seconds in sorted(jobs):
        free = max(free, at) + seconds  # one after the other, it would be done at the same time
    assert max(ended) == pytest.approx(free, abs=1e-6)
    for (at, seconds), end in zip(jobs, ended, strict=True):
        assert at + seconds <= end


def run_computing(main: Callable[[Hall, Compute], object], clock: Clock | None = None) -> Clock:
    clock = Clock() if clock is None else clock
    computing.run(main, Hall(plan_of(1, 1), clock), clock)  # type: ignore[arg-type]
    return clock


def test_to_thread_gives_what_the_function_returns_or_raises() -> None:
    got: list[object] = []

    def divide(compute: Compute, by: float) -> float:
        compute(2.0)
        return 1 / by

    async def main(hall: Hall, compute: Compute) -> None:
        got.append(await asyncio.to_thread(divide, compute, 4))
        with pytest.raises(ZeroDivisionError):
            await asyncio.to_thread(divide, compute, 0)

    assert run_computing(main).now == 4
    assert got == [0.25]


def test_the_loop_goes_on_while_a_worker_computes() -> None:
    ticks: list[float] = []

    async def main(hall: Hall, compute: Compute) -> None:
        thread = asyncio.create_task(asyncio.to_thread(compute, 10))
        while not thread.done():
            await asyncio.sleep(1)
            ticks.append(hall.clock.now)
        assert hall.notes.blocked == 0

    run_computing(main)
    assert ticks == [*range(1, 11)]


def test_more_functions_than_threads_wait_in_a_queue() -> None:
    ended: list[float] = []

    async def main(hall: Hall, time: Time) -> None:
        async def one() -> None:
            await asyncio.to_thread(time.sleep, 5)
            ended.append(hall.clock.now)

        await asyncio.gather(*(one() for _ in range(MOST + 1)))

    clock = Clock()
    blocking_time.run(main, Hall(plan_of(1, 1), clock), clock)
    assert ended == [5.0] * MOST + [10.0]


def test_who_is_cancelled_does_not_wait_for_the_thread() -> None:
    async def main(hall: Hall, compute: Compute) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(3):
                await asyncio.to_thread(compute, 10)
        assert hall.clock.now == 3
        await asyncio.to_thread(compute, 1)  # beside the other: at half the speed
        assert hall.clock.now == 5

    run_computing(main)


def test_a_stop_ends_the_threads_where_they_compute() -> None:
    gate = ReleasedGate()
    gate.release(5)
    gate.stop()

    async def main(hall: Hall, compute: Compute) -> None:
        await asyncio.gather(*(asyncio.to_thread(compute, 10) for _ in range(3)))

    with nothing_left_over(), pytest.raises(Stopped):
        run_computing(main, Clock(gate))


def test_so_does_an_error() -> None:
    async def main(hall: Hall, compute: Compute) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.to_thread(compute, 10))
            await asyncio.sleep(1)
            raise KeyboardInterrupt

    with nothing_left_over(), pytest.raises(KeyboardInterrupt):
        run_computing(main, Clock(Gate()))
