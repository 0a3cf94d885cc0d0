"""Measuring the same thinking in every way, in real time, in turns."""

import time
from collections.abc import Callable
from functools import partial

from simul.experiments.cores.figures import Timed
from simul.experiments.cores.ways import coroutines, sync, threads, to_thread
from simul.experiments.cores.work import Found, Work
from simul.experiments.cores.workers import processes

ROUNDS = 5
LONGEST_S = 14.0
"""Time, in seconds, after which no round may end: one that would is not begun."""


def _time(way: Callable[[Work], Found], work: Work) -> Timed:
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    found = way(work)
    wall_s = time.perf_counter() - wall_s
    return Timed(wall_s, time.process_time() + found.cpu_s - cpu_s, found)


def time_in_turns(
    work: Work, cores: int, tell: Callable[[int, str], None], began: float
) -> dict[str, list[Timed]]:
    """Time every way once a round, with as many processes as there are cores, and boards for them.

    `tell` is called with the number of the round and the way before each. `began` is when, by
    time.monotonic, what must not take too long in all began. Raises EOFError or OSError where a process
    has ended too early.
    """
    ways: dict[str, Callable[[Work], Found]] = {
        "sync": sync,
        "async": coroutines,
        "async, asyncio.to_thread": to_thread,
        "threads": threads,
        "processes": partial(processes, size=min(cores, work.boards)),
    }
    timed: dict[str, list[Timed]] = {name: [] for name in ways}
    longest_s = 0.0
    for number in range(1, ROUNDS + 1):
        round_began = time.monotonic()
        if number > 1 and round_began - began + longest_s > LONGEST_S:
            break
        for name, way in ways.items():
            tell(number, name)
            timed[name].append(_time(way, work))
        longest_s = max(longest_s, time.monotonic() - round_began)
    return timed
