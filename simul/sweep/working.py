"""Handing out jobs, a few at a time, and taking back what is done."""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait

from simul.sweep.executors import Workers
from simul.sweep.job import Done, Job, do_jobs
from simul.sweep.points import Sweep, size_of

BATCH_PAIRS = 30_000
"""Move pairs per batch of jobs: about a tenth of a second of theory."""
RUNNING = 8
"""Time of running a mode, over that of computing its theory."""
BATCH_JOBS = 100
AHEAD = 4
"""Most that a new batch may run ahead of the oldest unfinished one, in multiples of what is in hand."""
LOOK_UP_S = 0.25
"""While nothing comes, control goes back to the caller as often, in seconds."""
ALONE_S = 10.0
"""Seconds without anything coming after which the workers are asked whether anything is going to."""


class WorkersLost(Exception):  # noqa: N818
    """Workers ended, or were cut off, before their jobs were done."""


def jobs(sweep: Sweep, finished: int, beyond: frozenset[int]) -> Iterator[Job]:
    """Give the jobs that are left to do: all but the first `finished` and those of the numbers `beyond`."""
    number = 0
    for point in sweep.points():
        if number + sweep.repeat <= finished:
            number += sweep.repeat
            continue
        for repeat in range(sweep.repeat):
            if number >= finished and number not in beyond:
                yield Job(number, sweep.scenario(point, repeat))
            number += 1


def weight(sweep: Sweep) -> int:
    """Return how much work a move pair is, where theory of it is 1."""
    return 1 + RUNNING * sum(sweep.run or mode.pitfall for mode in sweep.modes)


def batches(left: Iterable[Job], weight: int = 1) -> Iterator[list[Job]]:
    """Give the jobs in batches, neither too small to be worth sending nor too large to wait for."""
    batch: list[Job] = []
    pairs = 0
    for job in left:
        batch.append(job)
        pairs += weight * size_of(job.scenario)
        if pairs >= BATCH_PAIRS or len(batch) == BATCH_JOBS:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def work(sweep: Sweep, left: Iterable[Job], workers: Workers) -> Iterator[list[Done]]:
    """Have the workers do the jobs; give what is done as it comes, and nothing now and then meanwhile.

    However many jobs there are, few are in memory: those in flight, and none far ahead of the oldest.
    Raises JobFailed, and WorkersLost.
    """
    modes = [mode.name for mode in sweep.modes]
    waiting = enumerate(batches(left, weight(sweep)))
    following = next(waiting, None)
    flying: dict[Future[list[Done]], int] = {}
    came_at = time.monotonic()
    try:
        while following or flying:
            while following and len(flying) < workers.in_hand:
                number, batch = following
                if flying and number - min(flying.values()) >= AHEAD * workers.in_hand:
                    break
                flying[workers.executor.submit(do_jobs, batch, modes, sweep.run)] = number
                following = next(waiting, None)
            finished, _ = wait(flying, LOOK_UP_S, FIRST_COMPLETED)
            if finished:
                came_at = time.monotonic()
            else:
                yield []
                if time.monotonic() - came_at >= ALONE_S:
                    if trouble := workers.trouble():
                        raise WorkersLost(trouble)
                    came_at = time.monotonic()
            for future in finished:
                del flying[future]
                yield future.result()
    except KeyboardInterrupt:
        for future in flying:  # what is done is not thrown away
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
        raise
    except workers.lost as error:
        what = str(error).partition("\n")[0] or "they ended, or cannot be reached any more"
        raise WorkersLost(f"workers were lost before they had done their jobs: {what}") from None
