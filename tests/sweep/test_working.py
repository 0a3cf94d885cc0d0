"""Handing out jobs: the same rows from any workers, few jobs at a time, and nothing done twice."""

import concurrent.futures
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.runtime.processes.spawning import running
from simul.sweep import executors, working
from simul.sweep.job import Done, Job, JobFailed
from simul.sweep.processes import processes
from simul.sweep.rows import in_order, rows
from simul.sweep.working import WorkersLost, batches, jobs, work
from tests.sweep.sweeps import done_by, rows_here, sweep_of


class OutOfOrder(Executor):
    """Does what it was asked to, one thing whenever somebody looks; `pick` says which, of so many."""

    def __init__(self, pick: Callable[[int], int]) -> None:
        self._pick = pick
        self._asked: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.most = 0
        self.done: list[int] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._asked.append((future, lambda: fn(*args, **kwargs)))
        self.most = max(self.most, len(self._asked))
        return future

    def do_one(self) -> None:
        future, call = self._asked.pop(self._pick(len(self._asked)))
        result = call()
        self.done += (one.job for one in result)
        future.set_result(result)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "BATCH_JOBS", 2)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[OutOfOrder]:
    """In place of waiting, have the executor in the list do one thing."""
    executors: list[OutOfOrder] = []
    usual = concurrent.futures.wait

    def wait(futures: Any, timeout: float, when: str) -> Any:
        if executors:
            executors[0].do_one()
        return usual(futures, timeout, when)

    monkeypatch.setattr(working, "wait", wait)
    return executors


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("seed", range(5))
def test_the_rows_do_not_depend_on_who_is_done_first(seed: int, waits: list[OutOfOrder]) -> None:
    sweep = sweep_of(repeat=3, boards="1:8", pairs="3", opponents="exponential(9s)")
    expected = rows_here(sweep)
    executor = OutOfOrder(Random(seed).randrange)
    waits.append(executor)
    done = [*done_by(sweep, executors.Workers(executor, 4))]
    assert [one.job for one in done] != sorted(one.job for one in done)
    assert [*rows(sweep, in_order(done))] == expected
    assert executor.most == 4


@pytest.mark.usefixtures("small_batches")
def test_nothing_is_begun_far_ahead_of_the_oldest(waits: list[OutOfOrder]) -> None:
    executor = OutOfOrder(lambda count: count - 1)  # the oldest last of all
    waits.append(executor)
    ours = executors.Workers(executor, 4)
    numbers = [one.job for one in done_by(sweep_of("async", boards="1:400", pairs="1"), ours)]
    assert sorted(numbers) == [*range(400)]
    # Two jobs a batch, four times four batches ahead of the first; those are what memory must hold.
    assert numbers.index(0) <= 2 * working.AHEAD * 4


def test_jobs_that_are_done_are_not_handed_out_again() -> None:
    sweep = sweep_of("async", repeat=3, boards="1:4", pairs="2")
    left = [job.number for job in jobs(sweep, 4, frozenset({5, 9}))]
    assert left == [4, 6, 7, 8, 10, 11]
    every = {job.number: job.scenario for job in jobs(sweep, 0, frozenset())}
    assert [job.scenario for job in jobs(sweep, 4, frozenset())] == [every[n] for n in range(4, 12)]


@pytest.mark.parametrize("trouble", ["", "no worker is left; start some, and go on"])
def test_where_nobody_is_left_to_do_it_it_does_not_wait_for_ever(
    trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "LOOK_UP_S", 0.0)
    monkeypatch.setattr(working, "ALONE_S", 0.0)
    sweep = sweep_of("async", boards="1:4")
    ours = executors.Workers(OutOfOrder(lambda _: 0), 4, trouble=lambda: trouble)  # does nothing
    going_on = work(sweep, jobs(sweep, 0, frozenset()), ours)
    assert next(going_on) == []
    if not trouble:
        assert next(going_on) == []
    else:
        with pytest.raises(WorkersLost, match=trouble):
            next(going_on)


@given(st.lists(st.integers(1, 3_000), max_size=300))
def test_batches_have_every_job_once_and_are_not_large(boards: list[int]) -> None:
    scenario = sweep_of().base
    left = [Job(number, scenario.with_boards(count)) for number, count in enumerate(boards)]
    split = [*batches(left)]
    assert [job for batch in split for job in batch] == left
    for batch in split:
        assert 1 <= len(batch) <= working.BATCH_JOBS
        assert sum(30 * job.scenario.boards for job in batch[:-1]) < working.BATCH_PAIRS


@pytest.mark.slow
@pytest.mark.usefixtures("small_batches")
def test_one_process_and_three_give_the_same_rows() -> None:
    sweep = sweep_of("sync,async,many-masters", repeat=3, boards="1:6", opponents="normal(9s, 4s)")
    with processes(3) as ours:
        assert [*rows(sweep, in_order(done_by(sweep, ours)))] == rows_here(sweep)
    assert running() == []


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="the system has no such masks")
def test_processes_never_hear_ctrl_c_and_we_do() -> None:
    # Blocked from the start on: what they have before they run our code is what we had.
    with processes(1) as ours:
        blocked = ours.executor.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    assert signal.SIGINT in blocked
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.slow
def test_ctrl_c_while_a_worker_starts_ends_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    start = threading.Thread.start

    def press_and_start(thread: threading.Thread) -> None:
        signal.raise_signal(signal.SIGINT)
        start(thread)

    monkeypatch.setattr("simul.sweep.processes.threading.Thread.start", press_and_start)
    with pytest.raises(KeyboardInterrupt), processes(1) as ours:
        ours.executor.submit(divmod, 7, 2)
    assert running() == []


@pytest.mark.slow
def test_a_process_that_is_killed_is_told_and_none_is_left() -> None:
    sweep = sweep_of("async", boards="1:400")

    def killing(done: Iterator[Done]) -> None:
        for _ in done:
            for child in running():
                child.kill()

    with processes(2) as ours, pytest.raises(WorkersLost, match="workers were lost"):
        killing(done_by(sweep, ours))
    assert running() == []


def test_a_job_that_fails_says_which() -> None:
    def fails(batch: Sequence[Job], modes: Sequence[str], run: bool) -> list[Done]:
        raise JobFailed("24 boards: no")

    with pytest.MonkeyPatch.context() as patch, executors.here() as ours:
        patch.setattr(working, "do_jobs", fails)
        sweep = sweep_of(boards="1:3")
        with pytest.raises(JobFailed, match="24 boards: no"):
            [*work(sweep, jobs(sweep, 0, frozenset()), ours)]


def test_what_is_wrong_with_a_plan_names_the_plan() -> None:
    sweep = sweep_of(boards="1:3", pairs="1000")
    with (
        executors.here() as ours,
        pytest.raises(JobFailed, match=r"^1 board, 1000 .*has no game of 1000"),
    ):
        [*done_by(sweep, ours)]
